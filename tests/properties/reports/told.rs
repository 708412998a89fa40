//! Cases at random: what people do in them, and on which days they say that it happened.

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::Index;
use ugat::Standing;
use ugat::{Act, Actor, Correction, Event, Line, Moment, Output, OutputKind, Prose, Turn};

use crate::clones::{Desk, Pick, pick};
use crate::procedures::{Sound, sound};

/// What happens next in a case, and so many days after what came before; some are told too early.
#[derive(Clone, Debug)]
struct Next {
    doing: Doing,
    days: i64,
    person: usize,
}

#[derive(Clone, Debug)]
enum Doing {
    Act(Pick),
    Behalf(Pick),
    Assign(Index),
    Attach(Index, Index),
    Correct(Index, i64),
    Suspend,
    Resume,
    Cancel,
}

const PEOPLE: [&str; 3] = ["Ana", "ANÁ", "Luis"];
const ENTITIES: [&str; 3] = ["Ministerio X", "ministerio  x", "Alcaldía"];

fn next() -> impl Strategy<Value = Next> {
    let doing = prop_oneof![
        12 => pick().prop_map(Doing::Act),
        1 => pick().prop_map(Doing::Behalf),
        2 => any::<Index>().prop_map(Doing::Assign),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(work, kind)| Doing::Attach(work, kind)),
        1 => (any::<Index>(), -20..20_i64).prop_map(|(event, days)| Doing::Correct(event, days)),
        1 => Just(Doing::Suspend),
        3 => Just(Doing::Resume),
        1 => Just(Doing::Cancel),
    ];
    (doing, -4..12_i64, 0..PEOPLE.len()).prop_map(|(doing, days, person)| Next {
        doing,
        days,
        person,
    })
}

/// A case: its procedure, its entity, and all that happened.
#[derive(Debug)]
pub struct Told {
    pub sound: Sound,
    pub events: Vec<Event>,
}

pub fn day(offset: i64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2025, 11, 20).unwrap();
    first
        .checked_add_signed(chrono::Duration::days(offset))
        .unwrap()
}

fn told(sound: Sound, entity: usize, began: i64, nexts: &[Next]) -> Told {
    let mut desk = Desk::of(&sound);
    desk.events[0].at = Moment::Day(day(began));
    if let Act::Started(start) = &mut desk.events[0].did {
        start.entities = ENTITIES
            .get(entity)
            .map(|name| Line::recorded(*name))
            .into_iter()
            .collect();
    }
    let mut now = began;
    for (place, next) in nexts.iter().enumerate() {
        let before = desk.events.len();
        happens(&mut desk, next, &format!("{place}"), now);
        if desk.events.len() == before {
            continue;
        }
        now += next.days;
        let event = desk.events.last_mut().unwrap();
        event.at = Moment::Day(day(now));
        event.by = Actor::recorded(PEOPLE[next.person]);
        if matches!(next.doing, Doing::Behalf(_)) {
            event.on_behalf = Some(Actor::recorded("Chief"));
        }
    }
    let events = desk.events;
    Told { sound, events }
}

fn happens(desk: &mut Desk, next: &Next, name: &str, now: i64) {
    let case = desk.case();
    let goes_on = case.standing() == Standing::Open;
    let did = match &next.doing {
        Doing::Act(pick) | Doing::Behalf(pick) => {
            // Most activities want an entity to be named.
            if goes_on && !case.entities().is_empty() {
                desk.act(name, pick);
            }
            return;
        }
        Doing::Assign(work) => {
            let ready = case.ready();
            let Some(work) = (!ready.is_empty()).then(|| work.get(&ready)) else {
                return;
            };
            Act::Assigned {
                activity: work.activity,
                item: work.item,
                person: Actor::recorded(PEOPLE[next.person]),
            }
        }
        Doing::Attach(work, kind) => {
            let done = case.done();
            let Some(done) = (!done.is_empty()).then(|| work.get(&done)) else {
                return;
            };
            let kinds: Vec<&OutputKind> = done
                .definition
                .outputs
                .iter()
                .flat_map(|group| &group.any)
                .collect();
            if kinds.is_empty() {
                return;
            }
            Act::Attached {
                activity: done.activity,
                item: done.item,
                outputs: vec![Output::of((*kind.get(&kinds)).clone())],
            }
        }
        Doing::Correct(event, days) => Act::Corrected(Correction {
            event: event.get(&desk.events).id,
            at: Some(Moment::Day(day(now + days))),
            outputs: Vec::new(),
            note: None,
            entities: Vec::new(),
            title: None,
            reference: None,
            reason: Prose::recorded("reason"),
        }),
        Doing::Suspend | Doing::Cancel if !goes_on => return,
        Doing::Resume if case.standing() != Standing::Suspended => return,
        Doing::Suspend => turned(Turn::Suspended),
        Doing::Resume => turned(Turn::Resumed),
        Doing::Cancel => turned(Turn::Cancelled),
    };
    desk.write(name, did);
}

fn turned(turn: Turn) -> Act {
    let reason = Prose::recorded("reason");
    Act::Turned { turn, reason }
}

pub fn store() -> impl Strategy<Value = Vec<Told>> {
    let case = (
        sound(),
        0..ENTITIES.len() + 1,
        0..60_i64,
        prop::collection::vec(next(), 0..25),
    );
    let case = case.prop_map(|(sound, entity, began, nexts)| told(sound, entity, began, &nexts));
    prop::collection::vec(case, 1..5)
}
