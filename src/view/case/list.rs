//! The answer of `case list`.

use serde::Serialize;

use std::borrow::Cow;

use crate::engine::{LiveWork, Standing};
use chrono::NaiveDate;

use crate::model::{
    ActivityNumber, Ages, CaseId, Few, Line, Moment, ProcedureId, RoleId, Settings, Zone,
};
use crate::view::case::ages::{AGE, ASSIGNED, OVERDUE, SINCE};
use crate::view::case::state::{CaseState, Obstacle};
use crate::view::each::each;
use crate::view::page::joined::joined;
use crate::view::{
    Cell, ColumnList, Draw, Drawn, ErrorRow, Outlined, Pen, Rows, Spelled, Table, Unreadable, named,
};
use crate::words::counted;
use crate::words::{Language, Text, series};

/// The answer of `case list`.
#[derive(Debug, Default, Serialize)]
pub struct CaseList<'r> {
    pub cases: Vec<Drawn<'r>>,
    pub errors: Vec<ErrorRow>,
    /// The day as of which ages are counted, and in what: `working` or `calendar`.
    pub as_of: NaiveDate,
    pub days: &'static str,
    #[serde(skip)]
    pub pen: Pen,
}

/// One case, as its journal and its definition have it.
#[derive(Clone, Debug, Serialize)]
pub struct CaseRow<'a> {
    pub case: Spelled<&'a CaseId>,
    pub procedure: &'a ProcedureId,
    pub version: u32,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    pub official: Option<bool>,
    /// The first of `entities`.
    pub entity: Option<&'a str>,
    pub entities: &'a [Line],
    pub title: Option<&'a Line>,
    #[serde(rename = "ref")]
    pub reference: Option<&'a Line>,
    pub labels: &'a [Line],
    pub state: CaseState,
    pub result: Option<&'a str>,
    pub in_conflict: bool,
    pub stuck: bool,
    pub ready: Vec<ReadyRow<'a>>,
    pub waiting: Vec<ActivityNumber>,
    /// The persons to whom ready work is assigned, each once, in order of activity.
    pub assigned: Few<&'a str>,
    /// Deprecated: as `started_at`.
    pub started: Spelled<Moment>,
    pub started_at: Spelled<Moment>,
    /// When it finished or was cancelled; null while it goes on.
    pub ended: Option<Spelled<Moment>>,
    /// When something last happened in it, and who did it.
    pub last_act: Spelled<Moment>,
    pub last_by: &'a str,
    /// When the oldest of the ready work became ready.
    pub since: Option<Spelled<Moment>>,
    /// The earliest of the ready work.
    pub due: Option<NaiveDate>,
    /// How old that work is.
    pub age: Option<u32>,
    /// By how many days the most overdue of it is so; 0 where none is.
    pub overdue: u32,
    /// Deprecated: as `activities_done`.
    pub done: usize,
    /// How many distinct activities are done.
    pub activities_done: usize,
    /// Deprecated: as `deviations_count`.
    pub deviations: usize,
    /// How many acts left the path of the procedure.
    pub deviations_count: usize,
    /// How many acts are marked; absent if none is.
    pub marks: usize,
    /// Whether it has acts that only a later version of the program understands.
    pub newer: bool,
    #[serde(skip)]
    told: &'a Outlined<'a>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReadyRow<'a> {
    pub activity: ActivityNumber,
    pub role: &'a [RoleId],
    pub assigned: Option<&'a str>,
    pub since: Spelled<Moment>,
    pub due: Option<NaiveDate>,
}

impl<'a> CaseRow<'a> {
    /// In a unit of this time zone; without its ages and due days.
    pub fn of(case: &'a Outlined, marks: usize, zone: Zone) -> Self {
        let outline = case.outline;
        let last = outline.last(zone);
        Self {
            case: Spelled(case.id),
            procedure: &outline.procedure,
            version: case.procedure().version,
            official: case.procedure().official(),
            entity: case.entity(),
            entities: &outline.entities,
            title: outline.title.as_ref(),
            reference: outline.reference.as_ref(),
            labels: &outline.labels,
            state: CaseState::of(&outline.standing),
            result: outline.standing.result(),
            in_conflict: !outline.conflicts.is_empty(),
            stuck: outline.stuck,
            ready: each(outline.ready(), |work| ReadyRow::of(case, work)),
            waiting: each(outline.waiting(), |work| work.activity),
            assigned: assigned(case),
            started: Spelled(outline.started),
            started_at: Spelled(outline.started),
            ended: outline.closed(zone).copied().map(Spelled),
            last_act: Spelled(last.at),
            last_by: case.person(last.by),
            since: None,
            due: None,
            age: None,
            overdue: 0,
            done: outline.activities_done,
            activities_done: outline.activities_done,
            deviations: outline.deviations,
            deviations_count: outline.deviations,
            marks,
            newer: case.newer,
            told: case,
        }
    }

