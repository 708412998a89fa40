//! The words after a key word, and which of them is a secret.

use std::ops::Range;

use crate::words::secret::family::Family;
use crate::words::secret::folded::Folded;
use crate::words::secret::shape::{Shape, is_random, is_stand_in, is_unit, shape};

/// How closely a value is tied to its key word: see [`announced`](super::announced).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    Assigned,
    Stated,
    Next,
    Near,
}

/// A word between blanks.
pub struct Word {
    pub whole: Range<usize>,
    /// Without the signs around it.
    pub bare: Range<usize>,
    pub quoted: bool,
}

const OPENING: &[char] = &[
    '"', '\'', '`', '«', '»', '“', '”', '„', '‘', '’', '(', '[', '{', '<', '*', '_', '~', '|', '¡',
    '¿', '-', '–', '—', '>', ',', ':', '=', '→', '.', ';',
];
const CLOSING: &[char] = &[
    '"', '\'', '`', '«', '»', '“', '”', '‘', '’', ')', ']', '}', '>', '*', '_', '~', '|', ',', ';',
    '.', ':', '?',
];
const QUOTES: &[char] = &['"', '\'', '«', '“', '‘', '‹', '„'];

/// The word at or after a place; it may stand up to two line ends further.
pub fn word_at(folded: &Folded<'_>, from: usize) -> Option<Word> {
    let (mut start, mut lines) = (from, 0);
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
    let bare = without_signs(folded, start..end);
    let mut opening = start..bare.start;
    Some(Word {
        whole: start..end,
        quoted: opening.any(|at| QUOTES.contains(&folded.at(at))) && bare.end < end,
        bare,
    })
}

/// A range without the signs at its ends.
pub fn without_signs(folded: &Folded<'_>, mut range: Range<usize>) -> Range<usize> {
    while range.start < range.end && OPENING.contains(&folded.at(range.start)) {
        range.start += 1;
    }
    while range.end > range.start && CLOSING.contains(&folded.at(range.end - 1)) {
        range.end -= 1;
    }
    range
}

/// The bytes of the value in a word, if it looks like a secret under this tie.
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
    let counts = next.is_some_and(|next| is_unit(&folded.word(next.bare)));
    let mut shaped = shape(&value);
    if family == Family::Pin && shaped < Shape::Mixed {
        let (digits, end) = digits(folded, word.whole.start);
        let pinned = (4..=8).contains(&digits) && !counts;
        let year = digits == 4 && (value.starts_with("19") || value.starts_with("20"));
        let fits = pinned && tie != Tie::Near && !(year && tie == Tie::Next);
        return fits.then(|| folded.bytes(word.bare.start..end));
    }
    // A final sign may be part of the password.
    let last = folded.at(word.whole.end - 1);
    let mut end = range.end;
    if "!#$%&@+?".contains(last) && shaped == Shape::Plain {
        let longer = folded.written(word.bare.start..word.whole.end);
        shaped = shape(&longer);
        length = longer.chars().count();
        end = word.whole.end;
    }
    let is_word = length >= 4 && !is_stand_in(&value) && value.chars().all(char::is_alphanumeric);
    let is_plain = shaped == Shape::Plain && value.contains(char::is_lowercase);
    let literal = is_word && word.quoted && is_plain;
    let is_number = value.chars().all(|one| one.is_ascii_digit());
    let assigned = tie == Tie::Assigned && folded.at(word.whole.start) == '=';
    let code = is_word && assigned && !is_number;
    let is_secret = match (family, tie) {
        (Family::Token, Tie::Near) => is_random(&value) && shaped >= Shape::Strong && length >= 12,
        (Family::Token, Tie::Assigned) => {
            let is_code = (6..=8).contains(&length) && shaped == Shape::Number && !counts;
            is_code || is_random(&value)
        }
        (Family::Token, Tie::Stated | Tie::Next) => is_random(&value),
        (Family::Password, Tie::Assigned) => {
            (shaped >= Shape::Number && !counts) || literal || code || is_random(&value)
        }
        (Family::Password, Tie::Stated) => {
            (shaped >= Shape::Number && shaped != Shape::Joined && !counts)
                || (shaped == Shape::Joined && !value.chars().all(char::is_alphabetic))
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
        (Family::Ambiguous, Tie::Stated) => shaped >= Shape::Mixed && length >= 6,
        (Family::Ambiguous, Tie::Next) => shaped == Shape::Strong && length >= 7,
        (Family::Pair, Tie::Assigned | Tie::Stated) => shaped >= Shape::Mixed,
        (Family::Pair, Tie::Next | Tie::Near) => {
            (shaped == Shape::Strong && length >= 8)
                || (tie == Tie::Next && shaped == Shape::Mixed && value.contains('/'))
        }
        // The shapes below mixed were judged above.
        (Family::Pin, Tie::Assigned | Tie::Stated | Tie::Next) => length <= 12,
    };
    is_secret.then(|| folded.bytes(range.start..end))
}

/// The number of digits at a place, grouped by blanks or hyphens, and their end; 0 where they go
/// on as a word, a path or a percentage.
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
