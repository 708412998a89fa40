use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{Manual, Procedure, ProcedureId};
use crate::text;
use crate::view::page::sheet::Sheet;
use crate::view::{Look, Table, terminal_table};
use crate::words::{Language, Text, date, series};

/// The answer of `manual`: what it holds besides its activities.
#[derive(Debug, Serialize)]
pub struct ManualView {
    pub code: String,
    pub version: u32,
    pub title: Text,
    pub approved: ApprovedView,
    pub clauses: Vec<ClauseView>,
    pub norms: Vec<NormView>,
    pub procedures: Vec<RevisedView>,
    pub manuals: Vec<OtherManualView>,
    /// How many terms its glossary explains.
    pub terms: usize,
    pub unexplained: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct ApprovedView {
    pub by: String,
    pub on: NaiveDate,
}

#[derive(Debug, Serialize)]
pub struct ClauseView {
    pub numeral: String,
    pub title: Text,
    pub text: Text,
}

#[derive(Debug, Serialize)]
pub struct NormView {
    pub name: Text,
    pub on: NaiveDate,
}

/// A procedure as it is, and what the change control says of it.
#[derive(Debug, Serialize)]
pub struct RevisedView {
    pub procedure: ProcedureId,
    pub code: String,
    pub version: u32,
    pub title: Text,
    pub activities: usize,
    /// As many as it had in the version before, where that is said.
    pub before: Option<u32>,
}

#[derive(Debug, Serialize)]
pub struct OtherManualView {
    pub name: Text,
    #[serde(rename = "where")]
    pub by: Text,
}

/// The numeral under which the norms stand.
const NORMS: &str = "2";

impl ClauseView {
    fn write(&self, sheet: &mut Sheet) {
        let title = self.title.get(sheet.language());
        sheet.gap();
        sheet.strong(&Text::same(format!("{} · {title}", self.numeral)));
        sheet.fact(2, &self.text);
    }
}

impl ManualView {
    pub fn of(manual: &Manual, procedures: &[Procedure]) -> Self {
        let clauses = manual.clauses.iter().map(|clause| ClauseView {
            numeral: clause.numeral.clone(),
            title: clause.title.clone(),
            text: clause.text.clone(),
        });
        let norms = manual.norms.iter().map(|norm| NormView {
            name: norm.name.clone(),
            on: norm.on,
        });
        let manuals = manual.manuals.iter().map(|other| OtherManualView {
            name: other.name.clone(),
            by: other.by.clone(),
        });
        let procedures = procedures.iter().map(|procedure| {
            let mut changes = manual.changes.iter();
            let change = changes.find(|change| change.procedure == procedure.id);
            RevisedView {
                procedure: procedure.id.clone(),
                code: procedure.code.clone(),
                version: procedure.version,
                title: procedure.title.clone(),
                activities: procedure.activities.len(),
                before: change.map(|change| change.before),
            }
        });
        Self {
            code: manual.code.clone(),
            version: manual.version,
            title: manual.title.clone(),
            approved: ApprovedView {
                by: manual.approved.by.clone(),
                on: manual.approved.on,
            },
            clauses: clauses.collect(),
            norms: norms.collect(),
            procedures: procedures.collect(),
            manuals: manuals.collect(),
            terms: manual.terms.len(),
            unexplained: manual.unexplained.clone(),
        }
    }

    pub fn page(&self, look: Look, colour: bool) -> String {
        let language = look.language;
        let mut sheet = Sheet::new(look, colour);
        let (code, version) = (&self.code, self.version);
        let (by, on) = (&self.approved.by, date(self.approved.on));
        sheet.strong(&self.title);
        sheet.fact(
            0,
            &text!(
                "{code} · versión {version} · aprobado con {by}, {on}",
                "{code} · version {version} · approved by {by}, {on}"
            ),
        );
        let (before, behind): (Vec<_>, Vec<_>) = self
            .clauses
            .iter()
            .partition(|clause| clause.numeral.as_str() < NORMS);
        for clause in before {
            clause.write(&mut sheet);
        }
        sheet.gap();
        sheet.strong(&Text::of("2 · Marco normativo", "2 · Norms"));
        for norm in &self.norms {
            let day = format!("{}  ", date(norm.on));
            sheet.hang(2, &day, norm.name.get(language));
        }
        for clause in behind {
            clause.write(&mut sheet);
        }
        sheet.gap();
        sheet.strong(&Text::of("8 · Procedimientos", "8 · Procedures"));
        let procedures = self.procedures(language);
        sheet.laid(&terminal_table(&procedures, look));
        sheet.gap();
        sheet.strong(&Text::of(
            "Otros manuales que se aplican",
            "Other manuals that apply",
        ));
        for other in &self.manuals {
            let by = other.by.get(language);
            sheet.hang(2, "", &format!("{} ({by})", other.name.get(language)));
        }
        sheet.gap();
        let (terms, unexplained) = (self.terms, series(&self.unexplained));
        sheet.fact(
            0,
            &text!(
                "{terms} términos explicados: `ugat manual glossary`; sin explicar: {unexplained}",
                "{terms} terms explained: `ugat manual glossary`; unexplained: {unexplained}"
            ),
        );
        sheet.fact(
            0,
            &Text::of(
                "Cómo se leyó donde calla o se contradice: `ugat manual readings`",
                "How it was read where it is silent or contradicts itself: `ugat manual readings`",
            ),
        );
        sheet.written()
    }

    fn procedures(&self, language: Language) -> Table {
        Table::of(&self.procedures, |columns| {
            columns.text("code", Text::of("Código", "Code"), |one| &one.code);
            columns.text("title", Text::of("Título", "Title"), |one| {
                one.title.get(language)
            });
            columns.number("version", Text::of("Versión", "Version"), |one| {
                one.version
            });
            columns.number("activities", Text::of("Actividades", "Activities"), |one| {
                one.activities
            });
            columns.number("before", Text::of("Antes", "Before"), |one| one.before);
        })
    }
}