    /// The same with its ages and due days.
    #[must_use]
    pub fn aged(mut self, settings: &Settings, ages: &Ages) -> Self {
        let clock = settings.clock(&self.told.outline.pauses);
        for (row, work) in self.ready.iter_mut().zip(self.told.outline.ready()) {
            row.due = self.told.due(work, settings, &clock);
        }
        let since = self.ready.iter().map(|work| work.since.0);
        let oldest = since.min_by_key(|since| ages.zone.time(since));
        self.since = oldest.map(Spelled);
        self.age = oldest.map(|since| ages.age(&since, &clock));
        self.due = self.ready.iter().filter_map(|work| work.due).min();
        let overdue = self.due.and_then(|due| ages.overdue(due, &clock));
        self.overdue = overdue.unwrap_or(0);
        self
    }

    /// Whether this role can do something now.
    pub fn awaits(&self, role: &RoleId) -> bool {
        self.at_hand().iter().any(|work| work.role.contains(role))
    }

    /// Its reference, entity and state on one line.
    pub fn brief(&self, language: Language) -> String {
        let state = self.state_shown(language);
        let parts = [self.reference.map(Line::as_str), self.entity, Some(&state)];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        parts.join(" · ")
    }

    /// The numbers of the ready activities, one line for each group of roles.
    fn ready_shown(&self, language: Language) -> String {
        let mut lines: Vec<(Text, Vec<ActivityNumber>)> = Vec::new();
        for work in self.at_hand() {
            let said = named::roles(self.told.procedure(), work.role);
            match lines.iter_mut().find(|(who, _)| *who == said) {
                Some((_, numbers)) => numbers.push(work.activity),
                None => lines.push((said, vec![work.activity])),
            }
        }
        let lines = lines
            .iter()
            .map(|(who, numbers)| format!("{} · {}", series(numbers), who.get(language)));
        lines.collect::<Vec<String>>().join("\n")
    }

    /// How old its ready work is; of a stopped case scripts alone read it.
    fn age_cell(&self) -> Cell {
        match self.age {
            Some(age) if self.at_hand().is_empty() => Cell::ranked(age, "", age.to_string()),
            age => age.into(),
        }
    }

    /// The ready work; none in a stopped case.
    fn at_hand(&self) -> &[ReadyRow<'a>] {
        match self.told.outline.standing {
            Standing::Suspended | Standing::Cancelled => &[],
            Standing::Open | Standing::Finished { .. } => &self.ready,
        }
    }

    fn state_shown(&self, language: Language) -> String {
        let (deviations, marks) = (self.deviations, self.marks);
        let acts = ["acto marcado", "actos marcados"];
        let deviations = (deviations > 0).then(|| {
            counted(
                deviations,
                ["desvío", "desvíos"],
                ["deviation", "deviations"],
            )
        });
        let marks = (marks > 0).then(|| counted(marks, acts, ["marked act", "marked acts"]));
        let newer = self
            .newer
            .then(|| Text::of("de un `ugat` más nuevo", "of a newer `ugat`"));
        let all = [Some(self.state_words()), deviations, marks, newer];
        joined(all.iter().flatten(), "; ").get(language).to_owned()
    }

    fn state_words(&self) -> Text {
        let obstacle = Obstacle::of(self.in_conflict, self.stuck);
        match self.result {
            Some(result) => named::finished(self.told.procedure(), result),
            None => self.state.described_briefly(obstacle),
        }
    }
}

impl<'a> ReadyRow<'a> {
    fn of(case: &Outlined<'a>, work: &LiveWork) -> Self {
        let activity = case.procedure().activity(work.activity);
        Self {
            activity: work.activity,
            role: activity.map_or(&[], |activity| &activity.roles),
            assigned: work.assigned.map(|place| case.person(place)),
            since: Spelled(work.since()),
            due: None,
        }
    }

