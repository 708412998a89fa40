//! `ugat case redirect`: moves work to another activity than the procedure says.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::failure::{Failure, usage};
use crate::cli::session::acting::Acting;
use crate::engine;
use crate::model::{Act, ActivityNumber};

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Redirect {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(long, value_name = "N")]
    pub from: String,
    #[arg(long, value_name = "N")]
    #[serde(default)]
    pub to: Vec<String>,
    #[arg(long, conflicts_with = "to")]
    #[serde(default)]
    pub end: bool,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Redirect {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        let from = ask::number(case, &self.from)?;
        let to = self.to.iter().map(|to| ask::number(case, to));
        let to: Vec<ActivityNumber> = to.collect::<Result<_, Failure>>()?;
        if to.is_empty() && !self.end {
            let short = session.named();
            return Err(usage!(
                "missing-target",
                "falta a qué actividad pasa el trabajo",
                "the activity that the work goes to is missing",
                "`ugat case redirect {short} --from {from} --to N --reason MOTIVO`, o `--end` para cerrar la rama",
                "`ugat case redirect {short} --from {from} --to N --reason REASON`, or `--end` to end the branch"
            )
            .with_case_command());
        }
        let reason = ask::reason(session, self.reason.as_deref())?;
        let signature = self.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |case| {
            engine::redirect(case, from, to.clone(), reason.clone()).map(Act::Redirected)
        }))
    }
}
