//! The classes of acts: what became of each, with conflicts and held acts.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::case::folded::Folded;
use crate::engine::case::held::{Held, HeldReason};
use crate::engine::case::hindsight::Hindsight;
use crate::engine::case::late::first_unseen;
use crate::engine::fold::outcome::{Invalid, Outcome, TurnState};
use crate::engine::fold::register::{Register, Settlement, Write};
use crate::engine::fold::version;
use crate::engine::fold::written::Each;
use crate::model::budget::{Over, SIDES, STEPS};
use crate::model::{ActivityNumber, ItemId, Subject};

/// What became of an act; every act has one class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// It has no subject: a start, an output given, a note.
    Recorded,
    /// Its subject took effect by it.
    Applied,
    /// Its subject took effect by another act that agrees with it.
    Duplicate {
        of: usize,
    },
    /// It is on a side of a conflict.
    Side,
    Held(HeldReason),
    /// A later act on the same subject had seen it.
    Replaced {
        by: usize,
    },
    /// It writes nothing.
    Invalid(Invalid),
}

/// A work item, or the case itself, that people decided differently, unseen by each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub subject: Subject,
    /// Of a work item; `None` for another subject.
    pub activity: Option<ActivityNumber>,
    /// One for each outcome, the one with most held acts first.
    pub sides: Vec<Side>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub outcome: Outcome,
    /// The acts with this outcome, the one of the smallest attempt first.
    pub places: Vec<usize>,
    /// How many held acts rest on it.
    pub held: usize,
}

/// The classes of all acts of a case, with what follows from them.
#[derive(Debug)]
pub struct Classified {
    /// One for each event, in order.
    pub classes: Vec<Class>,
    /// In order of the acts.
    pub held: Vec<Held>,
    /// In order of activity, the case itself first.
    pub conflicts: Vec<Conflict>,
    /// The applied acts concurrent with a standing suspension or cancellation, each with the first
    /// such act, in order.
    pub late: Vec<(usize, usize)>,
    /// The budget that the case exceeds.
    pub over: Option<Over>,
}

/// Gives every act its one class.
pub fn classify(folded: Folded) -> Classified {
    let Folded { written, run, .. } = folded;
    let before_writes = |write: &Each| match write {
        Some(Err(invalid)) => Class::Invalid(invalid.clone()),
        Some(Ok(_)) | None => Class::Recorded,
    };
    let mut classes: Vec<Class> = written.each.iter().map(before_writes).collect();
    let contested = folded.contested();
    let (of_writes, over) = folded.classes(&contested);
    for (place, class) in of_writes {
        classes[place] = class;
    }
    let held = held(&classes);
    let resting = Resting::of(&held);
    let conflict = |(activity, subject)| folded.conflict(activity, subject, &resting);
    let conflicts: Vec<Conflict> = contested.into_iter().map(conflict).collect();
    let sides = conflicts.iter().map(|conflict| conflict.sides.len());
    let most = sides.max().filter(|most| *most > SIDES);
    Classified {
        late: folded.late(&classes),
        conflicts,
        held,
        classes,
        over: written.over.or(run.over).or(over).or(most.map(Over::Sides)),
    }
}

/// Subjects in conflict, each with its activity.
type Contested = BTreeSet<(Option<ActivityNumber>, Subject)>;

