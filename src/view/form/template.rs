//! An empty or partly filled form, in TOML and in JSON.

use serde_json::Value;
use strum::{EnumString, VariantNames};

use crate::definition::{COMMENT, FORM};
use crate::model::{Field, FieldValue, Form};
use crate::view::form::wording::{demand, shape_words};
use crate::view::page::joined::joined;
use crate::view::page::json::Ordered;
use crate::view::wrapped;
use crate::words::Language;

/// The notation of a filled form, on the command line by the name of its variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Notation {
    Toml,
    Json,
}

/// A form to be filled in, with the values known so far and an explanation of each field.
pub fn form_template(
    form: &Form,
    notation: Notation,
    language: Language,
    value: impl Fn(&Field) -> Option<FieldValue>,
) -> String {
    match notation {
        Notation::Toml => toml(form, language, value),
        Notation::Json => json(form, language, value),
    }
}

/// The width of a line of comment.
const COLUMNS: usize = 96;

fn toml(form: &Form, language: Language, value: impl Fn(&Field) -> Option<FieldValue>) -> String {
    let mut text = String::new();
    let comment = |text: &mut String, said: &str| {
        for line in wrapped(said, COLUMNS - 2) {
            text.push_str(&format!("# {line}\n"));
        }
    };
    comment(&mut text, form.title.get(language));
    if let Some(source) = &form.source {
        comment(&mut text, source);
    }
    if let Some(about) = &form.about {
        comment(&mut text, about.get(language));
    }
    text.push_str(&format!("\n{FORM} = \"{}\"\n", form.id));
    let mut section = None;
    for field in &form.fields {
        text.push('\n');
        if field.section != section {
            section.clone_from(&field.section);
            if let Some(section) = &section {
                comment(&mut text, &format!("— {} —", section.get(language)));
            }
        }
        for line in field_help(field, language) {
            comment(&mut text, &line);
        }
        let value = value(field).unwrap_or_else(|| blank(field));
        let written = toml::Value::try_from(value).expect("a value is plain data");
        text.push_str(&format!("{} = {written}\n", field.key));
    }
    text
}

/// The explanation of a field: its label, its help, and one line for each choice.
pub fn field_help(field: &Field, language: Language) -> Vec<String> {
    let label = field.label.get(language);
    let asked = [demand(field), Some(shape_words(&field.shape))];
    let asked = joined(asked.iter().flatten(), "; ");
    let mut lines = vec![format!("{label} ({})", asked.get(language))];
    let help = field.help.as_ref();
    lines.extend(help.map(|help| help.get(language).to_owned()));
    for choice in field.shape.choices() {
        lines.push(format!("  {}: {}", choice.key, choice.title.get(language)));
    }
    lines
}

fn blank(field: &Field) -> FieldValue {
    match field.shape.is_many() {
        true => FieldValue::Many(Vec::new()),
        false => FieldValue::One(String::new()),
    }
}

fn json(form: &Form, language: Language, value: impl Fn(&Field) -> Option<FieldValue>) -> String {
    let named = |field: &Field| field.key.to_string();
    let help = form.fields.iter().map(|field| {
        let said = field_help(field, language).join("\n");
        (named(field), said)
    });
    let help = serde_json::to_value(Ordered(help.collect())).expect("texts are written");
    let mut entries = vec![(FORM.to_owned(), Value::from(form.id.as_str()))];
    entries.extend(form.fields.iter().map(|field| {
        let value = value(field).unwrap_or_else(|| blank(field));
        let written = serde_json::to_value(value).expect("a value is plain data");
        (named(field), written)
    }));
    entries.push((COMMENT.to_owned(), help));
    let mut text = serde_json::to_string_pretty(&Ordered(entries)).expect("texts are written");
    text.push('\n');
    text
}
