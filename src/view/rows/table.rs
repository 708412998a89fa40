use std::borrow::Cow;
use std::sync::Arc;

use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Width};

use crate::view::page::extent::Extent;
use crate::view::page::plain::{in_markdown, inert, lines};
use crate::view::rows::side::Side;
use crate::view::{Cell, Look};
use crate::words::{Language, Text, matching};

/// The blanks between two columns.
const GAP: usize = 2;

/// How many rows are laid out at a time.
const PIECE: usize = 500;

/// How long the longest bar behind a number is, at least and at most.
const BAR: (usize, usize) = (4, 12);

/// What a column holds.
#[derive(Clone, Debug)]
pub struct Column {
    key: &'static str,
    heading: Text,
    side: Side,
    has_bar: bool,
    /// Where it is left out if no row has anything in it.
    lacks: Lacks,
}

/// Where a column may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lacks {
    Nowhere,
    OnTerminals,
    /// In Markdown as well.
    OnPages,
}

impl Column {
    /// A column of texts; CSV names it by its key, in every language.
    pub const fn text(key: &'static str, heading: Text) -> Self {
        Self::on(Side::Left, key, heading)
    }

    /// A column of numbers, which end below each other.
    pub const fn number(key: &'static str, heading: Text) -> Self {
        Self::on(Side::Right, key, heading)
    }

    const fn on(side: Side, key: &'static str, heading: Text) -> Self {
        Self {
            key,
            heading,
            side,
            has_bar: false,
            lacks: Lacks::Nowhere,
        }
    }

    /// The same, left out of a terminal where no row has anything in it.
    #[must_use]
    pub const fn if_any(mut self) -> Self {
        self.lacks = Lacks::OnTerminals;
        self
    }

    /// The same, left out of Markdown as well: a column for what is rare.
    #[must_use]
    pub const fn if_rare(mut self) -> Self {
        self.lacks = Lacks::OnPages;
        self
    }

    /// The same with a bar behind each number on a terminal, where there is room: as long as the
    /// number is beside the largest of all that have one.
    #[must_use]
    pub const fn with_bar(mut self) -> Self {
        self.has_bar = true;
        self
    }
}

/// Rows under headings; the one place that builds tables. They are written piece by piece, so that
/// of a long one nothing is held twice.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<Column>,
    /// Each may have more cells than there are columns: these are left out.
    rows: Vec<Arc<[Cell]>>,
}

