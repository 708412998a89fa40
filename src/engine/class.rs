use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use crate::engine::history::History;
use crate::engine::outcome::{CaseState, Invalid, Outcome};
use crate::engine::register::{Register, Registers, Settlement, Write};
use crate::engine::run::{Rules, Run, Taken, Work};
use crate::engine::token::parents;
use crate::engine::version;
use crate::engine::written::Written;
use crate::model::{ActivityNumber, ItemId, Subject};

/// What became of an act: every one has one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// It writes on no subject: a start, an output given, a note.
    Recorded,
    /// Its subject took effect by it.
    Applied,
    /// Its subject took effect by another act that says the same.
    Duplicate {
        of: usize,
    },
    /// It stands on a subject in conflict.
    Side,
    Held(HeldReason),
    /// A later act on the same subject saw it.
    Replaced {
        by: usize,
    },
    /// The procedure has no such activity, answer or target, or there is nothing to keep.
    Invalid(Invalid),
}

/// Why an act that stands does not count now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldReason {
    /// It rests on this outcome of an item that is now in conflict.
    Contested { subject: Work, outcome: Outcome },
    /// It rests on an item that has another outcome now.
    Changed { subject: Work },
    /// It rests on a join that has since to wait for more.
    Waits,
    /// The acts that its author saw do not lead to it.
    NotReached,
    /// It was done under a version of the procedure that is not that of the case, which says
    /// whether the version is in conflict.
    Version { contested: bool },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub place: usize,
    pub reason: HeldReason,
}

/// A work item, or the case itself, that people, unseen by each other, decided differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub subject: Subject,
    /// The activity of a work item; nothing for another subject.
    pub activity: Option<ActivityNumber>,
    /// One for each outcome, the one on which most rests first.
    pub sides: Vec<Side>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub outcome: Outcome,
    /// The acts that say so, in order; the one whose attempt names what follows first.
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
    /// In order of activity, the case itself first.
    pub conflicts: Vec<Conflict>,
    /// The acts that took effect, each with a standing suspension or cancelling that had not seen
    /// it, nor it that; in order.
    pub late: Vec<(usize, usize)>,
}

/// Gives every act its one class.
pub fn classify(rules: &Rules, history: &History, written: &Written, run: &Run) -> Classified {
    let at_work = AtWork {
        rules,
        history,
        written,
        run,
    };
    let mut classes: Vec<Class> = written
        .each
        .iter()
        .map(|write| match write {
            Some(Err(invalid)) => Class::Invalid(invalid.clone()),
            Some(Ok(_)) | None => Class::Recorded,
        })
        .collect();
    let contested = at_work.contested();
    for (place, class) in at_work.classes(&contested) {
        classes[place] = class;
    }
    let held = held(&classes);
    let conflict = |(activity, subject): &(Option<ActivityNumber>, Subject)| {
        at_work.conflict(*activity, *subject, &held)
    };
    Classified {
        conflicts: contested.iter().map(conflict).collect(),
        late: at_work.late(&classes),
        held,
        classes,
    }
}

/// What the classes follow from.
struct AtWork<'w> {
    rules: &'w Rules<'w>,
    history: &'w History<'w>,
    written: &'w Written,
    run: &'w Run,
}

/// Subjects in conflict with their activity.
type Contested = BTreeSet<(Option<ActivityNumber>, Subject)>;

