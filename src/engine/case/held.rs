use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::run::Work;

/// Why a standing act is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldReason {
    /// It rests on this outcome of an item that is now in conflict.
    Contested { subject: Work, outcome: Outcome },
    /// It rests on an item that now has another outcome.
    Changed { subject: Work },
    /// It rests on a join that now waits for more.
    Waits,
    /// The acts that its author saw do not lead to its item.
    NotReached,
    /// It was done under another version than that of the case; `contested` where that version is
    /// in conflict.
    Version { contested: bool },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub place: usize,
    pub reason: HeldReason,
}
