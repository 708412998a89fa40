//! Documents begun from templates.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use serde::{Deserialize, Serialize};

use crate::engine::{Case, Outcome};
use crate::model::{Act, Activity, ActivityNumber, CaseId, OutputKind, Procedure};
use crate::view::each::each;
use crate::view::page::document::plain;
use crate::view::{OutputsView, Reveal, named};
use crate::words::{Language, date_in, escaped_lines};

/// What a template can use, in one language. Every field is present, empty or not.
#[derive(Clone, Debug, Serialize)]
pub struct Draft {
    case: DraftCase,
    procedure: DraftProcedure,
    activity: DraftActivity,
    document: DraftDocument,
    author: String,
    today: String,
    /// Outputs given so far, in order.
    outputs: Vec<DraftOutput>,
    /// What was decided so far, in order.
    decisions: Vec<Decision>,
    /// The returns of this work by reviews.
    returns: Vec<Returned>,
    /// The activities of the procedure from the next one on.
    ahead: Vec<DraftActivity>,
}

#[derive(Clone, Debug, Serialize)]
struct DraftCase {
    id: String,
    reference: Option<String>,
    title: Option<String>,
    /// The first of `entities`.
    entity: Option<String>,
    entities: Vec<String>,
    started: String,
}

#[derive(Clone, Debug, Serialize)]
struct DraftProcedure {
    id: String,
    code: String,
    title: String,
    name: String,
    version: u32,
}

#[derive(Clone, Debug, Serialize)]
struct DraftActivity {
    number: ActivityNumber,
    title: String,
    roles: String,
}

#[derive(Clone, Debug, Serialize)]
struct DraftDocument {
    kind: OutputKind,
    title: String,
}

#[derive(Clone, Debug, Serialize)]
struct DraftOutput {
    activity: ActivityNumber,
    kind: String,
    reference: Option<String>,
    date: String,
}

#[derive(Clone, Debug, Serialize)]
struct Decision {
    activity: ActivityNumber,
    title: String,
    answers: String,
    date: String,
    by: String,
}

#[derive(Clone, Debug, Serialize)]
struct Returned {
    by: String,
    reason: String,
    date: String,
}

/// The document to begin, by whom, when and in which language.
#[derive(Clone, Copy, Debug)]
pub struct Drafting<'a> {
    pub activity: &'a Activity,
    pub kind: &'a OutputKind,
    pub author: &'a str,
    pub today: NaiveDate,
    pub language: Language,
}

/// Why a template could not be filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateFault {
    pub line: Option<usize>,
    /// Whether it uses a name that is not defined.
    pub undefined: bool,
    /// Whether it takes too long.
    pub endless: bool,
    /// The message of the template engine, in English.
    pub said: String,
}

/// The most steps that a template may take.
const FUEL: u64 = 200_000;

/// The most time that a template may take: some work, such as printing a list, costs no steps.
const PATIENCE: Duration = Duration::from_secs(5);

impl Draft {
    pub fn of(id: &CaseId, case: &Case, drafting: Drafting) -> Self {
        let language = drafting.language;
        let procedure = case.procedure();
        let entities: Vec<String> = case.entities().iter().map(ToString::to_string).collect();
        let kinds = std::slice::from_ref(drafting.kind);
        let number = drafting.activity.number;
        let ahead = procedure
            .activities
            .iter()
            .filter(|one| one.number > number);
        Self {
            case: DraftCase {
                id: id.to_string(),
                reference: case.reference().map(ToString::to_string),
                title: case.title().map(ToString::to_string),
                entity: entities.first().cloned(),
                entities,
                started: date_in(case.day(0), language),
            },
            procedure: DraftProcedure {
                id: procedure.id.to_string(),
                code: procedure.code.clone(),
                title: procedure.title.get(language).to_owned(),
                name: procedure.official_name().get(language).to_owned(),
                version: procedure.version,
            },
            activity: DraftActivity::of(procedure, drafting.activity, language),
            document: DraftDocument {
                kind: drafting.kind.clone(),
                title: named::kinds(procedure, kinds).get(language).to_owned(),
            },
            author: drafting.author.to_owned(),
            today: date_in(drafting.today, language),
            outputs: outputs(id, case, language),
            decisions: decisions(case, language),
            returns: returns(case, number, language),
            ahead: each(ahead, |one| DraftActivity::of(procedure, one, language)),
        }
    }

