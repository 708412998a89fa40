use serde::Serialize;

use crate::model::ProcedureId;
use crate::text;
use crate::words::{Text, escaped};

/// The answer of `procedure add`.
#[derive(Clone, Debug, Serialize)]
pub struct AddedList {
    pub files: Vec<AddedFile>,
}

/// What has become of one file.
#[derive(Clone, Debug, Serialize)]
pub struct AddedFile {
    pub file: String,
    pub procedure: ProcedureId,
    pub version: u32,
    /// Whether it is a file that comes with the program; false where it only calls itself so.
    pub official: Option<bool>,
    pub markings: usize,
    /// Whether it was not there before.
    pub added: bool,
    /// Where it is, below the root of the store; null where it comes with the program.
    pub path: Option<String>,
    /// Whether a case is started under it where no version is named.
    pub current: bool,
}

impl AddedList {
    /// A line for each file, and what a case is started under from then on.
    pub fn said(&self) -> Text {
        Text::of_each(|language| {
            let files = self.files.iter();
            files
                .map(|file| file.said().get(language).to_owned() + "\n")
                .collect()
        })
    }
}

impl AddedFile {
    fn said(&self) -> Text {
        let Text { es, en } = self.place();
        let (file, id, version) = (escaped(&self.file), &self.procedure, self.version);
        let current = if self.current {
            text!(
                "`ugat case start {id}` usa esta versión",
                "`ugat case start {id}` uses this version"
            )
        } else {
            text!(
                "para usarla, `ugat case start {id}@{version}`",
                "to use it, `ugat case start {id}@{version}`"
            )
        };
        Text::owned(
            format!("{file}: {id}, versión {version}: {es}; {}", current.es),
            format!("{file}: {id}, version {version}: {en}; {}", current.en),
        )
    }

    fn place(&self) -> Text {
        match (&self.path, self.added) {
            (Some(path), true) => text!("se agregó `{path}`", "`{path}` was added"),
            (Some(path), false) => text!("ya está en `{path}`", "it is in `{path}` already"),
            (None, _) => Text::of("ya viene con ugat", "it comes with ugat already"),
        }
    }
}
