//! `ugat case advance`: completes an activity.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::case::written::{Given, Terms};
use crate::cli::failure::Failure;
use crate::cli::help::{CASE, Value, both, examples};
use crate::cli::input::documents::Documents;
use crate::cli::input::typed;
use crate::cli::session::acting::Acting;
use crate::engine::{self, Case};
use crate::model::{Act, Prose};

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!("Da por hecha una actividad lista", "Complete an activity that is ready"),
    long_about = both!(
        "Sin ACTIVIDAD se toma la única que está lista. Una respuesta, un rol o un tipo de salida \
         se da por su clave o por su nombre, con o sin tildes. La n-ésima referencia y el n-ésimo \
         archivo de un mismo tipo son una sola salida. Una salida que falta no impide avanzar: \
         queda pendiente y se entrega después con `case attach`. En una terminal, lo que falta se \
         pregunta.",
        "Without ACTIVITY it is the only one that is ready. An answer, a role or a kind of output \
         goes by its key or its name, accents or not. The n-th reference and the n-th file of one \
         kind are one output. A missing output does not stop an advance: it is owed, and given \
         later with `case attach`. On a terminal, what is missing is asked for."
    ),
    after_help = examples!(
        "Completar la actividad 5 con su respuesta", "Complete activity 5 with its answer" =>
            "ugat case advance 7q3k 5 --answer yes";
        "Entregar un informe, con su archivo", "Give a report, with its file" =>
            "ugat case advance 7q3k --output correo=C-12 --file correo=c.pdf"
    )
)]
pub struct Advance {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::ActivityReady, help = both!(
        "Número de la actividad (si no, la única lista)",
        "Number of the activity (else the only one ready)"
    ))]
    pub activity: Option<String>,
    #[arg(long, value_name = Value::Answer, help = both!(
        "Respuesta a la pregunta de la actividad (puede repetirse)",
        "Answer to the activity's question (may be repeated)"
    ))]
    #[serde(default)]
    pub answer: Vec<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub documents: Documents,
    #[arg(long, value_name = Value::Entity, help = both!(
        "Entidad que se agrega al caso (puede repetirse)",
        "Entity added to the case (may be repeated)"
    ))]
    #[serde(default)]
    pub entity: Vec<String>,
    #[arg(long, value_name = Value::Text, help = both!(
        "Nota sobre lo realizado; `-`: entrada estándar",
        "Note on what was done; `-`: standard input"
    ))]
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
