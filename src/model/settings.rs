use chrono::NaiveDate;

use crate::model::{
    Accepted, ActivityNumber, Calendar, Limit, Moment, People, ProcedureId, Retired, RoleId, Span,
    Zone,
};
use crate::words::matching;

/// The settings of a store, for all its cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether an advance with outputs missing is refused; else they stay owed.
    pub outputs_required: bool,
    /// The names of entities as the unit spells them.
    pub entities: Vec<String>,
    /// Who may act; `None` where anyone may, in any role.
    pub people: Option<People>,
    /// `None` where ages count calendar days.
    pub calendar: Option<Calendar>,
    pub limits: Vec<Limit>,
    /// Versions of procedures under which no case is started any more.
    pub retired: Vec<Retired>,
    /// Files beside the store's own that a push may bring: paths, or folders that end in `/`.
    pub gate_allow: Vec<String>,
    /// What may be missing of git's history.
    pub accepted: Accepted,
}

impl Settings {
    /// By which something is of a day in this unit.
    pub fn zone(&self) -> Zone {
        let calendar = self.calendar.as_ref();
        calendar.map_or_else(Zone::la_paz, Calendar::zone)
    }

    pub fn day(&self, at: &Moment) -> NaiveDate {
        self.zone().day(at)
    }

    /// The limit of an activity, if the unit has set one.
    pub fn limit(&self, procedure: &ProcedureId, activity: ActivityNumber) -> Option<Span> {
        let mut limits = self.limits.iter();
        let limit = limits.find(|one| one.procedure == *procedure && one.activity == activity);
        limit.map(|limit| limit.span)
    }

    /// Whether no case is started any more under this version.
    pub fn is_retired(&self, procedure: &ProcedureId, version: u32) -> bool {
        let mut retired = self.retired.iter();
        retired.any(|one| one.procedure == *procedure && one.version == version)
    }

    /// Whether the unit names this person as a holder of any of these roles on that day.
    pub fn holds(&self, name: &str, roles: &[RoleId], day: NaiveDate) -> bool {
        let people = self.people.as_ref();
        let person = people.and_then(|people| people.find(name));
        person.is_some_and(|person| roles.iter().any(|role| person.holds(role, day)))
    }

    /// The unit's own spelling of an entity, if it has one.
    pub fn entity(&self, typed: &str) -> Option<&str> {
        let typed = matching(typed);
        let mut names = self.entities.iter().map(String::as_str);
        names.find(|name| matching(name) == typed)
    }
}
