//! The canonical form of a text: what is compared where texts are found, grouped and told apart.

use std::iter;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::words::unseen::{is_ignorable, is_latin};

/// What makes a letter of its own of an N.
pub const TILDE: char = '\u{303}';

/// Text as it is compared: without case, accents and invisible characters, with one sort of
/// blank, dash, quote and slash, and as compatibility forms (NFKC) have it: `ﬁ` is `fi`, `º` is `o`.
/// Ñ stays a letter of its own.
pub fn matching(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    if text.is_ascii() {
        for word in text.split_whitespace() {
            if !plain.is_empty() {
                plain.push(' ');
            }
            plain.push_str(word);
        }
        plain.make_ascii_lowercase();
        return plain;
    }
    let mut base = ' ';
    for character in decomposed(text).flat_map(small).nfkd() {
        if character.is_whitespace() {
            base = ' ';
            if !plain.is_empty() && !plain.ends_with(base) {
                plain.push(base);
            }
        } else if !is_accent(character, base) {
            plain.push(character);
            base = if is_combining_mark(character) {
                base
            } else {
                character
            };
        } else if character == TILDE && plain.ends_with('n') {
            plain.push(character);
        }
    }
    plain.truncate(plain.trim_end().len());
    match plain.is_ascii() {
        true => plain,
        false => plain.nfc().collect(),
    }
}

/// The characters of a text that are seen, each taken apart, its signs as one sort.
pub fn decomposed(text: &str) -> impl Iterator<Item = char> {
    let seen = text.chars().filter(|one| !is_ignorable(*one));
    seen.nfkd().map(plain_sign)
}

/// Whether a character is an accent of the letter or sign that it follows, and no more: in other
/// scripts than the Latin one what is put on a letter tells it from others.
pub fn is_accent(character: char, base: char) -> bool {
    (base.is_ascii() || is_latin(base)) && is_combining_mark(character)
}

/// The letter that a character is at its heart, in lower case: `n` of `Ñ`, `a` of `Ａ`.
pub fn bare(character: char) -> char {
    if character.is_ascii() {
        return character.to_ascii_lowercase();
    }
    let apart = iter::once(character).nfkd().next();
    let first = apart.unwrap_or(character);
    first.to_lowercase().next().unwrap_or(first)
}

/// In lower case, as far as that makes texts alike which upper case makes alike: `ss` of `ß`.
fn small(character: char) -> impl Iterator<Item = char> {
    let capitals = character.to_lowercase().flat_map(char::to_uppercase);
    capitals.flat_map(char::to_lowercase)
}

/// One sign for all that people and word processors write in its place.
const fn plain_sign(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2d7}' | '\u{2e3a}'..='\u{2e3b}' => {
            '-'
        }
        '\u{2b9}' | '\u{2bb}'..='\u{2bd}' | '\u{2018}'..='\u{201b}' | '\u{2032}' => '\'',
        '\u{ab}' | '\u{bb}' | '\u{201c}'..='\u{201f}' | '\u{2033}' => '"',
        '\u{2044}' | '\u{2215}' => '/',
        // `N°` is what keyboards make of `Nº`.
        '\u{b0}' => 'o',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};
    use proptest::prop_assert_eq;
    use unicode_normalization::UnicodeNormalization as _;

    use super::{bare, matching};

    #[test]
    fn text_matches_whatever_its_case_accents_blanks_dashes_and_unseen_characters() {
        #[track_caller]
        fn case(typed: &str, expected: &str) {
            assert_eq!(matching(typed), expected);
        }
        case(
            "  MINISTERIO\u{a0}de \u{2009} Educacio\u{301}n ",
            "ministerio de educacion",
        );
        case("HR\u{2013}77", "hr-77");
        case("HR\u{2011}7\u{2212}\u{200b}7\u{ad}", "hr-7-7");
        case("\u{feff}\u{a0}x\u{a0}\u{200b} y\u{3164}", "x y");
        case(
            "O\u{fb01}cina N\u{b0} 5, n\u{ba} \u{ff15}",
            "oficina no 5, no 5",
        );
        case(
            "q\u{2019}ara \u{ab}uno\u{bb} 1\u{2044}2",
            "q'ara \"uno\" 1/2",
        );
        case("Stra\u{df}e, STRASSE", "strasse, strasse");
        case("\u{200b}\u{301}", "");
        case("", "");
    }

    #[test]
    fn an_enye_is_a_letter_of_its_own_however_it_is_written() {
        for enye in ["\u{d1}", "\u{f1}", "N\u{303}", "n\u{200b}\u{303}\u{301}"] {
            assert_eq!(matching(&format!("{enye}uflo")), "\u{f1}uflo");
        }
        assert_ne!(matching("Nuflo"), matching("\u{d1}uflo"));
        assert_eq!(
            matching("\u{e3}"),
            "a",
            "on other letters a tilde is an accent"
        );
        assert_eq!(bare('\u{d1}'), 'n');
    }

    #[test]
    fn what_is_put_on_letters_of_other_scripts_tells_them_apart() {
        assert_ne!(matching("\u{439}"), matching("\u{438}"));
        assert_eq!(matching("\u{438}\u{306}"), "\u{439}");
    }

    proptest! {
        #[test]
        fn the_canonical_form_is_that_of_every_form_and_of_itself(text in any::<String>()) {
            let plain = matching(&text);
            prop_assert_eq!(&matching(&plain), &plain);
            prop_assert_eq!(&matching(&text.nfc().collect::<String>()), &plain);
            prop_assert_eq!(&matching(&text.nfd().collect::<String>()), &plain);
            prop_assert_eq!(&matching(&text.nfkd().collect::<String>()), &plain);
        }
    }
}
