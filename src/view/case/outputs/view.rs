//! The answer of `case outputs` for one case.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::{Case, Given, OutputRow, outputs};
use crate::model::{ActivityNumber, CaseId, Digest, EventId, FormId, ItemId, OutputKind, RoleId};
use crate::text;
use crate::view::case::class::{self, ClassName};
use crate::view::case::outputs::withdrawal::Withdrawal;
use crate::view::each::each;
use crate::view::page::sheet::Sheet;
use crate::view::problem::file_check::Check;
use crate::view::{Cell, FormView, Reveal, Rows, Table, Telling, giving, named, terminal_table};
use crate::words::{Language, Text};

/// The answer of `case outputs`: everything given, and everything due.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OutputsView {
    pub case: String,
    pub outputs: Vec<OutputView>,
    #[serde(skip)]
    is_only_missing: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct OutputView {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub title: Text,
    /// Of a missing output, the first of `any`.
    pub kind: OutputKind,
    /// The kinds of which any one settles a missing output.
    pub any: Vec<OutputKind>,
    pub reference: Option<String>,
    /// Relative to the root of the store.
    pub file: Option<String>,
    pub sha256: Option<Digest>,
    /// The date on the document.
    pub date: Option<NaiveDate>,
    pub note: Option<String>,
    pub form: Option<FormView>,
    /// The forms of which any one settles a missing output.
    pub forms: Vec<FormId>,
    pub missing: bool,
    /// Since when a missing output is due.
    pub since: Option<String>,
    /// The roles of its activity.
    pub role: Vec<RoleId>,
    /// The act that gave it.
    pub event: Option<EventId>,
    pub at: Option<String>,
    pub by: Option<String>,
    /// What became of that act.
    pub class: Option<ClassName>,
    /// The correction that replaces it.
    pub corrected_by: Option<EventId>,
    /// The act by which it need not be given.
    pub waived: Option<Withdrawal>,
    /// The act that withdraws it.
    pub retracted: Option<Withdrawal>,
    /// The reviews that were decided without having seen it.
    pub unseen_by: Vec<ActivityNumber>,
    /// Whether its file matches its digest; null if not compared.
    pub check: Option<Check>,
    /// The kind and the class in words.
    #[serde(skip)]
    kind_said: Text,
    #[serde(skip)]
    pub(in crate::view) class_said: Option<Text>,
    /// The options that give what is missing.
    #[serde(skip)]
    giving: Text,
    /// That of the document, else that on which it was given.
    #[serde(skip)]
    pub(in crate::view) day: Option<NaiveDate>,
}

impl OutputsView {
    pub fn of(id: &CaseId, case: &Case) -> Self {
        Self::revealing(id, case, Reveal::Nothing)
    }

    /// With the personal data that is asked for by name.
    pub fn revealing(id: &CaseId, case: &Case, reveal: Reveal) -> Self {
        Self {
            case: id.to_string(),
            outputs: each(&outputs(case), |row| OutputView::of(case, row, reveal)),
            is_only_missing: false,
        }
    }

    /// Keeps what is due and was not given.
    #[must_use]
    pub fn missing(mut self) -> Self {
        self.outputs.retain(|output| output.missing);
        self.is_only_missing = true;
        self
    }

    /// Keeps what belongs to the activity of a work item.
    #[must_use]
    pub fn of_work(mut self, activity: ActivityNumber, item: ItemId) -> Self {
        let mut known = self.outputs.iter();
        let known = known.find(|output| output.item == item);
        let (activity, title) = known.map_or((activity, None), |known| {
            (known.activity, Some(known.title.clone()))
        });
        self.outputs.retain(|output| {
            output.activity == activity && title.as_ref().is_none_or(|title| output.title == *title)
        });
        self
    }

    /// The table, then the commands that give what is missing.
    pub fn page(&self, case: &Case, telling: &Telling) -> String {
        let mut sheet = Sheet::for_telling(telling);
        if self.outputs.is_empty() {
            let said = match self.is_only_missing {
                true => Text::of("No falta ninguna salida.", "No output is missing."),
                false => Text::of(
                    "No hay salidas que mostrar.",
                    "There are no outputs to show.",
                ),
            };
            sheet.wrap(0, &said);
            return sheet.written();
        }
        let look = telling.look;
        let table = self.table(look.language);
        sheet.laid(&terminal_table(&table, look));
        self.write_forms(&mut sheet);
        let commands = self.commands(case, telling);
        if !commands.is_empty() {
            sheet.gap();
            let heading = Text::of(
                "Lo que falta se entrega con:",
                "What is missing is given with:",
            );
            sheet.wrap(0, &heading);
        }
        for command in commands {
            sheet.line(2, &command);
        }
        sheet.written()
    }