impl Folded<'_> {
    /// The ready items in conflict, and the case and its version if they are.
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

    /// By subject number, whether it took effect.
    fn effective(&self) -> Vec<bool> {
        let left = self.run.stages.len() - 1;
        let stages = self.run.stages[..left].iter();
        let versions = stages.map(|stage| Subject::Version(stage.id));
        let register = self.run.registers.get(Subject::Case);
        let case = register.and_then(Register::settled).map(|_| Subject::Case);
        let subjects = &self.history.subjects;
        let others = versions.chain(case).filter_map(|one| subjects.number(one));
        let items = self.run.taken.iter().map(|taken| taken.number);
        let mut effective = vec![false; subjects.all().len()];
        for number in items.chain(others) {
            effective[number] = true;
        }
        effective
    }

    /// The class of every act that writes, and the budget that finding them exceeds.
    fn classes(&self, contested: &Contested) -> (Vec<(usize, Class)>, Option<Over>) {
        let effective = self.effective();
        let contested: BTreeSet<Subject> = contested.iter().map(|(_, subject)| *subject).collect();
        let (mut classes, mut asked) = (Vec::new(), Vec::new());
        for ((subject, register), is_effective) in self.run.registers.iter().zip(effective) {
            let first = register.standing().first().map_or(0, |write| write.place);
            let is_contested = contested.contains(&subject);
            for write in register.standing() {
                let place = write.place;
                let class = match (is_effective, is_contested) {
                    (true, _) if place == first => Class::Applied,
                    (true, _) => Class::Duplicate { of: first },
                    (false, true) => Class::Side,
                    (false, false) => match self.asked_of(subject, register, write) {
                        Some(item) => {
                            asked.push((place, item));
                            continue;
                        }
                        None => Class::Held(self.other_version()),
                    },
                };
                classes.push((place, class));
            }
            classes.extend(self.replaced(register));
        }
        classes.extend(self.run.strays.iter().map(|write| {
            let reason = match self.is_reached(write.version) {
                true => HeldReason::NotReached,
                false => self.other_version(),
            };
            (write.place, Class::Held(reason))
        }));
        let reasons = self.held_reasons(&asked);
        let over = reasons.is_none().then_some(Over::Steps);
        let reasons = reasons.into_iter().flatten().map(Class::Held);
        classes.extend(asked.iter().map(|(place, _)| *place).zip(reasons));
        (classes, over)
    }

    /// The replaced writes, each with the first act that had seen it.
    fn replaced(&self, register: &Register) -> Vec<(usize, Class)> {
        let replaced = register.replaced();
        if replaced.is_empty() {
            return Vec::new();
        }
        let mut places: Vec<usize> = register.writes.iter().map(|write| write.place).collect();
        places.sort_unstable();
        let first = register.standing().first().map_or(0, |write| write.place);
        let seers = self.written.sights.seers(places.into_iter());
        let replaced = replaced.iter().map(|write| {
            let by = seers.get(&write.place).copied().unwrap_or(first);
            (write.place, Class::Replaced { by })
        });
        replaced.collect()
    }

    /// The item of a held act whose reason must be searched; `None` where the act was written under
    /// another version.
    fn asked_of(&self, subject: Subject, register: &Register, write: &Write) -> Option<ItemId> {
        match subject {
            Subject::Item(item) if !register.is_foreign && self.is_reached(write.version) => {
                Some(item)
            }
            Subject::Item(_) | Subject::Case | Subject::Version(_) => None,
        }
    }

    /// The reasons of held acts; `None` beyond the budget of steps.
    fn held_reasons(&self, asked: &[(usize, ItemId)]) -> Option<Vec<HeldReason>> {
        if asked.is_empty() {
            return Some(Vec::new());
        }
        if !self.written.moves() {
            return Hindsight::of(*self).reasons(asked);
        }
        // Where a case moves between versions, each reason takes a fold of its own.
        let steps = asked.len().saturating_mul(self.history.events.len());
        let reason = |(place, item): &(usize, ItemId)| self.held_reason(*place, *item);
        (steps <= STEPS).then(|| asked.iter().map(reason).collect())
    }

    fn is_reached(&self, version: ItemId) -> bool {
        self.run.stages.iter().any(|stage| stage.id == version)
    }

    fn other_version(&self) -> HeldReason {
        let version = Subject::Version(self.run.stage().id);
        let contested = self.run.settlement(version) == Settlement::Contested;
        HeldReason::Version { contested }
    }

    fn conflict(
        &self,
        activity: Option<ActivityNumber>,
        subject: Subject,
        resting: &Resting,
    ) -> Conflict {
        let side = |(outcome, writes): (&Outcome, Vec<&Write>)| Side {
            outcome: outcome.clone(),
            places: writes.iter().map(|write| write.place).collect(),
            held: self.resting_on(subject, outcome, resting),
        };
        let register = self.run.registers.get(subject);
        let sides = register.map_or_else(Vec::new, Register::sides);
        let mut sides: Vec<Side> = sides.into_iter().map(side).collect();
        sides.sort_by_key(|side| (std::cmp::Reverse(side.held), side.places[0]));
        Conflict {
            subject,
            activity,
            sides,
        }
    }

    /// How many held acts rest on a side: on the outcome of an item, or on the version that it
    /// leads to.
    fn resting_on(&self, on: Subject, side: &Outcome, resting: &Resting) -> usize {
        match on {
            Subject::Case => 0,
            Subject::Item(item) => resting.on.get(&(item, side)).copied().unwrap_or(0),
            Subject::Version(from) => {
                let next = version::next(&self.rules.definitions, from, side);
                let under = next.iter().flat_map(|next| {
                    let places = resting.under.iter();
                    places.filter(|place| self.written.is_under(**place, next.id))
                });
                under.count()
            }
        }
    }

    fn late(&self, classes: &[Class]) -> Vec<(usize, usize)> {
        let case = self.run.registers.get(Subject::Case);
        let standing = case.into_iter().flat_map(Register::standing);
        let stops = standing.filter(|write| write.outcome != Outcome::State(TurnState::Open));
        let closed: Vec<usize> = stops.map(|write| write.place).collect();
        if closed.is_empty() {
            return Vec::new();
        }
        let taken = self.run.taken.iter();
        let registers = taken.filter_map(|taken| self.run.registers.by_number(taken.number));
        let applied = registers
            .filter_map(|register| Some(register.standing().first()?.place))
            .filter(|place| classes[*place] == Class::Applied);
        let mut late = first_unseen(self.history, applied.collect(), &closed);
        late.sort_unstable();
        late
    }
}

/// What held acts rest on.
#[derive(Default)]
struct Resting<'h> {
    /// How many rest on an outcome of an item.
    on: BTreeMap<(ItemId, &'h Outcome), usize>,
    /// The places of the acts that rest on a version.
    under: Vec<usize>,
}

impl<'h> Resting<'h> {
    fn of(held: &'h [Held]) -> Self {
        let mut resting = Self::default();
        for one in held {
            match &one.reason {
                HeldReason::Contested { subject, outcome } => {
                    *resting.on.entry((subject.1, outcome)).or_default() += 1;
                }
                HeldReason::Version { .. } => resting.under.push(one.place),
                HeldReason::Changed { .. } | HeldReason::Waits | HeldReason::NotReached => {}
            }
        }
        resting
    }
}

fn held(classes: &[Class]) -> Vec<Held> {
    let mut held = Vec::new();
    for (place, class) in classes.iter().enumerate() {
        if let Class::Held(reason) = class {
            let reason = reason.clone();
            held.push(Held { place, reason });
        }
    }
    held
}
