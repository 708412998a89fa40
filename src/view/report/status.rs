//! The report on where cases are.

use serde::Serialize;

use crate::engine::{Progress, Standing};
use crate::model::{ActivityNumber, Clock};
use crate::view::case::ages::OVERDUE;
use crate::view::report::beside::Nothing;
use crate::view::report::fact::{Fact, Own};
use crate::view::report::row::ReportRow;
use crate::view::report::{By, Groups, Lens, Measure};
use crate::view::{Cell, ColumnList, Outlined};
use crate::words::{Language, Text};

/// `report status`: how many cases are in which state.
///
/// A case counts once by its state, and an open case once more for each activity and progress of
/// its work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    pub cases: u64,
    pub in_conflict: u64,
    pub stuck: u64,
    /// How many have ready work that is past the limit of the store.
    pub overdue: u64,
}

impl Measure for Status {
    type Past = ();
    type Beside = Nothing;

    const NAME: &'static str = "status";
    const CHOICES: &'static [By] = &[By::Procedure, By::Entity, By::Month];
    const USUAL: &'static [By] = &[By::Procedure];
    const ALWAYS: &'static [By] = &[By::Procedure];

    fn count(groups: &mut Groups<Self>, case: &Outlined, (): &(), lens: &Lens) {
        let outline = case.outline;
        let Some(day) = lens.day(&outline.started) else {
            return;
        };
        let fact = Fact::of_case(day);
        let counted = groups.of(case, lens, fact.as_own(Own::Case));
        counted.cases += 1;
        counted.in_conflict += u64::from(!outline.conflicts.is_empty());
        counted.stuck += u64::from(outline.stuck && outline.standing == Standing::Open);
        let clock = lens.clock(case);
        let mut ready = outline.ready();
        counted.overdue += u64::from(ready.any(|work| lens.is_overdue(case, work, &clock)));
        for (number, progress, is_overdue) in stands(case, lens, &clock) {
            let fact = Fact {
                activity: Some((outline.current, number)),
                own: Own::Work(progress),
                ..fact
            };
            let counted = groups.of(case, lens, fact);
            counted.cases += 1;
            counted.overdue += u64::from(is_overdue);
        }
    }

    fn merge(&mut self, other: Self) {
        self.cases += other.cases;
        self.in_conflict += other.in_conflict;
        self.stuck += other.stuck;
        self.overdue += other.overdue;
    }

    fn declare(columns: &mut ColumnList<'_, ReportRow<Self>>, own: usize, language: Language) {
        let state = Text::of("Estado", "State");
        columns.text("state", state, |row| row.said(own, language));
        // People read it in the column of the state.
        let result = Text::of("Final", "Result");
        columns
            .text("result", result, |row| Cell::short("", row.result(own)))
            .if_any();
        let activity = Text::of("Act.", "Act.");
        columns
            .number("activity", activity, |row| row.activity(own + 1))
            .if_any();
        let title = Text::of("Actividad", "Activity");
        columns
            .text("title", title, |row| row.said(own + 1, language))
            .if_any();
        columns
            .number("cases", Text::of("Casos", "Cases"), |row| row.value.cases)
            .with_bar();
        let in_conflict = Text::of("En conflicto", "In conflict");
        columns
            .number("in_conflict", in_conflict, |row| {
                Cell::Count(row.value.in_conflict)
            })
            .if_any();
        let stuck = Text::of("Estancados", "Stuck");
        columns
            .number("stuck", stuck, |row| Cell::Count(row.value.stuck))
            .if_any();
        columns
            .number("overdue", OVERDUE, |row| Cell::Count(row.value.overdue))
            .if_any();
    }
}

/// The activities of the work of an open case with its progress, each pair once, and
/// whether some of it is overdue.
fn stands(case: &Outlined, lens: &Lens, clock: &Clock) -> Vec<(ActivityNumber, Progress, bool)> {
    let goes_on = case.outline.standing == Standing::Open;
    let live = case.outline.live.iter().filter(|_| goes_on);
    let live = live.filter(|work| lens.takes_work(case, work, clock));
    let stands = live.map(|work| {
        let is_overdue = work.progress == Progress::Ready && lens.is_overdue(case, work, clock);
        (work.activity, work.progress, is_overdue)
    });
    let mut stands: Vec<_> = stands.collect();
    // Where some of the same are overdue, these come first.
    stands.sort_unstable_by_key(|(number, progress, late)| (*number, *progress, !late));
    stands.dedup_by_key(|(number, progress, _)| (*number, *progress));
    stands
}

#[cfg(test)]
mod tests {
    use super::Status;
    use crate::testing::reports::shown;
    use crate::view::Format;
    use crate::words::Language::{English, Spanish};

    #[test]
    fn how_many_cases_are_where_is_told_in_both_languages() {
        assert_eq!(
            shown::<Status>(&[], Format::Table, Spanish),
            "\
Proc.  Estado                         Act.  Actividad      Casos         Vencido
────────────────────────────────────────────────────────────────────────────────
pr99   abierto                                                 2  █████        1
pr99   terminado: Servicio concluido                           1  ███
pr99   cancelado                                               1  ███
pr99   listo en                          1  Hacer lo de 1      2  █████        1
"
        );
        assert_eq!(
            shown::<Status>(&[], Format::Table, English),
            "\
Proc.  State                        Act.  Activity          Cases        Overdue
────────────────────────────────────────────────────────────────────────────────
pr99   open                                                     2  ████        1
pr99   finished: Service concluded                              1  ██
pr99   cancelled                                                1  ██
pr99   ready at                        1  Do the work of 1      2  ████        1
"
        );
        assert_eq!(
            shown::<Status>(&[], Format::Csv, English),
            "\
procedure,state,result,activity,title,cases,in_conflict,stuck,overdue
pr99,open,,,,2,0,0,1
pr99,finished,concluded,,,1,0,0,0
pr99,cancelled,,,,1,0,0,0
pr99,ready,,1,Do the work of 1,2,0,0,1
"
        );
        assert_eq!(
            shown::<Status>(&[], Format::Ndjson, English),
            r#"{"procedure":"pr99","state":"open","result":null,"activity":null,"title":null,"cases":2,"in_conflict":0,"stuck":0,"overdue":1}
{"procedure":"pr99","state":"finished","result":"concluded","activity":null,"title":null,"cases":1,"in_conflict":0,"stuck":0,"overdue":0}
{"procedure":"pr99","state":"cancelled","result":null,"activity":null,"title":null,"cases":1,"in_conflict":0,"stuck":0,"overdue":0}
{"procedure":"pr99","state":"ready","result":null,"activity":1,"title":{"es":"Hacer lo de 1","en":"Do the work of 1"},"cases":2,"in_conflict":0,"stuck":0,"overdue":1}
"#
        );
    }
}
