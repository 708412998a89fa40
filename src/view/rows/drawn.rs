use std::borrow::Cow;
use std::sync::Arc;

use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::view::page::json::write_line;
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
    /// Where its line ends among those of all, which is where that of the next begins.
    end: usize,
    /// What is kept beside its line, where something is.
    told: Option<Box<Told>>,
}

#[derive(Debug)]
struct Told {
    /// Where it stands in tables, or is ordered by them.
    cells: Option<Arc<[Cell]>>,
    words: Option<Words>,
}

/// What is told of a row otherwise.
#[derive(Debug)]
enum Words {
    /// By a template.
    Parts(Value),
    /// On a page.
    Page(String),
}

/// One of the rows.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'r> {
    told: Option<&'r Told>,
    /// Its line of JSON with its line end; nothing where it has none.
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
        let in_words = layout.template.is_some();
        if in_json && !in_words {
            write_line(row, &mut self.lines);
        }
        let parts = || Words::Parts(serde_json::to_value(row).unwrap_or_default());
        let words = in_words.then(parts);
        let in_cells = !(in_json || in_words) || !layout.sort.is_empty();
        let cells = in_cells.then(|| row.cells(pen).into());
        self.keep(order, Told { cells, words });
    }

    /// Adds one that a page tells in its own way.
    pub fn tell(&mut self, order: O, told: String) {
        let (cells, words) = (None, Some(Words::Page(told)));
        self.keep(order, Told { cells, words });
    }

    fn keep(&mut self, order: O, told: Told) {
        let is_something = told.cells.is_some() || told.words.is_some();
        self.rows.push(Kept {
            order,
            end: self.lines.len(),
            told: is_something.then(|| Box::new(told)),
        });
    }

    /// All of them, each beside what it is in order by: of many it is found sooner there.
    fn iter(&self) -> impl Iterator<Item = (O, Drawn<'_>)>
    where
        O: Clone,
    {
        let mut begin = 0;
        self.rows.iter().map(move |row| {
            let line = &self.lines[begin..row.end];
            begin = row.end;
            let told = row.told.as_deref();
            (row.order.clone(), Drawn { told, line })
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
        self.told?.cells.clone()
    }

    /// What a page tells of it.
    pub fn page(&self) -> Option<&str> {
        match self.told?.words.as_ref()? {
            Words::Page(told) => Some(told),
            Words::Parts(_) => None,
        }
    }

    /// A line of JSON with its line end.
    pub fn line(&self) -> Cow<'_, [u8]> {
        match self.line {
            [] => json(self).into_bytes().into(),
            line => line.into(),
        }
    }
}

impl Serialize for Drawn<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.line.is_empty() {
            let line: &RawValue = serde_json::from_slice(self.line).map_err(S::Error::custom)?;
            return line.serialize(serializer);
        }
        match self.told.and_then(|told| told.words.as_ref()) {
            Some(Words::Parts(parts)) => parts.serialize(serializer),
            Some(Words::Page(_)) | None => Err(S::Error::custom("the row was drawn for people")),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::{Draw, Drawn, DrawnRows, Pen};
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
            assert!(row.told.is_some_and(|told| told.words.is_none()), "{row:?}");
            assert!(row.line.is_empty(), "{row:?}");
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
