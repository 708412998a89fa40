use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::intent::Intent;
use crate::cli::failure::Failure;
use crate::cli::input::checked::TEXT;
use crate::cli::input::typed;
use crate::cli::session::acting::Acting;
use crate::model::Act;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Note {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "TEXT")]
    pub text: String,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Note {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        let note = typed::prose(session.env, TEXT, &self.text)?;
        let signature = self.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |_| {
            Ok(Act::Noted { note: note.clone() })
        }))
    }
}
