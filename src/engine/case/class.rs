use std::collections::{BTreeMap, BTreeSet};

use crate::engine::case::held::{Held, HeldReason};
use crate::engine::case::hindsight::Hindsight;
use crate::engine::case::hindsight_plain::Plain;
use crate::engine::case::late::first_unseen;
use crate::engine::fold::history::History;
use crate::engine::fold::outcome::{Invalid, Outcome, TurnState};
use crate::engine::fold::register::{Register, Settlement, Write};
use crate::engine::fold::run::{Rules, Run};
use crate::engine::fold::version;
use crate::engine::fold::written::Written;
use crate::model::budget::{Over, SIDES, STEPS};
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
    /// What there is more of than a case may have.
    pub over: Option<Over>,
}

/// Gives every act its one class.
pub fn classify<'r>(
    rules: &Rules<'r>,
    history: &'r History<'r>,
    written: &'r Written,
    run: &'r Run,
) -> Classified {
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
    let (told, mut over) = at_work.classes(&contested);
    for (place, class) in told {
        classes[place] = class;
    }
    let held = held(&classes);
    let resting = Resting::of(&held);
    let conflict = |(activity, subject): &(Option<ActivityNumber>, Subject)| {
        at_work.conflict(*activity, *subject, &resting)
    };
    let conflicts: Vec<Conflict> = contested.iter().map(conflict).collect();
    let sides = conflicts.iter().map(|conflict| conflict.sides.len());
    let most = sides.max().unwrap_or(0);
    over = over.or((most > SIDES).then_some(Over::Sides(most)));
    Classified {
        late: at_work.late(&classes),
        conflicts,
        held,
        classes,
        over: written.over.or(run.over).or(over),
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

    /// Which subjects took effect, by number.
    fn effective(&self) -> Vec<bool> {
        let left = self.run.stages.len() - 1;
        let versions = self.run.stages[..left].iter();
        let versions = versions.map(|stage| Subject::Version(stage.id));
        let settled = matches!(self.run.settlement(Subject::Case), Settlement::Settled(_));
        let case = settled.then_some(Subject::Case);
        let subjects = &self.history.subjects;
        let others = versions.chain(case).filter_map(|one| subjects.number(one));
        let items = self.run.taken.iter().map(|taken| taken.number);
        let mut effective = vec![false; subjects.all().len()];
        for number in items.chain(others) {
            effective[number] = true;
        }
        effective
    }

    /// The class of every act that writes on a subject, and whether telling them takes more than a
    /// case may.
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

    /// What was replaced, each with the first act that had seen it.
    fn replaced(&self, register: &Register) -> Vec<(usize, Class)> {
        let replaced = register.replaced();
        if replaced.is_empty() {
            return Vec::new();
        }
        let mut places: Vec<usize> = register.writes.iter().map(|write| write.place).collect();
        places.sort_unstable();
        let first = register.standing().first().map_or(0, |write| write.place);
        let seers = self.written.sights.seers(places.into_iter());
        let by = |place: usize| seers.get(&place).copied().unwrap_or(first);
        let replaced = replaced.iter().map(|write| write.place);
        replaced
            .map(|place| (place, Class::Replaced { by: by(place) }))
            .collect()
    }

    /// The item of a held act for which it has to be told on what it rests; nothing where it was
    /// done under another version.
    fn asked_of(&self, subject: Subject, register: &Register, write: &Write) -> Option<ItemId> {
        match subject {
            Subject::Item(item) if !register.is_foreign && self.is_reached(write.version) => {
                Some(item)
            }
            Subject::Item(_) | Subject::Case | Subject::Version(_) => None,
        }
    }

    /// Why held acts are held; nothing where telling that takes more steps than a case may.
    fn held_reasons(&self, asked: &[(usize, ItemId)]) -> Option<Vec<HeldReason>> {
        let (history, written) = (self.history, self.written);
        if asked.is_empty() {
            return Some(Vec::new());
        }
        if !written.moves() {
            return Hindsight::of(self.rules, history, written, self.run).reasons(asked);
        }
        // Where a case moves between versions, each is told from the beginning.
        let steps = asked.len().saturating_mul(history.events.len());
        let plain = Plain {
            rules: self.rules,
            history,
            written,
            run: self.run,
        };
        let asked = asked.iter();
        (steps <= STEPS).then(|| {
            asked
                .map(|(place, item)| plain.held_reason(*place, *item))
                .collect()
        })
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
        let register = self.run.registers.get(subject);
        let register = register.expect("what is in conflict was written on");
        let sides = register.sides().into_iter().map(|(outcome, writes)| Side {
            outcome: outcome.clone(),
            places: writes.iter().map(|write| write.place).collect(),
            held: self.resting_on(subject, outcome, resting),
        });
        let mut sides: Vec<Side> = sides.collect();
        sides.sort_by_key(|side| (std::cmp::Reverse(side.held), side.places[0]));
        Conflict {
            subject,
            activity,
            sides,
        }
    }

    /// How many held acts rest on a side: on the outcome of an item, or on the version to which it
    /// leads.
    fn resting_on(&self, on: Subject, side: &Outcome, resting: &Resting) -> usize {
        match on {
            Subject::Case => 0,
            Subject::Item(item) => resting.on.get(&(item, side)).copied().unwrap_or(0),
            Subject::Version(from) => {
                let led = version::next(&self.rules.definitions, from, side);
                let under = |place: &&usize| {
                    led.as_ref()
                        .is_some_and(|led| self.written.is_under(**place, led.id))
                };
                resting.under.iter().filter(under).count()
            }
        }
    }

    fn late(&self, classes: &[Class]) -> Vec<(usize, usize)> {
        let case = self.run.registers.get(Subject::Case);
        let closed = case.into_iter().flat_map(Register::standing);
        let closing = |write: &&Write| write.outcome != Outcome::State(TurnState::Open);
        let closed: Vec<usize> = closed.filter(closing).map(|write| write.place).collect();
        if closed.is_empty() {
            return Vec::new();
        }
        let taken = self.run.taken.iter();
        let applied = taken
            .filter_map(|taken| {
                self.run
                    .registers
                    .by_number(taken.number)?
                    .standing()
                    .first()
            })
            .map(|write| write.place)
            .filter(|place| classes[*place] == Class::Applied);
        let mut late = first_unseen(self.history, applied.collect(), &closed);
        late.sort_unstable();
        late
    }
}

/// How many held acts rest on what.
#[derive(Default)]
struct Resting<'h> {
    /// On an outcome of an item.
    on: BTreeMap<(ItemId, &'h Outcome), usize>,
    /// On a version: where these acts are.
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
