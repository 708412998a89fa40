use chrono::NaiveDate;

use crate::engine::{LiveWork, Outline};
use crate::model::{Activity, ActivityNumber, CaseId, Clock, Line, Procedure, Settings};

/// A case by its outline, with its definitions.
#[derive(Clone, Debug)]
pub struct Outlined<'a> {
    pub id: &'a CaseId,
    pub outline: &'a Outline,
    /// In the order in which the outline lists its definitions.
    pub procedures: Vec<&'a Procedure>,
    /// Whether it has acts that only a later version of the program understands.
    pub newer: bool,
}

impl<'a> Outlined<'a> {
    /// The definition that the case is under now.
    pub fn procedure(&self) -> &'a Procedure {
        self.procedures[self.outline.current]
    }

    /// One of the definitions of the case.
    pub fn definition(&self, place: usize) -> &'a Procedure {
        self.procedures[place]
    }

    /// An activity of one of the definitions.
    pub fn activity(&self, definition: usize, number: ActivityNumber) -> Option<&'a Activity> {
        self.procedures[definition].activity(number)
    }

    /// The last day in time for ready work.
    pub fn due(&self, work: &LiveWork, settings: &Settings, clock: &Clock) -> Option<NaiveDate> {
        let of = (&self.procedure().id, work.activity);
        settings.due(of, &work.since(), clock)
    }

    pub fn person(&self, place: usize) -> &'a str {
        self.outline.people[place].as_str()
    }

    /// The first of its entities.
    pub fn entity(&self) -> Option<&'a str> {
        self.outline.entities.first().map(Line::as_str)
    }
}
