//! Hypothetical acts: what would be if someone who has seen everything wrote an outcome now.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::engine::case::hindsight::Hindsight;
use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::register::{Register, Registers, Replacing, Write};
use crate::engine::fold::run::{Live, Run, Work, marking};
use crate::engine::{Case, Conflict, Marking};
use crate::model::budget::STEPS;
use crate::model::{Act, ActivityNumber, ItemId, Subject};

impl Case<'_> {
    /// The outcome that an act would write.
    pub fn outcome(&self, act: &Act) -> Option<Outcome> {
        if let Act::Kept(keeping) = act {
            let kept = self.place(keeping.event)?;
            return Some(self.write(kept)?.1.outcome.clone());
        }
        Outcome::of(act, self.procedure())?.ok()
    }

    /// The contested activities of which keeping some side would make this one ready; those after
    /// the budget of steps ran out are left out.
    pub fn contested_before(&self, activity: ActivityNumber) -> Vec<ActivityNumber> {
        let mut hindsight = LazyCell::new(|| Hindsight::of(self.folded()));
        let mut steps = 0;
        let mut before = Vec::new();
        for conflict in self.conflicts() {
            for side in &conflict.sides {
                let write = match conflict.subject {
                    Subject::Item(item) if !self.written.moves() => self
                        .write(side.places[0])
                        .map(|(_, write)| (Some(item), write)),
                    Subject::Item(_) | Subject::Case | Subject::Version(_) => {
                        let register = self.register(conflict.subject);
                        let side = register.map(|register| register.side(&side.outcome));
                        side.and_then(|side| Some((None, *side.first()?)))
                    }
                };
                let reached = match write {
                    None => Some(false),
                    Some((Some(item), write)) => {
                        let wanted = |found| self.is_new(found, activity, conflict);
                        LazyCell::force_mut(&mut hindsight).would_be_ready(wanted, item, write)
                    }
                    Some((None, write)) => {
                        steps += self.events().len();
                        (steps <= STEPS).then(|| self.would_be_ready(activity, conflict, write))
                    }
                };
                let Some(is_reached) = reached else {
                    return before;
                };
                if is_reached {
                    before.extend(conflict.activity);
                    break;
                }
            }
        }
        before
    }

    /// Whether reached work is at the activity, was not taken before and is not itself contested.
    fn is_new(&self, found: Work, activity: ActivityNumber, conflict: &Conflict) -> bool {
        found.0 == activity
            && Subject::Item(found.1) != conflict.subject
            && self.taken(found.1).is_none()
    }

    /// The applied acts that would be held if an outcome were written, without those on the subject
    /// itself.
    pub fn held_by(&self, subject: Subject, outcome: Outcome) -> Vec<usize> {
        let then = self.run_if(subject, outcome);
        let still: BTreeSet<ItemId> = then.taken.iter().map(|taken| taken.subject.1).collect();
        let items = self.run.taken.iter().map(|taken| taken.subject.1);
        let lost = items.filter(|item| Subject::Item(*item) != subject && !still.contains(item));
        let registers = lost.filter_map(|item| self.run.register(item));
        let writes = registers.flat_map(Register::standing);
        let mut held: Vec<usize> = writes.map(|write| write.place).collect();
        held.sort_unstable();
        held
    }

    /// The marking if an outcome were written.
    pub fn marking_after(&self, subject: Subject, outcome: Outcome) -> Marking {
        marking(&self.run_if(subject, outcome).live)
    }

    /// The fold as if an outcome had replaced all others on its subject.
    pub(in crate::engine) fn run_if(&self, subject: Subject, outcome: Outcome) -> Run {
        let register = self.register(subject);
        let writes = register.into_iter().flat_map(|register| &register.writes);
        let attempts = writes.map(|write| write.attempt).max().unwrap_or(0);
        let attempt = match matches!(outcome, Outcome::Moved(_)) {
            true => attempts + 1,
            false => 0,
        };
        let write = Write {
            place: self.events().len(),
            activity: self.activity_of(subject),
            outcome,
            attempt,
            version: self.version_id(),
            terms: self.version_id(),
        };
        self.run_with(subject, write)
    }

    /// The activity of a work item in the current version: from the live or taken item, else from
    /// the writes on it.
    fn activity_of(&self, subject: Subject) -> Option<ActivityNumber> {
        let live = self.run.live.iter().map(Live::subject);
        let taken = self.run.taken.iter().filter_map(|taken| {
            let (activity, item) = taken.subject;
            Some((self.number_now(taken.version, activity)?, item))
        });
        let mut known = live.chain(taken);
        let found = known.find(|(_, item)| Subject::Item(*item) == subject);
        let stated = || {
            let write = self.register(subject)?.writes.first()?;
            self.number_now(write.version, write.activity?)
        };
        found.map_or_else(stated, |(activity, _)| Some(activity))
    }

    /// Whether a write, if kept, would have no effect: it belongs to a version that the case has
    /// not come to, or is not possible under the current one.
    pub(in crate::engine) fn would_be_foreign(&self, subject: Subject, write: &Write) -> bool {
        if self.rules.definitions.len() == 1 {
            return false;
        }
        let (place, write) = (self.events().len(), write.clone());
        let then = self.run_with(subject, Write { place, ..write });
        let is_stray = then.strays.iter().any(|write| write.place == place);
        let register = then.registers.get(subject);
        is_stray || register.is_some_and(|register| register.is_foreign)
    }

    fn run_with(&self, subject: Subject, write: Write) -> Run {
        let replacing = Replacing::Sights(&self.written.sights);
        let mut registers = Registers::of(replacing, &self.history.subjects, self.written.all());
        registers.add_hypothetical(subject, write);
        self.rules.run(&self.history, replacing, registers)
    }

    pub(in crate::engine) fn would_be_ready(
        &self,
        activity: ActivityNumber,
        conflict: &Conflict,
        write: &Write,
    ) -> bool {
        let (place, write) = (self.events().len(), write.clone());
        let run = self.run_with(conflict.subject, Write { place, ..write });
        let reached = run.taken.iter().map(|taken| taken.subject);
        let ready = run.live.iter().filter(|item| item.since.is_some());
        reached
            .chain(ready.map(Live::subject))
            .any(|found| self.is_new(found, activity, conflict))
    }
}
