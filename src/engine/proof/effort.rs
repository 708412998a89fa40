//! The budget of a search through markings, as a procedure may be hostile.

use crate::engine::Marking;
use crate::engine::proof::marking::BOUND;

/// The most work of one search, in flows read or copied: twice what a procedure with nearly the
/// bound of markings and all branches in parallel takes.
pub const WORK: u64 = 100_000_000;

/// The most flows in all markings of one search, which bounds the memory.
const HELD: usize = 8_000_000;

/// The cost of one act beside the flows that it moves.
const ACT: u64 = 8;

/// The budget that a search has left.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    pub markings: usize,
    held: usize,
    pub work: u64,
}

/// The budget that a search exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    Markings,
    /// Time or memory.
    Work,
}

impl Effort {
    /// The budget of a search that stands alone.
    pub const fn whole() -> Self {
        Self::of(BOUND, WORK)
    }

    pub const fn of(markings: usize, work: u64) -> Self {
        let held = HELD;
        Self {
            markings,
            held,
            work,
        }
    }

    /// Pays for visiting a marking, with so many known.
    pub fn visit(&mut self, marking: &Marking, known: usize) -> Result<(), Lacking> {
        if known > self.markings {
            return Err(Lacking::Markings);
        }
        let flows = marking.flows().len() as u64;
        self.spend(flows * (marking.occupied().len() as u64 + 1))
    }

    /// Pays for one act from a marking.
    pub fn act(&mut self, from: &Marking) -> Result<(), Lacking> {
        self.spend(from.flows().len() as u64 + ACT)
    }

    /// Pays for storing one more marking.
    pub fn hold(&mut self, marking: &Marking) -> Result<(), Lacking> {
        let left = self.held.checked_sub(marking.flows().len() + 1);
        self.held = left.ok_or(Lacking::Work)?;
        Ok(())
    }

    fn spend(&mut self, work: u64) -> Result<(), Lacking> {
        let left = self.work.checked_sub(work);
        self.work = left.unwrap_or(0);
        left.map(drop).ok_or(Lacking::Work)
    }
}
