//! A form as written in its file, before it is checked.

use crate::definition::reader::{Field, Marked, values};
use crate::model::{
    AnswerKey, Condition, Custody, FieldKey, FieldShape, FormId, Level, OptionKey, OutputKind,
    Reading, Requirement, Rule,
};
use crate::words::Text;

/// A form as written: parts left out or wrong are absent, nothing is cross-checked.
pub struct WrittenForm {
    pub id: Option<Marked<FormId>>,
    pub version: Option<Marked<u32>>,
    pub title: Option<Marked<Text>>,
    pub about: Field<Text>,
    pub source: Field<String>,
    pub output: Option<Marked<OutputKind>>,
    pub fields: Vec<WrittenField>,
    pub rules: Vec<WrittenRule>,
    pub readings: Vec<Reading>,
}

pub struct WrittenField {
    pub key: Option<Marked<FieldKey>>,
    pub section: Field<Text>,
    pub label: Option<Marked<Text>>,
    pub help: Field<Text>,
    /// `None` where its type is wrong.
    pub shape: Option<FieldShape>,
    pub mandatory: Field<WrittenMandatory>,
    pub custody: Custody,
}

pub enum WrittenMandatory {
    Flat(bool),
    When(WrittenCondition),
}

/// A rule as written.
pub struct WrittenRule {
    pub when: Field<WrittenCondition>,
    pub fields: Vec<Marked<FieldKey>>,
    pub must: Option<Marked<Requirement>>,
    pub level: Option<Marked<Level>>,
    pub text: Option<Marked<Text>>,
}

/// A condition as written.
pub enum WrittenCondition {
    /// A field with this value, or with any.
    Field {
        field: Marked<FieldKey>,
        value: Option<Marked<OptionKey>>,
    },
    Answered(Vec<AnswerKey>),
    NotAnswered(Vec<AnswerKey>),
}

impl WrittenCondition {
    pub fn finish(self) -> Condition {
        match self {
            Self::Field { field, value: None } => Condition::Given(field.value),
            Self::Field {
                field,
                value: Some(value),
            } => Condition::Holds {
                field: field.value,
                value: value.value,
            },
            Self::Answered(answers) => Condition::Answered(answers),
            Self::NotAnswered(answers) => Condition::NotAnswered(answers),
        }
    }
}

impl WrittenRule {
    pub fn finish(self) -> Option<Rule> {
        Some(Rule {
            when: self.when.into_value().map(WrittenCondition::finish),
            fields: values(self.fields),
            must: self.must?.value,
            level: self.level?.value,
            text: self.text?.value,
        })
    }
}
