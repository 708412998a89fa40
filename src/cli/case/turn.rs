use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::failure::Failure;
use crate::cli::help::{CASE, REASON, Value};
use crate::cli::session::acting::Acting;
use crate::engine;
use crate::model::Turn;

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

/// One of the turns, with its arguments.
pub struct Turned<'t> {
    turn: Turn,
    arguments: &'t Turning,
}

impl Turning {
    /// Suspends, resumes, cancels or reopens a case.
    pub const fn to(&self, turn: Turn) -> Turned<'_> {
        Turned {
            turn,
            arguments: self,
        }
    }
}

impl OnCase for Turned<'_> {
    fn case(&self) -> &str {
        &self.arguments.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        let turn = self.turn;
        let reason = ask::reason(session, self.arguments.reason.as_deref())?;
        let signature = self.arguments.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |case| {
            engine::turn(case, turn, reason.clone()).map(|turned| turned.act)
        }))
    }
}
