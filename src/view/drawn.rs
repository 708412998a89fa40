use std::sync::Arc;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::view::{Ages, Cell, Format, Layout, json};
use crate::words::Language;

/// A row that can be written in every format.
pub trait Draw: Serialize {
    fn cells(&self, pen: &Pen) -> Vec<Cell>;
}

/// What rows are drawn with that they do not say themselves.
#[derive(Clone, Debug)]
pub struct Pen {
    pub language: Language,
    /// How many characters of an id tell the cases of the store apart.
    pub digits: usize,
    /// The day from which ages are counted.
    pub ages: Ages,
}

/// A row as far as it will be written: drawn where it is made, on all processors, so that of many
/// nothing else is kept.
#[derive(Clone, Debug)]
pub enum Drawn<R> {
    /// All of it, for what is written of all rows together.
    Whole(R),
    Json(Box<RawValue>),
    Cells(Arc<[Cell]>),
}

impl<R: Draw> Drawn<R> {
    pub fn of(row: R, layout: &Layout, pen: &Pen) -> Self {
        let is_whole = layout.template.is_some() || !layout.sort.is_empty();
        match layout.format {
            Format::Json => Self::in_json(row),
            Format::Ndjson if !is_whole => Self::in_json(row),
            Format::Table | Format::Csv | Format::Markdown if layout.template.is_none() => {
                Self::Cells(row.cells(pen).into())
            }
            _ => Self::Whole(row),
        }
    }

    fn in_json(row: R) -> Self {
        match RawValue::from_string(json(&row)) {
            Ok(raw) => Self::Json(raw),
            Err(_) => Self::Whole(row),
        }
    }

    /// Its cells, where it stands in tables.
    pub fn cells(&self, pen: &Pen) -> Option<Arc<[Cell]>> {
        match self {
            Self::Whole(row) => Some(row.cells(pen).into()),
            Self::Cells(cells) => Some(Arc::clone(cells)),
            Self::Json(_) => None,
        }
    }
}

impl<R: Serialize> Serialize for Drawn<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Whole(row) => row.serialize(serializer),
            Self::Json(raw) => raw.serialize(serializer),
            Self::Cells(_) => Err(S::Error::custom("the row was drawn for a table")),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::{Draw, Drawn, Pen};
    use crate::view::{Ages, Cell, Format, Layout, Sort, json};
    use crate::words::Language;

    #[derive(Clone, Copy, Debug, Serialize)]
    struct Row {
        name: &'static str,
    }

    impl Draw for Row {
        fn cells(&self, _: &Pen) -> Vec<Cell> {
            vec![Cell::new(self.name)]
        }
    }

    fn pen() -> Pen {
        Pen {
            language: Language::Spanish,
            digits: 4,
            ages: Ages::plain("2026-03-31".parse().expect("a day")),
        }
    }

    fn drawn(layout: &Layout) -> Drawn<Row> {
        Drawn::of(Row { name: "a\u{1b}b" }, layout, &pen())
    }

    #[test]
    fn of_a_row_is_kept_what_its_format_writes() {
        for format in [Format::Json, Format::Ndjson] {
            let row = drawn(&Layout::of(format));
            assert!(matches!(row, Drawn::Json(_)), "{row:?}");
            assert_eq!(json(&row), "{\"name\":\"a\\u001bb\"}\n");
            assert!(row.cells(&pen()).is_none());
        }
        for format in [Format::Table, Format::Csv, Format::Markdown] {
            let row = drawn(&Layout::of(format));
            assert!(matches!(row, Drawn::Cells(_)), "{row:?}");
            assert_eq!(row.cells(&pen()).map_or(0, |cells| cells.len()), 1);
        }
    }

    #[test]
    fn a_row_is_kept_whole_for_a_template_and_for_lines_in_an_order() {
        let sort = vec![Sort {
            key: "name".to_owned(),
            descending: false,
        }];
        let sorted = Layout {
            sort,
            ..Layout::of(Format::Ndjson)
        };
        let template = Layout {
            template: Some("{{ name }}".to_owned()),
            ..Layout::of(Format::Table)
        };
        for layout in [sorted, template] {
            let row = drawn(&layout);
            assert!(matches!(row, Drawn::Whole(_)), "{row:?}");
            assert_eq!(json(&row), "{\"name\":\"a\\u001bb\"}\n");
            assert!(row.cells(&pen()).is_some());
        }
    }
}
