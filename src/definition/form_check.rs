//! Checks across a form: that its fields are unique, and that rules fit the fields they name.

use std::collections::{BTreeMap, BTreeSet};

use crate::definition::form_written::{WrittenCondition, WrittenForm, WrittenMandatory};
use crate::definition::problem::{Named, Reason};
use crate::definition::reader::{Marked, Reader};
use crate::model::{FieldKey, FieldShape, OptionKey, Requirement};
/// Checks the fields and rules of a form against each other.
pub fn check(reader: &mut Reader, written: &WrittenForm) {
    let mut shapes: BTreeMap<&FieldKey, Option<&FieldShape>> = BTreeMap::new();
    let whole = written.fields.iter().all(|field| field.key.is_some());
    for field in &written.fields {
        let Some(key) = &field.key else { continue };
        if shapes.insert(&key.value, field.shape.as_ref()).is_some() {
            reader.report(&key.span, Reason::declared_twice(Named::Field, &key.value));
        }
        check_options(reader, key, field.shape.as_ref());
    }
    let known = Known { shapes, whole };
    for field in &written.fields {
        let mandatory = field.mandatory.right().map(|mandatory| &mandatory.value);
        if let Some(WrittenMandatory::When(condition)) = mandatory {
            known.check_condition(reader, condition);
        }
    }
    for rule in &written.rules {
        if let Some(when) = rule.when.right() {
            known.check_condition(reader, &when.value);
        }
        for field in &rule.fields {
            let shape = known.check_field(reader, field);
            if let (Some(shape), Some(must)) = (shape, &rule.must) {
                check_must(reader, field, shape, must);
            }
        }
    }
}

struct Known<'a> {
    shapes: BTreeMap<&'a FieldKey, Option<&'a FieldShape>>,
    /// Whether every field could be read, so that a key not listed is really unknown.
    whole: bool,
}

impl<'a> Known<'a> {
    /// The shape of a named field, if it is known and right.
    fn check_field(&self, reader: &mut Reader, field: &Marked<FieldKey>) -> Option<&'a FieldShape> {
        if let Some(shape) = self.shapes.get(&field.value) {
            return *shape;
        }
        if self.whole {
            let names = self.shapes.keys().map(|key| key.as_str());
            let reason = Reason::unknown(Named::Field, field.value.as_str(), names);
            reader.report(&field.span, reason);
        }
        None
    }

    fn check_condition(&self, reader: &mut Reader, condition: &WrittenCondition) {
        let WrittenCondition::Field { field, value } = condition else {
            return;
        };
        let shape = self.check_field(reader, field);
        if let (Some(shape), Some(value)) = (shape, value) {
            check_value(reader, shape, value);
        }
    }
}

fn check_options(reader: &mut Reader, field: &Marked<FieldKey>, shape: Option<&FieldShape>) {
    let mut seen = BTreeSet::new();
    for choice in shape.map_or(&[][..], FieldShape::choices) {
        if !seen.insert(&choice.key) {
            let reason = Reason::declared_twice(Named::Choice, &choice.key);
            reader.report(&field.span, reason);
        }
    }
}

fn check_value(reader: &mut Reader, shape: &FieldShape, value: &Marked<OptionKey>) {
    let names: Vec<&str> = match shape {
        FieldShape::YesNo => vec!["yes", "no"],
        FieldShape::One(_) | FieldShape::List(_) | FieldShape::OneOf(_) | FieldShape::SomeOf(_) => {
            let choices = shape.choices().iter();
            choices.map(|choice| choice.key.as_str()).collect()
        }
    };
    let name = value.value.as_str();
    if !names.contains(&name) {
        reader.report(&value.span, Reason::unknown(Named::Choice, name, names));
    }
}

/// Checks that a requirement fits the shape of a field.
fn check_must(
    reader: &mut Reader,
    field: &Marked<FieldKey>,
    shape: &FieldShape,
    must: &Marked<Requirement>,
) {
    match &must.value {
        Requirement::Include(options) => {
            for option in options {
                let span = must.span.clone();
                let value = option.clone();
                check_value(reader, shape, &Marked { span, value });
            }
        }
        Requirement::Yes if *shape != FieldShape::YesNo => {
            let key = field.value.to_string();
            reader.report(&field.span, Reason::NoYesNo(key));
        }
        Requirement::Given
        | Requirement::Empty
        | Requirement::Yes
        | Requirement::Https
        | Requirement::AppActivity
        | Requirement::Past
        | Requirement::Known(_) => {}
    }
}
