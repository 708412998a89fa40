//! The answers of `procedure list` and `procedure show`.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{
    Activity, ActivityNumber, Answer, AnswerKey, Approval, Digest, FormGroup, FormId, OutputGroup,
    OutputKind, Procedure, ProcedureId, ResultKey, RoleId,
};
use crate::view::each::each;
use crate::view::named;
use crate::view::procedure::course::Course;
use crate::view::procedure::readings::AdoptedView;
use crate::view::{Rows, Table};
use crate::words::{Language, Text};

/// The answer of `procedure list`.
#[derive(Serialize)]
pub struct ProcedureList<'a> {
    procedures: Vec<ProcedureRow<'a>>,
}

#[derive(Serialize)]
pub struct ProcedureRow<'a> {
    id: &'a ProcedureId,
    code: &'a str,
    version: u32,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    official: Option<bool>,
    title: &'a Text,
    activities: usize,
    approved: Option<ApprovalView>,
    digest: Digest,
    /// Whether new cases are started under it by default.
    current: bool,
}

/// The answer of `procedure show`; its text is made by [`ProcedureView::text`].
#[derive(Serialize)]
pub struct ProcedureView<'a> {
    #[serde(skip)]
    pub(in crate::view) procedure: &'a Procedure,
    #[serde(skip)]
    pub(in crate::view) course: Course,
    id: &'a ProcedureId,
    code: &'a str,
    version: u32,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    official: Option<bool>,
    title: &'a Text,
    objective: Option<&'a Text>,
    approved: Option<ApprovalView>,
    source: Option<&'a str>,
    entity_from: ActivityNumber,
    activities: Vec<ActivityView<'a>>,
    readings: Vec<AdoptedView<'a>>,
    roles: Vec<TitledView<'a, RoleId>>,
    /// The output kinds that some activity lists.
    kinds: Vec<TitledView<'a, OutputKind>>,
    endings: Vec<EndingView<'a>>,
    digest: Digest,
}

#[derive(Clone, Debug, Serialize)]
pub struct ApprovalView {
    pub by: String,
    pub on: NaiveDate,
}

#[derive(Serialize)]
struct ActivityView<'a> {
    number: ActivityNumber,
    title: &'a Text,
    roles: &'a [RoleId],
    outputs: Vec<OutputGroupView<'a>>,
    forms: Vec<FormGroupView<'a>>,
    next: &'a [ActivityNumber],
    question: Option<QuestionView<'a>>,
    review: &'a [ActivityNumber],
    result: Option<&'a ResultKey>,
    /// Every activity with a flow to this one.
    arrives_from: Vec<ActivityNumber>,
    manual: Option<&'a Text>,
    readings: Vec<AdoptedView<'a>>,
}

#[derive(Serialize)]
pub struct OutputGroupView<'a> {
    any: &'a [OutputKind],
    when: &'a [AnswerKey],
}

#[derive(Serialize)]
pub struct FormGroupView<'a> {
    any: &'a [FormId],
    output: &'a OutputKind,
    when: &'a [AnswerKey],
}

#[derive(Serialize)]
struct QuestionView<'a> {
    text: &'a Text,
    answers: Vec<AnswerView<'a>>,
    many: bool,
}

#[derive(Serialize)]
struct AnswerView<'a> {
    key: &'a AnswerKey,
    title: &'a Text,
    next: &'a [ActivityNumber],
    result: Option<&'a ResultKey>,
}

#[derive(Serialize)]
struct TitledView<'a, Id> {
    id: &'a Id,
    title: &'a Text,
}

#[derive(Serialize)]
struct EndingView<'a> {
    key: &'a ResultKey,
    title: &'a Text,
}

impl<'a> ProcedureList<'a> {
    /// Takes procedures in order of id, the newest version of each first.
    pub fn of(procedures: impl IntoIterator<Item = &'a Procedure>) -> Self {
        let mut rows: Vec<ProcedureRow> = Vec::new();
        for procedure in procedures {
            let is_older = rows.last().is_some_and(|newer| *newer.id == procedure.id);
            rows.push(ProcedureRow::of(procedure, !is_older));
        }
        Self { procedures: rows }
    }
}

