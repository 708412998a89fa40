//! `ugat case waive`: says that a document need not be given; of one case, or of many.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::ask::{self, activity_number};
use crate::cli::case::intent::Intent;
use crate::cli::case::known::kind_named;
use crate::cli::case::many::{Lines, Many, OnMany, line, only_one};
use crate::cli::case::which::Which;
use crate::cli::case::written::Written;
use crate::cli::case::{attach, written};
use crate::cli::failure::{Failure, usage};
use crate::cli::help::{CASE, ITEM, REASON, Value, both, examples};
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::{self, LiveWork, Withdraw};
use crate::model::{Act, ActivityNumber, OutputKind};
use crate::store::Listing;
use crate::view::Outlined;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!(
        "Dispensa de entregar una salida",
        "Say that an output need not be given"
    ),
    long_about = both!(
        "Una salida que no corresponde en el caso deja de faltar; el motivo queda a la vista entre \
         los desvíos. Si la salida se entrega, cuenta la entregada. `case undo` retira la dispensa. \
         Con `--all` en lugar del caso va a todos los casos que la deben, o a los que se escojan \
         (`--procedure`, `--state`…).",
        "An output that does not apply in the case is no longer missing; the reason is in sight among \
         the deviations. Where the output is given, that counts. `case undo` takes the waiver back. \
         With `--all` in place of the case it goes to all cases that owe it, or to those that are \
         chosen (`--procedure`, `--state`…)."
    ),
    after_help = examples!(
        "Dispensar de un correo", "Waive an e-mail" =>
            "ugat case waive 7q3k 4 correo --reason \"La entidad respondió en persona\"",
            "ugat case waive 7q3k 4 correo --reason \"The entity answered in person\"";
        "Ver en qué casos se dispensaría", "See in which cases it would be waived" =>
            "ugat case waive --all --procedure pr07 4 correo --reason \"R.A. 12/2026\" --dry-run"
    )
)]
pub struct Waive {
    // With `--all` it is the activity, and so on.
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::ActivityGiving, help = both!(
        "Número de la actividad",
        "Number of the activity"
    ))]
    pub activity: String,
    #[arg(value_name = Value::Kind, required_unless_present = "all", help = both!(
        "El tipo de salida, por clave o nombre",
        "The kind of output, by key or name"
    ))]
    pub kind: Option<String>,
    #[arg(long, value_name = Value::Item, help = ITEM)]
    pub item: Option<String>,
    #[arg(long, value_name = Value::Text, help = REASON)]
    pub reason: Option<String>,
    #[command(flatten)]
    #[serde(skip)]
    pub many: Many,
    #[command(flatten)]
    #[serde(skip)]
    pub which: Which,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Waive {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        only_one(&self.which, self.many.dry_run, "--all")?;
        let activity = ask::number(case, &self.activity)?;
        let item = self.item.as_deref();
        let request = Withdraw {
            activity,
            item: item
                .map(|typed| attach::item(case, activity, typed))
                .transpose()?,
            kind: written::kind(case, self.kind.as_deref().unwrap_or_default())?,
            reference: None,
            reason: ask::reason(session, self.reason.as_deref())?,
        };
        let signature = self.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |case| {
            engine::waive(case, &request).map(Act::Waived)
        }))
    }

    fn answer(&self, written: &Written, session: &mut Session) -> Result<(), Failure> {
        written.answer_outputs(session)
    }
}

impl OnMany for Waive {
    fn which(&self) -> &Which {
        &self.which
    }

    fn dry_run(&self) -> bool {
        self.many.dry_run
    }

    fn lines(&self, session: &mut Session, _: &Listing) -> Result<Lines<'_>, Failure> {
        let (activity, kind) = (&self.case, &self.activity);
        let Some(number) = activity_number(activity) else {
            return Err(usage!(
                "unknown-activity",
                "`{activity}` no es el número de una actividad",
                "`{activity}` is not the number of an activity",
                "con `--all` va sin caso: `ugat case waive --all 4 correo --reason MOTIVO`",
                "with `--all` it goes without a case: `ugat case waive --all 4 correo --reason REASON`"
            ));
        };
        let kind = kind_named(&session.store, kind)?;
        let reason = ask::reason(session, self.reason.as_deref())?;
        Ok(Box::new(move |case| {
            if !owes(case, number, &kind) {
                return Vec::new();
            }
            let line = line("waive", case.id, &self.acting)
                .with("activity", activity.clone())
                .with("kind", kind.to_string())
                .with("reason", reason.to_string());
            vec![line]
        }))
    }
}

/// Whether work of this activity owes a document of this kind; of work that is not done, whatever will
/// be answered.
fn owes(case: &Outlined, number: ActivityNumber, kind: &OutputKind) -> bool {
    let is_owed = case.outline.owed.iter().any(|owed| {
        owed.definition == case.outline.current
            && owed.activity == number
            && owed.due.any.contains(kind)
    });
    let will_be_owed = |work: &LiveWork| {
        let activity = case.procedure().activity(number);
        work.activity == number
            && !work.waived.contains(kind)
            && activity.is_some_and(|activity| activity.may_owe(kind))
    };
    is_owed || case.outline.live.iter().any(will_be_owed)
}