impl Table {
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row, one cell a column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.drawn(cells.into_iter().collect());
    }

    /// The same of a row that was drawn before.
    pub fn drawn(&mut self, cells: Arc<[Cell]>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "one cell a column");
        self.rows.push(cells);
    }

    /// The same with these columns alone, in this order.
    pub(in crate::view) fn only(&self, places: &[usize]) -> Self {
        let pick = |row: &Arc<[Cell]>| places.iter().map(|place| row[*place].clone()).collect();
        Self {
            columns: places
                .iter()
                .map(|place| Column {
                    lacks: Lacks::Nowhere,
                    ..self.columns[*place].clone()
                })
                .collect(),
            rows: self.rows.iter().map(pick).collect(),
        }
    }

    /// Orders the rows by columns, backwards where it is said so: numbers as such, also within texts, and these whatever the case
    /// and accents; what compares alike stays in its order, and nothing comes last.
    pub(in crate::view) fn sort(&mut self, columns: &[(usize, bool)]) {
        let order = self.order(columns).into_iter();
        self.rows = order.map(|at| Arc::clone(&self.rows[at])).collect();
    }

    /// The places of the rows in that order.
    pub(in crate::view) fn order(&self, columns: &[(usize, bool)]) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.rows.len()).collect();
        for (column, descending) in columns.iter().rev() {
            let side = self.columns[*column].side;
            let cells = self.rows.iter().map(|row| &row[*column]);
            let keys: Vec<_> = cells
                .map(|cell| (cell.shown().is_empty(), cell.order(side)))
                .collect();
            places.sort_by(|one, other| {
                let ((blank, one), (other_blank, other)) = (&keys[*one], &keys[*other]);
                let order = one.cmp(other);
                let order = if *descending { order.reverse() } else { order };
                blank.cmp(other_blank).then(order)
            });
        }
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

    /// A line a column: its key and its heading.
    pub(in crate::view) fn named(&self, language: Language) -> String {
        let widest = self.keys().map(str::len).max().unwrap_or(0);
        let lines = self.columns.iter().map(|column| {
            let heading = column.heading.get(language);
            format!("{:widest$}  {heading}\n", column.key)
        });
        lines.collect::<Vec<String>>().concat()
    }

    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The same with a column of bars behind each that has them, as long as there is room; nothing
    /// where there is not even some.
    fn with_bars(&self, look: Look) -> Option<Self> {
        let places = 0..self.columns.len();
        let barred: Vec<usize> = places
            .filter(|place| self.columns[*place].has_bar && self.largest(*place) > 0)
            .collect();
        let extents = self.extents(look.language);
        let lines: usize = extents.iter().map(|extent| extent.line).sum();
        let taken = lines + GAP * (extents.len() + barred.len()).saturating_sub(1);
        let room = look.width.saturating_sub(taken).checked_div(barred.len())?;
        if room < BAR.0 {
            return None;
        }
        let largest = barred.iter().map(|place| self.largest(*place)).max()?;
        let mut table = self.clone();
        for place in barred.into_iter().rev() {
            table.insert_bars(place, (largest, room.min(BAR.1)));
        }
        Some(table)
    }

    fn insert_bars(&mut self, place: usize, (largest, longest): (u64, usize)) {
        let bars = Column::text("", Text::of("", ""));
        self.columns.insert(place + 1, bars);
        for row in &mut self.rows {
            let bar = row[place].bar(largest, longest);
            let mut cells = row.to_vec();
            cells.insert(place + 1, Cell::new(bar));
            *row = cells.into();
        }
    }

    fn largest(&self, place: usize) -> u64 {
        let numbers = self.rows.iter().filter_map(|row| row[place].number());
        numbers.max().unwrap_or(0)
    }

    /// The same without the columns that may be left out and hold nothing.
    fn without_lacking(&self, least: Lacks) -> Cow<'_, Self> {
        let holds = |place: &usize| {
            let mut cells = self.rows.iter().map(|row| &row[*place]);
            self.columns[*place].lacks < least || cells.any(|cell| !cell.shown().is_empty())
        };
        let kept: Vec<usize> = (0..self.columns.len()).filter(holds).collect();
        if kept.len() == self.columns.len() {
            return Cow::Borrowed(self);
        }
        // Where only the last ones are left out, no row is written anew.
        if !kept.iter().copied().eq(0..kept.len()) {
            return Cow::Owned(self.only(&kept));
        }
        let (columns, rows) = (self.columns[..kept.len()].to_vec(), self.rows.clone());
        Cow::Owned(Self { columns, rows })
    }

    /// For a terminal: no wider than it, long texts wrapped within their column.
    pub fn terminal(&self, look: Look, out: &mut dyn FnMut(&str)) {
        let table = self.without_lacking(Lacks::OnTerminals);
        match table.with_bars(look) {
            Some(barred) => barred.lay_out(look, out),
            None => table.lay_out(look, out),
        }
    }

    fn lay_out(&self, look: Look, out: &mut dyn FnMut(&str)) {
        let widths = self.widths(look);
        // Where there is no room for every word, the widths follow from all rows.
        let piece = widths.as_ref().map_or(usize::MAX, |_| PIECE);
        let mut pieces = self.rows.chunks(piece);
        let headings: Vec<&str> = self.headings(look.language).collect();
        let first = pieces.next().unwrap_or_default();
        out(&self.laid(first, Some(&headings), widths.as_deref(), look));
        for rows in pieces {
            out(&self.laid(rows, None, widths.as_deref(), look));
        }
    }

    fn laid(
        &self,
        rows: &[Arc<[Cell]>],
        headings: Option<&[&str]>,
        widths: Option<&[usize]>,
        look: Look,
    ) -> String {
        let mut table = comfy_table::Table::new();
        table
            .load_style(NOTHING.header_separator(LineStyle::none().fill('─')))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(columns(look.width));
        if let Some(headings) = headings {
            table.set_header(headings.iter().map(|heading| on_terminal(heading)));
        }
        for row in rows {
            let cells = row.iter().take(self.columns.len());
            table.add_row(cells.map(|cell| on_terminal(cell.shown())));
        }
        for (place, column) in self.columns.iter().enumerate() {
            let is_last = place + 1 == self.columns.len();
            let gap = if is_last { 0 } else { GAP };
            let laid = table.column_mut(place).expect("every row has every column");
            laid.set_padding((0, columns(gap)));
            laid.set_cell_alignment(column.side.alignment());
            if let Some(widths) = widths {
                let width = Width::Fixed(columns(widths[place] + gap));
                laid.set_constraint(ColumnConstraint::Absolute(width));
            }
        }
        table.trim_fmt() + "\n"
    }

    /// How wide each column is so that no word is broken, the narrowest first given more; nothing
    /// where there is no room for that.
    fn widths(&self, look: Look) -> Option<Vec<usize>> {
        let extents = self.extents(look.language);
        let gaps = GAP * extents.len().saturating_sub(1);
        let mut widths: Vec<usize> = extents.iter().map(|extent| extent.word).collect();
        let taken = widths.iter().sum::<usize>() + gaps;
        for _ in 0..look.width.checked_sub(taken)? {
            let growing = widths.iter_mut().zip(&extents);
            let narrowest = growing
                .filter(|(width, extent)| **width < extent.line)
                .min_by_key(|(width, _)| **width);
            let Some((width, _)) = narrowest else {
                break;
            };
            *width += 1;
        }
        Some(widths)
    }

    fn extents(&self, language: Language) -> Vec<Extent> {
        let headings = self.headings(language).enumerate();
        headings
            .map(|(place, heading)| {
                let cells = self.rows.iter().map(|row| row[place].shown());
                cells
                    .chain([heading])
                    .map(Extent::of)
                    .fold(Extent::default(), Extent::or)
            })
            .collect()
    }

    /// Keys for headings, commas, LF; no cell that a spreadsheet would run.
    pub fn csv(&self, out: &mut dyn FnMut(&str)) {
        out(&records([self.keys()]));
        for rows in self.rows.chunks(PIECE) {
            let rows = rows
                .iter()
                .map(|row| row.iter().map(|cell| inert(&lines(cell.exact()))));
            out(&records(rows));
        }
    }

    /// A table of GitHub's Markdown, whose cells hold no markup.
    pub fn markdown(&self, language: Language, out: &mut dyn FnMut(&str)) {
        let table = self.without_lacking(Lacks::OnPages);
        out(&markdown_row(table.headings(language).map(in_markdown)));
        out(&markdown_row(table.columns.iter().map(
            |column| match column.side {
                Side::Left => "---".to_owned(),
                Side::Right => "---:".to_owned(),
            },
        )));
        for row in &table.rows {
            out(&markdown_row(
                row.iter()
                    .take(table.columns.len())
                    .map(|cell| in_markdown(cell.shown())),
            ));
        }
    }

    /// What CSV names the columns by.
    pub(in crate::view) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|column| column.key)
    }

    pub(in crate::view) fn rows(&self) -> &[Arc<[Cell]>] {
        &self.rows
    }

    pub(in crate::view) fn headings(&self, language: Language) -> impl Iterator<Item = &str> {
        self.columns
            .iter()
            .map(move |column| column.heading.get(language))
    }
}