    /// The fields of the forms that were given.
    fn write_forms(&self, sheet: &mut Sheet) {
        for output in &self.outputs {
            if let Some(form) = &output.form {
                sheet.gap();
                let (activity, id) = (output.activity, &form.form);
                sheet.strong(&text!(
                    "{id}, actividad {activity}",
                    "{id}, activity {activity}"
                ));
                form.write(sheet, 2);
            }
        }
    }

    /// One command for each work item that owes something.
    fn commands(&self, case: &Case, telling: &Telling) -> Vec<String> {
        let mut owing: Vec<((ActivityNumber, ItemId), String)> = Vec::new();
        let mut places = BTreeMap::new();
        for output in self.outputs.iter().filter(|output| output.missing) {
            let subject = (output.activity, output.item);
            let given = output.giving.get(telling.look.language);
            let place = *places.entry(subject).or_insert(owing.len());
            match owing.get_mut(place) {
                Some((_, all)) => all.push_str(given),
                None => owing.push((subject, given.to_owned())),
            }
        }
        let short = telling.short;
        each(owing, |((activity, item), given)| {
            let item = item_flag(case, activity, item);
            format!("ugat case attach {short} {activity}{item}{given}")
        })
    }
}

/// The option that names a work item, if `attach` would otherwise take another one.
pub fn item_flag(case: &Case, activity: ActivityNumber, item: ItemId) -> String {
    let live = case.live_item(activity);
    let taken = live.or_else(|| case.last_item(activity));
    if taken == Some(item) {
        String::new()
    } else {
        format!(" --item {}", item.short(8))
    }
}

impl OutputView {
    fn of(case: &Case, row: &OutputRow, reveal: Reveal) -> Self {
        let blank = |kinds: &[OutputKind]| Self::blank(row, kinds);
        match &row.given {
            Given::Missing {
                due,
                answers,
                since,
            } => Self {
                giving: giving(
                    (row.procedure, row.procedure.activity(row.activity)),
                    *due,
                    Some(answers),
                ),
                since: Some(case.at(*since).to_string()),
                any: due.any.to_vec(),
                forms: due.forms.to_vec(),
                missing: true,
                kind_said: named::due(row.procedure, *due),
                ..blank(due.any)
            },
            Given::Waived { any, kind, place } => Self {
                any: any.to_vec(),
                waived: Some(Withdrawal::of(case, *place)),
                ..blank(std::slice::from_ref(*kind))
            },
            Given::Output {
                output,
                place,
                corrected_by,
                retracted_by,
                unseen_by,
            } => {
                let (event, class) = (case.event(*place), &case.classes()[*place]);
                Self {
                    reference: output.reference.as_ref().map(ToString::to_string),
                    file: output.file.clone(),
                    sha256: output.sha256,
                    date: output.date,
                    note: output.note.as_ref().map(ToString::to_string),
                    form: output
                        .form
                        .as_ref()
                        .map(|record| FormView::of(record, reveal)),
                    event: Some(event.id),
                    at: Some(case.at(*place).to_string()),
                    by: Some(event.by.to_string()),
                    class: Some(ClassName::of(class)),
                    class_said: class::word(class),
                    day: output.date.or_else(|| Some(case.day(*place))),
                    corrected_by: corrected_by.map(|place| case.event(place).id),
                    retracted: retracted_by.map(|place| Withdrawal::of(case, place)),
                    unseen_by: unseen_by.clone(),
                    ..blank(std::slice::from_ref(&output.kind))
                }
            }
        }
    }

    /// A row of these kinds and nothing else.
    fn blank(row: &OutputRow, kinds: &[OutputKind]) -> Self {
        let procedure = row.procedure;
        Self {
            activity: row.activity,
            item: row.item,
            title: named::title(procedure, row.activity),
            kind: kinds.first().expect("a group has a kind").clone(),
            any: Vec::new(),
            reference: None,
            file: None,
            sha256: None,
            date: None,
            note: None,
            form: None,
            forms: Vec::new(),
            missing: false,
            since: None,
            role: procedure
                .activity(row.activity)
                .map_or_else(Vec::new, |activity| activity.roles.clone()),
            event: None,
            at: None,
            by: None,
            class: None,
            corrected_by: None,
            waived: None,
            retracted: None,
            unseen_by: Vec::new(),
            check: None,
            kind_said: named::kinds(procedure, kinds),
            class_said: None,
            giving: Text::of("", ""),
            day: None,
        }
    }

