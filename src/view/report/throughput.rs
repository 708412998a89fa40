//! The report on cases started, finished and cancelled.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::engine::Standing;
use crate::model::{Moment, ResultKey};
use crate::view::named;
use crate::view::report::beside::Nothing;
use crate::view::report::fact::Fact;
use crate::view::report::row::ReportRow;
use crate::view::report::{By, Groups, Lens, Measure};
use crate::view::{Cell, ColumnList, Outlined};
use crate::words::{Language, Text};

/// `report throughput`: cases by the day on which they began, and finished or cancelled cases by
/// the day on which they were closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Throughput {
    pub started: u64,
    pub finished: u64,
    pub cancelled: u64,
    /// The finished cases by the end reached.
    pub results: Results,
}

/// The number of cases by key and title of the end reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results(BTreeMap<(String, String, String), u64>);

impl Measure for Throughput {
    type Past = ();
    type Beside = Nothing;

    const NAME: &'static str = "throughput";
    const CHOICES: &'static [By] = &[By::Month, By::Procedure, By::Entity];
    const USUAL: &'static [By] = &[By::Month];

    fn count(groups: &mut Groups<Self>, case: &Outlined, (): &(), lens: &Lens) {
        let outline = case.outline;
        let started = &outline.started;
        if let Some(group) = on(groups, case, lens, started) {
            group.started += 1;
        }
        let closed = outline.closed(lens.ages.zone);
        let Some(group) = closed.and_then(|at| on(groups, case, lens, at)) else {
            return;
        };
        match &outline.standing {
            Standing::Finished { result } => {
                group.finished += 1;
                group.results.add(result, &ending(case, result));
            }
            Standing::Cancelled => group.cancelled += 1,
            Standing::Open | Standing::Suspended => {}
        }
    }

    fn merge(&mut self, other: Self) {
        self.started += other.started;
        self.finished += other.finished;
        self.cancelled += other.cancelled;
        for (result, count) in other.results.0 {
            *self.results.0.entry(result).or_default() += count;
        }
    }

    fn declare(columns: &mut ColumnList<'_, ReportRow<Self>>, _: usize, language: Language) {
        let started = Text::of("Iniciados", "Started");
        columns
            .number("started", started, |row| Cell::Count(row.value.started))
            .with_bar();
        let finished = Text::of("Terminados", "Finished");
        columns
            .number("finished", finished, |row| Cell::Count(row.value.finished))
            .with_bar();
        let cancelled = Text::of("Cancelados", "Cancelled");
        columns
            .number("cancelled", cancelled, |row| {
                Cell::Count(row.value.cancelled)
            })
            .if_any();
        let results = Text::of("Finales", "Results");
        columns
            .text("results", results, |row| row.value.results.cell(language))
            .if_any();
    }
}

/// The group of a moment, if it is in the period.
fn on<'g>(
    groups: &'g mut Groups<Throughput>,
    case: &Outlined,
    lens: &Lens,
    at: &Moment,
) -> Option<&'g mut Throughput> {
    let day = lens.day(at)?;
    Some(groups.of(case, lens, Fact::of_case(day)))
}

/// The title of the end of a case.
fn ending(case: &Outlined, result: &str) -> Text {
    let procedure = case.procedure();
    let usual = ResultKey::finished();
    if result == usual.as_str() && procedure.ending(&usual).is_none() {
        return Text::of("terminado", "finished");
    }
    named::result(procedure, result)
}

impl Results {
    fn add(&mut self, key: &str, title: &Text) {
        let (es, en) = (title.es.to_string(), title.en.to_string());
        *self.0.entry((key.to_owned(), es, en)).or_default() += 1;
    }

    /// One line for each end.
    fn cell(&self, language: Language) -> Cell {
        let lines = self.0.iter().map(|((_, es, en), count)| {
            let title = match language {
                Language::Spanish => es,
                Language::English => en,
            };
            format!("{title}: {count}")
        });
        let keys = self
            .0
            .iter()
            .map(|((key, ..), count)| format!("{key}: {count}"));
        let lines: Vec<String> = lines.collect();
        let keys: Vec<String> = keys.collect();
        Cell::keyed(lines.join("\n"), keys.join("; "))
    }
}

impl Serialize for Results {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct One<'r> {
            result: &'r str,
            title: Text,
            cases: u64,
        }
        let all = self.0.iter().map(|((result, es, en), cases)| One {
            result,
            title: Text::owned(es.clone(), en.clone()),
            cases: *cases,
        });
        serializer.collect_seq(all)
    }
}

#[cfg(test)]
mod tests {
    use super::Throughput;
    use crate::testing::reports::shown;
    use crate::view::Format;
    use crate::words::Language::{English, Spanish};

    #[test]
    fn what_was_started_and_closed_is_told_by_month() {
        assert_eq!(
            shown::<Throughput>(&[], Format::Table, Spanish),
            "\
Mes      Iniciados         Terminados      Cancelados  Finales
────────────────────────────────────────────────────────────────────────────
2026-03          4  █████           1  ██           1  Servicio concluido: 1
"
        );
        assert_eq!(
            shown::<Throughput>(&[], Format::Table, English),
            "\
Month    Started            Finished      Cancelled  Results
─────────────────────────────────────────────────────────────────────────
2026-03        4  ████████         1  ██          1  Service concluded: 1
"
        );
        assert_eq!(
            shown::<Throughput>(&[], Format::Csv, English),
            "\
month,started,finished,cancelled,results
2026-03,4,1,1,concluded: 1
"
        );
        assert_eq!(
            shown::<Throughput>(&[], Format::Ndjson, English),
            r#"{"month":"2026-03","started":4,"finished":1,"cancelled":1,"results":[{"result":"concluded","title":{"es":"Servicio concluido","en":"Service concluded"},"cases":1}]}
"#
        );
    }
}
