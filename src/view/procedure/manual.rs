//! The answer of `manual`.

use serde::Serialize;

use crate::model::{Approval, Clause, Manual, Norm, OtherManual, Procedure, ProcedureId};
use crate::text;
use crate::view::each::each;
use crate::view::page::sheet::Sheet;
use crate::view::{Look, Table, terminal_table};
use crate::words::{Language, Text, date, date_in, series};

/// The answer of `manual`: its clauses, norms and procedures.
#[derive(Debug, Serialize)]
pub struct ManualView<'a> {
    pub code: &'a str,
    pub version: u32,
    pub title: &'a Text,
    pub approved: &'a Approval,
    pub clauses: &'a [Clause],
    pub norms: &'a [Norm],
    pub procedures: Vec<RevisedView>,
    pub manuals: &'a [OtherManual],
    /// How many terms its glossary explains.
    pub terms: usize,
    pub unexplained: &'a [String],
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

/// The numeral of the norms.
const NORMS: &str = "2";

fn write(clause: &Clause, sheet: &mut Sheet) {
    let title = clause.title.get(sheet.language());
    sheet.section(&Text::same(format!("{} · {title}", clause.numeral)));
    sheet.fact(2, &clause.text);
}

impl<'a> ManualView<'a> {
    pub fn of(manual: &'a Manual, procedures: &[Procedure]) -> Self {
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
            code: &manual.code,
            version: manual.version,
            title: &manual.title,
            approved: &manual.approved,
            clauses: &manual.clauses,
            norms: &manual.norms,
            procedures,
            manuals: &manual.manuals,
            terms: manual.terms.len(),
            unexplained: &manual.unexplained,
        }
    }

    pub fn page(&self, look: Look, colour: bool) -> String {
        let language = look.language;
        let mut sheet = Sheet::new(look, colour);
        let (code, version) = (&self.code, self.version);
        let (by, on) = (&self.approved.by, date(self.approved.on));
        sheet.strong(self.title);
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
            write(clause, &mut sheet);
        }
        sheet.section(&Text::of("2 · Marco normativo", "2 · Norms"));
        for norm in self.norms {
            let day = format!("{}  ", date_in(norm.on, language));
            sheet.hang(2, &day, norm.name.get(language));
        }
        for clause in behind {
            write(clause, &mut sheet);
        }
        sheet.section(&Text::of("8 · Procedimientos", "8 · Procedures"));
        let procedures = self.procedures(language);
        sheet.laid(&terminal_table(&procedures, look));
        sheet.section(&Text::of(
            "Otros manuales que se aplican",
            "Other manuals that apply",
        ));
        for other in self.manuals {
            let by = other.by.get(language);
            sheet.hang(2, "", &format!("{} ({by})", other.name.get(language)));
        }
        sheet.gap();
        let (terms, unexplained) = (self.terms, series(self.unexplained));
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
