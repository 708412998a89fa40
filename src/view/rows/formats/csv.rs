//! A table as CSV, for spreadsheets and scripts.

use std::borrow::Cow;

use crate::view::page::plain::{inert, lines};
use crate::view::{Cell, Look, Table};
use crate::words::Language;

/// How CSV is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Csv {
    pub dialect: Dialect,
    /// Whether a cell is left as it is that a spreadsheet would run.
    pub is_raw: bool,
}

/// Whose CSV it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// That of scripts, the same in every language: keys for headings, commas, LF.
    #[default]
    Plain,
    /// That which Excel opens where numbers have a decimal comma: headings, words and days as people
    /// read them, semicolons, CRLF, and the mark by which it knows UTF-8.
    Excel,
}

impl Csv {
    pub fn of(self, table: &Table, look: Look) -> Vec<u8> {
        let invariant = "rows have one length and memory takes them";
        let mut builder = csv::WriterBuilder::new();
        let mut begun = Vec::new();
        let headings: Vec<&str> = match self.dialect {
            Dialect::Plain => table.keys().collect(),
            Dialect::Excel => {
                builder.delimiter(b';').terminator(csv::Terminator::CRLF);
                begun.extend_from_slice("\u{feff}".as_bytes());
                table.headings(look.language).collect()
            }
        };
        let mut writer = builder.from_writer(begun);
        writer.write_record(headings).expect(invariant);
        for row in table.rows() {
            let fields = row.iter().map(|cell| self.field(cell, look.language));
            writer.write_record(fields).expect(invariant);
        }
        writer.into_inner().expect(invariant)
    }

    /// What others wrote is made inert; numbers, days and flags are so by their kind.
    fn field(self, cell: &Cell, language: Language) -> String {
        let text: Cow<'_, str> = match self.dialect {
            Dialect::Plain => cell.exact(),
            Dialect::Excel => cell.whole(language),
        };
        match cell {
            Cell::Text(_)
            | Cell::List(..)
            | Cell::Keyed(..)
            | Cell::Short(..)
            | Cell::Ranked(..) => match self.is_raw {
                true => lines(&text),
                false => inert(&lines(&text)),
            },
            Cell::Nothing
            | Cell::Number(_)
            | Cell::Count(_)
            | Cell::Day(_)
            | Cell::Moment(..)
            | Cell::Flag(..) => text.into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Csv, Dialect};
    use crate::model::{Moment, Zone};
    use crate::view::rows::formats::markdown::markdown_table;
    use crate::view::{Cell, Look, Table};
    use crate::words::{Language, Text};

    fn single(cell: impl Into<Cell>) -> Table {
        Table::of(&[cell.into()], |columns| {
            columns.text("x", Text::same("X"), Cell::clone);
        })
    }

    fn written(cell: impl Into<Cell>) -> String {
        in_manner(cell, Csv::default(), Language::English)
    }

    fn in_manner(cell: impl Into<Cell>, csv: Csv, language: Language) -> String {
        let width = 80;
        let bytes = csv.of(&single(cell), Look { language, width });
        String::from_utf8(bytes).expect("it is text")
    }

