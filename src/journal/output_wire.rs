//! The wire form of a document given, and of the record of its form.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::journal::on_wire::on_wire;
use crate::model::{Digest, FieldKey, FieldValue, FormId, FormRecord, Line, Output, OutputKind};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Output")]
struct OutputWire {
    kind: OutputKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<Digest>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<Box<FormRecord>>,
}

/// It has no field for a secret.
#[derive(Serialize, Deserialize)]
#[serde(remote = "FormRecord")]
struct FormWire {
    #[serde(rename = "id")]
    form: FormId,
    digest: Digest,
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "values")]
    values: Vec<(FieldKey, FieldValue)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "values")]
    personal: Vec<(FieldKey, FieldValue)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    secrets: Vec<FieldKey>,
}

on_wire!(Output as OutputWire, FormRecord as FormWire,);

/// An object of values by field, in the order of the form.
mod values {
    use std::fmt;

    use serde::de::{MapAccess, Visitor};
    use serde::{Deserializer, Serializer};

    use crate::model::{FieldKey, FieldValue};

    pub fn serialize<S: Serializer>(
        values: &[(FieldKey, FieldValue)],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(values.iter().map(|(key, value)| (key, value)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<(FieldKey, FieldValue)>, D::Error> {
        deserializer.deserialize_map(ValuesVisitor)
    }

    struct ValuesVisitor;

    impl<'de> Visitor<'de> for ValuesVisitor {
        type Value = Vec<(FieldKey, FieldValue)>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object of values by field")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut values = Vec::new();
            while let Some(entry) = map.next_entry()? {
                values.push(entry);
            }
            Ok(values)
        }
    }
}
