//! A procedure as written in its file, before it is checked.

use std::ops::Range;

use crate::definition::reader::{Field, Marked};
use crate::model::{
    AnswerKey, Approval, FormId, OutputKind, ProcedureId, Reading, ResultKey, RoleId,
};
use crate::words::Text;

/// A procedure as written: parts left out or wrong are absent, nothing is cross-checked.
pub struct Written {
    pub heading: Heading,
    pub roles: Vec<Declaration<RoleId>>,
    pub outputs: Vec<Declaration<OutputKind>>,
    pub endings: Vec<Declaration<ResultKey>>,
    pub activities: Vec<WrittenActivity>,
}

pub struct Heading {
    pub id: Option<Marked<ProcedureId>>,
    pub code: Field<String>,
    pub version: Option<Marked<u32>>,
    pub revision: Field<u32>,
    pub title: Option<Marked<Text>>,
    pub name: Field<Text>,
    pub objective: Field<Text>,
    pub approved: Field<Approval>,
    pub source: Field<String>,
    pub entity_from: Field<i64>,
    pub readings: Vec<Reading>,
}

/// A role, an output kind or an end that the file declares.
pub struct Declaration<K> {
    pub key: Option<Marked<K>>,
    pub title: Option<Marked<Text>>,
    /// Of a role.
    pub is_outside: bool,
}

pub struct WrittenActivity {
    /// Of its header, for problems without another place.
    pub place: Range<usize>,
    pub number: Option<Marked<i64>>,
    pub title: Option<Marked<Text>>,
    pub roles: Vec<Marked<RoleId>>,
    pub outputs: Vec<Marked<WrittenGroup>>,
    pub forms: Vec<Marked<WrittenFormGroup>>,
    pub next: Field<Vec<Marked<i64>>>,
    pub question: Field<WrittenQuestion>,
    pub review: Vec<Marked<i64>>,
    pub result: Field<ResultKey>,
    pub readings: Vec<Reading>,
    pub manual: Field<Text>,
    pub places: ActivityPlaces,
}

/// The places of the parts of an activity, each from its key to the end of its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityPlaces {
    pub number: Option<Range<usize>>,
    pub next: Option<Range<usize>>,
    pub question: Option<Range<usize>>,
    pub review: Option<Range<usize>>,
}

pub struct WrittenGroup {
    pub any: Vec<Marked<OutputKind>>,
    pub when: Field<Vec<Marked<AnswerKey>>>,
}

pub struct WrittenFormGroup {
    pub any: Vec<Marked<FormId>>,
    pub output: Marked<OutputKind>,
    pub when: Field<Vec<Marked<AnswerKey>>>,
}

pub struct WrittenQuestion {
    pub text: Option<Text>,
    pub many: Option<bool>,
    /// `None` where they are wrong.
    pub answers: Option<Vec<Marked<WrittenAnswer>>>,
}

pub struct WrittenAnswer {
    pub key: Option<Marked<AnswerKey>>,
    pub title: Option<Text>,
    pub next: Option<Marked<Vec<Marked<i64>>>>,
    pub result: Field<ResultKey>,
}

impl WrittenActivity {
    pub fn answers(&self) -> &[Marked<WrittenAnswer>] {
        let question = self.question.right();
        question
            .and_then(|question| question.value.answers.as_deref())
            .unwrap_or_default()
    }
}
