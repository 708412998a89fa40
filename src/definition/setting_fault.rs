use chrono::NaiveDate;
use strum::IntoStaticStr;

use crate::model::RoleId;

/// A problem of a store's settings; scripts know it by the name of its variant.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
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
    /// A retired version of a procedure.
    MalformedVersion(String),
}
