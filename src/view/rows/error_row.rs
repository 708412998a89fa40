use serde::Serialize;

use crate::model::ShortNames;
use crate::view::Cell;
use crate::view::rows::column::Unreadable;
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

    /// What of it stands in a column; its case by its short name.
    pub(in crate::view) fn cell(
        &self,
        told: Unreadable,
        names: &ShortNames,
        language: Language,
    ) -> Cell {
        let case = self.case();
        let procedure = case.rsplit_once('-').map_or("", |(procedure, _)| procedure);
        let said = Text::of("no se lee", "unreadable");
        match told {
            Unreadable::Case => Cell::short(names.of_case(case), case),
            Unreadable::Procedure => procedure.into(),
            Unreadable::Fault => Cell::ranked(u64::MAX, said.get(language), self.error.kind),
        }
    }
}
