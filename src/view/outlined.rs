use crate::engine::Outline;
use crate::model::{CaseId, Procedure};

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
}
