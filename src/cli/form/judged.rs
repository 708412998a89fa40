//! Filled forms, read and held against their rules.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::input::file::text_of;
use crate::definition::{FilledFile, filled, masked};
use crate::form::{Context, check};
use crate::model::{AnswerKey, Form, FormId, FormRecord, OutputKind};
use crate::store::shipped;
use crate::view::{CheckedForm, FormProblem};

/// A filled form that was read and held against its rules.
pub struct Judged {
    pub checked: CheckedForm,
    /// What a case would keep of it; nothing where it is refused.
    pub kept: Option<(OutputKind, FormRecord)>,
}

/// The case that forms are given to, as far as there is one.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    pub answers: Option<Vec<AnswerKey>>,
    /// The forms that are known of the same entity beside those given together.
    pub known: BTreeSet<FormId>,
}

/// Forms that were read, before they are held against anything.
pub struct Forms {
    texts: Vec<(String, Result<String, Failure>)>,
    /// Nothing for a file that is not a form.
    read: Vec<Option<FilledFile<'static>>>,
}

impl Forms {
    /// Reads them as far as they can be read; `-` is standard input.
    pub fn read(env: &mut Env, paths: &[PathBuf]) -> Self {
        let texts: Vec<(String, Result<String, Failure>)> = paths
            .iter()
            .map(|path| (path.display().to_string(), text_of(env, path)))
            .collect();
        let read = texts
            .iter()
            .map(|(_, text)| filled(text.as_ref().ok()?, shipped::forms()).ok());
        Self {
            read: read.collect(),
            texts,
        }
    }

    /// The files that are forms.
    pub fn given(&self) -> Vec<&'static Form> {
        self.read.iter().flatten().map(|read| read.form).collect()
    }

    /// Holds each against its rules, the others, and where they stand.
    pub fn judged(self, env: &Env, standing: Standing) -> Result<Vec<Judged>, Failure> {
        let mut known = standing.known;
        known.extend(self.given().into_iter().map(|form| form.id.clone()));
        let context = Context {
            answers: standing.answers.as_deref(),
            known,
            today: env.clock()?.today(),
        };
        let forms = self.texts.into_iter().zip(self.read);
        Ok(forms
            .map(|((file, text), read)| match (text, read) {
                (Err(failure), _) => unread(file, failure),
                (Ok(text), Some(read)) => of_form(file, &text, &read, &context),
                (Ok(text), None) => broken(file, &text),
            })
            .collect())
    }
}

fn of_form(file: String, text: &str, read: &FilledFile, context: &Context) -> Judged {
    let form = read.form;
    let findings = check(form, &read.filled, &read.wrong, context);
    let masked = masked(text, shipped::forms()).into_owned();
    let checked = CheckedForm::of(file, masked, read, findings);
    let kept = checked
        .is_right()
        .then(|| (form.output.clone(), read.filled.record(form)));
    Judged { checked, kept }
}

fn broken(file: String, text: &str) -> Judged {
    let problems = filled(text, shipped::forms()).err().unwrap_or_default();
    let text = masked(text, shipped::forms()).into_owned();
    of_none(
        file,
        text,
        problems.into_iter().map(FormProblem::Problem).collect(),
    )
}

fn unread(file: String, failure: Failure) -> Judged {
    let found = FormProblem::Unread(failure.into());
    of_none(file, String::new(), vec![found])
}

/// A file that is not a form, and why.
fn of_none(file: String, text: String, found: Vec<FormProblem>) -> Judged {
    let form = None;
    Judged {
        checked: CheckedForm {
            file,
            text,
            form,
            found,
        },
        kept: None,
    }
}
