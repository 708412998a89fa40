//! The entries of the page of `case status`.

use crate::engine::{Case, Conflict, Marks, Side};
use crate::model::{
    ActName, Activity, ActivityNumber, Ages, Answer, AnswerKey, Clock, EventId, Moment, Procedure,
};
use crate::text;
use crate::view::case::act::event_line;
use crate::view::case::behalf::{signed, who};
use crate::view::case::status::acts::{ConflictView, HeldView, SideView};
use crate::view::case::status::view::{DoneView, ReadyView, WaitingView};
use crate::view::each::each;
use crate::view::named;
use crate::view::page::joined::{all_of_texts, joined};
use crate::view::page::moment::day;
use crate::words::counted;
use crate::words::{Language, Text, all_of, any_of, date, series};

/// The entry of one activity on a page, or of the whole case.
pub struct Entry {
    pub number: Option<ActivityNumber>,
    pub title: Text,
    pub facts: Vec<Text>,
}

impl Entry {
    pub fn number(&self) -> String {
        let number = self.number.map(|number| number.to_string());
        number.unwrap_or_default()
    }

    fn of(case: &Case, number: impl Into<Option<ActivityNumber>>, facts: Vec<Text>) -> Self {
        Self::under(case.procedure(), number, facts)
    }

    /// In the numbers of this definition.
    fn under(
        procedure: &Procedure,
        number: impl Into<Option<ActivityNumber>>,
        facts: Vec<Text>,
    ) -> Self {
        let number = number.into();
        let title = match number {
            Some(number) => named::title(procedure, number),
            None => Text::of("El caso", "The case"),
        };
        Self {
            number,
            title,
            facts,
        }
    }
}

pub fn conflict(case: &Case, conflict: &ConflictView) -> Entry {
    let sides = each(&conflict.sides, |one| side(case, conflict, one));
    Entry::of(case, conflict.activity, sides)
}

fn side(case: &Case, conflict: &ConflictView, side: &SideView) -> Text {
    let event = side.event.short(8);
    let Text { es, en } = decision(case, conflict.activity, side);
    let sides = conflict.sides.iter();
    let others = sides.filter(|other| other.event != side.event).take(NAMED);
    let others = series(&each(others, |other| other.event.short(8)));
    // Naming all others at each side would grow with the square of their number.
    match conflict.sides.len().saturating_sub(1 + NAMED) {
        0 => text!(
            "{event}  {es}; sin ver {others}",
            "{event}  {en}; {others} not seen"
        ),
        more => text!(
            "{event}  {es}; sin ver {others} y {more} más",
            "{event}  {en}; {others} and {more} more not seen"
        ),
    }
}

/// How many other sides are named at each side.
const NAMED: usize = 8;

/// An act that the suspension or cancelling in force had not seen.
pub fn late(case: &Case, done: &DoneView) -> Option<Entry> {
    let place = case.place(done.event)?;
    let Text { es, en } = event_line(case, case.late_for(place)?);
    let (event, day, by) = (done.event.short(8), done.signed.day(), done.signed.who());
    let said = text!(
        "{event}  {by}, {day}; sin ver ni ser visto por: {es}",
        "{event}  {by}, {day}; neither saw the other: {en}";
        by, day
    );
    let procedure = case.procedure_under(done.version);
    Some(Entry::under(procedure, done.activity, vec![said]))
}

/// One side of a conflict: what was decided, by whom, and how many acts rest on it.
pub fn brief(case: &Case, conflict: &Conflict, side: &Side) -> Text {
    let side = SideView::of(case, side, &Marks::default());
    decision(case, conflict.activity, &side)
}

fn decision(case: &Case, number: Option<ActivityNumber>, side: &SideView) -> Text {
    let activity = number.and_then(|number| case.procedure().activity(number));
    let said = match (side.version, &side.moves) {
        (None, _) => decided(activity, &side.did, &side.answers, &side.to),
        (Some(version), None) => text!(
            "migrado a la versión {version}",
            "migrated to version {version}"
        ),
        (Some(version), Some(moves)) => text!(
            "migrado a la versión {version} con {moves}",
            "migrated to version {version} with {moves}"
        ),
    };
    let by = with_others(case, side.behalf.of_whom(&side.by), &side.also);
    let said = signed(&said, &by, &date(side.day));
    if side.held == 0 {
        return said;
    }
    let rests = counted(
        side.held,
        ["acto depende de esto", "actos dependen de esto"],
        ["act rests on it", "acts rest on it"],
    );
    joined([&said, &rests], "; ")
}

pub fn ready(case: &Case, work: &ReadyView, ages: &Ages, clock: &Clock) -> Entry {
    let procedure = case.procedure();
    let roles = named::roles(procedure, &work.role);
    let mut said = vec![joined([&roles, &since(&work.since, ages, clock)], " · ")];
    said.extend(work.due.map(|due| ages.due_words(due, clock)));
    if work.returned {
        said.push(Text::of(
            "devuelto por una revisión",
            "returned by a review",
        ));
    }
    if work.moved {
        let arrived = case.arrived(work.activity, work.item);
        said.push(match arrived.contains(work.activity) {
            true => Text::of("se deshizo: se hace de nuevo", "undone: to be done anew"),
            false => Text::of(
                "traído aquí fuera del procedimiento",
                "brought here off the procedure",
            ),
        });
    }
    let assigned = work.assigned.as_ref();
    said.extend(assigned.map(|person| text!("asignado a {person}", "assigned to {person}")));
    let activity = procedure.activity(work.activity);
    said.extend(activity.and_then(question));
    said.extend(returns(work));
    said.extend(work.owes.iter().map(|group| {
        let Text { es, en } = named::kinds(procedure, group);
        text!("debe dejar: {es}", "owes: {en}")
    }));
    let manual = activity.and_then(|activity| activity.manual.as_ref());
    said.extend(
        manual.map(|Text { es, en }| text!("según otro manual: {es}", "by another manual: {en}")),
    );
    Entry::of(case, work.activity, said)
}

