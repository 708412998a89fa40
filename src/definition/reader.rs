//! The reader of a file's tree: typed values with their places, and the problems on the way.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::definition::part::Part;
use crate::definition::problem::{Expected, Problem, Reason, Shape, sort};
use crate::words::nearest;

pub type Value<'a> = Spanned<DeValue<'a>>;

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Marked<T> {
    pub span: Range<usize>,
    pub value: T,
}

impl<T> Marked<T> {
    pub fn of(place: &Value, value: T) -> Self {
        let span = place.span();
        Self { span, value }
    }
}

/// Values without their places.
pub fn values<T>(marked: Vec<Marked<T>>) -> Vec<T> {
    marked.into_iter().map(|marked| marked.value).collect()
}

/// The value of an optional key.
#[derive(Clone, Debug)]
pub enum Field<T> {
    Absent,
    /// Present but wrong, which was reported.
    Wrong,
    Right(Marked<T>),
}

impl<T> Field<T> {
    pub fn right(&self) -> Option<&Marked<T>> {
        match self {
            Self::Right(marked) => Some(marked),
            Self::Absent | Self::Wrong => None,
        }
    }

    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Right(marked) => Some(marked.value),
            Self::Absent | Self::Wrong => None,
        }
    }
}

/// A span that can be shown: inside the text, on one line, on character boundaries.
pub fn within(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    let line = text[start..end]
        .find('\n')
        .map_or(end, |length| start + length);
    start..start + text[start..line].trim_end_matches('\r').len()
}

/// A table whose keys were checked, and its place.
pub struct Fields<'t, 'a> {
    table: &'t DeTable<'a>,
    pub place: Range<usize>,
    /// The keys that unknown ones most likely meant.
    misspelt: Vec<&'static str>,
}

impl<'t, 'a> Fields<'t, 'a> {
    pub fn value(&self, key: &str) -> Option<&'t Value<'a>> {
        self.table.get(key)
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key) || self.misspelt.contains(&key)
    }

    fn key_span(&self, key: &str) -> Option<Range<usize>> {
        self.table.get_key_value(key).map(|(key, _)| key.span())
    }

    /// The span from a key to the end of its value.
    pub fn entry_span(&self, key: &str) -> Option<Range<usize>> {
        let (key, value) = self.table.get_key_value(key)?;
        Some(key.span().start..value.span().end)
    }
}

/// Walks the tree of a text and collects its problems.
pub struct Reader<'s> {
    text: &'s str,
    pub problems: Vec<Problem>,
}

impl<'s> Reader<'s> {
    pub const fn new(text: &'s str) -> Self {
        Self {
            text,
            problems: Vec::new(),
        }
    }

