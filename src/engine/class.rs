use std::collections::{BTreeMap, BTreeSet};

use crate::engine::history::History;
use crate::engine::outcome::{Invalid, Outcome};
use crate::engine::register::{Register, Settlement, Subject, registers};
use crate::engine::run::{Live, Rules, Run};
use crate::model::{ActivityNumber, ItemId};

/// What became of an act: every one has one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// It writes on no work item: a start, an output given, a note.
    Recorded,
    /// Its item took effect by it.
    Applied,
    /// Its item took effect by another act that says the same.
    Duplicate {
        of: usize,
    },
    /// It stands on an item in conflict.
    Side,
    Held(HeldReason),
    /// A later act on the same item saw it.
    Replaced {
        by: usize,
    },
    /// The procedure has no such activity, answer or target.
    Invalid(Invalid),
}

/// Why an act that stands does not count now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldReason {
    /// It rests on this outcome of an item that is now in conflict.
    Contested { subject: Subject, outcome: Outcome },
    /// It rests on an item that has another outcome now.
    Changed { subject: Subject },
    /// It rests on a join that has since to wait for more.
    Waits,
    /// The acts that its author saw do not lead to it.
    NotReached,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub place: usize,
    pub reason: HeldReason,
}

/// A work item that people, unseen by each other, decided differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub activity: ActivityNumber,
    pub item: ItemId,
    /// One for each outcome, the one on which most rests first.
    pub sides: Vec<Side>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub outcome: Outcome,
    /// The acts that say so, in order.
    pub places: Vec<usize>,
    /// How many held acts rest on it.
    pub held: usize,
}

/// What became of all the acts of a case.
#[derive(Debug)]
pub struct Classified {
    /// One for each event, in order.
    pub classes: Vec<Class>,
    /// In order of the acts.
    pub held: Vec<Held>,
    /// In order of activity.
    pub conflicts: Vec<Conflict>,
}

/// Gives every act its one class.
pub fn classify(rules: Rules, history: &History, run: &Run) -> Classified {
    let at_work = AtWork {
        rules,
        history,
        run,
    };
    let mut classes: Vec<Class> = history
        .events
        .iter()
        .map(|event| match Outcome::of(&event.did, rules.procedure) {
            Some(Err(invalid)) => Class::Invalid(invalid),
            Some(Ok(_)) | None => Class::Recorded,
        })
        .collect();
    let contested = at_work.contested();
    for (place, class) in at_work.written(&contested) {
        classes[place] = class;
    }
    let held = held(&classes);
    let conflict = |subject: &Subject| at_work.conflict(*subject, &held);
    Classified {
        conflicts: contested.iter().map(conflict).collect(),
        held,
        classes,
    }
}

/// What the classes follow from.
struct AtWork<'w> {
    rules: Rules<'w>,
    history: &'w History<'w>,
    run: &'w Run,
}

