//! `ugat case attach`: adds outputs to an activity that was done, or is at hand.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::case::written::{Given, Terms, Written};
use crate::cli::failure::{Failure, refused};
use crate::cli::help::{CASE, ITEM, Value, both, examples};
use crate::cli::input::documents::Documents;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::{self, AttachTo, Case};
use crate::model::{Act, ActivityNumber, ItemId};
use crate::words::{matching, series};

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!(
        "Entrega salidas de una actividad ya hecha o lista",
        "Give outputs of an activity that is done or ready"
    ),
    after_help = examples!(
        "Entregar después un correo, con su archivo", "Give an e-mail later on, with its file" =>
            "ugat case attach 7q3k 4 --output correo=C-15 --file correo=c.pdf"
    )
)]
pub struct Attach {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::ActivityGiving, help = both!(
        "Número de la actividad",
        "Number of the activity"
    ))]
    pub activity: String,
    #[arg(long, value_name = Value::Item, help = ITEM)]
    pub item: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub documents: Documents,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Attach {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject {
            session,
            record,
            case,
        } = subject;
        let activity = ask::number(case, &self.activity)?;
        let named = self.item.as_deref();
        let item = named.map(|typed| item(case, activity, typed)).transpose()?;
        let terms = Terms::default();
        let Given { outputs, files } = Given::of(session, record, case, &self.documents, terms)?;
        let signature = self.acting.signature(session, case.procedure())?;
        let request = AttachTo {
            activity,
            item,
            outputs,
        };
        let decide = move |case: &Case| {
            Ok(Act::Attached {
                activity,
                item: engine::attach(case, &request)?,
                outputs: request.outputs.clone(),
            })
        };
        Ok(Intent::new(signature, decide).with_files(files))
    }

    fn answer(&self, written: &Written, session: &mut Session) -> Result<(), Failure> {
        written.answer_outputs(session)
    }
}

/// The work item of an activity whose id begins as typed.
pub fn item(case: &Case, activity: ActivityNumber, typed: &str) -> Result<ItemId, Failure> {
    let items = case.items(activity);
    let wanted = matching(typed);
    let begins = |item: &&ItemId| !wanted.is_empty() && item.to_string().starts_with(&wanted);
    let found: Vec<ItemId> = items.iter().filter(begins).copied().collect();
    match found.as_slice() {
        [only] => Ok(*only),
        _ => Err(no_item(activity, typed, &items)),
    }
}

fn no_item(activity: ActivityNumber, typed: &str, items: &[ItemId]) -> Failure {
    if items.is_empty() {
        return refused!(
            "unknown-item",
            "la actividad {activity} aún no tiene trabajo al que adjuntar",
            "activity {activity} has no work yet to attach to"
        );
    }
    let list = series(items);
    refused!(
        "unknown-item",
        "`{typed}` no nombra un solo trabajo de la actividad {activity}: {list}",
        "`{typed}` does not name one work item of activity {activity}: {list}"
    )
}
