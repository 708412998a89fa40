//! The words behind one that announces a secret, and which of them is one.

use std::ops::Range;

use crate::words::secret::family::Family;
use crate::words::secret::folded::Folded;
use crate::words::secret::shape::{Shape, is_random, is_stand_in, is_unit, shape};

/// How closely a value is tied to the word that announces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    Assigned,
    Said,
    Next,
    Near,
}

/// One word of what follows, from blank to blank.
pub struct Word {
    pub whole: Range<usize>,
    /// Without the signs around it.
    pub bare: Range<usize>,
    pub quoted: bool,
}

pub const OPENING: &[char] = &[
    '"', '\'', '`', '«', '»', '“', '”', '„', '‘', '’', '(', '[', '{', '<', '*', '_', '~', '|', '¡',
    '¿', '-', '–', '—', '>', ',', ':', '=', '→', '.', ';',
];
pub const CLOSING: &[char] = &[
    '"', '\'', '`', '«', '»', '“', '”', '‘', '’', ')', ']', '}', '>', '*', '_', '~', '|', ',', ';',
    '.', ':', '?',
];
const QUOTES: &[char] = &['"', '\'', '«', '“', '‘', '‹', '„'];

/// The word at or behind a place, on this line or the next.
pub fn word_at(folded: &Folded<'_>, from: usize) -> Option<Word> {
    let mut start = from;
    let mut lines = 0;
    while start < folded.len() && folded.at(start).is_whitespace() {
        lines += usize::from(folded.at(start) == '\n');
        start += 1;
    }
    if start >= folded.len() || lines > 2 {
        return None;
    }
    let mut end = start;
    while end < folded.len() && !folded.at(end).is_whitespace() {
        end += 1;
    }
    let (mut first, mut last) = (start, end);
    let mut quoted = false;
    while first < last && OPENING.contains(&folded.at(first)) {
        quoted |= QUOTES.contains(&folded.at(first));
        first += 1;
    }
    while last > first && CLOSING.contains(&folded.at(last - 1)) {
        last -= 1;
    }
    Some(Word {
        whole: start..end,
        bare: first..last,
        quoted: quoted && last < end,
    })
}

/// The bytes of the value in a word, where it looks like a secret under this tie.
pub fn secret_in(
    folded: &Folded<'_>,
    word: &Word,
    tie: Tie,
    family: Family,
) -> Option<Range<usize>> {
    let range = word.bare.clone();
    let value = folded.written(range.clone());
    let mut length = value.chars().count();
    let next = word_at(folded, word.whole.end);
    let counts = next
        .as_ref()
        .is_some_and(|next| is_unit(&folded.word(next.bare.clone())));
    let mut shaped = shape(&value);
    if family == Family::Pin && shaped < Shape::Mixed {
        let (digits, end) = digits(folded, word.whole.start);
        let pinned = (4..=8).contains(&digits) && !counts;
        let year = digits == 4 && (value.starts_with("19") || value.starts_with("20"));
        let fits = pinned && tie != Tie::Near && !(year && tie == Tie::Next);
        return fits.then(|| folded.bytes(word.bare.start..end));
    }
    // A sign that ends a password is part of it.
    let last = folded.at(word.whole.end - 1);
    let mut end = range.end;
    if "!#$%&@+?".contains(last) && shaped == Shape::Plain {
        let longer = folded.written(word.bare.start..word.whole.end);
        shaped = shape(&longer);
        length = longer.chars().count();
        end = word.whole.end;
    }
    let literal = word.quoted
        && length >= 4
        && !is_stand_in(&value)
        && shaped == Shape::Plain
        && value.chars().all(char::is_alphanumeric)
        && value.chars().any(char::is_lowercase);
    let code = tie == Tie::Assigned
        && length >= 4
        && folded.at(word.whole.start) == '='
        && !is_stand_in(&value)
        && value.chars().all(char::is_alphanumeric)
        && !value.chars().all(|one| one.is_ascii_digit());
    let is = match (family, tie) {
        (Family::Token, Tie::Near) => is_random(&value) && shaped >= Shape::Strong && length >= 12,
        (Family::Token, _) => {
            is_random(&value)
                || ((6..=8).contains(&length)
                    && shaped == Shape::Number
                    && tie == Tie::Assigned
                    && !counts)
        }
        (Family::Password, Tie::Assigned) => {
            (shaped >= Shape::Number && !counts) || literal || code || is_random(&value)
        }
        (Family::Password, Tie::Said) => {
            (shaped >= Shape::Number && shaped != Shape::Joined && !counts)
                || (shaped == Shape::Joined && !humped(&value))
                || literal
                || is_random(&value)
        }
        (Family::Password, Tie::Next) => {
            shaped >= Shape::Mixed
                || literal
                || (shaped == Shape::Number && length >= 6 && !counts)
                || is_random(&value)
        }
        (Family::Password | Family::Ambiguous | Family::Pin, Tie::Near) => {
            shaped == Shape::Strong && length >= 8
        }
        (Family::Ambiguous, Tie::Assigned) => shaped >= Shape::Mixed || code || is_random(&value),
        (Family::Ambiguous, Tie::Said) => shaped >= Shape::Mixed && length >= 6,
        (Family::Ambiguous, Tie::Next) => shaped == Shape::Strong && length >= 7,
        (Family::Pair, Tie::Assigned | Tie::Said) => shaped >= Shape::Mixed,
        (Family::Pair, Tie::Next | Tie::Near) => {
            (shaped == Shape::Strong && length >= 8)
                || (tie == Tie::Next && shaped == Shape::Mixed && value.contains('/'))
        }
        (Family::Pin, _) => shaped >= Shape::Mixed && length <= 12,
    };
    is.then(|| folded.bytes(range.start..end))
}

/// Whether a value is words run together, which names of products are as well.
fn humped(value: &str) -> bool {
    value.chars().all(char::is_alphabetic)
}

/// How many digits stand at a place, with blanks or hyphens between groups of them, and where
/// they end.
fn digits(folded: &Folded<'_>, start: usize) -> (usize, usize) {
    let (mut place, mut count, mut end) = (start, 0, start);
    while OPENING.contains(&folded.at(place)) {
        place += 1;
    }
    loop {
        let character = folded.at(place);
        if character.is_ascii_digit() {
            count += 1;
            end = place + 1;
        } else if !([' ', '-'].contains(&character) && folded.at(place + 1).is_ascii_digit()) {
            let whole = !character.is_alphanumeric() && !['/', ':', '%'].contains(&character);
            return (if whole { count } else { 0 }, end);
        }
        place += 1;
    }
}
