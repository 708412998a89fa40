use clap::Args;

use crate::cli::General;
use crate::cli::acting::Acting;
use crate::cli::case::ask;
use crate::cli::case::written::Written;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::typed;
use crate::engine;
use crate::model::Act;
use crate::view::decided;

#[derive(Debug, Args)]
pub struct Assign {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "ACTIVITY")]
    pub activity: String,
    #[arg(value_name = "PERSON")]
    pub person: String,
    #[command(flatten)]
    pub acting: Acting,
}

impl Assign {
    /// Gives the work of an activity to a person.
    ///
    /// # Errors
    /// Where the activity has no work now.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let case = record.case();
        let activity = ask::number(&case, &self.activity)?;
        let person = typed::actor(session.env, "PERSON", &self.person)?;
        let person = session.known_person(person, case.procedure())?;
        let signature = self.acting.signature(&mut session, case.procedure())?;
        let written = Written::write(&session, &record, &case, &signature, &[], |case| {
            Ok(Act::Assigned {
                activity,
                item: engine::assign(case, activity)?,
                person: person.clone(),
            })
        })?;
        written.answer(&mut session, decided)
    }
}
