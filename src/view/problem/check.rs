//! The answer of `procedure check`.

use serde::Serialize;

use crate::definition::{Loaded, Problem};
use crate::engine::{Proof, Refused};
use crate::model::{Procedure, ProcedureId};
use crate::view::each::each;
use crate::view::page::json::json;
use crate::view::problem::refused::{RefusedView, refused_report, refused_views};
use crate::view::problem::report::{ProblemView, problem_report, problem_views};
use crate::view::problem::snippet::{Manner, Notice, Source, snippet};
use crate::words::counted;
use crate::words::{Text, escaped};

/// A checked file of a procedure.
#[derive(Clone, Debug)]
pub struct CheckedFile {
    pub file: String,
    pub found: Checked,
}

/// The result of reading and proving a file.
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
    /// It is missing or cannot be read.
    Unread(ProblemView),
}

impl Checked {
    pub const fn is_sound(&self) -> bool {
        matches!(self, Self::Sound { .. })
    }
}

/// The results in the order of the files: one line for a sound file, excerpts for the others,
/// separated by an empty line.
pub fn check_report(files: &[CheckedFile], manner: Manner) -> String {
    let mut report = String::new();
    let mut apart = false;
    for file in files {
        let sound = file.found.is_sound();
        if !report.is_empty() && (apart || !sound) {
            report.push('\n');
        }
        report.push_str(&file_report(file, manner));
        apart = !sound;
    }
    report
}

fn file_report(checked: &CheckedFile, manner: Manner) -> String {
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
        Checked::Unread(problem) => {
            let notice = Notice::error(problem.text.clone(), problem.hint.clone());
            snippet(Source { file, text: "" }, &notice, manner)
        }
    }
}

fn sound(file: &str, procedure: &Procedure, proof: Proof, manner: Manner) -> String {
    let activities = counted(
        procedure.activities.len(),
        ["actividad", "actividades"],
        ["activity", "activities"],
    );
    let markings = counted(
        proof.markings,
        ["situación", "situaciones"],
        ["situation", "situations"],
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

/// The answer of `procedure check`, in JSON.
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
    problems: Vec<RefusedView>,
}

/// The results in the order of the files, as one line of JSON.
pub fn check_json(files: &[CheckedFile]) -> String {
    let files = files.iter().map(FileView::of).collect();
    json(&CheckView { files })
}

impl<'a> FileView<'a> {
    fn of(checked: &'a CheckedFile) -> Self {
        let (procedure, markings, problems) = match &checked.found {
            Checked::Sound {
                procedure, proof, ..
            } => (Some(procedure), Some(proof.markings), Vec::new()),
            Checked::Malformed { text, problems } => {
                let problems = problem_views(text, problems);
                (None, None, each(problems, RefusedView::from))
            }
            Checked::Unsound {
                text,
                loaded,
                refused,
            } => {
                let problems = refused_views(text, loaded, refused);
                (Some(&loaded.procedure), None, problems)
            }
            Checked::Unread(problem) => (None, None, vec![problem.clone().into()]),
        };
        Self {
            file: &checked.file,
            procedure: procedure.map(|procedure| &procedure.id),
            version: procedure.map(|procedure| procedure.version),
            markings,
            problems,
        }
    }
}
