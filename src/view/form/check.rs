//! The answer of `form check`.

use std::ops::Range;

use serde::Serialize;

use crate::definition::{FilledFile, Problem};
use crate::form::Finding;
use crate::model::{FieldKey, FormId, Level};
use crate::text;
use crate::view::each::each;
use crate::view::form::fault::{form_hint, form_sentence};
use crate::view::page::json::json;
use crate::view::problem::report::{Cursor, ProblemView, notice};
use crate::view::problem::snippet::{LabelledSpan, Manner, Notice, Source, snippet};
use crate::words::counted;
use crate::words::{Text, escaped};

/// A filled form and the findings in it.
#[derive(Clone, Debug)]
pub struct CheckedForm {
    pub file: String,
    /// The text of the file, with possible secrets blanked out.
    pub text: String,
    /// None if the file does not say.
    pub form: Option<FormId>,
    pub found: Vec<FormProblem>,
}

/// A finding in a filled form: about the file itself, or about a value.
#[derive(Clone, Debug)]
pub enum FormProblem {
    Problem(Problem),
    Finding {
        finding: Finding,
        place: Option<Range<usize>>,
    },
    /// The file could not be read at all.
    Unread(ProblemView),
}

impl CheckedForm {
    /// Takes the findings in order of place, those without a place last.
    pub fn of(file: String, text: String, read: &FilledFile, findings: Vec<Finding>) -> Self {
        let problems = read.problems.iter().cloned().map(FormProblem::Problem);
        let findings = findings.into_iter().map(|finding| FormProblem::Finding {
            place: place(read, &finding),
            finding,
        });
        let mut found: Vec<FormProblem> = problems.chain(findings).collect();
        found.sort_by_key(|found| found.span().map_or(usize::MAX, |span| span.start));
        Self {
            file,
            text,
            form: Some(read.form.id.clone()),
            found,
        }
    }

    /// Whether the form is accepted. Warnings do not prevent that.
    pub fn is_right(&self) -> bool {
        self.found
            .iter()
            .all(|found| found.level() == Level::Warning)
    }

    fn report(&self, manner: Manner) -> String {
        let language = manner.language;
        let mut parts: Vec<String> = self.found.iter().map(|one| self.one(one, manner)).collect();
        if let Some(form) = self.form.as_ref().filter(|_| self.is_right()) {
            let file = escaped(&self.file);
            let said = match self.found.len() {
                0 => Text::of("sin problemas", "no problems"),
                some => {
                    let Text { es, en } =
                        counted(some, ["aviso", "avisos"], ["warning", "warnings"]);
                    text!("se admite, con {es}", "taken, with {en}")
                }
            };
            parts.push(format!("{file}: {form}: {}\n", said.get(language)));
        }
        parts.join("\n")
    }

    fn one(&self, found: &FormProblem, manner: Manner) -> String {
        let notice = match found {
            FormProblem::Problem(problem) => notice(problem),
            FormProblem::Finding { finding, place } => Notice {
                level: finding.level,
                places: each(place.clone(), LabelledSpan::unlabelled),
                ..Notice::error(title(finding), form_hint(&finding.fault))
            },
            FormProblem::Unread(problem) => {
                Notice::error(problem.text.clone(), problem.hint.clone())
            }
        };
        let (file, text) = (&*self.file, &*self.text);
        snippet(Source { file, text }, &notice, manner)
    }
}

impl FormProblem {
    const fn span(&self) -> Option<&Range<usize>> {
        match self {
            Self::Problem(problem) => Some(&problem.span),
            Self::Finding { place, .. } => place.as_ref(),
            Self::Unread(_) => None,
        }
    }

    const fn level(&self) -> Level {
        match self {
            Self::Finding { finding, .. } => finding.level,
            Self::Problem(_) | Self::Unread(_) => Level::Error,
        }
    }
}

/// The place of the value that a finding is about.
fn place(read: &FilledFile, finding: &Finding) -> Option<Range<usize>> {
    let field = finding.field.as_ref()?;
    let mut places = read.places.iter();
    let (_, entry) = places.find(|(key, _)| key == field)?;
    let each = finding.value.and_then(|value| entry.each.get(value));
    Some(each.unwrap_or(&entry.whole).clone())
}

/// The sentence of a finding, after the name of its field if it has one.
fn title(finding: &Finding) -> Text {
    let said = form_sentence(&finding.fault);
    match &finding.field {
        Some(field) => {
            let Text { es, en } = said;
            text!("`{field}`: {es}", "`{field}`: {en}")
        }
        None => said,
    }
}

/// The findings of all forms, in their order.
pub fn form_report(files: &[CheckedForm], manner: Manner) -> String {
    let said: Vec<String> = files.iter().map(|file| file.report(manner)).collect();
    let mut report = String::new();
    for (place, part) in said.iter().enumerate() {
        let is_long = |part: &String| part.matches('\n').count() > 1;
        if place > 0 && (is_long(part) || is_long(&said[place - 1])) {
            report.push('\n');
        }
        report.push_str(part);
    }
    report
}

/// The findings of forms that are given to a case; nothing on a form without findings.
pub fn form_talk(files: &[CheckedForm], manner: Manner) -> String {
    let mut talk = String::new();
    for file in files {
        talk.extend(file.found.iter().map(|found| file.one(found, manner)));
    }
    talk
}

/// The answer of `form check`, in JSON.
#[derive(Serialize)]
struct FormsView<'a> {
    files: Vec<FormView<'a>>,
}

#[derive(Serialize)]
struct FormView<'a> {
    file: &'a str,
    form: Option<&'a FormId>,
    ok: bool,
    problems: Vec<FormProblemView<'a>>,
}

#[derive(Serialize)]
struct FormProblemView<'a> {
    level: &'static str,
    field: Option<&'a FieldKey>,
    #[serde(flatten)]
    problem: ProblemView,
}

/// The findings of all forms, in their order, as one line of JSON.
pub fn form_json(files: &[CheckedForm]) -> String {
    let files = each(files, |file| FormView {
        file: &file.file,
        form: file.form.as_ref(),
        ok: file.is_right(),
        problems: each(&file.found, |found| view(&file.text, found)),
    });
    json(&FormsView { files })
}

fn view<'a>(text: &str, found: &'a FormProblem) -> FormProblemView<'a> {
    let mut cursor = Cursor::START;
    let place = found.span().map(|span| {
        cursor.move_to(text, span.start);
        (cursor.line, cursor.column)
    });
    let (field, problem) = match found {
        FormProblem::Problem(problem) => (None, ProblemView::of(&cursor, &problem.reason)),
        FormProblem::Finding { finding, .. } => {
            let (line, column) = place.unzip();
            let problem = ProblemView {
                kind: (&finding.fault).into(),
                line,
                column,
                text: form_sentence(&finding.fault),
                hint: form_hint(&finding.fault),
            };
            (finding.field.as_ref(), problem)
        }
        FormProblem::Unread(problem) => (None, problem.clone()),
    };
    FormProblemView {
        level: found.level().into(),
        field,
        problem,
    }
}
