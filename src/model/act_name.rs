//! The names of acts, as a journal and every answer have them.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::Turn;
use crate::model::act::Act;

/// What kind of act it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActName {
    Started,
    Completed,
    Returned,
    Redirected,
    Undone,
    Kept,
    Turned(Turn),
    Migrated,
    Attached,
    Noted,
    Corrected,
    Assigned,
    Linked,
    /// A kind that only a later version of the program knows.
    Unknown(String),
}

impl ActName {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Started => "started",
            Self::Completed => "completed",
            Self::Returned => "returned",
            Self::Redirected => "redirected",
            Self::Undone => "undone",
            Self::Kept => "kept",
            Self::Turned(turn) => turn.name(),
            Self::Migrated => "migrated",
            Self::Attached => "attached",
            Self::Noted => "noted",
            Self::Corrected => "corrected",
            Self::Assigned => "assigned",
            Self::Linked => "linked",
            Self::Unknown(name) => name,
        }
    }
}

impl Act {
    pub fn name(&self) -> ActName {
        match self {
            Self::Started(_) => ActName::Started,
            Self::Completed(_) => ActName::Completed,
            Self::Returned(_) => ActName::Returned,
            Self::Redirected(_) => ActName::Redirected,
            Self::Undone(_) => ActName::Undone,
            Self::Kept(_) => ActName::Kept,
            Self::Turned { turn, .. } => ActName::Turned(*turn),
            Self::Migrated(_) => ActName::Migrated,
            Self::Attached { .. } => ActName::Attached,
            Self::Noted { .. } => ActName::Noted,
            Self::Corrected(_) => ActName::Corrected,
            Self::Assigned { .. } => ActName::Assigned,
            Self::Linked { .. } => ActName::Linked,
            Self::Unknown { name } => ActName::Unknown(name.clone()),
        }
    }
}

impl fmt::Display for ActName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl Serialize for ActName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
