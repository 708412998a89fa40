use clap::Args;

use crate::cli::General;
use crate::cli::case::ask;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{CASE, Value, both, examples};
use crate::cli::session::Session;
use crate::view::WhyView;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Explica por qué una actividad está lista, espera o no se alcanza",
        "Explain why an activity is ready, waits or is not reached"
    ),
    after_help = examples!(
        "Qué espera la actividad 10", "What activity 10 waits for" => "ugat case why 7q3k 10"
    )
)]
pub struct Why {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::Activity, help = both!(
        "Número de la actividad (si no, todas las listas y en espera)",
        "Number of the activity (else all ready and waiting)"
    ))]
    pub activity: Option<String>,
}

impl Why {
    /// Tells why activities are ready, wait, or are not reached.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let case = record.case();
        let typed = self.activity.as_deref();
        let activity = typed.map(|typed| ask::known(&session, &case, typed));
        let settings = &session.store.settings;
        let view = WhyView::of(&record.id, &case, settings, activity.transpose()?);
        session.answer_case(&view, |telling| view.page(&case, telling))?;
        journal::tell(session.env, &record)
    }
}
