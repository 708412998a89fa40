//! A table as CSV, for spreadsheets and scripts.

use crate::view::page::plain::{inert, lines};
use crate::view::{Cell, Look, Table};

/// Keys for headings, commas, LF; no cell that a spreadsheet would run.
pub fn csv(table: &Table, _: Look) -> Vec<u8> {
    let invariant = "rows have one length and memory takes them";
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.keys()).expect(invariant);
    for row in table.rows() {
        writer.write_record(row.iter().map(field)).expect(invariant);
    }
    writer.into_inner().expect(invariant)
}

/// What others wrote is made inert; numbers, days and flags are so by their kind.
fn field(cell: &Cell) -> String {
    let exact = cell.exact();
    match cell {
        Cell::Text(_) | Cell::List(..) | Cell::Keyed(..) | Cell::Ranked(..) => {
            inert(&lines(&exact))
        }
        Cell::Nothing
        | Cell::Number(_)
        | Cell::Count(_)
        | Cell::Day(_)
        | Cell::Moment(..)
        | Cell::Flag(..) => exact.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::csv;
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
        let look = Look {
            language: Language::English,
            width: 80,
        };
        String::from_utf8(csv(&single(cell), look)).expect("it is text")
    }

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