/// Since when, and how many days ago that is.
fn since(at: &str, ages: &Ages, clock: &Clock) -> Text {
    let waited = Moment::parse(at).map(|at| ages.waited(&at, clock));
    let (day, ago) = (
        day(ages.zone, at),
        waited.unwrap_or_else(|_| Text::same("")),
    );
    text!("desde el {day} ({ago})", "since {day} ({ago})"; day, ago)
}

fn question(activity: &Activity) -> Option<Text> {
    let question = activity.question.as_ref()?;
    Some(Text::of_each(|language| {
        let choices = question.answers.iter().map(|one| choice(one, language));
        let choices: Vec<String> = choices.collect();
        format!("{} {}", question.text.get(language), choices.join(" · "))
    }))
}

/// `yes (Sí)`, or the key alone if the title is the same.
fn choice(answer: &Answer, language: Language) -> String {
    let (key, title) = (&answer.key, answer.title.get(language));
    match title.to_lowercase() == key.as_str() {
        true => key.to_string(),
        false => format!("{key} ({title})"),
    }
}

fn returns(work: &ReadyView) -> Option<Text> {
    (!work.returns_to.is_empty()).then(|| {
        let Text { es, en } = any_of(&work.returns_to);
        text!(
            "revisa: completarla aprueba; puede devolver a {es}",
            "a review: completing approves; it may return to {en}"
        )
    })
}

pub fn waiting(case: &Case, work: &WaitingView) -> Entry {
    let Text { es, en } = all_of(&work.arrived_from);
    let arrived = match work.arrived_from.len() {
        0 => Text::same(""),
        1 => text!("; ya llegó la {es}", "; {en} has arrived"),
        _ => text!("; ya llegaron las {es}", "; {en} have arrived"),
    };
    let awaited = named::numbered(&work.awaiting);
    let said = Text::owned(
        format!("espera a {}{}", awaited.es, arrived.es),
        format!("waits for {}{}", awaited.en, arrived.en),
    );
    Entry::of(case, work.activity, vec![said])
}

pub fn held(case: &Case, held: &HeldView) -> Entry {
    let (day, event) = (date(held.day), held.event.short(8));
    let (why, by) = (&held.why, held.behalf.of_whom(&held.by));
    let said = text!("{event}  {by}, {day}: {why}", "{event}  {by}, {day}: {why}"; by, day, why);
    let place = case.place(held.event);
    let procedure = place.map_or_else(|| case.procedure(), |place| case.procedure_of(place));
    Entry::under(procedure, held.activity, vec![said])
}

pub fn step(case: &Case, done: &DoneView) -> Entry {
    let procedure = case.procedure_under(done.version);
    let day = done.signed.day();
    let by = with_others(case, done.signed.who(), &done.also);
    let by = joined([&day, &by], " ");
    let is_plain = done.did == ActName::Completed && done.answers.is_empty();
    let said = if is_plain {
        by
    } else {
        let activity = procedure.activity(done.activity);
        let decided = decided(activity, &done.did, &done.answers, &done.to);
        joined([&by, &decided], " · ")
    };
    Entry::under(procedure, done.activity, vec![said])
}

/// Who did something, and who did the same without having seen it.
fn with_others(case: &Case, by: Text, also: &[EventId]) -> Text {
    let places = also.iter().filter_map(|event| case.place(*event));
    let mut people = vec![by];
    for place in places {
        let other = who(case.event(place));
        if !people.contains(&other) {
            people.push(other);
        }
    }
    all_of_texts(&people)
}

/// What was decided, in words.
fn decided(
    activity: Option<&Activity>,
    did: &ActName,
    answers: &[AnswerKey],
    to: &[ActivityNumber],
) -> Text {
    let Text { es, en } = all_of(to);
    match did {
        ActName::Suspended => Text::of("suspendido", "suspended"),
        ActName::Resumed => Text::of("reanudado", "resumed"),
        ActName::Cancelled => Text::of("cancelado", "cancelled"),
        ActName::Reopened => Text::of("reabierto", "reopened"),
        ActName::Migrated => Text::of("migrado", "migrated"),
        ActName::Undone => Text::of("deshecho, se hace de nuevo", "undone, to be done anew"),
        ActName::Redirected if to.is_empty() => {
            Text::of("la rama termina aquí", "the branch ends here")
        }
        ActName::Returned => text!("devuelto a {es}", "returned to {en}"),
        ActName::Redirected
        | ActName::Started
        | ActName::Completed
        | ActName::Kept
        | ActName::Attached
        | ActName::Waived
        | ActName::Retracted
        | ActName::Restored
        | ActName::Noted
        | ActName::Corrected
        | ActName::Assigned
        | ActName::Labelled
        | ActName::Unlabelled
        | ActName::Linked
        | ActName::Unknown(_) => match activity {
            _ if !to.is_empty() => text!("desviado a {es}", "moved to {en}"),
            Some(activity) if !answers.is_empty() => named::answers(activity, answers),
            Some(activity) if !activity.review.is_empty() => Text::of("aprobado", "approved"),
            Some(_) | None => Text::of("hecho", "done"),
        },
    }
}
