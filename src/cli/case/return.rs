use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::OnCase;
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::failure::Failure;
use crate::cli::input::typed;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::{self, Case, ReturnTo};
use crate::model::Act;
use crate::store::Record;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Return {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(
        &self,
        session: &mut Session,
        _: &Record,
        case: &Case,
    ) -> Result<Intent<'_>, Failure> {
        let reason = typed::prose(session.env, "--reason", &self.reason)?;
        let activity = ask::ready(session, case, &self.activity)?;
        let signature = self
            .acting
            .signature_of(session, case.procedure(), Some(activity))?;
        let to = self
            .to
            .as_deref()
            .map(|to| ask::number(case, to))
            .transpose()?;
        let to = ask::target(session, case, activity, to)?;
        let request = ReturnTo {
            activity,
            to,
            reason,
        };
        Ok(Intent::new(signature, move |case| {
            engine::send_back(case, request.clone()).map(Act::Returned)
        }))
    }
}
