use serde::Serialize;

use crate::model::{
    AnswerKey, Condition, Custody, FieldKey, FieldShape, Form, FormId, Mandatory, Reading, Rule,
};
use crate::text;
use crate::view::form::wording::{demand, shape_said};
use crate::view::page::sheet::Sheet;
use crate::view::{Look, Rows, Table};
use crate::words::{Language, Text, series};

/// The answer of `form list`.
#[derive(Debug, Serialize)]
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
        let rows = forms.iter().map(|form| FormRow {
            form: form.id.clone(),
            version: form.version,
            title: form.title.clone(),
            fields: form.fields.len(),
            mandatory: form
                .fields
                .iter()
                .filter(|field| field.mandatory == Mandatory::Always)
                .count(),
            source: form.source.clone(),
        });
        Self {
            forms: rows.collect(),
        }
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
    pub readings: Vec<ReadingShown<'a>>,
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
    /// Of several values, the type of each.
    pub each: Option<&'static str>,
    pub options: Vec<OptionShown<'a>>,
    /// Whatever else stands in the form.
    pub mandatory: bool,
    pub mandatory_when: Option<ConditionShown<'a>>,
    pub secret: bool,
    pub personal: bool,
}

#[derive(Debug, Serialize)]
pub struct OptionShown<'a> {
    pub key: &'a str,
    pub title: &'a Text,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionShown<'a> {
    Holds { field: &'a FieldKey, value: &'a str },
    Given(&'a FieldKey),
    Answered(Vec<&'a str>),
    NotAnswered(Vec<&'a str>),
}

#[derive(Debug, Serialize)]
pub struct RuleShown<'a> {
    pub level: &'static str,
    pub fields: &'a [FieldKey],
    pub when: Option<ConditionShown<'a>>,
    pub text: &'a Text,
}

#[derive(Debug, Serialize)]
pub struct ReadingShown<'a> {
    pub issue: &'a Text,
    pub adopted: &'a Text,
    pub why: &'a Text,
    pub alternative: Option<&'a Text>,
}

impl<'a> FormShown<'a> {
    pub fn of(form: &'a Form) -> Self {
        let fields = form.fields.iter().map(|field| {
            let (kind, each) = type_of(&field.shape);
            FieldShown {
                key: &field.key,
                section: field.section.as_ref(),
                label: &field.label,
                help: field.help.as_ref(),
                kind,
                each,
                options: field
                    .shape
                    .choices()
                    .iter()
                    .map(|choice| OptionShown {
                        key: choice.key.as_str(),
                        title: &choice.title,
                    })
                    .collect(),
                mandatory: field.mandatory == Mandatory::Always,
                mandatory_when: match &field.mandatory {
                    Mandatory::When(condition) => Some(condition_shown(condition)),
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
            fields: fields.collect(),
            rules: form.rules.iter().map(rule_shown).collect(),
            readings: form.readings.iter().map(reading_shown).collect(),
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
        sheet.fact(
            0,
            &text!(
                "{id} · versión {version}{source}",
                "{id} · version {version}{source}"
            ),
        );
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
            let asked = [Some(shape_said(&field.shape)), demand(field)];
            let asked: Vec<String> = asked
                .iter()
                .flatten()
                .map(|text| text.get(language).to_owned())
                .collect();
            sheet.hang(
                2,
                "",
                &format!("{} · {}", field.key, field.label.get(language)),
            );
            sheet.hang(6, "", &asked.join("; "));
            if let Some(help) = &field.help {
                sheet.fact(6, help);
            }
            for choice in field.shape.choices() {
                sheet.hang(6, &format!("{}: ", choice.key), choice.title.get(language));
            }
        }
        if !form.rules.is_empty() {
            sheet.gap();
            sheet.strong(&Text::of("Reglas", "Rules"));
        }
        for rule in &form.rules {
            let fields = match rule.fields.as_slice() {
                [] => String::new(),
                fields => format!("{}: ", series(fields)),
            };
            let level = match rule.level {
                crate::model::Level::Error => Text::of("Error", "Error"),
                crate::model::Level::Warning => Text::of("Aviso", "Warning"),
            };
            sheet.labelled(2, &level, &format!("{fields}{}", rule.text.get(language)));
        }
        sheet.gap();
        sheet.fact(
            0,
            &text!(
                "Para llenarlo: `ugat form new {id}`",
                "To fill it in: `ugat form new {id}`"
            ),
        );
        sheet.written()
    }
}

const fn type_of(shape: &FieldShape) -> (&'static str, Option<&'static str>) {
    match shape {
        FieldShape::One(format) => (format.name(), None),
        FieldShape::List(format) => ("list", Some(format.name())),
        FieldShape::YesNo => ("yes-no", None),
        FieldShape::OneOf(_) => ("one-of", None),
        FieldShape::SomeOf(_) => ("some-of", None),
    }
}

fn rule_shown(rule: &Rule) -> RuleShown<'_> {
    RuleShown {
        level: rule.level.name(),
        fields: &rule.fields,
        when: rule.when.as_ref().map(condition_shown),
        text: &rule.text,
    }
}

fn condition_shown(condition: &Condition) -> ConditionShown<'_> {
    match condition {
        Condition::Holds { field, value } => ConditionShown::Holds {
            field,
            value: value.as_str(),
        },
        Condition::Given(field) => ConditionShown::Given(field),
        Condition::Answered(answers) => {
            ConditionShown::Answered(answers.iter().map(AnswerKey::as_str).collect())
        }
        Condition::NotAnswered(answers) => {
            ConditionShown::NotAnswered(answers.iter().map(AnswerKey::as_str).collect())
        }
    }
}

const fn reading_shown(reading: &Reading) -> ReadingShown<'_> {
    ReadingShown {
        issue: &reading.issue,
        adopted: &reading.adopted,
        why: &reading.why,
        alternative: reading.alternative.as_ref(),
    }
}
