//! `ugat case undo`: takes an act back.

use clap::Args;
use serde::Deserialize;

use crate::cli::case::act::{OnCase, Subject};
use crate::cli::case::intent::Intent;
use crate::cli::case::{ask, event};
use crate::cli::failure::{Failure, refusal, refused, usage};
use crate::cli::help::{CASE, EVENT, REASON, Value, YES, both, examples};
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::engine::{self, Case};
use crate::model::{Actor, Prose};
use crate::text;
use crate::view::{event_act, event_line};
use crate::words::{Text, matching};

#[derive(Debug, Args, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    about = both!("Deshace un acto", "Take back an act"),
    long_about = both!(
        "La actividad vuelve a estar lista, y lo que dependía del acto queda retenido: no se \
         borra, y vuelve a contar si el acto se restituye. Deshacer lo deshecho devuelve lo que \
         había. En una terminal, sin EVENTO, se propone el último acto propio; en un script hacen \
         falta el EVENTO y `--yes`.",
        "The activity is ready again, and what rested on the act is held: it is not deleted, and \
         counts again if the act is given back. Undoing an undoing gives back what was there. On a \
         terminal, without EVENT, one's own last act is proposed; a script needs EVENT and \
         `--yes`."
    ),
    after_help = examples!(
        "Deshacer un acto", "Take back an act" =>
            "ugat case undo 7q3k 6c1f --yes --reason \"Se registró en otro caso\"",
            "ugat case undo 7q3k 6c1f --yes --reason \"It was meant for another case\""
    )
)]
pub struct Undo {
    #[arg(value_name = Value::Case, help = CASE)]
    pub case: String,
    #[arg(value_name = Value::EventUndone, help = EVENT)]
    pub event: Option<String>,
    #[arg(long, help = YES)]
    #[serde(default)]
    pub yes: bool,
    #[arg(long, value_name = Value::Text, help = REASON)]
    pub reason: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    pub acting: Acting,
}

impl OnCase for Undo {
    fn case(&self) -> &str {
        &self.case
    }

    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure> {
        let Subject { session, case, .. } = subject;
        let signature = self.acting.signature(session, case.procedure())?;
        let place = match &self.event {
            Some(typed) => event::to_write(case, typed, session.named())?,
            None => own_last(session, case, &signature.by)?,
        };
        let taken_back = case.event(place).id;
        // The preview does not depend on the reason.
        let undo = engine::undo(case, taken_back, Prose::recorded(""))
            .map_err(|refused| refusal::failure(&refused, case, session.named()))?;
        match (self.yes, &self.event) {
            (true, Some(_)) => {}
            (true, None) => session.env.say(&about(case, place, undo.held.len())),
            (false, _) => confirm(session, case, place, undo.held.len())?,
        }
        let reason = ask::reason(session, self.reason.as_deref())?;
        Ok(Intent::new(signature, move |case| {
            engine::undo(case, taken_back, reason.clone()).map(|undo| undo.act)
        }))
    }
}

/// The last act of this person that can be undone; a script has to name the event.
fn own_last(session: &mut Session, case: &Case, by: &Actor) -> Result<usize, Failure> {
    let name = matching(by.as_str());
    let own = (0..case.events().len()).rev().find(|place| {
        event::stands(case, *place) && matching(case.event(*place).by.as_str()) == name
    });
    let short = session.named().to_owned();
    match own {
        Some(place) if session.env.can_ask() => {
            if let Some(said) = passed_over(case, place, &name) {
                session.env.say(&said);
            }
            Ok(place)
        }
        Some(place) => {
            let last = case.event(place).id.short(8);
            let Text { es, en } = event_act(case, place);
            let passed_over = passed_over(case, place, &name);
            Err(usage!(
                "missing-event",
                "falta el evento que se deshará",
                "the event to undo is missing",
                "lo último de {by} que puede deshacerse ({es}): `ugat case undo {short} {last} --yes --reason MOTIVO`",
                "the last of {by} that can be undone ({en}): `ugat case undo {short} {last} --yes --reason REASON`"
            )
            .with_details(passed_over.into_iter().collect())
            .with_case_command())
        }
        None => Err(refused!(
            "nothing-to-undo",
            "{by} no tiene en el caso un acto que pueda deshacerse",
            "{by} has no act in the case that could be undone",
            "los eventos se ven con `ugat case log {short}`",
            "`ugat case log {short}` shows the events"
        )
        .with_case_command()),
    }
}

/// The last act of this person after the one that is undone: it gave an output or a note, which is
/// corrected and not undone.
fn passed_over(case: &Case, place: usize, name: &str) -> Option<Text> {
    let mut later = (place + 1..case.events().len()).rev();
    let later = later.find(|later| {
        case.write(*later).is_none() && matching(case.event(*later).by.as_str()) == name
    })?;
    let (event, Text { es, en }) = (case.event(later).id.short(8), event_act(case, later));
    Some(text!(
        "lo último, {event} ({es}), no se deshace: se corrige con `ugat case correct`",
        "the last, {event} ({en}), is not undone: it is corrected by `ugat case correct`"
    ))
}

/// What is undone, and how much of what was done rests on it.
fn about(case: &Case, place: usize, held: usize) -> Text {
    let Text { es, en } = event_line(case, place);
    let rest = match held {
        0 => Text::of(
            "nada de lo hecho depende de ello",
            "nothing that was done rests on it",
        ),
        1 => Text::of(
            "1 acto que depende de ello: no contará por ahora",
            "1 act that rests on it: not to count for now",
        ),
        _ => text!(
            "{held} actos que dependen de ello: no contarán por ahora",
            "{held} acts that rest on it: not to count for now"
        ),
    };
    let (rest_es, rest_en) = (rest.es, rest.en);
    text!("se deshará: {es}; {rest_es}", "undoing: {en}; {rest_en}")
}

fn confirm(session: &mut Session, case: &Case, place: usize, held: usize) -> Result<(), Failure> {
    let said = about(case, place, held);
    let (event, short) = (case.event(place).id.short(8), session.named());
    let hint = text!(
        "confírmelo: `ugat case undo {short} {event} --yes --reason MOTIVO`",
        "confirm it: `ugat case undo {short} {event} --yes --reason REASON`"
    );
    ask::confirmed(session, &said, hint).map_err(Failure::with_case_command)
}
