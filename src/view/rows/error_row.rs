use serde::Serialize;

use crate::view::Cell;
use crate::words::{Language, Text};

/// One journal that cannot be answered for, among others that can.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorRow {
    /// Relative to the root of the store.
    pub file: String,
    pub error: ErrorView,
    /// Whether the text of the error names the file.
    #[serde(skip)]
    pub names_file: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct ErrorView {
    pub kind: &'static str,
    #[serde(flatten)]
    pub text: Text,
}

impl ErrorRow {
    /// The case that the journal is named for.
    pub fn case(&self) -> &str {
        let name = self.file.rsplit('/').next().unwrap_or(&self.file);
        name.strip_suffix(".jsonl").unwrap_or(name)
    }

    /// The cells of a row of so many columns: the case by so many digits, its procedure, and in
    /// the fifth that it cannot be read.
    pub fn cells(&self, columns: usize, digits: usize, language: Language) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); columns];
        let case = self.case();
        let (procedure, suffix) = case.rsplit_once('-').unwrap_or(("", case));
        cells[0] = Cell::new(suffix.get(..digits).unwrap_or(suffix)).exactly(case);
        cells[1] = Cell::new(procedure);
        let said = Text::of("no se lee", "unreadable");
        cells[4] = Cell::new(said.get(language)).exactly(self.error.kind);
        cells
    }
}
