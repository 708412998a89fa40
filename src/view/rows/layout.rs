//! How rows are asked for, and the one place where they are written so.

use crate::model::Zone;
use crate::view::rows::format::Made;
use crate::view::rows::formats::csv::Csv;
use crate::view::rows::template::templated;
use crate::view::{Format, Look, RowFault, Rows, Table, json};
use crate::words::nearest;

/// How rows are written: in which format, which columns of it, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub format: Format,
    /// How it is written where it is CSV.
    pub csv: Csv,
    pub columns: Columns,
    /// The first before the others.
    pub sort: Vec<Sort>,
    /// What is written for each row, in place of a format.
    pub template: Option<String>,
    /// By which a template makes days of moments.
    pub zone: Zone,
}

/// Why rows cannot be written as they are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unlaid {
    Column(NoColumn),
    Template { typed: String, fault: RowFault },
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
    pub fn of(format: Format) -> Self {
        Self {
            format,
            csv: Csv::default(),
            columns: Columns::All,
            sort: Vec::new(),
            template: None,
            zone: Zone::la_paz(),
        }
    }

    /// The same for a unit of another time zone.
    #[must_use]
    pub fn in_zone(&self, zone: Zone) -> Self {
        Self {
            zone,
            ..self.clone()
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
/// Where a column is asked for that there is not, or the template cannot be followed.
pub fn written<A: Rows>(answer: &A, layout: &Layout, look: Look) -> Result<String, Unlaid> {
    let mut all = Vec::new();
    write(answer, layout, look, |pieces| {
        all.extend_from_slice(&pieces.concat());
    })?;
    Ok(String::from_utf8(all).expect("rows are text"))
}

/// How many lines are written together.
const TOGETHER: usize = 512;

/// The same some pieces at a time, for what may be long.
pub fn write<A: Rows>(
    answer: &A,
    layout: &Layout,
    look: Look,
    mut out: impl FnMut(&[&[u8]]),
) -> Result<(), Unlaid> {
    if let Some(typed) = &layout.template {
        let rows = ordered(answer, layout, look)?;
        let text = templated(
            typed,
            rows.into_iter().map(A::line),
            look.language,
            layout.zone,
        );
        let text = text.map_err(|fault| Unlaid::Template {
            typed: typed.clone(),
            fault,
        })?;
        out(&[text.as_bytes()]);
        return Ok(());
    }
    match (layout.format.made(), &layout.columns) {
        (_, Columns::Named) => {
            let named = answer.table(look.language).named(look.language);
            out(&[named.as_bytes()]);
        }
        (Made::Table(write), _) => {
            out(&[&write(&laid(answer.table(look.language), layout)?, look)]);
        }
        (Made::Csv, _) => {
            let table = laid(answer.table(look.language), layout)?;
            out(&[&layout.csv.of(&table, look)]);
        }
        (Made::Answer, _) => out(&[json(answer).as_bytes()]),
        (Made::Rows, _) => {
            let rows = ordered(answer, layout, look)?;
            for rows in rows.chunks(TOGETHER) {
                let lines: Vec<_> = rows.iter().copied().map(A::line).collect();
                out(&lines.iter().map(AsRef::as_ref).collect::<Vec<&[u8]>>());
            }
        }
    }
    Ok(())
}

/// The rows in a format, all of them as they stand.
#[cfg(test)]
pub fn in_format<A: Rows>(answer: &A, format: Format, look: Look) -> String {
    written(answer, &Layout::of(format), look).expect("it asks for no column")
}

/// The rows as a column orders them; those of a table that stand for no row are left out.
fn ordered<'a, A: Rows>(
    answer: &'a A,
    layout: &Layout,
    look: Look,
) -> Result<Vec<&'a A::Row>, NoColumn> {
    let rows = answer.rows();
    if layout.sort.is_empty() {
        return Ok(rows.iter().collect());
    }
    let table = answer.table(look.language);
    let places = table.order(&sorts(&table, layout)?);
    Ok(places.into_iter().filter_map(|at| rows.get(at)).collect())
}

impl From<NoColumn> for Unlaid {
    fn from(none: NoColumn) -> Self {
        Self::Column(none)
    }
}

