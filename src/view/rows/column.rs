//! Columns of tables, each declared together with the cell that a row has in it, so that no cell
//! can stand under another heading.

use crate::view::Cell;
use crate::words::Text;

/// What a column is called, and how it is shown.
#[derive(Clone, Debug)]
pub struct Column {
    pub(in crate::view) key: &'static str,
    pub(in crate::view) heading: Text,
    pub(in crate::view) is_number: bool,
    pub(in crate::view) has_bar: bool,
    /// Whether people read for how many days something lasts, and scripts since when.
    pub(in crate::view) is_in_days: bool,
    /// Where it is left out if no row has anything in it.
    pub(in crate::view) lacks: Lacks,
    /// What of a journal that cannot be read stands there.
    pub(in crate::view) of_unreadable: Option<Unreadable>,
}

/// Where a column may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lacks {
    Nowhere,
    OnTerminals,
    /// In Markdown as well.
    OnPages,
    /// Also where it holds something, unless it is asked for by name.
    UnlessAsked,
}

/// What is told of a journal that cannot be read.
#[derive(Clone, Copy, Debug)]
pub enum Unreadable {
    /// The case that its file is named for.
    Case,
    Procedure,
    /// That it cannot be read, and why.
    Fault,
}

impl Column {
    /// Leaves it out of a terminal where no row has anything in it.
    pub const fn if_any(&mut self) -> &mut Self {
        self.lacks = Lacks::OnTerminals;
        self
    }

    /// Leaves it out of Markdown as well: a column for what is rare.
    pub const fn if_rare(&mut self) -> &mut Self {
        self.lacks = Lacks::OnPages;
        self
    }

    /// Leaves it to scripts and to who asks for it: people read it in another column.
    pub const fn if_asked(&mut self) -> &mut Self {
        self.lacks = Lacks::UnlessAsked;
        self
    }

    /// Draws a bar behind each number on a terminal, where there is room: as long as the number is
    /// beside the largest of all that have one.
    pub const fn with_bar(&mut self) -> &mut Self {
        self.has_bar = true;
        self
    }

    /// Says that people read for how many days something lasts, where scripts read since when.
    pub const fn in_days(&mut self) -> &mut Self {
        self.is_in_days = true;
        self
    }

    /// Tells this there of a journal that cannot be read.
    pub const fn or(&mut self, told: Unreadable) -> &mut Self {
        self.of_unreadable = Some(told);
        self
    }
}

/// The columns of a table while they are declared, or the cells that they give one row.
#[derive(Debug)]
pub struct ColumnList<'r, R: ?Sized> {
    row: Option<&'r R>,
    /// Only the last of them where they are declared for a row.
    pub(in crate::view) columns: Vec<Column>,
    pub(in crate::view) cells: Vec<Cell>,
}

impl<'r, R: ?Sized> ColumnList<'r, R> {
    pub(in crate::view) fn of(row: Option<&'r R>, declare: impl FnOnce(&mut Self)) -> Self {
        let (columns, cells) = (Vec::new(), Vec::new());
        let mut list = Self {
            row,
            columns,
            cells,
        };
        declare(&mut list);
        list
    }

    /// A column of texts; CSV names it by its key, in every language.
    pub fn text<C: Into<Cell>>(
        &mut self,
        key: &'static str,
        heading: Text,
        cell: impl FnOnce(&'r R) -> C,
    ) -> &mut Column {
        if let Some(row) = self.row {
            self.cells.push(cell(row).into());
            self.columns.clear();
        }
        self.columns.push(Column {
            key,
            heading,
            is_number: false,
            has_bar: false,
            is_in_days: false,
            lacks: Lacks::Nowhere,
            of_unreadable: None,
        });
        self.columns.last_mut().expect("it was added")
    }

    /// A column of numbers, which end below each other.
    pub fn number<C: Into<Cell>>(
        &mut self,
        key: &'static str,
        heading: Text,
        cell: impl FnOnce(&'r R) -> C,
    ) -> &mut Column {
        let column = self.text(key, heading, cell);
        column.is_number = true;
        column
    }
}
