//! The reasons of held acts, each by a fold of its own: the plain rule that
//! [`hindsight`](super::hindsight) must equal.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::case::folded::Folded;
use crate::engine::case::held::HeldReason;
use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::register::{Register, Registers, Replacing, Settlement};
use crate::engine::fold::run::{Run, Taken};
use crate::engine::fold::token::parents;
use crate::model::{ItemId, Subject};

impl Folded<'_> {
    /// Folds what the author saw, and finds the first item on the way whose outcome differs now.
    pub fn held_reason(&self, place: usize, item: ItemId) -> HeldReason {
        let past = self.history.past(place);
        let plainly = Replacing::Plainly(self.history);
        let registers = Registers::of(plainly, &self.history.subjects, self.written.among(&past));
        let run = self.rules.run(self.history, plainly, registers);
        let live = run.live.iter().find(|live| live.id == item);
        let taken = run.taken.iter().find(|taken| taken.subject.1 == item);
        let tokens = match (live, taken) {
            (Some(live), _) if live.since.is_some() => &live.tokens,
            (_, Some(taken)) => &taken.tokens,
            (_, None) => return HeldReason::NotReached,
        };
        let way = ancestors(&run, parents(tokens));
        let is_on_way = |taken: &&Taken| way.contains(&taken.subject.1);
        for step in run.taken.iter().filter(is_on_way) {
            let subject = step.subject;
            let register = self.run.register(subject.1);
            let seen = register.zip(run.registers.outcome(subject.1));
            let now = seen.and_then(|(register, seen)| self.same_now(register, step, seen));
            match (self.run.settlement(Subject::Item(subject.1)), now) {
                (Settlement::Settled(_), Some(_)) => {}
                (Settlement::Contested, Some(outcome)) => {
                    return HeldReason::Contested { subject, outcome };
                }
                _ => return HeldReason::Changed { subject },
            }
        }
        HeldReason::Waits
    }

    /// The outcome that the author saw, in today's terms, if the standing writes that agree with it
    /// lead on as it did: by the same attempt, under the same version.
    fn same_now(&self, register: &Register, step: &Taken, seen: &Outcome) -> Option<Outcome> {
        let terms = register.standing().first()?.terms;
        let outcome = self.run.in_terms(seen, step.version, terms)?;
        let side = register.side(&outcome);
        let versions = side.iter().map(|write| write.version);
        let latest = versions.max_by_key(|version| self.written.depth(*version));
        let leads_on = side.first().map(|write| write.attempt) == Some(step.attempt)
            && latest == Some(step.version);
        leads_on.then_some(outcome)
    }
}

/// These items and all that they come from.
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
