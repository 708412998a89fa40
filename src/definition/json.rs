//! JSON objects read into the tree of a TOML file, so that both go the same way from there.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, MapAccess, Visitor};
use serde_json::value::RawValue;
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use crate::definition::problem::{Problem, Reason, Syntax};
use crate::definition::reader::within;
use crate::definition::syntax::Tree;

/// Whether a text is a JSON object: no TOML file begins with `{`.
pub fn is_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('{')
}

/// The tree of a JSON object; a key with `null` is left out.
pub fn parse(text: &str) -> Tree<'_> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let mut twice = Vec::new();
    let read = Object {
        text,
        twice: &mut twice,
    }
    .deserialize(&mut reader)
    .and_then(|table| reader.end().map(|()| table));
    let (table, mut problems, whole) = match read {
        Ok(table) => (table, Vec::new(), true),
        Err(error) => (DeTable::new(), vec![problem(text, &error)], false),
    };
    problems.extend(twice.into_iter().map(|span| Problem {
        span: within(text, span),
        reason: Reason::Syntax(Syntax::DuplicateKey),
    }));
    Tree {
        root: Spanned::new(0..text.len(), table),
        problems,
        whole,
    }
}

fn problem(text: &str, error: &serde_json::Error) -> Problem {
    let before = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let at = before.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
    let mut fact = error.to_string();
    fact.truncate(fact.rfind(" at line ").unwrap_or(fact.len()));
    Problem {
        span: within(text, at..at + 1),
        reason: Reason::Syntax(Syntax::Json(fact)),
    }
}

/// The span of a part of a text.
fn span(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

struct Object<'t, 'p> {
    text: &'t str,
    twice: &'p mut Vec<Range<usize>>,
}

impl<'t> DeserializeSeed<'t> for Object<'t, '_> {
    type Value = DeTable<'t>;

    fn deserialize<D: serde::Deserializer<'t>>(self, reader: D) -> Result<DeTable<'t>, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'t> Visitor<'t> for Object<'t, '_> {
    type Value = DeTable<'t>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<DeTable<'t>, A::Error> {
        let mut table = DeTable::new();
        while let Some(raw) = map.next_key::<&'t RawValue>()? {
            let place = span(self.text, raw.get());
            let key: Cow<'t, str> = text_of(raw)?;
            let value = value(self.text, map.next_value()?).map_err(serde::de::Error::custom)?;
            if table.contains_key(&*key) {
                self.twice.push(place.clone());
            }
            if let Some(value) = value {
                table.insert(Spanned::new(place, DeString::from(key)), value);
            }
        }
        Ok(table)
    }
}

fn text_of<'t, E: serde::de::Error>(raw: &'t RawValue) -> Result<Cow<'t, str>, E> {
    let text = serde_json::from_str::<Borrowed<'t>>(raw.get());
    text.map(|text| text.0).map_err(E::custom)
}

#[derive(serde::Deserialize)]
struct Borrowed<'t>(#[serde(borrow)] Cow<'t, str>);

/// The value of a JSON text; `None` for `null`.
fn value<'t>(
    text: &'t str,
    raw: &'t RawValue,
) -> Result<Option<Spanned<DeValue<'t>>>, serde_json::Error> {
    let written = raw.get();
    let read = match written.as_bytes().first() {
        Some(b'"') => DeValue::String(serde_json::from_str::<Borrowed<'t>>(written)?.0),
        Some(b'[') => {
            let mut array = DeArray::default();
            for item in serde_json::from_str::<Vec<&'t RawValue>>(written)? {
                if let Some(item) = value(text, item)? {
                    array.push(item);
                }
            }
            DeValue::Array(array)
        }
        Some(b'{') => {
            let mut twice = Vec::new();
            let object = Object {
                text,
                twice: &mut twice,
            };
            DeValue::Table(object.deserialize(&mut serde_json::Deserializer::from_str(written))?)
        }
        Some(b't' | b'f') => DeValue::Boolean(written == "true"),
        Some(b'n') | None => return Ok(None),
        Some(_) => number(written),
    };
    Ok(Some(Spanned::new(span(text, written), read)))
}

/// A number in TOML's terms; one in JSON's own notation counts as a float.
fn number(written: &str) -> DeValue<'_> {
    let read = DeValue::parse(written).map(Spanned::into_inner);
    read.unwrap_or_else(|_| DeValue::Float(toml::de::DeFloat::default()))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_value_stands_where_it_is_written() {
        let text = "{\n \"a\": \"x\\u00e9\",\n \"b\": [\"y\", true], \"n\": null, \"i\": 12 }";
        let tree = parse(text);
        assert!(tree.whole && tree.problems.is_empty());
        let root = tree.root.get_ref();
        let a = root.get("a").expect("it is there");
        assert_eq!(a.get_ref().as_str(), Some("xé"));
        assert_eq!(&text[a.span()], "\"x\\u00e9\"");
        let b = root
            .get("b")
            .and_then(|b| b.get_ref().as_array())
            .expect("a list");
        assert_eq!(&text[b[0].span()], "\"y\"");
        assert_eq!(b[1].get_ref().as_bool(), Some(true));
        assert!(root.get("n").is_none());
        assert!(root.get("i").is_some_and(|i| i.get_ref().is_integer()));
    }

    #[test]
    fn a_key_twice_and_what_is_no_json_are_problems() {
        assert_eq!(parse("{\"a\":1,\"a\":2}").problems[0].span, 7..10);
        let broken = parse("{\"a\": 1,\n  b }");
        assert!(!broken.whole);
        assert_eq!(broken.problems[0].span, 11..12);
    }
}
