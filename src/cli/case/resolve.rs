//! `ugat case resolve`: ends a conflict by the side that is kept.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::intent::Intent;
use crate::cli::case::{ask, event};
use crate::cli::failure::{Failure, refused, usage};
use crate::cli::help::{CASE, EVENT, REASON, Value, both, examples};
use crate::cli::input::choice::{Choice, keys};
use crate::cli::input::prompt;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::{self, Case};
use crate::model::Act;
use crate::words::Text;

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!("Resuelve un conflicto: mantiene un lado", "End a conflict: keep one side"),
    long_about = both!(
        "Cuando dos personas, sin verse, deciden lo mismo de formas distintas, el caso queda en \
         conflicto en ese punto y solo una persona lo resuelve. El EVENTO es el de cualquier acto \
         que decidió sobre ese trabajo: lo que decidió queda en pie, y todo lo que dependía de \
         ello vuelve a contar. Una resolución puede revisarse con otra. En una terminal, sin \
         EVENTO, se muestran los lados y se pregunta.",
        "When two people, unseen by each other, decide the same work differently, the case is in \
         conflict there, and only a person ends it. EVENT is that of any act that decided on that \
         work: what it decided stands, and all that rested on it counts again. A resolution can be \
         revised by another. On a terminal, without EVENT, the sides are shown and asked for."
    ),
    after_help = examples!(
        "Mantener un lado", "Keep a side" =>
            "ugat case resolve 7q3k 6c1f --reason \"Vale la aprobación\"",
            "ugat case resolve 7q3k 6c1f --reason \"The approval stands\""
    )
)]
pub struct Resolve {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::EventKept, help = EVENT)]
    pub event: Option<String>,
    #[arg(long, value_name = Value::Text, help = REASON)]
    pub reason: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Resolve {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        let place = match &self.event {
            Some(typed) => event::named(case, typed, session.named())?,
            None => side(session, case)?,
        };
        let kept = case.event(place).id;
        let reason = ask::reason(session, self.reason.as_deref())?;
        let signature = self.acting.signature(session, case.procedure())?;
        Ok(Intent::new(signature, move |case| {
            engine::resolve(case, kept, reason.clone()).map(Act::Kept)
        }))
    }
}

/// The side that is kept, asked for.
fn side(session: &mut Session, case: &Case) -> Result<usize, Failure> {
    let sides = event::sides(case, case.conflicts());
    let choices: Vec<Choice> = sides.iter().map(|(_, choice)| choice.clone()).collect();
    let short = session.named();
    if choices.is_empty() {
        return Err(refused!(
            "no-conflict",
            "el caso no está en conflicto",
            "the case is not in conflict",
            "para revisar lo resuelto, nombre el evento: `ugat case log {short}`",
            "to revise what was resolved, name the event: `ugat case log {short}`"
        )
        .with_case_command());
    }
    if !session.env.can_ask() {
        let Text { es, en } = keys(&choices);
        let first = &choices[0].key;
        return Err(usage!(
            "missing-event",
            "falta el evento cuyo lado se mantiene: {es}",
            "the event whose side is kept is missing: {en}",
            "por ejemplo, `ugat case resolve {short} {first} --reason MOTIVO`",
            "for example, `ugat case resolve {short} {first} --reason REASON`"
        )
        .with_case_command());
    }
    let question = Text::of("¿Qué lado se mantiene?", "Which side is kept?");
    let chosen = prompt::choose(session.env, &question, &choices, false)?;
    Ok(sides[chosen[0]].0)
}
