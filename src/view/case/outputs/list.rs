//! The answer of `case outputs` for several cases.

use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::Case;
use crate::model::{Ages, CaseId, OutputKind, RoleId, ShortNames};
use crate::view::case::ages::AGE;
use crate::view::{Cell, ErrorRow, OutputView, OutputsView, Reveal, Rows, Table};
use crate::words::{Language, Text};

/// The answer of `case outputs` for several cases: what each gave and owes.
#[derive(Debug, Default, Serialize)]
pub struct OutputsList {
    pub outputs: Vec<OutputsRow>,
    pub errors: Vec<ErrorRow>,
    /// The day as of which ages are counted, and in what: `working` or `calendar`.
    pub as_of: NaiveDate,
    pub days: &'static str,
    /// How the cases of the store are called.
    #[serde(skip)]
    pub names: ShortNames,
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
    /// How many days ago it became due or was given.
    pub age: u32,
}

impl OutputsRow {
    /// Everything that a case gave and owes.
    pub fn all(id: &CaseId, case: &Case, reveal: Reveal, ages: &Ages) -> Vec<Self> {
        let entities = case.entities();
        let entity = entities.first().map(ToString::to_string);
        let reference = case.reference().map(ToString::to_string);
        let view = OutputsView::revealing(id, case, reveal);
        let rows = view.outputs.into_iter().map(|output| Self {
            case: id.to_string(),
            procedure: case.procedure().id.to_string(),
            entity: entity.clone(),
            reference_of_case: reference.clone(),
            age: age(&output, ages),
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
}

fn age(output: &OutputView, ages: &Ages) -> u32 {
    let at = output.since.as_ref().or(output.at.as_ref());
    at.map_or(0, |at| ages.days(at))
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
            columns
                .text("procedure", Text::of("Proc.", "Proc."), |row| {
                    &row.procedure
                })
                .if_asked();
            columns
                .text(
                    "ref",
                    Text::of("Caso, referencia", "Case, reference"),
                    |row| row.reference_of_case.as_ref(),
                )
                .if_asked();
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
            columns.number("age", AGE, |row| row.age);
            columns.text("state", Text::of("Estado", "State"), |row| {
                Cell::keyed(row.output.remarks(language), row.output.state())
            });
        })
    }
}
