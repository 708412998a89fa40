//! Migrations that nobody would decide on: between procedures that have nothing in common, by maps
//! that say anything. Whatever was pushed, all machines show the same of it.

use proptest::prelude::*;
use proptest::sample::Index;
use ugat::{Act, ActivityNumber, AnswerKey, CaseId, Digest, Event, Migration, Prose, Redirection};
use ugat::{Advance, Case, Class, Marks, Version, advance, migrate, outputs, resolve, undo};
use ugat::{Settings, StatusView, WhyView};

use crate::clones::{Desk, cases, event, shown};
use crate::procedures::{Sound, random};

type Pairs = Vec<(ActivityNumber, ActivityNumber)>;

/// What somebody writes next, where there is something to write it on.
#[derive(Clone, Debug)]
enum Next {
    Advance(Index, Index),
    /// To one of the two, from the present version or from that of the start.
    Push(bool, bool, Pairs),
    Migrate(bool, Pairs),
    Undo(Index),
    Keep(Index),
    Redirect(Index, ActivityNumber),
}

fn number() -> impl Strategy<Value = ActivityNumber> {
    let any = prop_oneof![9 => 1..10_u8, 1 => 1..=u8::MAX];
    any.prop_filter_map("a number of an activity", ActivityNumber::new)
}

fn pairs() -> impl Strategy<Value = Pairs> {
    prop::collection::vec((number(), number()), 0..10)
}

fn next() -> impl Strategy<Value = Next> {
    prop_oneof![
        6 => (any::<Index>(), any::<Index>()).prop_map(|(work, way)| Next::Advance(work, way)),
        2 => (any::<bool>(), any::<bool>(), pairs())
            .prop_map(|(to, start, map)| Next::Push(to, start, map)),
        1 => (any::<bool>(), pairs()).prop_map(|(to, map)| Next::Migrate(to, map)),
        1 => any::<Index>().prop_map(Next::Undo),
        1 => any::<Index>().prop_map(Next::Keep),
        1 => (any::<Index>(), number()).prop_map(|(work, to)| Next::Redirect(work, to)),
    ]
}

/// Two versions of one case.
struct World {
    old: Sound,
    new: Sound,
}

impl World {
    fn of(old: Sound, mut new: Sound) -> Self {
        new.procedure.version += 1;
        new.procedure.digest = Digest::of(b"new");
        Self { old, new }
    }

    fn case<'e>(&'e self, events: impl IntoIterator<Item = &'e Event>) -> Case<'e> {
        let versions = [&self.old, &self.new].map(|sound| Version {
            procedure: &sound.procedure,
            net: &sound.net,
        });
        Case::fold_under(versions.to_vec(), events)
    }

    fn write(&self, by: &str, events: &mut Vec<Event>, next: &Next) {
        let case = self.case(&*events);
        let Some(did) = self.decided(&case, next) else {
            return;
        };
        let name = format!("{by} {}", events.len());
        let event = event(&name, case.heads(), case.next_seq(), did);
        events.push(event);
    }

    fn digest(&self, to_new: bool) -> Digest {
        let sound = if to_new { &self.new } else { &self.old };
        sound.procedure.digest
    }

    fn decided(&self, case: &Case, next: &Next) -> Option<Act> {
        let reason = Prose::recorded("reason");
        let events = case.events();
        match next {
            Next::Advance(work, way) => {
                let ready = case.ready();
                let number = (!ready.is_empty()).then(|| work.get(&ready).activity)?;
                let answers = case.procedure().activity(number)?.answers();
                let answer = (!answers.is_empty()).then(|| way.get(answers).key.clone());
                let request = Advance {
                    activity: Some(number),
                    answers: answer.into_iter().collect::<Vec<AnswerKey>>(),
                    ..Advance::default()
                };
                advance(case, request).ok().map(Act::Completed)
            }
            Next::Push(to_new, from_start, map) => {
                let first = self.case([events[0]]).version_id();
                Some(Act::Migrated(Migration {
                    from: if *from_start {
                        first
                    } else {
                        case.version_id()
                    },
                    version: 7,
                    digest: self.digest(*to_new),
                    map: map.clone(),
                    reason,
                }))
            }
            Next::Migrate(to_new, map) => {
                let moved = migrate(case, &self.digest(*to_new), map, reason);
                moved.ok().map(Act::Migrated)
            }
            Next::Undo(event) => Some(undo(case, event.get(events).id, reason).ok()?.act),
            Next::Keep(event) => {
                let kept = resolve(case, event.get(events).id, reason);
                kept.ok().map(Act::Kept)
            }
            Next::Redirect(work, to) => {
                let ready = case.ready();
                let work = (!ready.is_empty()).then(|| work.get(&ready))?;
                Some(Act::Redirected(Redirection {
                    activity: work.activity,
                    item: work.item,
                    to: vec![*to],
                    reason,
                }))
            }
        }
    }
}

fn id() -> CaseId {
    CaseId::parse("random-0123456789ab").unwrap()
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn any_migration_at_all_shows_the_same_in_any_union(
        old in random(),
        new in random(),
        before in prop::collection::vec(next(), 0..6),
        one in prop::collection::vec(next(), 0..14),
        other in prop::collection::vec(next(), 0..14),
        after in prop::collection::vec(next(), 0..6),
        order in any::<prop::sample::Index>(),
    ) {
        let world = World::of(old, new);
        let mut events = Desk::of(&world.old).events;
        for next in &before {
            world.write("before", &mut events, next);
        }
        let mut second = events.clone();
        for next in &one {
            world.write("one", &mut events, next);
        }
        for next in &other {
            world.write("other", &mut second, next);
        }
        events.extend(second);
        for next in &after {
            world.write("after", &mut events, next);
        }
        let case = world.case(&events);
        let mut turned = events.clone();
        turned.rotate_left(order.index(events.len()));
        turned.reverse();
        turned.extend(events.clone());
        prop_assert_eq!(shown(&case), shown(&world.case(&turned)));
        // None of it stumbles over a number that is no activity.
        let _ = (outputs(&case), case.remaining(), WhyView::of(&id(), &case, &Settings::default(), None));
        let status = StatusView::of(&id(), &case, &Marks::default(), &Settings::default());
        prop_assert_eq!(status.version, case.procedure().version);
        for (place, class) in case.classes().iter().enumerate() {
            let writes = case.event(place).did.subject().is_some();
            prop_assert_eq!(writes, *class != Class::Recorded);
        }
    }
}
