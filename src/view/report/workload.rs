//! The report on open work, by who has to do it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::{Came, LiveWork, Progress, Standing, substitutes};
use crate::model::{Actor, Clock};
use crate::text;
use crate::view::case::ages::OVERDUE;
use crate::view::each::each;
use crate::view::report::beside::Nothing;
use crate::view::report::fact::Fact;
use crate::view::report::row::ReportRow;
use crate::view::report::{By, Groups, Lens, Measure};
use crate::view::{Cell, ColumnList, Outlined};
use crate::words::{Language, Text, date};

/// `report workload`: open work. Ready, waiting and contested work counts in open cases, for the
/// person it is assigned to, else for the only holder of its roles; owed documents count in any case, for whoever did the work; where it was done outside of the unit and
/// only recorded there, for nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Workload {
    pub ready: u64,
    /// How many of them came back from a review.
    pub returned: u64,
    /// How many of them are past the limit of the store.
    pub overdue: u64,
    pub waiting: u64,
    pub contested: u64,
    /// Owed documents.
    pub owed: u64,
    /// Since when the oldest ready work is ready.
    pub since: Option<NaiveDate>,
    /// How many days ago that was.
    pub days: Option<u32>,
    /// Who may do some of the ready work today in the place of whom.
    pub substitutes: BTreeSet<Substitution>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Substitution {
    person: Actor,
    #[serde(rename = "for")]
    principal: Actor,
    /// The last day of it.
    until: NaiveDate,
}

impl Measure for Workload {
    type Past = ();
    type Beside = Nothing;

