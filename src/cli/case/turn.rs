use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::OnCase;
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::failure::Failure;
use crate::cli::help::{CASE, REASON, Value};
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::{self, Case};
use crate::model::Turn;
use crate::store::Record;

// What stops a case as a whole or lets it go on: one command for each turn.
#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Turning {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(long, value_name = Value::Text, help = REASON)]
    pub reason: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

/// One of the turns, with what was given for it.
pub struct Turned<'t> {
    turn: Turn,
    given: &'t Turning,
}

impl Turning {
    /// Suspends, resumes, cancels or reopens a case.
    pub const fn to(&self, turn: Turn) -> Turned<'_> {
        Turned { turn, given: self }
    }
}

impl OnCase for Turned<'_> {
    fn case(&self) -> &str {
        &self.given.case
    }

    fn intent(
        &self,
        session: &mut Session,
        _: &Record,
        case: &Case,
    ) -> Result<Intent<'_>, Failure> {
        let turn = self.turn;
        let reason = ask::reason(session, self.given.reason.as_deref())?;
        let signature = self.given.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |case| {
            engine::turn(case, turn, reason.clone()).map(|turned| turned.act)
        }))
    }
}
