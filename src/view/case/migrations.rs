//! The answer of `case migrate`.

use serde::Serialize;

use crate::model::{ActivityNumber, ShortNames};
use crate::text;
use crate::view::page::joined::joined;
use crate::view::{Cell, ErrorRow, ErrorView, Rows, Table};
use crate::words::{Language, Text};

/// The answer of `case migrate`: the result for each case, or the one it would have.
#[derive(Debug, Default, Serialize)]
pub struct MigrationList {
    /// Whether nothing was written.
    pub dry_run: bool,
    pub cases: Vec<MigrationRow>,
}

#[derive(Debug, Serialize)]
pub struct MigrationRow {
    pub case: String,
    /// The version before; null if the case could not be read.
    pub from: Option<u32>,
    pub to: u32,
    pub result: MigrationResult,
    /// The number in the new version of each activity that is renumbered.
    pub map: Vec<(ActivityNumber, ActivityNumber)>,
    /// Activities with work that the new version lacks, by their old numbers.
    pub unmapped: Vec<ActivityNumber>,
    pub error: Option<ErrorView>,
    /// Whether damage is the reason.
    #[serde(skip)]
    pub is_damaged: bool,
    /// The shortest id of the case.
    #[serde(skip)]
    pub short: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MigrationResult {
    Migrated,
    /// It could be migrated, and nothing was written.
    Fine,
    NeedsMapping,
    Blocked,
}

/// The renumbered activities: `2 → 3, 3 → 4`.
pub fn moves(map: &[(ActivityNumber, ActivityNumber)]) -> Option<String> {
    let moved = map.iter().filter(|(old, new)| old != new);
    let moves: Vec<String> = moved.map(|(old, new)| format!("{old} → {new}")).collect();
    (!moves.is_empty()).then(|| moves.join(", "))
}

impl MigrationList {
    /// How many cases were not, or could not be, migrated.
    pub fn left(&self) -> usize {
        let left = |row: &&MigrationRow| !row.result.is_fine();
        self.cases.iter().filter(left).count()
    }
}

impl MigrationResult {
    pub const fn is_fine(self) -> bool {
        matches!(self, Self::Migrated | Self::Fine)
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Migrated => "migrated",
            Self::Fine => "fine",
            Self::NeedsMapping => "needs-mapping",
            Self::Blocked => "blocked",
        }
    }

    const fn said(self) -> Text {
        match self {
            Self::Migrated => Text::of("migrado", "migrated"),
            Self::Fine => Text::of("puede migrar", "fine"),
            Self::NeedsMapping => Text::of("falta decir qué actividad es", "needs a mapping"),
            Self::Blocked => Text::of("no puede migrar", "blocked"),
        }
    }
}

impl MigrationRow {
    /// The row of a journal that could not be read.
    pub fn unreadable(row: ErrorRow, to: u32, names: &ShortNames) -> Self {
        let case = row.case().to_owned();
        Self {
            short: names.of_case(&case).to_owned(),
            is_damaged: true,
            case,
            from: None,
            to,
            result: MigrationResult::Blocked,
            map: Vec::new(),
            unmapped: Vec::new(),
            error: Some(row.error),
        }
    }

    /// Turns it into the row of a case that is not migrated.
    #[must_use]
    pub fn blocked(self, error: ErrorView) -> Self {
        let result = match self.unmapped.as_slice() {
            [] => MigrationResult::Blocked,
            [..] => MigrationResult::NeedsMapping,
        };
        Self {
            result,
            error: Some(error),
            ..self
        }
    }

    fn remarks(&self, language: Language) -> String {
        let moves = moves(&self.map);
        let moves = moves.map(|moves| text!("numeración: {moves}", "numbers: {moves}"));
        let error = self.error.as_ref().map(|error| error.text.clone());
        let said: Vec<Text> = error.into_iter().chain(moves).collect();
        joined(&said, "; ").get(language).to_owned()
    }
}

impl Rows for MigrationList {
    type Row = MigrationRow;

    fn rows(&self) -> &[MigrationRow] {
        &self.cases
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.cases, |columns| {
            columns.text("case", Text::of("Caso", "Case"), |row| {
                Cell::short(&*row.short, &*row.case)
            });
            columns.number("from", Text::of("De", "From"), |row| row.from);
            columns.number("to", Text::of("A", "To"), |row| row.to);
            columns.text("result", Text::of("Resultado", "Result"), |row| {
                Cell::keyed(row.result.said().get(language), row.result.key())
            });
            columns.text("remarks", Text::of("Detalle", "Remarks"), |row| {
                row.remarks(language)
            });
        })
    }
}
