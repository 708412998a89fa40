//! What a search through the markings of a procedure may cost, whoever wrote the procedure.

use crate::engine::Marking;
use crate::engine::flow::marking::BOUND;

/// The most work of one search: the flows that it looks at or copies. Twice what a procedure of
/// nearly as many markings as are explored takes, with all of its branches in parallel.
pub const WORK: u64 = 100_000_000;

/// The most flows that the markings of one search hold together, which is what takes memory.
const HELD: usize = 8_000_000;

/// What one act costs beside the flows that it moves.
const ACT: u64 = 8;

/// What a search may still cost.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    pub markings: usize,
    held: usize,
    pub work: u64,
}

/// What a search had too little of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    Markings,
    /// Time or memory.
    Work,
}

impl Effort {
    pub const fn of(markings: usize, work: u64) -> Self {
        let held = HELD;
        Self {
            markings,
            held,
            work,
        }
    }

    /// Goes on to a marking, of which so many are known by now.
    pub fn visit(&mut self, marking: &Marking, known: usize) -> Result<(), Lacking> {
        if known > self.markings {
            return Err(Lacking::Markings);
        }
        let flows = marking.flows().len() as u64;
        self.spend(flows * (marking.occupied().len() as u64 + 1))
    }

    /// Takes one act from a marking.
    pub fn act(&mut self, from: &Marking) -> Result<(), Lacking> {
        self.spend(from.flows().len() as u64 + ACT)
    }

    /// Keeps one marking more.
    pub fn hold(&mut self, marking: &Marking) -> Result<(), Lacking> {
        let left = self.held.checked_sub(marking.flows().len() + 1);
        self.held = left.ok_or(Lacking::Work)?;
        Ok(())
    }

    fn spend(&mut self, work: u64) -> Result<(), Lacking> {
        match self.work.checked_sub(work) {
            Some(left) => {
                self.work = left;
                Ok(())
            }
            None => {
                self.work = 0;
                Err(Lacking::Work)
            }
        }
    }
}

impl Default for Effort {
    fn default() -> Self {
        Self::of(BOUND, WORK)
    }
}
