//! Many writers at once: what was acknowledged is there, and no line is broken.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
    case: String,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let mut desk = Self {
            folder,
            case: String::new(),
        };
        desk.done(&["store", "init", "."]);
        let started = desk.done(&["case", "start", "pr07", "--entity", "X", "--json"]);
        desk.case += started["case"].as_str().expect("an id");
        desk
    }

    fn spawn(&self, args: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_ugat"))
            .args(args)
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("UGAT_USER", "Ana Quispe")
            .env("UGAT_LANG", "en")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program is run")
    }

    /// Runs what is to succeed; the JSON that it answers, if any.
    #[track_caller]
    fn done(&self, args: &[&str]) -> Value {
        let output = self.spawn(args).wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {said}");
        serde_json::from_slice(&output.stdout).unwrap_or_default()
    }

    fn journal(&self) -> std::path::PathBuf {
        let cases = self.folder.path().join("cases");
        let year = fs::read_dir(cases).expect("it is there").next();
        let year = year.expect("a year").expect("a folder").path();
        year.join(format!("{}.jsonl", self.case))
    }

    /// The notes of the journal, every line of it whole and sound.
    #[track_caller]
    fn notes(&self) -> Vec<String> {
        let text = fs::read_to_string(self.journal()).expect("UTF-8");
        assert!(text.ends_with('\n'));
        self.done(&["case", "status", &self.case, "--json"]);
        let events = text.lines().map(|line| {
            let line: Value = serde_json::from_str(line).expect("a whole line");
            line["event"]["did"]["noted"]["note"]
                .as_str()
                .map(str::to_owned)
        });
        events.flatten().collect()
    }
}

#[test]
fn fifty_writers_at_once_lose_nothing_that_was_acknowledged() {
    let desk = Desk::new();
    let names: Vec<String> = (0..50).map(|number| format!("n{number}")).collect();
    let writers: Vec<Child> = names
        .iter()
        .map(|name| desk.spawn(&["case", "note", &desk.case, name]))
        .collect();
    for writer in writers {
        let output = writer.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
    let notes = desk.notes();
    assert_eq!(notes.len(), 50);
    let found: BTreeSet<String> = notes.into_iter().collect();
    assert_eq!(found, names.into_iter().collect());
}

#[test]
fn of_fifty_who_complete_the_same_activity_one_does() {
    let desk = Desk::new();
    let writers: Vec<Child> = (0..50)
        .map(|_| desk.spawn(&["case", "advance", &desk.case, "1"]))
        .collect();
    let mut codes: Vec<Option<i32>> = writers
        .into_iter()
        .map(|writer| writer.wait_with_output().expect("it ends").status.code())
        .collect();
    codes.sort_unstable();
    let mut expected = vec![Some(1); 50];
    expected[0] = Some(0);
    assert_eq!(codes, expected);
    let text = fs::read_to_string(desk.journal()).expect("UTF-8");
    assert_eq!(text.lines().count(), 2);
    let status = desk.done(&["case", "status", &desk.case, "--json"]);
    assert_eq!(status["in_conflict"], false);
}

#[test]
fn fifty_cases_are_begun_at_once() {
    let desk = Desk::new();
    let writers: Vec<Child> = (0..50)
        .map(|_| desk.spawn(&["case", "start", "pr05", "--entity", "Y"]))
        .collect();
    for writer in writers {
        let output = writer.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
    let listed = desk.done(&["case", "list", "--json"]);
    assert_eq!(listed["cases"].as_array().map(Vec::len), Some(51));
    assert_eq!(listed["errors"].as_array().map(Vec::len), Some(0));
}

#[test]
fn writers_go_on_in_the_file_that_was_moved_into_place() {
    let desk = Desk::new();
    let journal = desk.journal();
    let aside = journal.with_extension("aside");
    for round in 0..10 {
        let before: BTreeSet<String> = desk.notes().into_iter().collect();
        let names = [format!("a{round}"), format!("b{round}")];
        let writers: Vec<Child> = names
            .iter()
            .map(|name| desk.spawn(&["case", "note", &desk.case, name]))
            .collect();
        // As git and `mv` do it: a copy takes the place of the file, at any moment of the writing.
        fs::copy(&journal, &aside).expect("it is copied");
        fs::rename(&aside, &journal).expect("it is moved");
        for writer in writers {
            let output = writer.wait_with_output().expect("it ends");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{said}");
        }
        let after: BTreeSet<String> = desk.notes().into_iter().collect();
        assert!(after.is_superset(&before), "{before:?} {after:?}");
    }
    // Replaced between two writes, nothing at all may be missing.
    fs::copy(&journal, &aside).expect("it is copied");
    fs::rename(&aside, &journal).expect("it is moved");
    let writers = ["c", "d"].map(|name| desk.spawn(&["case", "note", &desk.case, name]));
    for writer in writers {
        assert!(writer.wait_with_output().expect("it ends").status.success());
    }
    let notes = desk.notes();
    assert!(notes.contains(&"c".to_owned()) && notes.contains(&"d".to_owned()));
}

#[test]
fn of_many_who_start_a_case_with_the_same_reference_one_does() {
    for (more, failed) in [("--if-new", 0), ("", 1)] {
        let desk = Desk::new();
        let args = [
            "case", "start", "pr05", "--entity", "Y", "--ref", "HR-5", "--json",
        ];
        let args: Vec<&str> = args
            .into_iter()
            .chain([more])
            .filter(|arg| !arg.is_empty())
            .collect();
        let writers: Vec<Child> = (0..30).map(|_| desk.spawn(&args)).collect();
        let (mut new, mut cases) = (0, BTreeSet::new());
        for writer in writers {
            let output = writer.wait_with_output().expect("it ends");
            let Ok(started) = serde_json::from_slice::<Value>(&output.stdout) else {
                assert_eq!(output.status.code(), Some(failed));
                continue;
            };
            new += usize::from(started["new"] == true);
            cases.insert(started["case"].to_string());
        }
        assert_eq!((new, cases.len()), (1, 1));
        let listed = desk.done(&["case", "list", "--json"]);
        assert_eq!(listed["cases"].as_array().map(Vec::len), Some(2));
    }
}