fn laid(mut table: Table, layout: &Layout) -> Result<Table, NoColumn> {
    let sorts = sorts(&table, layout)?;
    table.sort(&sorts);
    let Columns::Some(wanted) = &layout.columns else {
        return Ok(table);
    };
    let places = wanted.iter().map(|key| place(&table, key));
    let places = places.collect::<Result<Vec<usize>, NoColumn>>()?;
    Ok(table.only(&places))
}

/// By which columns rows are ordered, and whether backwards.
fn sorts(table: &Table, layout: &Layout) -> Result<Vec<(usize, bool)>, NoColumn> {
    let sorts = layout.sort.iter();
    sorts
        .map(|sort| {
            let place = place(table, &sort.key)?;
            let column = &table.columns()[place];
            // Whoever names it as people read it means the days, of which the latest has the fewest.
            let means_days = column.is_in_days && column.key != sort.key;
            Ok((place, sort.descending != means_days))
        })
        .collect()
}

/// The column of this key, which is what CSV and JSON call it. One named by its heading is told.
fn place(table: &Table, key: &str) -> Result<usize, NoColumn> {
    let known: Vec<&'static str> = table.keys().collect();
    let found = known.iter().position(|known| *known == key);
    found.ok_or_else(|| {
        let headed = table.headed(key).map(|place| known[place]);
        let mut all = known.iter().copied();
        NoColumn {
            key: key.to_owned(),
            meant: headed.or_else(|| all.find(|known| nearest(key, [*known]).is_some())),
            known,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Columns, Layout, Sort, Unlaid, written};
    use crate::view::{Format, Look, Rows, Table};
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
            Table::of(&self.0, |columns| {
                columns.text("case", Text::of("Caso", "Case"), |(case, _)| *case);
                columns.number("days", Text::of("Días", "Days"), |(_, days)| *days);
            })
        }
    }

    fn layout(columns: Columns, sort: Option<(&str, bool)>) -> Layout {
        Layout {
            columns,
            sort: sort
                .into_iter()
                .map(|(key, descending)| Sort {
                    key: key.to_owned(),
                    descending,
                })
                .collect(),
            ..Layout::of(Format::Csv)
        }
    }

    fn shown(columns: Columns, sort: Option<(&str, bool)>) -> Result<String, Unlaid> {
        laid_out(&layout(columns, sort))
    }

    fn laid_out(layout: &Layout) -> Result<String, Unlaid> {
        let look = Look {
            language: Language::English,
            width: 80,
        };
        written(&Cases([("b", 10), ("á", 9), ("a", 9)]), layout, look)
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
        let mut both = layout(some(&["case"]), Some(("days", false)));
        both.sort.push(Sort {
            key: "case".to_owned(),
            descending: true,
        });
        assert_eq!(laid_out(&both).as_deref(), Ok("case\ná\na\nb\n"));
        assert_eq!(
            shown(some(&["case"]), Some(("case", false))).as_deref(),
            Ok("case\na\ná\nb\n")
        );
    }

    #[test]
    fn the_columns_are_told_and_one_that_there_is_not_is_refused() {
        assert_eq!(
            shown(Columns::Named, None).as_deref(),
            Ok("case  Case\ndays  Days\n")
        );
        let none = match shown(some(&["case", "day"]), None) {
            Err(Unlaid::Column(none)) => none,
            other => panic!("{other:?}"),
        };
        assert_eq!((&*none.key, none.meant), ("day", Some("days")));
        assert_eq!(none.known, ["case", "days"]);
        match shown(some(&["DÍAS"]), None) {
            Err(Unlaid::Column(none)) => assert_eq!(none.meant, Some("days"), "by its heading"),
            other => panic!("{other:?}"),
        }
        assert!(shown(Columns::All, Some(("x", false))).is_err());
    }

    #[test]
    fn a_column_orders_the_rows_of_a_template_and_of_json_lines() {
        let mut asked = layout(Columns::All, Some(("days", true)));
        asked.format = Format::Ndjson;
        assert_eq!(
            laid_out(&asked).as_deref(),
            Ok("[\"b\",10]\n[\"á\",9]\n[\"a\",9]\n")
        );
        asked = layout(Columns::All, Some(("case", false)));
        asked.template = Some("x".to_owned());
        assert_eq!(laid_out(&asked).as_deref(), Ok("x\nx\nx\n"));
    }
}
