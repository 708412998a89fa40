//! The answer of `case outputs` for several cases.

use serde::Serialize;

use crate::engine::Case;
use crate::model::{Ages, CaseId, OutputKind, RoleId, ShortNames};
use crate::view::{Cell, ErrorRow, OutputView, OutputsView, Reveal, Rows, Table};
use crate::words::{Language, Text};

/// The answer of `case outputs` for several cases: what each gave and owes.
#[derive(Debug, Serialize)]
pub struct OutputsList {
    pub outputs: Vec<OutputsRow>,
    pub errors: Vec<ErrorRow>,
    /// How the cases of the store are called.
    #[serde(skip)]
    pub names: ShortNames,
    #[serde(skip)]
    pub ages: Ages,
}

#[derive(Debug, Serialize)]
pub struct OutputsRow {
    pub case: String,
    pub procedure: String,
    pub entity: Option<String>,
    #[serde(rename = "ref")]
    pub reference_of_case: Option<String>,
    #[serde(flatten)]
    pub output: OutputView,
}

impl OutputsRow {
    /// Everything that a case gave and owes.
    pub fn all(id: &CaseId, case: &Case, reveal: Reveal) -> Vec<Self> {
        let entities = case.entities();
        let entity = entities.first().map(ToString::to_string);
        let reference = case.reference().map(ToString::to_string);
        let view = OutputsView::revealing(id, case, reveal);
        let rows = view.outputs.into_iter().map(|output| Self {
            case: id.to_string(),
            procedure: case.procedure().id.to_string(),
            entity: entity.clone(),
            reference_of_case: reference.clone(),
            output,
        });
        rows.collect()
    }

    /// Whether it is of this kind, or this kind would settle it.
    pub fn is_of(&self, kind: &OutputKind) -> bool {
        self.output.kind == *kind || self.output.any.contains(kind)
    }

    pub fn is_for(&self, role: &RoleId) -> bool {
        self.output.role.contains(role)
    }

    /// How many days ago it became due or was given.
    pub fn days(&self, ages: &Ages) -> u32 {
        let at = self.output.since.as_ref().or(self.output.at.as_ref());
        at.map_or(0, |at| ages.days(at))
    }
}

impl Rows for OutputsList {
    type Row = OutputsRow;

    fn rows(&self) -> &[OutputsRow] {
        &self.outputs
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.outputs, |columns| {
            columns.text("case", Text::of("Caso", "Case"), |row| {
                Cell::short(self.names.of_case(&row.case), &*row.case)
            });
            columns.text("entity", Text::of("Entidad", "Entity"), |row| {
                row.entity.as_ref()
            });
            columns.number("activity", Text::of("Act.", "Act."), |row| {
                row.output.activity
            });
            columns.text("kind", Text::of("Salida", "Output"), |row| {
                Cell::keyed(row.output.kind_said(language), row.output.kinds())
            });
            columns.text("reference", Text::of("Referencia", "Reference"), |row| {
                row.output.referred()
            });
            columns.number("days", Text::of("Días", "Days"), |row| {
                row.days(&self.ages)
            });
            columns.text("state", Text::of("Estado", "State"), |row| {
                Cell::keyed(row.output.remarks(language), row.output.state())
            });
        })
    }
}