    /// Whether its file was compared and does not match.
    pub fn is_altered(&self) -> bool {
        self.check.is_some_and(|check| check != Check::Unchanged)
    }

    /// Its kind, or what is due, in words.
    pub(in crate::view) fn kind_said(&self, language: Language) -> &str {
        self.kind_said.get(language)
    }

    /// The path of its file inside the folder of the case.
    fn file_shown(&self, case: &str) -> Option<String> {
        let file = self.file.as_deref()?;
        let within = file.split_once(&format!("/{case}/"));
        Some(within.map_or(file, |(_, name)| name).to_owned())
    }
}

impl Rows for OutputsView {
    type Row = OutputView;

    fn rows(&self) -> &[OutputView] {
        &self.outputs
    }

    fn table(&self, language: Language) -> Table {
        Table::of(&self.outputs, |columns| {
            columns.text("activity", Text::of("Actividad", "Activity"), |output| {
                let (number, title) = (output.activity, output.title.get(language));
                Cell::keyed(format!("{number} · {title}"), number.to_string())
            });
            columns.text("kind", Text::of("Salida", "Output"), |output| {
                Cell::keyed(output.kind_said(language), output.kinds())
            });
            columns.text(
                "reference",
                Text::of("Referencia", "Reference"),
                OutputView::referred,
            );
            columns.text("file", Text::of("Archivo", "File"), |output| {
                let within = output.file_shown(&self.case);
                within.map(|within| Cell::short(within, output.file.as_deref().unwrap_or_default()))
            });
            columns.text("state", Text::of("Estado", "State"), |output| {
                Cell::keyed(output.remarks(language), output.state())
            });
        })
    }
}

impl OutputView {
    /// Its reference, or the name of its form.
    pub(in crate::view) fn referred(&self) -> Option<String> {
        let form = self.form.as_ref().map(|form| form.form.to_string());
        self.reference.clone().or(form)
    }

