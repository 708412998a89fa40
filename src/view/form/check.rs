use std::ops::Range;

use serde::Serialize;

use crate::definition::{FilledFile, Problem};
use crate::form::Finding;
use crate::model::{FieldKey, FormId, Level};
use crate::text;
use crate::view::form::fault::{form_hint, form_kind, form_sentence};
use crate::view::page::json::json;
use crate::view::problem::report::{Cursor, ProblemView, notice};
use crate::view::problem::snippet::{Manner, Notice, Place, Source, snippet};
use crate::words::{Text, count, escaped};

/// A filled form, and everything that was found in it.
#[derive(Clone, Debug)]
pub struct CheckedForm {
    pub file: String,
    /// With whatever may be a secret blanked out.
    pub text: String,
    /// Nothing where it could not be told.
    pub form: Option<FormId>,
    pub found: Vec<Found>,
}

/// Something found in a filled form: wrong as a file, or as an answer.
#[derive(Clone, Debug)]
pub enum Found {
    Problem(Problem),
    Finding {
        finding: Finding,
        place: Option<Range<usize>>,
    },
    /// The file could not be read at all.
    Unread {
        kind: &'static str,
        text: Text,
        hint: Option<Text>,
    },
}

impl CheckedForm {
    /// What was found, in order of place; what has none comes last.
    pub fn of(file: String, text: String, read: &FilledFile, findings: Vec<Finding>) -> Self {
        let problems = read.problems.iter().cloned().map(Found::Problem);
        let findings = findings.into_iter().map(|finding| Found::Finding {
            place: place(read, &finding),
            finding,
        });
        let mut found: Vec<Found> = problems.chain(findings).collect();
        found.sort_by_key(|found| found.span().map_or(usize::MAX, |span| span.start));
        Self {
            file,
            text,
            form: Some(read.form.id.clone()),
            found,
        }
    }

    /// Whether nothing stands against it: warnings do not.
    pub fn is_right(&self) -> bool {
        self.found
            .iter()
            .all(|found| found.level() == Level::Warning)
    }

    fn said(&self, manner: Manner) -> String {
        let language = manner.language;
        let mut parts: Vec<String> = self.found.iter().map(|one| self.one(one, manner)).collect();
        if let Some(form) = self.form.as_ref().filter(|_| self.is_right()) {
            let file = escaped(&self.file);
            let warnings = count(
                self.found.len(),
                &Text::of("aviso", "warning"),
                &Text::of("avisos", "warnings"),
            );
            let said = match self.found.len() {
                0 => Text::of("sin problemas", "no problems"),
                _ => {
                    let Text { es, en } = warnings;
                    text!("se admite, con {es}", "taken, with {en}")
                }
            };
            parts.push(format!("{file}: {form}: {}\n", said.get(language)));
        }
        parts.join("\n")
    }

    fn one(&self, found: &Found, manner: Manner) -> String {
        let notice = match found {
            Found::Problem(problem) => notice(problem),
            Found::Finding { finding, place } => Notice {
                level: finding.level,
                title: title(finding),
                places: place.iter().cloned().map(Place::unlabelled).collect(),
                notes: Vec::new(),
                hints: form_hint(&finding.fault).into_iter().collect(),
            },
            Found::Unread { text, hint, .. } => Notice {
                level: Level::Error,
                title: text.clone(),
                places: Vec::new(),
                notes: Vec::new(),
                hints: hint.iter().cloned().collect(),
            },
        };
        let (file, text) = (&*self.file, &*self.text);
        snippet(Source { file, text }, &notice, manner)
    }
}

impl Found {
    const fn span(&self) -> Option<&Range<usize>> {
        match self {
            Self::Problem(problem) => Some(&problem.span),
            Self::Finding { place, .. } => place.as_ref(),
            Self::Unread { .. } => None,
        }
    }

    const fn level(&self) -> Level {
        match self {
            Self::Finding { finding, .. } => finding.level,
            Self::Problem(_) | Self::Unread { .. } => Level::Error,
        }
    }
}

/// Where the value stands of which a finding speaks.
fn place(read: &FilledFile, finding: &Finding) -> Option<Range<usize>> {
    let field = finding.field.as_ref()?;
    let mut places = read.places.iter();
    let (_, entry) = places.find(|(key, _)| key == field)?;
    let each = finding.value.and_then(|value| entry.each.get(value));
    Some(each.unwrap_or(&entry.whole).clone())
}

/// The fact, behind the field that it is about where the fact does not name it.
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

/// What was found in every form, in their order.
pub fn form_report(files: &[CheckedForm], manner: Manner) -> String {
    let said: Vec<String> = files.iter().map(|file| file.said(manner)).collect();
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

/// What there is to say of forms that are given to a case: nothing of one with nothing found in it.
pub fn form_talk(files: &[CheckedForm], manner: Manner) -> String {
    let found = files.iter().flat_map(|file| {
        let found = file.found.iter();
        found.map(|found| file.one(found, manner))
    });
    found.collect()
}

/// The answer of `form check`, for scripts.
#[derive(Serialize)]
struct FormsView<'a> {
    files: Vec<FormView<'a>>,
}

#[derive(Serialize)]
struct FormView<'a> {
    file: &'a str,
    form: Option<&'a FormId>,
    ok: bool,
    problems: Vec<FoundView<'a>>,
}

#[derive(Serialize)]
struct FoundView<'a> {
    level: &'static str,
    kind: &'static str,
    field: Option<&'a FieldKey>,
    /// From 1.
    line: Option<usize>,
    /// In characters, from 1.
    column: Option<usize>,
    #[serde(flatten)]
    text: Text,
    hint: Option<Text>,
}

/// What was found in every form, in their order, as one line of JSON.
pub fn form_json(files: &[CheckedForm]) -> String {
    let files = files.iter().map(|file| FormView {
        file: &file.file,
        form: file.form.as_ref(),
        ok: file.is_right(),
        problems: file
            .found
            .iter()
            .map(|found| view(&file.text, found))
            .collect(),
    });
    json(&FormsView {
        files: files.collect(),
    })
}

fn view<'a>(text: &str, found: &'a Found) -> FoundView<'a> {
    let mut cursor = Cursor::default();
    let place = found.span().map(|span| {
        cursor.move_to(text, span.start);
        (cursor.line, cursor.column)
    });
    let (line, column) = place.unzip();
    let level = found.level().name();
    match found {
        Found::Problem(problem) => {
            let said = ProblemView::of(&cursor, &problem.reason);
            FoundView {
                level,
                kind: said.kind,
                field: None,
                line,
                column,
                text: Text::owned(said.es, said.en),
                hint: said.hint,
            }
        }
        Found::Finding { finding, .. } => FoundView {
            level,
            kind: form_kind(&finding.fault),
            field: finding.field.as_ref(),
            line,
            column,
            text: form_sentence(&finding.fault),
            hint: form_hint(&finding.fault),
        },
        Found::Unread { kind, text, hint } => FoundView {
            level,
            kind,
            field: None,
            line,
            column,
            text: text.clone(),
            hint: hint.clone(),
        },
    }
}
