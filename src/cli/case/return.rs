use clap::Args;

use crate::cli::General;
use crate::cli::acting::Acting;
use crate::cli::case::ask;
use crate::cli::case::written::Written;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::typed;
use crate::engine::{self, ReturnTo};
use crate::model::Act;
use crate::view::decided;

#[derive(Debug, Args)]
pub struct Return {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "ACTIVITY")]
    pub activity: String,
    #[arg(long, value_name = "N")]
    pub to: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    pub acting: Acting,
}

impl Return {
    /// Sends reviewed work back.
    ///
    /// # Errors
    /// Where the review is not ready, or does not return to that activity.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let case = record.case();
        let reason = typed::prose(session.env, "--reason", &self.reason)?;
        let activity = ask::ready(&session, &case, &self.activity)?;
        let signature = self
            .acting
            .signature_of(&mut session, case.procedure(), Some(activity))?;
        let to = self
            .to
            .as_deref()
            .map(|to| ask::number(&case, to))
            .transpose()?;
        let to = ask::target(&mut session, &case, activity, to)?;
        let request = ReturnTo {
            activity,
            to,
            reason,
        };
        let written = Written::write(&session, &record, &case, &signature, &[], |case| {
            engine::send_back(case, request.clone()).map(Act::Returned)
        })?;
        written.answer(&mut session, decided)
    }
}
