use serde::Serialize;

use crate::engine::{LiveWork, Outline, Standing};
use crate::model::{ActivityNumber, Line, Moment, Procedure, ProcedureId, RoleId};
use crate::text;
use crate::view::status::state;
use crate::view::{Cell, Column, Draw, Drawn, ErrorRow, Outlined, Pen, Rows, Table, named};
use crate::words::{Language, Text, series};

/// The answer of `case list`.
#[derive(Debug, Serialize)]
pub struct CaseList {
    pub cases: Vec<Drawn<CaseRow>>,
    pub errors: Vec<ErrorRow>,
    #[serde(skip)]
    pub pen: Pen,
}

/// One case, told by what its journal and definition say.
#[derive(Clone, Debug, Serialize)]
pub struct CaseRow {
    pub case: String,
    pub procedure: ProcedureId,
    pub version: u32,
    /// The first of `entities`.
    pub entity: Option<String>,
    pub entities: Vec<String>,
    pub title: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    pub state: &'static str,
    pub result: Option<String>,
    pub in_conflict: bool,
    pub stuck: bool,
    pub ready: Vec<ReadyRow>,
    pub waiting: Vec<ActivityNumber>,
    pub started: String,
    /// When the last of what is ready became so.
    pub since: Option<String>,
    /// Different activities done.
    pub done: usize,
    /// How many acts left the path of the procedure.
    pub deviations: usize,
    /// Whether only a later version of the program understands all of it.
    pub newer: bool,
    #[serde(skip)]
    state_said: Text,
    #[serde(skip)]
    suffix: String,
    /// Since when something is ready.
    #[serde(skip)]
    oldest: Option<Moment>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReadyRow {
    pub activity: ActivityNumber,
    pub role: Vec<RoleId>,
    pub since: String,
    #[serde(skip)]
    role_said: Text,
}

impl CaseRow {
    pub fn of(case: &Outlined) -> Self {
        let (outline, procedure) = (case.outline, case.procedure());
        let entities: Vec<String> = outline.entities.iter().map(Line::to_string).collect();
        let (state, result) = state(&outline.standing);
        let moments = outline.ready().filter_map(|work| work.ready);
        let waiting = outline.waiting().map(|work| work.activity);
        Self {
            case: case.id.to_string(),
            procedure: outline.procedure.clone(),
            version: procedure.version,
            entity: entities.first().cloned(),
            entities,
            title: outline.title.as_ref().map(ToString::to_string),
            reference: outline.reference.as_ref().map(ToString::to_string),
            state,
            in_conflict: !outline.conflicts.is_empty(),
            stuck: outline.stuck,
            waiting: waiting.collect(),
            started: outline.started.to_string(),
            since: outline.latest.map(|since| since.to_string()),
            done: outline.activities_done,
            deviations: outline.deviations,
            newer: case.newer,
            state_said: state_said(outline, procedure, result.as_deref()),
            result,
            suffix: case.id.suffix().to_owned(),
            oldest: moments.min_by_key(Moment::day),
            ready: outline
                .ready()
                .map(|work| ReadyRow::of(procedure, work))
                .collect(),
        }
    }

    /// Whether something is ready for this role, in a case that goes on.
    pub fn awaits(&self, role: &RoleId) -> bool {
        self.at_hand().iter().any(|work| work.role.contains(role))
    }

    /// Its reference, entity and state, in a line.
    pub fn brief(&self, language: Language) -> String {
        let named = [self.reference.clone(), self.entity.clone()];
        let named = named.into_iter().flatten();
        let parts: Vec<String> = named.chain([self.state_shown(language)]).collect();
        parts.join(" · ")
    }

    /// The numbers of what is ready, a line for each role or roles that may do it.
    fn ready_shown(&self, language: Language) -> String {
        let mut lines: Vec<(&Text, Vec<ActivityNumber>)> = Vec::new();
        for work in self.at_hand() {
            match lines.iter_mut().find(|(who, _)| **who == work.role_said) {
                Some((_, numbers)) => numbers.push(work.activity),
                None => lines.push((&work.role_said, vec![work.activity])),
            }
        }
        let lines: Vec<String> = lines
            .iter()
            .map(|(who, numbers)| format!("{} · {}", series(numbers), who.get(language)))
            .collect();
        lines.join("\n")
    }

    /// What is ready; of a case that was stopped, nothing.
    fn at_hand(&self) -> &[ReadyRow] {
        match self.state {
            "suspended" | "cancelled" => &[],
            _ => &self.ready,
        }
    }

