use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Width};
use serde::Serialize;

use crate::view::Look;
use crate::view::page::width;
use crate::view::plain::{in_markdown, in_order, inert, lines};
use crate::words::{Language, Text, matching};

/// The blanks between two columns.
const GAP: usize = 2;

/// How an answer of rows is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Table,
    Json,
    Ndjson,
    Csv,
    Markdown,
}

impl Format {
    pub const ALL: [Self; 5] = [
        Self::Table,
        Self::Json,
        Self::Ndjson,
        Self::Csv,
        Self::Markdown,
    ];

    /// As it is typed, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// An answer that lists rows: its own `Serialize` is the whole as JSON, that of a row is a line
/// of NDJSON.
pub trait Rows: Serialize {
    type Row: Serialize;

    fn rows(&self) -> &[Self::Row];

    /// The rows as people read them; what else the answer holds is not in it.
    fn table(&self, language: Language) -> Table;
}

/// Where a column's text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// What a column holds.
#[derive(Clone, Debug)]
pub struct Column {
    key: &'static str,
    heading: Text,
    side: Side,
}

impl Column {
    /// A column of texts; CSV names it by its key, in every language.
    pub const fn text(key: &'static str, heading: Text) -> Self {
        let side = Side::Left;
        Self { key, heading, side }
    }

    /// A column of numbers, which end below each other.
    pub const fn number(key: &'static str, heading: Text) -> Self {
        let side = Side::Right;
        Self { key, heading, side }
    }
}

/// One place of a table, escaped only where it is written; line ends are kept.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    shown: String,
    exact: Option<String>,
}

impl Cell {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "made from numbers and names alike"
    )]
    pub fn new(shown: impl ToString) -> Self {
        Self {
            shown: shown.to_string(),
            exact: None,
        }
    }

    /// Nothing, where there is nothing.
    pub fn maybe(shown: Option<impl ToString>) -> Self {
        shown.map_or_else(Self::default, Self::new)
    }

    /// What CSV holds where people read something shorter: the whole id, the day of an age, a key.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "made from numbers and names alike"
    )]
    #[must_use]
    pub fn exactly(mut self, exact: impl ToString) -> Self {
        self.exact = Some(exact.to_string());
        self
    }

    /// As people read it.
    pub(in crate::view) fn shown(&self) -> &str {
        &self.shown
    }

    /// The same as Markdown that holds no markup.
    pub(in crate::view) fn markdown(&self) -> String {
        in_markdown(&self.shown)
    }

    /// As what it is ordered in a column of this side: a number, else a text.
    fn order(&self, side: Side) -> (Option<i64>, String) {
        let number = match side {
            Side::Left => None,
            Side::Right => self.shown.parse().ok(),
        };
        (number, in_order(self.exact()))
    }

    fn exact(&self) -> &str {
        self.exact.as_deref().unwrap_or(&self.shown)
    }
}

