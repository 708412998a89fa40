use std::borrow::Cow;

use serde::Serialize;

use crate::view::{Table, json};
use crate::words::Language;

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

    /// A row as a line of NDJSON, with its line end.
    fn line(row: &Self::Row) -> Cow<'_, [u8]> {
        json(row).into_bytes().into()
    }

    /// The rows as people read them; what else the answer holds is not in it.
    fn table(&self, language: Language) -> Table;
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn a_format_is_named_as_it_is_typed() {
        assert_eq!(Format::named("md"), Some(Format::Markdown));
        assert_eq!(Format::named("xml"), None);
    }
}
