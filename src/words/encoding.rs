//! Bytes made into text, whatever program wrote them: the one place where encodings are told apart.

use std::borrow::Cow;

/// How a text was written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// By its byte order mark, or guessed from the zeros between its letters.
    Utf16 {
        is_guess: bool,
    },
    /// Guessed: all that is not UTF-8 could be it.
    Windows1252,
}

impl Encoding {
    /// What it is called, where it was guessed.
    pub const fn guess(self) -> Option<&'static str> {
        match self {
            Self::Utf16 { is_guess: true } => Some("UTF-16"),
            Self::Windows1252 => Some("Windows-1252"),
            Self::Utf8 | Self::Utf16 { is_guess: false } => None,
        }
    }
}

/// What bytes seem to be that are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoText {
    /// `.xlsx`.
    ExcelSheet,
    /// `.ods`.
    OpenSheet,
    /// `.xls` or `.doc`, as they were before 2007.
    OldOffice,
    /// `.docx`, `.odt` and their like.
    Document,
    Archive,
    Pdf,
    Utf32,
    /// UTF-16 that lacks the half of a character.
    BrokenUtf16,
    /// UTF-8 with other bytes in this line.
    BrokenUtf8 {
        line: usize,
    },
    Binary,
}

/// A text, without its byte order mark, and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
}

/// The text that bytes are. What is UTF-8 without zeros is taken for nothing else.
///
/// # Errors
/// Where they are no text; it says what they seem to be.
pub fn decoded(bytes: Vec<u8>) -> Result<Decoded, NoText> {
    if let Some(known) = by_signature(&bytes) {
        return Err(known);
    }
    if let Some(bytes) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(bytes, u16::from_le_bytes, false);
    }
    if let Some(bytes) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(bytes, u16::from_be_bytes, false);
    }
    if let Some(unit) = zeros_tell(&bytes)
        && let Ok(guessed) = utf16(&bytes, unit, true)
    {
        return Ok(guessed);
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with(MARK) {
                text.drain(..MARK.len_utf8());
            }
            let encoding = Encoding::Utf8;
            Ok(Decoded { text, encoding })
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            windows_1252(&error.into_bytes(), valid)
        }
    }
}

/// The text that bytes are which have to be UTF-8, with its mark if it has one.
///
/// # Errors
/// Where they are not; it says what they seem to be. UTF-16 without accents is UTF-8 with zeros.
pub fn utf8(bytes: Vec<u8>) -> Result<String, Result<Encoding, NoText>> {
    let found = |bytes| decoded(bytes).map(|decoded| decoded.encoding);
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => match found(text.clone().into_bytes()) {
            Ok(Encoding::Utf8) => Ok(text),
            other => Err(other),
        },
        Ok(text) => Ok(text),
        Err(error) => Err(found(error.into_bytes())),
    }
}

/// The same text with every line end a line feed.
pub fn with_plain_line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

const MARK: char = '\u{feff}';

/// What files begin with that are no text.
const SIGNATURES: [(&[u8], NoText); 7] = [
    (b"%PDF-", NoText::Pdf),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NoText::OldOffice),
    (b"\xff\xfe\0\0", NoText::Utf32),
    (b"\0\0\xfe\xff", NoText::Utf32),
    (b"\x1f\x8b", NoText::Archive),
    (b"7z\xbc\xaf", NoText::Archive),
    (b"Rar!\x1a", NoText::Archive),
];

fn by_signature(bytes: &[u8]) -> Option<NoText> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(packed(bytes));
    }
    let mut known = SIGNATURES.iter();
    known
        .find(|(begins, _)| bytes.starts_with(begins))
        .map(|(_, what)| *what)
}

/// What lies in a zip, by the names of the files in it.
fn packed(bytes: &[u8]) -> NoText {
    const LISTED: usize = 64 * 1024;
    let ends = [
        &bytes[..bytes.len().min(LISTED)],
        &bytes[bytes.len().saturating_sub(LISTED)..],
    ];
    let names = |name: &[u8]| {
        let mut ends = ends.iter();
        ends.any(|end| end.windows(name.len()).any(|there| there == name))
    };
    if names(b"application/vnd.oasis.opendocument.spreadsheet") {
        NoText::OpenSheet
    } else if names(b"xl/") {
        NoText::ExcelSheet
    } else if names(b"application/vnd.oasis.opendocument.") || names(b"[Content_Types].xml") {
        NoText::Document
    } else {
        NoText::Archive
    }
}