/// Lines of CSV.
fn records(rows: impl IntoIterator<Item: Iterator<Item: AsRef<[u8]>>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let invariant = "rows have one length and memory takes them";
    for row in rows {
        writer.write_record(row).expect(invariant);
    }
    let bytes = writer.into_inner().expect(invariant);
    String::from_utf8(bytes).expect("the cells are UTF-8")
}

/// All that is written piece by piece.
pub fn whole(write: impl FnOnce(&mut dyn FnMut(&str))) -> String {
    let mut all = String::new();
    write(&mut |piece| all.push_str(piece));
    all
}

fn columns(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn on_terminal(text: &str) -> comfy_table::Cell {
    comfy_table::Cell::new_owned(lines(text))
}

fn markdown_row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::{Column, Table, whole};
    use crate::view::{Cell, Format, Look, Rows, in_format};
    use crate::words::{Language, Text};

    #[derive(Serialize)]
    struct Visits {
        visits: Vec<Visit>,
    }

    #[derive(Serialize)]
    struct Visit {
        who: &'static str,
        times: u32,
    }

    impl Rows for Visits {
        type Row = Visit;

        fn rows(&self) -> &[Visit] {
            &self.visits
        }

        fn table(&self, _language: Language) -> Table {
            let mut table = Table::new([
                Column::text("who", Text::of("Quién", "Who")),
                Column::number("times", Text::of("Veces", "Times")),
            ]);
            for visit in &self.visits {
                table.row([Cell::new(visit.who), Cell::new(visit.times)]);
            }
            table
        }
    }

    fn visits() -> Visits {
        let visits = vec![
            Visit {
                who: "Ministerio de Educación",
                times: 7,
            },
            Visit {
                who: "電子政府",
                times: 112,
            },
        ];
        Visits { visits }
    }

    #[test]
    fn a_column_of_single_words_is_not_broken_where_there_is_room() {
        let mut table = Table::new([
            Column::text("ref", Text::same("Reference")),
            Column::text("entity", Text::same("Entity")),
        ]);
        table.row([
            Cell::new("AGETIC/HR-1024/2026"),
            Cell::new("Universidad Mayor de San Andrés"),
        ]);
        let language = Language::English;
        let shown = |width| whole(|out| table.terminal(Look { language, width }, out));
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

    #[track_caller]
    fn case(format: Format, language: Language, width: usize, expected: &str) {
        let look = Look { language, width };
        assert_eq!(in_format(&visits(), format, look), expected);
    }

    #[test]
    fn rows_are_written_in_every_format() {
        let (es, en) = (Language::Spanish, Language::English);
        case(
            Format::Table,
            es,
            80,
            "\
Quién                    Veces
──────────────────────────────
Ministerio de Educación      7
電子政府                   112
",
        );
        case(
            Format::Table,
            en,
            18,
            "\
Who          Times
──────────────────
Ministerio       7
de
Educación
電子政府       112
",
        );
        case(
            Format::Csv,
            es,
            80,
            "who,times\nMinisterio de Educación,7\n電子政府,112\n",
        );
        case(
            Format::Markdown,
            en,
            80,
            "| Who | Times |\n| --- | ---: |\n| Ministerio de Educación | 7 |\n| 電子政府 | 112 |\n",
        );
        case(
            Format::Json,
            es,
            80,
            "{\"visits\":[{\"who\":\"Ministerio de Educación\",\"times\":7},{\"who\":\"電子政府\",\"times\":112}]}\n",
        );
        case(
            Format::Ndjson,
            es,
            80,
            "{\"who\":\"Ministerio de Educación\",\"times\":7}\n{\"who\":\"電子政府\",\"times\":112}\n",
        );
    }

    fn single(cell: Cell) -> Table {
        let mut table = Table::new([Column::text("x", Text::of("X", "X"))]);
        table.row([cell]);
        table
    }

    fn counts(heading: &'static str) -> Table {
        let mut table = Table::new([
            Column::text("who", Text::same(heading)),
            Column::number("done", Text::same("Done")).with_bar(),
            Column::number("late", Text::same("Late")).if_any(),
            Column::number("left", Text::same("Left")).with_bar(),
        ]);
        for (who, done, left) in [("Ana", 12, 0), ("Luis", 1, 24)] {
            let cells = [Cell::new(done), Cell::default(), Cell::new(left)];
            table.row([Cell::new(who)].into_iter().chain(cells));
        }
        table
    }

    #[test]
    fn bars_are_of_one_scale_and_only_where_there_is_room() {
        let language = Language::English;
        let shown = |width| whole(|out| counts("Who").terminal(Look { language, width }, out));
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
            whole(|out| counts("Who").csv(out)),
            "who,done,late,left\nAna,12,,0\nLuis,1,,24\n"
        );
    }

    #[test]
    fn a_column_that_holds_nothing_is_shown_where_it_is_asked_for() {
        let look = Look {
            language: Language::English,
            width: 24,
        };
        let asked = whole(|out| counts("Who").only(&[0, 2]).terminal(look, out));
        assert_eq!(asked, "Who   Late\n──────────\nAna\nLuis\n");
    }

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(
                whole(|out| single(Cell::new(text)).csv(out)),
                format!("x\n{expected}\n")
            );
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
    fn a_markdown_cell_holds_no_markup() {
        let cell = Cell::new("a|b <script> [x](y) *z*\n\u{1b}");
        assert_eq!(
            whole(|out| single(cell).markdown(Language::English, out)),
            "| X |\n| --- |\n| a\\|b &lt;script> \\[x\\](y) \\*z\\*<br>\\\\u{1b} |\n"
        );
    }

    #[test]
    fn a_terminal_shows_what_could_steer_it_and_keeps_line_ends() {
        let look = Look {
            language: Language::English,
            width: 40,
        };
        let cell = Cell::new("uno\n\tdos \u{1b}[2J");
        assert_eq!(
            whole(|out| single(cell).terminal(look, out)),
            "X\n──────────────\nuno\n dos \\u{1b}[2J\n"
        );
    }

    #[test]
    fn csv_holds_the_exact_value_and_people_read_the_short_one() {
        let table = single(Cell::new("7q").exactly("pr07-7q3kdm2xw4ta"));
        assert_eq!(whole(|out| table.csv(out)), "x\npr07-7q3kdm2xw4ta\n");
        assert_eq!(
            whole(|out| table.markdown(Language::Spanish, out)),
            "| X |\n| --- |\n| 7q |\n"
        );
    }
}
