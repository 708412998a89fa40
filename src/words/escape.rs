//! Escaping of text that could steer a terminal or pass for another text, where it is shown or
//! written as JSON.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use crate::words::unseen::{is_ignorable, is_latin, is_lookalike};

/// Whether a character could steer a terminal, reorder a line or hide in it: controls (C0, DEL,
/// C1), Unicode's line separators and direction marks, and invisible characters.
pub fn hostile(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}')
        || is_ignorable(character)
}

/// The first UTF-8 bytes of all hostile characters but C0 controls; some others share them.
const BEGINS: [u8; 10] = [0x7f, 0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xef, 0xf0, 0xf3];

/// Whether a text has a hostile character; most texts are cleared by their bytes alone.
fn has_hostile(text: &str) -> bool {
    may_have_hostile(text.as_bytes()) && text.contains(hostile)
}

/// Whether UTF-8 bytes may hold a hostile character: a fast test without false negatives.
pub fn may_have_hostile(bytes: &[u8]) -> bool {
    // Without branches the compiler vectorises each chunk, and most chunks are plain ASCII.
    let is_plain = |bytes: &[u8; 32]| {
        let mut plain = true;
        for byte in bytes {
            plain &= byte.wrapping_sub(b' ') < 0x7f - b' ';
        }
        plain
    };
    let may_begin = |bytes: &[u8]| {
        let mut found = false;
        for byte in bytes {
            found |= *byte < b' ';
            for begin in BEGINS {
                found |= *byte == begin;
            }
        }
        found
    };
    let (chunks, rest) = bytes.as_chunks::<32>();
    let mut chunks = chunks.iter();
    chunks.any(|chunk| !is_plain(chunk) && may_begin(chunk)) || may_begin(rest)
}

/// Text safe to show: hostile characters, and lookalike letters within Latin words, are written
/// as `\u{…}`.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let may_mix = may_have_lookalikes(text);
    if !may_mix && !has_hostile(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for word in text.split_inclusive(|character: char| !character.is_alphanumeric()) {
        let mixed = may_mix && is_mixed(word);
        for character in word.chars() {
            if hostile(character) || (mixed && is_lookalike(character)) {
                shown.extend(character.escape_unicode());
            } else {
                shown.push(character);
            }
        }
    }
    Cow::Owned(shown)
}

/// As [`escaped`], but line ends and tabs stay.
pub fn escaped_lines(text: &str) -> String {
    text.split_inclusive(['\n', '\t'])
        .flat_map(|part| {
            let bare = part.trim_end_matches(['\n', '\t']);
            [escaped(bare), Cow::Borrowed(&part[bare.len()..])]
        })
        .collect()
}

/// The first lookalike letter within a Latin word, or beside the digits of a reference.
pub fn find_lookalike(text: &str) -> Option<char> {
    let with_digits = |word: &&str| word.contains(|one: char| one.is_ascii_digit());
    let references = text.split_whitespace().filter(with_digits);
    let mut words = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| is_mixed(word))
        .chain(references)
        .filter(|word| may_have_lookalikes(word));
    words.find_map(|word| word.chars().find(|character| is_lookalike(*character)))
}

/// Whether a text may have Greek or Cyrillic letters, by their first UTF-8 bytes.
fn may_have_lookalikes(text: &str) -> bool {
    !text.is_ascii() && text.bytes().any(|byte| matches!(byte, 0xcd..=0xd4))
}

fn is_mixed(word: &str) -> bool {
    word.contains(is_latin) && word.contains(is_lookalike)
}

/// Writes JSON in which no string carries a hostile character, compact or indented by two.
pub struct JsonFormatter;

impl serde_json::ser::Formatter for JsonFormatter {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        if !has_hostile(fragment) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut shown = String::with_capacity(fragment.len() + 16);
        for character in fragment.chars() {
            if hostile(character) {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    write!(shown, "\\u{unit:04x}").map_err(io::Error::other)?;
                }
            } else {
                shown.push(character);
            }
        }
        writer.write_all(shown.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize as _;

    use super::{JsonFormatter, escaped, find_lookalike, has_hostile, hostile};

    #[test]
    fn what_could_steer_a_terminal_is_written_out() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(escaped(text), expected);
        }
        case("Ministerio de Educación", "Ministerio de Educación");
        case("a\u{1b}[2Jb", "a\\u{1b}[2Jb");
        case("a\nb\tc", "a\\u{a}b\\u{9}c");
        case("\u{9b}31m \u{7f}", "\\u{9b}31m \\u{7f}");
        case("abc\u{202e}fdp.exe", "abc\\u{202e}fdp.exe");
        case("HR\u{200b}-7", "HR\\u{200b}-7");
        case(
            "a\u{ad}b\u{34f}\u{115f}\u{3164}",
            "a\\u{ad}b\\u{34f}\\u{115f}\\u{3164}",
        );
        case("\u{180e}\u{fe0f}\u{e0041}", "\\u{180e}\\u{fe0f}\\u{e0041}");
    }

    #[test]
    fn a_letter_that_looks_like_another_is_written_out_within_a_word_of_those() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(escaped(text), expected);
            let is_feigned = text != expected;
            assert_eq!(find_lookalike(text).is_some(), is_feigned, "{text}");
        }
        assert_eq!(find_lookalike("\u{410}-12/2026"), Some('\u{410}'));
        case("Pers\u{43e}na Uno", "Pers\\u{43e}na Uno");
        case("\u{41d}R-7", "\\u{41d}R-7");
        case("Αθήνα", "Αθήνα");
        case("Москва y La Paz", "Москва y La Paz");
        case("5 µm, 3 Ω", "5 µm, 3 Ω");
    }

    #[test]
    fn json_carries_the_same_text_without_a_hostile_character() {
        let text = "a\u{1b}\u{9b}\u{7f}\u{202e}\u{2028}é";
        let mut out = Vec::new();
        text.serialize(&mut serde_json::Serializer::with_formatter(
            &mut out,
            JsonFormatter,
        ))
        .expect("a string serialises");
        assert_eq!(
            String::from_utf8(out.clone()).expect("JSON is UTF-8"),
            r#""a\u001b\u009b\u007f\u202e\u2028é""#
        );
        assert_eq!(
            serde_json::from_slice::<String>(&out).expect("it reads back"),
            text
        );
    }

    #[test]
    fn every_hostile_character_and_no_other_is_found() {
        for character in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let text = character.encode_utf8(&mut bytes);
            assert_eq!(has_hostile(text), hostile(character), "{character:?}");
        }
        for (character, place) in ('\0'..='\u{ff}').flat_map(|c| (0..20).map(move |at| (c, at))) {
            let text = format!("{:>place$}{:18}", character, "x");
            assert_eq!(has_hostile(&text), hostile(character), "{text:?}");
        }
    }
}
