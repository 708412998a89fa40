use std::collections::{BTreeMap, BTreeSet};

use crate::definition::form_written::{WrittenCondition, WrittenForm, WrittenMandatory};
use crate::definition::problem::{Named, Reason};
use crate::definition::reader::{Marked, Reader};
use crate::model::{FieldKey, FieldShape, OptionKey, Requirement};
use crate::words::nearest;

/// Holds the fields and rules of a form against each other.
pub(in crate::definition) fn check(reader: &mut Reader, written: &WrittenForm) {
    let mut shapes: BTreeMap<&FieldKey, Option<&FieldShape>> = BTreeMap::new();
    let whole = written.fields.iter().all(|field| field.key.is_some());
    for field in &written.fields {
        let Some(key) = &field.key else { continue };
        if shapes.insert(&key.value, field.shape.as_ref()).is_some() {
            let name = key.value.to_string();
            let what = Named::Field;
            reader.report(&key.span, Reason::DeclaredTwice { what, key: name });
        }
        check_options(reader, key, field.shape.as_ref());
    }
    let known = Known { shapes, whole };
    for field in &written.fields {
        if let Some(WrittenMandatory::When(condition)) =
            field.mandatory.right().map(|mandatory| &mandatory.value)
        {
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
    /// Whether no field was lost, so that what is not known is unknown indeed.
    whole: bool,
}

impl<'a> Known<'a> {
    /// What a field that is named is, where it is there and right.
    fn check_field(&self, reader: &mut Reader, field: &Marked<FieldKey>) -> Option<&'a FieldShape> {
        if let Some(shape) = self.shapes.get(&field.value) {
            return *shape;
        }
        if self.whole {
            let names = self.shapes.keys().map(|key| key.as_str());
            let meant = nearest(field.value.as_str(), names).map(str::to_owned);
            let (what, key) = (Named::Field, field.value.to_string());
            reader.report(&field.span, Reason::Unknown { what, key, meant });
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
            let (what, key) = (Named::Choice, choice.key.to_string());
            reader.report(&field.span, Reason::DeclaredTwice { what, key });
        }
    }
}

fn check_value(reader: &mut Reader, shape: &FieldShape, value: &Marked<OptionKey>) {
    let names: Vec<&str> = match shape {
        FieldShape::YesNo => vec!["yes", "no"],
        shape => shape
            .choices()
            .iter()
            .map(|choice| choice.key.as_str())
            .collect(),
    };
    if !names.contains(&value.value.as_str()) {
        let meant = nearest(value.value.as_str(), names.iter().copied()).map(str::to_owned);
        let (what, key) = (Named::Choice, value.value.to_string());
        reader.report(&value.span, Reason::Unknown { what, key, meant });
    }
}

/// A requirement speaks of fields of some kinds alone.
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
            reader.report(&field.span, Reason::NoYesNo { key });
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
