use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{
    Activity, ActivityNumber, Answer, AnswerKey, Digest, OutputKind, Procedure, ProcedureId,
    Reading, ResultKey, RoleId,
};
use crate::view::named;
use crate::view::procedure::course::Course;
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
    /// Whether it is a file that comes with the program; false where it only calls itself so.
    official: Option<bool>,
    title: &'a Text,
    activities: usize,
    approved: Option<ApprovalView<'a>>,
    digest: Digest,
    /// Whether a case is started under it where no version is named.
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
    /// Whether it is a file that comes with the program; false where it only calls itself so.
    official: Option<bool>,
    title: &'a Text,
    objective: Option<&'a Text>,
    approved: Option<ApprovalView<'a>>,
    source: Option<&'a str>,
    entity_from: ActivityNumber,
    activities: Vec<ActivityView<'a>>,
    readings: Vec<ReadingView<'a>>,
    roles: Vec<RoleView<'a>>,
    /// Those that an activity lists.
    kinds: Vec<KindView<'a>>,
    endings: Vec<EndingView<'a>>,
    digest: Digest,
}

#[derive(Serialize)]
struct ApprovalView<'a> {
    by: &'a str,
    on: NaiveDate,
}

#[derive(Serialize)]
struct ActivityView<'a> {
    number: ActivityNumber,
    title: &'a Text,
    roles: &'a [RoleId],
    outputs: Vec<OutputGroupView<'a>>,
    next: &'a [ActivityNumber],
    question: Option<QuestionView<'a>>,
    review: &'a [ActivityNumber],
    result: Option<&'a ResultKey>,
    /// Every activity with a flow to this one.
    arrives_from: Vec<ActivityNumber>,
    manual: Option<&'a Text>,
    readings: Vec<ReadingView<'a>>,
}

#[derive(Serialize)]
struct OutputGroupView<'a> {
    any: &'a [OutputKind],
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
struct ReadingView<'a> {
    issue: &'a Text,
    adopted: &'a Text,
    why: &'a Text,
    alternative: Option<&'a Text>,
}

#[derive(Serialize)]
struct RoleView<'a> {
    id: &'a RoleId,
    title: &'a Text,
}

#[derive(Serialize)]
struct KindView<'a> {
    id: &'a OutputKind,
    title: &'a Text,
}

#[derive(Serialize)]
struct EndingView<'a> {
    key: &'a ResultKey,
    title: &'a Text,
}

impl<'a> ProcedureList<'a> {
    /// Of procedures by id, the newest version of each first.
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
            approved: ApprovalView::of(procedure),
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
        let activities = procedure.activities.iter();
        Self {
            activities: activities
                .map(|activity| ActivityView::of(activity, &course))
                .collect(),
            procedure,
            course,
            id: &procedure.id,
            code: &procedure.code,
            version: procedure.version,
            official: procedure.official(),
            title: &procedure.title,
            objective: procedure.objective.as_ref(),
            approved: ApprovalView::of(procedure),
            source: procedure.source.as_deref(),
            entity_from: procedure.entity_from,
            readings: procedure.readings.iter().map(ReadingView::of).collect(),
            roles: roles(procedure),
            kinds: kinds(procedure),
            endings: endings(procedure),
            digest: procedure.digest,
        }
    }
}

fn roles(procedure: &Procedure) -> Vec<RoleView<'_>> {
    let roles = procedure.roles.iter();
    roles
        .map(|role| RoleView {
            id: &role.id,
            title: &role.title,
        })
        .collect()
}

fn kinds(procedure: &Procedure) -> Vec<KindView<'_>> {
    let is_listed = |kind| procedure.activities.iter().any(|one| one.lists(kind));
    let kinds = procedure.kinds.iter().filter(|kind| is_listed(&kind.id));
    kinds
        .map(|kind| KindView {
            id: &kind.id,
            title: &kind.title,
        })
        .collect()
}

fn endings(procedure: &Procedure) -> Vec<EndingView<'_>> {
    let endings = procedure.endings.iter();
    endings
        .map(|ending| EndingView {
            key: &ending.key,
            title: &ending.title,
        })
        .collect()
}

impl<'a> ApprovalView<'a> {
    fn of(procedure: &'a Procedure) -> Option<Self> {
        let approved = procedure.approved.as_ref()?;
        Some(Self {
            by: &approved.by,
            on: approved.on,
        })
    }
}

impl<'a> ActivityView<'a> {
    fn of(activity: &'a Activity, course: &Course) -> Self {
        let outputs = activity.outputs.iter().map(|group| OutputGroupView {
            any: &group.any,
            when: &group.when,
        });
        let question = activity.question.as_ref().map(|question| QuestionView {
            text: &question.text,
            answers: question.answers.iter().map(AnswerView::of).collect(),
            many: question.many,
        });
        Self {
            number: activity.number,
            title: &activity.title,
            roles: &activity.roles,
            outputs: outputs.collect(),
            next: &activity.next,
            question,
            review: &activity.review,
            result: activity.result.as_ref(),
            arrives_from: course.sources(activity.number).collect(),
            manual: activity.manual.as_ref(),
            readings: activity.readings.iter().map(ReadingView::of).collect(),
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

impl<'a> ReadingView<'a> {
    fn of(reading: &'a Reading) -> Self {
        Self {
            issue: &reading.issue,
            adopted: &reading.adopted,
            why: &reading.why,
            alternative: reading.alternative.as_ref(),
        }
    }
}
