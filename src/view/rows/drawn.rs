//! Rows of answers that may be long, drawn where their cases are read.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::model::{Ages, ShortNames};
use crate::view::page::json::write_line;
use crate::view::rows::format::Made;
use crate::view::{Cell, ColumnList, Layout, Look, Table};
use crate::words::Language;

/// A row that can be written in every format.
pub trait Draw: Serialize {
    /// Its columns, each with its cell.
    fn declare(columns: &mut ColumnList<'_, Self>, pen: &Pen);
}

/// What rows are drawn with that they do not say themselves.
#[derive(Clone, Debug)]
pub struct Pen {
    pub look: Look,
    pub colour: bool,
    /// How the cases of the store are called.
    pub names: Arc<ShortNames>,
    /// The day from which ages are counted.
    pub ages: Ages,
}

/// Of an answer without a row.
impl Default for Pen {
    fn default() -> Self {
        Self {
            look: Look {
                language: Language::Spanish,
                width: Look::ENDLESS,
            },
            colour: false,
            names: Arc::default(),
            ages: Ages::plain(NaiveDate::MIN),
        }
    }
}

/// Rows as far as they will be written: drawn where their cases are read, on all processors, so that
/// of many nothing else is kept.
#[derive(Debug)]
pub struct DrawnRows<O> {
    rows: Vec<Kept<O>>,
    /// What is written of them one after the other: a line of JSON each, or what a page tells.
    text: Vec<u8>,
}

/// What is kept of a row.
#[derive(Debug)]
struct Kept<O> {
    order: O,
    /// Where its text ends, which is where that of the next begins.
    end: usize,
    /// Where it stands in tables, or is ordered by them.
    cells: Option<Arc<[Cell]>>,
}

/// One of the rows.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'r> {
    cells: Option<&'r Arc<[Cell]>>,
    /// Its line of JSON with its line end, or what a page tells of it; nothing where neither will
    /// be written.
    pub text: &'r [u8],
}

impl<O> Default for DrawnRows<O> {
    fn default() -> Self {
        let (rows, text) = (Vec::new(), Vec::new());
        Self { rows, text }
    }
}

impl<O> DrawnRows<O> {
    /// Adds a row, with what it is in order by.
    pub fn draw<R: Draw>(&mut self, order: O, row: &R, layout: &Layout, pen: &Pen) {
        let in_json = match layout.format.made() {
            Made::Table(_) | Made::Csv => layout.template.is_some(),
            Made::Answer | Made::Rows => true,
        };
        if in_json {
            write_line(row, &mut self.text);
        }
        let in_cells = !in_json || !layout.sort.is_empty();
        let list = || ColumnList::of(Some(row), |columns| R::declare(columns, pen));
        self.keep(order, in_cells.then(|| list().cells.into()));
    }

    /// Adds one that a page tells in its own way.
    pub fn tell(&mut self, order: O, told: &str) {
        self.text.extend_from_slice(told.as_bytes());
        self.keep(order, None);
    }

    fn keep(&mut self, order: O, cells: Option<Arc<[Cell]>>) {
        let end = self.text.len();
        self.rows.push(Kept { order, end, cells });
    }

    /// All of them, each beside what it is in order by: of many it is found sooner there.
    fn iter(&self) -> impl Iterator<Item = (O, Drawn<'_>)>
    where
        O: Clone,
    {
        let mut begin = 0;
        self.rows.iter().map(move |row| {
            let text = &self.text[begin..row.end];
            begin = row.end;
            let cells = row.cells.as_ref();
            (row.order.clone(), Drawn { cells, text })
        })
    }
}

impl<'r> Drawn<'r> {
    /// All rows of parts that follow each other, in order; those that are alike in it as they were
    /// added.
    pub fn in_order<O: Clone + Ord + 'r>(
        parts: impl Iterator<Item = &'r DrawnRows<O>> + Clone,
    ) -> Vec<Self> {
        let mut rows = Vec::with_capacity(parts.clone().map(|part| part.rows.len()).sum());
        rows.extend(parts.flat_map(DrawnRows::iter));
        rows.sort_by(|(one, _), (other, _)| one.cmp(other));
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Rows of this kind in a table.
    pub fn table<R: Draw>(rows: &[Self], pen: &Pen) -> Table {
        let list = ColumnList::of(None, |columns| R::declare(columns, pen));
        Table::drawn(
            list.columns,
            rows.iter().filter_map(|row| row.cells.cloned()),
        )
    }
}

impl Serialize for Drawn<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let line: &RawValue = serde_json::from_slice(self.text).map_err(S::Error::custom)?;
        line.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::{Draw, Drawn, DrawnRows, Pen};
    use crate::model::Ages;
    use crate::view::{ColumnList, Format, Layout, Look, Sort, json};
    use crate::words::{Language, Text};

    #[derive(Clone, Copy, Debug, Serialize)]
    struct Row {
        name: &'static str,
    }

    impl Draw for Row {
        fn declare(columns: &mut ColumnList<'_, Self>, _: &Pen) {
            columns.text("name", Text::of("Nombre", "Name"), |row| row.name);
        }
    }

    /// Rows of which one is in the second place.
    fn drawn(layout: &Layout) -> DrawnRows<usize> {
        let look = Look {
            language: Language::Spanish,
            width: 80,
        };
        let pen = Pen {
            look,
            colour: false,
            names: std::sync::Arc::default(),
            ages: Ages::plain("2026-03-31".parse().expect("a day")),
        };
        let mut rows = DrawnRows::default();
        rows.draw(2, &Row { name: "a\u{1b}b" }, layout, &pen);
        rows.draw(1, &Row { name: "other" }, layout, &pen);
        rows
    }

    #[test]
    fn of_a_row_is_kept_what_its_format_writes() {
        for format in [Format::Json, Format::Ndjson] {
            let rows = drawn(&Layout::of(format));
            let row = Drawn::in_order([&rows].into_iter())[1];
            assert_eq!(json(&row), "{\"name\":\"a\\u001bb\"}\n");
            assert_eq!(*row.text, *json(&row).as_bytes());
            assert!(row.cells.is_none());
        }
        for format in [Format::Table, Format::Csv, Format::Markdown] {
            let rows = drawn(&Layout::of(format));
            let row = Drawn::in_order([&rows].into_iter())[1];
            assert!(row.text.is_empty(), "{row:?}");
            assert_eq!(row.cells.map_or(0, |cells| cells.len()), 1);
        }
    }

    #[test]
    fn what_is_ordered_by_a_column_has_its_cells_as_well() {
        let sort = vec![Sort {
            key: "name".to_owned(),
            descending: false,
        }];
        let template = |sort: &[Sort]| Layout {
            template: Some("{{ name }}".to_owned()),
            sort: sort.to_vec(),
            ..Layout::of(Format::Table)
        };
        let sorted = Layout {
            sort: sort.clone(),
            ..Layout::of(Format::Ndjson)
        };
        for (layout, has_cells) in [
            (sorted, true),
            (template(&sort), true),
            (template(&[]), false),
        ] {
            let rows = drawn(&layout);
            let row = Drawn::in_order([&rows].into_iter())[1];
            assert_eq!(*row.text, *b"{\"name\":\"a\\u001bb\"}\n");
            assert_eq!(row.cells.is_some(), has_cells, "{layout:?}");
        }
    }
}
