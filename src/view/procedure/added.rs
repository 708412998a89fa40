//! The answer of `procedure add`.

use serde::Serialize;

use crate::model::ProcedureId;
use crate::text;
use crate::view::each::each;
use crate::view::page::joined::joined;
use crate::words::{Text, escaped};

/// The answer of `procedure add`.
#[derive(Clone, Debug, Serialize)]
pub struct AddedList {
    pub files: Vec<AddedFile>,
}

/// The result for one file.
#[derive(Clone, Debug, Serialize)]
pub struct AddedFile {
    pub file: String,
    pub procedure: ProcedureId,
    pub version: u32,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    pub official: Option<bool>,
    pub markings: usize,
    /// Whether it is new in the store.
    pub added: bool,
    /// Its path below the root of the store; null if it ships with `ugat`.
    pub path: Option<String>,
    /// Whether new cases are started under it by default.
    pub current: bool,
}

impl AddedList {
    /// One line for each file, with the command that uses it.
    pub fn summary(&self) -> Text {
        let Text { es, en } = joined(&each(&self.files, AddedFile::line), "\n");
        text!("{es}\n", "{en}\n")
    }
}

impl AddedFile {
    fn line(&self) -> Text {
        let Text { es, en } = self.place();
        let (file, id, version) = (escaped(&self.file), &self.procedure, self.version);
        let current = match self.current {
            true => text!(
                "`ugat case start {id}` usa esta versión",
                "`ugat case start {id}` uses this version"
            ),
            false => text!(
                "para usarla, `ugat case start {id}@{version}`",
                "to use it, `ugat case start {id}@{version}`"
            ),
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