    /// Its number and the keys of its roles: `16 uit/upat`.
    fn by_key(&self) -> String {
        let roles: Vec<&str> = self.role.iter().map(RoleId::as_str).collect();
        format!("{} {}", self.activity, roles.join("/"))
    }
}

fn assigned<'a>(case: &Outlined<'a>) -> Few<&'a str> {
    let mut persons = Few::new();
    for place in case.outline.ready().filter_map(|work| work.assigned) {
        let person = case.person(place);
        if !persons.contains(&person) {
            persons.push(person);
        }
    }
    persons
}

impl<'r> Rows for CaseList<'r> {
    type Row = Drawn<'r>;

    fn rows(&self) -> &[Drawn<'r>] {
        &self.cases
    }

    fn line<'a>(row: &'a Drawn<'r>) -> Cow<'a, [u8]> {
        row.text.into()
    }

    fn table(&self, language: Language) -> Table {
        let table = Drawn::table::<CaseRow>(&self.cases, &self.pen);
        table.with_errors(&self.errors, &self.pen.names, language)
    }
}

impl Draw for CaseRow<'_> {
    fn declare(columns: &mut ColumnList<'_, Self>, pen: &Pen) {
        let language = pen.look.language;
        columns
            .text("case", Text::of("Caso", "Case"), |row| {
                Cell::short(pen.names.of_id(row.told.id), &*row.case.0.to_compact())
            })
            .or(Unreadable::Case);
        columns
            .text("procedure", Text::of("Proc.", "Proc."), |row| row.procedure)
            .or(Unreadable::Procedure);
        columns.text("entity", Text::of("Entidad", "Entity"), |row| {
            Cell::names(row.entities)
        });
        columns.text("ref", Text::of("Referencia", "Reference"), |row| {
            row.reference
        });
        columns
            .text("state", Text::of("Estado", "State"), |row| {
                Cell::ranked(row.state as u8, row.state_shown(language), row.state.key())
            })
            .or(Unreadable::Fault);
        let heading = Text::of("Listo, y para quién", "Ready, and for whom");
        columns.text("ready", heading, |row| {
            let keys: Vec<String> = row.ready.iter().map(ReadyRow::by_key).collect();
            Cell::keyed(row.ready_shown(language), series(&keys))
        });
        columns
            .text("since", SINCE, move |row| {
                let since = row.since.as_ref();
                since.map(|since| Cell::day_of(pen.ages.zone.time(&since.0), language))
            })
            .if_asked();
        columns
            .text("due", Text::of("Vence", "Due"), |row| row.due)
            .if_rare();
        columns.number("age", AGE, CaseRow::age_cell);
        columns
            .number("overdue", OVERDUE, |row| {
                Cell::overdue(row.overdue, row.due, &pen.ages)
            })
            .if_asked();
        columns
            .text("official", Text::of("Procedimiento", "Procedure"), |row| {
                named::counterfeit_cell(row.official, language)
            })
            .if_rare();
        columns
            .text("assigned", ASSIGNED, |row| Cell::names(&row.assigned))
            .if_asked();
        let day = |at: &Spelled<Moment>| pen.ages.day(&at.0);
        let (started, ended) = (
            Text::of("Iniciado", "Started"),
            Text::of("Cerrado", "Ended"),
        );
        columns
            .text("started", started, move |row| day(&row.started))
            .if_asked();
        columns
            .text("ended", ended, move |row| row.ended.as_ref().map(day))
            .if_asked();
        let (last_act, last_by) = (Text::of("Último acto", "Last act"), Text::of("Por", "By"));
        columns
            .text("last_act", last_act, move |row| day(&row.last_act))
            .if_asked();
        columns
            .text("last_by", last_by, |row| row.last_by)
            .if_asked();
        columns
            .text("labels", Text::of("Etiquetas", "Labels"), |row| {
                Cell::names(row.labels)
            })
            .if_rare();
    }
}

#[cfg(test)]
mod tests {
    use super::{CaseList, CaseRow, Drawn, Pen};
    use crate::model::{Limit, Moment, ProcedureId, Settings, Span, Zone};
    use crate::testing::cases::{SampleCase, role, telling};
    use crate::testing::procedures::{number, procedure, step};
    use crate::view::{DrawnRows, ErrorRow, ErrorView, Format, Layout, in_format, json};
    use crate::words::Language::{self, English, Spanish};
    use crate::words::Text;

