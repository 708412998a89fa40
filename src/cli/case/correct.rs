use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::OnCase;
use crate::cli::case::intent::Intent;
use crate::cli::case::start::lacks_reference;
use crate::cli::case::written::{Given, Terms};
use crate::cli::case::{ask, event};
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{BY, CASE, EVENT, REASON, ROLE, Value, both, examples};
use crate::cli::input::documents::Documents;
use crate::cli::input::typed;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::{self, Case};
use crate::model::{Act, Correction, Line, Moment, Prose};
use crate::store::Record;

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

    fn intent(
        &self,
        session: &mut Session,
        record: &Record,
        case: &Case,
    ) -> Result<Intent<'_>, Failure> {
        let place = event::named(case, &self.event, session.named())?;
        let terms = Terms::default();
        let Given { outputs, files } = Given::of(session, record, case, &self.documents, terms)?;
        let correction = Correction {
            event: case.event(place).id,
            at: self.moment(session)?,
            outputs,
            note: self.prose(session.env)?,
            entities: self.entities(session)?,
            title: line(session.env, "--title", self.title.as_deref())?,
            reference: line(session.env, "--ref", self.reference.as_deref())?,
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

impl Correct {
    fn moment(&self, session: &Session) -> Result<Option<Moment>, Failure> {
        let now = session.now()?;
        let given = self.on.as_deref();
        given.map(|on| typed::moment("--on", on, &now)).transpose()
    }

    fn prose(&self, env: &mut Env) -> Result<Option<Prose>, Failure> {
        let given = self.note.as_deref();
        given
            .map(|text| typed::prose(env, "--note", text))
            .transpose()
    }

    fn entities(&self, session: &mut Session) -> Result<Vec<Line>, Failure> {
        let typed = typed::lines(session.env, "--entity", &self.entity)?;
        Ok(typed
            .into_iter()
            .map(|entity| session.known_entity(entity))
            .collect())
    }
}

fn line(env: &mut Env, flag: &'static str, given: Option<&str>) -> Result<Option<Line>, Failure> {
    given.map(|text| typed::line(env, flag, text)).transpose()
}
