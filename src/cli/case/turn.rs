use clap::Args;

use crate::cli::General;
use crate::cli::acting::Acting;
use crate::cli::case::ask;
use crate::cli::case::written::Written;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::engine;
use crate::model::Turn;
use crate::view::decided;

// What stops a case as a whole or lets it go on: one command for each turn.
#[derive(Debug, Args)]
pub struct Turning {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

impl Turning {
    /// Suspends, resumes, cancels or reopens a case.
    ///
    /// # Errors
    /// Where the case does not stand so that this can be done to it.
    pub fn run(self, turn: Turn, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let case = record.case();
        let reason = ask::reason(&mut session, self.reason.as_deref())?;
        let signature = self.acting.signature(&mut session, case.procedure())?;
        let written = Written::write(&session, &record, &case, &signature, &[], |case| {
            engine::turn(case, turn, reason.clone()).map(|turned| turned.act)
        })?;
        written.answer(&mut session, decided)
    }
}
