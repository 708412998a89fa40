use serde::{Deserialize, Serialize};

use crate::engine::{ActivitySet, Choice};
use crate::model::ActivityNumber;

/// One act of a trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub activity: ActivityNumber,
    pub choice: Choice,
}

/// Why a procedure is refused; traces are shortest ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// No flow leads to it, or none that is ever taken.
    NeverStarts { activity: ActivityNumber },
    /// The case could stop before its end, or go on for ever.
    NoEnd { impasse: Impasse, trace: Vec<Step> },
    /// An activity would hold two work items.
    TwoItems {
        activity: ActivityNumber,
        trace: Vec<Step>,
    },
    /// It waits by the rule of flow but starts by the standard's clause on filled flows.
    Ambiguous {
        activity: ActivityNumber,
        awaiting: ActivitySet,
        trace: Vec<Step>,
    },
    /// There are more markings than the bound.
    NotProved { bound: usize },
    /// The search exceeded its budget of time or memory.
    TooLong,
}

/// How a case can fail to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Impasse {
    /// Work waits and none is ready: the waiting activities, each with those that it waits for.
    Deadlock(Vec<(ActivityNumber, ActivitySet)>),
    /// Work is always ready but never leads to the end: the activities that can still be done.
    Livelock(ActivitySet),
}
