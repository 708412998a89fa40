//! The property that ties the fast computations to the plain rules: both agree on random histories
//! of clones that see each other or not, whatever they write.

use std::collections::BTreeSet;

use chrono::DateTime;
use fastrand::Rng;

use crate::engine::case::hindsight_plain::ancestors;
use crate::engine::fold::history::History;
use crate::engine::fold::register::{Register, Registers, Replacing, Settlement, Write};
use crate::engine::fold::run::Live;
use crate::engine::{Case, Class, Given, HeldReason, Outcome, outputs};
use crate::model::{
    Act, ActivityNumber, Event, EventId, ItemId, Keeping, Prose, Redirection, Return, Subject,
    Turn, Undoing,
};
use crate::testing::flow::{Sample, completed, event, number, output};

const FLOWS: [&str; 4] = [
    "1: 2\n2: ? yes 3, no = refused\n3: 4\n4: < 2 3",
    "1: 2 3\n2: ? on 4, end\n3: 4\n4: 5\n5: < 2 4 = finished",
    "1: 2 3\n2: 4\n3: 4\n4: ? again 1, done = finished < 2 3",
    "1: 2\n2: 3 ? a 4, b\n3: 5\n4: 5\n5: 6\n6: < 3 5",
];

/// A case to which acts are added at random.
struct Random {
    rng: Rng,
    sample: Sample,
    /// Work items that were ever live or taken, with their activity.
    items: Vec<(ActivityNumber, ItemId)>,
}

impl Random {
    fn of(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let sample = Sample::of(FLOWS[rng.usize(0..FLOWS.len())]);
        let items = Vec::new();
        let mut random = Self { rng, sample, items };
        for _ in 0..random.rng.usize(5..30) {
            random.learn();
            random.add();
        }
        if random.rng.u8(0..8) == 0 {
            let place = random.rng.usize(1..random.sample.events.len());
            random.sample.events.remove(place);
        }
        random
    }

    /// Learns the items that some of the authors know.
    fn learn(&mut self) {
        let upto = self.rng.usize(1..=self.sample.events.len());
        let whole = self.sample.case();
        let case = match self.rng.bool() {
            true => whole,
            false => {
                let place = self.rng.usize(0..upto);
                let places = whole.history.past(place).into_iter().chain([place]);
                let past: BTreeSet<EventId> = places.map(|place| whole.event(place).id).collect();
                whole
                    .subset(|event| past.contains(&event.id))
                    .unwrap_or(whole)
            }
        };
        let live = case.run.live.iter().map(Live::subject);
        let taken = case.run.taken.iter().map(|taken| taken.subject);
        let found: Vec<_> = live.chain(taken).collect();
        for work in found {
            if !self.items.contains(&work) {
                self.items.push(work);
            }
        }
    }

    fn add(&mut self) {
        let count = self.sample.events.len();
        let after: BTreeSet<usize> = match self.rng.u8(0..10) {
            0..=4 => BTreeSet::from([count - 1]),
            5..=7 => BTreeSet::from([self.rng.usize(0..count)]),
            8 => (0..self.rng.usize(2..4))
                .map(|_| self.rng.usize(0..count))
                .collect(),
            _ => {
                let heads = self.sample.case().heads();
                let place =
                    |id: &EventId| self.sample.events.iter().position(|event| event.id == *id);
                heads.iter().filter_map(place).collect()
            }
        };
        let did = self.act();
        let events = &self.sample.events;
        let seqs = after.iter().map(|place| events[*place].seq);
        let event = Event {
            after: after.iter().map(|place| events[*place].id).collect(),
            seq: seqs.max().unwrap_or(0) + 1,
            rec: DateTime::UNIX_EPOCH,
            ..event(EventId::of(&self.rng.u32(..).to_be_bytes()), "a", did)
        };
        self.sample.events.push(event);
    }

