//! `ugat case return`: sends the work of an activity back from its review.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::failure::Failure;
use crate::cli::help::{CASE, Value, both, examples};
use crate::cli::input::typed;
use crate::cli::session::acting::Acting;
use crate::engine::{self, ReturnTo};
use crate::model::Act;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!(
        "Devuelve con observaciones lo que una actividad revisa",
        "Send back, observed, what an activity reviews"
    ),
    after_help = examples!(
        "Devolver desde la revisión de la actividad 8", "Send back from the review of activity 8" =>
            "ugat case return 7q3k 8 --reason \"Falta el cronograma\"",
            "ugat case return 7q3k 8 --reason \"The schedule is missing\""
    )
)]
pub struct Return {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::ActivityReviewing, help = both!(
        "Número de la actividad que revisa",
        "Number of the activity that reviews"
    ))]
    pub activity: String,
    #[arg(long, value_name = Value::ActivityReviewed, help = both!(
        "Actividad a la que se devuelve, si hay varias",
        "Activity that it goes back to, where there are several"
    ))]
    pub to: Option<String>,
    #[arg(long, value_name = Value::Text, help = both!(
        "Las observaciones; `-`: entrada estándar",
        "What was observed; `-`: standard input"
    ))]
    pub reason: String,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Return {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        let reason = typed::prose(session.env, "--reason", &self.reason)?;
        let activity = ask::ready(session, case, &self.activity)?;
        let acting = &self.acting;
        let signature = acting.signature_of(session, case.procedure(), Some(activity))?;
        let typed = self.to.as_deref();
        let to = typed.map(|to| ask::number(case, to)).transpose()?;
        let request = ReturnTo {
            activity,
            to: ask::target(session, case, activity, to)?,
            reason,
        };
        Ok(Intent::new(signature, move |case| {
            engine::send_back(case, request.clone()).map(Act::Returned)
        }))
    }
}
