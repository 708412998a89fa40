//! The answer of `manual`.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{Manual, Procedure, ProcedureId};
use crate::text;
use crate::view::each::each;
use crate::view::page::sheet::Sheet;
use crate::view::procedure::view::ApprovalView;
use crate::view::{Look, Table, terminal_table};
use crate::words::{Language, Text, date, date_in, series};

/// The answer of `manual`: its clauses, norms and procedures.
#[derive(Debug, Serialize)]
pub struct ManualView {
    pub code: String,
    pub version: u32,
    pub title: Text,
    pub approved: ApprovalView,
    pub clauses: Vec<ClauseView>,
    pub norms: Vec<NormView>,
    pub procedures: Vec<RevisedView>,
    pub manuals: Vec<OtherManualView>,
    /// How many terms its glossary explains.
    pub terms: usize,
    pub unexplained: Vec<String>,
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

/// A procedure, and what the change control of the manual says about it.
#[derive(Debug, Serialize)]
pub struct RevisedView {
    pub procedure: ProcedureId,
    pub code: String,
    pub version: u32,
    pub title: Text,
    pub activities: usize,
    /// The number of activities in the version before, if the manual states it.
    pub before: Option<u32>,
}

#[derive(Debug, Serialize)]
pub struct OtherManualView {
    pub name: Text,
    #[serde(rename = "where")]
    pub by: Text,
}

/// The numeral of the norms.
const NORMS: &str = "2";

impl ClauseView {
    fn write(&self, sheet: &mut Sheet) {
        let title = self.title.get(sheet.language());
        sheet.section(&Text::same(format!("{} · {title}", self.numeral)));
        sheet.fact(2, &self.text);
    }
}

impl ManualView {
    pub fn of(manual: &Manual, procedures: &[Procedure]) -> Self {
        let clauses = each(&manual.clauses, |clause| ClauseView {
            numeral: clause.numeral.clone(),
            title: clause.title.clone(),
            text: clause.text.clone(),
        });
        let norms = each(&manual.norms, |norm| NormView {
            name: norm.name.clone(),
            on: norm.on,
        });
        let manuals = each(&manual.manuals, |other| OtherManualView {
            name: other.name.clone(),
            by: other.by.clone(),
        });
        let procedures = each(procedures, |procedure| {
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
            approved: ApprovalView::of(&manual.approved),
            clauses,
            norms,
            procedures,
            manuals,
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
        let said = text!(
            "{code} · versión {version} · aprobado con {by}, {on}",
            "{code} · version {version} · approved by {by}, {on}";
            on
        );
        sheet.fact(0, &said);
        let (before, behind): (Vec<_>, Vec<_>) = self
            .clauses
            .iter()
            .partition(|clause| clause.numeral.as_str() < NORMS);
        for clause in before {
            clause.write(&mut sheet);
        }
        sheet.section(&Text::of("2 · Marco normativo", "2 · Norms"));
        for norm in &self.norms {
            let day = format!("{}  ", date_in(norm.on, language));
            sheet.hang(2, &day, norm.name.get(language));
        }
        for clause in behind {
            clause.write(&mut sheet);
        }
        sheet.section(&Text::of("8 · Procedimientos", "8 · Procedures"));
        let procedures = self.procedures(language);
        sheet.laid(&terminal_table(&procedures, look));
        sheet.section(&Text::of(
            "Otros manuales que se aplican",
            "Other manuals that apply",
        ));
        for other in &self.manuals {
            let by = other.by.get(language);
            sheet.hang(2, "", &format!("{} ({by})", other.name.get(language)));
        }
        sheet.gap();
        let (terms, unexplained) = (self.terms, series(&self.unexplained));
        let said = text!(
            "{terms} términos explicados: `ugat manual glossary`; sin explicar: {unexplained}",
            "{terms} terms explained: `ugat manual glossary`; unexplained: {unexplained}"
        );
        sheet.fact(0, &said);
        let said = Text::of(
            "Cómo se leyó donde calla o se contradice: `ugat manual readings`",
            "How it was read where it is silent or contradicts itself: `ugat manual readings`",
        );
        sheet.fact(0, &said);
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
