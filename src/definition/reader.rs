use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::definition::part::Part;
use crate::definition::problem::{Expected, Problem, Reason, Shape};
use crate::words::nearest;

pub(in crate::definition) type Value<'a> = Spanned<DeValue<'a>>;

/// A value and its place.
#[derive(Clone, Debug)]
pub(in crate::definition) struct Marked<T> {
    pub span: Range<usize>,
    pub value: T,
}

/// What stands under a key that may be left out.
#[derive(Clone, Debug)]
pub(in crate::definition) enum Field<T> {
    Absent,
    /// There, but wrong and reported: nothing follows from it.
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

/// A span as it can be shown: on one line, inside the text, at the boundaries of characters.
pub(in crate::definition) fn within(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    let line = text[start..end]
        .find('\n')
        .map_or(end, |length| start + length);
    start..start + text[start..line].trim_end_matches('\r').len()
}

/// A table whose keys are known, and where it stands.
pub(in crate::definition) struct Fields<'t, 'a> {
    table: &'t DeTable<'a>,
    pub place: Range<usize>,
    /// The keys that an unknown one most likely meant.
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

    /// From a key to the end of its value.
    pub fn entry_span(&self, key: &str) -> Option<Range<usize>> {
        let (key, value) = self.table.get_key_value(key)?;
        Some(key.span().start..value.span().end)
    }
}

/// Walks the tree of a text and collects what is wrong with it.
pub(in crate::definition) struct Reader<'s> {
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

    /// Notes a problem where a value was looked for.
    pub fn refuse<T>(&mut self, span: &Range<usize>, reason: impl Into<Reason>) -> Option<T> {
        self.report(span, reason);
        None
    }

    pub fn wrong_type<T>(&mut self, value: &Value, expected: Expected) -> Option<T> {
        let found = shape(value.get_ref());
        self.refuse(&value.span(), Reason::WrongType { found, expected })
    }

    /// The fields of a table; a key that none of them has is reported.
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
            let free = part
                .keys()
                .iter()
                .copied()
                .filter(|known| !table.contains_key(*known));
            let meant = nearest_key(key.get_ref(), free);
            misspelt.extend(meant);
            let key_text = key.get_ref().to_string();
            self.report(
                &key.span(),
                Reason::UnknownKey {
                    key: key_text,
                    meant,
                    part,
                },
            );
        }
        Fields {
            table,
            place,
            misspelt,
        }
    }

    /// The fields of a value that should be a table.
    pub fn table<'t, 'a>(&mut self, value: &'t Value<'a>, part: Part) -> Option<Fields<'t, 'a>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(self.fields(table, part, value.span())),
            _ => self.wrong_type(value, Expected::Table),
        }
    }

    pub fn optional<T>(
        &mut self,
        fields: &Fields,
        key: &'static str,
        read: impl FnOnce(&mut Self, &Value) -> Option<T>,
    ) -> Field<T> {
        let Some(value) = fields.value(key) else {
            return if fields.has(key) {
                Field::Wrong
            } else {
                Field::Absent
            };
        };
        let mark = |value_read| {
            Field::Right(Marked {
                span: value.span(),
                value: value_read,
            })
        };
        read(self, value).map_or(Field::Wrong, mark)
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
            Field::Absent => self.refuse(&fields.place, Reason::MissingKey { key }),
        }
    }

    /// The items of a list; those that are wrong are reported and left out.
    pub fn list<T>(
        &mut self,
        value: &Value,
        read: impl Fn(&mut Self, &Value) -> Option<T>,
    ) -> Option<Vec<Marked<T>>> {
        let DeValue::Array(array) = value.get_ref() else {
            return self.wrong_type(value, Expected::List);
        };
        let mut items = Vec::with_capacity(array.len());
        for item in array {
            let span = item.span();
            items.extend(read(self, item).map(|value| Marked { span, value }));
        }
        Some(items)
    }

    /// As `list`, but of one item at least.
    pub fn filled_list<T>(
        &mut self,
        value: &Value,
        read: impl Fn(&mut Self, &Value) -> Option<T>,
    ) -> Option<Vec<Marked<T>>> {
        if value
            .get_ref()
            .as_array()
            .is_some_and(|array| array.is_empty())
        {
            return self.refuse(&value.span(), Reason::EmptyList);
        }
        self.list(value, read)
    }

    /// The tables under a repeated header such as `[[activity]]`; none where there is no such header.
    pub fn tables<'t, 'a>(
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
            self.report(
                &span,
                Reason::WrongType {
                    found,
                    expected: Expected::Tables { header: key },
                },
            );
            return Vec::new();
        };
        array
            .iter()
            .filter_map(|item| self.table(item, part))
            .collect()
    }
}

/// Abbreviations and plurals count as near: `activities` means `activity`.
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
