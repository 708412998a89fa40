use std::ops::Range;

use crate::words::secret::folded::Folded;
use crate::words::secret::vocabulary::{
    AMBIGUOUS, BEFORE_CODES, BEFORE_KEYS, CODES, HARMLESS_BEFORE, HARMLESS_BEHIND, OF, OF_CODES,
    PAIRS, PASSWORDS, PINS, TOKENS, has,
};

/// What kind of secret a word announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Chosen by people.
    Password,
    /// The same by a word that means much else: `pass`, `contra`.
    Ambiguous,
    /// Digits.
    Pin,
    /// Made by a machine.
    Token,
    /// A name and what goes with it: `credenciales: admin / …`.
    Pair,
}

/// Long enough to be known behind any other letters: `dbPassword`, `accesstoken`.
const ENDINGS: &[(&str, Family)] = &[
    ("password", Family::Password),
    ("passwd", Family::Password),
    ("contrasena", Family::Password),
    ("token", Family::Token),
    ("secret", Family::Token),
    ("apikey", Family::Token),
];

/// What a word announces, and where the words end that say so; nothing where it announces none.
pub fn family(folded: &Folded<'_>, range: Range<usize>) -> Option<(Family, usize)> {
    let (start, end) = (range.start, range.end);
    if !(2..=40).contains(&(end - start)) {
        return None;
    }
    let whole = folded.word(range);
    let one = whole.strip_suffix('s').filter(|one| one.len() > 3);
    let one = one.unwrap_or(&whole);
    let known = |list: &str| has(list, &whole) || has(list, one);
    if one == "secreta" {
        let is_word = neighbour_before(folded, start) == "palabra";
        return is_word.then_some((Family::Password, end));
    }
    if has(CODES, one) {
        let named = has(BEFORE_CODES, &neighbour_before(folded, start));
        let end = if named {
            Some(end)
        } else {
            end_of_code(folded, end)
        };
        return Some((Family::Pin, end?));
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
        let mut endings = ENDINGS.iter();
        endings.find(|(ending, _)| one.ends_with(ending))?.1
    };
    let harmless = has(HARMLESS_BEFORE, &neighbour_before(folded, start))
        || has(HARMLESS_BEHIND, &neighbour_behind(folded, end));
    (!harmless).then_some((family, end))
}

/// Where a code goes on with `de verificación` and the like, the end of that.
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

/// The word behind, `de` and `del` left out.
fn neighbour_behind(folded: &Folded<'_>, end: usize) -> String {
    let word = next_word(folded, end).and_then(|word| {
        let is_of = has(OF, &folded.word(word.clone()));
        if is_of {
            next_word(folded, word.end)
        } else {
            Some(word)
        }
    });
    word.map(|word| folded.word(word)).unwrap_or_default()
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
