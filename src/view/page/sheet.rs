//! A page written line by line for a terminal.

use anstyle::Style;

use crate::view::{Look, Telling, cut, width, wrapped};
use crate::words::{Language, Text, escaped};

/// The most columns of a line, for the sake of reading.
const WIDEST: usize = 100;

/// A page written line by line: wrapped, indented and escaped.
pub struct Sheet {
    look: Look,
    colour: bool,
    text: String,
}

impl Sheet {
    pub const fn new(look: Look, colour: bool) -> Self {
        Self {
            look,
            colour,
            text: String::new(),
        }
    }

    pub const fn for_telling(telling: &Telling) -> Self {
        Self::new(telling.look, telling.colour)
    }

    pub const fn language(&self) -> Language {
        self.look.language
    }

    /// The most columns of a line.
    pub fn columns(&self) -> usize {
        match self.look.width {
            Look::ENDLESS => Look::ENDLESS,
            width => width.min(WIDEST),
        }
    }

    /// The whole page.
    pub fn written(self) -> String {
        self.text
    }

    /// Adds an empty line, unless the page is empty.
    pub fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Adds lines that are already laid out.
    pub fn laid(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a line that is never wrapped, such as a command to be copied.
    pub fn line(&mut self, indent: usize, line: &str) {
        self.push(indent, &escaped(line));
    }

    /// Adds a heading.
    pub fn strong(&mut self, heading: &Text) {
        let style = match self.colour {
            true => Style::new().bold(),
            false => Style::new(),
        };
        let shown = escaped(heading.get(self.look.language));
        for line in wrapped(&shown, self.columns()) {
            self.push(0, &format!("{style}{line}{style:#}"));
        }
    }

    /// Adds a heading after an empty line.
    pub fn section(&mut self, heading: &Text) {
        self.gap();
        self.strong(heading);
    }

    /// Adds a text of one line, wrapped under its indent. A line end in it is escaped.
    pub fn fact(&mut self, indent: usize, text: &Text) {
        let shown = escaped(text.get(self.look.language)).into_owned();
        self.hang(indent, "", &shown);
    }

    /// Adds a text, wrapped under its indent, with its line ends kept.
    pub fn wrap(&mut self, indent: usize, text: &Text) {
        self.hang(indent, "", text.get(self.look.language));
    }

    /// Adds a text after a mark or a number, wrapped to the right of it.
    pub fn hang(&mut self, indent: usize, mark: &str, text: &str) {
        let columns = self.columns();
        let mark = cut(&escaped(mark), columns / 2);
        let place = indent + width(&mark);
        let mut first = true;
        for line in text.split('\n') {
            let shown = escaped(&line.replace('\t', " ")).into_owned();
            for line in wrapped(&shown, columns.saturating_sub(place)) {
                if first {
                    self.push(indent, &format!("{mark}{line}"));
                } else {
                    self.push(place, &line);
                }
                first = false;
            }
        }
    }

    /// Adds a text after its label: `Nota: …`.
    pub fn labelled(&mut self, indent: usize, label: &Text, text: &str) {
        let label = format!("{}: ", label.get(self.look.language));
        self.hang(indent, &label, text);
    }

    fn push(&mut self, indent: usize, line: &str) {
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', indent));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::Sheet;
    use crate::testing::cases::telling;
    use crate::view::{Look, Telling};
    use crate::words::{Language, Text};

    fn sheet(colour: bool) -> Sheet {
        let language = Language::Spanish;
        Sheet::for_telling(&Telling {
            look: Look {
                language,
                width: 24,
            },
            colour,
            ..telling(language)
        })
    }

    #[test]
    fn a_text_keeps_its_own_lines_under_its_label_and_steers_nothing() {
        let mut sheet = sheet(false);
        sheet.gap();
        sheet.hang(0, "   7  ", "Ana\u{1b}[2J");
        sheet.labelled(
            6,
            &Text::of("Nota", "Note"),
            "uno dos tres cuatro\n\n\tcinco",
        );
        assert_eq!(
            sheet.written(),
            "   7  Ana\\u{1b}[2J
      Nota: uno dos tres
            cuatro

            cinco
"
        );
    }
    #[test]
    fn a_heading_stands_out_and_a_fact_is_one_line_whatever_it_holds() {
        let mut sheet = sheet(true);
        sheet.strong(&Text::of("Listo ahora", "Ready now"));
        sheet.fact(2, &Text::same("uno dos tres\ncuatro cinco"));
        assert_eq!(
            sheet.written(),
            "\u{1b}[1mListo ahora\u{1b}[0m
  uno dos
  tres\\u{a}cuatro cinco
"
        );
    }
}