/// Rows under headings; the one place that builds tables.
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
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
        let cells: Vec<Cell> = cells.into_iter().collect();
        debug_assert_eq!(cells.len(), self.columns.len(), "one cell a column");
        self.rows.push(cells);
    }

    /// The same with these columns alone, in this order.
    pub(in crate::view) fn only(&self, places: &[usize]) -> Self {
        let pick = |row: &Vec<Cell>| places.iter().map(|place| row[*place].clone()).collect();
        Self {
            columns: places
                .iter()
                .map(|place| self.columns[*place].clone())
                .collect(),
            rows: self.rows.iter().map(pick).collect(),
        }
    }

    /// Orders the rows by columns, backwards where it is said so: numbers as such, also within texts, and these whatever the case
    /// and accents; what compares alike stays in its order, and nothing comes last.
    pub(in crate::view) fn sort(&mut self, columns: &[(usize, bool)]) {
        let order = self.order(columns);
        let mut rows: Vec<Vec<Cell>> = std::mem::take(&mut self.rows);
        self.rows = order
            .into_iter()
            .map(|at| std::mem::take(&mut rows[at]))
            .collect();
    }

    /// The places of the rows in that order.
    pub(in crate::view) fn order(&self, columns: &[(usize, bool)]) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.rows.len()).collect();
        for (column, descending) in columns.iter().rev() {
            let side = self.columns[*column].side;
            let cells = self.rows.iter().map(|row| &row[*column]);
            let keys: Vec<_> = cells
                .map(|cell| (cell.shown.is_empty(), cell.order(side)))
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

    /// For a terminal: no wider than it, long texts wrapped within their column.
    pub fn terminal(&self, look: Look) -> String {
        let mut table = comfy_table::Table::new();
        table
            .load_style(NOTHING.header_separator(LineStyle::none().fill('─')))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(columns(look.width))
            .set_header(self.headings(look.language).map(on_terminal));
        for row in &self.rows {
            table.add_row(row.iter().map(|cell| on_terminal(&cell.shown)));
        }
        let widths = self.widths(look);
        for (place, column) in self.columns.iter().enumerate() {
            let is_last = place + 1 == self.columns.len();
            let gap = if is_last { 0 } else { GAP };
            let laid = table
                .column_mut(place)
                .expect("the header has every column");
            laid.set_padding((0, columns(gap)));
            laid.set_cell_alignment(column.side.alignment());
            if let Some(widths) = &widths {
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
                let cells = self.rows.iter().map(|row| &*row[place].shown);
                cells
                    .chain([heading])
                    .map(Extent::of)
                    .fold(Extent::default(), Extent::or)
            })
            .collect()
    }

    /// Keys for headings, commas, LF; no cell that a spreadsheet would run.
    pub fn csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let invariant = "rows have one length and memory takes them";
        writer.write_record(self.keys()).expect(invariant);
        for row in &self.rows {
            let cells = row.iter().map(|cell| inert(&lines(cell.exact())));
            writer.write_record(cells).expect(invariant);
        }
        let bytes = writer.into_inner().expect(invariant);
        String::from_utf8(bytes).expect("the cells are UTF-8")
    }

    /// A table of GitHub's Markdown, whose cells hold no markup.
    pub fn markdown(&self, language: Language) -> String {
        let mut text = markdown_row(self.headings(language).map(in_markdown));
        text += &markdown_row(self.columns.iter().map(|column| match column.side {
            Side::Left => "---".to_owned(),
            Side::Right => "---:".to_owned(),
        }));
        for row in &self.rows {
            text += &markdown_row(row.iter().map(|cell| in_markdown(&cell.shown)));
        }
        text
    }

    /// What CSV names the columns by.
    pub(in crate::view) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|column| column.key)
    }

    pub(in crate::view) fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    pub(in crate::view) fn headings(&self, language: Language) -> impl Iterator<Item = &str> {
        self.columns
            .iter()
            .map(move |column| column.heading.get(language))
    }
}

/// The columns that a text takes: in its widest line, and in its widest word.
#[derive(Clone, Copy, Debug, Default)]
struct Extent {
    line: usize,
    word: usize,
}

impl Extent {
    fn of(text: &str) -> Self {
        let text = lines(text);
        let widest = |parts: &mut dyn Iterator<Item = &str>| parts.map(width).max().unwrap_or(0);
        Self {
            line: widest(&mut text.lines()),
            word: widest(&mut text.split_whitespace()),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            line: self.line.max(other.line),
            word: self.word.max(other.word),
        }
    }
}

fn columns(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

impl Side {
    const fn alignment(self) -> CellAlignment {
        match self {
            Self::Left => CellAlignment::Left,
            Self::Right => CellAlignment::Right,
        }
    }
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

    use super::{Cell, Column, Format, Rows, Table};
    use crate::view::{Look, in_format};
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
        let shown = |width| table.terminal(Look { language, width });
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

    #[test]
    fn a_spreadsheet_runs_no_cell() {
        #[track_caller]
        fn case(text: &str, expected: &str) {
            assert_eq!(single(Cell::new(text)).csv(), format!("x\n{expected}\n"));
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
            single(cell).markdown(Language::English),
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
            single(cell).terminal(look),
            "X\n──────────────\nuno\n dos \\u{1b}[2J\n"
        );
    }

    #[test]
    fn csv_holds_the_exact_value_and_people_read_the_short_one() {
        let table = single(Cell::new("7q").exactly("pr07-7q3kdm2xw4ta"));
        assert_eq!(table.csv(), "x\npr07-7q3kdm2xw4ta\n");
        assert_eq!(
            table.markdown(Language::Spanish),
            "| X |\n| --- |\n| 7q |\n"
        );
    }

    #[test]
    fn a_format_is_named_as_it_is_typed() {
        assert_eq!(Format::named("md"), Some(Format::Markdown));
        assert_eq!(Format::named("xml"), None);
    }
}
