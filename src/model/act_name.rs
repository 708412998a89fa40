//! The names of acts, as a journal and every answer have them.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::act::{Act, Turn};

macro_rules! act_names {
    ($($name:ident $text:literal)+) => {
        /// What kind of act it is.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum ActName {
            $($name,)+
            /// A kind that only a later version of the program knows.
            Unknown(String),
        }

        impl ActName {
            /// The names that this version of the program knows.
            pub const KNOWN: &[Self] = &[$(Self::$name),+];

            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $text,)+
                    Self::Unknown(name) => name,
                }
            }
        }
    };
}

act_names! {
    Started "started"
    Completed "completed"
    Returned "returned"
    Redirected "redirected"
    Undone "undone"
    Kept "kept"
    Suspended "suspended"
    Resumed "resumed"
    Cancelled "cancelled"
    Reopened "reopened"
    Migrated "migrated"
    Attached "attached"
    Waived "waived"
    Retracted "retracted"
    Restored "restored"
    Noted "noted"
    Corrected "corrected"
    Assigned "assigned"
    Labelled "labelled"
    Unlabelled "unlabelled"
    Linked "linked"
}

impl ActName {
    /// The act of this name.
    pub fn of(text: &str) -> Self {
        let known = Self::KNOWN.iter().find(|name| name.as_str() == text);
        known.map_or_else(|| Self::Unknown(text.to_owned()), Clone::clone)
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
            Self::Turned { turn, .. } => match turn {
                Turn::Suspended => ActName::Suspended,
                Turn::Resumed => ActName::Resumed,
                Turn::Cancelled => ActName::Cancelled,
                Turn::Reopened => ActName::Reopened,
            },
            Self::Migrated(_) => ActName::Migrated,
            Self::Attached { .. } => ActName::Attached,
            Self::Waived(_) => ActName::Waived,
            Self::Retracted(_) => ActName::Retracted,
            Self::Restored(_) => ActName::Restored,
            Self::Noted { .. } => ActName::Noted,
            Self::Corrected(_) => ActName::Corrected,
            Self::Assigned { .. } => ActName::Assigned,
            Self::Labelled { .. } => ActName::Labelled,
            Self::Unlabelled { .. } => ActName::Unlabelled,
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
