//! Asks a person for a form, field by field, and checks it as it goes.

use std::collections::BTreeSet;
use std::str::FromStr as _;

use chrono::NaiveDate;
use serde_json::Value;

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::input::prompt::cancelled;
use crate::definition::{FORM, FilledFile, filled};
use crate::form::{Context, check};
use crate::model::{
    Custody, Entry, Field, FieldKey, FieldShape, FieldValue, Form, FormId, Format, Level,
    Requirement,
};
use crate::view::{Notation, field_help, form_sentence, form_template, problem_sentence, wrapped};
use crate::words::{Language, Text, date_in, escaped, iso, typed_date};

/// A form that is being asked for, field by field.
pub struct Asking<'f> {
    form: &'f Form,
    /// What was typed in each field so far.
    typed: Vec<Option<Value>>,
}

/// Something to say of a field, or of the form as a whole.
struct Remark<'f> {
    field: Option<&'f FieldKey>,
    level: Level,
    text: Text,
}

/// Columns before the description of a field.
const INDENT: usize = 6;

/// What a person did at a question.
enum Reply {
    Back,
    /// Nothing typed: the field keeps its value.
    Kept,
    Cleared,
    Typed(String),
}

impl<'f> Asking<'f> {
    pub fn of(form: &'f Form) -> Self {
        Self {
            form,
            typed: vec![None; form.fields.len()],
        }
    }

    /// Asks until every field is right; `<` goes back to the field before.
    pub fn ask(mut self, env: &mut Env) -> Result<Self, Failure> {
        env.say(&Text::of(
            "Enter conserva el valor; `<` vuelve al campo anterior; `-` lo borra.",
            "Enter keeps the value; `<` goes back to the field before; `-` clears it.",
        ));
        let mut place = 0;
        while place < self.form.fields.len() {
            place = self.ask_one(env, place)?;
            if place == self.form.fields.len() {
                place = self.first_wrong(env)?.unwrap_or(place);
            }
        }
        Ok(self)
    }

    /// Asks for one field and gives the place of the next.
    fn ask_one(&mut self, env: &mut Env, place: usize) -> Result<usize, Failure> {
        let field = &self.form.fields[place];
        self.show(env, place);
        let reply = match field.custody {
            Custody::Secret => env.secret_reply()?,
            Custody::Open | Custody::Personal => env.input().reply()?,
        };
        match reply.map(|typed| Reply::of(&typed)) {
            None => {
                env.talk("\n");
                return Err(cancelled());
            }
            Some(Reply::Back) => return Ok(place.saturating_sub(1)),
            Some(Reply::Kept) => {}
            Some(Reply::Cleared) => self.typed[place] = None,
            Some(Reply::Typed(text)) => self.typed[place] = Some(value(field, &text)),
        }
        let said = self.remarks_on(env, field)?;
        for said in &said {
            env.say(&said.text);
        }
        let is_wrong = said.iter().any(|said| said.level == Level::Error);
        Ok(if is_wrong { place } else { place + 1 })
    }

    fn show(&self, env: &mut Env, place: usize) {
        let (field, language) = (&self.form.fields[place], env.language());
        let (number, all) = (place + 1, self.form.fields.len());
        let room = env.talk_width().saturating_sub(INDENT);
        let mut said = field_help(field, language);
        if is_date(field) {
            let typed = Text::of(
                "se escribe 28/02/1990 o 1990-02-28",
                "typed as 28/02/1990 or 1990-02-28",
            );
            said.push(typed.get(language).to_owned());
        }
        let lines: Vec<String> = said.iter().flat_map(|line| wrapped(line, room)).collect();
        let mut shown = format!("\n{:<INDENT$}", format!("{number}/{all}"));
        shown += &lines.join(&format!("\n{:INDENT$}", ""));
        if let Some(value) = &self.typed[place] {
            let now = match (field.custody, value) {
                (Custody::Secret, _) => Text::of("ya entregado", "given").get(language).to_owned(),
                (_, Value::String(text)) => match NaiveDate::from_str(text) {
                    Ok(day) if is_date(field) => date_in(day, language),
                    Ok(_) | Err(_) => text.clone(),
                },
                (_, other) => other.to_string(),
            };
            shown += &format!("\n{:INDENT$}[{}]", "", escaped(&now));
        }
        shown += "\n> ";
        env.talk(&shown);
    }

