//! Text made safe for one cell of a terminal, a spreadsheet or a page.

use std::borrow::Cow;

use crate::words::escaped;

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
