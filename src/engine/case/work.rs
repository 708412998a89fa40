use serde::{Deserialize, Serialize};

use crate::engine::ActivitySet;
use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::register::Write;
use crate::model::{Activity, ActivityNumber, ItemId};

/// Whether a case goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    Open,
    Suspended,
    Cancelled,
    /// No token is left; the ends reached, joined by `+` in order of activity.
    Finished {
        result: String,
    },
}

impl Standing {
    /// The ends reached, where it is finished.
    pub fn result(&self) -> Option<&str> {
        match self {
            Self::Finished { result } => Some(result),
            Self::Open | Self::Suspended | Self::Cancelled => None,
        }
    }
}

/// A work item that can be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    pub activity: ActivityNumber,
    pub item: ItemId,
    /// The place of the act that made it ready.
    pub since: usize,
    pub came: Came,
}

/// How a work item came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Came {
    /// By the flows of the procedure.
    ByFlow,
    /// A review sent it back.
    Returned,
    /// Somebody moved it here, or took back what had been done.
    Moved,
}

/// A work item that waits for others to arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub arrived: ActivitySet,
    /// The other ends of its empty flows that something can still reach.
    pub awaiting: ActivitySet,
}

/// A work item that took effect.
#[derive(Clone, Copy, Debug)]
pub struct Done<'a> {
    pub activity: ActivityNumber,
    pub item: ItemId,
    /// The version under which it took effect, in whose numbers it stands.
    pub version: ItemId,
    /// Its activity by the version under which it took effect.
    pub definition: &'a Activity,
    pub outcome: &'a Outcome,
    /// The definition that this is of, by its place among those of the case.
    pub under: usize,
    /// The places of the acts by which its first token came, and which made it ready.
    pub begun: usize,
    pub since: usize,
    /// The act by which it took effect.
    pub place: usize,
    /// Acts that say the same.
    pub also: &'a [Write],
}
