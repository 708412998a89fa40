//! The events of a case as people name and see them.

use crate::cli::failure::{Failure, refused, usage};
use crate::cli::input::choice::Choice;
use crate::engine::{Case, Class, Conflict};
use crate::model::EventId;
use crate::view::brief;
use crate::words::{Text, listed};

/// As many candidates as a refusal lists.
const LISTED: usize = 6;

/// The place of the event that this beginning of an id names.
pub fn named(case: &Case, typed: &str, short: &str) -> Result<usize, Failure> {
    let wanted = typed.trim().to_ascii_lowercase();
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
        )),
        several => Err(ambiguous(case, typed, several)),
    }
}

fn ambiguous(case: &Case, typed: &str, places: &[usize]) -> Failure {
    let ids: Vec<EventId> = places.iter().map(|place| case.event(*place).id).collect();
    let count = ids.len();
    let candidates = Text::of_each(|language| {
        let some: Vec<String> = ids
            .iter()
            .take(LISTED)
            .map(|id| format!("`{}`", id.short(12)))
            .collect();
        listed(&some, language)
    });
    let Text { es, en } = candidates;
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