    const NAME: &'static str = "workload";
    const CHOICES: &'static [By] = &[
        By::Role,
        By::Person,
        By::Procedure,
        By::Entity,
        By::Activity,
    ];
    const USUAL: &'static [By] = &[By::Role, By::Person];

    fn count(groups: &mut Groups<Self>, case: &Outlined, (): &(), lens: &Lens) {
        let goes_on = case.outline.standing == Standing::Open;
        let clock = lens.clock(case);
        let live = case.outline.live.iter().filter(|_| goes_on);
        for work in live.filter(|work| lens.takes_work(case, work, &clock)) {
            if let Some(day) = lens.day(&work.since()) {
                let fact = Fact::live(case, work, lens, day);
                groups.of(case, lens, fact).merge(Self {
                    substitutes: Substitution::all(case, work, lens),
                    ..Self::of_work(case, work, lens, &clock)
                });
            }
        }
        // A document has no due day.
        for owed in case.outline.owed.iter().filter(|_| lens.due.is_any()) {
            if let Some(day) = lens.day(&owed.since) {
                let fact = Fact::owed(case, owed, lens, day);
                groups.of(case, lens, fact).owed += 1;
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.ready += other.ready;
        self.returned += other.returned;
        self.overdue += other.overdue;
        self.waiting += other.waiting;
        self.contested += other.contested;
        self.owed += other.owed;
        self.since = self.since.into_iter().chain(other.since).min();
        self.days = self.days.max(other.days);
        self.substitutes.extend(other.substitutes);
    }

    fn declare(columns: &mut ColumnList<'_, ReportRow<Self>>, _: usize, language: Language) {
        let ready = Text::of("Listo", "Ready");
        columns
            .number("ready", ready, |row| Cell::Count(row.value.ready))
            .with_bar();
        let returned = Text::of("Devuelto", "Returned");
        columns
            .number("returned", returned, |row| Cell::Count(row.value.returned))
            .if_any();
        columns
            .number("overdue", OVERDUE, |row| Cell::Count(row.value.overdue))
            .if_any();
        let waiting = Text::of("En espera", "Waiting");
        columns
            .number("waiting", waiting, |row| Cell::Count(row.value.waiting))
            .if_any();
        let contested = Text::of("En conflicto", "In conflict");
        columns
            .number("contested", contested, |row| {
                Cell::Count(row.value.contested)
            })
            .if_any();
        let owed = Text::of("Salidas que faltan", "Outputs owed");
        columns
            .number("owed", owed, |row| Cell::Count(row.value.owed))
            .if_any();
        columns
            .number("days", Text::of("Días", "Days"), |row| row.value.days)
            .if_any();
        let substitutes = Text::of("Suplentes", "Substitutes");
        columns
            .text("substitutes", substitutes, |row| {
                let all = &row.value.substitutes;
                Cell::names(&each(all, |one| one.said().get(language).to_owned()))
            })
            .if_rare();
    }
}

impl Substitution {
    /// Of one work item, where it is ready.
    fn all(case: &Outlined, work: &LiveWork, lens: &Lens) -> BTreeSet<Self> {
        let activity = case.procedure().activity(work.activity);
        let (Some(people), Some(activity), Progress::Ready) =
            (&lens.settings.people, activity, work.progress)
        else {
            return BTreeSet::new();
        };
        let assigned = work.assigned.map(|place| case.person(place));
        let pairs = substitutes(people, &activity.roles, assigned, lens.ages.today);
        let all = pairs.into_iter().map(|(substitute, principal)| Self {
            person: substitute.name.clone(),
            principal: principal.clone(),
            until: substitute.until,
        });
        all.collect()
    }

    fn said(&self) -> Text {
        let (person, principal, until) = (&self.person, &self.principal, date(self.until));
        text!(
            "{person} por {principal}, hasta el {until}",
            "{person} for {principal}, until {until}";
            until
        )
    }
}

impl Workload {
    /// How one open work item counts.
    fn of_work(case: &Outlined, work: &LiveWork, lens: &Lens, clock: &Clock) -> Self {
        let mut one = Self::default();
        match work.progress {
            Progress::Ready => {
                one.ready = 1;
                one.returned = u64::from(work.came == Came::Returned);
                one.overdue = u64::from(lens.is_overdue(case, work, clock));
                one.since = Some(lens.ages.day(&work.since()));
                one.days = Some(lens.ages.age(&work.since(), clock));
            }
            Progress::Waiting => one.waiting = 1,
            Progress::Contested => one.contested = 1,
        }
        one
    }
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::Workload;
    use crate::model::{Actor, HeldRole, People, Person, Substitute, Tenure};
    use crate::testing::cases::{SampleCase, role, telling};
    use crate::testing::procedures::{procedure, step};
    use crate::testing::reports::{lens, report, shown};
    use crate::view::report::Lens;
    use crate::view::{Format, in_format};
    use crate::words::Language::{English, Spanish};
    use crate::words::iso;

    #[test]
    fn open_work_is_told_by_role_and_person() {
        assert_eq!(
            shown::<Workload>(&[], Format::Table, Spanish),
            "\
Rol              Persona  Listo  Devuelto  Vencido  Salidas que faltan  Días
────────────────────────────────────────────────────────────────────────────
Jefe de la UGAT  (nadie)      2         1        1                        22
Jefe de la UGAT  Ana                                                 1
"
        );
        assert_eq!(
            shown::<Workload>(&[], Format::Table, English),
            "\
Role          Person    Ready              Returned  Overdue  Outputs owed  Days
────────────────────────────────────────────────────────────────────────────────
Head of UGAT  (nobody)      2  ██████████         1        1                  22
Head of UGAT  Ana                                                        1
"
        );
        assert_eq!(
            shown::<Workload>(&[], Format::Csv, English),
            "\
role,person,ready,returned,overdue,waiting,contested,owed,days,substitutes
jefe-ugat,,2,1,1,0,0,0,22,
jefe-ugat,Ana,0,0,0,0,0,1,,
"
        );
        assert_eq!(
            shown::<Workload>(&[], Format::Ndjson, English),
            r#"{"role":["jefe-ugat"],"person":null,"ready":2,"returned":1,"overdue":1,"waiting":0,"contested":0,"owed":0,"since":"2026-03-09","days":22,"substitutes":[]}
{"role":["jefe-ugat"],"person":"Ana","ready":0,"returned":0,"overdue":0,"waiting":0,"contested":0,"owed":1,"since":null,"days":null,"substitutes":[]}
"#
        );
    }

    #[test]
    fn work_is_of_the_only_holder_with_the_substitute_and_of_nobody_where_several_hold_it() {
        let mut sample = SampleCase::of(procedure([
            step(1).by(["uit"]).next([2, 3]),
            step(2).by(["jefe-ugat"]).ends(),
            step(3).by(["dge"]).ends(),
        ]));
        sample.complete("Ana", 1, &[]);
        let mut lens = lens::<Workload>(&[]);
        let person = |name: &str, roles: &[&str]| Person {
            name: Actor::recorded(name),
            email: None,
            tenure: Tenure::default(),
            roles: roles
                .iter()
                .map(|key| HeldRole {
                    role: role(key),
                    tenure: Tenure::default(),
                })
                .collect(),
            substitutes: Vec::new(),
            records_for: Vec::new(),
        };
        let mut ana = person("Ana", &["jefe-ugat", "dge"]);
        let today = lens.ages.today;
        ana.substitutes = vec![Substitute {
            name: Actor::recorded("Luis"),
            from: today,
            until: today,
        }];
        let people = vec![ana, person("Luis", &[]), person("Rosa", &["dge"])];
        lens.settings.people = Some(People::new(people));
        let answer = report::<Workload>(slice::from_ref(&sample), &lens);
        let until = iso(today);
        assert_eq!(
            in_format(&answer, Format::Ndjson, telling(English).look),
            format!(
                r#"{{"role":["dge"],"person":null,"ready":1,"returned":0,"overdue":0,"waiting":0,"contested":0,"owed":0,"since":"2026-03-02","days":29,"substitutes":[{{"person":"Luis","for":"Ana","until":"{until}"}}]}}
{{"role":["jefe-ugat"],"person":"Ana","ready":1,"returned":0,"overdue":0,"waiting":0,"contested":0,"owed":0,"since":"2026-03-02","days":29,"substitutes":[{{"person":"Luis","for":"Ana","until":"{until}"}}]}}
"#
            )
        );
    }

    #[test]
    fn what_was_done_outside_of_the_unit_is_owed_by_nobody_of_it() {
        let mut sample = SampleCase::of(procedure([
            step(1)
                .by(["entidad-solicitante"])
                .owes(["informe-tecnico"], &[]),
            step(2).by(["uit"]).owes(["informe-tecnico"], &[]),
            step(3).ends(),
        ]));
        sample.complete("Ana", 1, &[]);
        sample.complete("Ana", 2, &[]);
        let mut lens = lens::<Workload>(&[]);
        let counted = |lens: &Lens| {
            let answer = report::<Workload>(slice::from_ref(&sample), lens);
            in_format(&answer, Format::Csv, telling(English).look)
        };
        assert_eq!(
            counted(&lens),
            "\
role,person,ready,returned,overdue,waiting,contested,owed,days,substitutes
entidad-solicitante,,0,0,0,0,0,1,,
jefe-ugat,,1,0,0,0,0,0,29,
uit,Ana,0,0,0,0,0,1,,
"
        );
        // A store that names people may name those of the entity as well.
        let person = Person {
            name: Actor::recorded("Ana"),
            email: None,
            tenure: Tenure::default(),
            roles: vec![HeldRole {
                role: role("entidad-solicitante"),
                tenure: Tenure::default(),
            }],
            substitutes: Vec::new(),
            records_for: Vec::new(),
        };
        lens.settings.people = Some(People::new(vec![person]));
        assert_eq!(
            counted(&lens),
            "\
role,person,ready,returned,overdue,waiting,contested,owed,days,substitutes
entidad-solicitante,Ana,0,0,0,0,0,1,,
jefe-ugat,,1,0,0,0,0,0,29,
uit,Ana,0,0,0,0,0,1,,
"
        );
    }
}
