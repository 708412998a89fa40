//! Times what looks at git's history, as whole processes. `store verify`, where nothing was looked
//! at before: against `git log --raw` of the same history and a program that reads and hashes the
//! journals. Where all was looked at: beside the same without git. `store sync` of many changed
//! journals, without what fetching and pushing take by hand: against `git add` and `git commit`.
//!
//! `cargo bench --locked --bench history` takes 10,000 cases, 5,000 commits and 2,000 changed
//! journals; `cargo bench --locked --bench history -- 1000 500 200 3` takes these, and 3 pairs.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark is a program of its own, and prints its figures"
)]

mod process;

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::json;
use sha2::{Digest as _, Sha256};

use process::{OURSELVES, UGAT, program, timed};

/// Cases, commits, changed journals, pairs.
const USUAL: [usize; 4] = [10_000, 5_000, 2_000, 5];
/// Notes of each case, behind its start.
const NOTES: usize = 4;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, folder] = &arguments[..]
        && word == "floor-read"
    {
        println!("{} journals", hashed(Path::new(folder)));
        return;
    }
    let given: Vec<usize> = arguments
        .iter()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [cases, commits, changed, pairs] =
        [0, 1, 2, 3].map(|place| given.get(place).copied().unwrap_or(USUAL[place]));
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder is made");
    let store = folder.path().join("store");
    fill(folder.path(), &store, cases);
    commit_history(&store, commits);
    println!("{cases} cases, {commits} commits, {pairs} pairs, whole processes: medians");
    verified(folder.path(), &store, pairs);
    synced(folder.path(), &store, changed, pairs);
}

/// Reads and hashes every journal; gives how many there are.
fn hashed(folder: &Path) -> usize {
    let journals = journals(folder);
    for journal in &journals {
        let bytes = fs::read(journal).expect("it is there");
        std::hint::black_box(Sha256::digest(bytes));
    }
    journals.len()
}

fn journals(store: &Path) -> Vec<PathBuf> {
    let listed = |folder: &Path| {
        let entries = fs::read_dir(folder).expect("it can be listed");
        let paths = entries.map(|entry| entry.expect("it is listed").path());
        paths.collect::<Vec<PathBuf>>()
    };
    let years = listed(&store.join("cases"));
    let mut found: Vec<PathBuf> = years.iter().flat_map(|year| listed(year)).collect();
    found.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
    found.sort();
    found
}

fn git(folder: &Path) -> Command {
    of_ana("git", folder)
}

fn ugat(store: &Path) -> Command {
    of_ana(&UGAT, store)
}

