use crate::engine::Outline;
use crate::model::{Activity, ActivityNumber, CaseId, Line, Procedure};

/// A case by its outline, and the procedures to tell it by.
#[derive(Clone, Debug)]
pub struct Outlined<'a> {
    pub id: &'a CaseId,
    pub outline: &'a Outline,
    /// In the order in which the outline names its definitions.
    pub procedures: Vec<&'a Procedure>,
    /// Whether only a later version of the program understands all of it.
    pub newer: bool,
}

impl<'a> Outlined<'a> {
    /// The version under which it is now.
    pub fn procedure(&self) -> &'a Procedure {
        self.procedures[self.outline.current]
    }

    /// The procedure by one of its definitions.
    pub fn definition(&self, place: usize) -> &'a Procedure {
        self.procedures[place]
    }

    /// An activity by the numbers of one of the definitions.
    pub fn activity(&self, definition: usize, number: ActivityNumber) -> Option<&'a Activity> {
        self.procedures[definition].activity(number)
    }

    pub fn person(&self, place: usize) -> &'a str {
        self.outline.people[place].as_str()
    }

    /// The first of its entities, under which it counts.
    pub fn entity(&self) -> Option<&'a str> {
        self.outline.entities.first().map(Line::as_str)
    }
}
