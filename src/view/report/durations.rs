//! The report on how long work takes.

use chrono::NaiveDate;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::engine::Course;
use crate::view::report::beside::Nothing;
use crate::view::report::days::{Days, MEDIAN, P90};
use crate::view::report::fact::Fact;
use crate::view::report::row::ReportRow;
use crate::view::report::{By, Groups, Lens, Measure};
use crate::view::{ColumnList, Outlined};
use crate::words::{Language, Text};

/// `report durations`: for work that was done or returned by a review, the days from ready to done,
/// and the days from its first token to ready, as far as the clock of its case ran.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Durations {
    pub work: Days,
    pub wait: Days,
}

impl Serialize for Durations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("done", &self.work.count())?;
        map.serialize_entry("work", &self.work)?;
        map.serialize_entry("wait", &self.wait)?;
        map.end()
    }
}

impl Measure for Durations {
    type Past = Course;
    type Beside = Nothing;

    const NAME: &'static str = "durations";
    const CHOICES: &'static [By] = &By::ALL;
    const USUAL: &'static [By] = &[By::Activity];

    fn count(groups: &mut Groups<Self>, case: &Outlined, past: &Course, lens: &Lens) {
        let clock = lens.clock(case);
        let days: Vec<NaiveDate> = past.moments.iter().map(|at| lens.ages.day(at)).collect();
        for work in &past.done {
            let [arrived, ready, at] = [work.arrived, work.ready, work.at].map(|place| days[place]);
            if lens.period.holds(at) {
                let fact = Fact {
                    activity: Some((work.definition, work.activity)),
                    person: Some(past.person(work.by)),
                    ..Fact::of_case(at)
                };
                let group = groups.of(case, lens, fact);
                group.work.add(lens.ages.ran(ready, at, &clock));
                group.wait.add(lens.ages.ran(arrived, ready, &clock));
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.work.merge(other.work);
        self.wait.merge(other.wait);
    }

    fn declare(columns: &mut ColumnList<'_, ReportRow<Self>>, _: usize, _: Language) {
        columns.number("done", Text::of("Veces", "Times"), |row| {
            row.value.work.count()
        });
        columns
            .number("work_median", MEDIAN, |row| row.value.work.median())
            .with_bar();
        columns.number("work_p90", P90, |row| row.value.work.p90());
        columns.number("work_max", Text::of("Máx.", "Max."), |row| {
            row.value.work.longest()
        });
        columns.number("wait_median", Text::of("Espera", "Wait"), |row| {
            row.value.wait.median()
        });
        columns.number("wait_p90", P90, |row| row.value.wait.p90());
    }
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::Durations;
    use crate::model::{Act, Moment, Prose, Turn};
    use crate::testing::cases::{SampleCase, telling};
    use crate::testing::procedures::{procedure, step};
    use crate::testing::reports::{lens, report, shown};
    use crate::view::{Format, in_format};
    use crate::words::Language::{English, Spanish};

    #[test]
    fn the_days_on_which_a_case_was_stopped_do_not_count() {
        let mut sample = SampleCase::of(procedure([step(1), step(2).ends()]));
        let on = |sample: &mut SampleCase, day: &str| {
            sample.last().at = Moment::parse(&format!("2026-03-{day}")).expect("a day");
        };
        let turned = |turn| Act::Turned {
            turn,
            reason: Prose::recorded("reason"),
        };
        on(&mut sample, "02");
        sample.complete("Ana", 1, &[]);
        on(&mut sample, "04");
        sample.write("Ana", turned(Turn::Suspended));
        on(&mut sample, "05");
        sample.write("Ana", turned(Turn::Resumed));
        on(&mut sample, "20");
        sample.complete("Ana", 2, &[]);
        on(&mut sample, "23");
        let answer = report::<Durations>(slice::from_ref(&sample), &lens::<Durations>(&[]));
        assert_eq!(
            in_format(&answer, Format::Csv, telling(English).look),
            "\
procedure,activity,title,done,work_median,work_p90,work_max,wait_median,wait_p90
pr99,1,Do the work of 1,1,2,2,2,0,0
pr99,2,Do the work of 2,1,4,4,4,0,0
"
        );
    }

    #[test]
    fn activities_are_told_by_how_long_they_took_and_waited() {
        assert_eq!(
            shown::<Durations>(&[], Format::Table, Spanish),
            "\
Proc.  Act.  Actividad      Veces  Mediana                P90  Máx.  Espera  P90
────────────────────────────────────────────────────────────────────────────────
pr99      1  Hacer lo de 1      2        2  ████████████    2     2       0    0
pr99      2  Hacer lo de 2      2        1  ██████          5     5       0    0
pr99      3  Hacer lo de 3      1        0                  0     0       0    0
"
        );
        assert_eq!(
            shown::<Durations>(&[], Format::Table, English),
            "\
Proc.  Act.  Activity          Times  Median                P90  Max.  Wait  P90
────────────────────────────────────────────────────────────────────────────────
pr99      1  Do the work of 1      2       2  ████████████    2     2     0    0
pr99      2  Do the work of 2      2       1  ██████          5     5     0    0
pr99      3  Do the work of 3      1       0                  0     0     0    0
"
        );
        assert_eq!(
            shown::<Durations>(&[], Format::Csv, English),
            "\
procedure,activity,title,done,work_median,work_p90,work_max,wait_median,wait_p90
pr99,1,Do the work of 1,2,2,2,2,0,0
pr99,2,Do the work of 2,2,1,5,5,0,0
pr99,3,Do the work of 3,1,0,0,0,0,0
"
        );
        assert_eq!(
            shown::<Durations>(&[], Format::Ndjson, English),
            r#"{"procedure":"pr99","activity":1,"title":{"es":"Hacer lo de 1","en":"Do the work of 1"},"done":2,"work":{"median":2,"p90":2,"max":2},"wait":{"median":0,"p90":0,"max":0}}
{"procedure":"pr99","activity":2,"title":{"es":"Hacer lo de 2","en":"Do the work of 2"},"done":2,"work":{"median":1,"p90":5,"max":5},"wait":{"median":0,"p90":0,"max":0}}
{"procedure":"pr99","activity":3,"title":{"es":"Hacer lo de 3","en":"Do the work of 3"},"done":1,"work":{"median":0,"p90":0,"max":0},"wait":{"median":0,"p90":0,"max":0}}
"#
        );
    }
}