/// A program as somebody runs it whose home is above all clones.
fn of_ana(name: &str, folder: &Path) -> Command {
    let mut command = program(name, folder);
    command
        .env("HOME", folder.parent().expect("it lies in a folder"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "Ana")
        .env("GIT_AUTHOR_EMAIL", "ana@example.org")
        .env("GIT_COMMITTER_NAME", "Ana")
        .env("GIT_COMMITTER_EMAIL", "ana@example.org");
    command
}

fn fed(command: &mut Command, input: &[u8]) {
    let mut child = command
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = BufWriter::new(child.stdin.take().expect("it reads"));
    stdin.write_all(input).expect("it reads all");
    drop(stdin);
    assert!(child.wait().expect("it ends").success(), "{command:?}");
}

/// Makes a store of so many cases.
fn fill(folder: &Path, store: &Path, cases: usize) {
    timed(program(&UGAT, folder).args(["store", "init", "store"]));
    let mut lines = String::new();
    for case in 0..cases {
        let name = format!("case {case}");
        let start = json!({"do": "start", "procedure": "pr07", "entity": "X", "name": name});
        writeln!(lines, "{start}").expect("there is room");
        for note in 0..NOTES {
            let text = format!("note {note} of case {case}");
            let note = json!({"do": "note", "case": name, "text": text});
            writeln!(lines, "{note}").expect("there is room");
        }
    }
    fed(ugat(store).args(["batch", "-"]), lines.as_bytes());
}

/// Makes a history in which the journals grew to what they hold, a few in each commit.
fn commit_history(store: &Path, commits: usize) {
    timed(git(store).args(["init", "-q", "-b", "main"]));
    let journals = journals(store);
    let texts: Vec<String> = journals
        .iter()
        .map(|path| fs::read_to_string(path).expect("it is there"))
        .collect();
    let names = journals
        .iter()
        .map(|path| path.strip_prefix(store).expect("it is inside"));
    let names: Vec<String> = names.map(|name| name.display().to_string()).collect();
    let beginning = |place: usize, lines: usize| {
        let text: String = texts[place].split_inclusive('\n').take(lines).collect();
        format!(
            "M 100644 inline {}\ndata {}\n{text}\n",
            names[place],
            text.len()
        )
    };
    // A case after the other has its next note: every journal grows at its own time.
    let count = journals.len();
    let grown: Vec<(usize, usize)> = (0..NOTES)
        .flat_map(|note| (0..count).map(move |step| ((step * 7919 + note) % count, note + 2)))
        .collect();
    let head = |number: usize| {
        let at = 1_700_000_000 + number;
        format!("commit refs/heads/main\ncommitter Ana <ana@example.org> {at} +0000\ndata 1\nc\n")
    };
    let mut import = head(0);
    for place in 0..count {
        import += &beginning(place, 1);
    }
    let per_commit = grown.len().div_ceil(commits).max(1);
    let mut lines = vec![1; count];
    for (number, part) in grown.chunks(per_commit).enumerate() {
        import += &head(number + 1);
        for (place, _) in part {
            lines[*place] += 1;
            import += &beginning(*place, lines[*place]);
        }
    }
    fed(
        git(store).args(["fast-import", "--quiet"]),
        import.as_bytes(),
    );
    timed(git(store).args(["reset", "-q"]));
    timed(git(store).args(["add", "-A"]));
    timed(git(store).args(["commit", "-q", "-m", "the rest"]));
    timed(git(store).args(["repack", "-adq"]));
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}

fn verified(folder: &Path, store: &Path, pairs: usize) {
    let (mut floor, mut first, mut later, mut without) = (vec![], vec![], vec![], vec![]);
    for _ in 0..pairs {
        let log = timed(git(store).args(["log", "--raw", "--no-abbrev"]));
        let read = timed(program(&OURSELVES, folder).arg("floor-read").arg(store));
        floor.push(log + read);
        let _ = fs::remove_dir_all(folder.join(".cache"));
        first.push(timed(ugat(store).args(["store", "verify"])));
        later.push(timed(ugat(store).args(["store", "verify"])));
        without.push(timed(ugat(store).args(["store", "verify", "--no-git"])));
    }
    let [floor, first, later, without] = [floor, first, later, without].map(median);
    println!(
        "store verify, the first time  {first:.3} s, {:.2} of its floor",
        first / floor
    );
    println!(
        "store verify, later           {later:.3} s, {:.3} s of it for git",
        later - without
    );
}

/// A copy of the store in a repository of its own that follows another, with changed journals.
fn changed_copy(folder: &Path, store: &Path, changed: usize) -> PathBuf {
    let _ = fs::remove_dir_all(folder.join("work"));
    let work = folder.join("work");
    fs::create_dir(&work).expect("a folder is made");
    let (hub, own) = (work.join("hub.git"), work.join("own"));
    let quiet = ["clone", "-q", "--no-hardlinks"];
    timed(git(store).args(quiet).arg("--bare").arg(store).arg(&hub));
    timed(git(store).args(quiet).arg(&hub).arg(&own));
    let mut lines = String::new();
    for journal in journals(&own).iter().take(changed) {
        let case = journal
            .file_stem()
            .expect("it has a name")
            .to_string_lossy();
        let note = json!({"do": "note", "case": case, "text": "one more"});
        writeln!(lines, "{note}").expect("there is room");
    }
    fed(ugat(&own).args(["batch", "-"]), lines.as_bytes());
    own
}

fn synced(folder: &Path, store: &Path, changed: usize, pairs: usize) {
    let (mut by_hand, mut beside, mut sync) = (vec![], vec![], vec![]);
    for _ in 0..pairs {
        let own = changed_copy(folder, store, changed);
        timed(ugat(&own).args(["store", "verify"]));
        sync.push(timed(ugat(&own).args(["store", "sync"])));
        let own = changed_copy(folder, store, changed);
        let add = timed(git(&own).args(["add", "-A"]));
        by_hand.push(add + timed(git(&own).args(["commit", "-q", "-m", "by hand"])));
        let fetch = timed(git(&own).args(["fetch", "-q"]));
        let merge = timed(git(&own).args(["merge", "-q", "origin/main"]));
        beside.push(fetch + merge + timed(git(&own).args(["push", "-q", "origin", "main"])));
    }
    let [by_hand, beside, sync] = [by_hand, beside, sync].map(median);
    println!(
        "store sync of {changed} journals    {sync:.3} s, {:.2} of `git add` and `git commit` \
         ({by_hand:.3} s) beside fetch, merge and push ({beside:.3} s)",
        (sync - beside) / by_hand
    );
}
