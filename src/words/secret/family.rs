//! Key words: which words announce a secret, and of what kind.

use std::ops::Range;

use crate::words::secret::folded::Folded;
use crate::words::secret::vocabulary::{
    AMBIGUOUS, BEFORE_CODES, BEFORE_KEYS, CODES, HARMLESS_BEFORE, HARMLESS_BEHIND, OF, OF_CODES,
    PAIRS, PASSWORDS, PINS, TOKENS, has,
};

/// The kind of secret that a key word announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Chosen by people.
    Password,
    /// A password, by a word with other meanings: `pass`, `contra`.
    Ambiguous,
    /// Digits.
    Pin,
    /// Made by a machine.
    Token,
    /// A user name and a password: `credenciales: admin / …`.
    Pair,
}

/// Key words long enough to be recognised at the end of a longer word: `dbPassword`.
const ENDINGS: &[(&str, Family)] = &[
    ("password", Family::Password),
    ("passwd", Family::Password),
    ("contrasena", Family::Password),
    ("token", Family::Token),
    ("secret", Family::Token),
    ("apikey", Family::Token),
];

/// The kind of secret that a word announces, and the end of the phrase that announces it.
pub fn family(folded: &Folded<'_>, range: Range<usize>) -> Option<(Family, usize)> {
    let (start, end) = (range.start, range.end);
    if !(2..=40).contains(&(end - start)) {
        return None;
    }
    let whole = folded.word(range);
    let singular = whole.strip_suffix('s').filter(|one| one.len() > 3);
    let one = singular.unwrap_or(&whole);
    let known = |list: &str| has(list, &whole) || has(list, one);
    if one == "secreta" {
        let is_word = neighbour_before(folded, start) == "palabra";
        return is_word.then_some((Family::Password, end));
    }
    if has(CODES, one) {
        let is_qualified = has(BEFORE_CODES, &neighbour_before(folded, start));
        let end = is_qualified
            .then_some(end)
            .or_else(|| end_of_code(folded, end))?;
        return Some((Family::Pin, end));
    }
    let family = if known(PASSWORDS) {
        Family::Password
    } else if known(PINS) {
        Family::Pin
    } else if known(TOKENS) {
        Family::Token
    } else if known(PAIRS) {
        Family::Pair
    } else if one == "key" && has(BEFORE_KEYS, &neighbour_before(folded, start)) {
        Family::Token
    } else if known(AMBIGUOUS) {
        Family::Ambiguous
    } else {
        ENDINGS.iter().find(|(ending, _)| one.ends_with(ending))?.1
    };
    let harmless = has(HARMLESS_BEFORE, &neighbour_before(folded, start))
        || has(HARMLESS_BEHIND, &neighbour_behind(folded, end));
    (!harmless).then_some((family, end))
}

/// The end of `de verificación` and the like after a word for a code.
fn end_of_code(folded: &Folded<'_>, end: usize) -> Option<usize> {
    let mut place = end;
    for _ in 0..3 {
        let word = next_word(folded, place)?;
        let text = folded.word(word.clone());
        if has(OF_CODES, &text) {
            return Some(word.end);
        }
        if !has(OF, &text) {
            return None;
        }
        place = word.end;
    }
    None
}

fn next_word(folded: &Folded<'_>, from: usize) -> Option<Range<usize>> {
    let mut start = from;
    while [' ', '-', '_', '.'].contains(&folded.at(start)) {
        start += 1;
    }
    let end = folded.word_end(start);
    (end > start).then_some(start..end)
}

/// The word after a place, skipping `de` and the like.
fn neighbour_behind(folded: &Folded<'_>, end: usize) -> String {
    next_word(folded, end)
        .and_then(|word| match has(OF, &folded.word(word.clone())) {
            true => next_word(folded, word.end),
            false => Some(word),
        })
        .map(|word| folded.word(word))
        .unwrap_or_default()
}

fn neighbour_before(folded: &Folded<'_>, start: usize) -> String {
    let mut end = start;
    while end > 0 && [' ', '-', '_'].contains(&folded.at(end - 1)) {
        end -= 1;
    }
    let mut begin = end;
    while begin > 0 && folded.at(begin - 1).is_alphanumeric() {
        begin -= 1;
    }
    folded.word(begin..end)
}
