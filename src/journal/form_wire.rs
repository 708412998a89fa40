//! The wire form of a form's record.

use std::borrow::Cow;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{Digest, FieldKey, FieldValue, FormId, FormRecord};

/// The record of a form; it has no field for a secret.
#[derive(Serialize, Deserialize)]
pub struct FormWire<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    digest: Digest,
    #[serde(borrow, default, skip_serializing_if = "ValuesWire::is_empty")]
    values: ValuesWire<'a>,
    #[serde(borrow, default, skip_serializing_if = "ValuesWire::is_empty")]
    personal: ValuesWire<'a>,
    /// The fields whose secret was given.
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    secrets: Vec<Cow<'a, str>>,
}

/// An object of values by field, in the order of the form.
#[derive(Default)]
pub struct ValuesWire<'a>(Vec<(Cow<'a, str>, ValueWire<'a>)>);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum ValueWire<'a> {
    Flag(bool),
    One(#[serde(borrow)] Cow<'a, str>),
    Many(#[serde(borrow)] Vec<Cow<'a, str>>),
}

impl ValuesWire<'_> {
    const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for ValuesWire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ValuesWire<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ValuesVisitor)
    }
}

struct ValuesVisitor;

impl<'de> Visitor<'de> for ValuesVisitor {
    type Value = ValuesWire<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object of values by field")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(entry) = map.next_entry()? {
            values.push(entry);
        }
        Ok(ValuesWire(values))
    }
}

impl<'a> From<&'a FormRecord> for FormWire<'a> {
    fn from(record: &'a FormRecord) -> Self {
        let keys = record.secrets.iter();
        Self {
            id: record.form.as_str().into(),
            digest: record.digest,
            values: written(&record.values),
            personal: written(&record.personal),
            secrets: keys.map(|key| key.as_str().into()).collect(),
        }
    }
}

impl From<FormWire<'_>> for FormRecord {
    fn from(wire: FormWire<'_>) -> Self {
        let keys = wire.secrets.iter();
        Self {
            form: FormId::recorded(&wire.id),
            digest: wire.digest,
            values: read(wire.values),
            personal: read(wire.personal),
            secrets: keys.map(|key| FieldKey::recorded(key)).collect(),
        }
    }
}

fn written(values: &[(FieldKey, FieldValue)]) -> ValuesWire<'_> {
    let values = values.iter().map(|(key, value)| {
        let value = match value {
            FieldValue::Flag(flag) => ValueWire::Flag(*flag),
            FieldValue::One(text) => ValueWire::One(text.into()),
            FieldValue::Many(texts) => {
                ValueWire::Many(texts.iter().map(|text| text.as_str().into()).collect())
            }
        };
        (key.as_str().into(), value)
    });
    ValuesWire(values.collect())
}

fn read(values: ValuesWire<'_>) -> Vec<(FieldKey, FieldValue)> {
    let values = values.0.into_iter().map(|(key, value)| {
        let value = match value {
            ValueWire::Flag(flag) => FieldValue::Flag(flag),
            ValueWire::One(text) => FieldValue::One(text.into_owned()),
            ValueWire::Many(texts) => {
                FieldValue::Many(texts.into_iter().map(Cow::into_owned).collect())
            }
        };
        (FieldKey::recorded(&key), value)
    });
    values.collect()
}
