use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::OnCase;
use crate::cli::case::intent::Intent;
use crate::cli::case::start::lacks_reference;
use crate::cli::case::written::{Given, Terms};
use crate::cli::case::{ask, event};
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::input::documents::Documents;
use crate::cli::input::typed;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::{self, Case};
use crate::model::{Act, Correction, Line, Moment, Prose};
use crate::store::Record;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Correct {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "EVENT")]
    pub event: String,
    #[arg(id = "corrected_on", long = "on", value_name = "DATE")]
    pub on: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub documents: Documents,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[arg(long, value_name = "TEXT")]
    #[serde(default)]
    pub entity: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    #[arg(long = "ref", value_name = "TEXT")]
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    #[arg(long, requires = "reference")]
    #[serde(default)]
    pub again: bool,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long = "as", value_name = "ROLE")]
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
