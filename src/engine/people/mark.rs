use chrono::NaiveDate;

use crate::engine::Denied;
use crate::model::Moment;

/// What does not fit in an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Whoever did it might not have, by the table of people.
    Unentitled(Denied),
    /// Somebody to whom work was given is not of the unit.
    AssignedUnknown(Denied),
    /// It happened, as it says, on a day after that on which it was written down.
    FutureDay { at: Moment, recorded: NaiveDate },
    /// It was written down, as it says, later than what was written by who had seen it.
    FutureRecord {
        recorded: NaiveDate,
        after: NaiveDate,
    },
    /// It was written down, as it says, at a time that has not come.
    Ahead { recorded: NaiveDate },
    /// It happened, as it says, on a day before that of what it follows.
    BeforeParent { at: Moment, parent: Moment },
    /// It gives a file that is none of its case.
    FileElsewhere { file: String },
    /// It gives a file without what tells its content from another.
    FileUndigested { file: String },
}

/// The kinds of marks, as scripts know them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    NotInPeople,
    RoleNotHeld,
    AssignedUnknown,
    Future,
    BeforeParent,
    FileElsewhere,
}

impl Mark {
    pub const fn kind(&self) -> MarkKind {
        match self {
            Self::Unentitled(denied) => match denied {
                Denied::Unknown { .. } | Denied::NotThen { .. } => MarkKind::NotInPeople,
                Denied::RoleNotHeld { .. }
                | Denied::NotTheirs { .. }
                | Denied::SeveralFor { .. }
                | Denied::NoAuthority { .. }
                | Denied::OnOwnBehalf { .. } => MarkKind::RoleNotHeld,
            },
            Self::AssignedUnknown(_) => MarkKind::AssignedUnknown,
            Self::FutureDay { .. } | Self::FutureRecord { .. } | Self::Ahead { .. } => {
                MarkKind::Future
            }
            Self::BeforeParent { .. } => MarkKind::BeforeParent,
            Self::FileElsewhere { .. } | Self::FileUndigested { .. } => MarkKind::FileElsewhere,
        }
    }
}

impl MarkKind {
    pub const ALL: [Self; 6] = [
        Self::NotInPeople,
        Self::RoleNotHeld,
        Self::AssignedUnknown,
        Self::Future,
        Self::BeforeParent,
        Self::FileElsewhere,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Self::NotInPeople => "not-in-people",
            Self::RoleNotHeld => "role-not-held",
            Self::AssignedUnknown => "assigned-unknown",
            Self::Future => "future",
            Self::BeforeParent => "before-parent",
            Self::FileElsewhere => "file-elsewhere",
        }
    }
}
