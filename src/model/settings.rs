use chrono::{FixedOffset, NaiveDate};

use crate::model::{
    Accepted, ActivityNumber, Calendar, Limit, Moment, People, ProcedureId, Span, default_zone,
};
use crate::words::matching;

/// What a store has settled for all its cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether an advance must bring what it owes; else it goes on, and says what is owed.
    pub outputs_required: bool,
    /// The names of entities as the unit writes them.
    pub entities: Vec<String>,
    /// Who may act; nothing where anyone may, and roles are recorded as said.
    pub people: Option<People>,
    /// Nothing where ages are told in plain days.
    pub calendar: Option<Calendar>,
    pub limits: Vec<Limit>,
    /// Files beside the store's own that a push may bring: paths, or folders with `/` at the end.
    pub gate_allow: Vec<String>,
    /// What may be missing of git's history.
    pub accepted: Accepted,
}

impl Settings {
    /// The clock of the unit.
    pub fn zone(&self) -> FixedOffset {
        let calendar = self.calendar.as_ref();
        calendar.map_or_else(default_zone, Calendar::zone)
    }

    /// The day of something, where the unit is.
    pub fn day(&self, at: &Moment) -> NaiveDate {
        at.day_in(self.zone())
    }

    /// How long an activity may wait, where the unit has said so.
    pub fn limit(&self, procedure: &ProcedureId, activity: ActivityNumber) -> Option<Span> {
        let mut limits = self.limits.iter();
        let limit = limits.find(|one| one.procedure == *procedure && one.activity == activity);
        limit.map(|limit| limit.span)
    }

    /// The unit's own spelling of an entity, where it has one.
    pub fn entity(&self, typed: &str) -> Option<&str> {
        let typed = matching(typed);
        let mut names = self.entities.iter();
        names
            .find(|name| matching(name) == typed)
            .map(String::as_str)
    }
}
