//! Times whole processes against floors in one run and prints the ratios: a durable `advance`
//! against a program that only starts, appends the same bytes and syncs them; `status` and
//! `--version` against an empty program that reads its arguments with clap.
//!
//! `cargo bench --locked` prints the medians; `cargo bench --locked -- 500` takes 500 pairs.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark is a program of its own, and prints its figures"
)]

mod course;
mod figures;
mod process;

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Parser;

use course::{ROUND, Step};
use process::{OURSELVES, UGAT, program, timed};

const PAIRS: usize = 100;

/// The floor of a program that only reads its arguments.
#[derive(Parser)]
struct Empty {
    #[arg(long)]
    _lang: Option<String>,
    _words: Vec<String>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["floor-clap", ..] => drop(Empty::parse_from(&arguments)),
        ["floor-append", file, bytes] => append(Path::new(file), bytes),
        _ => measure(&arguments),
    }
}

fn append(file: &Path, bytes: &str) {
    let mut file = OpenOptions::new()
        .append(true)
        .open(file)
        .expect("the file is there");
    file.write_all(bytes.as_bytes()).expect("the disk has room");
    file.sync_data().expect("the disk syncs");
}

fn measure(arguments: &[String]) {
    let given = arguments.iter().find_map(|argument| argument.parse().ok());
    let pairs = given.unwrap_or(PAIRS);
    let store = Store::make();
    println!("{pairs} pairs each, whole processes, milliseconds: median (least, most)");
    store.advance(pairs);
    store.reading(pairs, "case status", &["case", "status", &store.case]);
    store.reading(pairs, "--version", &["--version"]);
}

/// A store with one case of PR07 that has come to 30 events.
struct Store {
    folder: tempfile::TempDir,
    case: String,
    journal: PathBuf,
    lines: Vec<u8>,
}

impl Store {
    fn make() -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder is made");
        let mut store = Self {
            folder,
            case: ".".into(),
            journal: PathBuf::new(),
            lines: Vec::new(),
        };
        store.ugat(&["store", "init"]);
        store.ugat(&["case", "start", "pr07", "--entity", "Ministerio X"]);
        let cases = store.folder.path().join("cases");
        let year = only_entry(&cases, |_| true);
        store.journal = only_entry(&year, |path| {
            path.extension().is_some_and(|ending| ending == "jsonl")
        });
        let stem = store.journal.file_stem().expect("a journal has a name");
        store.case = stem.to_string_lossy().into_owned();
        for step in course::steps() {
            store.act(step);
        }
        store.lines = fs::read(&store.journal).expect("the journal is there");
        store
    }

    fn act(&self, step: &Step) -> Duration {
        let (activity, given) = (step.activity.to_string(), step.given());
        let mut words = vec!["case", "advance", &self.case, &activity];
        words.extend(step.answer.iter().flat_map(|answer| ["--answer", answer]));
        words.extend(given.iter().flat_map(|given| ["--output", given]));
        self.ugat(&words)
    }

    fn ugat(&self, words: &[&str]) -> Duration {
        timed(program(&UGAT, self.folder.path()).args(words))
    }

    fn floor(&self, words: &[&str]) -> Duration {
        timed(program(&OURSELVES, self.folder.path()).args(words))
    }

    fn reset(&self, file: &Path) {
        fs::write(file, &self.lines).expect("the disk has room");
        fs::File::open(file)
            .and_then(|file| file.sync_all())
            .expect("the disk syncs");
    }

    fn advance(&self, pairs: usize) {
        let beside = self.folder.path().join("beside.jsonl");
        self.reset(&self.journal);
        self.act(&ROUND[0]);
        let written = fs::read(&self.journal).expect("the journal is there");
        let line = String::from_utf8_lossy(&written[self.lines.len()..]).into_owned();
        let mut taken = Vec::new();
        for _ in 0..pairs {
            self.reset(&self.journal);
            self.reset(&beside);
            let ours = self.act(&ROUND[0]);
            let floor = self.floor(&["floor-append", &beside.to_string_lossy(), &line]);
            taken.push((ours, floor));
        }
        figures::report("case advance", "start, append, sync", &taken);
    }

    fn reading(&self, pairs: usize, name: &str, words: &[&str]) {
        let floor: Vec<&str> = ["floor-clap"].iter().chain(words).copied().collect();
        let floor: Vec<&str> = floor
            .into_iter()
            .filter(|word| !word.starts_with("--"))
            .collect();
        let taken: Vec<_> = (0..pairs)
            .map(|_| (self.ugat(words), self.floor(&floor)))
            .collect();
        figures::report(name, "empty clap program", &taken);
    }
}

fn only_entry(folder: &Path, wanted: impl Fn(&Path) -> bool) -> PathBuf {
    let entries = fs::read_dir(folder).expect("the store is there");
    let mut names = entries.map(|entry| entry.expect("it can be listed").path());
    names.find(|path| wanted(path)).expect("the store has one")
}
