//! What must hold of cases whatever people do: journals replay, unions of clones agree, and no act
//! is lost or counted twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::clones::{Desk, Pick, cases, meant, pick, renamed, shown};
use crate::procedures::{Sound, sound};
use proptest::prelude::*;
use proptest::sample::Index;
use ugat::{ActivityNumber, Event, EventId, ItemId, Subject};
use ugat::{Case, Class, Fewest, HeldReason, Outcome, Standing};

fn fold<'a>(sound: &'a Sound, events: &'a [Event]) -> Case<'a> {
    Case::fold(&sound.procedure, &sound.net, events)
}

/// What happens between clones.
#[derive(Clone, Debug)]
pub enum Doing {
    Act(Index, Pick),
    Merge(Index, Index),
}

pub fn doings() -> impl Strategy<Value = Vec<Doing>> {
    let act = (any::<Index>(), pick()).prop_map(|(who, pick)| Doing::Act(who, pick));
    let merge = (any::<Index>(), any::<Index>()).prop_map(|(into, from)| Doing::Merge(into, from));
    prop::collection::vec(prop_oneof![9 => act, 1 => merge], 1..50)
}

/// Some clones of a case, after a common beginning, acting unseen by each other but for a pull now
/// and then.
pub fn clones<'a>(
    sound: &'a Sound,
    count: usize,
    prefix: &[Pick],
    doings: &[Doing],
) -> Vec<Desk<'a>> {
    let mut first = Desk::of(sound);
    for pick in prefix {
        first.act("together", pick);
    }
    let mut desks = vec![first; count];
    for doing in doings {
        match doing {
            Doing::Act(who, pick) => {
                let who = who.index(count);
                check_act(&mut desks[who], &format!("clone {who}"), pick);
            }
            Doing::Merge(into, from) => {
                let other = from.get(&desks).clone();
                check_merge(into.index(count), &mut desks, &other);
            }
        }
    }
    desks
}

/// An accepted act has its effect on the clone that accepted it.
fn check_act(desk: &mut Desk, by: &str, pick: &Pick) {
    let Some(id) = desk.act(by, pick) else {
        return;
    };
    let case = desk.case();
    let place = case
        .events()
        .iter()
        .position(|event| event.id == id)
        .unwrap();
    assert_eq!(case.classes()[place], Class::Applied);
    assert!(
        case.done()
            .iter()
            .any(|done| done.place == place && done.also.is_empty())
    );
}

fn check_merge<'a>(into: usize, desks: &mut [Desk<'a>], other: &Desk<'a>) {
    let before = desks[into].clone();
    desks[into].merge(other);
    check_union(&before, &desks[into]);
    check_union(other, &desks[into]);
}

fn outcomes(case: &Case) -> BTreeMap<(ActivityNumber, ItemId), Outcome> {
    let done = case.done().into_iter();
    done.map(|done| ((done.activity, done.item), done.outcome.clone()))
        .collect()
}

/// No union turns one settled outcome into another, and every act is in one class and listed.
fn check_union(part: &Desk, union: &Desk) {
    let (before, after) = (part.case(), union.case());
    let settled = outcomes(&after);
    for (item, outcome) in outcomes(&before) {
        assert!(
            settled.get(&item).is_none_or(|now| *now == outcome),
            "{item:?} has turned"
        );
    }
    check_classes(&after);
}

