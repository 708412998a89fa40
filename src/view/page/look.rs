//! The width of texts on a terminal: measuring, cutting and wrapping.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::words::{Language, Text, escaped};

/// The reader's language, and the columns of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub language: Language,
    /// `ENDLESS` where no line is to be broken.
    pub width: usize,
}

impl Look {
    /// As many columns as no line has: nothing is wrapped.
    pub const ENDLESS: usize = usize::MAX;
}

/// A text of a procedure, escaped, on one line.
pub fn one_line(text: &Text, language: Language) -> String {
    let line = text.get(language).replace(['\n', '\t'], " ");
    escaped(line.trim()).into_owned()
}

/// The columns of a text on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text cut to a number of columns, ending in `…` if cut.
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

/// A text in lines of at most this many columns, broken at blanks, and inside words that are longer
/// than a line. An empty text is one empty line.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = vec![String::new()];
    let mut taken = 0;
    for word in text.split_whitespace() {
        taken = add(&mut lines, taken, word, columns);
    }
    lines
}

/// Parts side by side with gaps, in lines of at most this many columns. Only a part that is longer
/// than a line is broken.
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

/// Adds a word to the last line, of which some columns are taken. Returns the columns taken
/// afterwards.
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

/// The longest beginning that fits; with two columns, at least one character.
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
