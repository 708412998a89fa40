//! What answers and talk are written on: how wide it is, what it can show, and who reads it.

use crate::cli::colour;
use crate::cli::env::Env;
use crate::view::Look;

impl Env {
    /// Columns to write the answer in: `COLUMNS`, else those of the terminal. Elsewhere, where other
    /// programs look for words in it, no line is broken.
    pub fn width(&self) -> usize {
        self.columns(self.terminals.answer)
    }

    /// Columns to talk in.
    pub fn talk_width(&self) -> usize {
        self.columns(self.terminals.talk)
    }

    /// Columns of a line of talk: a terminal's alone, as programs that read what is said read whole lines.
    pub(in crate::cli::env) fn line_width(&self) -> usize {
        match self.terminals.talk {
            true => self.talk_width(),
            false => Look::ENDLESS,
        }
    }

    fn columns(&self, is_terminal: bool) -> usize {
        let asked = self
            .variable("COLUMNS")
            .and_then(|asked| asked.trim().parse().ok());
        let own = || match is_terminal {
            true => (self.machine.width)().unwrap_or(Self::WIDTH),
            false => Look::ENDLESS,
        };
        match asked.filter(|columns| *columns > 0).unwrap_or_else(own) {
            columns if columns > Self::WIDEST => Look::ENDLESS,
            columns => columns,
        }
    }

    /// The variable that sets the locale, and its value, where that has no UTF-8. Where none is set, as
    /// in other systems than Unix, it has.
    pub fn plain_locale(&self) -> Option<(&'static str, String)> {
        let mut names = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter();
        let (name, value) = names.find_map(|name| Some((name, self.variable(name)?)))?;
        let locale = value.to_ascii_lowercase();
        let is_utf8 = locale.contains("utf-8") || locale.contains("utf8");
        (!is_utf8).then_some((name, value))
    }

    /// Whether the locale has no characters to draw with beside those of ASCII.
    pub(in crate::cli::env) fn draws_in_ascii(&self) -> bool {
        self.plain_locale().is_some()
    }

    /// Whether the answer is coloured.
    pub fn colour(&self) -> bool {
        colour::wanted(|name| self.variable(name), self.terminals.answer)
    }

    /// Whether the talk is coloured.
    pub fn colour_talk(&self) -> bool {
        colour::wanted(|name| self.variable(name), self.terminals.talk)
    }

    /// Whether the answer is read from a terminal.
    pub const fn answers_a_terminal(&self) -> bool {
        self.terminals.answer
    }

    /// Whether somebody types at a terminal and reads the answer there.
    pub const fn is_at_a_terminal(&self) -> bool {
        self.terminals.input && self.terminals.answer
    }

    /// Whether what is said is read on a terminal.
    pub const fn talks_to_a_terminal(&self) -> bool {
        self.terminals.talk
    }

    /// Whether somebody is there to be asked.
    pub const fn can_ask(&self) -> bool {
        self.terminals.input && self.terminals.talk && !self.input.is_taken() && !self.json
    }
}
