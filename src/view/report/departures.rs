//! The report on deviations and marked acts.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::engine::{Mark, MarkKind, Marks, Past, Told};
use crate::view::report::accounts::Accounts;
use crate::view::report::fact::{Fact, Own};
use crate::view::report::row::ReportRow;
use crate::view::report::{By, Groups, Lens, Measure};
use crate::view::{ColumnList, Outlined};
use crate::words::{Language, Text};

/// `report deviations`: acts that departed from the straight path, and marked acts, whatever became
/// of them. One act may count under several kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Departures {
    pub acts: u64,
    /// In how many cases.
    pub cases: u64,
}

impl Measure for Departures {
    type Past = Told;
    type Beside = Accounts;

    const NAME: &'static str = "deviations";
    const CHOICES: &'static [By] = &By::ALL;
    const USUAL: &'static [By] = &[By::Procedure];

    fn count(groups: &mut Groups<Self>, case: &Outlined, told: &Told, lens: &Lens) {
        let (past, settings) = (&told.past, &lens.settings);
        let marks = Marks::of_outline(case.outline, Some(past), &case.procedures, settings);
        let mut own: Groups<Self> = Groups::default();
        own.take_up(case, lens);
        for departed in &past.departures {
            if let Some(day) = lens.day(past.course.at(departed.at)) {
                let activity = departed.activity;
                let fact = Fact {
                    activity: activity.map(|number| (departed.definition, number)),
                    person: Some(past.course.person(departed.by)),
                    own: Own::Departure(departed.kind),
                    ..Fact::of_case(day)
                };
                own.of(case, lens, fact).add_act();
            }
        }
        count_marks(&mut own, case, past, (&marks, lens));
        groups.merge(own);
        groups.beside.add(case, told, &marks, lens);
    }

    fn merge(&mut self, other: Self) {
        self.acts += other.acts;
        self.cases += other.cases;
    }

    fn declare(columns: &mut ColumnList<'_, ReportRow<Self>>, own: usize, language: Language) {
        let kind = Text::of("Qué", "What");
        columns.text("kind", kind, |row| row.said(own, language));
        columns
            .number("acts", Text::of("Actos", "Acts"), |row| row.value.acts)
            .with_bar();
        columns.number("cases", Text::of("Casos", "Cases"), |row| row.value.cases);
    }
}

impl Departures {
    /// Another act of the one case that is counted.
    const fn add_act(&mut self) {
        self.acts += 1;
        self.cases = 1;
    }
}

/// Counts the marked acts of a case by the kinds of their marks.
fn count_marks(
    own: &mut Groups<Departures>,
    case: &Outlined,
    past: &Past,
    (marks, lens): (&Marks, &Lens),
) {
    if marks.acts() == 0 {
        return;
    }
    let (course, signed) = (&past.course, past.signatures.open());
    for (place, marks) in marks.iter() {
        let act = signed
            .as_ref()
            .and_then(|signed| signed.act(place, &course.people));
        let moment = course.moments.get(place);
        let Some(((by, activity), day)) = act.zip(moment.and_then(|at| lens.day(at))) else {
            continue;
        };
        let kinds: BTreeSet<MarkKind> = marks.iter().map(Mark::kind).collect();
        for kind in kinds {
            let fact = Fact {
                activity,
                person: Some(by),
                own: Own::Mark(kind),
                ..Fact::of_case(day)
            };
            own.of(case, lens, fact).add_act();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Departures;
    use crate::testing::reports::shown;
    use crate::view::Format;
    use crate::view::report::By;
    use crate::words::Language::{English, Spanish};

    #[test]
    fn what_went_other_than_straight_on_is_told() {
        assert_eq!(
            shown::<Departures>(&[By::Person], Format::Table, Spanish),
            "\
Persona  Qué                                       Actos                Casos
─────────────────────────────────────────────────────────────────────────────
Ana      cancelado                                     1  ████████████      1
Ana      marcado: antes de aquello a lo que sigue      1  ████████████      1
Luis     devuelto por una revisión                     1  ████████████      1
Luis     en nombre de otro                             1  ████████████      1
"
        );
        assert_eq!(
            shown::<Departures>(&[By::Person], Format::Table, English),
            "\
Person  What                            Acts                Cases
─────────────────────────────────────────────────────────────────
Ana     cancelled                          1  ████████████      1
Ana     marked: before what it follows     1  ████████████      1
Luis    returned by a review               1  ████████████      1
Luis    on another's behalf                1  ████████████      1
"
        );
        assert_eq!(
            shown::<Departures>(&[By::Person], Format::Csv, English),
            "\
person,kind,acts,cases
Ana,cancelled,1,1
Ana,before-parent,1,1
Luis,returned,1,1
Luis,on-behalf,1,1
"
        );
        assert_eq!(
            shown::<Departures>(&[By::Person], Format::Ndjson, English),
            r#"{"person":"Ana","kind":"cancelled","acts":1,"cases":1}
{"person":"Ana","kind":"before-parent","acts":1,"cases":1}
{"person":"Luis","kind":"returned","acts":1,"cases":1}
{"person":"Luis","kind":"on-behalf","acts":1,"cases":1}
"#
        );
    }
}
