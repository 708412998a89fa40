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

    pub const fn endless(language: Language) -> Self {
        let width = Self::ENDLESS;
        Self { language, width }
    }
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

/// A text behind its mark, in lines of at most this many columns that are broken at blanks alone and
/// never between backticks, so that what stands there can be copied; each with its line end.
pub fn hanging(mark: &str, text: &str, columns: usize) -> String {
    let mut shown = mark.to_owned();
    let mut taken = width(mark);
    for (place, piece) in unbroken(text).enumerate() {
        let wide = width(piece);
        if place > 0 && taken + 1 + wide <= columns {
            shown.push(' ');
            taken += 1 + wide;
        } else if place > 0 {
            shown.push_str("\n  ");
            taken = 2 + wide;
        } else {
            taken += wide;
        }
        shown.push_str(piece);
    }
    shown + "\n"
}

/// The parts of a text between single blanks that stand outside of backticks.
fn unbroken(text: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    text.split(move |character| {
        is_quoted ^= character == '`';
        character == ' ' && !is_quoted
    })
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
    use super::{Look, cut, hanging, packed, wrapped};

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
    fn what_is_said_breaks_at_blanks_and_never_within_what_can_be_copied() {
        let said = "es así: use `ugat case list` y ya";
        assert_eq!(
            hanging("", said, 20),
            "es así: use\n  `ugat case list` y\n  ya\n"
        );
        assert_eq!(
            hanging("error: ", said, 10),
            "error: es\n  así: use\n  `ugat case list`\n  y ya\n"
        );
        assert_eq!(
            hanging("a ", &format!(" {said}  b"), Look::ENDLESS),
            format!("a  {said}  b\n")
        );
    }

    #[test]
    fn parts_share_a_line_where_they_fit_and_break_where_they_must() {
        let parts = ["uno", "dos", "tres y más", "x"].map(str::to_owned);
        assert_eq!(packed(&parts, 9), ["uno   dos", "tres y", "más   x"]);
    }
}
