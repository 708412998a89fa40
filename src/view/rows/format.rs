//! The formats in which an answer of rows is written, and what such an answer is.

use std::borrow::Cow;

use serde::Serialize;

use crate::view::rows::formats::markdown::markdown;
use crate::view::rows::formats::terminal::terminal;
use crate::view::{Look, Table, json};
use crate::words::Language;

/// From what a format is made.
#[derive(Clone, Copy, Debug)]
pub enum Made {
    /// The table of an answer.
    Table(fn(&Table, Look) -> Vec<u8>),
    /// The same, in the manner of CSV that is asked for.
    Csv,
    /// The whole answer as JSON.
    Answer,
    /// A line of JSON for each row.
    Rows,
}

/// A line for each format: what it is, how it is typed in every language, and from what it is made.
macro_rules! formats {
    ($($format:ident $name:literal $made:expr,)*) => {
        /// How an answer of rows is written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Format {
            $($format,)*
        }

        impl Format {
            pub const ALL: &[Self] = &[$(Self::$format,)*];

            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$format => $name,)*
                }
            }

            pub const fn made(self) -> Made {
                match self {
                    $(Self::$format => $made,)*
                }
            }
        }
    };
}

formats! {
    Table "table" Made::Table(terminal),
    Json "json" Made::Answer,
    Ndjson "ndjson" Made::Rows,
    Csv "csv" Made::Csv,
    Markdown "md" Made::Table(markdown),
}

impl Format {
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|format| format.name() == name)
    }
}

/// An answer that lists rows: its own `Serialize` is the whole as JSON, that of a row is a line
/// of NDJSON.
pub trait Rows: Serialize {
    type Row: Serialize;

    fn rows(&self) -> &[Self::Row];

    /// A row as a line of NDJSON, with its line end.
    fn line(row: &Self::Row) -> Cow<'_, [u8]> {
        json(row).into_bytes().into()
    }

    /// The rows as people read them; what else the answer holds is not in it.
    fn table(&self, language: Language) -> Table;
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use crate::view::{Format, Look, Rows, Table, in_format};
    use crate::words::{Language, Text};

    #[test]
    fn a_format_is_named_as_it_is_typed() {
        assert_eq!(Format::named("md"), Some(Format::Markdown));
        assert_eq!(Format::named("xml"), None);
    }

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
            Table::of(&self.visits, |columns| {
                columns.text("who", Text::of("Quién", "Who"), |visit| visit.who);
                columns.number("times", Text::of("Veces", "Times"), |visit| visit.times);
            })
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
Who         Times
─────────────────
Ministerio      7
de
Educación
電子政府      112
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
}
