use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::failure::Failure;
use crate::cli::help::{CASE, Value, both, examples};
use crate::cli::input::typed;
use crate::cli::session::acting::Acting;
use crate::engine;
use crate::model::Act;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!(
        "Asigna a una persona el trabajo de una actividad",
        "Give the work of an activity to a person"
    ),
    after_help = examples!(
        "Asignar una actividad", "Assign an activity" => "ugat case assign 7q3k 5 \"Luis Poma\""
    )
)]
pub struct Assign {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::Activity, help = both!(
        "Número de una actividad lista o en espera",
        "Number of an activity that is ready or waits"
    ))]
    pub activity: String,
    #[arg(value_name = Value::Person, help = both!("A quién se asigna", "To whom it is given"))]
    pub person: String,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Assign {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        let activity = ask::number(case, &self.activity)?;
        let person = typed::actor(session.env, "PERSON", &self.person)?;
        let at = self.acting.moment(session)?;
        let person = session.known_person(person, &at, case.procedure())?;
        let signature = self.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |case| {
            Ok(Act::Assigned {
                activity,
                item: engine::assign(case, activity)?,
                person: person.clone(),
            })
        }))
    }
}
