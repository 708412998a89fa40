//! The answer of `case status` for several cases.

use serde::Serialize;

use crate::view::case::state::Obstacle;
use crate::view::{Cell, Column, ErrorRow, Rows, StatusView, Table};
use crate::words::{Language, Text, series};

/// The answer of `case status` for several cases.
#[derive(Debug, Default, Serialize)]
pub struct StatusList {
    pub cases: Vec<StatusView>,
    pub errors: Vec<ErrorRow>,
    /// How many characters of an id tell the cases of the store apart.
    #[serde(skip)]
    pub digits: usize,
}

impl Rows for StatusList {
    type Row = StatusView;

    fn rows(&self) -> &[StatusView] {
        &self.cases
    }

    fn table(&self, language: Language) -> Table {
        let mut table = Table::new([
            Column::text("case", Text::of("Caso", "Case")),
            Column::text("procedure", Text::of("Proc.", "Proc.")),
            Column::text("entity", Text::of("Entidad", "Entity")),
            Column::text("ref", Text::of("Referencia", "Reference")),
            Column::text("state", Text::of("Estado", "State")),
            Column::text("ready", Text::of("Listo", "Ready")),
            Column::text("waiting", Text::of("En espera", "Waiting")),
            Column::number("done", Text::of("Hechas", "Done")),
            Column::number("remaining", Text::of("Faltan", "To go")),
        ]);
        for view in &self.cases {
            let ready = view.ready.iter().map(|work| work.activity);
            let waiting = view.waiting.iter().map(|work| work.activity);
            let obstacle = Obstacle::of(view.in_conflict, view.stuck);
            let state = view.state.described_briefly(obstacle);
            table.row([
                Cell::new(view.short(self.digits)).exactly(&view.case),
                Cell::new(&view.procedure),
                Cell::new(view.entities.join("; ")),
                Cell::maybe(view.reference.as_ref()),
                Cell::new(state.get(language)).exactly(view.state.key()),
                Cell::new(series(&ready.collect::<Vec<_>>())),
                Cell::new(series(&waiting.collect::<Vec<_>>())),
                Cell::new(view.progress.done),
                Cell::maybe(view.progress.remaining),
            ]);
        }
        for error in &self.errors {
            table.row(error.cells(9, self.digits, language));
        }
        table
    }
}

impl StatusView {
    /// The shortest id of the case.
    pub fn short(&self, digits: usize) -> &str {
        let suffix = self
            .case
            .rsplit_once('-')
            .map_or(&*self.case, |(_, suffix)| suffix);
        suffix.get(..digits).unwrap_or(suffix)
    }
}

#[cfg(test)]
mod tests {
    use super::StatusList;
    use crate::engine::Marks;
    use crate::testing::cases::{Told, telling};
    use crate::testing::procedures::{procedure, step};
    use crate::view::{Format, StatusView, in_format};
    use crate::words::Language::Spanish;

    #[test]
    fn a_table_says_how_far_each_case_is() {
        let mut told = Told::of(procedure([
            step(1).next([2, 3]),
            step(2).next([4]),
            step(3).next([4]),
            step(4).next([]),
        ]));
        let begun = StatusView::of(&Told::id(), &told.case(), &Marks::default());
        told.complete("Ana", 1, &[]);
        told.complete("Ana", 2, &[]);
        let list = StatusList {
            cases: vec![
                begun,
                StatusView::of(&Told::id(), &told.case(), &Marks::default()),
            ],
            errors: Vec::new(),
            digits: 4,
        };
        let look = telling(Spanish).look;
        assert_eq!(
            in_format(&list, Format::Table, look),
            "\
Caso  Proc.  Entidad       Referencia  Estado   Listo  En espera  Hechas  Faltan
────────────────────────────────────────────────────────────────────────────────
0123  pr99   Ministerio X  HR-1        abierto  1                      0       4
0123  pr99   Ministerio X  HR-1        abierto  3      4               2       2
"
        );
        assert_eq!(
            in_format(&list, Format::Csv, look),
            "\
case,procedure,entity,ref,state,ready,waiting,done,remaining
pr99-0123456789ab,pr99,Ministerio X,HR-1,open,1,,0,4
pr99-0123456789ab,pr99,Ministerio X,HR-1,open,3,4,2,2
"
        );
    }
}
