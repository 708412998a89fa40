//! Times answers about a whole store as whole processes, on cases that `ugat batch` has made.
//! Without an index: against a program that only reads the same files and parses each line with
//! serde_json into a borrowed struct, on all processors. With one, nothing changed: against a
//! program that only asks the file system for the same files and loads rows: those of the answer
//! as it is printed, for a report those of the list. Beside it programs of others on what is
//! comparable, where they are installed.
//!
//! `cargo bench --locked --bench bulk` takes 1000 cases of 30 events;
//! `cargo bench --locked --bench bulk -- 10000 50` takes 10000, and 50 pairs.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark is a program of its own, and prints its figures"
)]

mod course;
mod figures;
mod floor;
mod peers;
mod process;

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::{Value, json};

use course::{EVENTS, Step};
use process::{OURSELVES, UGAT, program, timed};

const CASES: usize = 1000;
const PAIRS: usize = 20;
/// How many cases are made by one `batch`, which holds them all until it writes.
const BATCH: usize = 10_000;

/// A question about all cases, how it is asked, and which rows its floor loads.
struct Question {
    name: &'static str,
    words: &'static [&'static str],
    rows: &'static [&'static str],
}

const LIST: &[&str] = &["case", "list", "--format", "ndjson"];
const INBOX: &[&str] = &["inbox", "--format", "ndjson"];
const STATUS: &[&str] = &["report", "status", "--format", "ndjson"];
const DURATIONS: &[&str] = &["report", "durations", "--format", "ndjson"];

const QUESTIONS: [Question; 4] = [
    Question {
        name: "case list",
        words: LIST,
        rows: LIST,
    },
    Question {
        name: "inbox",
        words: INBOX,
        rows: INBOX,
    },
    Question {
        name: "report status",
        words: STATUS,
        rows: LIST,
    },
    Question {
        name: "report durations",
        words: DURATIONS,
        rows: LIST,
    },
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
    let store = folder.path().join("store");
    fill(folder.path(), &store, cases);
    println!(
        "{cases} cases of {EVENTS} events, {pairs} pairs each, whole processes, milliseconds: median (least, most)"
    );
    println!("without an index");
    without_index(&store, pairs);
    println!("with an index, nothing changed");
    with_index(&store, pairs);
    println!("programs of others, asked how many cases are where");
    peers::compare(folder.path(), &store, cases, STATUS);
}

/// Makes a store of so many cases.
fn fill(folder: &Path, store: &Path, cases: usize) {
    timed(program(&UGAT, folder).args(["store", "init", "store"]));
    let cases: Vec<usize> = (0..cases).collect();
    for batch in cases.chunks(BATCH) {
        let mut command = program(&UGAT, store);
        let batching = command.args(["batch", "-"]).stdin(Stdio::piped()).spawn();
        let mut batching = batching.expect("the program starts");
        let lines = batching.stdin.take().expect("it reads");
        write_lines(BufWriter::new(lines), batch);
        let status = batching.wait().expect("it ends");
        assert!(status.success(), "the batch was refused");
    }
}

fn write_lines(mut lines: impl Write, cases: &[usize]) {
    for case in cases {
        let (name, entity) = (format!("case {case}"), format!("Ministerio {}", case % 97));
        let start = json!({"do": "start", "procedure": "pr07", "entity": entity, "name": name});
        let steps = course::steps().map(|step| line(&name, step));
        for line in std::iter::once(start).chain(steps) {
            writeln!(lines, "{line}").expect("the batch reads all lines");
        }
    }
}

/// A step as a line of `batch`.
fn line(case: &str, step: &Step) -> Value {
    let mut line = json!({"do": "advance", "case": case, "activity": step.activity});
    if let Some(answer) = step.answer {
        line["answer"] = answer.into();
    }
    if let Some(given) = step.given() {
        line["output"] = given.into();
    }
    line
}

fn without_index(store: &Path, pairs: usize) {
    // Where a file stands in place of its folder no index is kept: every journal is read.
    let index = store.join(".ugat");
    if index.exists() {
        fs::remove_dir_all(&index).expect("it can be removed");
    }
    fs::write(&index, "").expect("the disk has room");
    let cases = store.join("cases").to_string_lossy().into_owned();
    for question in &QUESTIONS {
        let floor = ["floor-parse", &cases];
        compare(store, pairs, question, ("read and parse", &floor));
    }
    fs::remove_file(index).expect("it is there");
}

fn with_index(store: &Path, pairs: usize) {
    for question in &QUESTIONS {
        let rows = rows(store, question);
        let floor = ["floor-rows", &rows.to_string_lossy()];
        compare(store, pairs, question, ("stat, load rows", &floor));
    }
}

/// The file from which the floor of a question loads its rows.
fn rows(store: &Path, question: &Question) -> PathBuf {
    let answer = program(&UGAT, store)
        .args(question.rows)
        .stdout(Stdio::piped())
        .output()
        .expect("the program starts");
    let answer = String::from_utf8(answer.stdout).expect("rows are UTF-8");
    let rows = store.with_extension("rows");
    floor::write_rows(&store.join("cases"), &answer, &rows);
    rows
}

/// Times a question in pairs with a floor.
fn compare(store: &Path, pairs: usize, question: &Question, floor: (&str, &[&str])) {
    let (name, words) = floor;
    let pair = |_| {
        let ours = timed(program(&UGAT, store).args(question.words));
        let floor = timed(program(&OURSELVES, store).args(words));
        (ours, floor)
    };
    let taken: Vec<_> = (0..pairs).map(pair).collect();
    figures::report(question.name, name, &taken);
}
