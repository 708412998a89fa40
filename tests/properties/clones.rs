//! People at their machines who act on clones of one case, sometimes unseen by each other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::Config;
use ugat::{Act, Actor, Event, EventId, Line, Moment, Prose, Start};
use ugat::{Advance, Case, Class, Conflict, ReturnTo, advance, resolve, send_back};

use crate::procedures::Sound;

/// So many cases, or as many as `PROPTEST_CASES` says.
#[expect(
    clippy::disallowed_methods,
    reason = "a test has no environment but the real one"
)]
pub fn cases(number: u32) -> Config {
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = number;
    }
    config
}

/// What one clone knows of the case.
#[derive(Clone, Debug)]
pub struct Desk<'a> {
    pub sound: &'a Sound,
    pub events: Vec<Event>,
}

/// Someone's next act: which of the ready works, and how it ends.
#[derive(Clone, Debug)]
pub struct Pick {
    work: Index,
    way: Index,
}

pub fn pick() -> impl Strategy<Value = Pick> {
    (any::<Index>(), any::<Index>()).prop_map(|(work, way)| Pick { work, way })
}

impl<'a> Desk<'a> {
    /// A case that has just begun.
    pub fn of(sound: &'a Sound) -> Self {
        let procedure = &sound.procedure;
        let start = Act::Started(Start {
            procedure: procedure.id.clone(),
            version: procedure.version,
            digest: procedure.digest,
            entities: vec![Line::recorded("entity")],
            title: None,
            reference: None,
            nonce: "nonce".into(),
        });
        let events = vec![event("start", Vec::new(), 1, start)];
        Self { sound, events }
    }

    pub fn case(&self) -> Case<'_> {
        Case::fold(&self.sound.procedure, &self.sound.net, &self.events)
    }

    /// Does what is picked, if anything is ready; the id of the act.
    pub fn act(&mut self, by: &str, pick: &Pick) -> Option<EventId> {
        let did = self.decided(pick)?;
        Some(self.write(by, did))
    }

    fn decided(&self, pick: &Pick) -> Option<Act> {
        let case = self.case();
        let ready = case.ready();
        if ready.is_empty() {
            return None;
        }
        let number = pick.work.get(&ready).activity;
        let activity = case.procedure().activity(number).unwrap();
        let answers = &activity
            .question
            .as_ref()
            .map_or(&[][..], |asked| &asked.answers);
        let many = activity.question.as_ref().is_some_and(|asked| asked.many);
        let sets = match (answers.len(), many) {
            (0, _) => 1,
            (count, false) => count,
            (count, true) => (1 << count) - 1,
        };
        let targets = case.returns_to(number);
        let way = pick.way.index(sets + targets.len());
        if way >= sets {
            let request = ReturnTo {
                activity: number,
                to: Some(targets[way - sets]),
                reason: Prose::recorded("reason"),
            };
            return Some(Act::Returned(send_back(&case, request).unwrap()));
        }
        let chosen = answers.iter().enumerate().filter(|(place, _)| match many {
            true => (way + 1) >> place & 1 == 1,
            false => way == *place,
        });
        let request = Advance {
            activity: Some(number),
            answers: chosen.map(|(_, answer)| answer.key.clone()).collect(),
            ..Advance::default()
        };
        Some(Act::Completed(advance(&case, request).unwrap()))
    }

    /// Writes an act after everything that is seen.
    pub fn write(&mut self, by: &str, did: Act) -> EventId {
        let (after, seq) = (self.case().heads(), self.case().next_seq());
        let name = format!("{by} {} {after:?} {did:?}", self.events.len());
        let event = event(&name, after, seq, did);
        let id = event.id;
        self.events.push(event);
        id
    }

    /// Keeps what an act wrote on its subject.
    pub fn keep(&mut self, by: &str, place: usize) {
        let reason = Prose::recorded("kept");
        let case = self.case();
        let kept = resolve(&case, case.event(place).id, reason).expect("it wrote on a subject");
        self.write(by, Act::Kept(kept));
    }

    /// Takes in what another clone has.
    pub fn merge(&mut self, other: &Self) {
        let known: BTreeSet<EventId> = self.events.iter().map(|event| event.id).collect();
        let new = other
            .events
            .iter()
            .filter(|event| !known.contains(&event.id));
        self.events.extend(new.cloned());
    }
}

pub fn event(name: &str, after: Vec<EventId>, seq: u64, did: Act) -> Event {
    Event {
        id: EventId::of(name.as_bytes()),
        after: after.into(),
        seq,
        at: Moment::Day(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()),
        // After whatever the tests tell of.
        rec: DateTime::UNIX_EPOCH + Days::new(365 * 57),
        by: Actor::recorded("someone"),
        role: None,
        on_behalf: None,
        authority: None,
        not_secret: false,
        did,
    }
}

