use clap::Args;

use crate::cli::General;
use crate::cli::acting::Acting;
use crate::cli::case::ask;
use crate::cli::case::written::{Given, Terms, Written};
use crate::cli::documents::Documents;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::typed;
use crate::engine;
use crate::model::{Act, Line};
use crate::view::decided;

#[derive(Debug, Args)]
pub struct Advance {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "ACTIVITY")]
    pub activity: Option<String>,
    #[arg(long, value_name = "KEY")]
    pub answer: Vec<String>,
    #[command(flatten)]
    pub documents: Documents,
    #[arg(long, value_name = "TEXT")]
    pub entity: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

impl Advance {
    /// Completes an activity that is ready.
    ///
    /// # Errors
    /// Where it is not ready, or what is given does not fit it.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let case = record.case();
        let procedure = case.procedure();
        let activity = ask::activity(&mut session, &case, self.activity.as_deref())?;
        let signature = self
            .acting
            .signature_of(&mut session, procedure, activity)?;
        let answers = ask::answers(&mut session, &case, activity, &self.answer)?;
        let entities = typed::lines(session.env, "--entity", &self.entity)?;
        let note = self.note.as_deref();
        let note = note
            .map(|note| typed::prose(session.env, "--note", note))
            .transpose()?;
        let entities: Vec<Line> = entities
            .into_iter()
            .map(|entity| session.known_entity(entity))
            .collect();
        let terms = Terms {
            answers: Some(&answers),
            entities: &entities,
        };
        let Given { outputs, files } =
            Given::of(&mut session, &record, &case, &self.documents, terms)?;
        let request = engine::Advance {
            activity,
            answers,
            outputs,
            entities,
            note,
            outputs_required: session.store.settings.outputs_required,
        };
        let written = Written::write(&session, &record, &case, &signature, &files, |case| {
            engine::advance(case, request.clone()).map(Act::Completed)
        })?;
        written.answer(&mut session, decided)
    }
}
