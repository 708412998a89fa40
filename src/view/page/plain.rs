//! Text made safe for one cell of a terminal, a spreadsheet or a page.

use std::borrow::Cow;

use crate::words::{escaped, matching};

/// Escapes a text and keeps its line ends; a tab becomes a blank.
pub fn lines(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| escaped(&line.replace('\t', " ")).into_owned())
        .collect();
    lines.join("\n")
}

/// Puts an apostrophe before whatever a spreadsheet would read as a formula: at the start of the
/// cell, of a line, and after a semicolon, which separates cells in locales with a decimal comma.
pub fn inert(cell: &str) -> String {
    let mut safe = String::with_capacity(cell.len());
    let mut starts = true;
    for character in cell.chars() {
        if starts && matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') {
            safe.push('\'');
        }
        starts = matches!(character, ';' | '\n') || starts && character == ' ';
        safe.push(character);
    }
    safe
}

/// The sort key of a text: case and accents are ignored, ñ comes after n, and numbers in it go by
/// value, so that 9 comes before 101.
pub fn in_order(text: &str) -> String {
    let text = matching(&text.replace(['ñ', 'Ñ'], "n~"));
    let is_digit = |character: char| character.is_ascii_digit();
    let mut key = String::with_capacity(text.len() + 8);
    let mut rest = text.as_str();
    while let Some(at) = rest.find(is_digit) {
        let digits = &rest[at..];
        let end = digits.find(|one| !is_digit(one)).unwrap_or(digits.len());
        let number = digits[..end].trim_start_matches('0');
        key.push_str(&rest[..at]);
        key.push_str(&format!("{:03}{number}", number.len()));
        rest = &digits[end..];
    }
    key + rest
}

/// Escapes a text for a cell of a Markdown table; a line end becomes a break.
pub fn in_markdown(text: &str) -> String {
    let text = lines(text);
    let mut plain = String::with_capacity(text.len());
    for (place, character) in text.char_indices() {
        plain.push_str(&match character {
            '\n' => Cow::Borrowed("<br>"),
            '<' => Cow::Borrowed("&lt;"),
            '&' => Cow::Borrowed("&amp;"),
            '\\' | '|' | '`' | '*' | '_' | '~' | '[' | ']' | '$' => {
                Cow::Owned(format!("\\{character}"))
            }
            ':' | '.' if is_of_link(&text, place) => Cow::Owned(format!("\\{character}")),
            other => Cow::Owned(other.to_string()),
        });
    }
    plain
}

/// Whether GitHub would make a link of a bare address because of this character.
fn is_of_link(text: &str, place: usize) -> bool {
    text[place..].starts_with("://") || text[..=place].ends_with("www.")
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn texts_stand_as_a_person_puts_them() {
        let ordered = [
            "",
            "4 · Elaborar",
            "16 · Capacitar",
            "2026-03-02",
            "2026-03-10",
            "aduana",
            "Águeda",
            "HR-9/2026",
            "HR-010/2026",
            "HR-101/2026",
            "Nuñez",
            "Nz",
            "Ñuflo",
            "SEGIP",
        ];
        for pair in ordered.windows(2) {
            assert!(in_order(pair[0]) < in_order(pair[1]), "{pair:?}");
        }
        assert_eq!(in_order("ÁRBOL  1"), in_order("arbol 01"));
    }
}
