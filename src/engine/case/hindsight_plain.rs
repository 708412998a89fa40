//! What held acts rest on, told of each from the beginning, as plainly as can be.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::case::held::HeldReason;
use crate::engine::fold::history::History;
use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::register::{Register, Registers, Replacing, Settlement};
use crate::engine::fold::run::{Rules, Run, Taken};
use crate::engine::fold::token::parents;
use crate::engine::fold::written::Written;
use crate::model::{ItemId, Subject};

/// What it follows from.
pub struct Plain<'p> {
    pub rules: &'p Rules<'p>,
    pub history: &'p History<'p>,
    pub written: &'p Written,
    pub run: &'p Run,
}

impl Plain<'_> {
    /// Folds what the author saw and finds the first item on the way whose outcome differs now.
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
        let steps = run
            .taken
            .iter()
            .filter(|taken| way.contains(&taken.subject.1));
        for step in steps {
            let subject = step.subject;
            let register = self.run.register(subject.1);
            let saw = run.registers.outcome(subject.1);
            let both = register.zip(saw);
            let says_so = both.and_then(|(register, saw)| self.says(register, step, saw));
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
