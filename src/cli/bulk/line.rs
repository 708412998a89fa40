//! A line of a batch as it is written: JSON, or the cells of a sheet put under the same keys.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::cli::failure::{Failure, usage};

/// The key of the action.
pub const DO: &str = "do";
/// The key by which a line names the case that it acts on.
pub const CASE: &str = "case";
/// The key by which a start names its case for the lines that follow.
pub const NAME: &str = "name";

/// What one line says: an action, and what is given for it under the keys of its command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line<'a> {
    pub keys: Vec<(Cow<'a, str>, Value<'a>)>,
}

/// What is given under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    Text(Cow<'a, str>),
    Texts(Vec<Cow<'a, str>>),
    Flag(bool),
    /// `null`: as if the key were not there.
    Nothing,
    /// A value that no argument takes, such as an object.
    Other,
}

impl<'a> Line<'a> {
    /// What is given under a key; the first where it stands twice.
    pub fn value(&self, key: &str) -> Option<&Value<'a>> {
        let mut keys = self.keys.iter();
        keys.find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// The text under a key, where there is one.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.value(key)? {
            Value::Text(text) => Some(text),
            Value::Texts(_) | Value::Flag(_) | Value::Nothing | Value::Other => None,
        }
    }

    /// The same with one more key, where there is something to say.
    #[must_use]
    pub fn with(mut self, key: &'static str, text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.keys.push((Cow::Borrowed(key), Value::Text(text)));
        }
        self
    }

    /// The same with a switch, where it is on.
    #[must_use]
    pub fn with_flag(mut self, key: &'static str, is_on: bool) -> Self {
        if is_on {
            self.keys.push((Cow::Borrowed(key), Value::Flag(true)));
        }
        self
    }

    /// The same with several texts under one key, where there are any.
    #[must_use]
    pub fn with_all(mut self, key: &'static str, texts: Vec<String>) -> Self {
        if !texts.is_empty() {
            let texts = texts.into_iter().map(Cow::Owned).collect();
            self.keys.push((Cow::Borrowed(key), Value::Texts(texts)));
        }
        self
    }
}

fn misread(error: &serde_json::Error) -> Failure {
    let column = error.column().max(1);
    if error.is_data() {
        return usage!(
            "not-an-object",
            "no es un objeto JSON",
            "it is not a JSON object",
            "por ejemplo, `{{\"do\":\"note\",\"case\":\"7q3k\",\"text\":\"…\"}}`",
            "for example, `{{\"do\":\"note\",\"case\":\"7q3k\",\"text\":\"…\"}}`"
        );
    }
    usage!(
        "not-json",
        "no es JSON desde la columna {column}",
        "it is not JSON from column {column} on"
    )
}

/// A text that is taken from the line where nothing in it is escaped.
struct Piece<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Piece<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Value::Text(text) = Value::deserialize(deserializer)? else {
            return Ok(Self(Cow::Borrowed("")));
        };
        Ok(Self(text))
    }
}

impl<'de> Deserialize<'de> for Line<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Line<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut keys = Vec::with_capacity(map.size_hint().unwrap_or(8));
                while let Some((Piece(key), value)) = map.next_entry()? {
                    keys.push((key, value));
                }
                Ok(Line { keys })
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Value<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, a number, true, false, or a list of texts")
            }

            fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
                Ok(Value::Flag(flag))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Value::Text(number.to_string().into()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Value::Text(number.to_string().into()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
                Ok(Value::Text(number.to_string().into()))
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Value::Text(text.into()))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Value::Text(text.to_owned().into()))
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Value::Nothing)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
                let mut texts = Vec::new();
                let mut all_texts = true;
                while let Some(value) = items.next_element()? {
                    if let Value::Text(text) = value {
                        texts.push(text);
                    } else {
                        all_texts = false;
                    }
                }
                Ok(if all_texts {
                    Value::Texts(texts)
                } else {
                    Value::Other
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Value::Other)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl<'a> Line<'a> {
    /// One line of JSON.
    pub fn parse(line: &'a str) -> Result<Self, Failure> {
        #[cfg(test)]
        PARSED.set(PARSED.get() + 1);
        serde_json::from_str(line).map_err(|error| misread(&error))
    }
}

#[cfg(test)]
thread_local! {
    /// How many lines this thread has parsed.
    pub static PARSED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}