/// How two bytes make a unit of UTF-16.
type Unit = fn([u8; 2]) -> u16;

/// The order of bytes in what has no mark, by where zeros stand in its beginning: Latin text in
/// UTF-16 has one in nearly every pair, and never in both its halves.
fn zeros_tell(bytes: &[u8]) -> Option<Unit> {
    const LOOKED_AT: usize = 4096;
    let (pairs, _) = bytes[..bytes.len().min(LOOKED_AT)].as_chunks::<2>();
    let count = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    match (count(0), count(1)) {
        (0, second) if second * 2 > pairs.len() => Some(u16::from_le_bytes),
        (first, 0) if first * 2 > pairs.len() => Some(u16::from_be_bytes),
        _ => None,
    }
}

fn utf16(bytes: &[u8], unit: Unit, is_guess: bool) -> Result<Decoded, NoText> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if rest.is_empty() => {
            let encoding = Encoding::Utf16 { is_guess };
            Ok(Decoded { text, encoding })
        }
        Ok(_) | Err(_) => Err(NoText::BrokenUtf16),
    }
}

/// The characters of Windows-1252 where it is not Latin-1; U+FFFD where it has none.
const OF_WINDOWS: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

/// Text in Windows-1252, from bytes that are UTF-8 up to here alone.
fn windows_1252(bytes: &[u8], valid: usize) -> Result<Decoded, NoText> {
    let is_text = |byte: &u8| match byte {
        b'\t' | b'\n' | b'\r' | 0x0c => true,
        0x80..=0x9f => OF_WINDOWS[usize::from(byte - 0x80)] != '\u{fffd}',
        byte => !byte.is_ascii_control(),
    };
    if has_letters_of_utf8(bytes) {
        let before = bytes[..valid].split(|byte| *byte == b'\n');
        let line = before.count();
        return Err(NoText::BrokenUtf8 { line });
    }
    if !bytes.iter().all(is_text) {
        return Err(NoText::Binary);
    }
    let of = |byte: &u8| match byte {
        0x80..=0x9f => OF_WINDOWS[usize::from(byte - 0x80)],
        byte => char::from(*byte),
    };
    let encoding = Encoding::Windows1252;
    let text = bytes.iter().map(of).collect();
    Ok(Decoded { text, encoding })
}

/// Whether bytes have what only UTF-8 has: letters with accents, dashes and quotes in two or three
/// bytes, which in Windows-1252 would be `Ã³` and `â€œ`.
fn has_letters_of_utf8(bytes: &[u8]) -> bool {
    let pieces = bytes.utf8_chunks();
    let mut letters = pieces.flat_map(|piece| piece.valid().chars());
    letters.any(|letter| matches!(letter, '\u{a0}'..='\u{ff}' | '\u{2010}'..='\u{203a}' | MARK))
}

#[cfg(test)]
mod tests {
    use super::{Decoded, Encoding, NoText, decoded, utf8, with_plain_line_ends};

    const TEXT: &str = "Acta Nº 7\r\n“sí” – ñandú €\n";

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[track_caller]
    fn is(bytes: &[u8], text: &str, encoding: Encoding) {
        let text = text.to_owned();
        assert_eq!(decoded(bytes.to_vec()), Ok(Decoded { text, encoding }));
    }

    #[track_caller]
    fn is_none(bytes: &[u8], expected: NoText) {
        assert_eq!(decoded(bytes.to_vec()), Err(expected), "{bytes:?}");
    }

