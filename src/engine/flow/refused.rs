use serde::{Deserialize, Serialize};

use crate::engine::{ActivitySet, Choice};
use crate::model::ActivityNumber;

/// One act of a trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub activity: ActivityNumber,
    pub choice: Choice,
}

/// Why a procedure is refused; a trace is a shortest one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// No flow comes to it, or none that is ever taken.
    NeverStarts { activity: ActivityNumber },
    /// The case could get no further, or never to its end.
    NoEnd { impasse: Impasse, trace: Vec<Step> },
    /// An activity would hold two work items.
    TwoItems {
        activity: ActivityNumber,
        trace: Vec<Step>,
    },
    /// It waits by the rule of flow, and starts by the standard's clause on filled flows.
    Ambiguous {
        activity: ActivityNumber,
        awaiting: ActivitySet,
        trace: Vec<Step>,
    },
    /// More markings than are explored.
    NotProved { bound: usize },
    /// Not so many, and exploring them takes more time or memory than is spent on it.
    TooLong,
}

/// How a case can fail to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Impasse {
    /// Work waits and none is ready: who waits, and for whom.
    Deadlock(Vec<(ActivityNumber, ActivitySet)>),
    /// Work is always ready and never leads to the end: what can still be done.
    Livelock(ActivitySet),
}
