//! What a case keeps of a filled form.

use serde::Serialize;

use crate::model::{FieldKey, FieldValue, FormId, FormRecord};
use crate::view::each::each;
use crate::view::page::json::Ordered;
use crate::view::page::sheet::Sheet;
use crate::words::{Language, Text};

/// Shown in place of personal data.
const MASK: &str = "•••";

/// How personal data is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reveal {
    /// Masked: only that it is filled.
    Nothing,
    /// Left out entirely.
    LeftOut,
    Personal,
}

/// What a case keeps of a form, with personal data masked unless it is asked for by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormView {
    pub form: FormId,
    pub values: Ordered<FieldKey, FieldValue>,
    /// The fields that hold personal data.
    pub personal: Vec<FieldKey>,
    /// The fields whose secret was given. It is not kept.
    pub secrets: Vec<FieldKey>,
}

impl FormView {
    pub fn of(record: &FormRecord, reveal: Reveal) -> Self {
        let open = record.values.iter();
        let personal: &[(FieldKey, FieldValue)] = match reveal {
            Reveal::LeftOut => &[],
            Reveal::Nothing | Reveal::Personal => &record.personal,
        };
        let shown = personal.iter().map(|(key, value)| match reveal {
            Reveal::Personal => (key.clone(), value.clone()),
            Reveal::Nothing | Reveal::LeftOut => (key.clone(), FieldValue::One(MASK.to_owned())),
        });
        Self {
            form: record.form.clone(),
            values: Ordered(open.cloned().chain(shown).collect()),
            personal: personal.iter().map(|(key, _)| key.clone()).collect(),
            secrets: record.secrets.clone(),
        }
    }

    /// The value of each field, by its key.
    pub(in crate::view) fn facts(&self, language: Language) -> Vec<(Text, String)> {
        let given = Text::of("entregado, no se guarda", "given, not kept");
        let key = |key: &FieldKey| Text::same(key.as_str());
        let mut facts = each(&self.values.0, |(field, value)| {
            (key(field), in_words(value, language))
        });
        let secrets = self.secrets.iter();
        facts.extend(secrets.map(|field| (key(field), given.get(language).to_owned())));
        facts
    }

    /// One line for each field.
    pub(in crate::view) fn write(&self, sheet: &mut Sheet, indent: usize) {
        for (field, said) in self.facts(sheet.language()) {
            sheet.labelled(indent, &field, &said);
        }
    }
}

fn in_words(value: &FieldValue, language: Language) -> String {
    match value {
        FieldValue::Flag(true) => Text::of("sí", "yes").get(language).to_owned(),
        FieldValue::Flag(false) => "no".to_owned(),
        FieldValue::One(text) => text.clone(),
        FieldValue::Many(texts) => texts.join(", "),
    }
}