    fn act(&mut self) -> Act {
        let reason = || Prose::recorded("reason");
        let (activity, item) = self.items[self.rng.usize(0..self.items.len())];
        let activity = match self.rng.u8(0..12) {
            0 => number(self.rng.u8(1..5)),
            _ => activity,
        };
        let any = |rng: &mut Rng| number(rng.u8(1..5));
        match self.rng.u8(0..20) {
            0..=7 => {
                let answers = self.answers(activity);
                let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
                let Act::Completed(mut done) = completed(activity.get(), item, &answers) else {
                    unreachable!("it is completed")
                };
                if self.rng.bool() {
                    done.outputs.push(output("act"));
                }
                Act::Completed(done)
            }
            8..=9 => Act::Returned(Return {
                activity,
                item,
                to: any(&mut self.rng),
                reason: reason(),
            }),
            10..=11 => Act::Redirected(Redirection {
                activity,
                item,
                to: (0..self.rng.usize(0..3))
                    .map(|_| any(&mut self.rng))
                    .collect(),
                reason: reason(),
            }),
            12..=13 => Act::Undone(Undoing {
                activity,
                item,
                event: self.some_event(),
                reason: reason(),
            }),
            14..=16 => {
                let event = self.rng.usize(0..self.sample.events.len());
                let event = &self.sample.events[event];
                Act::Kept(Keeping {
                    subject: event.did.subject().unwrap_or(Subject::Item(item)),
                    activity: event.did.activity().or(Some(activity)),
                    event: event.id,
                    reason: reason(),
                })
            }
            17 => Act::Turned {
                turn: [Turn::Suspended, Turn::Resumed, Turn::Cancelled][self.rng.usize(0..3)],
                reason: reason(),
            },
            18 => Act::Attached {
                activity,
                item,
                outputs: vec![output("act")],
            },
            _ => Act::Noted { note: reason() },
        }
    }

    fn some_event(&mut self) -> EventId {
        let event = self.rng.usize(0..self.sample.events.len());
        self.sample.events[event].id
    }

    fn answers(&mut self, number: ActivityNumber) -> Vec<String> {
        let activity = self.sample.procedure.activity(number);
        let answers = activity.map_or(&[][..], |activity| activity.answers());
        match answers.len() {
            0 => Vec::new(),
            many => vec![answers[self.rng.usize(0..many)].key.to_string()],
        }
    }
}

fn standing(registers: &Registers) -> Vec<(Subject, Vec<usize>, Vec<usize>)> {
    let places = |writes: &[Write]| writes.iter().map(|one| one.place).collect();
    let each = registers.iter();
    each.map(|(subject, one)| (subject, places(one.standing()), places(one.replaced())))
        .collect()
}

/// What stands, in the whole and for every author, is in the past of no other write.
fn check_standing(case: &Case) {
    let (history, written) = (&case.history, &case.written);
    let of = |replacing| standing(&Registers::of(replacing, &history.subjects, written.all()));
    let fast = of(Replacing::Sights(&written.sights));
    assert_eq!(fast, of(Replacing::Plainly(history)));
    for place in 0..history.events.len() {
        let Some((subject, _)) = case.write(place) else {
            continue;
        };
        let past = history.past(place);
        let writes = written.among(&past).filter(|(on, _)| on == subject);
        let before = Register::of(Replacing::Plainly(history), writes);
        let stood = before.standing().iter().map(|one| one.place);
        assert_eq!(written.sights.stood(place), stood.collect::<Vec<_>>());
    }
}

/// The attempt of an undoing is 1 + the largest that its author saw.
fn check_attempts(case: &Case) {
    for (place, event) in case.events().iter().enumerate() {
        let Some((subject, write)) = case.write(place) else {
            continue;
        };
        if matches!(event.did, Act::Undone(_)) {
            let past = case.history.past(place);
            let seen = case.written.among(&past).filter(|(on, _)| on == subject);
            let most = seen.map(|(_, seen)| seen.attempt).max().unwrap_or(0);
            assert_eq!(write.attempt, most + 1);
        }
    }
}