    /// Its kind as a key, alternatives joined by `/`.
    pub(in crate::view) fn kinds(&self) -> String {
        match self.any.as_slice() {
            [] => self.kind.to_string(),
            any => {
                let keys: Vec<&str> = any.iter().map(OutputKind::as_str).collect();
                keys.join("/")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OutputsView;
    use crate::testing::cases::{SampleCase, output, telling};
    use crate::testing::procedures::{procedure, step};
    use crate::view::Check;
    use crate::view::{Format, in_format, json};
    use crate::words::Language::{self, English, Spanish};

    const FILE: &str = "cases/2026/pr99-0123456789ab/informe-0a1b.pdf";

    /// 1 was done twice, 2 approved it at last without having seen what was given for it.
    fn told() -> SampleCase {
        let mut told = SampleCase::of(procedure([
            step(1).owes(["informe-tecnico", "correo"], &[]),
            step(2).review([1]).owes(["correo"], &[]),
            step(3).ends(),
        ]));
        told.complete("Ana", 1, &[]);
        told.send_back("Eva", 2, 1);
        told.complete("Ana", 1, &[]);
        let mut other = told.clone();
        told.complete("Eva", 2, &[]);
        let given = output("informe-tecnico", Some("INF-7"), Some(FILE));
        other.attach("Luis", 1, vec![given]);
        told.merge(&other);
        let extra = output("acta", Some("a\u{1b}[2J"), None);
        told.attach("Luis", 1, vec![extra]);
        told
    }

    #[track_caller]
    fn case(told: &SampleCase, view: &OutputsView, language: Language, expected: &str) {
        assert_eq!(view.page(&told.case(), &telling(language)), expected);
    }

    #[test]
    fn a_page_lists_what_was_given_and_how_to_give_what_is_missing() {
        let told = told();
        let view = OutputsView::of(&SampleCase::id(), &told.case());
        case(
            &told,
            &view,
            Spanish,
            r"Actividad         Salida           Referencia  Archivo           Estado
────────────────────────────────────────────────────────────────────────────────
1 · Hacer lo de   informe técnico                                falta
1                 o correo
                  electrónico
1 · Hacer lo de   informe técnico  INF-7       informe-0a1b.pdf  no visto por la
1                                                                revisión 2
1 · Hacer lo de   acta             a\u{1b}[2J                    no visto por la
1                                                                revisión 2
2 · Hacer lo de   correo                                         falta
2                 electrónico

Lo que falta se entrega con:
  ugat case attach 0123 1 --item 28275422 --output informe-tecnico=REF
  ugat case attach 0123 2 --output correo=REF
",
        );
        case(
            &told,
            &view.missing(),
            English,
            "\
Activity              Output                      Reference  File  State
──────────────────────────────────────────────────────────────────────────
1 · Do the work of 1  technical report or e-mail                   missing
2 · Do the work of 2  e-mail                                       missing

What is missing is given with:
  ugat case attach 0123 1 --item 28275422 --output informe-tecnico=REF
  ugat case attach 0123 2 --output correo=REF
",
        );
    }

    #[test]
    fn files_that_are_not_what_was_recorded_are_marked() {
        let told = told();
        let mut view = OutputsView::of(&SampleCase::id(), &told.case());
        let with_file = view.outputs.iter_mut().find(|output| output.file.is_some());
        let with_file = with_file.expect("it has one");
        assert!(!with_file.is_altered());
        with_file.check = Some(Check::Unchanged);
        assert!(!with_file.is_altered());
        with_file.check = Some(Check::NotThere);
        assert!(with_file.is_altered());
        let look = telling(Spanish).look;
        assert_eq!(
            in_format(&view, Format::Csv, look),
            r"activity,kind,reference,file,state
1,informe-tecnico/correo,,,missing
1,informe-tecnico,INF-7,cases/2026/pr99-0123456789ab/informe-0a1b.pdf,not-there
1,acta,a\u{1b}[2J,,recorded
2,correo,,,missing
"
        );
        for (check, es, en) in [
            (Check::Unchanged, "sin cambios", "unchanged"),
            (Check::Changed, "el archivo cambió", "the file changed"),
            (
                Check::NotThere,
                "el archivo no está",
                "the file is not there",
            ),
            (
                Check::Outside,
                "el archivo está fuera del registro",
                "the file is outside the store",
            ),
        ] {
            assert_eq!((&*check.name().es, &*check.name().en), (es, en));
            assert_eq!(json(&check), format!("\"{}\"\n", <&str>::from(check)));
        }
    }

    #[test]
    fn scripts_get_every_field() {
        let told = told();
        let mut view = OutputsView::of(&SampleCase::id(), &told.case());
        view.outputs.truncate(2);
        assert_eq!(
            json(&view),
            r#"{"case":"pr99-0123456789ab","outputs":[{"activity":1,"item":"282754224ecb887766d5","title":{"es":"Hacer lo de 1","en":"Do the work of 1"},"kind":"informe-tecnico","any":["informe-tecnico","correo"],"reference":null,"file":null,"sha256":null,"date":null,"note":null,"form":null,"forms":[],"missing":true,"since":"2026-03-02T10:00:00-04:00","role":["jefe-ugat"],"event":null,"at":null,"by":null,"class":null,"corrected_by":null,"waived":null,"retracted":null,"unseen_by":[],"check":null},{"activity":1,"item":"9b6f85fa54f7c3790fe2","title":{"es":"Hacer lo de 1","en":"Do the work of 1"},"kind":"informe-tecnico","any":[],"reference":"INF-7","file":"cases/2026/pr99-0123456789ab/informe-0a1b.pdf","sha256":null,"date":null,"note":null,"form":null,"forms":[],"missing":false,"since":null,"role":["jefe-ugat"],"event":"d7670eea7407d0a1582103e6e0f2e3647b621974","at":"2026-03-02T13:00:00-04:00","by":"Luis","class":"recorded","corrected_by":null,"waived":null,"retracted":null,"unseen_by":[2],"check":null}]}
"#
        );
    }

    #[test]
    fn a_case_without_outputs_says_so() {
        let told = SampleCase::of(procedure([step(1)]));
        let view = OutputsView::of(&SampleCase::id(), &told.case());
        case(&told, &view, Spanish, "No hay salidas que mostrar.\n");
        case(&told, &view, English, "There are no outputs to show.\n");
        let view = view.missing();
        case(&told, &view, Spanish, "No falta ninguna salida.\n");
        case(&told, &view, English, "No output is missing.\n");
    }
}
