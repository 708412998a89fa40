use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::run::Work;

/// Why an act that stands does not count now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldReason {
    /// It rests on this outcome of an item that is now in conflict.
    Contested { subject: Work, outcome: Outcome },
    /// It rests on an item that has another outcome now.
    Changed { subject: Work },
    /// It rests on a join that has since to wait for more.
    Waits,
    /// The acts that its author saw do not lead to it.
    NotReached,
    /// It was done under a version of the procedure that is not that of the case, which says
    /// whether the version is in conflict.
    Version { contested: bool },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub place: usize,
    pub reason: HeldReason,
}