    fn state_shown(&self, language: Language) -> String {
        let said = self.state_said.get(language).to_owned();
        let deviations = match self.deviations {
            0 => None,
            1 => Some(Text::of("1 desvío", "1 deviation")),
            many => Some(text!("{many} desvíos", "{many} deviations")),
        };
        let newer = self
            .newer
            .then(|| Text::of("de un `ugat` más nuevo", "of a newer `ugat`"));
        let more = deviations.into_iter().chain(newer);
        let more = more.map(|more| more.get(language).to_owned());
        let all: Vec<String> = std::iter::once(said).chain(more).collect();
        all.join("; ")
    }
}

impl ReadyRow {
    fn of(procedure: &Procedure, work: &LiveWork) -> Self {
        let activity = procedure.activity(work.activity);
        let role = activity.map_or_else(Vec::new, |activity| activity.roles.clone());
        Self {
            activity: work.activity,
            since: work
                .ready
                .map_or_else(String::new, |since| since.to_string()),
            role_said: named::roles(procedure, &role),
            role,
        }
    }

    /// The number and who may do it, by keys: `16 uit/upat`.
    fn by_key(&self) -> String {
        let roles: Vec<&str> = self.role.iter().map(RoleId::as_str).collect();
        format!("{} {}", self.activity, roles.join("/"))
    }
}

fn state_said(outline: &Outline, procedure: &Procedure, result: Option<&str>) -> Text {
    match result {
        Some(result) => named::finished(procedure, result),
        None if outline.standing == Standing::Cancelled => Text::of("cancelado", "cancelled"),
        None if !outline.conflicts.is_empty() => Text::of("en conflicto", "in conflict"),
        None if outline.stuck => Text::of("estancado", "stuck"),
        None if outline.standing == Standing::Suspended => Text::of("suspendido", "suspended"),
        None => Text::of("abierto", "open"),
    }
}

impl Rows for CaseList {
    type Row = Drawn<CaseRow>;

    fn rows(&self) -> &[Drawn<CaseRow>] {
        &self.cases
    }