    #[test]
    fn text_is_read_in_whatever_encoding_it_was_saved() {
        let marked = format!("\u{feff}{TEXT}");
        let known = Encoding::Utf16 { is_guess: false };
        let guessed = Encoding::Utf16 { is_guess: true };
        is(TEXT.as_bytes(), TEXT, Encoding::Utf8);
        is(marked.as_bytes(), TEXT, Encoding::Utf8);
        is(&utf16(&marked, u16::to_le_bytes), TEXT, known);
        is(&utf16(&marked, u16::to_be_bytes), TEXT, known);
        is(&utf16(TEXT, u16::to_le_bytes), TEXT, guessed);
        is(&utf16(TEXT, u16::to_be_bytes), TEXT, guessed);
        is(&utf16("plain", u16::to_le_bytes), "plain", guessed);
        is(
            b"Acta N\xba 7\r\n\x93s\xed\x94 \x96 \xf1and\xfa \x80\n",
            TEXT,
            Encoding::Windows1252,
        );
        // A capital with an accent and a closing quote are a letter of UTF-8 that nobody writes.
        is(
            b"\x93JOS\xc9\x94 sali\xf3",
            "“JOSÉ” salió",
            Encoding::Windows1252,
        );
    }

    #[test]
    fn a_mark_alone_and_nothing_are_empty_texts() {
        is(b"", "", Encoding::Utf8);
        is(b"\xef\xbb\xbf", "", Encoding::Utf8);
        for mark in [b"\xff\xfe", b"\xfe\xff"] {
            is(mark, "", Encoding::Utf16 { is_guess: false });
        }
    }

    #[test]
    fn zeros_here_and_there_are_left_to_whoever_takes_the_text() {
        is(b"a\0b", "a\0b", Encoding::Utf8);
        is(b"\0", "\0", Encoding::Utf8);
        is_none(b"a\0b\xff", NoText::Binary);
    }

    #[test]
    fn what_is_no_text_is_told_by_what_it_seems_to_be() {
        let zip = |rest: &str| format!("PK\u{3}\u{4}{rest}").into_bytes();
        is_none(
            &zip("[Content_Types].xml xl/workbook.xml"),
            NoText::ExcelSheet,
        );
        is_none(
            &zip("[Content_Types].xml word/document.xml"),
            NoText::Document,
        );
        let open = "mimetypeapplication/vnd.oasis.opendocument.";
        is_none(&zip(&format!("{open}spreadsheet")), NoText::OpenSheet);
        is_none(&zip(&format!("{open}text")), NoText::Document);
        is_none(&zip("a.csv"), NoText::Archive);
        is_none(b"%PDF-1.7\n", NoText::Pdf);
        is_none(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", NoText::OldOffice);
        is_none(b"\xff\xfe\0\0a\0\0\0", NoText::Utf32);
        is_none(b"\0\0\xfe\xff\0\0\0a", NoText::Utf32);
        is_none(b"\x89PNG\r\n\x1a\n", NoText::Binary);
        is_none(b"a\x81", NoText::Binary);
    }

    #[test]
    fn half_a_character_is_told_and_never_guessed() {
        is_none(b"\xff\xfea\0b", NoText::BrokenUtf16);
        is_none(b"\xff\xfe\x3d\xd8", NoText::BrokenUtf16);
        is_none(b"\xfe\xff\xdc\0\0a", NoText::BrokenUtf16);
        is_none(
            b"una\nEducaci\xc3\xb3n \xc3",
            NoText::BrokenUtf8 { line: 2 },
        );
        is_none(
            b"Educaci\xc3\xb3n\nEducaci\xf3n\n",
            NoText::BrokenUtf8 { line: 2 },
        );
        is_none(
            b"\xef\xbb\xbfEducaci\xf3n\n",
            NoText::BrokenUtf8 { line: 1 },
        );
    }

    #[test]
    fn what_has_to_be_utf8_is_taken_as_it_is_or_told_by_what_it_is() {
        let guessed = Encoding::Utf16 { is_guess: true };
        for text in [TEXT, "\u{feff}x\r\n", "", "a\0b"] {
            assert_eq!(utf8(text.into()), Ok(text.to_owned()));
        }
        assert_eq!(utf8(utf16("plain", u16::to_le_bytes)), Err(Ok(guessed)));
        assert_eq!(utf8(b"s\xed".into()), Err(Ok(Encoding::Windows1252)));
        assert_eq!(utf8(b"%PDF-\xed".into()), Err(Err(NoText::Pdf)));
    }

    #[test]
    fn line_ends_of_every_system_become_line_feeds() {
        assert_eq!(with_plain_line_ends("a\r\nb\rc\n\r\nd"), "a\nb\nc\n\nd");
    }
}
