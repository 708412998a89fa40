//! `ugat case retract`: withdraws an output that was given.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::case::written::Written;
use crate::cli::case::{attach, written};
use crate::cli::failure::Failure;
use crate::cli::help::{CASE, ITEM, REASON, Value, both, examples};
use crate::cli::input::typed;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::{self, Withdraw};
use crate::model::{Act, Line};

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!("Retira una salida entregada", "Withdraw an output that was given"),
    long_about = both!(
        "La salida sigue a la vista en `case outputs`, como retirada, y su archivo no se borra; \
         vuelve a faltar donde se debía. El motivo queda entre los desvíos. `case undo` la \
         restituye. Para dar otra en su lugar basta `case correct`.",
        "The output stays in sight in `case outputs`, as withdrawn, and its file is not deleted; it \
         is missing again where it was owed. The reason is among the deviations. `case undo` gives it \
         back. To give another in its place `case correct` is enough."
    ),
    after_help = examples!(
        "Retirar un correo", "Withdraw an e-mail" =>
            "ugat case retract 7q3k 4 --output correo=C-15 --reason \"Era de otro caso\"",
            "ugat case retract 7q3k 4 --output correo=C-15 --reason \"It was of another case\""
    )
)]
pub struct Retract {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::ActivityGiving, help = both!(
        "Número de la actividad",
        "Number of the activity"
    ))]
    pub activity: String,
    #[arg(long, value_name = Value::KindAndReference, required = true, help = both!(
        "La salida: su tipo, y su referencia si no son todas las de ese tipo",
        "The output: its kind, and its reference where not all of that kind are meant"
    ))]
    pub output: String,
    #[arg(long, value_name = Value::Item, help = ITEM)]
    pub item: Option<String>,
    #[arg(long, value_name = Value::Text, help = REASON)]
    pub reason: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Retract {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        let activity = ask::number(case, &self.activity)?;
        let (kind, reference) = match self.output.split_once('=') {
            Some((kind, reference)) => (kind, Some(reference)),
            None => (self.output.as_str(), None),
        };
        let item = self.item.as_deref();
        let request = Withdraw {
            activity,
            item: item
                .map(|typed| attach::item(case, activity, typed))
                .transpose()?,
            kind: written::kind(case, kind)?,
            reference: typed::optional(session.env, "--output", reference, Line::parse)?,
            reason: ask::reason(session, self.reason.as_deref())?,
        };
        let signature = self.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |case| {
            engine::retract(case, &request).map(Act::Retracted)
        }))
    }

    fn answer(&self, written: &Written, session: &mut Session) -> Result<(), Failure> {
        written.answer_outputs(session)
    }
}
