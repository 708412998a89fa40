//! Secrets announced by a word: `contraseña: …`, `the password of the server is …`, `PIN 839201`.
//!
//! A key word, a connector and a value. The closer the connector ties the value to the key word,
//! the less the value itself has to look like a secret:
//!
//! | tie | example | the value is at least |
//! | --- | --- | --- |
//! | assigned | `clave: …`, `password=…`, `pwd → …` | a number, joined words, a word in quotes |
//! | stated | `la clave del servidor es …`, `changed the password to …` | a number, or mixed |
//! | next | `password …`, `clave nueva …` | mixed; after a PIN a number |
//! | near | one or two words further | strong |
//!
//! After a word for a token, the value must look machine-made, whatever the tie.

use std::ops::Range;

use crate::words::secret::family::{Family, family};
use crate::words::secret::folded::Folded;
use crate::words::secret::shape::{Shape, shape};
use crate::words::secret::value::{Tie, secret_in, without_signs, word_at};
use crate::words::secret::vocabulary::{ADJECTIVES, ARTICLES, CONNECTORS, COPULAS, FILLERS, has};

/// The most words between a key word and its connector.
const REACH: usize = 9;
/// The most words between a connector and its value.
const BEHIND: usize = 3;

/// The byte ranges of announced values that look like secrets.
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

/// The secret after the key word that ends here.
fn values(folded: &Folded<'_>, end: usize, family: Family) -> Option<Range<usize>> {
    let (mut place, mut since) = (identifier_end(folded, end), 0);
    let mut tie = match assigns_at(folded, place) {
        true => Tie::Assigned,
        false => Tie::Next,
    };
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
        } else if has(CONNECTORS, &bare) && reached < REACH {
            (tie, since) = (Tie::Stated, 0);
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
                    Tie::Assigned | Tie::Stated if since < BEHIND && family == Family::Pair => tie,
                    Tie::Assigned | Tie::Stated | Tie::Next | Tie::Near => Tie::Near,
                };
            }
        }
        place = word.whole.end;
    }
    None
}

/// The end of the identifier that the key word begins: `token-notificacion`.
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

/// A secret before its key word: `Nevado2026Sol es la clave`.
fn value_before(folded: &Folded<'_>, start: usize, family: Family) -> Option<Range<usize>> {
    let (mut end, mut has_verb) = (start, false);
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
            has_verb |= has(COPULAS, &word);
            end = begin;
            continue;
        }
        let bare = without_signs(folded, begin..end);
        let value = folded.written(bare.clone());
        let pin = family == Family::Pin && shape(&value) == Shape::Number && value.len() <= 8;
        let fits = has_verb && (shape(&value) == Shape::Strong || pin);
        return fits.then(|| folded.bytes(bare));
    }
    None
}
