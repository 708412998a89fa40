use std::fmt;

use crate::model::{Custody, Digest, FieldKey, Form, FormId};

/// A form as an entity filled it in, before anything of it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub form: FormId,
    /// In the order of the form; what was left empty is not there.
    pub entries: Vec<(FieldKey, Entry)>,
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    Value(FieldValue),
    Secret(Secret),
}

/// A value as it is kept: of a choice its key, of an address every letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    One(String),
    Many(Vec<String>),
    Flag(bool),
}

/// A text that must be checked and never kept, copied or shown.
#[derive(Clone, PartialEq, Eq)]
pub enum Secret {
    Text(String),
    /// It was given and checked elsewhere.
    Given,
}

/// What a case keeps of a form that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRecord {
    pub form: FormId,
    /// Of the file of the form by which it was checked.
    pub digest: Digest,
    pub values: Vec<(FieldKey, FieldValue)>,
    /// Personal data: shown to whoever asks for it by name alone.
    pub personal: Vec<(FieldKey, FieldValue)>,
    /// The secrets that were given, and are not kept.
    pub secrets: Vec<FieldKey>,
}

impl Filled {
    pub fn entry(&self, key: &FieldKey) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find_map(|(known, entry)| (known == key).then_some(entry))
    }

    /// What is kept of it: no secret.
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
    /// Its texts, one or several; none of a flag.
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
