//! The report on documents given and owed.

use std::slice;

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::engine::Past;
use crate::view::report::beside::Nothing;
use crate::view::report::days::{Days, MEDIAN};
use crate::view::report::fact::{Fact, Own};
use crate::view::report::row::ReportRow;
use crate::view::report::{By, Groups, Lens, Measure};
use crate::view::{Cell, ColumnList, Outlined};
use crate::words::{Language, Text};

/// `report outputs`: documents owed for done work, by how long they have been owed, and documents
/// given for work on the path of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Documents {
    pub owed: Days,
    pub given: u64,
}

impl Serialize for Documents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("owed", &self.owed.count())?;
        map.serialize_entry("given", &self.given)?;
        map.serialize_entry("age", &self.owed)?;
        map.serialize_entry("classes", &self.owed.classes())?;
        map.end()
    }
}

impl Measure for Documents {
    type Past = Past;
    type Beside = Nothing;

    const NAME: &'static str = "outputs";
    const CHOICES: &'static [By] = &By::ALL;
    const USUAL: &'static [By] = &[By::Role];

    fn count(groups: &mut Groups<Self>, case: &Outlined, past: &Past, lens: &Lens) {
        for owed in &case.outline.owed {
            if let Some(day) = lens.day(&owed.since) {
                let fact = Fact::owed(case, owed, lens, day).as_own(Own::Kinds(&owed.due.any));
                let group = groups.of(case, lens, fact);
                group.owed.add(lens.ages.days_since(&owed.since));
            }
        }
        for given in &past.given {
            if let Some(day) = lens.day(past.course.at(given.at)) {
                let fact = Fact {
                    activity: Some((given.definition, given.activity)),
                    person: Some(past.course.person(given.by)),
                    own: Own::Kinds(slice::from_ref(&past.kinds[given.kind])),
                    ..Fact::of_case(day)
                };
                groups.of(case, lens, fact).given += 1;
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.owed.merge(other.owed);
        self.given += other.given;
    }

    fn declare(columns: &mut ColumnList<'_, ReportRow<Self>>, own: usize, language: Language) {
        let kind = Text::of("Salida", "Output");
        columns.text("kind", kind, |row| row.said(own, language));
        let given = Text::of("Entregadas", "Given");
        columns
            .number("given", given, |row| Cell::Count(row.value.given))
            .if_any();
        let owed = Text::of("Faltan", "Owed");
        let owed = columns.number("owed", owed, |row| Cell::Count(row.value.owed.count()));
        owed.if_any().with_bar();
        columns
            .number("median", MEDIAN, |row| row.value.owed.median())
            .if_any();
        let longest = Text::of("Máx.", "Max.");
        columns
            .number("max", longest, |row| row.value.owed.longest())
            .if_any();
        Days::declare(columns, |row| &row.value.owed);
    }
}

#[cfg(test)]
mod tests {
    use super::Documents;
    use crate::testing::reports::shown;
    use crate::view::Format;
    use crate::words::Language::{English, Spanish};

    #[test]
    fn documents_are_told_by_role_and_kind() {
        assert_eq!(
            shown::<Documents>(&[], Format::Table, Spanish),
            "\
Rol              Salida           Entregadas  Faltan        Mediana  Máx.  21–40
────────────────────────────────────────────────────────────────────────────────
Jefe de la UGAT  informe técnico           1       1  ████       27    27      1
"
        );
        assert_eq!(
            shown::<Documents>(&[], Format::Table, English),
            "\
Role          Output            Given  Owed                Median  Max.  21–40
──────────────────────────────────────────────────────────────────────────────
Head of UGAT  technical report      1     1  ████████████      27    27      1
"
        );
        assert_eq!(
            shown::<Documents>(&[], Format::Csv, English),
            "\
role,kind,given,owed,median,max,from_0,from_6,from_11,from_21,from_41
jefe-ugat,informe-tecnico,1,1,27,27,0,0,0,1,0
"
        );
        assert_eq!(
            shown::<Documents>(&[], Format::Ndjson, English),
            r#"{"role":["jefe-ugat"],"kind":["informe-tecnico"],"owed":1,"given":1,"age":{"median":27,"p90":27,"max":27},"classes":[{"from":0,"to":5,"count":0},{"from":6,"to":10,"count":0},{"from":11,"to":20,"count":0},{"from":21,"to":40,"count":1},{"from":41,"to":null,"count":0}]}
"#
        );
    }
}
