//! Programs of others, filled with as many cases and asked what is comparable, where they are
//! installed; nothing is installed for it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::figures;
use crate::process::{UGAT, program, timed};

const PAIRS: usize = 5;

/// What runs in the folder that is the home of a peer.
type Words = &'static [&'static str];

/// A program of others.
struct Peer {
    name: &'static str,
    /// What succeeds where it is installed.
    probe: Words,
    /// Writes what it takes in, of so many cases.
    write: fn(&Path, usize),
    /// Takes it in, one after the other.
    fill: &'static [Words],
    /// What it is asked.
    ask: Words,
    /// As many cases as it takes in within minutes.
    most: usize,
}

const PEERS: [Peer; 4] = [
    // It reads the same journals.
    Peer {
        name: "DuckDB",
        probe: &["python3", "-c", "import duckdb"],
        write: |home, _| script(home, include_str!("peers/duckdb_status.py")),
        fill: &[],
        ask: &["python3", "peer.py", "store"],
        most: usize::MAX,
    },
    Peer {
        name: "taskwarrior",
        probe: &["task", "--version"],
        write: tasks,
        fill: &[&["task", "rc:taskrc", "import", "tasks.json"]],
        ask: &["task", "rc:taskrc", "list"],
        most: 10_000,
    },
    Peer {
        name: "SpiffWorkflow",
        probe: &["python3", "-c", "import SpiffWorkflow"],
        write: |home, cases| {
            script(home, include_str!("peers/spiff_status.py"));
            fs::write(home.join("cases"), cases.to_string()).expect("the disk has room");
        },
        fill: &[&["python3", "peer.py", "fill"]],
        ask: &["python3", "peer.py", "ask"],
        most: 10_000,
    },
    Peer {
        name: "beads_rust",
        probe: &["br", "--version"],
        write: issues,
        fill: &[
            &["br", "init", "--prefix", "case"],
            &["cp", "issues.jsonl", ".beads/issues.jsonl"],
            &["br", "sync", "--import-only"],
        ],
        ask: &["br", "stats"],
        most: 10_000,
    },
];

/// Times each that is there in pairs with a question about the store.
pub fn compare(folder: &Path, store: &Path, cases: usize, question: &[&str]) {
    for peer in &PEERS {
        let name = peer.name;
        if !is_there(peer) {
            println!("{name:>20}: not installed");
        } else if cases > peer.most {
            println!("{name:>20}: not filled with as many");
        } else {
            let home = folder.join(name);
            fs::create_dir(&home).expect("a folder is made");
            std::os::unix::fs::symlink(store, home.join("store")).expect("it is linked");
            (peer.write)(&home, cases);
            for words in peer.fill {
                timed(&mut command(words, &home));
            }
            let mut theirs = command(peer.ask, &home);
            let pair = |_| {
                let ours = timed(program(&UGAT, store).args(question));
                (ours, timed(&mut theirs))
            };
            let taken: Vec<_> = (0..PAIRS).map(pair).collect();
            figures::report("report status", name, &taken);
        }
    }
}

fn is_there(peer: &Peer) -> bool {
    let mut probe = Command::new(peer.probe[0]);
    probe.args(&peer.probe[1..]);
    let silent = probe.stdin(Stdio::null()).stdout(Stdio::null());
    let status = silent.stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn command(words: Words, home: &Path) -> Command {
    let name = match words[0] {
        "python3" => python(),
        name => name.to_owned(),
    };
    let mut command = program(&name, home);
    command.args(&words[1..]).stderr(Stdio::null());
    command
}

/// Python itself, where what is called so only looks for it.
fn python() -> String {
    let asked = ["-c", "import sys; print(sys.executable)"];
    let told = Command::new("python3").args(asked).output();
    let told = told.expect("it is installed").stdout;
    String::from_utf8_lossy(&told).trim().to_owned()
}

fn script(home: &Path, text: &str) {
    fs::write(home.join("peer.py"), text).expect("the disk has room");
}

/// A task for each case, in the project of its entity, with the activity that is ready as a tag.
fn tasks(home: &Path, cases: usize) {
    let taskrc = "data.location=data\nconfirmation=no\nverbose=nothing\n";
    fs::write(home.join("taskrc"), taskrc).expect("the disk has room");
    fs::create_dir(home.join("data")).expect("a folder is made");
    let tasks = (0..cases).map(|case| {
        json!({
            "description": format!("PR07, case {case}"),
            "project": format!("Ministerio {}", case % 97),
            "status": "pending",
            "entry": "20260302T141200Z",
            "tags": ["activity11"],
        })
    });
    let tasks = tasks.collect::<Value>().to_string();
    fs::write(home.join("tasks.json"), tasks).expect("the disk has room");
}

/// An issue for each case.
fn issues(home: &Path, cases: usize) {
    let issues = (0..cases).map(|case| {
        let issue = json!({
            "id": format!("case-{case:06}"),
            "title": format!("PR07, case {case}"),
            "description": format!("Ministerio {}", case % 97),
            "status": "open",
            "priority": 2,
            "issue_type": "task",
            "created_at": "2026-03-02T14:12:00Z",
            "updated_at": "2026-03-02T14:12:00Z",
        });
        format!("{issue}\n")
    });
    fs::write(home.join("issues.jsonl"), issues.collect::<String>()).expect("the disk has room");
}
