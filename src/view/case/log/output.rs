use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{Digest, Output, OutputKind, Procedure};
use crate::view::{FormView, Reveal, named};
use crate::words::{Language, Text, date_in};

/// A document that an act gave.
#[derive(Clone, Debug, Serialize)]
pub struct LogOutput {
    pub kind: OutputKind,
    pub reference: Option<String>,
    pub file: Option<String>,
    pub sha256: Option<Digest>,
    pub date: Option<NaiveDate>,
    pub note: Option<String>,
    pub form: Option<FormView>,
    #[serde(skip)]
    kind_said: Text,
}

impl LogOutput {
    pub fn of(procedure: &Procedure, output: &Output) -> Self {
        let form = output.form.as_ref();
        Self {
            kind: output.kind.clone(),
            reference: output.reference.as_ref().map(ToString::to_string),
            file: output.file.clone(),
            sha256: output.sha256,
            date: output.date,
            note: output.note.as_ref().map(ToString::to_string),
            form: form.map(|record| FormView::of(record, Reveal::Nothing)),
            kind_said: named::kinds(procedure, std::slice::from_ref(&output.kind)),
        }
    }

    /// All of it on one line.
    pub fn line(&self, language: Language) -> String {
        let kind = self.kind_said.get(language).to_owned();
        let parts = [
            Some(kind),
            self.reference.clone(),
            self.form.as_ref().map(|form| form.form.to_string()),
            self.date.map(|day| date_in(day, language)),
            self.file.as_ref().map(|file| format!("`{file}`")),
            self.note.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" · ")
    }
}
