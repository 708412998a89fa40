//! How wide text is on a terminal, and how it is cut and wrapped to fit.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::words::{Language, Text, escaped};

/// For whom an answer is laid out: their language, and the columns that their terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub language: Language,
    pub width: usize,
}

/// A text of a procedure as it may be shown, on one line.
pub fn said(text: &Text, language: Language) -> String {
    let line = text.get(language).replace(['\n', '\t'], " ");
    escaped(line.trim()).into_owned()
}

/// The columns that a text takes on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text where it fits into so many columns, else its beginning and `…`.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    if columns == 0 {
        return String::new();
    }
    let mut shown = fitting(text, columns - 1).trim_end().to_owned();
    shown.push('…');
    shown
}

/// The text in lines of at most so many columns, broken at blanks, and within a word that is
/// longer than a line; an empty text is one empty line.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = vec![String::new()];
    let mut taken = 0;
    for word in text.split_whitespace() {
        taken = add(&mut lines, taken, word, columns);
    }
    lines
}

/// Parts side by side with a gap between, in lines of at most so many columns; a part is broken
/// only where it is longer than a line.
pub fn packed(parts: &[String], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(last) if width(last) + GAP.len() + width(part) <= columns => {
                last.push_str(GAP);
                last.push_str(part);
            }
            _ if width(part) <= columns => lines.push(part.clone()),
            _ => lines.extend(wrapped(part, columns)),
        }
    }
    lines
}

const GAP: &str = "   ";

/// Adds a word behind so many columns of the last line, and gives those that are taken then.
fn add(lines: &mut Vec<String>, taken: usize, word: &str, columns: usize) -> usize {
    let wide = width(word);
    let last = lines.last_mut().expect("there is a line to begin with");
    if taken > 0 && taken + 1 + wide <= columns {
        last.push(' ');
        last.push_str(word);
        return taken + 1 + wide;
    }
    if taken > 0 {
        lines.push(String::new());
    }
    let mut rest = word;
    while width(rest) > columns {
        let piece = fitting(rest, columns);
        lines.last_mut().expect("one was there").push_str(piece);
        lines.push(String::new());
        rest = &rest[piece.len()..];
    }
    lines.last_mut().expect("one was there").push_str(rest);
    width(rest)
}

/// As much of the beginning as fits; at least one character where there are two columns.
fn fitting(text: &str, columns: usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find(|(_, character)| {
        taken += character.width().unwrap_or(0);
        taken > columns
    });
    end.map_or(text, |(place, _)| &text[..place])
}

#[cfg(test)]
mod tests {
    use super::{cut, packed, wrapped};

    #[test]
    fn what_does_not_fit_is_cut_where_its_columns_end() {
        assert_eq!(cut("Elaborar el plan", 16), "Elaborar el plan");
        assert_eq!(cut("Elaborar el plan", 12), "Elaborar el…");
        assert_eq!(cut("電子政府", 6), "電子…");
        assert_eq!(cut("plan", 0), "");
    }

    #[test]
    fn lines_break_at_blanks_and_within_a_word_that_no_line_holds() {
        assert_eq!(wrapped("uno dos  tres", 8), ["uno dos", "tres"]);
        assert_eq!(wrapped("a 電子政府 b", 5), ["a", "電子", "政府", "b"]);
        assert_eq!(wrapped("", 5), [""]);
    }

    #[test]
    fn parts_share_a_line_where_they_fit_and_break_where_they_must() {
        let parts = ["uno", "dos", "tres y más", "x"].map(str::to_owned);
        assert_eq!(packed(&parts, 9), ["uno   dos", "tres y", "más   x"]);
    }
}
