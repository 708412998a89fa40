//! `ugat case advance`: completes an activity.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::case::written::{Given, Terms};
use crate::cli::failure::Failure;
use crate::cli::input::documents::Documents;
use crate::cli::input::typed;
use crate::cli::session::acting::Acting;
use crate::engine::{self, Case};
use crate::model::{Act, Prose};

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Advance {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "ACTIVITY")]
    pub activity: Option<String>,
    #[arg(long, value_name = "KEY")]
    #[serde(default)]
    pub answer: Vec<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub documents: Documents,
    #[arg(long, value_name = "TEXT")]
    #[serde(default)]
    pub entity: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Advance {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject {
            session,
            record,
            case,
        } = subject;
        let activity = ask::activity(session, case, self.activity.as_deref())?;
        let acting = &self.acting;
        let signature = acting.signature_of(session, case.procedure(), activity)?;
        let answers = ask::answers(session, case, activity, &self.answer)?;
        let entities = session.entities(&self.entity)?;
        let note = typed::optional(session.env, "--note", self.note.as_deref(), Prose::parse)?;
        let terms = Terms {
            answers: Some(&answers),
            entities: &entities,
        };
        let Given { outputs, files } = Given::of(session, record, case, &self.documents, terms)?;
        let request = engine::Advance {
            activity,
            answers,
            outputs,
            entities,
            note,
            outputs_required: session.store.settings.outputs_required,
        };
        let decide = move |case: &Case| engine::advance(case, request.clone()).map(Act::Completed);
        Ok(Intent::new(signature, decide).with_files(files))
    }
}
