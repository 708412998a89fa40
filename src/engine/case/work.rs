//! The state of a case, and its work items as they are ready, waiting or done.

use serde::{Deserialize, Serialize};

use crate::engine::ActivitySet;
use crate::engine::fold::outcome::Outcome;
use crate::engine::fold::register::Write;
use crate::model::{Activity, ActivityNumber, AnswerKey, ItemId};

/// The state of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    Open,
    Suspended,
    Cancelled,
    /// No token is left; `result` has the ends reached, joined by `+` in order of activity.
    Finished {
        result: String,
    },
}

impl Standing {
    /// The ends reached, of a finished case.
    pub fn result(&self) -> Option<&str> {
        match self {
            Self::Finished { result } => Some(result),
            Self::Open | Self::Suspended | Self::Cancelled => None,
        }
    }
}

/// A ready work item.
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
    /// Somebody moved it here, or undid what had been done.
    Moved,
}

/// A waiting work item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub arrived: ActivitySet,
    /// The activities at the other end of its empty flows that something can still reach.
    pub awaiting: ActivitySet,
}

/// A work item that took effect.
#[derive(Clone, Copy, Debug)]
pub struct Done<'a> {
    pub activity: ActivityNumber,
    pub item: ItemId,
    /// The version under which it took effect, which numbers its activity.
    pub version: ItemId,
    /// Its activity in that version.
    pub definition: &'a Activity,
    pub outcome: &'a Outcome,
    /// The index of that version's definition.
    pub under: usize,
    /// The places of the acts that brought its first token and that made it ready.
    pub begun: usize,
    pub since: usize,
    /// The act by which it took effect.
    pub place: usize,
    /// The acts that agree with it.
    pub also: &'a [Write],
}

impl<'a> Done<'a> {
    /// What was answered, where it was done.
    pub fn answers(&self) -> &'a [AnswerKey] {
        if let Outcome::Done(answers) = self.outcome {
            answers
        } else {
            &[]
        }
    }
}
