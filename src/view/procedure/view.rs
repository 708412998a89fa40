//! The answers of `procedure list` and `procedure show`.

use serde::Serialize;

use crate::model::{
    Activity, ActivityNumber, Approval, Digest, Ending, Kind, Procedure, ProcedureId, Reading,
    Role, Settings,
};
use crate::view::each::each;
use crate::view::named;
use crate::view::procedure::course::Course;
use crate::view::{Rows, Table};
use crate::words::{Language, Text};

/// The answer of `procedure list`.
#[derive(Default, Serialize)]
pub struct ProcedureList<'a> {
    procedures: Vec<ProcedureRow<'a>>,
}

#[derive(Serialize)]
pub struct ProcedureRow<'a> {
    id: &'a ProcedureId,
    code: &'a str,
    version: u32,
    revision: u32,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    official: Option<bool>,
    title: &'a Text,
    name: Option<&'a Text>,
    activities: usize,
    approved: Option<&'a Approval>,
    digest: Digest,
    /// Whether new cases are started under it by default.
    current: bool,
    /// Whether no case is started under it any more.
    retired: bool,
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
    revision: u32,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    official: Option<bool>,
    title: &'a Text,
    name: Option<&'a Text>,
    objective: Option<&'a Text>,
    approved: Option<&'a Approval>,
    source: Option<&'a str>,
    entity_from: ActivityNumber,
    activities: Vec<ActivityView<'a>>,
    readings: &'a [Reading],
    roles: &'a [Role],
    /// The output kinds that some activity lists.
    kinds: Vec<&'a Kind>,
    endings: &'a [Ending],
    digest: Digest,
}

#[derive(Serialize)]
struct ActivityView<'a> {
    #[serde(flatten)]
    activity: &'a Activity,
    /// Every activity with a flow to this one.
    arrives_from: Vec<ActivityNumber>,
    readings: &'a [Reading],
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

    /// With what the settings of a store say of each.
    #[must_use]
    pub fn in_store(mut self, settings: &Settings) -> Self {
        for row in &mut self.procedures {
            row.retired = settings.is_retired(row.id, row.version);
            row.current &= !row.retired;
        }
        self
    }
}

impl<'a> ProcedureRow<'a> {
    fn of(procedure: &'a Procedure, current: bool) -> Self {
        Self {
            id: &procedure.id,
            code: &procedure.code,
            version: procedure.version,
            revision: procedure.revision,
            official: procedure.official(),
            title: &procedure.title,
            name: procedure.name.as_ref(),
            activities: procedure.activities.len(),
            approved: procedure.approved.as_ref(),
            digest: procedure.digest,
            current,
            retired: false,
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
            columns
                .text("revision", Text::of("Revisión", "Revision"), |row| {
                    (row.revision > 1).then(|| row.revision.to_string())
                })
                .if_rare();
            columns
                .text("retired", Text::of("Retirada", "Retired"), |row| {
                    let yes = Text::of("sí", "yes");
                    row.retired.then(|| yes.get(language).to_owned())
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
            activities: each(&procedure.activities, |activity| ActivityView {
                activity,
                arrives_from: course.sources(activity.number).collect(),
                readings: &activity.readings,
            }),
            procedure,
            course,
            id: &procedure.id,
            code: &procedure.code,
            version: procedure.version,
            revision: procedure.revision,
            official: procedure.official(),
            title: &procedure.title,
            name: procedure.name.as_ref(),
            objective: procedure.objective.as_ref(),
            approved: procedure.approved.as_ref(),
            source: procedure.source.as_deref(),
            entity_from: procedure.entity_from,
            readings: &procedure.readings,
            roles: &procedure.roles,
            kinds: kinds.collect(),
            endings: &procedure.endings,
            digest: procedure.digest,
        }
    }
}
