use clap::Args;

use crate::cli::General;
use crate::cli::case::ask;
use crate::cli::case::written::telling;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::failure::{journal, refusal};
use crate::cli::help::{CASE, Value, both, examples};
use crate::cli::session::Session;
use crate::engine::{Case, Refusal};
use crate::model::ActivityNumber;
use crate::view::{WhyView, json};

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Explica por qué una actividad está lista, espera o no se alcanza",
        "Explain why an activity is ready, waits or is not reached"
    ),
    after_help = examples!(
        "Qué espera la actividad 10", "What activity 10 waits for" => "ugat case why 7q3k 10"
    )
)]
pub struct Why {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::Activity, help = both!(
        "Número de la actividad (si no, todas las listas y en espera)",
        "Number of the activity (else all ready and waiting)"
    ))]
    pub activity: Option<String>,
}

impl Why {
    /// Tells why activities are ready, wait, or are not reached.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let case = record.case();
        let short = session.named().to_owned();
        let activity = self
            .activity
            .map(|typed| number(&case, &typed, &short))
            .transpose()?;
        let view = WhyView::of(&record.id, &case, activity);
        let answer = if session.env.json() {
            json(&view)
        } else {
            view.page(&case, &telling(&session, &short)?)
        };
        session.env.answer(&answer);
        journal::tell(session.env, &record)
    }
}

/// The number of an activity that the procedure has.
fn number(case: &Case, typed: &str, short: &str) -> Result<ActivityNumber, Failure> {
    let activity = ask::number(case, typed)?;
    let activities = &case.procedure().activities;
    if case.procedure().activity(activity).is_some() {
        return Ok(activity);
    }
    let last = activities.last().expect("a procedure has an activity");
    let last = last.number;
    let refused = Refusal::NoActivity { activity, last };
    Err(refusal::failure(&refused, case, short))
}
