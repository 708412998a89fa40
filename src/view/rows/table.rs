//! A table: its columns, and the cells of its rows, in the order in which they are written.

use std::borrow::Cow;
use std::sync::Arc;

use crate::model::ShortNames;
use crate::view::rows::column::Lacks;
use crate::view::rows::order::Order;
use crate::view::{Cell, Column, ColumnList, ErrorRow};
use crate::words::{Language, Text, matching};

/// Rows under headings. A row has a cell for each column, in the same order, as the columns declare
/// both.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Arc<[Cell]>>,
}

impl Table {
    /// The rows, with the columns that are declared for them.
    pub fn of<'r, R: 'r>(
        rows: impl IntoIterator<Item = &'r R>,
        declare: impl Fn(&mut ColumnList<'r, R>),
    ) -> Self {
        let cells = |row| ColumnList::of(Some(row), &declare).cells.into();
        let rows = rows.into_iter().map(cells).collect();
        let columns = ColumnList::of(None, &declare).columns;
        Self { columns, rows }
    }

    /// The same of rows that were drawn by these columns before.
    pub(in crate::view) fn drawn(
        columns: Vec<Column>,
        rows: impl Iterator<Item = Arc<[Cell]>>,
    ) -> Self {
        let rows = rows.collect();
        Self { columns, rows }
    }

    /// The same with a row for each journal that cannot be read; its case by its short name.
    #[must_use]
    pub fn with_errors(
        mut self,
        errors: &[ErrorRow],
        names: &ShortNames,
        language: Language,
    ) -> Self {
        for error in errors {
            let cells = self.columns.iter().map(|column| {
                let told = column.of_unreadable;
                told.map_or(Cell::Nothing, |told| error.cell(told, names, language))
            });
            self.rows.push(cells.collect());
        }
        self
    }

    /// The same with these columns alone, in this order, whether they hold anything or not.
    pub(in crate::view) fn only(&self, places: &[usize]) -> Self {
        let column = |place: &usize| Column {
            lacks: Lacks::Nowhere,
            ..self.columns[*place].clone()
        };
        let pick = |row: &Arc<[Cell]>| places.iter().map(|place| row[*place].clone()).collect();
        Self {
            columns: places.iter().map(column).collect(),
            rows: self.rows.iter().map(pick).collect(),
        }
    }

    /// Orders the rows by columns, backwards where it is said so; what compares alike stays in its
    /// order.
    pub(in crate::view) fn sort(&mut self, columns: &[(usize, bool)]) {
        let order = self.order(columns).into_iter();
        self.rows = order.map(|at| Arc::clone(&self.rows[at])).collect();
    }

    /// The places of the rows in that order.
    pub(in crate::view) fn order(&self, columns: &[(usize, bool)]) -> Vec<usize> {
        let of_row = |row: &Arc<[Cell]>| columns.iter().map(|(at, _)| row[*at].order()).collect();
        let orders: Vec<Vec<Order>> = self.rows.iter().map(of_row).collect();
        let mut places: Vec<usize> = (0..self.rows.len()).collect();
        places.sort_by(|one, other| {
            Order::of_rows(&orders[*one], &orders[*other], |place| columns[place].1)
        });
        places
    }

    /// The column under this heading in either language, whatever the case and accents.
    pub(in crate::view) fn headed(&self, typed: &str) -> Option<usize> {
        let typed = matching(typed);
        let is_it = |column: &Column| {
            Language::ALL
                .iter()
                .any(|language| matching(column.heading.get(*language)) == typed)
        };
        self.columns.iter().position(is_it)
    }

    /// The key and the heading of each column.
    pub fn described(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let columns = self.columns.iter();
        columns.map(|column| (column.key, &column.heading))
    }

    /// A line a column: its key and its heading.
    pub(in crate::view) fn named(&self, language: Language) -> String {
        let widest = self.keys().map(str::len).max().unwrap_or(0);
        let lines = self.described().map(|(key, heading)| {
            let heading = heading.get(language);
            format!("{key:widest$}  {heading}\n")
        });
        lines.collect()
    }

    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The same without the columns that may be left out there and hold nothing.
    pub(in crate::view) fn without_lacking(&self, least: Lacks) -> Cow<'_, Self> {
        let holds = |place: &usize| {
            let (lacks, mut cells) = (
                self.columns[*place].lacks,
                self.rows.iter().map(|row| &row[*place]),
            );
            let is_told = lacks < Lacks::UnlessAsked && cells.any(|cell| !cell.is_blank());
            lacks < least || is_told
        };
        let kept: Vec<usize> = (0..self.columns.len()).filter(holds).collect();
        match kept.len() == self.columns.len() {
            true => Cow::Borrowed(self),
            false => Cow::Owned(self.only(&kept)),
        }
    }

    /// What CSV names the columns by.
    pub(in crate::view) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|column| column.key)
    }

    /// Adds a column behind another, whose cells follow from those of that one.
    pub(in crate::view) fn insert_after(&mut self, place: usize, of: impl Fn(&Cell) -> Cell) {
        let list = ColumnList::<()>::of(None, |columns| {
            columns.text("", Text::of("", ""), |()| Cell::Nothing);
        });
        self.columns.splice(place + 1..=place, list.columns);
        for row in &mut self.rows {
            let mut cells = row.to_vec();
            cells.insert(place + 1, of(&row[place]));
            *row = cells.into();
        }
    }

    pub(in crate::view) fn columns(&self) -> &[Column] {
        &self.columns
    }

    pub(in crate::view) fn rows(&self) -> &[Arc<[Cell]>] {
        &self.rows
    }

    pub(in crate::view) fn headings(&self, language: Language) -> impl Iterator<Item = &str> {
        let columns = self.columns.iter();
        columns.map(move |column| column.heading.get(language))
    }
}
