//! A store into which things are put as by a push, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use ugat::{CaseId, Digest, EventId, ItemId, ProcedureId};

use crate::world::held;

/// Long enough for whatever a loaded machine does, and far too short for a search without a bound.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct World {
    folder: TempDir,
}

/// What a run has said.
#[derive(Debug)]
pub struct Said {
    pub exit: Option<i32>,
    pub out: String,
    pub err: String,
}

impl World {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        let world = Self { folder };
        fs::create_dir_all(world.store()).expect("a folder");
        world.ok(&["store", "init", "."]);
        world
    }

    pub fn home(&self) -> PathBuf {
        self.folder.path().join("ana")
    }

    pub fn store(&self) -> PathBuf {
        self.home().join("casos")
    }

    /// The folder of what is kept for the user.
    pub fn cache(&self) -> PathBuf {
        self.home().join(".cache/ugat")
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ugat"));
        command
            .args(args)
            .current_dir(self.store())
            .env_clear()
            .env("HOME", self.home())
            .env("UGAT_NOW", "2026-11-30T15:00:00Z")
            .env("UGAT_USER", "Ana Quispe")
            .env("UGAT_LANG", "en")
            .env("LC_ALL", "C.UTF-8")
            .env("COLUMNS", "80");
        command
    }

    /// An answer, whatever it is, in time.
    #[track_caller]
    pub fn run(&self, args: &[&str]) -> Said {
        let began = Instant::now();
        let said = said(self.command(args).output().expect("it is run"));
        assert!(began.elapsed() < PATIENCE, "{args:?} takes too long");
        assert!(matches!(said.exit, Some(0..=4)), "{args:?}: {said:?}");
        held::hold(args, &said.out, &said.err);
        said
    }

    #[track_caller]
    pub fn ok(&self, args: &[&str]) -> String {
        let said = self.run(args);
        assert_eq!(said.exit, Some(0), "{args:?}: {}", said.err);
        said.out
    }

    /// The error of a command that fails with this code.
    #[track_caller]
    pub fn error(&self, args: &[&str], exit: i32) -> serde_json::Value {
        let said = self.run(&[args, &["--json"]].concat());
        assert_eq!(said.exit, Some(exit), "{args:?}: {said:?}");
        let error: serde_json::Value = serde_json::from_str(&said.err).expect("JSON");
        error["error"].clone()
    }

    #[track_caller]
    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let said = self.run(&[args, &["--json"]].concat());
        serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{args:?}: {said:?}"))
    }

    pub fn write(&self, path: &str, text: &str) {
        write(&self.store().join(path), text);
    }

    /// Pins a definition under this name; its digest.
    pub fn pinned(&self, id: &str, version: u32, text: &str) -> Digest {
        let digest = Digest::of(text.as_bytes());
        let name = format!("{id}-v{version}-{}.toml", digest.short(12));
        self.write(&format!("procedures/pinned/{name}"), text);
        digest
    }
}

pub fn said(output: Output) -> Said {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Said {
        exit: output.status.code(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// A case of events that are right by themselves.
pub struct Pushed {
    pub id: CaseId,
    pub first: EventId,
    lines: String,
    head: EventId,
    seq: u32,
}

impl Pushed {
    pub fn start(procedure: &str, version: u32, digest: Digest) -> Self {
        let did = format!(
            r#"{{"started":{{"procedure":"{procedure}","version":{version},"digest":"{digest}","entities":["X"],"nonce":"{digest}"}}}}"#
        );
        let (first, line) = event("", 1, &did);
        let id = ProcedureId::parse(procedure).expect("an id");
        Self {
            id: CaseId::of(id, &first),
            first,
            lines: line,
            head: first,
            seq: 1,
        }
    }

    pub fn add(&mut self, did: &str) {
        self.seq += 1;
        let (id, line) = event(&format!("\"{}\"", self.head), self.seq, did);
        self.lines += &line;
        self.head = id;
    }

    /// Completes the first activity.
    pub fn advance(&mut self) {
        let item = ItemId::of(format!("item 1\n{} always\n", self.first).as_bytes());
        self.add(&format!(
            r#"{{"completed":{{"activity":1,"item":"{item}"}}}}"#
        ));
    }

    /// Moves it to a version, from one that was named so.
    pub fn migrate(&mut self, version: u32, digest: Digest) {
        let from = ItemId::of(format!("version\n{}\n", self.first).as_bytes());
        self.add(&format!(
            r#"{{"migrated":{{"from":"{from}","version":{version},"digest":"{digest}","map":[[1,1],[2,2]],"reason":"r"}}}}"#
        ));
    }

    /// Puts its journal into the store; its path there.
    pub fn write(&self, world: &World) -> String {
        let path = format!("cases/2026/{}.jsonl", self.id);
        world.write(&path, &self.lines);
        path
    }
}

fn event(after: &str, seq: u32, did: &str) -> (EventId, String) {
    let event = format!(
        r#"{{"v":1,"after":[{after}],"seq":{seq},"at":"2026-11-01","rec":"2026-11-01T14:00:00Z","by":"Eva","did":{did}}}"#
    );
    let id = EventId::of(event.as_bytes());
    (id, format!("{{\"id\":\"{id}\",\"event\":{event}}}\n"))
}

/// A definition by what follows each of its activities.
pub fn definition(id: &str, version: u32, next: &[&str]) -> String {
    let activities = (1..).zip(next).map(|(number, next)| {
        format!(
            "\n[[activity]]\nnumber = {number}\ntitle = {{ es = \"a{number}\", en = \"a{number}\" }}\n\
             role = \"profesional-ait\"\noutputs = [\"flujo\"]\nnext = [{next}]\n"
        )
    });
    let head = format!(
        "id = \"{id}\"\ncode = \"X-{id}\"\nversion = {version}\ntitle = {{ es = \"t\", en = \"t\" }}\n"
    );
    head + &activities.collect::<String>()
}

/// One with so many branches at once.
pub fn parallel(id: &str, branches: usize) -> String {
    let numbers: Vec<String> = (2..branches + 2).map(|number| number.to_string()).collect();
    let (all, last) = (numbers.join(", "), (branches + 2).to_string());
    let mut next = vec![all.as_str()];
    next.extend(std::iter::repeat_n(last.as_str(), branches));
    next.push("");
    definition(id, 1, &next)
}
