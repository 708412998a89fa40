//! Faults, one at a time, at each of the calls that change something.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::world::World;

/// The calls that change what is on the disk; opening is one where it makes a file.
const CALLS: [&str; 8] = [
    "write",
    "pwrite64",
    "fdatasync",
    "fsync",
    "renameat2,rename,renameat",
    "linkat,link",
    "mkdir,mkdirat",
    "ftruncate",
];

/// More calls of one kind than any command makes.
const MOST: usize = 60;

#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// The process is killed where it makes the call.
    Kill,
    /// The call fails with this error.
    Error(&'static str),
}

/// A command in a store where activities 1 to 4 of a case of PR07 are done.
pub struct Scene {
    pub name: &'static str,
    /// Run before, without a fault.
    pub before: &'static str,
    pub command: &'static str,
    /// What the store shows where it has succeeded.
    pub effect: &'static str,
}

impl Fault {
    fn injection(self, calls: &str, which: usize) -> String {
        let fault = match self {
            Self::Kill => "signal=KILL".to_owned(),
            Self::Error(name) => format!("error={name}"),
        };
        format!("-e trace={calls} -e inject={calls}:{fault}:when={which}")
    }
}

/// Injects the fault at every call of every scene; how often, or nothing where that is not
/// permitted.
#[expect(
    clippy::disallowed_macros,
    clippy::print_stderr,
    reason = "a test that is passed over says so, and others print what they did"
)]
pub fn all(scenes: &[Scene], fault: Fault) -> Option<usize> {
    if !permitted() {
        eprintln!("passed over: processes may not be traced here, or strace is missing");
        return None;
    }
    let mut count = 0;
    for scene in scenes {
        let world = World::done(4);
        let prepared = world.script("en", scene.before);
        assert_eq!(prepared.exit, Some(0), "{}", prepared.err);
        let start = Snapshot::of(&world);
        let known = events(&world, "HR-1");
        for calls in CALLS {
            let mut which = 1;
            loop {
                let injection = fault.injection(calls, which);
                let command = scene.command;
                let said = world.script(
                    "en",
                    &format!("strace -qq -o trace {injection} {command}; exit $?"),
                );
                let reached = std::fs::read_to_string(world.store().join("trace"));
                let reached = reached.is_ok_and(|trace| trace.contains("INJECTED"))
                    || matches!(fault, Fault::Kill) && said.exit != Some(0);
                if !reached {
                    assert_eq!(said.exit, Some(0), "{}: {}", scene.name, said.err);
                    break;
                }
                let where_it_was = format!("{}, {fault:?}, {calls} {which}", scene.name);
                check(&world, scene, said.exit == Some(0), &known, &where_it_was);
                start.restore(&world);
                count += 1;
                which += 1;
                assert!(which < MOST, "{where_it_was}");
            }
            start.restore(&world);
        }
    }
    eprintln!("{fault:?}: injected {count} times");
    Some(count)
}

/// What must hold after a fault.
#[track_caller]
fn check(world: &World, scene: &Scene, acknowledged: bool, known: &BTreeSet<String>, at: &str) {
    let now = events(world, "HR-1");
    assert!(now.is_superset(known), "{at}: an event is gone");
    if acknowledged {
        assert!(shows(world, scene), "{at}: said to be done and is not");
    }
    // The next command works, and so does the same one again, unless it has been done.
    let note = world.script("en", "ugat case note HR-1 afterwards >/dev/null");
    assert_eq!(note.exit, Some(0), "{at}: {}", note.err);
    // As at another time, at which another case would get another name.
    let again = world.script("en", &format!("UGAT_SEED=2 {}", scene.command));
    let done = shows(world, scene);
    assert!(done, "{at}: {}", again.err);
    let log = world.script("en", "ugat --json case log HR-1");
    assert_eq!(log.exit, Some(0), "{at}: {}", log.err);
    assert!(log.out.contains("afterwards"), "{at}");
    let list = world.script("en", "ugat --json case list");
    assert_eq!(list.exit, Some(0), "{at}: {}", list.err);
}

/// Whether the effect of the scene is there.
fn shows(world: &World, scene: &Scene) -> bool {
    if scene.effect == "other" {
        let files = ["ugat.toml", ".gitattributes", ".gitignore"];
        let other = world.store().join("other");
        return files.iter().all(|file| other.join(file).exists());
    }
    let all = world.script(
        "en",
        "for case in $(ugat --json case list | grep -o '\"case\":\"[^\"]*' | cut -d'\"' -f4); do \
         ugat --json case log $case; done",
    );
    all.out.contains(scene.effect)
}

fn events(world: &World, case: &str) -> BTreeSet<String> {
    let said = world.run("en", &["--json", "case", "log", case]);
    assert_eq!(said.exit, Some(0), "{}", said.err);
    let log: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(
        log["damage"].as_array().map(Vec::len),
        Some(0),
        "{}",
        said.out
    );
    let events = log["events"].as_array().expect("events");
    let ids = events.iter().filter_map(|event| event["event"].as_str());
    ids.map(str::to_owned).collect()
}

/// Whether a process may be traced and a call of it made to fail.
pub fn permitted() -> bool {
    let tried = Command::new("strace")
        .args([
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "inject=fsync:error=EIO",
            "true",
        ])
        .output();
    tried.is_ok_and(|tried| tried.status.success())
}

/// A copy of the home, to begin again from.
struct Snapshot {
    folder: tempfile::TempDir,
}

impl Snapshot {
    fn of(world: &World) -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        copy(&world.home(), &folder.path().join("home"));
        Self { folder }
    }

    fn restore(&self, world: &World) {
        std::fs::remove_dir_all(world.home()).expect("it can be removed");
        copy(&self.folder.path().join("home"), &world.home());
    }
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-a").arg(from).arg(to).status();
    assert!(copied.is_ok_and(|status| status.success()));
}
