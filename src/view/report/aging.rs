//! The report on how long ready work has waited.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::engine::Standing;
use crate::view::case::ages::OVERDUE;
use crate::view::report::beside::Nothing;
use crate::view::report::days::{Days, MEDIAN, P90};
use crate::view::report::fact::Fact;
use crate::view::report::row::ReportRow;
use crate::view::report::{By, Groups, Lens, Measure};
use crate::view::{Cell, ColumnList, Outlined};
use crate::words::{Language, Text};

/// `report aging`: how long ready work has waited, in open cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aging {
    pub age: Days,
    /// How many are past the limit of the store.
    pub overdue: u64,
}

impl Serialize for Aging {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("ready", &self.age.count())?;
        map.serialize_entry("overdue", &self.overdue)?;
        map.serialize_entry("age", &self.age)?;
        map.serialize_entry("classes", &self.age.classes())?;
        map.end()
    }
}

impl Measure for Aging {
    type Past = ();
    type Beside = Nothing;

    const NAME: &'static str = "aging";
    const CHOICES: &'static [By] = &By::ALL;
    const USUAL: &'static [By] = &[By::Role];

    fn count(groups: &mut Groups<Self>, case: &Outlined, (): &(), lens: &Lens) {
        if case.outline.standing != Standing::Open {
            return;
        }
        let clock = lens.clock(case);
        let ready = case.outline.ready();
        for work in ready.filter(|work| lens.takes_work(case, work, &clock)) {
            if let Some(day) = lens.day(&work.since()) {
                let group = groups.of(case, lens, Fact::live(case, work, lens, day));
                group.age.add(lens.ages.age(&work.since(), &clock));
                group.overdue += u64::from(lens.is_overdue(case, work, &clock));
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.age.merge(other.age);
        self.overdue += other.overdue;
    }

    fn declare(columns: &mut ColumnList<'_, ReportRow<Self>>, _: usize, _: Language) {
        let ready = Text::of("Listo", "Ready");
        columns
            .number("ready", ready, |row| row.value.age.count())
            .with_bar();
        columns.number("median", MEDIAN, |row| row.value.age.median());
        columns.number("p90", P90, |row| row.value.age.p90());
        columns.number("max", Text::of("Máx.", "Max."), |row| {
            row.value.age.longest()
        });
        Days::declare(columns, |row| &row.value.age);
        columns
            .number("overdue", OVERDUE, |row| Cell::Count(row.value.overdue))
            .if_any();
    }
}

#[cfg(test)]
mod tests {
    use super::Aging;
    use crate::testing::reports::shown;
    use crate::view::Format;
    use crate::words::Language::{English, Spanish};

    #[test]
    fn ready_work_is_told_by_how_long_it_has_been_so() {
        assert_eq!(
            shown::<Aging>(&[], Format::Table, Spanish),
            "\
Rol              Listo                Mediana  P90  Máx.  0–5  21–40  Vencido
─────────────────────────────────────────────────────────────────────────────
Jefe de la UGAT      2  ████████████        1   22    22    1      1        1
"
        );
        assert_eq!(
            shown::<Aging>(&[], Format::Table, English),
            "\
Role          Ready                Median  P90  Max.  0–5  21–40  Overdue
─────────────────────────────────────────────────────────────────────────
Head of UGAT      2  ████████████       1   22    22    1      1        1
"
        );
        assert_eq!(
            shown::<Aging>(&[], Format::Csv, English),
            "\
role,ready,median,p90,max,from_0,from_6,from_11,from_21,from_41,overdue
jefe-ugat,2,1,22,22,1,0,0,1,0,1
"
        );
        assert_eq!(
            shown::<Aging>(&[], Format::Ndjson, English),
            r#"{"role":["jefe-ugat"],"ready":2,"overdue":1,"age":{"median":1,"p90":22,"max":22},"classes":[{"from":0,"to":5,"count":1},{"from":6,"to":10,"count":0},{"from":11,"to":20,"count":0},{"from":21,"to":40,"count":1},{"from":41,"to":null,"count":0}]}
"#
        );
    }
}