/// The same acts by others, at other times, with other notes, and so under other hashes; all but
/// the start. With the new id of each.
pub fn renamed(events: &[Event], salt: &str) -> (Vec<Event>, BTreeMap<EventId, EventId>) {
    let start = events
        .iter()
        .find(|event| event.after.is_empty())
        .unwrap()
        .id;
    let named = |id: EventId| match id == start {
        true => id,
        false => EventId::of(format!("{salt} {id}").as_bytes()),
    };
    let names = events.iter().map(|event| (event.id, named(event.id)));
    let renamed = events.iter().map(|event| {
        let mut renamed = event.clone();
        renamed.id = named(event.id);
        renamed.after = event.after.iter().copied().map(named).collect();
        renamed.by = Actor::recorded(format!("{salt} {}", event.id));
        let day = NaiveDate::from_ymd_opt(2026, 4, 1).unwrap();
        let later = Days::new(u64::from(event.id.bytes()[0]));
        renamed.at = Moment::Day(day.checked_add_days(later).unwrap());
        match &mut renamed.did {
            Act::Completed(done) => done.note = Some(Prose::recorded(salt)),
            Act::Undone(undone) => undone.event = named(undone.event),
            Act::Kept(keeping) => keeping.event = named(keeping.event),
            Act::Unlabelled { labels } => {
                for (_, event) in labels {
                    *event = named(*event);
                }
            }
            Act::Retracted(retraction) => {
                for event in &mut retraction.events {
                    *event = named(*event);
                }
            }
            Act::Restored(restoration) => restoration.event = named(restoration.event),
            Act::Corrected(correction) => correction.event = named(correction.event),
            Act::Started(_)
            | Act::Returned(_)
            | Act::Redirected(_)
            | Act::Turned { .. }
            | Act::Migrated(_)
            | Act::Attached { .. }
            | Act::Waived(_)
            | Act::Noted { .. }
            | Act::Assigned { .. }
            | Act::Labelled { .. }
            | Act::Linked { .. }
            | Act::Unknown { .. } => {}
        }
        renamed
    });
    (renamed.collect(), names.collect())
}

/// Everything that a case shows.
pub fn shown(case: &Case) -> String {
    let ids: Vec<EventId> = case.events().iter().map(|event| event.id).collect();
    let mut heads = case.heads();
    heads.sort_unstable();
    format!(
        "{:?}\n{:?}\nready {:?}\nwaiting {:?}\ndone {:?}\nconflicts {:?}\nheld {:?}\nclasses {:?}\n{:?}\n{} {}",
        ids,
        case.standing(),
        case.ready(),
        case.waiting(),
        case.done(),
        case.conflicts(),
        case.held(),
        case.classes(),
        heads,
        case.is_stuck(),
        case.activities_done(),
    )
}

/// The same, as far as no hash of an event orders or names it; `name` names the events.
pub fn meant(case: &Case, name: impl Fn(EventId) -> EventId) -> String {
    let named = |place: usize| name(case.event(place).id);
    let seq = |place: usize| case.event(place).seq;
    let ready = case.ready().into_iter();
    let ready: BTreeSet<_> = ready
        .map(|work| (work.activity, work.item, seq(work.since), work.came))
        .collect();
    let done: BTreeSet<_> = case
        .done()
        .iter()
        .map(|done| {
            let places = done.also.iter().map(|one| one.place).chain([done.place]);
            let acts: BTreeSet<EventId> = places.map(named).collect();
            (done.activity, done.item, done.outcome.clone(), acts)
        })
        .collect();
    let side = |conflict: &Conflict| {
        let sides = conflict.sides.iter().map(|side| {
            let acts: BTreeSet<EventId> = side.places.iter().copied().map(named).collect();
            (side.outcome.clone(), acts, side.held)
        });
        (
            conflict.activity,
            conflict.subject,
            sides.collect::<BTreeSet<_>>(),
        )
    };
    let conflicts: Vec<_> = case.conflicts().iter().map(side).collect();
    let classes: BTreeMap<EventId, String> = (0..case.events().len())
        .map(|place| (named(place), kind(&case.classes()[place])))
        .collect();
    format!(
        "{:?}\nready {ready:?}\nwaiting {:?}\ndone {done:?}\nconflicts {conflicts:?}\nclasses {classes:?}",
        case.standing(),
        case.waiting(),
    )
}

fn kind(class: &Class) -> String {
    match class {
        Class::Applied | Class::Duplicate { .. } => "counts".into(),
        Class::Replaced { .. } => "replaced".into(),
        Class::Recorded | Class::Side | Class::Held(_) | Class::Invalid(_) => format!("{class:?}"),
    }
}
