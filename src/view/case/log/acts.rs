//! The answer of `case log` for several cases: their acts as rows.

use std::borrow::Cow;

use serde::Serialize;

use crate::engine::{Case, Marks};
use crate::model::{CaseId, Line, ProcedureId, UnitTime};
use crate::view::case::log::columns::{Among, act_columns};
use crate::view::case::log::entry::LogEntry;
use crate::view::{Cell, ColumnList, Draw, Drawn, ErrorRow, Pen, Rows, Spelled, Table};
use crate::words::{Language, Text};

/// The answer of `case log` for several cases: the acts in the order in which they happened; those of
/// one time by case, and of one case in its order.
#[derive(Debug, Default, Serialize)]
pub struct ActList<'r> {
    pub events: Vec<Drawn<'r>>,
    pub errors: Vec<ErrorRow>,
    #[serde(skip)]
    pub pen: Pen,
}

/// An act as in the log of its case, with the case.
#[derive(Debug, Serialize)]
pub struct ActRow<'a> {
    pub case: Spelled<&'a CaseId>,
    pub procedure: &'a ProcedureId,
    #[serde(rename = "ref")]
    pub reference: Option<&'a Line>,
    /// The first of the entities of the case.
    pub entity: Option<&'a Line>,
    #[serde(flatten)]
    pub act: LogEntry,
}

impl<'a> ActRow<'a> {
    /// The acts of a case in these places.
    pub fn all(
        id: &'a CaseId,
        case: &'a Case<'a>,
        marks: &'a Marks,
        places: impl IntoIterator<Item = usize>,
    ) -> impl Iterator<Item = Self> {
        let (reference, entity) = (case.reference(), case.entities().first().copied());
        let places = places.into_iter();
        places.map(move |place| Self {
            case: Spelled(id),
            procedure: &case.start().procedure,
            reference,
            entity,
            act: LogEntry::of(case, place, marks),
        })
    }

    /// When it happened, as it was last corrected.
    pub fn when(&self) -> UnitTime {
        self.act.said.at
    }
}

impl<'r> Rows for ActList<'r> {
    type Row = Drawn<'r>;

    fn rows(&self) -> &[Drawn<'r>] {
        &self.events
    }

    fn line<'a>(row: &'a Drawn<'r>) -> Cow<'a, [u8]> {
        row.text.into()
    }

    fn table(&self, _: Language) -> Table {
        Drawn::table::<ActRow>(&self.events, &self.pen)
    }
}

impl Draw for ActRow<'_> {
    fn declare(columns: &mut ColumnList<'_, Self>, pen: &Pen) {
        columns.text("case", Text::of("Caso", "Case"), |row| {
            Cell::short(pen.names.of_id(row.case.0), &*row.case.0.to_compact())
        });

        columns
            .text("procedure", Text::of("Proc.", "Proc."), |row| row.procedure)
            .if_asked();
        columns
            .text("ref", Text::of("Referencia", "Reference"), |row| {
                row.reference
            })
            .if_any();
        columns
            .text("entity", Text::of("Entidad", "Entity"), |row| row.entity)
            .if_asked();
        act_columns(columns, |row| &row.act, Among::Cases, pen.look.language);
    }
}
