use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::failure::Failure;
use crate::cli::input::typed;
use crate::cli::session::acting::Acting;
use crate::engine;
use crate::model::Act;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Assign {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "ACTIVITY")]
    pub activity: String,
    #[arg(value_name = "PERSON")]
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
