//! The name under which a file that is given lies in a store: one that every system can have, so that
//! every clone can check it out.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use unicode_normalization::UnicodeNormalization as _;

use crate::words::{decoded, hostile};

/// The most units of UTF-16: Windows takes 260 for a whole path, of which a store's folders take 30.
const MOST_UNITS: usize = 150;
/// The most bytes: Linux takes 255.
const MOST_BYTES: usize = 240;
/// The most characters behind the last dot that are taken for the ending of a name.
const LONGEST_ENDING: usize = 16;

/// A name in two parts, between which the digest of the file is put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    stem: String,
    /// With its dot; empty where there is none.
    ending: String,
    /// Whether it is another than the file has.
    pub is_changed: bool,
}

impl FileName {
    /// Of a file; nothing where its name has what nobody sees and could deceive.
    pub fn of(given: &OsStr) -> Option<Self> {
        let text = decoded(given.as_bytes().to_vec()).ok()?.text;
        if text.contains(|one: char| hostile(one) && !one.is_control()) {
            return None;
        }
        let composed = text.nfc().map(|one| if is_barred(one) { '_' } else { one });
        let whole: String = composed.collect();
        let fitting = whole.trim_end_matches(['.', ' ']);
        let (stem, ending) = match fitting.rfind('.') {
            Some(dot) if dot > 0 && fitting[dot..].chars().count() <= LONGEST_ENDING => {
                fitting.split_at(dot)
            }
            Some(_) | None => (fitting, ""),
        };
        let reserved = if is_reserved(stem) { "_" } else { "" };
        let name = Self {
            stem: format!("{reserved}{stem}"),
            ending: ending.to_owned(),
            is_changed: false,
        };
        let is_changed = given != OsStr::new(&format!("{}{}", name.stem, name.ending));
        Some(Self { is_changed, ..name })
    }

    /// The whole with a digest in it, the stem cut where it is too long.
    pub fn with(&mut self, digest: &str) -> String {
        loop {
            let whole = format!("{}-{digest}{}", self.stem, self.ending);
            if whole.len() <= MOST_BYTES && whole.encode_utf16().count() <= MOST_UNITS {
                return whole;
            }
            self.stem.pop();
            self.is_changed = true;
        }
    }
}

/// Whether two names are one on a system that does not tell capitals from small letters.
pub fn are_one(one: &str, other: &str) -> bool {
    one != other && one.to_lowercase() == other.to_lowercase()
}

/// Whether no name on Windows has a character, or it could steer a terminal.
fn is_barred(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '?' | '"' | '<' | '>' | '|' | '*' | ':' | '\\' | '/' | char::REPLACEMENT_CHARACTER
        )
}

/// Whether Windows takes a stem with what follows its first dot for a device; without a dot the
/// digest makes it another word.
fn is_reserved(stem: &str) -> bool {
    let Some((first, _)) = stem.split_once('.') else {
        return false;
    };
    let first = first.trim_end().to_uppercase();
    let numbered = ["COM", "LPT"].iter();
    let mut numbers = numbered.filter_map(|device| first.strip_prefix(device));
    matches!(
        &*first,
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || numbers.any(|number| {
        let mut digits = number.chars();
        let digit = digits.next();
        digits.next().is_none()
            && digit.is_some_and(|digit| matches!(digit, '0'..='9' | '¹' | '²' | '³'))
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    use super::{FileName, are_one};

    #[track_caller]
    fn case(given: &[u8], expected: &str, is_changed: bool) {
        let mut name = FileName::of(OsStr::from_bytes(given)).expect("it can be had");
        assert_eq!(name.with("7"), expected);
        assert_eq!(name.is_changed, is_changed, "{expected}");
    }

    #[test]
    fn a_name_that_every_system_can_have_stays() {
        for (given, expected) in [
            ("informe.pdf", "informe-7.pdf"),
            ("acta firmada.tar.gz", "acta firmada.tar-7.gz"),
            ("sin", "sin-7"),
            (".oculto", ".oculto-7"),
            ("Nº 7 – ñandú (1).pdf", "Nº 7 – ñandú (1)-7.pdf"),
            ("CON.pdf", "CON-7.pdf"),
            ("consejo.v2.pdf", "consejo.v2-7.pdf"),
            (
                "nota. Ministerio de Educación",
                "nota. Ministerio de Educación-7",
            ),
        ] {
            case(given.as_bytes(), expected, false);
        }
    }

    #[test]
    fn a_name_that_windows_cannot_have_is_changed() {
        for (given, expected) in [
            (&b"a?b\"<c>|*:\\d.pdf"[..], "a_b__c_____d-7.pdf"),
            (b"a\x1bb\n.pdf", "a_b_-7.pdf"),
            (b"informe.pdf. ", "informe-7.pdf"),
            (b"con.acta.pdf", "_con.acta-7.pdf"),
            (b"Lpt1 .a.pdf", "_Lpt1 .a-7.pdf"),
            ("com².a.pdf".as_bytes(), "_com².a-7.pdf"),
            (
                "informe te\u{301}cnico.pdf".as_bytes(),
                "informe técnico-7.pdf",
            ),
            (b"informe t\xe9cnico.pdf", "informe técnico-7.pdf"),
            (b"...", "-7"),
        ] {
            case(given, expected, true);
        }
        let long = format!("{}.pdf", "ñ".repeat(200));
        let cut = format!("{}-7.pdf", "ñ".repeat(117));
        case(long.as_bytes(), &cut, true);
        let long = format!("{}.pdf", "x".repeat(200));
        let cut = format!("{}-7.pdf", "x".repeat(144));
        case(long.as_bytes(), &cut, true);
    }

    #[test]
    fn what_nobody_sees_makes_no_name() {
        for given in ["fdp\u{202e}.exe", "in\u{200b}forme.pdf", "a\u{2028}"] {
            assert_eq!(FileName::of(OsStr::new(given)), None);
        }
    }

    #[test]
    fn names_that_differ_in_capitals_alone_are_one() {
        assert!(are_one("Acta-7.PDF", "acta-7.pdf"));
        assert!(!are_one("acta-7.pdf", "acta-7.pdf"));
        assert!(!are_one("acta-7.pdf", "acta-8.pdf"));
    }
}
