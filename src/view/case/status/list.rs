//! The answer of `case status` for several cases.

use serde::Serialize;

use crate::model::ShortNames;
use crate::view::case::state::Obstacle;
use crate::view::{Cell, ErrorRow, Rows, StatusView, Table, Unreadable};
use crate::words::{Language, Text};

/// The answer of `case status` for several cases.
#[derive(Debug, Default, Serialize)]
pub struct StatusList {
    pub cases: Vec<StatusView>,
    pub errors: Vec<ErrorRow>,
    /// How the cases of the store are called.
    #[serde(skip)]
    pub names: ShortNames,
}

impl Rows for StatusList {
    type Row = StatusView;

    fn rows(&self) -> &[StatusView] {
        &self.cases
    }

    fn table(&self, language: Language) -> Table {
        let table = Table::of(&self.cases, |columns| {
            columns
                .text("case", Text::of("Caso", "Case"), |view| {
                    Cell::short(self.names.of_case(&view.case), &*view.case)
                })
                .or(Unreadable::Case);
            columns
                .text("procedure", Text::of("Proc.", "Proc."), |view| {
                    &view.procedure
                })
                .or(Unreadable::Procedure);
            columns.text("entity", Text::of("Entidad", "Entity"), |view| {
                Cell::names(&view.entities)
            });
            columns.text("ref", Text::of("Referencia", "Reference"), |view| {
                view.reference.as_ref()
            });
            columns
                .text("state", Text::of("Estado", "State"), |view| {
                    let said = view
                        .state
                        .described_briefly(Obstacle::of(view.in_conflict, view.stuck));
                    Cell::ranked(view.state as u8, said.get(language), view.state.key())
                })
                .or(Unreadable::Fault);
            columns.text("ready", Text::of("Listo", "Ready"), |view| {
                Cell::series(view.ready.iter().map(|work| work.activity))
            });
            columns
                .text("due", Text::of("Vence", "Due"), |view| {
                    view.ready.iter().filter_map(|work| work.due).min()
                })
                .if_asked();
            columns.text("waiting", Text::of("En espera", "Waiting"), |view| {
                Cell::series(view.waiting.iter().map(|work| work.activity))
            });
            columns.number("done", Text::of("Hechas", "Done"), |view| {
                view.progress.done
            });
            columns.number("remaining", Text::of("Faltan", "To go"), |view| {
                view.progress.remaining
            });
        });
        table.with_errors(&self.errors, &self.names, language)
    }
}

#[cfg(test)]
mod tests {
    use super::StatusList;
    use crate::engine::Marks;
    use crate::model::{Settings, ShortNames};
    use crate::testing::cases::{SampleCase, telling};
    use crate::testing::procedures::{procedure, step};
    use crate::view::{Format, StatusView, in_format};
    use crate::words::Language::Spanish;

    #[test]
    fn a_table_says_how_far_each_case_is() {
        let mut told = SampleCase::of(procedure([
            step(1).next([2, 3]),
            step(2).next([4]),
            step(3).next([4]),
            step(4).next([]),
        ]));
        let begun = StatusView::of(
            &SampleCase::id(),
            &told.case(),
            &Marks::default(),
            &Settings::default(),
        );
        told.complete("Ana", 1, &[]);
        told.complete("Ana", 2, &[]);
        let list = StatusList {
            cases: vec![
                begun,
                StatusView::of(
                    &SampleCase::id(),
                    &told.case(),
                    &Marks::default(),
                    &Settings::default(),
                ),
            ],
            errors: Vec::new(),
            names: ShortNames::default(),
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
case,procedure,entity,ref,state,ready,due,waiting,done,remaining
pr99-0123456789ab,pr99,Ministerio X,HR-1,open,1,,,0,4
pr99-0123456789ab,pr99,Ministerio X,HR-1,open,3,,4,2,2
"
        );
    }
}
