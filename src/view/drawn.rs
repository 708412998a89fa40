use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::view::json::write_line;
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

/// Rows as far as they will be written: drawn where their cases are read, on all processors, so that
/// of many nothing else is kept.
#[derive(Debug)]
pub struct DrawnRows<O> {
    rows: Vec<Kept<O>>,
    /// What is written of them in JSON, a line each.
    lines: Vec<u8>,
}

/// What is kept of a row.
#[derive(Debug)]
struct Kept<O> {
    order: O,
    /// Where it stands in tables, or is ordered by them.
    cells: Option<Arc<[Cell]>>,
    data: Data,
}

/// What is written of a row beside its cells.
#[derive(Debug)]
enum Data {
    Nothing,
    /// Where its line of JSON stands among those of all.
    Line(Range<usize>),
    /// What a template tells.
    Parts(Box<Value>),
    /// What a page tells.
    Page(Box<str>),
}

/// One of the rows.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'r> {
    cells: Option<&'r Arc<[Cell]>>,
    data: &'r Data,
    /// Its line of JSON with its line end, where it has one.
    line: &'r [u8],
}

impl<O> Default for DrawnRows<O> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            lines: Vec::new(),
        }
    }
}

impl<O> DrawnRows<O> {
    /// Adds a row, with what it is in order by.
    pub fn draw(&mut self, order: O, row: &impl Draw, layout: &Layout, pen: &Pen) {
        let in_json = matches!(layout.format, Format::Json | Format::Ndjson);
        let data = match &layout.template {
            Some(_) => Data::Parts(serde_json::to_value(row).unwrap_or_default().into()),
            None if in_json => {
                let begin = self.lines.len();
                write_line(row, &mut self.lines);
                Data::Line(begin..self.lines.len())
            }
            None => Data::Nothing,
        };
        let in_cells = matches!(data, Data::Nothing) || !layout.sort.is_empty();
        let cells = in_cells.then(|| row.cells(pen).into());
        self.rows.push(Kept { order, cells, data });
    }

    /// Adds one that a page tells in its own way.
    pub fn tell(&mut self, order: O, told: String) {
        let data = Data::Page(told.into_boxed_str());
        let cells = None;
        self.rows.push(Kept { order, cells, data });
    }

    /// All of them, each beside what it is in order by: of many it is found sooner there.
    fn iter(&self) -> impl Iterator<Item = (O, Drawn<'_>)>
    where
        O: Clone,
    {
        self.rows.iter().map(|row| {
            let line = match &row.data {
                Data::Line(place) => &self.lines[place.clone()],
                _ => &[],
            };
            let (cells, data) = (row.cells.as_ref(), &row.data);
            (row.order.clone(), Drawn { cells, data, line })
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

    /// Its cells, where it stands in tables.
    pub fn cells(&self) -> Option<Arc<[Cell]>> {
        self.cells.cloned()
    }

    /// What a page tells of it.
    pub fn page(&self) -> Option<&str> {
        match self.data {
            Data::Page(told) => Some(told),
            _ => None,
        }
    }

    /// A line of JSON with its line end.
    pub fn line(&self) -> Cow<'_, [u8]> {
        match self.data {
            Data::Line(_) => self.line.into(),
            _ => json(self).into_bytes().into(),
        }
    }
}

impl Serialize for Drawn<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.data {
            Data::Line(_) => {
                let line: &RawValue =
                    serde_json::from_slice(self.line).map_err(S::Error::custom)?;
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

    use super::{Data, Draw, Drawn, DrawnRows, Pen};
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

    /// Rows of which one is in the second place.
    fn drawn(layout: &Layout) -> DrawnRows<usize> {
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
            assert_eq!(*row.line(), *json(&row).as_bytes());
            assert!(row.cells().is_none());
        }
        for format in [Format::Table, Format::Csv, Format::Markdown] {
            let rows = drawn(&Layout::of(format));
            let row = Drawn::in_order([&rows].into_iter())[1];
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
            let rows = drawn(&layout);
            let row = Drawn::in_order([&rows].into_iter())[1];
            assert_eq!(*row.line(), *b"{\"name\":\"a\\u001bb\"}\n");
            assert_eq!(row.cells().is_some(), has_cells, "{layout:?}");
        }
    }
}