impl AtWork<'_> {
    /// The ready items in conflict, and the case and its version where they are.
    fn contested(&self) -> Contested {
        let ready = self.run.live.iter().filter(|item| item.since.is_some());
        let items = ready.map(|item| (Some(item.activity), Subject::Item(item.id)));
        let version = Subject::Version(self.run.stage().id);
        [(None, Subject::Case), (None, version)]
            .into_iter()
            .chain(items)
            .filter(|(_, subject)| self.run.settlement(*subject) == Settlement::Contested)
            .collect()
    }

    /// The subjects that took effect.
    fn effective(&self) -> FxHashSet<Subject> {
        let items = self.run.taken.iter();
        let items = items.map(|taken| Subject::Item(taken.subject.1));
        let left = self.run.stages.len() - 1;
        let versions = self.run.stages[..left].iter();
        let versions = versions.map(|stage| Subject::Version(stage.id));
        let settled = matches!(self.run.settlement(Subject::Case), Settlement::Settled(_));
        let case = settled.then_some(Subject::Case);
        items.chain(versions).chain(case).collect()
    }

    /// The class of every act that writes on a subject.
    fn classes(&self, contested: &Contested) -> Vec<(usize, Class)> {
        let effective = self.effective();
        let contested: BTreeSet<Subject> = contested.iter().map(|(_, subject)| *subject).collect();
        let mut classes = Vec::new();
        for (subject, register) in self.run.registers.iter() {
            let first = register.standing().first().map_or(0, |write| write.place);
            let is_effective = effective.contains(&subject);
            for write in register.standing() {
                let place = write.place;
                let class = match (is_effective, contested.contains(&subject)) {
                    (true, _) if place == first => Class::Applied,
                    (true, _) => Class::Duplicate { of: first },
                    (false, true) => Class::Side,
                    (false, false) => Class::Held(self.held_reason(subject, write)),
                };
                classes.push((place, class));
            }
            for write in register.replaced() {
                let place = write.place;
                let by = self.replacing(register, place).unwrap_or(first);
                classes.push((place, Class::Replaced { by }));
            }
        }
        classes.extend(self.run.strays.iter().map(|write| {
            let reason = match self.is_reached(write.version) {
                true => HeldReason::NotReached,
                false => self.other_version(),
            };
            (write.place, Class::Held(reason))
        }));
        classes
    }

    /// The first act on a subject that had seen this one.
    fn replacing(&self, register: &Register, place: usize) -> Option<usize> {
        let others = register.writes.iter().map(|write| write.place);
        let mut later: Vec<usize> = others.filter(|other| *other > place).collect();
        later.sort_unstable();
        let mut later = later.into_iter();
        later.find(|other| self.history.is_past(place, *other))
    }

    fn is_reached(&self, version: ItemId) -> bool {
        self.run.stages.iter().any(|stage| stage.id == version)
    }

    fn other_version(&self) -> HeldReason {
        let version = Subject::Version(self.run.stage().id);
        let contested = self.run.settlement(version) == Settlement::Contested;
        HeldReason::Version { contested }
    }

    /// Folds what the author saw and finds the first item on the way whose outcome differs now.
    fn held_reason(&self, subject: Subject, write: &Write) -> HeldReason {
        let register = self.run.registers.get(subject);
        let is_foreign = register.is_some_and(|register| register.is_foreign);
        if is_foreign || !self.is_reached(write.version) {
            return self.other_version();
        }
        let Subject::Item(item) = subject else {
            return self.other_version();
        };
        let past = self.history.past(write.place);
        let registers = Registers::of(self.history, self.written.among(&past));
        let run = self.rules.run(self.history, registers);
        let live = run.live.iter().find(|live| live.id == item);
        let taken = run.taken.iter().find(|taken| taken.subject.1 == item);
        let tokens = match (live, taken) {
            (Some(live), _) if live.since.is_some() => &live.tokens,
            (_, Some(taken)) => &taken.tokens,
            (_, None) => return HeldReason::NotReached,
        };
        let way = ancestors(&run, parents(tokens));
        let steps = run
            .taken
            .iter()
            .filter(|taken| way.contains(&taken.subject.1));
        for step in steps {
            let subject = step.subject;
            let register = self.run.register(subject.1);
            let saw = run.registers.outcome(subject.1);
            let says_so = register.and_then(|register| self.says(register, step, saw));
            match (self.run.settlement(Subject::Item(subject.1)), says_so) {
                (Settlement::Settled(_), Some(_)) => {}
                (Settlement::Contested, Some(outcome)) => {
                    return HeldReason::Contested { subject, outcome };
                }
                _ => return HeldReason::Changed { subject },
            }
        }
        HeldReason::Waits
    }

    /// What an author saw, as it stands now, where those who agree with it lead on as it did then:
    /// by the same attempt, under the same version.
    fn says(&self, register: &Register, step: &Taken, saw: &Outcome) -> Option<Outcome> {
        let terms = register.standing().first()?.terms;
        let outcome = self.run.in_terms(saw, step.version, terms)?;
        let side = register.side(&outcome);
        let versions = side.iter().map(|write| write.version);
        let latest = versions.max_by_key(|version| self.written.depth(*version));
        let leads_on = side.first().map(|write| write.attempt) == Some(step.attempt)
            && latest == Some(step.version);
        leads_on.then_some(outcome)
    }

    fn conflict(
        &self,
        activity: Option<ActivityNumber>,
        subject: Subject,
        held: &[Held],
    ) -> Conflict {
        let register = self.run.registers.get(subject);
        let register = register.expect("what is in conflict was written on");
        let outcomes: BTreeSet<&Outcome> = register
            .standing()
            .iter()
            .map(|write| &write.outcome)
            .collect();
        let mut sides: Vec<Side> = outcomes
            .into_iter()
            .map(|outcome| Side {
                outcome: outcome.clone(),
                places: register
                    .side(outcome)
                    .iter()
                    .map(|write| write.place)
                    .collect(),
                held: self.resting_on(subject, outcome, held),
            })
            .collect();
        sides.sort_by_key(|side| (std::cmp::Reverse(side.held), side.places[0]));
        Conflict {
            subject,
            activity,
            sides,
        }
    }

    /// How many held acts rest on a side: on the outcome of an item, or on the version to which it
    /// leads.
    fn resting_on(&self, on: Subject, side: &Outcome, held: &[Held]) -> usize {
        let led = match on {
            Subject::Version(from) => version::next(&self.rules.definitions, from, side),
            Subject::Case | Subject::Item(_) => None,
        };
        let rests = |held: &&Held| match &held.reason {
            HeldReason::Contested { subject, outcome } => {
                Subject::Item(subject.1) == on && outcome == side
            }
            HeldReason::Version { .. } => led
                .as_ref()
                .is_some_and(|led| self.written.is_under(held.place, led.id)),
            HeldReason::Changed { .. } | HeldReason::Waits | HeldReason::NotReached => false,
        };
        held.iter().filter(rests).count()
    }

    fn late(&self, classes: &[Class]) -> Vec<(usize, usize)> {
        let case = self.run.registers.get(Subject::Case);
        let closed = case.into_iter().flat_map(Register::standing);
        let closing = |write: &&Write| write.outcome != Outcome::State(CaseState::Open);
        let closed: Vec<usize> = closed.filter(closing).map(|write| write.place).collect();
        if closed.is_empty() {
            return Vec::new();
        }
        let unseen = |one: usize, other: usize| {
            !self.history.is_past(one, other) && !self.history.is_past(other, one)
        };
        let taken = self.run.taken.iter();
        let mut late: Vec<(usize, usize)> = taken
            .filter_map(|taken| self.run.register(taken.subject.1)?.standing().first())
            .map(|write| write.place)
            .filter(|place| classes[*place] == Class::Applied)
            .filter_map(|place| {
                let by = closed.iter().find(|closed| unseen(place, **closed))?;
                Some((place, *by))
            })
            .collect();
        late.sort_unstable();
        late
    }
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
pub fn ancestors(run: &Run, items: impl IntoIterator<Item = ItemId>) -> BTreeSet<ItemId> {
    let taken = run.taken.iter();
    let taken: BTreeMap<ItemId, &Taken> = taken.map(|taken| (taken.subject.1, taken)).collect();
    let mut found = BTreeSet::new();
    let mut open: Vec<ItemId> = items.into_iter().collect();
    while let Some(item) = open.pop() {
        if found.insert(item) {
            let from = taken.get(&item).into_iter();
            open.extend(from.flat_map(|taken| parents(&taken.tokens)));
        }
    }
    found
}