impl AtWork<'_> {
    /// The ready items in conflict.
    fn contested(&self) -> BTreeSet<Subject> {
        let ready = self.run.live.iter().filter(|item| item.since.is_some());
        ready
            .map(Live::subject)
            .filter(|subject| self.settlement(*subject) == Settlement::Contested)
            .collect()
    }

    /// The class of every act that writes on a work item.
    fn written(&self, contested: &BTreeSet<Subject>) -> Vec<(usize, Class)> {
        let taken: BTreeSet<Subject> = self.run.taken.iter().map(|taken| taken.subject).collect();
        let mut classes = Vec::new();
        for (subject, register) in &self.run.registers {
            let first = register.standing().first().map_or(0, |(place, _)| *place);
            for (place, _) in register.standing() {
                let class = match (taken.contains(subject), contested.contains(subject)) {
                    (true, _) if *place == first => Class::Applied,
                    (true, _) => Class::Duplicate { of: first },
                    (false, true) => Class::Side,
                    (false, false) => Class::Held(self.held_reason(*subject, *place)),
                };
                classes.push((*place, class));
            }
            let replaced = register.replaced().iter().map(|(place, _)| *place);
            classes.extend(replaced.map(|place| {
                let by = self.replacing(register, place).unwrap_or(first);
                (place, Class::Replaced { by })
            }));
        }
        classes
    }

    /// The first act on a work item that had seen this one.
    fn replacing(&self, register: &Register, place: usize) -> Option<usize> {
        let others = register.writes.iter().map(|(other, _)| *other);
        let mut later: Vec<usize> = others.filter(|other| *other > place).collect();
        later.sort_unstable();
        let mut later = later.into_iter();
        later.find(|other| self.history.is_past(place, *other))
    }

    fn settlement(&self, subject: Subject) -> Settlement {
        let register = self.run.registers.get(&subject);
        register.map_or(Settlement::Open, Register::settlement)
    }

    /// Folds what the author saw and finds the first item on the way whose outcome differs now.
    fn held_reason(&self, subject: Subject, place: usize) -> HeldReason {
        let past = self.history.past(place);
        let registers = registers(self.history, self.rules.procedure, &past);
        let run = self.rules.run(self.history, registers, None);
        let live = run.live.iter().find(|item| item.subject() == subject);
        let taken = run.taken.iter().find(|taken| taken.subject == subject);
        let parents = match (live, taken) {
            (Some(live), _) if live.since.is_some() => live.parents(),
            (_, Some(taken)) => taken.parents.clone(),
            (_, None) => return HeldReason::NotReached,
        };
        let way = ancestors(&run, parents);
        let steps = run
            .taken
            .iter()
            .filter(|taken| way.contains(&taken.subject.1));
        for step in steps {
            let subject = step.subject;
            match self.settlement(subject) {
                Settlement::Settled(outcome) if outcome == step.outcome => {}
                Settlement::Contested => {
                    let outcome = step.outcome.clone();
                    return HeldReason::Contested { subject, outcome };
                }
                Settlement::Settled(_) | Settlement::Open => {
                    return HeldReason::Changed { subject };
                }
            }
        }
        HeldReason::Waits
    }

    fn conflict(&self, subject: Subject, held: &[Held]) -> Conflict {
        let mut sides: BTreeMap<&Outcome, Vec<usize>> = BTreeMap::new();
        for (place, outcome) in self.run.registers[&subject].standing() {
            sides.entry(outcome).or_default().push(*place);
        }
        let mut sides: Vec<Side> = sides
            .into_iter()
            .map(|(outcome, places)| Side {
                outcome: outcome.clone(),
                places,
                held: resting_on(subject, outcome, held),
            })
            .collect();
        sides.sort_by_key(|side| (std::cmp::Reverse(side.held), side.places[0]));
        Conflict {
            activity: subject.0,
            item: subject.1,
            sides,
        }
    }
}

fn resting_on(on: Subject, side: &Outcome, held: &[Held]) -> usize {
    let rests = |held: &&Held| match &held.reason {
        HeldReason::Contested { subject, outcome } => *subject == on && outcome == side,
        HeldReason::Changed { .. } | HeldReason::Waits | HeldReason::NotReached => false,
    };
    held.iter().filter(rests).count()
}

fn held(classes: &[Class]) -> Vec<Held> {
    let classes = classes.iter().enumerate();
    classes
        .filter_map(|(place, class)| match class {
            Class::Held(reason) => Some(Held {
                place,
                reason: reason.clone(),
            }),
            Class::Recorded
            | Class::Applied
            | Class::Duplicate { .. }
            | Class::Side
            | Class::Replaced { .. }
            | Class::Invalid(_) => None,
        })
        .collect()
}

/// The items from which these come, themselves included.
pub fn ancestors(run: &Run, items: Vec<ItemId>) -> BTreeSet<ItemId> {
    let parents: BTreeMap<ItemId, &[ItemId]> = run
        .taken
        .iter()
        .map(|taken| (taken.subject.1, taken.parents.as_slice()))
        .collect();
    let mut found = BTreeSet::new();
    let mut open = items;
    while let Some(item) = open.pop() {
        if found.insert(item) {
            open.extend(parents.get(&item).into_iter().copied().flatten());
        }
    }
    found
}