    fn begun() -> SampleCase {
        SampleCase::of(procedure([
            step(1).next([2, 3]),
            step(2)
                .by(["uit", "upat"])
                .asks([("yes", &[4]), ("no", &[4])]),
            step(3).next([4]),
            step(4)
                .review([3])
                .asks([("yes", &[]), ("no", &[])])
                .result(0, "concluded"),
        ]))
    }

    /// One in which two are ready, one in conflict, one that waits, one finished; the first was
    /// written to by a newer program.
    fn cases() -> [SampleCase; 4] {
        let mut told = begun();
        told.complete("Ana", 1, &[]);
        let first = told.clone();
        let mut contested = told.clone();
        told.complete("Ana", 2, &["yes"]);
        let waiting = told.clone();
        contested.complete("Eva", 2, &["no"]);
        contested.merge(&told);
        told.complete("Ana", 3, &[]);
        told.complete("Ana", 4, &["yes"]);
        [first, waiting, contested, told]
    }

    /// Two days for the activity that all of them come to.
    fn limited() -> Settings {
        Settings {
            limits: vec![Limit {
                procedure: ProcedureId::recorded("pr99"),
                activity: number(3),
                span: Span::Days(2),
            }],
            ..Settings::default()
        }
    }

    fn pen(language: Language) -> Pen {
        Pen {
            look: telling(language).look,
            colour: false,
            names: std::sync::Arc::default(),
            ages: telling(Spanish).ages,
        }
    }

    fn rows(language: Language, format: Format, settings: &Settings) -> DrawnRows<()> {
        let mut rows = DrawnRows::default();
        let layout = Layout::of(format);
        for (place, told) in cases().into_iter().enumerate() {
            told.outlined(place == 0, |case| {
                let row = CaseRow::of(case, 0, Zone::la_paz()).aged(settings, &pen(language).ages);
                rows.draw((), &row, &layout, &pen(language));
            });
        }
        rows
    }