    /// What there is to say of one field as the form stands.
    fn remarks_on(&self, env: &Env, field: &Field) -> Result<Vec<Remark<'f>>, Failure> {
        let mut said = self.remarks(env)?;
        said.retain(|said| said.field == Some(&field.key));
        Ok(said)
    }

    /// The first field that is wrong after all have been asked for.
    fn first_wrong(&self, env: &mut Env) -> Result<Option<usize>, Failure> {
        let said = self.remarks(env)?.into_iter();
        let mut wrong = said.filter(|said| said.level == Level::Error);
        let Some(said) = wrong.next() else {
            return Ok(None);
        };
        env.say(&said.text);
        let mut fields = self.form.fields.iter();
        Ok(fields.position(|field| Some(&field.key) == said.field))
    }

    /// What there is to say of the whole form as it stands.
    fn remarks(&self, env: &Env) -> Result<Vec<Remark<'f>>, Failure> {
        let text = self.as_json();
        let forms = std::slice::from_ref(self.form);
        let read = filled(&text, forms).expect("it was written as JSON and names its form");
        let context = Context {
            answers: None,
            known: self.taken_as_known(),
            today: env.clock()?.today(),
        };
        let field = |key: &FieldKey| self.form.field(key).map(|field| &field.key);
        let wrong = read.wrong.iter().zip(&read.problems);
        let wrong = wrong.map(|(key, problem)| Remark {
            field: field(key),
            level: Level::Error,
            text: problem_sentence(problem),
        });
        let findings = check(self.form, &read.filled, &read.wrong, &context).into_iter();
        let findings = findings.map(|finding| Remark {
            field: finding.field.as_ref().and_then(field),
            level: finding.level,
            text: form_sentence(&finding.fault),
        });
        Ok(wrong.chain(findings).collect())
    }

    /// The forms that the rules require elsewhere count as known while one is being filled in.
    fn taken_as_known(&self) -> BTreeSet<FormId> {
        let mut known = BTreeSet::new();
        for rule in &self.form.rules {
            if let Requirement::Known(form) = &rule.must {
                known.insert(form.clone());
            }
        }
        known
    }

    fn as_json(&self) -> String {
        let fields = self.form.fields.iter().zip(&self.typed);
        let typed =
            fields.filter_map(|(field, typed)| Some((field.key.to_string(), typed.clone()?)));
        let mut object: serde_json::Map<String, Value> = typed.collect();
        object.insert(FORM.to_owned(), self.form.id.as_str().into());
        Value::Object(object).to_string()
    }

    /// The filled form as a file; a secret is replaced by the fact that it was given.
    pub fn written(&self, notation: Notation, language: Language) -> String {
        let text = self.as_json();
        let forms = std::slice::from_ref(self.form);
        let read: FilledFile = filled(&text, forms).expect("it was read before");
        form_template(self.form, notation, language, |field| {
            match read.filled.entry(&field.key)? {
                Entry::Value(value) => Some(value.clone()),
                Entry::Secret(_) => Some(FieldValue::Flag(true)),
            }
        })
    }
}

impl Reply {
    fn of(typed: &str) -> Self {
        match typed.trim() {
            "<" => Self::Back,
            "" => Self::Kept,
            "-" => Self::Cleared,
            _ => Self::Typed(typed.to_owned()),
        }
    }
}

/// What was typed for a field: of several, set apart by `;`, or by a comma where none can hold one.
fn value(field: &Field, typed: &str) -> Value {
    let apart: &[char] = match &field.shape {
        FieldShape::SomeOf(_) => &[';', ','],
        FieldShape::List(_) => &[';'],
        FieldShape::One(_) => return one(field, typed).into(),
        FieldShape::YesNo | FieldShape::OneOf(_) => return typed.into(),
    };
    let parts = typed.split(apart).map(str::trim);
    let filled = parts.filter(|part| !part.is_empty());
    let values = filled.map(|part| Value::from(one(field, part)));
    values.collect::<Vec<Value>>().into()
}

/// A value as it is kept: of a date, which people type in two ways, the one that files have.
fn one(field: &Field, typed: &str) -> String {
    let day = typed_date(typed).filter(|_| is_date(field));
    day.map_or_else(|| typed.to_owned(), iso)
}

const fn is_date(field: &Field) -> bool {
    matches!(
        field.shape,
        FieldShape::One(Format::Date) | FieldShape::List(Format::Date)
    )
}
