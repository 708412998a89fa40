//! `ugat case correct`: says anew what an event said wrongly.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::intent::Intent;
use crate::cli::case::start::lacks_reference;
use crate::cli::case::written::{Given, Terms};
use crate::cli::case::{ask, event};
use crate::cli::failure::Failure;
use crate::cli::help::{BY, CASE, EVENT, REASON, ROLE, Value, both, examples};
use crate::cli::input::documents::Documents;
use crate::cli::input::typed;
use crate::cli::session::acting::Acting;
use crate::engine::{self, Case};
use crate::model::{Act, Correction, Line, Prose};

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!("Corrige lo que dice un evento", "Correct what an event says"),
    long_about = both!(
        "El evento queda como se escribió, a la vista en `case log`; en lo demás se lee lo \
         corregido. El título, la referencia y la entidad se corrigen en el primer evento.",
        "The event stays as it was written, in sight in `case log`; elsewhere the correction is \
         read. Title, reference and entity are corrected on the first event."
    ),
    after_help = examples!(
        "Corregir una fecha", "Correct a date" =>
            "ugat case correct 7q3k 6c1f --on 2026-03-01 --reason \"Fecha mal copiada\"",
            "ugat case correct 7q3k 6c1f --on 2026-03-01 --reason \"Date copied wrong\""
    )
)]
pub struct Correct {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::Event, help = EVENT)]
    pub event: String,
    #[arg(id = "corrected_on", long = "on", value_name = Value::Date, help = both!(
        "Cuándo ocurrió en verdad",
        "When it really happened"
    ))]
    pub on: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub documents: Documents,
    #[arg(long, value_name = Value::Text, help = both!("La nota correcta", "The right note"))]
    pub note: Option<String>,
    #[arg(long, value_name = Value::Entity, help = both!(
        "Entidad correcta, en lugar de las del evento (puede repetirse)",
        "Right entity, in place of the event's (may be repeated)"
    ))]
    #[serde(default)]
    pub entity: Vec<String>,
    #[arg(long, value_name = Value::Text, help = both!("Título correcto", "The right title"))]
    pub title: Option<String>,
    #[arg(long = "ref", value_name = Value::Text, help = both!(
        "Referencia correcta",
        "The right reference"
    ))]
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    #[arg(long, requires = "reference", help = both!(
        "Darla aunque otro caso ya la tenga",
        "Give it though another case has it already"
    ))]
    #[serde(default)]
    pub again: bool,
    #[arg(long, value_name = Value::Text, help = REASON)]
    pub reason: Option<String>,
    #[arg(long, value_name = Value::Name, help = BY)]
    pub by: Option<String>,
    #[arg(long = "as", value_name = Value::Role, help = ROLE)]
    #[serde(rename = "as")]
    pub role: Option<String>,
}

impl OnCase for Correct {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject {
            session,
            record,
            case,
        } = subject;
        let place = event::named(case, &self.event, session.named())?;
        let terms = Terms::default();
        let Given { outputs, files } = Given::of(session, record, case, &self.documents, terms)?;
        let clock = session.env.clock()?;
        let on = self.on.as_deref();
        let at = on.map(|on| typed::moment("--on", on, clock)).transpose()?;
        let note = typed::optional(session.env, "--note", self.note.as_deref(), Prose::parse)?;
        let entities = session.entities(&self.entity)?;
        let (title, reference) = (self.title.as_deref(), self.reference.as_deref());
        let correction = Correction {
            event: case.event(place).id,
            at,
            outputs,
            note,
            entities,
            title: typed::optional(session.env, "--title", title, Line::parse)?,
            reference: typed::optional(session.env, "--ref", reference, Line::parse)?,
            reason: ask::reason(session, self.reason.as_deref())?,
        };
        let acting = Acting {
            by: self.by.clone(),
            role: self.role.clone(),
            ..Acting::default()
        };
        let signature = acting.signature(session, case.procedure())?;
        match &correction.reference {
            Some(reference) => {
                session.fit(reference)?;
                if !self.again {
                    session.hold_references()?;
                    session.free(reference, Some(&record.id))?;
                }
            }
            None if self.again => return Err(lacks_reference("correct")),
            None => {}
        }
        let decide = move |case: &Case| {
            engine::correct(case, &correction)?;
            Ok(Act::Corrected(correction.clone()))
        };
        Ok(Intent::new(signature, decide).with_files(files))
    }
}
