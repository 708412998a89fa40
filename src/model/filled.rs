//! Filled forms: what an entity entered, and the record that a case keeps of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::{Custody, Digest, FieldKey, Form, FormId};

/// A form as an entity filled it in, with its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub form: FormId,
    /// In the order of the form, without empty fields.
    pub entries: Vec<(FieldKey, Entry)>,
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    Value(FieldValue),
    Secret(Secret),
}

/// A value of a field; of a choice, its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FieldValue {
    One(String),
    Many(Vec<String>),
    Flag(bool),
}

/// A secret: it is checked, and never stored or shown.
#[derive(Clone, PartialEq, Eq)]
pub enum Secret {
    Text(String),
    /// It was given and checked elsewhere.
    Given,
}

/// The record that a case keeps of a given form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRecord {
    pub form: FormId,
    /// Of the file of the form that it was checked by.
    pub digest: Digest,
    pub values: Vec<(FieldKey, FieldValue)>,
    /// Personal data: shown only when asked for by name.
    pub personal: Vec<(FieldKey, FieldValue)>,
    /// The fields whose secret was given; the secrets themselves are not stored.
    pub secrets: Vec<FieldKey>,
}

impl Filled {
    pub fn entry(&self, key: &FieldKey) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find_map(|(known, entry)| (known == key).then_some(entry))
    }

    /// The record of it, without secrets.
    pub fn record(&self, form: &Form) -> FormRecord {
        let (mut values, mut personal, mut secrets) = (Vec::new(), Vec::new(), Vec::new());
        for (key, entry) in &self.entries {
            let custody = form.field(key).map(|field| field.custody);
            match (entry, custody) {
                (Entry::Value(value), Some(Custody::Open)) => {
                    values.push((key.clone(), value.clone()));
                }
                (Entry::Value(value), Some(Custody::Personal)) => {
                    personal.push((key.clone(), value.clone()));
                }
                (_, Some(Custody::Secret)) | (Entry::Secret(_), _) => secrets.push(key.clone()),
                (Entry::Value(_), None) => {}
            }
        }
        FormRecord {
            form: form.id.clone(),
            digest: form.digest,
            values,
            personal,
            secrets,
        }
    }
}

impl FieldValue {
    /// Its texts; a flag has none.
    pub fn texts(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts,
            Self::Flag(_) => &[],
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn a_secret_is_not_shown_even_by_mistake() {
        let secret = Secret::Text("hunter2".into());
        assert_eq!(format!("{secret:?}"), "Secret");
    }
}
