use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::engine::case::hindsight::Hindsight;
use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::register::{Registers, Replacing, Write};
use crate::engine::fold::run::{Live, Run, Work, marking};
use crate::engine::{Case, Conflict, Marking};
use crate::model::budget::STEPS;
use crate::model::{ActivityNumber, ItemId, Subject};

/// What would be if something were written now by someone who has seen everything.
impl Case<'_> {
    /// The contested activities of which keeping some side would make this one ready; as far as
    /// telling takes no more steps than a case may.
    pub fn contested_before(&self, activity: ActivityNumber) -> Vec<ActivityNumber> {
        let conflicts = self.conflicts();
        let mut hindsight =
            LazyCell::new(|| Hindsight::of(&self.rules, &self.history, &self.written, &self.run));
        let mut steps = 0;
        let mut before = Vec::new();
        for conflict in conflicts {
            for side in &conflict.sides {
                let says = match conflict.subject {
                    Subject::Item(item) if !self.written.moves() => self
                        .write(side.places[0])
                        .map(|(_, write)| (Some(item), write)),
                    Subject::Item(_) | Subject::Case | Subject::Version(_) => {
                        let register = self.register(conflict.subject);
                        let side = register.map(|register| register.side(&side.outcome));
                        side.and_then(|side| Some((None, *side.first()?)))
                    }
                };
                let reached = match says {
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
                match reached {
                    None => return before,
                    Some(false) => {}
                    Some(true) => {
                        before.extend(conflict.activity);
                        break;
                    }
                }
            }
        }
        before
    }

    /// Whether work of an activity that was come to is not what was done before or is contested.
    fn is_new(&self, found: Work, activity: ActivityNumber, conflict: &Conflict) -> bool {
        found.0 == activity
            && Subject::Item(found.1) != conflict.subject
            && self
                .whereabouts
                .taken(&self.run, &self.history.subjects, found.1)
                .is_none()
    }

    /// The acts that count now and would be held if an outcome were written; the acts on the
    /// subject itself are not among them.
    pub fn held_by(&self, subject: Subject, outcome: Outcome) -> Vec<usize> {
        let then = self.supposing(subject, outcome);
        let still: BTreeSet<ItemId> = then.taken.iter().map(|taken| taken.subject.1).collect();
        let lost = self.run.taken.iter().map(|taken| taken.subject.1);
        let lost = lost.filter(|item| Subject::Item(*item) != subject && !still.contains(item));
        let writes = lost.filter_map(|item| self.run.register(item));
        let mut held: Vec<usize> = writes
            .flat_map(|register| register.standing().iter().map(|write| write.place))
            .collect();
        held.sort_unstable();
        held
    }

    /// The flows that would hold a token if an outcome were written.
    pub fn marking_after(&self, subject: Subject, outcome: Outcome) -> Marking {
        marking(&self.supposing(subject, outcome).live)
    }

    /// The fold with an outcome laid over all others on its subject.
    pub(in crate::engine) fn supposing(&self, subject: Subject, outcome: Outcome) -> Run {
        let register = self.register(subject);
        let writes = register.into_iter().flat_map(|register| &register.writes);
        let attempts = writes.map(|write| write.attempt).max().unwrap_or(0);
        let attempt = match outcome {
            Outcome::Moved(_) => attempts + 1,
            _ => 0,
        };
        let write = Write {
            place: self.events().len(),
            activity: self.activity_of(subject),
            outcome,
            attempt,
            version: self.version_id(),
            terms: self.version_id(),
        };
        self.laid(subject, write)
    }

    /// The activity of a work item in the numbers of the present version: as it is, as it was, or
    /// as those who wrote on it said.
    fn activity_of(&self, subject: Subject) -> Option<ActivityNumber> {
        let live = self.run.live.iter().map(Live::subject);
        let taken = self.run.taken.iter().filter_map(|taken| {
            let (activity, item) = taken.subject;
            Some((self.number_now(taken.version, activity)?, item))
        });
        let mut known = live.chain(taken);
        let found = known.find(|(_, item)| Subject::Item(*item) == subject);
        let said = || {
            let write = self.register(subject)?.writes.first()?;
            self.number_now(write.version, write.activity?)
        };
        found.map_or_else(said, |(activity, _)| Some(activity))
    }

    /// Whether a write, kept, would be of a version to which the case has not come, or none that
    /// its work can come to under the present one.
    pub(in crate::engine) fn would_be_foreign(&self, subject: Subject, write: &Write) -> bool {
        if self.rules.definitions.len() == 1 {
            return false;
        }
        let place = self.events().len();
        let then = self.laid(
            subject,
            Write {
                place,
                ..write.clone()
            },
        );
        let is_stray = then.strays.iter().any(|write| write.place == place);
        let register = then.registers.get(subject);
        is_stray || register.is_some_and(|register| register.is_foreign)
    }

    fn laid(&self, subject: Subject, write: Write) -> Run {
        let replacing = Replacing::Sights(&self.written.sights);
        let mut registers = Registers::of(replacing, &self.history.subjects, self.written.all());
        registers.suppose(subject, write);
        self.rules.run(&self.history, replacing, registers)
    }

    pub(in crate::engine) fn would_be_ready(
        &self,
        activity: ActivityNumber,
        conflict: &Conflict,
        says: &Write,
    ) -> bool {
        let write = Write {
            place: self.events().len(),
            ..says.clone()
        };
        let run = self.laid(conflict.subject, write);
        let reached = run.taken.iter().map(|taken| taken.subject);
        let ready = run.live.iter().filter(|item| item.since.is_some());
        reached
            .chain(ready.map(Live::subject))
            .any(|found| self.is_new(found, activity, conflict))
    }
}
