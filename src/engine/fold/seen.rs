//! The writes of the events that an author has seen, while events are added and removed.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::engine::fold::agreed::{Agreed, Ask};
use crate::engine::fold::history::History;
use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::register::{Register, Settlement, Write};
use crate::engine::fold::run::{Run, Work};
use crate::engine::fold::written::Written;
use crate::model::{ItemId, Subject};

/// The writes of the seen events.
pub struct Past<'h> {
    written: &'h Written,
    pub now: &'h Run,
    history: &'h History<'h>,
    registers: BTreeMap<ItemId, Seen<'h>>,
    /// A write on an item that counts as having seen every other.
    pub hypothetical: Option<(ItemId, &'h Write)>,
    sides: BTreeMap<ItemId, Sides<'h>>,
    /// The work done so far beside the fold.
    pub effort: Cell<usize>,
}

/// What stands on an item in the whole case.
pub struct Sides<'h> {
    is_settled: bool,
    pub is_contested: bool,
    /// The smallest attempt of each outcome.
    least: BTreeMap<&'h Outcome, u32>,
}

/// The seen writes on an item.
#[derive(Default)]
struct Seen<'h> {
    all: Vec<&'h Write>,
    /// For each write and those before it: the smallest `seq`, and whether all writes of that `seq`
    /// are moves.
    least: Vec<(u64, bool)>,
    /// The standing writes, counted by outcome and attempt.
    standing: BTreeMap<(&'h Outcome, u32), usize>,
    stands: BTreeSet<usize>,
    /// For each write, those that it replaced.
    replaced: Vec<Vec<usize>>,
    /// Whether they name more than one activity.
    is_mixed: bool,
}

impl<'h> Past<'h> {
    /// The past without any event.
    pub fn of(history: &'h History<'h>, written: &'h Written, now: &'h Run) -> Self {
        Self {
            written,
            now,
            history,
            registers: BTreeMap::new(),
            hypothetical: None,
            sides: BTreeMap::new(),
            effort: Cell::new(0),
        }
    }

    fn write(&self, place: usize) -> Option<(ItemId, &'h Write)> {
        let (subject, write) = self.written.at(place)?;
        Some((subject.item()?, write))
    }

    /// Adds the write of an event; gives its item.
    pub fn add(&mut self, place: usize) -> Option<ItemId> {
        let (item, write) = self.write(place)?;
        let stood = self.written.sights.stood(place);
        self.work(1 + stood.len());
        let seen = self.registers.entry(item).or_default();
        let first = seen.all.first();
        seen.is_mixed |= first.is_some_and(|one| one.activity != write.activity);
        let replaced = stood.iter().copied();
        let replaced: Vec<usize> = replaced.filter(|one| seen.stands.contains(one)).collect();
        for one in &replaced {
            seen.count(self.written, *one, false);
        }
        seen.push(write, self.history.seq(place));
        seen.replaced.push(replaced);
        seen.count(self.written, place, true);
        Some(item)
    }

    /// Removes the write of the last event; gives its item.
    pub fn remove(&mut self, place: usize) -> Option<ItemId> {
        let (item, _) = self.write(place)?;
        let seen = self.registers.get_mut(&item)?;
        seen.all.pop();
        seen.least.pop();
        seen.count(self.written, place, false);
        let back = seen.replaced.pop().unwrap_or_default();
        self.effort.set(self.effort.get() + back.len());
        for one in back {
            seen.count(self.written, one, true);
        }
        Some(item)
    }

    /// Counts work.
    pub fn work(&self, steps: usize) {
        self.effort.set(self.effort.get() + steps);
    }

    /// What stands on an item in the whole case.
    pub fn sides(&mut self, item: ItemId) -> &Sides<'h> {
        let now = self.now;
        self.sides.entry(item).or_insert_with(|| {
            let settlement = now.settlement(Subject::Item(item));
            let standing = now.register(item).map_or(&[][..], Register::standing);
            let mut least = BTreeMap::new();
            for write in standing {
                let attempt = least.entry(&write.outcome).or_insert(write.attempt);
                *attempt = write.attempt.min(*attempt);
            }
            Sides {
                is_settled: matches!(settlement, Settlement::Settled(_)),
                is_contested: settlement == Settlement::Contested,
                least,
            }
        })
    }
}

impl Sides<'_> {
    /// Whether the writes with an outcome lead on by this attempt.
    pub fn leads_on(&self, outcome: &Outcome, attempt: u32) -> bool {
        self.least.get(outcome) == Some(&attempt)
    }
}

impl<'h> Seen<'h> {
    fn push(&mut self, write: &'h Write, seq: u64) {
        let is_move = matches!(write.outcome, Outcome::Moved(_));
        let least = match self.least.last() {
            Some((least, moves)) if *least < seq => (*least, *moves),
            Some((least, moves)) if *least == seq => (seq, *moves && is_move),
            Some(_) | None => (seq, is_move),
        };
        self.least.push(least);
        self.all.push(write);
    }

    /// Counts a write in or out of those that stand.
    fn count(&mut self, written: &'h Written, place: usize, stands: bool) {
        let Some((_, write)) = written.at(place) else {
            return;
        };
        let key = (&write.outcome, write.attempt);
        if stands {
            self.stands.insert(place);
            *self.standing.entry(key).or_default() += 1;
        } else if self.stands.remove(&place)
            && let Some(many) = self.standing.get_mut(&key)
        {
            *many -= 1;
            if *many == 0 {
                self.standing.remove(&key);
            }
        }
    }

    /// The writes with this activity alone.
    fn only(&self, past: &Past<'h>, work: Work) -> Self {
        let mut only = Self::default();
        past.work(self.all.len());
        let mut all = self.all.clone();
        all.retain(|write| write.activity == Some(work.0));
        let replaced = past
            .written
            .sights
            .seers(all.iter().map(|write| write.place));
        for write in all {
            only.push(write, past.history.seq(write.place));
            if !replaced.contains_key(&write.place) {
                only.count(past.written, write.place, true);
            }
        }
        only
    }

    fn agreed(&self, work: Work) -> Option<Agreed<'h>> {
        let ((first, attempt), _) = self.standing.first_key_value()?;
        let ((last, _), _) = self.standing.last_key_value()?;
        let (seq, is_move) = *self.least.last()?;
        (first == last).then_some(Agreed {
            outcome: first,
            attempt: *attempt,
            turn: (seq, is_move, work),
        })
    }
}

impl<'h> Ask<'h> for Past<'h> {
    fn agreed(&self, work: Work) -> Option<Agreed<'h>> {
        let seen = self.registers.get(&work.1);
        if let Some((item, write)) = self.hypothetical
            && item == work.1
        {
            let least = seen.and_then(|seen| seen.least.last().copied());
            let (seq, is_move) = least.unwrap_or((u64::MAX, false));
            return Some(Agreed {
                outcome: &write.outcome,
                attempt: write.attempt,
                turn: (seq, is_move, work),
            });
        }
        let seen = seen?;
        match seen.is_mixed || seen.all.first()?.activity != Some(work.0) {
            true => seen.only(self, work).agreed(work),
            false => seen.agreed(work),
        }
    }

    fn differs(&mut self, work: Work, agreed: Agreed<'h>) -> bool {
        let sides = self.sides(work.1);
        !sides.is_settled || !sides.leads_on(agreed.outcome, agreed.attempt)
    }
}
