//! Times answers about a whole store as whole processes. Without an index: against a program that
//! only reads the same files and parses each line with serde_json into a borrowed struct, on all
//! processors. With one, nothing changed: against a program that only asks the file system for the
//! same files and loads the rows of the answer, as they are printed.
//!
//! `cargo bench --locked --bench bulk` takes 1000 cases of 30 events;
//! `cargo bench --locked --bench bulk -- 10000 50` takes 10000, and 50 pairs.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark is a program of its own, and prints its figures"
)]

mod figures;
mod floor;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::DateTime;
use ugat::engine::{self, Advance, Case};
use ugat::journal::{Draft, as_written};
use ugat::model::{
    Act, ActivityNumber, Actor, AnswerKey, CaseId, Event, Line, Moment, Output, OutputKind,
};
use ugat::store::{Beginning, Definition, Store};

const UGAT: &str = env!("CARGO_BIN_EXE_ugat");
const CASES: usize = 1000;
const PAIRS: usize = 20;
const EVENTS: usize = 30;

/// What is asked of all cases.
const ANSWERS: [(&str, &[&str]); 4] = [
    ("case list", &["case", "list", "--format", "ndjson"]),
    ("inbox", &["inbox", "--format", "ndjson"]),
    ("report status", &["report", "status", "--format", "ndjson"]),
    (
        "report durations",
        &["report", "durations", "--format", "ndjson"],
    ),
];

/// An activity, what is answered, and the kind of output that is given.
type Step = (u8, Option<&'static str>, Option<&'static str>);

/// How a case of PR07 comes to where it goes round, and a round; everything owed is given.
const STEPS: [Step; 7] = [
    (1, None, Some("nota-requerimiento")),
    (2, None, None),
    (3, None, None),
    (4, None, Some("plan-transferencia")),
    (5, Some("no"), Some("correo")),
    (6, None, Some("correo")),
    (16, None, Some("acta-capacitacion")),
];
const ROUND: [Step; 2] = [
    (10, None, Some("correo")),
    (11, Some("no"), Some("prueba-funcional")),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["floor-parse", cases] => println!("{} events", floor::events(Path::new(cases))),
        ["floor-rows", rows] => println!("{} bytes", floor::rows(Path::new(rows))),
        _ => begin(&arguments),
    }
}

fn begin(arguments: &[String]) {
    let mut given = arguments
        .iter()
        .filter_map(|argument| argument.parse().ok());
    let cases = given.next().unwrap_or(CASES);
    measure(cases, given.next().unwrap_or(PAIRS));
}

fn measure(cases: usize, pairs: usize) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder is made");
    fill(folder.path(), cases);
    let cases_folder = folder.path().join("cases");
    println!(
        "{cases} cases of {EVENTS} events, {pairs} pairs each, whole processes, milliseconds: median (least, most)"
    );
    // Where a file stands in place of its folder no index is kept: every journal is read.
    let index = folder.path().join(".ugat");
    fs::write(&index, "").expect("the disk has room");
    println!("without an index");
    let journals = cases_folder.to_string_lossy().into_owned();
    compare(
        folder.path(),
        pairs,
        "read and parse",
        &["floor-parse", &journals],
    );
    fs::remove_file(index).expect("it is there");
    let list = Command::new(UGAT)
        .args(ANSWERS[0].1)
        .current_dir(folder.path())
        .output()
        .expect("the program starts");
    let rows = folder.path().join("rows");
    let listed = String::from_utf8(list.stdout).expect("rows are UTF-8");
    floor::write_rows(&cases_folder, &listed, &rows);
    println!("with an index, nothing changed");
    let rows = rows.to_string_lossy().into_owned();
    compare(
        folder.path(),
        pairs,
        "stat, load rows",
        &["floor-rows", &rows],
    );
}

/// Times every answer in pairs with a floor.
fn compare(folder: &Path, pairs: usize, floor: &str, words: &[&str]) {
    let program = std::env::current_exe().expect("it runs");
    for (name, asked) in ANSWERS {
        let pair = |_| {
            let ours = timed(Command::new(UGAT).args(asked), folder);
            (ours, timed(Command::new(&program).args(words), folder))
        };
        let taken: Vec<_> = (0..pairs).map(pair).collect();
        figures::report(name, floor, &taken);
    }
}

fn timed(command: &mut Command, folder: &Path) -> Duration {
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the program starts");
    let taken = start.elapsed();
    assert!(status.success(), "{command:?}");
    taken
}

/// Makes a store of so many cases.
fn fill(root: &Path, cases: usize) {
    Store::init(root).expect("a store is made");
    let store = ugat::store::Place::There(root.to_owned());
    let store = Store::open(&store).expect("it is a store");
    let definition = store.procedure("pr07").expect("it comes with the program");
    let year = root.join("cases/2026");
    fs::create_dir_all(&year).expect("a folder is made");
    for number in 0..cases {
        let beginning = Beginning {
            definition: definition.clone(),
            entities: vec![Line::recorded(format!("Ministerio {}", number % 97))],
            title: None,
            reference: None,
            nonce: format!("{number:032x}"),
        };
        let (id, journal) = journal(&definition, beginning.act());
        fs::write(year.join(format!("{id}.jsonl")), journal).expect("the disk has room");
    }
}

/// The journal of a case that begins so.
fn journal(definition: &Definition, start: Act) -> (CaseId, String) {
    let (event, mut journal) = sealed(Vec::new(), 1, start);
    let id = CaseId::of(definition.procedure.id.clone(), &event.id);
    let mut events = vec![event];
    let rounds = ROUND.iter().cycle();
    for step in STEPS.iter().chain(rounds).take(EVENTS - 1) {
        let case = Case::fold(&definition.procedure, &definition.net, &events);
        let done = engine::advance(&case, request(step)).expect("the step is ready");
        let (event, line) = sealed(case.heads(), case.next_seq(), Act::Completed(done));
        journal.push_str(&line);
        events.push(event);
    }
    (id, journal)
}

fn request(step: &Step) -> Advance {
    let (activity, answer, kind) = step;
    let output = |kind: &str| Output {
        reference: Some(Line::recorded(format!("MX-{activity}/2026"))),
        ..Output::of(OutputKind::recorded(kind))
    };
    Advance {
        activity: ActivityNumber::new(*activity),
        answers: answer.iter().copied().map(AnswerKey::recorded).collect(),
        outputs: kind.iter().copied().map(output).collect(),
        ..Advance::default()
    }
}

fn sealed(after: Vec<ugat::model::EventId>, seq: u64, did: Act) -> (Event, String) {
    let now = DateTime::parse_from_rfc3339("2026-03-02T10:12:00-04:00").expect("a time");
    let draft = Draft {
        after,
        seq,
        at: Moment::Time(now),
        rec: now.to_utc(),
        by: Actor::recorded("Ana Quispe"),
        role: None,
        on_behalf: None,
        authority: None,
        not_secret: false,
        did,
    };
    let line = draft.sealed().1;
    let event = as_written(line.trim_end().as_bytes()).expect("what was sealed reads back");
    (event, line)
}