fn check_classes(case: &Case) {
    for (place, class) in case.classes().iter().enumerate() {
        let Some((subject, _)) = case.write(place) else {
            continue;
        };
        match class {
            Class::Replaced { by } => {
                let register = case.register(*subject).expect("it was written on");
                let mut writes: Vec<usize> = register.writes.iter().map(|one| one.place).collect();
                writes.sort_unstable();
                let first = writes.iter().find(|one| case.history.is_past(place, **one));
                assert_eq!(Some(by), first);
            }
            Class::Held(reason) => {
                let Subject::Item(item) = *subject else {
                    panic!("only work is held where there is one version")
                };
                let is_stray = case.run.strays.iter().any(|stray| stray.place == place);
                let expected = match is_stray {
                    true => HeldReason::NotReached,
                    false => case.folded().held_reason(place, item),
                };
                assert_eq!(*reason, expected, "{}", case.event(place).id);
            }
            Class::Recorded
            | Class::Applied
            | Class::Duplicate { .. }
            | Class::Side
            | Class::Invalid(_) => {}
        }
    }
}

fn check_late(case: &Case) {
    let register = case.register(Subject::Case);
    let standing = register.into_iter().flat_map(Register::standing);
    let open = Outcome::State(crate::engine::TurnState::Open);
    let stops = standing.filter(|write| write.outcome != open);
    let closed: Vec<usize> = stops.map(|write| write.place).collect();
    for done in case.done() {
        let unseen = |one: &&usize| {
            !case.history.is_past(**one, done.place) && !case.history.is_past(done.place, **one)
        };
        assert_eq!(
            case.late_for(done.place),
            closed.iter().find(unseen).copied()
        );
    }
}

/// The acts that ended a conflict are those whose authors saw one.
fn check_ended(case: &Case) {
    let ended = case.ended_conflicts();
    let mut once: Vec<_> = case.conflicts_once_ended();
    once.dedup();
    for place in 0..case.events().len() {
        let before = case
            .register_before(place)
            .map(|before| before.settlement());
        let is_contested = before == Some(Settlement::Contested);
        let found = ended.iter().find(|one| one.place == place);
        assert_eq!(found.is_some(), is_contested);
        if let Some(found) = found {
            let sides = |one: &crate::engine::Conflict| {
                one.subject == found.conflict.subject && one.sides == found.conflict.sides
            };
            assert!(once.iter().any(sides));
        }
    }
}

/// A review is blind to the outputs that it approved without having seen them.
fn check_blind(case: &Case) {
    for row in outputs(case) {
        let Given::Output {
            place, unseen_by, ..
        } = row.given
        else {
            continue;
        };
        let mut expected = Vec::new();
        for done in case.done() {
            let known = case.known(row.item);
            let reviewed = case.number_under(done.version, row.activity, known);
            if done.definition.review.contains(&reviewed)
                && matches!(done.outcome, Outcome::Done(_))
                && !case.history.is_past(place, done.place)
                && ancestors(&case.run, [done.item]).contains(&row.item)
                && !expected.contains(&done.activity)
            {
                expected.push(done.activity);
            }
        }
        assert_eq!(unseen_by, expected);
    }
}

/// What keeping some side would make ready equals a new fold for each side.
fn check_contested_before(case: &Case) {
    for activity in (1..=case.procedure().activities.len()).filter_map(ActivityNumber::from_index) {
        let conflicts = case.conflicts().iter().filter(|conflict| {
            let mut sides = conflict.sides.iter();
            sides.any(|side| {
                let register = case.register(conflict.subject).expect("it is contested");
                let first = register.side(&side.outcome)[0];
                case.would_be_ready(activity, conflict, first)
            })
        });
        let expected: Vec<_> = conflicts.filter_map(|conflict| conflict.activity).collect();
        assert_eq!(case.contested_before(activity), expected);
    }
}

#[test]
fn fast_computations_agree_with_the_plain_rules() {
    let mut held = 0;
    for seed in 0..150 {
        let random = Random::of(seed);
        let case = random.sample.case();
        let history: &History = &case.history;
        let in_order = (0..history.events.len())
            .all(|place| history.before(place).iter().all(|parent| *parent < place));
        check_standing(&case);
        check_attempts(&case);
        check_late(&case);
        check_ended(&case);
        check_blind(&case);
        check_contested_before(&case);
        if in_order {
            check_classes(&case);
        }
        held += case.held().len();
    }
    assert!(held > 150, "{held} acts were held");
}
