use chrono::NaiveDate;

use crate::model::RoleId;

/// A problem of a store's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingFault {
    UnknownOutputs(String),
    MalformedEmail(String),
    SubstituteOfOneself(String),
    UntilBeforeFrom {
        from: NaiveDate,
        until: NaiveDate,
    },
    /// The same role on the same days.
    RoleTwice(RoleId),
    /// A role on days on which its person is not in the unit.
    RoleNeverHeld(RoleId),
    NoWorkingDay,
    /// A limit in working days without a calendar.
    NoCalendar,
    MalformedZone(String),
    MalformedLimit(String),
    /// The hash of an event or of a file.
    MalformedHash(String),
}

impl SettingFault {
    pub(in crate::definition) const fn kind(&self) -> &'static str {
        match self {
            Self::UnknownOutputs { .. } => "unknown-outputs",
            Self::MalformedEmail { .. } => "malformed-email",
            Self::SubstituteOfOneself { .. } => "substitute-of-oneself",
            Self::UntilBeforeFrom { .. } => "until-before-from",
            Self::RoleTwice { .. } => "role-twice",
            Self::RoleNeverHeld { .. } => "role-never-held",
            Self::NoWorkingDay => "no-working-day",
            Self::NoCalendar => "no-calendar",
            Self::MalformedZone { .. } => "malformed-zone",
            Self::MalformedLimit { .. } => "malformed-limit",
            Self::MalformedHash { .. } => "malformed-hash",
        }
    }
}
