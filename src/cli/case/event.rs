//! The events of a case as people name them, and the sides of a conflict by their events.

use crate::cli::case::ask::activity_number;
use crate::cli::failure::{Failure, refused, usage};
use crate::cli::input::choice::Choice;
use crate::engine::{Case, Class, Conflict};
use crate::text;
use crate::view::{brief, event_act};
use crate::words::{Text, all_of, matching, quoted};

/// The most candidates that a refusal lists.
const LISTED: usize = 6;

/// The fewest characters by which an event that is taken back or corrected is called: a shorter text is
/// rather the number of an activity.
const FEWEST: usize = 4;

/// The place of the event whose id begins as typed, with characters enough for a write.
pub fn to_write(case: &Case, typed: &str, short: &str) -> Result<usize, Failure> {
    if typed.trim().len() >= FEWEST {
        return named(case, typed, short);
    }
    Err(refused!(
        "short-event",
        "`{typed}` no basta para nombrar un evento: hacen falta {FEWEST} caracteres de su código",
        "`{typed}` is not enough to name an event: that takes {FEWEST} characters of its id",
        "los eventos se ven con `ugat case log {short}`",
        "`ugat case log {short}` shows the events"
    )
    .with_details(last_of_activity(case, typed).into_iter().collect())
    .with_case_command())
}

/// The last act on the activity whose number was typed in place of an event, which is rather meant.
fn last_of_activity(case: &Case, typed: &str) -> Option<Text> {
    let number = activity_number(typed)?;
    let of_activity = |place: &usize| case.event(*place).did.activity() == Some(number);
    let place = (0..case.events().len()).rev().find(of_activity)?;
    let (event, Text { es, en }) = (case.event(place).id.short(8), event_act(case, place));
    Some(text!(
        "lo último en la actividad {number} es el evento {event}: {es}",
        "the last on activity {number} is event {event}: {en}"
    ))
}

/// The place of the event whose id begins as typed.
pub fn named(case: &Case, typed: &str, short: &str) -> Result<usize, Failure> {
    let wanted = matching(typed);
    let begins = |place: &usize| {
        let id = case.event(*place).id.to_string();
        !wanted.is_empty() && id.starts_with(&wanted)
    };
    let found: Vec<usize> = (0..case.events().len()).filter(begins).collect();
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(refused!(
            "unknown-event",
            "ningún evento del caso comienza con `{typed}`",
            "no event of the case begins with `{typed}`",
            "los eventos se ven con `ugat case log {short}`",
            "`ugat case log {short}` shows the events"
        )
        .with_case_command()),
        several => Err(ambiguous(case, typed, several)),
    }
}

fn ambiguous(case: &Case, typed: &str, places: &[usize]) -> Failure {
    let (count, some) = (places.len(), places.iter().take(LISTED));
    let ids = some.map(|place| case.event(*place).id.short(12));
    let Text { es, en } = all_of(&quoted(ids));
    usage!(
        "ambiguous-event",
        "{count} eventos comienzan con `{typed}`: {es}",
        "{count} events begin with `{typed}`: {en}",
        "escriba más caracteres del evento",
        "type more characters of the event"
    )
}

/// Whether an act decided something and no later one has replaced it.
pub fn stands(case: &Case, place: usize) -> bool {
    if case.event(place).did.withdraws() {
        return case.restored_by(place).is_none();
    }
    let replaced = matches!(case.classes()[place], Class::Replaced { .. });
    !replaced && case.write(place).is_some()
}

/// The sides of some conflicts, each by the first event that says so, the activity before it.
pub fn sides(case: &Case, conflicts: &[Conflict]) -> Vec<(usize, Choice)> {
    let mut choices = Vec::new();
    for conflict in conflicts {
        for side in &conflict.sides {
            let place = side.places[0];
            let Text { es, en } = brief(case, conflict, side);
            let label = match conflict.activity {
                Some(number) => Text::owned(format!("{number} · {es}"), format!("{number} · {en}")),
                None => Text { es, en },
            };
            let key = case.event(place).id.short(8);
            choices.push((place, Choice::new(key, label)));
        }
    }
    choices
}
