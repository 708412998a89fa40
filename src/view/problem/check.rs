use serde::Serialize;

use crate::definition::{Loaded, Problem};
use crate::engine::{Proof, Refused};
use crate::model::{Level, Procedure, ProcedureId};
use crate::view::page::json::json;
use crate::view::problem::refused::{RefusedView, refused_report, refused_views};
use crate::view::problem::report::{ProblemView, problem_report, problem_views};
use crate::view::problem::snippet::{Manner, Notice, Source, snippet};
use crate::words::{Text, count, escaped};

/// A file of a procedure, and what was found in it.
#[derive(Clone, Debug)]
pub struct CheckedFile {
    pub file: String,
    pub found: Checked,
}

/// What reading and proving a file has found.
#[derive(Clone, Debug)]
pub enum Checked {
    Sound {
        text: String,
        procedure: Procedure,
        proof: Proof,
    },
    Malformed {
        text: String,
        problems: Vec<Problem>,
    },
    Unsound {
        text: String,
        loaded: Loaded,
        refused: Vec<Refused>,
    },
    /// It is not there, or may not be read.
    Unread {
        kind: &'static str,
        text: Text,
        hint: Option<Text>,
    },
}

impl Checked {
    pub const fn is_sound(&self) -> bool {
        match self {
            Self::Sound { .. } => true,
            Self::Malformed { .. } | Self::Unsound { .. } | Self::Unread { .. } => false,
        }
    }

    const fn procedure(&self) -> Option<&Procedure> {
        match self {
            Self::Sound { procedure, .. } => Some(procedure),
            Self::Unsound { loaded, .. } => Some(&loaded.procedure),
            Self::Malformed { .. } | Self::Unread { .. } => None,
        }
    }

    const fn markings(&self) -> Option<usize> {
        match self {
            Self::Sound { proof, .. } => Some(proof.markings),
            Self::Malformed { .. } | Self::Unsound { .. } | Self::Unread { .. } => None,
        }
    }
}

/// What was found in every file, in their order: a line for one that is sound, excerpts for the
/// others, set apart by an empty line.
pub fn check_report(files: &[CheckedFile], manner: Manner) -> String {
    let mut report = String::new();
    let mut apart = false;
    for file in files {
        let sound = file.found.is_sound();
        if !report.is_empty() && (apart || !sound) {
            report.push('\n');
        }
        report.push_str(&said(file, manner));
        apart = !sound;
    }
    report
}

fn said(checked: &CheckedFile, manner: Manner) -> String {
    let file = &checked.file;
    match &checked.found {
        Checked::Sound {
            procedure, proof, ..
        } => sound(file, procedure, *proof, manner),
        Checked::Malformed { text, problems } => {
            problem_report(Source { file, text }, problems, manner)
        }
        Checked::Unsound {
            text,
            loaded,
            refused,
        } => refused_report(Source { file, text }, loaded, refused, manner),
        Checked::Unread { text, hint, .. } => {
            let notice = Notice {
                level: Level::Error,
                title: text.clone(),
                places: Vec::new(),
                notes: Vec::new(),
                hints: hint.iter().cloned().collect(),
            };
            snippet(Source { file, text: "" }, &notice, manner)
        }
    }
}

fn sound(file: &str, procedure: &Procedure, proof: Proof, manner: Manner) -> String {
    let activities = count(
        procedure.activities.len(),
        &Text::of("actividad", "activity"),
        &Text::of("actividades", "activities"),
    );
    let markings = count(
        proof.markings,
        &Text::of("marcado", "marking"),
        &Text::of("marcados", "markings"),
    );
    let none = Text::of("sin problemas", "no problems");
    let language = manner.language;
    format!(
        "{}: {}: {}, {}\n",
        escaped(file),
        none.get(language),
        activities.get(language),
        markings.get(language)
    )
}

/// The answer of `procedure check`, for scripts.
#[derive(Serialize)]
struct CheckView<'a> {
    files: Vec<FileView<'a>>,
}

#[derive(Serialize)]
struct FileView<'a> {
    file: &'a str,
    procedure: Option<&'a ProcedureId>,
    version: Option<u32>,
    markings: Option<usize>,
    problems: Vec<Found<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Found<'a> {
    Problem(ProblemView),
    Refused(RefusedView),
    Unread(UnreadView<'a>),
}

/// With the fields of a problem, though it has no place.
#[derive(Serialize)]
struct UnreadView<'a> {
    kind: &'static str,
    line: Option<usize>,
    column: Option<usize>,
    #[serde(flatten)]
    text: &'a Text,
    hint: Option<&'a Text>,
}

/// What was found in every file, in their order, as one line of JSON.
pub fn check_json(files: &[CheckedFile]) -> String {
    let files = files.iter().map(FileView::of).collect();
    json(&CheckView { files })
}

impl<'a> FileView<'a> {
    fn of(checked: &'a CheckedFile) -> Self {
        let found = &checked.found;
        Self {
            file: &checked.file,
            procedure: found.procedure().map(|procedure| &procedure.id),
            version: found.procedure().map(|procedure| procedure.version),
            markings: found.markings(),
            problems: Found::of(found),
        }
    }
}

impl<'a> Found<'a> {
    fn of(found: &'a Checked) -> Vec<Self> {
        match found {
            Checked::Sound { .. } => Vec::new(),
            Checked::Malformed { text, problems } => problem_views(text, problems)
                .into_iter()
                .map(Self::Problem)
                .collect(),
            Checked::Unsound {
                text,
                loaded,
                refused,
            } => refused_views(text, loaded, refused)
                .into_iter()
                .map(Self::Refused)
                .collect(),
            Checked::Unread { kind, text, hint } => vec![Self::Unread(UnreadView {
                kind,
                line: None,
                column: None,
                text,
                hint: hint.as_ref(),
            })],
        }
    }
}