impl<'a> ProcedureRow<'a> {
    fn of(procedure: &'a Procedure, current: bool) -> Self {
        Self {
            id: &procedure.id,
            code: &procedure.code,
            version: procedure.version,
            official: procedure.official(),
            title: &procedure.title,
            activities: procedure.activities.len(),
            approved: procedure.approved.as_ref().map(ApprovalView::of),
            digest: procedure.digest,
            current,
        }
    }
}

impl<'a> Rows for ProcedureList<'a> {
    type Row = ProcedureRow<'a>;

    fn rows(&self) -> &[ProcedureRow<'a>] {
        &self.procedures
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.procedures, |columns| {
            columns.text("id", Text::of("Clave", "Key"), |row| row.id);
            columns.text("code", Text::of("Código", "Code"), |row| row.code);
            columns.number("version", Text::of("Versión", "Version"), |row| {
                row.version
            });
            columns.text("title", Text::of("Título", "Title"), |row| {
                row.title.get(language)
            });
            columns.number("activities", Text::of("Actividades", "Activities"), |row| {
                row.activities
            });
            columns.text("approved", Text::of("Aprobado", "Approved"), |row| {
                row.approved.as_ref().map(|by| by.on)
            });
            columns
                .text("official", Text::of("Procedimiento", "Procedure"), |row| {
                    named::counterfeit_cell(row.official, language)
                })
                .if_rare();
        })
    }
}

impl<'a> ProcedureView<'a> {
    pub fn of(procedure: &'a Procedure) -> Self {
        let course = Course::of(procedure);
        let is_listed = |kind| procedure.activities.iter().any(|one| one.lists(kind));
        let kinds = procedure.kinds.iter().filter(|kind| is_listed(&kind.id));
        Self {
            activities: each(&procedure.activities, |one| ActivityView::of(one, &course)),
            procedure,
            course,
            id: &procedure.id,
            code: &procedure.code,
            version: procedure.version,
            official: procedure.official(),
            title: &procedure.title,
            objective: procedure.objective.as_ref(),
            approved: procedure.approved.as_ref().map(ApprovalView::of),
            source: procedure.source.as_deref(),
            entity_from: procedure.entity_from,
            readings: each(&procedure.readings, AdoptedView::of),
            roles: each(&procedure.roles, |role| TitledView {
                id: &role.id,
                title: &role.title,
            }),
            kinds: each(kinds, |kind| TitledView {
                id: &kind.id,
                title: &kind.title,
            }),
            endings: each(&procedure.endings, |ending| EndingView {
                key: &ending.key,
                title: &ending.title,
            }),
            digest: procedure.digest,
        }
    }
}

impl ApprovalView {
    pub fn of(approval: &Approval) -> Self {
        Self {
            by: approval.by.clone(),
            on: approval.on,
        }
    }
}

impl<'a> ActivityView<'a> {
    fn of(activity: &'a Activity, course: &Course) -> Self {
        let question = activity.question.as_ref().map(|question| QuestionView {
            text: &question.text,
            answers: each(&question.answers, AnswerView::of),
            many: question.many,
        });
        Self {
            number: activity.number,
            title: &activity.title,
            roles: &activity.roles,
            outputs: each(&activity.outputs, OutputGroupView::of),
            forms: each(&activity.forms, FormGroupView::of),
            next: &activity.next,
            question,
            review: &activity.review,
            result: activity.result.as_ref(),
            arrives_from: course.sources(activity.number).collect(),
            manual: activity.manual.as_ref(),
            readings: each(&activity.readings, AdoptedView::of),
        }
    }
}

impl<'a> OutputGroupView<'a> {
    pub fn of(group: &'a OutputGroup) -> Self {
        Self {
            any: &group.any,
            when: &group.when,
        }
    }
}

impl<'a> FormGroupView<'a> {
    pub fn of(group: &'a FormGroup) -> Self {
        Self {
            any: &group.any,
            output: &group.output,
            when: &group.when,
        }
    }
}

impl<'a> AnswerView<'a> {
    fn of(answer: &'a Answer) -> Self {
        Self {
            key: &answer.key,
            title: &answer.title,
            next: &answer.next,
            result: answer.result.as_ref(),
        }
    }
}