    pub const fn text(&self) -> &'s str {
        self.text
    }

    pub fn report(&mut self, span: &Range<usize>, reason: impl Into<Reason>) {
        let (span, reason) = (within(self.text, span.clone()), reason.into());
        self.problems.push(Problem { span, reason });
    }

    /// Reports a problem in place of a value.
    pub fn refuse<T>(&mut self, span: &Range<usize>, reason: impl Into<Reason>) -> Option<T> {
        self.report(span, reason);
        None
    }

    pub fn wrong_type<T>(&mut self, value: &Value, expected: Expected) -> Option<T> {
        let found = shape(value.get_ref());
        self.refuse(&value.span(), Reason::WrongType { found, expected })
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// All problems found, with those of the syntax, in order of place.
    pub fn finish(mut self, syntax: Vec<Problem>) -> Result<(), Vec<Problem>> {
        self.problems.extend(syntax);
        sort(&mut self.problems);
        match self.problems.as_slice() {
            [] => Ok(()),
            _ => Err(self.problems),
        }
    }

    pub fn string<'v>(&mut self, value: &'v Value) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        text.or_else(|| self.wrong_type(value, Expected::String))
    }

    /// The fields of a table; unknown keys are reported.
    pub fn fields<'t, 'a>(
        &mut self,
        table: &'t DeTable<'a>,
        part: Part,
        place: Range<usize>,
    ) -> Fields<'t, 'a> {
        let mut misspelt = Vec::new();
        for key in table.keys() {
            if part.keys().contains(&key.get_ref().as_ref()) {
                continue;
            }
            let known = part.keys().iter().copied();
            let free = known.filter(|known| !table.contains_key(*known));
            let meant = nearest_key(key.get_ref(), free);
            misspelt.extend(meant);
            let (span, key) = (key.span(), key.get_ref().to_string());
            self.report(&span, Reason::UnknownKey { key, meant, part });
        }
        Fields {
            table,
            place,
            misspelt,
        }
    }

    /// The fields of a value that must be a table.
    pub fn table<'t, 'a>(&mut self, value: &'t Value<'a>, part: Part) -> Option<Fields<'t, 'a>> {
        self.table_or(value, part, Expected::Table(part))
    }

    /// The fields of a value that must be a table, or else of another type, which the caller took.
    pub fn table_or<'t, 'a>(
        &mut self,
        value: &'t Value<'a>,
        part: Part,
        expected: Expected,
    ) -> Option<Fields<'t, 'a>> {
        match value.get_ref().as_table() {
            Some(table) => Some(self.fields(table, part, value.span())),
            None => self.wrong_type(value, expected),
        }
    }

    pub fn optional<T>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        read: impl FnOnce(&mut Self, &Value) -> Option<T>,
    ) -> Field<T> {
        match fields.value(key) {
            Some(value) => match read(self, value) {
                Some(read) => Field::Right(Marked::of(value, read)),
                None => Field::Wrong,
            },
            None if fields.has(key) => Field::Wrong,
            None => Field::Absent,
        }
    }

    pub fn required<T>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        read: impl FnOnce(&mut Self, &Value) -> Option<T>,
    ) -> Option<Marked<T>> {
        match self.optional(fields, key, read) {
            Field::Right(marked) => Some(marked),
            Field::Wrong => None,
            Field::Absent => self.refuse(&fields.place, Reason::MissingKey(key)),
        }
    }

    /// The items of a list; wrong ones are reported and left out.
    pub fn list<T>(
        &mut self,
        value: &Value,
        read: impl Fn(&mut Self, &Value) -> Option<T>,
    ) -> Option<Vec<Marked<T>>> {
        let DeValue::Array(array) = value.get_ref() else {
            return self.wrong_type(value, Expected::List);
        };
        let marked = |item| Some(Marked::of(item, read(self, item)?));
        Some(array.iter().filter_map(marked).collect())
    }

    /// The items of the list under an optional key; none where it is absent or wrong.
    pub fn items<T>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        read: impl Fn(&mut Self, &Value) -> Option<T>,
    ) -> Vec<Marked<T>> {
        let items = self.optional(fields, key, |reader, value| reader.list(value, read));
        items.into_value().unwrap_or_default()
    }

    /// As [`Self::list`], with at least one item.
    pub fn filled_list<T>(
        &mut self,
        value: &Value,
        read: impl Fn(&mut Self, &Value) -> Option<T>,
    ) -> Option<Vec<Marked<T>>> {
        let list = value.get_ref().as_array();
        if list.is_some_and(|list| list.is_empty()) {
            return self.refuse(&value.span(), Reason::EmptyList);
        }
        self.list(value, read)
    }

    /// What is read of each table under a repeated header such as `[[activity]]`.
    pub fn each<T>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        part: Part,
        read: impl Fn(&mut Self, &Fields) -> T,
    ) -> Vec<T> {
        let tables = self.tables(fields, key, part);
        tables.iter().map(|table| read(self, table)).collect()
    }

    fn tables<'t, 'a>(
        &mut self,
        fields: &Fields<'t, 'a>,
        key: &'static str,
        part: Part,
    ) -> Vec<Fields<'t, 'a>> {
        let Some(value) = fields.value(key) else {
            return Vec::new();
        };
        let DeValue::Array(array) = value.get_ref() else {
            let span = fields.key_span(key).unwrap_or_else(|| value.span());
            let found = shape(value.get_ref());
            let expected = Expected::Tables { header: key };
            self.report(&span, Reason::WrongType { found, expected });
            return Vec::new();
        };
        let tables = array.iter();
        tables.filter_map(|item| self.table(item, part)).collect()
    }
}

/// The known key that was most likely meant; plurals count as near: `activities` for `activity`.
fn nearest_key(
    key: &str,
    known: impl Iterator<Item = &'static str> + Clone,
) -> Option<&'static str> {
    nearest(key, known.clone()).or_else(|| {
        known
            .filter(|known| known.len() > 3)
            .find(|known| key.starts_with(&known[..known.len() - 1]))
    })
}

const fn shape(value: &DeValue) -> Shape {
    match value {
        DeValue::String(_) => Shape::String,
        DeValue::Integer(_) => Shape::Integer,
        DeValue::Float(_) => Shape::Float,
        DeValue::Boolean(_) => Shape::Boolean,
        DeValue::Datetime(_) => Shape::Moment,
        DeValue::Array(_) => Shape::List,
        DeValue::Table(_) => Shape::Table,
    }
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_place_is_on_one_line_and_between_characters() {
        assert_eq!(within("ab\ncd", 1..5), 1..2);
        assert_eq!(within("ab\r\ncd", 1..5), 1..2);
        assert_eq!(within("aé", 2..3), 1..3);
        assert_eq!(within("a", 7..9), 1..1);
    }
}
