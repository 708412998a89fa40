//! A table on a terminal, laid out by comfy-table: no wider than the terminal, long texts wrapped at
//! blanks within their column. Where the words of a row find no room side by side, its cells stand
//! below each other.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Width};

use crate::view::page::plain::lines;
use crate::view::page::sheet::Sheet;
use crate::view::rows::column::Lacks;
use crate::view::{Cell, Look, Table, width};
use crate::words::Text;

/// The blanks between two columns.
const GAP: u16 = 2;

/// How long the longest bar behind a number is, at least and at most.
const BAR: (usize, usize) = (4, 12);

pub fn terminal(table: &Table, look: Look) -> Vec<u8> {
    terminal_table(table, look).into_bytes()
}

/// The table as text, with its last line end.
pub fn terminal_table(table: &Table, look: Look) -> String {
    let table = table.without_lacking(Lacks::OnTerminals);
    let mut laid = lay(&table, look);
    let lines = laid.column_max_content_widths();
    if let Some(room) = room(&lines, look) {
        laid = with_bars(&table, room).map_or(laid, |barred| lay(&barred, look));
        return laid.trim_fmt() + "\n";
    }
    let words: Vec<u16> = (0..lines.len())
        .map(|place| longest_word(&laid, place))
        .collect();
    if room(&words, look).is_none() {
        return below_each_other(&table, look);
    }
    keep_words(&mut laid, &words, &lines);
    laid.trim_fmt() + "\n"
}

/// The rows one after the other, parted by an empty line: a line for each cell that people see
/// something in, behind its heading.
fn below_each_other(table: &Table, look: Look) -> String {
    let mut sheet = Sheet::new(look, false);
    for row in table.rows() {
        sheet.gap();
        for (column, cell) in table.columns().iter().zip(row.iter()) {
            if !cell.is_blank() {
                labelled(&mut sheet, &column.heading, &cell.shown(look.language));
            }
        }
    }
    sheet.written()
}

/// A text behind its label, or below it where a word of it would not fit behind it.
fn labelled(sheet: &mut Sheet, label: &Text, text: &str) {
    let label = format!("{}: ", label.get(sheet.language()));
    let longest = text.split_whitespace().map(width).max().unwrap_or(0);
    if width(&label) + longest <= sheet.columns() {
        sheet.hang(0, &label, text);
    } else {
        sheet.hang(0, "", label.trim_end());
        sheet.hang(2, "", text);
    }
}

/// The table with a column of bars behind each that has them, as long as there is room; nothing
/// where there is not even some.
fn with_bars(table: &Table, room: usize) -> Option<Table> {
    let largest = |place: &usize| {
        let cells = table.rows().iter().map(|row| &row[*place]);
        cells
            .filter_map(Cell::number)
            .max()
            .filter(|most| *most > 0)
    };
    let places = 0..table.columns().len();
    let mut barred: Vec<usize> = places
        .filter(|place| table.columns()[*place].has_bar)
        .collect();
    barred.retain(|place| largest(place).is_some());
    let most = barred.iter().filter_map(largest).max()?;
    let each = room.checked_div(barred.len())?.checked_sub(GAP.into())?;
    let longest = Some(each.min(BAR.1)).filter(|longest| *longest >= BAR.0)?;
    let bar = |cell: &Cell| {
        let length = cell.number().unwrap_or(0).saturating_mul(longest as u64);
        let length = usize::try_from(length.div_ceil(most)).unwrap_or(longest);
        "█".repeat(length).into()
    };
    let mut table = table.clone();
    for place in barred.into_iter().rev() {
        table.insert_after(place, bar);
    }
    Some(table)
}