    fn table(&self, language: Language) -> Table {
        let mut table = Table::new([
            Column::text("case", Text::of("Caso", "Case")),
            Column::text("procedure", Text::of("Proc.", "Proc.")),
            Column::text("entity", Text::of("Entidad", "Entity")),
            Column::text("ref", Text::of("Referencia", "Reference")),
            Column::text("state", Text::of("Estado", "State")),
            Column::text(
                "ready",
                Text::of("Listo, y para quién", "Ready, and for whom"),
            ),
            Column::number("since", Text::of("Días", "Days")),
        ]);
        for cells in self.cases.iter().filter_map(|row| row.cells(&self.pen)) {
            table.drawn(cells);
        }
        for error in &self.errors {
            table.row(error.cells(7, self.pen.digits, language));
        }
        table
    }
}

impl Draw for CaseRow {
    fn cells(&self, pen: &Pen) -> Vec<Cell> {
        let keys: Vec<String> = self.ready.iter().map(ReadyRow::by_key).collect();
        let oldest = self.oldest.filter(|_| !self.at_hand().is_empty());
        let age = oldest.map(|since| pen.ages.days_since(&since));
        let short = self.suffix.get(..pen.digits).unwrap_or(&self.suffix);
        vec![
            Cell::new(short).exactly(&self.case),
            Cell::new(&self.procedure),
            Cell::new(self.entities.join("; ")),
            Cell::maybe(self.reference.as_ref()),
            Cell::new(self.state_shown(pen.language)).exactly(self.state),
            Cell::new(self.ready_shown(pen.language)).exactly(series(&keys)),
            Cell::maybe(age).exactly(self.since.as_deref().unwrap_or_default()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{CaseList, CaseRow, Drawn, Pen};
    use crate::view::sample_case::{Told, role, telling};
    use crate::view::samples::{procedure, step};
    use crate::view::{Ages, ErrorRow, ErrorView, Format, in_format, json};
    use crate::words::Language::{self, English, Spanish};
    use crate::words::Text;

    fn begun() -> Told {
        Told::of(procedure([
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

    fn row(told: &Told, newer: bool) -> CaseRow {
        told.outlined(newer, CaseRow::of)
    }

    /// One in which two are ready, one in conflict, one that waits, one finished.
    fn rows() -> Vec<CaseRow> {
        let mut told = begun();
        told.complete("Ana", 1, &[]);
        let first = row(&told, true);
        let mut other = told.clone();
        told.complete("Ana", 2, &["yes"]);
        let waiting = row(&told, false);
        other.complete("Eva", 2, &["no"]);
        other.merge(&told);
        let contested = row(&other, false);
        told.complete("Ana", 3, &[]);
        told.complete("Ana", 4, &["yes"]);
        let finished = row(&told, false);
        vec![first, waiting, contested, finished]
    }

    fn list(language: Language) -> CaseList {
        CaseList {
            cases: rows().into_iter().map(Drawn::Whole).collect(),
            errors: vec![ErrorRow {
                file: "cases/2026/pr99-zzzz.jsonl".into(),
                error: ErrorView {
                    kind: "damaged",
                    text: Text::of("está dañado", "it is damaged"),
                },
            }],
            pen: Pen {
                language,
                digits: 4,
                ages: Ages::plain(telling(Spanish).today),
            },
        }
    }

    #[test]
    fn a_table_says_what_is_ready_for_whom_and_for_how_many_days() {
        assert_eq!(
            in_format(&list(Spanish), Format::Table, telling(Spanish).look),
            "\
Caso  Proc.  Entidad       Referencia  Estado             Listo, y para     Días
                                                          quién
────────────────────────────────────────────────────────────────────────────────
0123  pr99   Ministerio X  HR-1        abierto; de un     2 · uit o upat       3
                                       `ugat` más nuevo   3 · Jefe de la
                                                          UGAT
0123  pr99   Ministerio X  HR-1        abierto            3 · Jefe de la       3
                                                          UGAT
0123  pr99   Ministerio X  HR-1        en conflicto       3 · Jefe de la       3
                                                          UGAT
0123  pr99   Ministerio X  HR-1        terminado:
                                       Servicio
                                       concluido
zzzz  pr99                             no se lee
"
        );
        assert_eq!(
            in_format(&list(English), Format::Table, telling(English).look),
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
    fn what_the_same_people_may_do_stands_on_one_line() {
        let mut told = Told::of(procedure([
            step(1).next([2, 3, 4]),
            step(2).by(["uit"]).next([]),
            step(3).next([]),
            step(4).by(["uit"]).next([]),
        ]));
        told.complete("Ana", 1, &[]);
        assert_eq!(
            row(&told, false).ready_shown(English),
            "2, 4 · uit\n3 · Head of UGAT"
        );
    }

    #[test]
    fn scripts_get_no_age_and_what_could_not_be_read() {
        let mut list = list(English);
        let look = telling(English).look;
        assert_eq!(
            in_format(&list, Format::Csv, look),
            r#"case,procedure,entity,ref,state,ready,since
pr99-0123456789ab,pr99,Ministerio X,HR-1,open,"2 uit/upat, 3 jefe-ugat",2026-03-02T10:00:00-04:00
pr99-0123456789ab,pr99,Ministerio X,HR-1,open,3 jefe-ugat,2026-03-02T10:00:00-04:00
pr99-0123456789ab,pr99,Ministerio X,HR-1,open,3 jefe-ugat,2026-03-02T10:00:00-04:00
pr99-0123456789ab,pr99,Ministerio X,HR-1,finished,,
pr99-zzzz,pr99,,,damaged,,
"#
        );
        list.cases.drain(1..);
        assert_eq!(
            json(&list),
            r#"{"cases":[{"case":"pr99-0123456789ab","procedure":"pr99","version":1,"entity":"Ministerio X","entities":["Ministerio X"],"title":null,"ref":"HR-1","state":"open","result":null,"in_conflict":false,"stuck":false,"ready":[{"activity":2,"role":["uit","upat"],"since":"2026-03-02T10:00:00-04:00"},{"activity":3,"role":["jefe-ugat"],"since":"2026-03-02T10:00:00-04:00"}],"waiting":[],"started":"2026-03-02T09:00:00-04:00","since":"2026-03-02T10:00:00-04:00","done":1,"deviations":0,"newer":true}],"errors":[{"file":"cases/2026/pr99-zzzz.jsonl","error":{"kind":"damaged","es":"está dañado","en":"it is damaged"}}]}
"#
        );
    }

    #[test]
    fn a_case_awaits_the_roles_of_what_is_ready() {
        let rows = rows();
        let awaits = |key: &str| {
            let rows = rows.iter();
            rows.map(|row| row.awaits(&role(key))).collect::<Vec<_>>()
        };
        assert_eq!(awaits("upat"), [true, false, false, false]);
        assert_eq!(awaits("jefe-ugat"), [true, true, true, false]);
    }
}