fn check_classes(case: &Case) {
    let mut listed: Vec<usize> = Vec::new();
    for done in case.done() {
        listed.push(done.place);
        listed.extend(done.also.iter().map(|one| one.place));
    }
    let sides = case.conflicts().iter().flat_map(|conflict| &conflict.sides);
    listed.extend(sides.flat_map(|side| &side.places));
    listed.extend(case.held().iter().map(|held| held.place));
    let others = case.classes().iter().zip(0..).filter(|(class, _)| {
        matches!(
            class,
            Class::Recorded | Class::Replaced { .. } | Class::Invalid(_)
        )
    });
    listed.extend(others.map(|(_, place)| place));
    listed.sort_unstable();
    let all: Vec<usize> = (0..case.events().len()).collect();
    assert_eq!(listed, all, "every act once");
    let of_sides = case.conflicts().iter().flat_map(|conflict| &conflict.sides);
    let rests: usize = of_sides.map(|side| side.held).sum();
    assert!(rests <= case.held().len());
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn every_prefix_of_a_journal_replays_to_what_was_shown_then(
        sound in sound(),
        picks in prop::collection::vec(pick(), 1..40),
    ) {
        let mut desk = Desk::of(&sound);
        let mut states = vec![shown(&desk.case())];
        for pick in &picks {
            check_act(&mut desk, "someone", pick);
            states.truncate(desk.events.len() - 1);
            states.push(shown(&desk.case()));
        }
        for (length, state) in (1..).zip(states) {
            prop_assert_eq!(shown(&fold(&sound, &desk.events[..length])), state);
        }
    }

    #[test]
    fn order_and_repetition_of_lines_do_not_matter(
        sound in sound(),
        doings in doings(),
        order in prop::collection::vec(any::<Index>(), 0..120),
    ) {
        let desks = clones(&sound, 2, &[], &doings);
        let mut whole = desks[0].clone();
        whole.merge(&desks[1]);
        let state = shown(&whole.case());
        let mut lines = whole.events.clone();
        for (place, index) in order.iter().enumerate() {
            let other = index.index(lines.len());
            match place % 3 {
                0 => lines.push(lines[other].clone()),
                _ => {
                    let place = place % lines.len();
                    lines.swap(place, other);
                }
            }
        }
        prop_assert_eq!(shown(&fold(&sound, &lines)), state);
    }

    #[test]
    fn every_union_of_clones_is_the_same_case(
        sound in sound(),
        count in 2..5_usize,
        prefix in prop::collection::vec(pick(), 0..12),
        doings in doings(),
        order in prop::collection::vec((any::<Index>(), any::<Index>()), 4..12),
    ) {
        let mut desks = clones(&sound, count, &prefix, &doings);
        let mut whole = desks[0].clone();
        for desk in &desks[1..] {
            whole.merge(desk);
        }
        let state = shown(&whole.case());
        for (into, from) in &order {
            let other = from.get(&desks).clone();
            check_merge(into.index(count), &mut desks, &other);
        }
        for desk in &desks {
            let mut complete = whole.clone();
            complete.events.clear();
            complete.merge(desk);
            complete.merge(&whole);
            prop_assert_eq!(shown(&complete.case()), state.as_str());
            check_union(desk, &whole);
        }
    }

    #[test]
    fn neither_a_hash_nor_an_author_nor_a_clock_decides_anything(
        sound in sound(),
        count in 2..5_usize,
        doings in doings(),
        salt in "[a-z]{4}",
    ) {
        let desks = clones(&sound, count, &[], &doings);
        let mut whole = desks[0].clone();
        for desk in &desks[1..] {
            whole.merge(desk);
        }
        let (others, names) = renamed(&whole.events, &salt);
        let state = meant(&whole.case(), |id| names[&id]);
        prop_assert_eq!(meant(&fold(&sound, &others), |id| id), state);
    }

    #[test]
    fn keeping_a_side_gives_back_what_rested_on_it_and_conflicts_come_to_an_end(
        sound in sound(),
        count in 2..5_usize,
        prefix in prop::collection::vec(pick(), 0..12),
        doings in doings(),
        choices in prop::collection::vec(any::<Index>(), 1..8),
    ) {
        let desks = clones(&sound, count, &prefix, &doings);
        let mut whole = desks[0].clone();
        for desk in &desks[1..] {
            whole.merge(desk);
        }
        let mut written = whole.events.len();
        let mut choices = choices.iter().cycle();
        while let Some(conflict) = whole.case().conflicts().first().cloned() {
            let choice = choices.next().unwrap();
            let side = choice.get(&conflict.sides);
            let Subject::Item(item) = conflict.subject else {
                unreachable!("nobody here decides on the case itself")
            };
            let subject = (conflict.activity.expect("an item has its activity"), item);
            let resting = resting(&whole.case(), subject, &side.outcome);
            let settled = outcomes(&whole.case());
            whole.keep("resolver", side.places[0]);
            check_given_back(&whole.case(), subject, &side.outcome, &resting, &settled);
            check_classes(&whole.case());
            prop_assert!(written > 0, "more resolutions than acts");
            written -= 1;
        }
        let case = whole.case();
        prop_assert!(!case.is_stuck());
        match case.remaining() {
            Fewest::Activities(left) => {
                prop_assert_eq!(left == 0, case.standing() != Standing::Open);
            }
            Fewest::Never | Fewest::Unknown => prop_assert!(false, "it can be finished"),
        }
    }
}

/// The acts that are held for one side of a conflict.
fn resting(case: &Case, on: (ActivityNumber, ItemId), side: &Outcome) -> BTreeSet<EventId> {
    let held = case.held().iter().filter(|held| {
        let reason = HeldReason::Contested {
            subject: on,
            outcome: side.clone(),
        };
        held.reason == reason
    });
    held.map(|held| case.event(held.place).id).collect()
}

/// The item is settled as kept, and nothing is held for its sake any more. What rested as well on
/// an item that was `settled` otherwise before is held for that one.
fn check_given_back(
    case: &Case,
    subject: (ActivityNumber, ItemId),
    outcome: &Outcome,
    resting: &BTreeSet<EventId>,
    settled: &BTreeMap<(ActivityNumber, ItemId), Outcome>,
) {
    let now = outcomes(case);
    assert_eq!(now.get(&subject), Some(outcome));
    for (place, event) in case.events().iter().enumerate() {
        if !resting.contains(&event.id) {
            continue;
        }
        match &case.classes()[place] {
            Class::Applied
            | Class::Duplicate { .. }
            | Class::Side
            | Class::Held(HeldReason::Waits) => {}
            Class::Held(HeldReason::Contested { subject: other, .. }) => {
                assert_ne!(*other, subject);
            }
            Class::Held(HeldReason::Changed { subject: other }) => {
                assert!(
                    settled.contains_key(other),
                    "{other:?} changed by what was kept"
                );
                assert_eq!(now.get(other), settled.get(other));
            }
            other @ (Class::Recorded
            | Class::Replaced { .. }
            | Class::Invalid(_)
            | Class::Held(HeldReason::NotReached | HeldReason::Version { .. })) => {
                panic!("{other:?} though what it rested on is kept");
            }
        }
    }
}
