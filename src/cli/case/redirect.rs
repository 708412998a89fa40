use clap::Args;

use crate::cli::General;
use crate::cli::acting::Acting;
use crate::cli::case::ask;
use crate::cli::case::written::Written;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::engine;
use crate::model::{Act, ActivityNumber};
use crate::text;
use crate::view::decided;
use crate::words::Text;

#[derive(Debug, Args)]
pub struct Redirect {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(long, value_name = "N")]
    pub from: String,
    #[arg(long, value_name = "N")]
    pub to: Vec<String>,
    #[arg(long, conflicts_with = "to")]
    pub end: bool,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

impl Redirect {
    /// Moves ready work where the procedure does not send it, or ends its branch.
    ///
    /// # Errors
    /// Where the work is not ready, or the case could then go wrong.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let case = record.case();
        let from = ask::number(&case, &self.from)?;
        let to = self
            .to
            .iter()
            .map(|to| ask::number(&case, to))
            .collect::<Result<Vec<ActivityNumber>, Failure>>()?;
        if to.is_empty() && !self.end {
            return Err(no_target(session.named(), from));
        }
        let reason = ask::reason(&mut session, self.reason.as_deref())?;
        let signature = self.acting.signature(&mut session, case.procedure())?;
        let written = Written::write(&session, &record, &case, &signature, &[], |case| {
            engine::redirect(case, from, to.clone(), reason.clone()).map(Act::Redirected)
        })?;
        written.answer(&mut session, decided)
    }
}

fn no_target(short: &str, from: ActivityNumber) -> Failure {
    Failure::usage(
        "missing-target",
        Text::of(
            "falta a qué actividad pasa el trabajo",
            "the activity that the work goes to is missing",
        ),
    )
    .with_hint(text!(
        "`ugat case redirect {short} --from {from} --to N --reason MOTIVO`, o `--end` para cerrar la rama",
        "`ugat case redirect {short} --from {from} --to N --reason REASON`, or `--end` to end the branch"
    ))
}
