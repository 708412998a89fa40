//! Procedures: checked definitions with their activities, questions, outputs and readings.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::{
    ActivityNumber, AnswerKey, Digest, FormId, OutputKind, ProcedureId, ResultKey, RoleId,
};
use crate::words::Text;

/// A checked definition. Its parts derive `Serialize` for the compiled form, which the same build of
/// the program writes and reads, borrowing its texts; answers show the smallest of them as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Procedure {
    pub id: ProcedureId,
    /// As the manual prints it, without its stray blank: `UGAT/AIT-PR7`.
    pub code: String,
    pub version: u32,
    /// Which writing of that version by `ugat` it is; 1 of what a unit writes.
    pub revision: u32,
    pub title: Text,
    /// As the document that approves it calls it, where that is longer than the title.
    pub name: Option<Text>,
    pub objective: Option<Text>,
    pub approved: Option<Approval>,
    /// The document and numeral that define it: `UGAT/AIT-M06 v2, 8.3`.
    pub source: Option<String>,
    /// From this activity on a case must name its entity.
    pub entity_from: ActivityNumber,
    /// In order of number, from 1, without gaps.
    pub activities: Vec<Activity>,
    /// Readings of the procedure as a whole; left out of the compiled form.
    #[serde(skip)]
    pub readings: Vec<Reading>,
    /// The roles that its activities name, in order of key.
    pub roles: Vec<Role>,
    /// The output kinds of the catalogue and of the procedure, in order of key.
    pub kinds: Vec<Kind>,
    /// The ends that it can reach.
    pub endings: Vec<Ending>,
    /// Of the bytes of its file.
    pub digest: Digest,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub by: String,
    pub on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Role {
    pub id: RoleId,
    pub title: Text,
    /// Whether those who hold it are not of the unit, which only records what they do.
    pub is_outside: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Kind {
    pub id: OutputKind,
    pub title: Text,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Ending {
    pub key: ResultKey,
    pub title: Text,
}

/// One numbered step, done by a role, leaving outputs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Activity {
    pub number: ActivityNumber,
    pub title: Text,
    /// Any of these roles may act.
    pub roles: Vec<RoleId>,
    pub outputs: Vec<OutputGroup>,
    pub forms: Vec<FormGroup>,
    /// What always follows, in parallel.
    pub next: Vec<ActivityNumber>,
    pub question: Option<Question>,
    /// The activities to which a review may return the work; empty where it is no review.
    pub review: Vec<ActivityNumber>,
    /// The end reached where nothing follows, whatever is answered.
    pub result: Option<ResultKey>,
    /// Left out of the compiled form.
    #[serde(skip)]
    pub readings: Vec<Reading>,
    /// Another manual that it follows.
    pub manual: Option<Text>,
}

/// Outputs of which any one settles what is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct OutputGroup {
    pub any: Vec<OutputKind>,
    /// Due only with one of these answers; empty: whatever is answered.
    pub when: Vec<AnswerKey>,
}

/// Forms of which any one settles what is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct FormGroup {
    pub any: Vec<FormId>,
    /// The kind of output that they count as.
    pub output: OutputKind,
    /// Due only with one of these answers; empty: whatever is answered.
    pub when: Vec<AnswerKey>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Question {
    pub text: Text,
    pub answers: Vec<Answer>,
    /// Whether several answers may be given at once.
    pub many: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Answer {
    pub key: AnswerKey,
    pub title: Text,
    /// What follows this answer, in parallel.
    pub next: Vec<ActivityNumber>,
    /// The end reached where nothing follows.
    pub result: Option<ResultKey>,
}

/// A place where the manual is silent or contradicts itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Reading {
    /// What the manual says or leaves open.
    pub issue: Text,
    pub adopted: Text,
    pub why: Text,
    /// Another possible reading.
    pub alternative: Option<Text>,
}

impl Procedure {
    /// What it is called where a record is official.
    pub fn official_name(&self) -> &Text {
        self.name.as_ref().unwrap_or(&self.title)
    }

    pub fn activity(&self, number: ActivityNumber) -> Option<&Activity> {
        self.activities.get(number.index())
    }

    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == *id)
    }

    /// Whether only people outside of the unit hold these roles.
    pub fn is_outside(&self, roles: &[RoleId]) -> bool {
        let outside = |id: &RoleId| self.role(id).is_some_and(|role| role.is_outside);
        !roles.is_empty() && roles.iter().all(outside)
    }

    pub fn kind(&self, id: &OutputKind) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == *id)
    }

    /// Of the whole and of its activities.
    pub fn number_of_readings(&self) -> usize {
        let of_activities = self.activities.iter().map(|one| one.readings.len());
        self.readings.len() + of_activities.sum::<usize>()
    }

    pub fn ending(&self, key: &ResultKey) -> Option<&Ending> {
        self.endings.iter().find(|ending| ending.key == *key)
    }
}

impl Activity {
    /// The answers of its question; none where it asks nothing.
    pub fn answers(&self) -> &[Answer] {
        self.question
            .as_ref()
            .map_or(&[], |question| &question.answers)
    }

    /// The groups of outputs that are owed whatever is answered.
    pub fn owes(&self) -> impl Iterator<Item = &[OutputKind]> {
        self.owes_after(&[])
    }

    /// The same without those that a waived document settles.
    pub fn owes_but(&self, waived: &[OutputKind]) -> impl Iterator<Item = &[OutputKind]> {
        let is_waived = |group: &&[OutputKind]| group.iter().any(|kind| waived.contains(kind));
        self.owes().filter(move |group| !is_waived(group))
    }

    /// Whether an output of this kind is owed after some answer.
    pub fn may_owe(&self, kind: &OutputKind) -> bool {
        let groups = self.outputs.iter();
        let mut owed = groups.filter(|group| group.is_owed());
        owed.any(|group| group.any.contains(kind))
    }

    /// Those that are owed after these answers and not whatever is answered.
    pub fn owes_only_after(&self, answers: &[AnswerKey]) -> impl Iterator<Item = &[OutputKind]> {
        let groups = self.due_after(answers);
        let of_answers = groups.filter(|group| !group.when.is_empty());
        of_answers.map(|group| group.any.as_slice())
    }

    /// The groups of outputs that are owed after these answers.
    pub fn owes_after(&self, answers: &[AnswerKey]) -> impl Iterator<Item = &[OutputKind]> {
        self.due_after(answers).map(|group| group.any.as_slice())
    }

    fn due_after(&self, answers: &[AnswerKey]) -> impl Iterator<Item = &OutputGroup> {
        let groups = self.outputs.iter();
        groups.filter(move |group| group.is_owed() && falls_due(&group.when, answers))
    }

    /// The forms that are due after these answers.
    pub fn forms_after(&self, answers: &[AnswerKey]) -> impl Iterator<Item = &FormGroup> {
        let falls_due = move |group: &&FormGroup| falls_due(&group.when, answers);
        self.forms.iter().filter(falls_due)
    }

    /// Whether the activity lists this kind, owed or not.
    pub fn lists(&self, kind: &OutputKind) -> bool {
        self.outputs.iter().any(|group| group.any.contains(kind))
    }
}

impl OutputGroup {
    /// Whether a document is owed: not where progress alone is one of the kinds.
    pub fn is_owed(&self) -> bool {
        !self.any.iter().any(OutputKind::is_flow)
    }
}

fn falls_due(when: &[AnswerKey], answers: &[AnswerKey]) -> bool {
    when.is_empty() || when.iter().any(|key| answers.contains(key))
}