    /// The document, begun. Values of the case are escaped as plain text.
    pub fn rendered(&self, name: &str, template: &str) -> Result<String, TemplateFault> {
        let (sender, receiver) = mpsc::channel();
        let (draft, name, template) = (self.clone(), name.to_owned(), template.to_owned());
        // A thread that does not end is abandoned: it owns nothing that needs closing.
        thread::spawn(move || sender.send(Self::filled(&draft, &name, &template)));
        let rendered = receiver.recv_timeout(PATIENCE);
        rendered.unwrap_or_else(|_| Err(TemplateFault::endless()))
    }

    /// Fills in a template, limited in steps but not in time or memory.
    pub fn filled<D: Serialize>(
        draft: &D,
        name: &str,
        template: &str,
    ) -> Result<String, TemplateFault> {
        let mut environment = Environment::new();
        environment.set_debug(true);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_fuel(Some(FUEL));
        environment.set_formatter(|out, _, value| {
            if value.is_undefined() {
                return Err(ErrorKind::UndefinedError.into());
            }
            let text = match value.as_str() {
                Some(text) if value.is_safe() => text.to_owned(),
                _ if value.is_none() => String::new(),
                _ => plain(&value.to_string()),
            };
            out.write_str(&text).map_err(Error::from)
        });
        environment.add_global("blank", Value::from_safe_string("[…]".to_owned()));
        environment
            .render_named_str(name, template, Serde(draft))
            .map(|text| escaped_lines(text.trim_end()) + "\n")
            .map_err(|error| TemplateFault::of(&error))
    }
}

impl DraftActivity {
    fn of(procedure: &Procedure, activity: &Activity, language: Language) -> Self {
        let roles = named::roles(procedure, &activity.roles);
        Self {
            number: activity.number,
            title: activity.title.get(language).to_owned(),
            roles: roles.get(language).to_owned(),
        }
    }
}

impl TemplateFault {
    /// It takes more time or memory than any document needs.
    pub fn endless() -> Self {
        Self::of(&ErrorKind::OutOfFuel.into())
    }

    fn of(error: &Error) -> Self {
        let detail = error.detail().map(|detail| format!(": {detail}"));
        Self {
            line: error.line(),
            undefined: error.kind() == ErrorKind::UndefinedError,
            endless: error.kind() == ErrorKind::OutOfFuel,
            said: format!("{}{}", error.kind(), detail.unwrap_or_default()),
        }
    }
}

fn outputs(id: &CaseId, case: &Case, language: Language) -> Vec<DraftOutput> {
    let view = OutputsView::revealing(id, case, Reveal::LeftOut);
    let outputs = view.outputs.iter();
    let given = outputs.filter(|output| !output.missing && output.corrected_by.is_none());
    each(given, |output| DraftOutput {
        activity: output.activity,
        kind: output.kind_said(language).to_owned(),
        reference: output.referred(),
        date: output
            .day
            .map_or_else(String::new, |day| date_in(day, language)),
    })
}

fn decisions(case: &Case, language: Language) -> Vec<Decision> {
    let mut decisions = Vec::new();
    for done in case.done() {
        let Outcome::Done(answers) = done.outcome else {
            continue;
        };
        if !answers.is_empty() {
            let answers = named::answers(done.definition, answers);
            decisions.push(Decision {
                activity: done.activity,
                title: done.definition.title.get(language).to_owned(),
                answers: answers.get(language).to_owned(),
                date: date_in(case.day(done.place), language),
                by: case.event(done.place).by.to_string(),
            });
        }
    }
    decisions
}

fn returns(case: &Case, to: ActivityNumber, language: Language) -> Vec<Returned> {
    let mut returns = Vec::new();
    for (place, event) in case.events().iter().enumerate() {
        if let Act::Returned(back) = &event.did
            && back.to == to
        {
            returns.push(Returned {
                by: event.by.to_string(),
                reason: back.reason.to_string(),
                date: date_in(case.day(place), language),
            });
        }
    }
    returns
}
