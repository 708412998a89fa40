//! Faults, one at a time, at each of the calls that change something.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::world::World;

/// The calls that change what is on the disk; of `openat` those that make a file.
const CALLS: &str = "write,pwrite64,copy_file_range,sendfile,fdatasync,fsync,rename,renameat,\
                     renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,ftruncate,openat";

/// Those that can find the disk full.
const NEED_ROOM: [&str; 13] = [
    "write",
    "pwrite64",
    "copy_file_range",
    "sendfile",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "mkdir",
    "mkdirat",
    "openat",
];

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
    /// Where it is run, seen from the store.
    pub folder: &'static str,
    pub command: &'static str,
    /// A script that succeeds where the command has had its effect.
    pub effect: &'static str,
}

/// One of the calls that a command makes.
struct Call {
    name: String,
    /// The how manieth of its name.
    number: usize,
    /// What it is about, as traced.
    line: String,
}

impl Fault {
    fn injection(self, call: &Call) -> String {
        let fault = match self {
            Self::Kill => "signal=KILL".to_owned(),
            Self::Error(name) => format!("error={name}"),
        };
        let Call { name, number, .. } = call;
        format!("-e trace={name} -e inject={name}:{fault}:when={number}")
    }

    fn can_befall(self, call: &Call) -> bool {
        match self {
            Self::Kill | Self::Error("EIO") => true,
            Self::Error(_) => NEED_ROOM.contains(&&*call.name),
        }
    }
}

impl Call {
    /// Whether it says something on standard error, which promises nothing.
    fn is_talk(&self) -> bool {
        self.line.starts_with("write(2,")
    }

    /// Whether it says what was done, after which nothing is taken back.
    fn is_answer(&self) -> bool {
        self.line.starts_with("write(1,")
    }
}

/// Injects the fault at every call of every scene; how often, or nothing where that is not
/// permitted.
#[expect(
    clippy::disallowed_macros,
    clippy::print_stderr,
    reason = "a test prints what it did"
)]
pub fn all(scenes: &[Scene], fault: Fault) -> Option<usize> {
    if !permitted() {
        return None;
    }
    let mut count = 0;
    for scene in scenes {
        let world = World::done(4);
        let prepared = world.script("en", scene.before);
        assert_eq!(prepared.exit, Some(0), "{}", prepared.err);
        let start = Snapshot::of(&world);
        let known = events(&world, "HR-1");
        let calls = calls(&world, scene);
        for call in calls.iter().filter(|call| fault.can_befall(call)) {
            start.restore(&world);
            inject(&world, scene, fault, call, &known);
            count += 1;
        }
    }
    eprintln!("{fault:?}: injected {count} times");
    Some(count)
}

/// The calls that the command makes where nothing fails.
fn calls(world: &World, scene: &Scene) -> Vec<Call> {
    let said = traced(world, scene, &format!("-e trace={CALLS}"));
    assert_eq!(said.exit, Some(0), "{}: {}", scene.name, said.err);
    assert!(shows(world, scene), "{} has no effect", scene.name);
    let trace = std::fs::read_to_string(world.home().join("trace")).expect("it is traced");
    let mut numbers = BTreeMap::new();
    let mut calls = Vec::new();
    for line in trace.lines() {
        // With -f each line begins with the number of its process.
        let line = line.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ' ');
        let Some((name, _)) = line.split_once('(') else {
            continue;
        };
        let number = numbers.entry(name.to_owned()).or_insert(0_usize);
        *number += 1;
        if name != "openat" || line.contains("O_CREAT") {
            calls.push(Call {
                name: name.to_owned(),
                number: *number,
                line: line.to_owned(),
            });
        }
    }
    calls
}

/// Runs the command with the fault and looks at what is there afterwards.
fn inject(world: &World, scene: &Scene, fault: Fault, call: &Call, known: &BTreeSet<String>) {
    let said = traced(world, scene, &fault.injection(call));
    let at = format!("{}, {fault:?} at {}", scene.name, call.line);
    match fault {
        Fault::Kill => assert_ne!(said.exit, Some(0), "{at}: it went on"),
        Fault::Error(_) => {
            let trace = std::fs::read_to_string(world.home().join("trace")).unwrap_or_default();
            assert!(trace.contains("INJECTED"), "{at}: not reached");
            assert!(said.exit.is_some(), "{at}: it was ended: {}", said.err);
            assert!(
                said.exit != Some(0) || call.is_talk(),
                "{at}: said to be done: {}",
                said.out
            );
            let is_as_it_was = said.exit != Some(0) && !call.is_answer();
            if is_as_it_was && scene.name.contains("case") {
                assert!(
                    !shows(world, scene),
                    "{at}: said to have failed and is there"
                );
            }
        }
    }
    // Half of an effect is told by a code of its own.
    shows(world, scene);
    let now = events(world, "HR-1");
    assert!(now.is_superset(known), "{at}: an event is gone");
    if said.exit == Some(0) || !said.out.is_empty() {
        assert!(shows(world, scene), "{at}: said to be done and is not");
    }
    works_afterwards(world, scene, &at);
}

/// The next command works, and so does the same one again, unless it has been done.
#[track_caller]
fn works_afterwards(world: &World, scene: &Scene, at: &str) {
    let note = world.script("en", "ugat case note HR-1 afterwards >/dev/null");
    assert_eq!(note.exit, Some(0), "{at}: {}", note.err);
    // As at another time, at which another case would get another name.
    let Scene {
        folder, command, ..
    } = scene;
    let again = world.script("en", &format!("cd {folder} && UGAT_SEED=2 {command}"));
    assert!(shows(world, scene), "{at}: {}", again.err);
    let log = world.script("en", "ugat --json case log HR-1");
    assert_eq!(log.exit, Some(0), "{at}: {}", log.err);
    assert!(log.out.contains("afterwards"), "{at}");
    let verified = world.script("en", "ugat store verify");
    assert_eq!(verified.exit, Some(0), "{at}: {}", verified.out);
}

/// Runs the command of a scene under strace with these options.
fn traced(world: &World, scene: &Scene, options: &str) -> crate::world::Said {
    let Scene {
        folder, command, ..
    } = scene;
    // A cache folder inside of a store is not used: a call that fails in one says nothing of the
    // command.
    let strace = "XDG_CACHE_HOME=\"$PWD/cache\" strace";
    world.script(
        "en",
        &format!("cd {folder} && {strace} -f -qq -o \"$HOME/trace\" {options} {command}; exit $?"),
    )
}

/// Whether the effect of the scene is there.
fn shows(world: &World, scene: &Scene) -> bool {
    let Scene { folder, effect, .. } = scene;
    let said = world.script("en", &format!("cd {folder} && {effect}"));
    assert_ne!(said.exit, Some(9), "{}: half of it is there", scene.name);
    said.exit == Some(0)
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

/// Whether a process may be traced and a call of it made to fail; where not, the test says so.
#[expect(
    clippy::disallowed_macros,
    clippy::print_stderr,
    reason = "a test says why it tests nothing"
)]
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
    let permitted = tried.is_ok_and(|tried| tried.status.success());
    if !permitted {
        eprintln!("passed over: processes may not be traced here, or strace is missing");
    }
    permitted
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
