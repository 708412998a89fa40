//! The columns that the rows of each command have, known before it runs: for help and completion.

use chrono::NaiveDate;

use crate::model::{Ages, DueFilter, LabelFilter, Settings, ShortNames};
use crate::view::report::{
    Aging, By, Departures, Documents, Durations, Groups, Lens, Listed, Measure, Period, ReportView,
    Status, Throughput, Workload,
};
use crate::view::{
    ActList, CaseList, Checkup, Findings, FormList, Glossary, Inbox, KindList, LogView, Mends,
    MigrationList, OutputsList, OutputsView, ProcedureList, ReadingList, RoleList, Rows,
    SchemaList, StatusList, Table,
};
use crate::words::{Language, Text};

/// The key and the heading of each column that a command can have, by its words: `case list`. None
/// where it lists no rows.
pub fn columns(path: &str) -> Vec<(&'static str, Text)> {
    let mut columns: Vec<(&'static str, Text)> = Vec::new();
    for table in tables(path) {
        for (key, heading) in table.described() {
            if !columns.iter().any(|(known, _)| *known == key) {
                columns.push((key, heading.clone()));
            }
        }
    }
    columns
}

/// The tables with which a command can answer, without their rows.
fn tables(path: &str) -> Vec<Table> {
    match path {
        "case list" => vec![of::<CaseList>()],
        "case log" => vec![of::<ActList>(), of::<LogView>()],
        "case migrate" => vec![of::<MigrationList>()],
        "case outputs" => vec![of::<OutputsList>(), of::<OutputsView>()],
        "case status" => vec![of::<StatusList>()],
        "doctor" => vec![of::<Checkup>()],
        "form list" => vec![of::<FormList>()],
        "inbox" => vec![of::<Inbox>()],
        "kinds" => vec![of::<KindList>()],
        "manual glossary" => vec![of::<Glossary>()],
        "manual readings" => vec![of::<ReadingList>()],
        "procedure list" => vec![of::<ProcedureList>()],
        "report aging" => vec![table(&report::<Aging>())],
        "report deviations" => deviations(),
        "report durations" => vec![table(&report::<Durations>())],
        "report outputs" => vec![table(&report::<Documents>())],
        "report status" => vec![table(&report::<Status>())],
        "report throughput" => vec![table(&report::<Throughput>())],
        "report workload" => vec![table(&report::<Workload>())],
        "roles" => vec![of::<RoleList>()],
        "schema" => vec![of::<SchemaList>()],
        "store repair" => vec![of::<Mends>()],
        "store verify" => vec![of::<Findings>()],
        _ => Vec::new(),
    }
}

fn of<A: Rows + Default>() -> Table {
    table(&A::default())
}

fn table(answer: &impl Rows) -> Table {
    answer.table(Language::Spanish)
}

/// By all that it can be grouped by.
fn report<M: Measure>() -> ReportView<M> {
    let lens = Lens {
        ages: Ages::plain(NaiveDate::MIN),
        period: Period::default(),
        by: By::in_full(M::CHOICES),
        entity: None,
        labels: LabelFilter::default(),
        due: DueFilter::default(),
        settings: Settings::default(),
    };
    ReportView::of(Groups::default(), &lens, Vec::new())
}

fn deviations() -> Vec<Table> {
    let view = report::<Departures>();
    let (told, names) = (&view.beside, &ShortNames::default());
    vec![
        table(&view),
        table(&Listed::of(&told.deviations, names)),
        table(&Listed::of(&told.failed_tests, names)),
        table(&Listed::of(&told.rounds, names)),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;
    use std::process::ExitCode;

    use clap::{Command, CommandFactory as _};
    use serde_json::{Map, Value};

    use super::columns;
    use crate::cli::arguments::Arguments;
    use crate::cli::env::Env;
    use crate::cli::run;
    use crate::testing::command::talked;

    fn listing(command: &Command, path: &str, found: &mut BTreeSet<String>) {
        let mut arguments = command.get_arguments();
        if arguments.any(|argument| argument.get_id() == "columns") {
            found.insert(path.to_owned());
        }
        for below in command.get_subcommands() {
            let path = format!("{path} {}", below.get_name());
            listing(below, path.trim_start(), found);
        }
    }

    #[test]
    fn of_every_command_that_lists_rows_the_columns_are_known() {
        let (mut root, mut found) = (Arguments::command(), BTreeSet::new());
        root.build();
        listing(&root, "", &mut found);
        assert!(found.len() > 20, "{found:?}");
        for path in found {
            assert!(!columns(&path).is_empty(), "{path}");
        }
        assert!(columns("case why").is_empty());
    }

    #[test]
    fn a_command_names_the_columns_that_are_known_of_it() {
        for path in ["form list", "manual glossary", "manual readings"] {
            let mut args: Vec<&str> = path.split(' ').collect();
            args.push("--columns");
            let (_, named, _) = talked(&args, "en");
            let keys: Vec<&str> = named
                .lines()
                .filter_map(|line| line.split(' ').next())
                .collect();
            let known = columns(path).into_iter().map(|(key, _)| key);
            assert_eq!(keys, known.collect::<Vec<_>>(), "{path}");
        }
    }

    /// What a call answers in a store.
    #[track_caller]
    fn answered(unit: &Path, call: &str) -> String {
        let root = unit.to_str().expect("UTF-8");
        let mut words = vec!["--store", root];
        words.extend(call.split_whitespace());
        let mut env = Env::fixed(&words, &[("UGAT_USER", "Ana"), ("UGAT_LANG", "en")]);
        let (answer, talk) = env.recorded();
        assert_eq!(run(&mut env), ExitCode::SUCCESS, "{call}: {}", talk.text());
        answer.text()
    }

    /// What a call names its columns that is no key of the JSON of its rows.
    fn in_tables_alone(unit: &Path, call: &str) -> Vec<String> {
        let rows = answered(unit, &format!("{call} --format ndjson"));
        let first = rows
            .lines()
            .next()
            .unwrap_or_else(|| panic!("{call}: no row"));
        let row: Map<String, Value> = serde_json::from_str(first).expect("an object");
        let named = answered(unit, &format!("{call} --columns"));
        let keys = named.lines().filter_map(|line| line.split(' ').next());
        let alone = keys.filter(|key| !row.contains_key(*key));
        alone.map(str::to_owned).collect()
    }

    #[test]
    fn a_column_is_called_what_json_calls_it_unless_it_tells_parts_of_a_field() {
        let folder = tempfile::tempdir().expect("a folder");
        let unit = folder.path();
        std::fs::write(unit.join("ugat.toml"), "").expect("the settings");
        for call in [
            "case start pr07 --entity Aduana --ref HR-1 --on 2026-02-20",
            "case advance HR-1 1 --on 2026-02-20",
            "case suspend HR-1 --reason so --on 2026-02-21",
            "case resume HR-1 --reason so --on 2026-02-22",
        ] {
            answered(unit, call);
        }
        let case = |call: &str, expected: &[&str]| {
            assert_eq!(in_tables_alone(unit, call), expected, "{call}");
        };
        let spread = ["median", "p90", "max"];
        let classes = ["from_0", "from_6", "from_11", "from_21", "from_41"];
        for call in [
            "case list",
            "case log --all",
            "case log HR-1",
            "inbox",
            "kinds",
            "roles",
            "procedure list",
            "form list",
            "manual glossary",
            "manual readings",
            "report status",
            "report workload",
            "report throughput",
            "report deviations",
            "report deviations --list acts",
        ] {
            case(call, &[]);
        }
        case("case outputs --all", &["state"]);
        case("case outputs HR-1", &["state"]);
        case("case status --all", &["due", "remaining"]);
        case("report aging", &[&spread[..], &classes].concat());
        case(
            "report outputs",
            &[&["median", "max"], &classes[..]].concat(),
        );
        case(
            "report durations",
            &[
                "work_median",
                "work_p90",
                "work_max",
                "wait_median",
                "wait_p90",
            ],
        );
    }
}