    fn list(rows: &DrawnRows<()>, language: Language) -> CaseList<'_> {
        CaseList {
            cases: Drawn::in_order([rows].into_iter()),
            errors: vec![ErrorRow {
                file: "cases/2026/pr99-zzzz.jsonl".into(),
                error: ErrorView {
                    kind: "damaged",
                    text: Text::of("está dañado", "it is damaged"),
                },
                names_file: false,
            }],
            as_of: pen(language).ages.today,
            days: pen(language).ages.unit(),
            pen: pen(language),
        }
    }

    #[test]
    fn a_table_says_what_is_ready_for_whom_and_for_how_many_days() {
        assert_eq!(
            in_format(
                &list(&rows(Spanish, Format::Table, &limited()), Spanish),
                Format::Table,
                telling(Spanish).look
            ),
            "\
Caso  Proc.  Entidad     Referencia  Estado      Listo, y para  Vence       Días
                                                 quién
────────────────────────────────────────────────────────────────────────────────
0123  pr99   Ministerio  HR-1        abierto;    2 · uit o      04/03/2026     3
             X                       de un       upat
                                     `ugat` más  3 · Jefe de
                                     nuevo       la UGAT
0123  pr99   Ministerio  HR-1        abierto     3 · Jefe de    04/03/2026     3
             X                                   la UGAT
0123  pr99   Ministerio  HR-1        en          3 · Jefe de    04/03/2026     3
             X                       conflicto   la UGAT
0123  pr99   Ministerio  HR-1        terminado:
             X                       Servicio
                                     concluido
zzzz  pr99                           no se lee
"
        );
        assert_eq!(
            in_format(
                &list(&rows(English, Format::Table, &Settings::default()), English),
                Format::Table,
                telling(English).look
            ),
            "\
Case  Proc.  Entity        Reference  State              Ready, and for     Days
                                                         whom
────────────────────────────────────────────────────────────────────────────────
0123  pr99   Ministerio X  HR-1       open; of a newer   2 · uit or upat       3
                                      `ugat`             3 · Head of UGAT
0123  pr99   Ministerio X  HR-1       open               3 · Head of UGAT      3
0123  pr99   Ministerio X  HR-1       in conflict        3 · Head of UGAT      3
0123  pr99   Ministerio X  HR-1       finished: Service
                                      concluded
zzzz  pr99                            unreadable
"
        );
    }

    #[test]
    fn how_old_a_case_is_and_since_when_are_those_of_its_oldest_ready_work() {
        let mut told = SampleCase::of(procedure([
            step(1).next([2, 3]),
            step(2).next([4]),
            step(3).next([]),
            step(4).ends(),
        ]));
        for (activity, day) in [(1, "2026-03-02"), (2, "2026-03-04")] {
            told.complete("Ana", activity, &[]);
            told.last().at = Moment::parse(day).expect("a day");
        }
        let ages = pen(Spanish).ages;
        told.outlined(false, |case| {
            let row = CaseRow::of(case, 0, Zone::la_paz()).aged(&Settings::default(), &ages);
            let since = row.since.map(|since| since.0.to_string());
            assert_eq!(since.as_deref(), Some("2026-03-02"));
            assert_eq!(row.age, Some(ages.days("2026-03-02")));
        });
    }

    #[test]
    fn what_the_same_people_may_do_stands_on_one_line() {
        let mut told = SampleCase::of(procedure([
            step(1).next([2, 3, 4]),
            step(2).by(["uit"]).next([]),
            step(3).next([]),
            step(4).by(["uit"]).next([]),
        ]));
        told.complete("Ana", 1, &[]);
        assert_eq!(
            told.outlined(false, |case| CaseRow::of(case, 0, Zone::la_paz())
                .ready_shown(English)),
            "2, 4 · uit\n3 · Head of UGAT"
        );
    }

    #[test]
    fn scripts_get_the_days_and_what_could_not_be_read() {
        assert_eq!(
            in_format(
                &list(&rows(English, Format::Csv, &limited()), English),
                Format::Csv,
                telling(English).look
            ),
            r#"case,procedure,entity,ref,state,ready,since,due,age,overdue,official,assigned,started,ended,last_act,last_by,labels
pr99-0123456789ab,pr99,Ministerio X,HR-1,open,"2 uit/upat, 3 jefe-ugat",2026-03-02,2026-03-04,3,1,,,2026-03-02,,2026-03-02,Ana,
pr99-0123456789ab,pr99,Ministerio X,HR-1,open,3 jefe-ugat,2026-03-02,2026-03-04,3,1,,,2026-03-02,,2026-03-02,Ana,
pr99-0123456789ab,pr99,Ministerio X,HR-1,open,3 jefe-ugat,2026-03-02,2026-03-04,3,1,,,2026-03-02,,2026-03-02,Ana,
pr99-0123456789ab,pr99,Ministerio X,HR-1,finished,,,,,0,,,2026-03-02,2026-03-02,2026-03-02,Ana,
pr99-zzzz,pr99,,,damaged,,,,,,,,,,,,
"#
        );
        let rows = rows(English, Format::Json, &limited());
        let mut list = list(&rows, English);
        list.cases.drain(1..);
        assert_eq!(
            json(&list),
            r#"{"cases":[{"case":"pr99-0123456789ab","procedure":"pr99","version":1,"official":null,"entity":"Ministerio X","entities":["Ministerio X"],"title":null,"ref":"HR-1","labels":[],"state":"open","result":null,"in_conflict":false,"stuck":false,"ready":[{"activity":2,"role":["uit","upat"],"assigned":null,"since":"2026-03-02T10:00:00-04:00","due":null},{"activity":3,"role":["jefe-ugat"],"assigned":null,"since":"2026-03-02T10:00:00-04:00","due":"2026-03-04"}],"waiting":[],"assigned":[],"started":"2026-03-02T09:00:00-04:00","started_at":"2026-03-02T09:00:00-04:00","ended":null,"last_act":"2026-03-02T10:00:00-04:00","last_by":"Ana","since":"2026-03-02T10:00:00-04:00","due":"2026-03-04","age":3,"overdue":1,"done":1,"activities_done":1,"deviations":0,"deviations_count":0,"marks":0,"newer":true}],"errors":[{"file":"cases/2026/pr99-zzzz.jsonl","error":{"kind":"damaged","es":"está dañado","en":"it is damaged"}}],"as_of":"2026-03-05","days":"calendar"}
"#
        );
    }

    #[test]
    fn a_case_awaits_the_roles_of_what_is_ready() {
        let cases = cases();
        let awaits = |key: &str| {
            let awaits = |told: &SampleCase| {
                told.outlined(false, |case| {
                    CaseRow::of(case, 0, Zone::la_paz()).awaits(&role(key))
                })
            };
            cases.iter().map(awaits).collect::<Vec<_>>()
        };
        assert_eq!(awaits("upat"), [true, false, false, false]);
        assert_eq!(awaits("jefe-ugat"), [true, true, true, false]);
    }
}
