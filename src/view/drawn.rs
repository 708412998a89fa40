use std::borrow::Cow;
use std::sync::Arc;

use bytestring::ByteString;
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::view::json::json_kept;
use crate::view::{Ages, Cell, Format, Layout, Look, json};

/// A row that can be written in every format.
pub trait Draw: Serialize {
    fn cells(&self, pen: &Pen) -> Vec<Cell>;
}

/// What rows are drawn with that they do not say themselves.
#[derive(Clone, Debug)]
pub struct Pen {
    pub look: Look,
    pub colour: bool,
    /// How many characters of an id tell the cases of the store apart.
    pub digits: usize,
    /// The day from which ages are counted.
    pub ages: Ages,
}

/// A row as far as it will be written: drawn where its case is read, on all processors, so that of
/// many nothing else is kept.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Where it stands in tables, or is ordered by them.
    cells: Option<Arc<[Cell]>>,
    data: Data,
}

/// What is written of a row beside its cells.
#[derive(Clone, Debug)]
enum Data {
    Nothing,
    /// A line of JSON with its line end.
    Json(ByteString),
    /// What a template tells.
    Parts(Value),
    /// What a page tells.
    Page(Box<str>),
}

impl Drawn {
    pub fn of(row: &impl Draw, layout: &Layout, pen: &Pen) -> Self {
        let in_json = matches!(layout.format, Format::Json | Format::Ndjson);
        let data = match &layout.template {
            Some(_) => Data::Parts(serde_json::to_value(row).unwrap_or_default()),
            None if in_json => Data::Json(json_kept(row)),
            None => Data::Nothing,
        };
        let in_cells = matches!(data, Data::Nothing) || !layout.sort.is_empty();
        let cells = in_cells.then(|| row.cells(pen).into());
        Self { cells, data }
    }

    /// A row that a page tells in its own way.
    pub fn on_page(told: String) -> Self {
        let data = Data::Page(told.into_boxed_str());
        Self { cells: None, data }
    }

    /// Its cells, where it stands in tables.
    pub fn cells(&self) -> Option<Arc<[Cell]>> {
        self.cells.clone()
    }

    /// What a page tells of it.
    pub fn page(&self) -> Option<&str> {
        match &self.data {
            Data::Page(told) => Some(told),
            _ => None,
        }
    }

    /// A line of JSON with its line end.
    pub fn line(&self) -> Cow<'_, str> {
        match &self.data {
            Data::Json(line) => Cow::Borrowed(line),
            _ => json(self).into(),
        }
    }
}

impl Serialize for Drawn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.data {
            Data::Json(line) => {
                let line: &RawValue = serde_json::from_str(line).map_err(S::Error::custom)?;
                line.serialize(serializer)
            }
            Data::Parts(parts) => parts.serialize(serializer),
            Data::Nothing | Data::Page(_) => Err(S::Error::custom("the row was drawn for people")),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::{Data, Draw, Drawn, Pen};
    use crate::view::{Ages, Cell, Format, Layout, Look, Sort, json};
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

    fn drawn(layout: &Layout) -> Drawn {
        let look = Look {
            language: Language::Spanish,
            width: 80,
        };
        let pen = Pen {
            look,
            colour: false,
            digits: 4,
            ages: Ages::plain("2026-03-31".parse().expect("a day")),
        };
        Drawn::of(&Row { name: "a\u{1b}b" }, layout, &pen)
    }

    #[test]
    fn of_a_row_is_kept_what_its_format_writes() {
        for format in [Format::Json, Format::Ndjson] {
            let row = drawn(&Layout::of(format));
            assert_eq!(json(&row), "{\"name\":\"a\\u001bb\"}\n");
            assert_eq!(row.line(), json(&row));
            assert!(row.cells().is_none());
        }
        for format in [Format::Table, Format::Csv, Format::Markdown] {
            let row = drawn(&Layout::of(format));
            assert!(matches!(row.data, Data::Nothing), "{row:?}");
            assert_eq!(row.cells().map_or(0, |cells| cells.len()), 1);
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
            let row = drawn(&layout);
            assert_eq!(row.line(), "{\"name\":\"a\\u001bb\"}\n");
            assert_eq!(row.cells().is_some(), has_cells, "{layout:?}");
        }
    }
}
