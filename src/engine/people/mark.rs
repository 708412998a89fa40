//! Marks: what an act states that the rules would not have accepted.

use chrono::NaiveDate;
use strum::IntoStaticStr;

use crate::engine::Denied;
use crate::model::UnitTime;

/// A mark on an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Its author was not entitled, by the table of people.
    Unentitled(Denied),
    /// The person to whom it assigns work was not in the unit.
    AssignedUnknown(Denied),
    /// The person to whom it assigns work may not do it.
    AssignedUnentitled(Denied),
    /// It is dated after the day on which it was recorded.
    FutureDay { at: UnitTime, recorded: NaiveDate },
    /// It was recorded later than an event that had seen it.
    FutureRecord {
        recorded: NaiveDate,
        after: NaiveDate,
    },
    /// It was recorded in the future.
    Ahead { recorded: NaiveDate },
    /// It is dated before what it follows.
    BeforeParent { at: UnitTime, parent: UnitTime },
    /// It gives a file outside the folder of its case.
    FileElsewhere { file: String },
    /// It gives a file without its digest.
    FileUndigested { file: String },
}

/// The kinds of marks; scripts know each by the name of its variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
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
            Self::AssignedUnentitled(_) => MarkKind::RoleNotHeld,
            Self::FutureDay { .. } | Self::FutureRecord { .. } | Self::Ahead { .. } => {
                MarkKind::Future
            }
            Self::BeforeParent { .. } => MarkKind::BeforeParent,
            Self::FileElsewhere { .. } | Self::FileUndigested { .. } => MarkKind::FileElsewhere,
        }
    }
}

impl MarkKind {
    pub fn key(self) -> &'static str {
        self.into()
    }
}
