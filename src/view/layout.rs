use crate::view::table::Table;
use crate::view::{Format, Look, Rows, json, ndjson};
use crate::words::nearest;

/// How rows are written: in which format, which columns of it, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub format: Format,
    pub columns: Columns,
    pub sort: Option<Sort>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Columns {
    /// As the answer has them.
    All,
    /// These, in this order, by key.
    Some(Vec<String>),
    /// None: what they are called is told instead.
    Named,
}

/// By which column rows are ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    pub key: String,
    pub descending: bool,
}

/// A column that an answer does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoColumn {
    pub key: String,
    pub meant: Option<&'static str>,
    pub known: Vec<&'static str>,
}

impl Layout {
    pub const fn of(format: Format) -> Self {
        Self {
            format,
            columns: Columns::All,
            sort: None,
        }
    }

    /// Whether a person reads it laid out as a page rather than as rows.
    pub fn is_page(&self) -> bool {
        *self == Self::of(Format::Table)
    }
}

/// The rows as they are asked for; every line has its line end.
///
/// # Errors
/// Where a column is asked for that there is not.
pub fn written<A: Rows>(answer: &A, layout: &Layout, look: Look) -> Result<String, NoColumn> {
    let table = || laid(answer.table(look.language), layout);
    Ok(match (layout.format, &layout.columns) {
        (_, Columns::Named) => answer.table(look.language).named(look.language),
        (Format::Table, _) => table()?.terminal(look),
        (Format::Json, _) => json(answer),
        (Format::Ndjson, _) => ndjson(answer.rows()),
        (Format::Csv, _) => table()?.csv(),
        (Format::Markdown, _) => table()?.markdown(look.language),
    })
}

/// The rows in a format, all of them as they stand.
#[cfg(test)]
pub fn in_format<A: Rows>(answer: &A, format: Format, look: Look) -> String {
    written(answer, &Layout::of(format), look).expect("it asks for no column")
}

fn laid(mut table: Table, layout: &Layout) -> Result<Table, NoColumn> {
    if let Some(sort) = &layout.sort {
        let place = place(&table, &sort.key)?;
        table.sort(place, sort.descending);
    }
    let Columns::Some(wanted) = &layout.columns else {
        return Ok(table);
    };
    let places = wanted.iter().map(|key| place(&table, key));
    let places = places.collect::<Result<Vec<usize>, NoColumn>>()?;
    Ok(table.only(&places))
}

fn place(table: &Table, key: &str) -> Result<usize, NoColumn> {
    let known: Vec<&'static str> = table.keys().collect();
    let found = known.iter().position(|known| *known == key);
    found.ok_or_else(|| NoColumn {
        key: key.to_owned(),
        meant: known
            .iter()
            .copied()
            .find(|known| nearest(key, [*known]).is_some()),
        known,
    })
}

#[cfg(test)]
mod tests {
    use super::{Columns, Layout, NoColumn, Sort, written};
    use crate::view::{Cell, Column, Format, Look, Rows, Table};
    use crate::words::{Language, Text};
    use serde::Serialize;

    #[derive(Serialize)]
    struct Cases([(&'static str, u32); 3]);

    impl Rows for Cases {
        type Row = (&'static str, u32);

        fn rows(&self) -> &[Self::Row] {
            &self.0
        }

        fn table(&self, _: Language) -> Table {
            let mut table = Table::new([
                Column::text("case", Text::of("Caso", "Case")),
                Column::number("days", Text::of("Días", "Days")),
            ]);
            for (case, days) in self.0 {
                table.row([Cell::new(case), Cell::new(days)]);
            }
            table
        }
    }

    fn shown(columns: Columns, sort: Option<(&str, bool)>) -> Result<String, NoColumn> {
        let layout = Layout {
            format: Format::Csv,
            columns,
            sort: sort.map(|(key, descending)| Sort {
                key: key.to_owned(),
                descending,
            }),
        };
        let look = Look {
            language: Language::English,
            width: 80,
        };
        written(&Cases([("b", 10), ("á", 9), ("a", 9)]), &layout, look)
    }

    fn some(keys: &[&str]) -> Columns {
        Columns::Some(keys.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn columns_stand_in_the_order_asked_for_and_rows_in_that_of_a_column() {
        assert_eq!(
            shown(some(&["days", "case"]), None).as_deref(),
            Ok("days,case\n10,b\n9,á\n9,a\n")
        );
        assert_eq!(
            shown(some(&["case"]), Some(("days", false))).as_deref(),
            Ok("case\ná\na\nb\n")
        );
        assert_eq!(
            shown(Columns::All, Some(("days", true))).as_deref(),
            Ok("case,days\nb,10\ná,9\na,9\n")
        );
        assert_eq!(
            shown(some(&["case"]), Some(("case", false))).as_deref(),
            Ok("case\ná\na\nb\n")
        );
    }

    #[test]
    fn the_columns_are_told_and_one_that_there_is_not_is_refused() {
        assert_eq!(
            shown(Columns::Named, None).as_deref(),
            Ok("case  Case\ndays  Days\n")
        );
        let none = shown(some(&["case", "day"]), None).expect_err("there is none");
        assert_eq!((&*none.key, none.meant), ("day", Some("days")));
        assert_eq!(none.known, ["case", "days"]);
        assert!(shown(Columns::All, Some(("x", false))).is_err());
    }
}
