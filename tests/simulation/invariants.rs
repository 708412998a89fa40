//! What must hold of every case, whatever people did on how many clones.

use std::collections::BTreeSet;

use fastrand::Rng;
use ugat::{Act, Event, EventId, Prose, Subject};
use ugat::{
    Came, Case, Class, Conflict, Fewest, HeldReason, Outcome, Refusal, Register, Settlement, Side,
    Standing, TurnState, Version, resolve,
};

use crate::clones::{meant, renamed, shown};

/// An accepted act has its effect at once, on the clone that accepted it.
pub fn effect(before: &Case, event: &Event, after: &Case) {
    let place = after.place(event.id).unwrap();
    let class = &after.classes()[place];
    let settled = |subject: Subject| after.register(subject).map(Register::settlement);
    match &event.did {
        Act::Completed(_) | Act::Returned(_) | Act::Redirected(_) => {
            assert_eq!(class, &Class::Applied, "{event:?}");
        }
        Act::Undone(undone) => {
            let subject = Subject::Item(undone.item);
            let moved = Outcome::Moved(vec![undone.activity]);
            assert_eq!(settled(subject), Some(Settlement::Settled(moved)));
            let undone = before.place(undone.event).unwrap();
            let was_held = matches!(before.classes()[undone], Class::Held(_));
            let is_held = was_held && matches!(class, Class::Held(_));
            assert!(is_held || class == &Class::Applied, "{event:?}");
        }
        Act::Kept(keeping) => {
            let kept = before.place(keeping.event).unwrap();
            let (subject, write) = before.write(kept).unwrap();
            let Some(Settlement::Settled(now)) = settled(*subject) else {
                panic!("it is settled by what was kept")
            };
            let same = now == write.outcome;
            assert!(same || (migrates(after) && renumbered(&now, &write.outcome)));
        }
        Act::Turned { turn, .. } => {
            let state = Outcome::State(turn.state());
            assert_eq!(settled(Subject::Case), Some(Settlement::Settled(state)));
            assert_eq!(class, &Class::Applied);
            let open = turn.state() == TurnState::Open;
            let stopped = matches!(after.standing(), Standing::Suspended | Standing::Cancelled);
            assert_eq!(stopped, !open, "{turn:?} {:?}", after.standing());
        }
        Act::Migrated(migration) => {
            assert_eq!(class, &Class::Applied);
            assert_eq!(after.procedure().digest, migration.digest);
        }
        Act::Started(_)
        | Act::Attached { .. }
        | Act::Waived(_)
        | Act::Retracted(_)
        | Act::Restored(_)
        | Act::Noted { .. }
        | Act::Corrected(_)
        | Act::Assigned { .. }
        | Act::Labelled { .. }
        | Act::Unlabelled { .. }
        | Act::Linked { .. }
        | Act::Unknown { .. } => assert_eq!(class, &Class::Recorded),
    }
}

/// Every act is in exactly one class, and is listed there.
pub fn classes(case: &Case) {
    let mut listed: Vec<usize> = Vec::new();
    for done in case.done() {
        listed.push(done.place);
        listed.extend(done.also.iter().map(|write| write.place));
    }
    let sides = case.conflicts().iter().flat_map(|conflict| &conflict.sides);
    listed.extend(sides.flat_map(|side| &side.places));
    listed.extend(case.held().iter().map(|held| held.place));
    for (class, place) in case.classes().iter().zip(0..) {
        let of_case = !matches!(case.write(place), Some((Subject::Item(_), _)));
        match class {
            Class::Recorded | Class::Replaced { .. } | Class::Invalid(_) => listed.push(place),
            Class::Applied | Class::Duplicate { .. } if of_case => listed.push(place),
            Class::Applied | Class::Duplicate { .. } | Class::Side | Class::Held(_) => {}
        }
        if let Some(closing) = case.late_for(place) {
            assert_eq!(class, &Class::Applied);
            assert!(matches!(case.write(closing), Some((Subject::Case, _))));
        }
    }
    listed.sort_unstable();
    let all: Vec<usize> = (0..case.events().len()).collect();
    assert_eq!(listed, all);
}

/// What took effect is what its activity can come to under the version under which it did, and no
/// activity holds two items that came by a flow.
pub fn possible(case: &Case) {
    for done in case.done() {
        let answers = done.definition.answers().iter();
        let known: BTreeSet<_> = answers.map(|answer| &answer.key).collect();
        let asks = done.definition.question.is_some();
        match done.outcome {
            Outcome::Done(keys) => {
                assert!(keys.iter().all(|key| known.contains(key)), "{done:?}");
                assert_eq!(asks, !keys.is_empty(), "{done:?}");
            }
            Outcome::Returned(to) => assert!(done.definition.review.contains(to), "{done:?}"),
            Outcome::Moved(_) => {}
            other @ (Outcome::Gone(_) | Outcome::State(_) | Outcome::Version { .. }) => {
                panic!("{other:?} is nothing that work comes to");
            }
        }
    }
    let ready = case.ready().into_iter();
    let by_flow = ready.filter(|work| work.came == Came::ByFlow);
    let waiting = case.waiting().into_iter().map(|work| work.activity);
    let mut seen = BTreeSet::new();
    for activity in by_flow.map(|work| work.activity).chain(waiting) {
        assert!(seen.insert(activity), "{activity} holds two items");
    }
}

