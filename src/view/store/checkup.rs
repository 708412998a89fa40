//! The answer of `doctor`.

use serde::Serialize;

use crate::view::page::sheet::Sheet;
use crate::view::{Cell, Look, Rows, Table};
use crate::words::{Language, Text, counted};

/// The answer of `doctor`: what is odd about the machine, the store and git.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Checkup {
    pub findings: Vec<OddityRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OddityRow {
    /// Its name for scripts.
    pub kind: &'static str,
    #[serde(flatten)]
    pub text: Text,
    /// What mends it.
    pub command: String,
}

impl Checkup {
    /// A paragraph for each finding, with its command; then how many there are.
    pub fn page(&self, look: Look, colour: bool) -> String {
        let mut sheet = Sheet::new(look, colour);
        for row in &self.findings {
            sheet.hang(0, "- ", row.text.get(look.language));
            // A command stands on one line, to be copied.
            sheet.line(2, &format!("→ {}", row.command));
            sheet.gap();
        }
        sheet.fact(0, &self.summary());
        sheet.written()
    }

    fn summary(&self) -> Text {
        match self.findings.len() {
            0 => Text::of("todo está en orden", "all is well"),
            some => Self::count(some),
        }
    }

    /// So many findings.
    pub fn count(findings: usize) -> Text {
        counted(findings, ["hallazgo", "hallazgos"], ["finding", "findings"])
    }
}

impl Rows for Checkup {
    type Row = OddityRow;

    fn rows(&self) -> &[OddityRow] {
        &self.findings
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.findings, |columns| {
            columns.text("kind", Text::of("Hallazgo", "Finding"), |row| {
                Cell::keyed(row.text.get(language), row.kind)
            });
            columns.text("command", Text::of("Orden", "Command"), |row| &row.command);
        })
    }
}