/// The table as comfy-table has it.
fn lay(table: &Table, look: Look) -> comfy_table::Table {
    let mut laid = comfy_table::Table::new();
    laid.load_style(NOTHING.header_separator(LineStyle::none().fill('─')))
        .set_content_arrangement(match look.width {
            Look::ENDLESS => ContentArrangement::Disabled,
            _ => ContentArrangement::Dynamic,
        })
        .set_width(columns(look.width))
        .set_header(table.headings(look.language).map(cell))
        .add_rows(
            table
                .rows()
                .iter()
                .map(|row| row.iter().map(|one| cell(&one.shown(look.language)))),
        );
    for (column, declared) in laid.column_iter_mut().zip(table.columns()) {
        column.set_padding((0, GAP));
        if declared.is_number {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    if let Some(last) = laid.column_iter_mut().last() {
        last.set_padding((0, 0));
    }
    laid
}

/// Lets no column be narrower than its longest word.
fn keep_words(laid: &mut comfy_table::Table, words: &[u16], lines: &[u16]) {
    for ((column, word), line) in laid.column_iter_mut().zip(words).zip(lines) {
        let gap = column.padding_width();
        // comfy-table adds the gap to the widest line as well, which must not overflow.
        if line.checked_add(gap).is_some() {
            let least = Width::Fixed(word + gap);
            column.set_constraint(ColumnConstraint::LowerBoundary(least));
        }
    }
}

fn longest_word(laid: &comfy_table::Table, place: usize) -> u16 {
    let cells = laid.column_cells_with_header_iter(place).flatten();
    let longest = cells.map(|cell| cell.content().split_whitespace().map(width).max());
    columns(longest.max().flatten().unwrap_or(0))
}

/// How much of a line columns of these widths leave; nothing where they take more than it has.
fn room(widths: &[u16], look: Look) -> Option<usize> {
    let gaps = usize::from(GAP) * widths.len().saturating_sub(1);
    let taken: usize = widths.iter().copied().map(usize::from).sum();
    look.width.checked_sub(taken + gaps)
}

fn cell(text: &str) -> comfy_table::Cell {
    comfy_table::Cell::new_owned(lines(text))
}

fn columns(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::terminal_table;
    use crate::view::{Cell, Csv, Look, Table};
    use crate::words::{Language, Text};

    #[test]
    fn a_column_of_single_words_is_not_broken_where_there_is_room() {
        let rows = [("AGETIC/HR-1024/2026", "Universidad Mayor de San Andrés")];
        let table = Table::of(&rows, |columns| {
            columns.text("ref", Text::same("Reference"), |(reference, _)| *reference);
            columns.text("entity", Text::same("Entity"), |(_, entity)| *entity);
        });
        let language = Language::English;
        let shown = |width| terminal_table(&table, Look { language, width });
        assert_eq!(
            shown(34),
            "\
Reference            Entity
──────────────────────────────────
AGETIC/HR-1024/2026  Universidad
                     Mayor de San
                     Andrés
"
        );
        assert_eq!(
            shown(24),
            "\
Reference:
  AGETIC/HR-1024/2026
Entity: Universidad
        Mayor de San
        Andrés
"
        );
    }

    fn counts() -> Table {
        Table::of(&[("Ana", 12_u64, 0_u64), ("Luis", 1, 24)], |columns| {
            columns.text("who", Text::same("Who"), |(who, ..)| *who);
            columns
                .number("done", Text::same("Done"), |(_, done, _)| *done)
                .with_bar();
            columns
                .number("late", Text::same("Late"), |_| Cell::Nothing)
                .if_any();
            columns
                .number("left", Text::same("Left"), |(.., left)| *left)
                .with_bar();
        })
    }

    #[test]
    fn bars_are_of_one_scale_and_only_where_there_is_room() {
        let language = Language::English;
        let shown = |width| terminal_table(&counts(), Look { language, width });
        assert_eq!(
            shown(48),
            "\
Who   Done          Left
──────────────────────────────────────
Ana     12  ██████     0
Luis     1  █         24  ████████████
"
        );
        assert_eq!(
            shown(24),
            "\
Who   Done  Left
────────────────
Ana     12     0
Luis     1    24
"
        );
        assert_eq!(
            String::from_utf8_lossy(&Csv::default().of(
                &counts(),
                Look {
                    language,
                    width: 80
                }
            )),
            "who,done,late,left\nAna,12,,0\nLuis,1,,24\n"
        );
    }

    #[test]
    fn a_column_that_holds_nothing_is_shown_where_it_is_asked_for() {
        let look = Look {
            language: Language::English,
            width: 24,
        };
        let asked = terminal_table(&counts().only(&[0, 2]), look);
        assert_eq!(asked, "Who   Late\n──────────\nAna\nLuis\n");
    }

    fn single(cell: impl Into<Cell> + Clone) -> Table {
        Table::of(&[cell], |columns| {
            columns.text("x", Text::same("X"), Clone::clone);
        })
    }

    #[test]
    fn a_terminal_shows_what_could_steer_it_and_keeps_line_ends() {
        let look = Look {
            language: Language::English,
            width: 40,
        };
        let table = single("uno\n\tdos \u{1b}[2J");
        assert_eq!(
            terminal_table(&table, look),
            "X\n──────────────\nuno\n dos \\u{1b}[2J\n"
        );
    }
}