    const EXCEL: Csv = Csv {
        dialect: Dialect::Excel,
        is_raw: false,
    };

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(written(text), format!("x\n{expected}\n"));
        }
        case("CITE 12/2026", "CITE 12/2026");
        case("=1+1", "'=1+1");
        case("+591", "'+591");
        case("-2", "'-2");
        case("@SUM(A1)", "'@SUM(A1)");
        case("\t=1+1", " '=1+1");
        case("\r=1+1", "\\u{d}=1+1");
        case("a;=1+1", "a;'=1+1");
        case("a\n=1+1", "\"a\n'=1+1\"");
        case("say \"hi\", you", "\"say \"\"hi\"\", you\"");
        case("a\u{1b}[2J\u{202e}", "a\\u{1b}[2J\\u{202e}");
    }

    #[test]
    fn who_asks_for_it_raw_has_each_cell_as_it_is_but_nothing_that_is_unseen() {
        let raw = Csv {
            is_raw: true,
            ..EXCEL
        };
        for (csv, begin, end) in [
            (
                Csv {
                    is_raw: true,
                    ..Csv::default()
                },
                "x\n",
                "\n",
            ),
            (raw, "\u{feff}X\r\n", "\r\n"),
        ] {
            let case = |text: &str, expected: &str| {
                let found = in_manner(text, csv, Language::Spanish);
                assert_eq!(found, format!("{begin}{expected}{end}"));
            };
            case("=1+1", "=1+1");
            case("-2\n@x", "\"-2\n@x\"");
            case("=a\u{1b}\u{202e}", "=a\\u{1b}\\u{202e}");
        }
    }

    #[test]
    fn a_sheet_of_excel_has_headings_and_every_kind_as_people_read_it() {
        let at = Moment::parse("2026-11-29T14:05:09-04:00").expect("a moment");
        let time = Zone::la_paz().time(&at);
        let bare = Moment::parse("2026-11-29").expect("a day");
        let row: Vec<Cell> = vec![
            "Oruro; La Paz, \"uno\"".into(),
            "=1+1".into(),
            7_u32.into(),
            Cell::Count(0),
            time.day.into(),
            Cell::Moment(time, at),
            Cell::Moment(Zone::la_paz().time(&bare), bare),
            3_u32.into(),
            Cell::ranked(3_u32, "", "3"),
            Cell::names(&["uno\ndos", "tres"]),
            Cell::Flag(true, "sí".into()),
            Cell::keyed("abierto", "open"),
            Cell::ranked(1_u64, "suspendido", "suspended"),
            Cell::short("7q3k", "pr07-7q3kdm2xw4ta"),
            Cell::Nothing,
        ];
        let table = Table::of(&[row], |columns| {
            for place in 0..15 {
                let heading = Text::of("Días", "Days");
                columns.text("key", heading, |row: &Vec<Cell>| row[place].clone());
            }
        });
        let written = |language| {
            let bytes = EXCEL.of(&table, Look { language, width: 8 });
            String::from_utf8(bytes).expect("it is text")
        };
        let headings = |heading: &str| [heading; 15].join(";");
        assert_eq!(
            written(Language::Spanish),
            format!(
                "\u{feff}{}\r\n\"Oruro; La Paz, \"\"uno\"\"\";'=1+1;7;0;29/11/2026;29/11/2026 14:05;29/11/2026;3;;\
                 \"uno\ndos; tres\";sí;abierto;suspendido;pr07-7q3kdm2xw4ta;\r\n",
                headings("Días")
            )
        );
        assert!(written(Language::English).starts_with(&format!(
            "\u{feff}{}\r\n\"Oruro; La Paz, \"\"uno\"\"\";'=1+1;7;0;2026-11-29;2026-11-29 14:05;2026-11-29;3;;",
            headings("Days")
        )));
    }

    #[test]
    fn each_kind_is_written_as_scripts_and_as_people_read_it() {
        #[track_caller]
        fn case(cell: Cell, exact: &str, shown: &str) {
            assert_eq!(written(cell.clone()), format!("x\n{exact}\n"));
            assert_eq!(
                markdown_table(&single(cell), Language::Spanish),
                format!("| X |\n| --- |\n| {shown} |\n")
            );
        }
        let moment = "2026-03-02T10:12:00-04:00";
        let at = Moment::parse(moment).expect("a moment");
        case(Cell::Nothing, "\"\"", "");
        case(7_u32.into(), "7", "7");
        case(Cell::Count(0), "0", "");
        let time = Zone::la_paz().time(&at);
        case(time.day.into(), "2026-03-02", "02/03/2026");
        case(Cell::Moment(time, at), moment, "02/03/2026 10:12");
        case(Cell::ranked(3_u32, "", "3"), "3", "");
        case(Cell::names(&["a, b", "c"]), "\"a, b; c\"", "a, b; c");
        case(Cell::series([2, 3]), "\"2, 3\"", "2, 3");
        case(Cell::Flag(true, "sí".into()), "true", "sí");
        case(
            Cell::keyed("7q", "pr07-7q3kdm2xw4ta"),
            "pr07-7q3kdm2xw4ta",
            "7q",
        );
    }
}
