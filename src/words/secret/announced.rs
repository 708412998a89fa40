//! What a word announces: `contraseña: …`, `the password of the server is …`, `PIN 839201`.
//!
//! A key word, a connector and a value. The closer the connector ties the value to the word, the
//! less the value itself has to look like a secret:
//!
//! | tie | example | the value is at least |
//! | --- | --- | --- |
//! | assigned | `clave: …`, `password=…`, `pwd → …` | a number, joined words, a word in quotes |
//! | said | `la clave del servidor es …`, `changed the password to …` | a number, or mixed |
//! | next | `password …`, `clave nueva …` | mixed, behind a PIN a number |
//! | near | one or two words further | strong |
//!
//! Behind a word that announces a token the value has to look made by a machine, whatever the tie.

use std::ops::Range;

use crate::words::secret::family::{Family, family};
use crate::words::secret::folded::Folded;
use crate::words::secret::shape::{Shape, shape};
use crate::words::secret::value::{CLOSING, OPENING, Tie, secret_in, word_at};
use crate::words::secret::vocabulary::{ADJECTIVES, ARTICLES, FILLERS, SAYING, SAYS, has};

/// How many words a connector may be away from the word that announces.
const REACH: usize = 9;
/// How many words the value may be away from its connector.
const BEHIND: usize = 3;

/// The bytes of every value that a word announces and that looks like a secret.
pub fn announced(folded: &Folded<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < folded.len() {
        if !folded.at(place).is_alphanumeric() {
            place += 1;
            continue;
        }
        let end = folded.word_end(place);
        if let Some((family, behind)) = family(folded, place..end) {
            found.extend(values(folded, behind, family));
            if matches!(family, Family::Password | Family::Pin) {
                found.extend(value_before(folded, place, family));
            }
        }
        place = end;
    }
    found
}

/// What stands behind the word that ends here.
fn values(folded: &Folded<'_>, end: usize, family: Family) -> Option<Range<usize>> {
    let mut tie = Tie::Next;
    let (mut place, mut since) = (identifier_end(folded, end), 0);
    if assigns_at(folded, place) {
        tie = Tie::Assigned;
    }
    for reached in 0..REACH + BEHIND {
        let word = word_at(folded, place)?;
        let bare = folded.word(word.bare.clone());
        let ends = |signs: &[char]| signs.contains(&folded.at(word.whole.end - 1));
        let is_filler = has(FILLERS, &bare);
        if bare.is_empty() {
            let sign = folded.word(word.whole.clone());
            if has("= : -> => → - – — := == > >> |", &sign) {
                (tie, since) = (Tie::Assigned, 0);
            }
        } else if has(SAYING, &bare) && reached < REACH {
            (tie, since) = (Tie::Said, 0);
            if ends(&[':', '=']) {
                tie = Tie::Assigned;
            }
        } else {
            if let Some(range) = secret_in(folded, &word, tie, family) {
                return Some(range);
            }
            let adjective = tie == Tie::Next && has(ADJECTIVES, &bare);
            if ends(&[':', '=']) && reached < REACH {
                (tie, since) = (Tie::Assigned, 0);
            } else if ends(&['.', ';', '?', '!']) && !(is_filler && bare.len() < 4) {
                return None;
            } else if !adjective && !is_filler {
                since += 1;
                tie = match tie {
                    Tie::Assigned | Tie::Said if since < BEHIND && family == Family::Pair => tie,
                    Tie::Assigned | Tie::Said | Tie::Next | Tie::Near => Tie::Near,
                };
            }
        }
        place = word.whole.end;
    }
    None
}

/// The end of an identifier that the word is the beginning of: `token-notificacion`.
fn identifier_end(folded: &Folded<'_>, end: usize) -> usize {
    let mut place = end;
    while ['_', '-', '.'].contains(&folded.at(place)) {
        let next = folded.word_end(place + 1);
        let letters = (place + 1..next).all(|at| folded.at(at).is_alphabetic());
        if next == place + 1 || !letters {
            break;
        }
        place = next;
    }
    place
}

/// Whether what directly follows assigns: `:`, `=`, `":`, `**:`.
fn assigns_at(folded: &Folded<'_>, mut place: usize) -> bool {
    while ['"', '\'', '`', '*', '_', '»', '”', ')', ']'].contains(&folded.at(place)) {
        place += 1;
    }
    matches!(folded.at(place), ':' | '=' | '→')
}

/// What is said to be the secret before the word: `Nevado2026Sol es la clave`.
fn value_before(folded: &Folded<'_>, start: usize, family: Family) -> Option<Range<usize>> {
    let (mut end, mut said) = (start, false);
    for _ in 0..4 {
        while end > 0 && folded.at(end - 1) == ' ' {
            end -= 1;
        }
        let mut begin = end;
        while begin > 0 && !folded.at(begin - 1).is_whitespace() {
            begin -= 1;
        }
        if begin == end {
            return None;
        }
        let word = folded.word(begin..end);
        if has(ARTICLES, &word) {
            said |= has(SAYS, &word);
            end = begin;
            continue;
        }
        while begin < end && OPENING.contains(&folded.at(begin)) {
            begin += 1;
        }
        let mut last = end;
        while last > begin && CLOSING.contains(&folded.at(last - 1)) {
            last -= 1;
        }
        let value = folded.written(begin..last);
        let pin = family == Family::Pin && shape(&value) == Shape::Number && value.len() <= 8;
        let fits = said && (shape(&value) == Shape::Strong || pin);
        return fits.then(|| folded.bytes(begin..last));
    }
    None
}
