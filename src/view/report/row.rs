//! One row of a report: the parts that identify its group, and its counts.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::model::ActivityNumber;
use crate::view::report::By;
use crate::view::report::part::{Label, Part};
use crate::view::{Cell, ColumnList};
use crate::words::{Language, Text};

/// One group.
#[derive(Debug)]
pub struct ReportRow<M> {
    /// First the parts asked for, then the report's own.
    pub group: Vec<(Part, Label)>,
    pub value: M,
}

impl<M> ReportRow<M> {
    pub fn said(&self, place: usize, language: Language) -> Cell {
        let (part, label) = &self.group[place];
        part.cell(label, language)
    }

    /// The end that cases in the state of this part reached.
    pub fn result(&self, place: usize) -> &str {
        self.group[place].0.result().unwrap_or_default()
    }

    /// The number of the activity that this part is about.
    pub fn activity(&self, place: usize) -> Option<ActivityNumber> {
        self.group[place].0.activity()
    }

    /// Declares the columns of the part at this place, which is of this dimension.
    pub fn declare(
        columns: &mut ColumnList<'_, Self>,
        (place, by): (usize, By),
        language: Language,
    ) {
        let said = |row: &Self| row.said(place, language);
        match by {
            By::Month => columns.text("month", Text::of("Mes", "Month"), said),
            By::Procedure => columns.text("procedure", Text::of("Proc.", "Proc."), said),
            By::Entity => columns.text("entity", Text::of("Entidad", "Entity"), said),
            By::Role => columns.text("role", Text::of("Rol", "Role"), said),
            By::Person => columns.text("person", Text::of("Persona", "Person"), said),
            By::Activity => {
                columns.number("activity", Text::of("Act.", "Act."), |row| {
                    row.activity(place)
                });
                columns.text("title", Text::of("Actividad", "Activity"), said)
            }
        };
    }
}

impl<M: Serialize> Serialize for ReportRow<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Whole<'r, M: Serialize> {
            #[serde(flatten)]
            group: Fields<'r>,
            #[serde(flatten)]
            value: &'r M,
        }
        let group = Fields(&self.group);
        let value = &self.value;
        Whole { group, value }.serialize(serializer)
    }
}

/// The parts of a group as fields.
struct Fields<'r>(&'r [(Part, Label)]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (part, label) in self.0 {
            part.entries(label, &mut map)?;
        }
        map.end()
    }
}
