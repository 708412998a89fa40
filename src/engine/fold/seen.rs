//! What is written by the events that somebody has seen, as they come and go.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::engine::fold::agreed::{Agreed, Ask};
use crate::engine::fold::history::History;
use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::register::{Register, Settlement, Write};
use crate::engine::fold::run::{Run, Work};
use crate::engine::fold::written::Written;
use crate::model::{ItemId, Subject};

/// What was written by the events that are seen.
pub struct Past<'h> {
    written: &'h Written,
    pub now: &'h Run,
    history: &'h History<'h>,
    registers: BTreeMap<ItemId, Seen<'h>>,
    /// What somebody who has seen all is thought to write, on an item.
    pub laid: Option<(ItemId, &'h Write)>,
    sides: BTreeMap<ItemId, Sides<'h>>,
    /// How much was done so far beside the fold.
    pub effort: Cell<usize>,
}

/// What stands now on an item.
pub struct Sides<'h> {
    is_settled: bool,
    pub is_contested: bool,
    /// The smallest attempt of each outcome.
    least: BTreeMap<&'h Outcome, u32>,
}

/// The writes on an item that are seen.
#[derive(Default)]
struct Seen<'h> {
    all: Vec<&'h Write>,
    /// Of each with those before it: the smallest `seq`, and whether those of it are all moves.
    least: Vec<(u64, bool)>,
    /// What stands, counted by outcome and attempt.
    standing: BTreeMap<(&'h Outcome, u32), usize>,
    stands: BTreeSet<usize>,
    /// Of each, the writes that no longer stood by it.
    replaced: Vec<Vec<usize>>,
    /// Whether they name more than one activity.
    is_mixed: bool,
}

impl<'h> Past<'h> {
    /// Of no events.
    pub fn of(history: &'h History<'h>, written: &'h Written, now: &'h Run) -> Self {
        Self {
            written,
            now,
            history,
            registers: BTreeMap::new(),
            laid: None,
            sides: BTreeMap::new(),
            effort: Cell::new(0),
        }
    }

    fn write(&self, place: usize) -> Option<(ItemId, &'h Write)> {
        match self.written.each[place].as_ref()?.as_ref().ok()? {
            (Subject::Item(item), write) => Some((*item, write)),
            (Subject::Case | Subject::Version(_), _) => None,
        }
    }

    /// Adds what an event writes; gives the item on which it does.
    pub fn add(&mut self, place: usize) -> Option<ItemId> {
        let (item, write) = self.write(place)?;
        let stood = self.written.sights.stood(place);
        self.work(1 + stood.len());
        let seen = self.registers.entry(item).or_default();
        let seq = self.history.seq(place);
        let is_move = matches!(write.outcome, Outcome::Moved(_));
        let least = match seen.least.last() {
            Some((least, _)) if *least < seq => (*least, seen.least[seen.least.len() - 1].1),
            Some((least, moves)) if *least == seq => (seq, *moves && is_move),
            Some(_) | None => (seq, is_move),
        };
        seen.is_mixed |= seen
            .all
            .first()
            .is_some_and(|one| one.activity != write.activity);
        let replaced: Vec<usize> = stood
            .iter()
            .copied()
            .filter(|one| seen.stands.contains(one))
            .collect();
        for one in &replaced {
            seen.count(self.written, *one, false);
        }
        seen.least.push(least);
        seen.replaced.push(replaced);
        seen.all.push(write);
        seen.count(self.written, place, true);
        Some(item)
    }

    /// Takes back what the last event wrote.
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

    /// Counts what is done.
    pub fn work(&self, steps: usize) {
        self.effort.set(self.effort.get() + steps);
    }

    /// What stands now on an item.
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
    /// Whether those who say an outcome lead on by this attempt.
    pub fn leads_on(&self, outcome: &Outcome, attempt: u32) -> bool {
        self.least.get(outcome) == Some(&attempt)
    }
}

impl<'h> Seen<'h> {
    /// Counts a write among those that stand, or no more.
    fn count(&mut self, written: &'h Written, place: usize, stands: bool) {
        let Some((_, write)) = written.each[place]
            .as_ref()
            .and_then(|one| one.as_ref().ok())
        else {
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

    /// The same of the writes that name this activity alone, where others do not.
    fn only(&self, past: &Past<'h>, work: Work) -> Self {
        let mut only = Self::default();
        past.work(self.all.len());
        let mut all = self.all.clone();
        all.retain(|write| write.activity == Some(work.0));
        let places = all.iter().map(|write| write.place).collect::<Vec<_>>();
        let replaced = past.written.sights.seers(places.iter().copied());
        for write in all {
            let seq = past.history.seq(write.place);
            let is_move = matches!(write.outcome, Outcome::Moved(_));
            let least = match only.least.last() {
                Some((least, moves)) if *least < seq => (*least, *moves),
                Some((least, moves)) if *least == seq => (seq, *moves && is_move),
                Some(_) | None => (seq, is_move),
            };
            only.least.push(least);
            only.all.push(write);
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
        let agreed = match seen {
            Some(seen) if seen.is_mixed || seen.all.first()?.activity != Some(work.0) => {
                seen.only(self, work).agreed(work)
            }
            Some(seen) => seen.agreed(work),
            None => None,
        };
        match self.laid {
            Some((item, write)) if item == work.1 => {
                let seen = seen.and_then(|seen| seen.least.last().copied());
                let (seq, is_move) = seen.unwrap_or((u64::MAX, false));
                Some(Agreed {
                    outcome: &write.outcome,
                    attempt: write.attempt,
                    turn: (seq, is_move, work),
                })
            }
            Some(_) | None => agreed,
        }
    }

    fn differs(&mut self, work: Work, agreed: Agreed<'h>) -> bool {
        let sides = self.sides(work.1);
        !sides.is_settled || !sides.leads_on(agreed.outcome, agreed.attempt)
    }
}
