use serde::Serialize;

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
            Column::text("case", Text::of("caso", "case")),
            Column::text("procedure", Text::of("procedimiento", "procedure")),
            Column::text("entity", Text::of("entidad", "entity")),
            Column::text("state", Text::of("estado", "state")),
            Column::text("ready", Text::of("listo", "ready")),
            Column::text("waiting", Text::of("en espera", "waiting")),
            Column::number("done", Text::of("hechas", "done")),
            Column::number("remaining", Text::of("faltan", "to go")),
        ]);
        for view in &self.cases {
            let ready = view.ready.iter().map(|work| work.activity);
            let waiting = view.waiting.iter().map(|work| work.activity);
            table.row([
                Cell::new(view.short(self.digits)).exactly(&view.case),
                Cell::new(&view.procedure),
                Cell::new(view.entities.join("; ")),
                Cell::new(view.state_text().get(language)).exactly(view.state),
                Cell::new(series(&ready.collect::<Vec<_>>())),
                Cell::new(series(&waiting.collect::<Vec<_>>())),
                Cell::new(view.progress.done),
                Cell::maybe(view.progress.remaining),
            ]);
        }
        table
    }
}

impl StatusView {
    /// The case as it is typed.
    pub fn short(&self, digits: usize) -> &str {
        let suffix = self
            .case
            .rsplit_once('-')
            .map_or(&*self.case, |(_, suffix)| suffix);
        suffix.get(..digits).unwrap_or(suffix)
    }

    /// Where it stands, in a word or two.
    pub fn state_text(&self) -> Text {
        match self.state {
            "finished" => Text::of("terminado", "finished"),
            _ if self.in_conflict => Text::of("en conflicto", "in conflict"),
            _ if self.stuck => Text::of("estancado", "stuck"),
            _ => Text::of("abierto", "open"),
        }
    }
}
