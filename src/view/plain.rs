//! Text as it can stand in a cell: of a terminal, a spreadsheet, a page.

use std::borrow::Cow;

use crate::words::escaped;

/// Escaped but for its line ends; a tab becomes a blank.
pub fn lines(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| escaped(&line.replace('\t', " ")).into_owned())
        .collect();
    lines.join("\n")
}

/// An apostrophe before whatever a spreadsheet takes for a formula: at the start of the cell, of a
/// line, and after a semicolon, which separates cells where the comma is the decimal sign.
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

/// Text without markup; a line end becomes a break, which a cell can hold.
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

/// Whether a character is by what GitHub takes a bare address of the web for a link.
fn is_of_link(text: &str, place: usize) -> bool {
    text[place..].starts_with("://") || text[..=place].ends_with("www.")
}
