//! The answers of `form list` and `form show`.

use serde::Serialize;

use crate::model::{
    Choice, Condition, Custody, Field, FieldKey, FieldShape, Form, FormId, Level, Mandatory,
    Reading,
};
use crate::text;
use crate::view::each::each;
use crate::view::form::wording::{demand, shape_words};
use crate::view::page::joined::joined;
use crate::view::page::sheet::Sheet;
use crate::view::{Look, Rows, Table};
use crate::words::{Language, Text, series};

/// The answer of `form list`.
#[derive(Debug, Default, Serialize)]
pub struct FormList {
    pub forms: Vec<FormRow>,
}

#[derive(Debug, Serialize)]
pub struct FormRow {
    pub form: FormId,
    pub version: u32,
    pub title: Text,
    pub fields: usize,
    pub mandatory: usize,
    pub source: Option<String>,
}

impl FormList {
    pub fn of(forms: &[Form]) -> Self {
        let is_mandatory = |field: &&Field| field.mandatory == Mandatory::Always;
        let forms = each(forms, |form| FormRow {
            form: form.id.clone(),
            version: form.version,
            title: form.title.clone(),
            fields: form.fields.len(),
            mandatory: form.fields.iter().filter(is_mandatory).count(),
            source: form.source.clone(),
        });
        Self { forms }
    }
}

impl Rows for FormList {
    type Row = FormRow;

    fn rows(&self) -> &[FormRow] {
        &self.forms
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.forms, |columns| {
            columns.text("form", Text::of("Formulario", "Form"), |row| {
                row.form.as_str()
            });
            columns.text("title", Text::of("Título", "Title"), |row| {
                row.title.get(language)
            });
            columns.number("fields", Text::of("Campos", "Fields"), |row| row.fields);
            columns.number("mandatory", Text::of("Obligatorios", "Mandatory"), |row| {
                row.mandatory
            });
        })
    }
}

/// The answer of `form show`.
#[derive(Debug, Serialize)]
pub struct FormShown<'a> {
    pub form: &'a FormId,
    pub version: u32,
    pub title: &'a Text,
    pub about: Option<&'a Text>,
    pub source: Option<&'a str>,
    pub output: &'a str,
    pub fields: Vec<FieldShown<'a>>,
    pub rules: Vec<RuleShown<'a>>,
    pub readings: &'a [Reading],
    #[serde(skip)]
    whole: &'a Form,
}

#[derive(Debug, Serialize)]
pub struct FieldShown<'a> {
    pub key: &'a FieldKey,
    pub section: Option<&'a Text>,
    pub label: &'a Text,
    pub help: Option<&'a Text>,
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The type of each value of a list.
    pub each: Option<&'static str>,
    pub options: &'a [Choice],
    /// Whether it is always mandatory.
    pub mandatory: bool,
    pub mandatory_when: Option<&'a Condition>,
    pub secret: bool,
    pub personal: bool,
}

#[derive(Debug, Serialize)]
pub struct RuleShown<'a> {
    pub level: &'static str,
    pub fields: &'a [FieldKey],
    pub when: Option<&'a Condition>,
    pub text: &'a Text,
}

impl<'a> FormShown<'a> {
    pub fn of(form: &'a Form) -> Self {
        let fields = each(&form.fields, |field| {
            let (kind, of_each) = type_of(&field.shape);
            FieldShown {
                key: &field.key,
                section: field.section.as_ref(),
                label: &field.label,
                help: field.help.as_ref(),
                kind,
                each: of_each,
                options: field.shape.choices(),
                mandatory: field.mandatory == Mandatory::Always,
                mandatory_when: match &field.mandatory {
                    Mandatory::When(condition) => Some(condition),
                    Mandatory::No | Mandatory::Always => None,
                },
                secret: field.custody == Custody::Secret,
                personal: field.custody == Custody::Personal,
            }
        });
        Self {
            form: &form.id,
            version: form.version,
            title: &form.title,
            about: form.about.as_ref(),
            source: form.source.as_deref(),
            output: form.output.as_str(),
            fields,
            rules: each(&form.rules, |rule| RuleShown {
                level: rule.level.into(),
                fields: &rule.fields,
                when: rule.when.as_ref(),
                text: &rule.text,
            }),
            readings: &form.readings,
            whole: form,
        }
    }

    pub fn page(&self, look: Look, colour: bool) -> String {
        let form = self.whole;
        let language = look.language;
        let mut sheet = Sheet::new(look, colour);
        sheet.strong(&form.title);
        let (id, version) = (&form.id, form.version);
        let source = form
            .source
            .as_deref()
            .map_or_else(String::new, |source| format!(" · {source}"));
        let said = text!(
            "{id} · versión {version}{source}",
            "{id} · version {version}{source}"
        );
        sheet.fact(0, &said);
        if let Some(about) = &form.about {
            sheet.gap();
            sheet.fact(0, about);
        }
        let mut section = None;
        for field in &form.fields {
            if section.is_none() || (field.section.is_some() && field.section != section) {
                sheet.gap();
                section.clone_from(&field.section);
                let heading = Text::of("Campos", "Fields");
                sheet.strong(section.as_ref().unwrap_or(&heading));
                section.get_or_insert(heading);
            }
            let asked = [Some(shape_words(&field.shape)), demand(field)];
            let asked = joined(asked.iter().flatten(), "; ");
            sheet.hang(
                2,
                "",
                &format!("{} · {}", field.key, field.label.get(language)),
            );
            sheet.hang(6, "", asked.get(language));
            if let Some(help) = &field.help {
                sheet.fact(6, help);
            }
            for choice in field.shape.choices() {
                sheet.hang(6, &format!("{}: ", choice.key), choice.title.get(language));
            }
        }
        if !form.rules.is_empty() {
            sheet.section(&Text::of("Reglas", "Rules"));
        }
        for rule in &form.rules {
            let fields = match rule.fields.as_slice() {
                [] => String::new(),
                fields => format!("{}: ", series(fields)),
            };
            let level = match rule.level {
                Level::Error => Text::of("Error", "Error"),
                Level::Warning => Text::of("Aviso", "Warning"),
            };
            sheet.labelled(2, &level, &format!("{fields}{}", rule.text.get(language)));
        }
        sheet.gap();
        let said = text!(
            "Para llenarlo: `ugat form new {id}`",
            "To fill it in: `ugat form new {id}`"
        );
        sheet.fact(0, &said);
        sheet.written()
    }
}

fn type_of(shape: &FieldShape) -> (&'static str, Option<&'static str>) {
    match shape {
        FieldShape::One(format) => (format.into(), None),
        FieldShape::List(format) => ("list", Some(format.into())),
        FieldShape::YesNo => ("yes-no", None),
        FieldShape::OneOf(_) => ("one-of", None),
        FieldShape::SomeOf(_) => ("some-of", None),
    }
}
