//! A table on a terminal, laid out by comfy-table: no wider than the terminal, long texts wrapped
//! within their column, and words whole where there is room for that.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Width};

use crate::view::page::plain::lines;
use crate::view::rows::column::Lacks;
use crate::view::{Cell, Look, Table, width};

/// The blanks between two columns.
const GAP: u16 = 2;

/// How long the longest bar behind a number is, at least and at most.
const BAR: (usize, usize) = (4, 12);

/// The columns that have a bar behind each number, of one scale.
struct Bars {
    places: Vec<usize>,
    largest: u64,
    longest: usize,
}

pub fn terminal(table: &Table, look: Look) -> Vec<u8> {
    terminal_table(table, look).into_bytes()
}

/// The table as text, with its last line end.
pub fn terminal_table(table: &Table, look: Look) -> String {
    let table = table.without_lacking(Lacks::OnTerminals);
    let mut laid = lay(&table, look, None);
    match Bars::of(&table, room(&laid.column_max_content_widths(), look)) {
        Some(bars) => laid = lay(&table, look, Some(&bars)),
        None => keep_words(&mut laid, look),
    }
    laid.trim_fmt() + "\n"
}

impl Bars {
    /// As long as there is room; nothing where there is not even some.
    fn of(table: &Table, room: Option<usize>) -> Option<Self> {
        let numbers = |place: usize| {
            let cells = table.rows().iter().map(move |row| &row[place]);
            cells.filter_map(Cell::number).max().unwrap_or(0)
        };
        let columns = table.columns().iter().enumerate();
        let barred = columns.filter(|(_, column)| column.has_bar);
        let places: Vec<usize> = barred
            .map(|(place, _)| place)
            .filter(|place| numbers(*place) > 0)
            .collect();
        let largest = places.iter().map(|place| numbers(*place)).max()?;
        let each = room?.checked_div(places.len())?;
        let longest = each.checked_sub(usize::from(GAP))?.min(BAR.1);
        (longest >= BAR.0).then_some(Self {
            places,
            largest,
            longest,
        })
    }

    /// The bar of a number; some of one where it is anything at all.
    fn bar(&self, number: Option<u64>) -> String {
        let length = number.unwrap_or(0).saturating_mul(self.longest as u64);
        "█".repeat(usize::try_from(length.div_ceil(self.largest)).unwrap_or(self.longest))
    }
}

/// The table as comfy-table has it, a column of bars behind each that has them.
fn lay(table: &Table, look: Look, bars: Option<&Bars>) -> comfy_table::Table {
    let bars_at = |place| bars.filter(|bars| bars.places.contains(&place));
    let mut laid = comfy_table::Table::new();
    laid.load_style(NOTHING.header_separator(LineStyle::none().fill('─')))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(columns(look.width));
    let headings = table.headings(look.language).enumerate();
    laid.set_header(headings.flat_map(|(place, heading)| {
        let bar = bars_at(place).map(|_| comfy_table::Cell::new(""));
        [Some(cell(heading)), bar].into_iter().flatten()
    }));
    for row in table.rows() {
        laid.add_row(row.iter().enumerate().flat_map(|(place, shown)| {
            let bar = bars_at(place).map(|bars| cell(&bars.bar(shown.number())));
            [Some(cell(&shown.shown())), bar].into_iter().flatten()
        }));
    }
    let sides = table
        .columns()
        .iter()
        .enumerate()
        .flat_map(|(place, column)| {
            let side = match column.is_number {
                true => CellAlignment::Right,
                false => CellAlignment::Left,
            };
            let bar = bars_at(place).map(|_| CellAlignment::Left);
            [Some(side), bar].into_iter().flatten()
        });
    for (column, side) in laid.column_iter_mut().zip(sides) {
        column.set_padding((0, GAP)).set_cell_alignment(side);
    }
    if let Some(last) = laid.column_iter_mut().last() {
        last.set_padding((0, 0));
    }
    laid
}

/// Where not all of it fits but its words do, no column is narrower than its longest word.
fn keep_words(laid: &mut comfy_table::Table, look: Look) {
    let lines = laid.column_max_content_widths();
    let words: Vec<u16> = (0..lines.len())
        .map(|place| longest_word(laid, place))
        .collect();
    if room(&lines, look).is_some() || room(&words, look).is_none() {
        return;
    }
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
    use crate::view::rows::formats::csv::csv;
    use crate::view::{Cell, Look, Table};
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
Reference    Entity
────────────────────────
AGETIC/HR-1  Universidad
024/2026     Mayor de
             San Andrés
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
            String::from_utf8_lossy(&csv(
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
            columns.text("x", Text::same("X"), |cell| cell.clone());
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
