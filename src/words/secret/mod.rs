//! Detection of secrets in what people type: private keys, tokens and passwords, by form and by
//! the words around them. It cannot find all, and everyday notes must pass. What is done about a
//! secret is decided by the callers.

mod announced;
mod family;
mod folded;
mod known;
mod shape;
mod value;
mod vocabulary;

use std::borrow::Cow;
use std::ops::Range;

use folded::Folded;

/// A kind of secret that a text seems to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretLike {
    PrivateKey,
    Token,
    Password,
}

/// The fewest characters of a token without a key word.
const BARE: usize = 24;
/// The same for text that is only quoted in an error: a false alarm costs little there.
const QUOTED: usize = 12;

/// The gravest kind of secret that a text seems to hold.
pub fn secret_like(text: &str) -> Option<SecretLike> {
    let found = found(text, BARE);
    let first = |like| found.iter().any(|(one, _)| *one == like).then_some(like);
    first(SecretLike::PrivateKey)
        .or_else(|| first(SecretLike::Password))
        .or_else(|| first(SecretLike::Token))
}

/// A text that may hold typed words, for an error: each byte of what looks like a secret becomes
/// a star, so that byte offsets stay valid.
pub fn redacted(text: &str) -> Cow<'_, str> {
    let mut found = found(text, QUOTED);
    if text.contains('`') {
        // An error quotes typed words in backticks; its own words announce nothing there.
        found.retain(|(_, range)| {
            !(text[..range.start].ends_with('`') && text[range.end..].starts_with('`'))
        });
        found.extend(found_in_quotes(text));
    }
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let hidden = |place: usize| found.iter().any(|(_, range)| range.contains(&place));
    let mut shown = String::with_capacity(text.len());
    for (place, character) in text.char_indices() {
        if hidden(place) && !character.is_whitespace() {
            shown.extend(std::iter::repeat_n('*', character.len_utf8()));
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// The secrets in each part of a text between backticks, judged by itself.
fn found_in_quotes(text: &str) -> Vec<(SecretLike, Range<usize>)> {
    let mut start = 0;
    let mut all = Vec::new();
    for part in text.split('`') {
        let within = found(part, QUOTED).into_iter();
        all.extend(within.map(|(like, range)| (like, start + range.start..start + range.end)));
        start += part.len() + 1;
    }
    all
}

/// The byte ranges of all that looks like a secret.
fn found(text: &str, least: usize) -> Vec<(SecretLike, Range<usize>)> {
    let mut found = known::known(text, least);
    let announced = announced::announced(&Folded::of(text)).into_iter();
    found.extend(announced.map(|range| (SecretLike::Password, range)));
    found
}

#[cfg(test)]
mod tests {
    use super::{SecretLike, redacted, secret_like};

    /// The lines of a table, with `\n` and `\u{…}` as in Rust.
    fn lines(table: &str) -> Vec<String> {
        let plain = |line: &str| {
            let mut parts = line.split("\\u{");
            let mut text = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let (code, rest) = part.split_once('}').expect("it is closed");
                let code = u32::from_str_radix(code, 16).expect("it is hexadecimal");
                text.push(char::from_u32(code).expect("it is a character"));
                text.push_str(rest);
            }
            text.replace("\\n", "\n")
        };
        table.lines().map(plain).collect()
    }

    #[track_caller]
    fn case(text: &str, expected: Option<SecretLike>) {
        assert_eq!(secret_like(text), expected, "{text}");
    }

    #[test]
    fn secrets_as_people_write_them_are_found() {
        let tables = [
            include_str!("table/secrets-1.txt"),
            include_str!("table/secrets-2.txt"),
        ];
        for table in tables {
            let lines = lines(table);
            assert!(lines.len() >= 100, "{}", lines.len());
            let taken: Vec<&String> = lines
                .iter()
                .filter(|line| secret_like(line).is_none())
                .collect();
            assert!(taken.is_empty(), "{} taken: {taken:#?}", taken.len());
        }
    }

    #[test]
    fn sentences_of_an_office_are_let_be() {
        let tables = [
            include_str!("table/office-1.txt"),
            include_str!("table/office-2.txt"),
        ];
        for table in tables {
            let lines = lines(table);
            assert!(lines.len() >= 200, "{}", lines.len());
            let refused: Vec<(&String, String)> = lines
                .iter()
                .filter(|line| secret_like(line).is_some())
                .map(|line| (line, format!("{:?}", super::found(line, super::BARE))))
                .collect();
            assert!(
                refused.is_empty(),
                "{} refused: {refused:#?}",
                refused.len()
            );
        }
        case(&"x".repeat(500), None);
        case("", None);
    }

    #[test]
    fn what_is_found_is_named() {
        case("-----BEGIN PRIVATE KEY-----", Some(SecretLike::PrivateKey));
        case(
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            Some(SecretLike::Token),
        );
        case("la clave es Sol-2026-Nevado", Some(SecretLike::Password));
    }

    #[test]
    fn a_text_is_repeated_without_its_secret() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(redacted(text), expected);
        }
        case(
            "`clave: Nevado2026` no es un día",
            "`clave: **********` no es un día",
        );
        case("`Bearer Zx81QpLm44TzRr90` x", "`Bearer ****************` x");
        case("`--on Zx81QpLm44TzRr90`", "`--on ****************`");
        let plain = "no lleva la clave `anser2`";
        case(plain, plain);
        let plain = "no hay caso `pr07-7q3kdm2xw4ta`";
        case(plain, plain);
        case(
            "evento `8f1c6a0e5d4b3c2a19087f6e5d4c3b2a19087f6e`",
            "evento `8f1c6a0e5d4b3c2a19087f6e5d4c3b2a19087f6e`",
        );
    }
}