/// A union turns no settled outcome into another, unless somebody had seen it: it can only
/// contest it, or hold it with all that was done under a version that is not settled.
pub fn only_contested(one: &Case, both: &Case) {
    let subjects = (0..one.events().len()).filter_map(|place| Some(one.write(place)?.0));
    for subject in subjects.collect::<BTreeSet<Subject>>() {
        let settled = |case: &Case| case.register(subject).map(Register::settlement);
        let Some(Settlement::Settled(old)) = settled(one) else {
            continue;
        };
        let Some(Settlement::Settled(new)) = settled(both) else {
            continue;
        };
        if old == new || (migrates(both) && renumbered(&old, &new)) {
            continue;
        }
        for write in one.register(subject).unwrap().standing() {
            let id = one.event(write.place).id;
            let place = both.place(id).unwrap();
            assert!(
                matches!(
                    both.classes()[place],
                    Class::Replaced { .. } | Class::Held(HeldReason::Version { .. })
                ),
                "{old:?} became {new:?}, and nobody had seen it"
            );
        }
    }
}

fn migrates(case: &Case) -> bool {
    let mut acts = case.events().iter().map(|event| &event.did);
    acts.any(|act| matches!(act, Act::Migrated(_)))
}

/// Whether both send the work to somewhere, by numbers of different versions.
fn renumbered(one: &Outcome, other: &Outcome) -> bool {
    let sends = |outcome: &Outcome| !matches!(outcome, Outcome::Done(_));
    sends(one) && std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// The order of events, how often they are there and how they are called do not matter.
pub fn union(versions: &[Version], events: &[&Event], rng: &mut Rng) {
    let fold = |events: &[&Event]| {
        let case = Case::fold_under(versions.to_vec(), events.iter().copied());
        format!("{}\n{}", case.procedure().version, shown(&case))
    };
    let mut shuffled = events.to_vec();
    shuffled.extend(events.iter().filter(|_| rng.bool()));
    rng.shuffle(&mut shuffled);
    assert_eq!(fold(events), fold(&shuffled));
    let owned: Vec<Event> = events.iter().copied().cloned().collect();
    let (others, names) = renamed(&owned, "other");
    let case = Case::fold_under(versions.to_vec(), &owned);
    let called = Case::fold_under(versions.to_vec(), &others);
    assert_eq!(meant(&case, |id| names[&id]), meant(&called, |id| id));
}

/// How many subjects are in conflict, reached or not; where the case moves between versions, any
/// that was written on may come to be, in other numbers.
pub fn contested_subjects(case: &Case) -> usize {
    let subjects = (0..case.events().len()).filter_map(|place| Some(case.write(place)?.0));
    let subjects: BTreeSet<Subject> = subjects.collect();
    let contested = subjects.into_iter().filter(|subject| {
        let register = case.register(*subject);
        let contested = register.map(Register::settlement) == Some(Settlement::Contested);
        contested || migrates(case)
    });
    contested.count()
}

/// The act that keeps a side, and the acts that are held for its sake; nothing where the version
/// that the case is under has no such outcome.
pub fn resolution(
    case: &Case,
    conflict: &Conflict,
    side: &Side,
) -> Option<(Act, BTreeSet<EventId>)> {
    let event = case.event(side.places[0]).id;
    let kept = match resolve(case, event, Prose::recorded("reason")) {
        Err(Refusal::NotPossible(_)) if migrates(case) => return None,
        kept => kept.unwrap(),
    };
    let resting = case.held().iter().filter(|held| {
        let HeldReason::Contested { subject, outcome } = &held.reason else {
            return false;
        };
        Subject::Item(subject.1) == conflict.subject && *outcome == side.outcome
    });
    let resting = resting.map(|held| case.event(held.place).id);
    Some((Act::Kept(kept), resting.collect()))
}

/// Nothing is held for the sake of what was kept.
pub fn given_back(conflict: &Conflict, resting: &BTreeSet<EventId>, after: &Case) {
    for id in resting {
        let place = after.place(*id).unwrap();
        match &after.classes()[place] {
            Class::Held(
                HeldReason::Contested { subject, .. } | HeldReason::Changed { subject },
            ) => assert_ne!(Subject::Item(subject.1), conflict.subject),
            Class::Held(HeldReason::NotReached) => panic!("what it rested on was kept"),
            Class::Held(HeldReason::Waits | HeldReason::Version { .. })
            | Class::Recorded
            | Class::Applied
            | Class::Duplicate { .. }
            | Class::Side
            | Class::Replaced { .. }
            | Class::Invalid(_) => {}
        }
    }
}

/// With no conflict left the case can be finished, unless people who had not seen each other
/// moved work, or moved the case to another version, so that it stands still.
pub fn can_be_finished(case: &Case) {
    if migrates(case) {
        return;
    }
    if case
        .events()
        .iter()
        .any(|event| matches!(event.did, Act::Redirected(_)))
    {
        return;
    }
    assert!(!case.is_stuck());
    match case.remaining() {
        Fewest::Activities(left) => {
            let finished = matches!(case.standing(), Standing::Finished { .. });
            let cancelled = case.standing() == Standing::Cancelled;
            assert!(cancelled || (left == 0) == finished);
        }
        Fewest::Never | Fewest::Unknown => panic!("it can be finished"),
    }
}
