//! A home, a store and nothing else, in which the program is run as a person would.

#[path = "follow.rs"]
mod follow;
#[path = "../tools/held.rs"]
pub mod held;
#[path = "../walkthroughs/proposals.rs"]
mod proposals;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use tempfile::TempDir;

pub const LANGUAGES: [&str; 2] = ["es", "en"];

/// How the home is called in what is expected.
const HOME: &str = "/home/ana";

/// How the case is called in what is expected.
const CASE: &str = "pr07-0123456789ab";

/// The end of what every form in these tests gives as its secret: nothing that is said may hold it,
/// nor any file but the form itself.
pub const SECRET: &str = "9f8e7d6c";

pub struct World {
    folder: TempDir,
    /// The forms that were given, which may hold a secret.
    forms: RefCell<BTreeSet<PathBuf>>,
    /// The id of the case, where there is one.
    pub case: Option<String>,
}

/// What a run has said, the home and the case called as always.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// None where a signal ended it.
    pub exit: Option<i32>,
    pub out: String,
    pub err: String,
}

impl World {
    /// A home without a store.
    pub fn without_store() -> Self {
        let world = Self {
            folder: tempfile::tempdir().expect("there is room for a folder"),
            forms: RefCell::default(),
            case: None,
        };
        fs::create_dir(world.home()).expect("a home is made");
        world
    }

    /// A home with a store in which nothing was done yet.
    pub fn empty() -> Self {
        let world = Self::without_store();
        let made = world.run("en", &["store", "init", "casos"]);
        assert_eq!(made.exit, Some(0), "{}", made.err);
        world
    }

    /// The same with a case of PR07 in which activities 1 up to this one are done.
    pub fn done(last: u8) -> Self {
        let mut world = Self::empty();
        world.start();
        for activity in 1..=last {
            world.ok(&["case", "advance", ".", &activity.to_string()]);
        }
        world
    }

    /// The same world in another place, pipes and the like aside.
    pub fn copy(&self) -> Self {
        let world = Self {
            folder: tempfile::tempdir().expect("there is room for a folder"),
            forms: RefCell::default(),
            case: self.case.clone(),
        };
        copied(&self.home(), &world.home());
        let forms = self.forms.borrow();
        let forms = forms
            .iter()
            .filter_map(|form| form.strip_prefix(self.home()).ok());
        let forms = forms.map(|form| world.home().join(form)).collect();
        world.forms.replace(forms);
        world
    }

    /// A command as it is typed in this world, in which the home is called as always.
    pub fn own(&self, command: &str) -> String {
        command.replace(HOME, self.home().to_str().expect("UTF-8"))
    }

    /// Starts the case whose id is told apart from others.
    pub fn start(&mut self) {
        let said = self.ok(&[
            "case",
            "start",
            "pr07",
            "--entity",
            "Ministerio X",
            "--ref",
            "HR-1",
            "--json",
        ]);
        let started: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
        let id = started["case"].as_str().expect("it has an id");
        self.case = Some(id.to_owned());
    }

    /// Writes a filled form, which alone may hold a secret.
    pub fn give(&self, path: &Path, text: &str) {
        fs::write(path, text).expect("it is ours");
        self.forms.borrow_mut().insert(path.to_owned());
    }

    pub fn home(&self) -> PathBuf {
        let folder = self.folder.path().canonicalize().expect("it is there");
        folder.join("ana")
    }

    pub fn store(&self) -> PathBuf {
        self.home().join("casos")
    }

    pub fn journal(&self) -> PathBuf {
        let case = self.case.as_ref().expect("a case was started");
        self.store().join(format!("cases/2026/{case}.jsonl"))
    }

    pub fn lines(&self) -> Vec<String> {
        let text = fs::read_to_string(self.journal()).expect("it is there");
        text.split_inclusive('\n').map(str::to_owned).collect()
    }

    /// The program in this world alone, in the folder of the store.
    pub fn command(&self, language: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ugat"));
        self.seal(&mut command, language);
        command
    }

    /// A script of bash in this world; the program is `ugat` in it.
    pub fn script(&self, language: &str, script: &str) -> Said {
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-c", script]);
        self.seal(&mut command, language);
        self.said(&command.output().expect("bash is run"))
    }

    fn seal(&self, command: &mut Command, language: &str) {
        let (home, store) = (self.home(), self.store());
        let inside = if store.is_dir() { &store } else { &home };
        command
            .current_dir(inside)
            .env_clear()
            .env("PATH", path())
            .env("HOME", &home)
            .env("TMPDIR", &home)
            .env("UGAT_NOW", "2026-03-02T10:12:00-04:00")
            .env("UGAT_SEED", "1")
            .env("UGAT_USER", "Ana Quispe")
            .env("UGAT_LANG", language)
            .env("LC_ALL", "C.UTF-8")
            .env("COLUMNS", "80")
            .stdin(Stdio::null());
    }

    /// With arguments that need not be text.
    pub fn run_with(&self, language: &str, args: &[&[u8]]) -> Said {
        let args = args.iter().map(|bytes| OsStr::from_bytes(bytes));
        let output = self.command(language).args(args).output();
        self.said(&output.expect("the program is run"))
    }

    #[track_caller]
    pub fn run(&self, language: &str, args: &[&str]) -> Said {
        self.fed(language, args, b"")
    }

    /// Runs it with this on standard input.
    #[track_caller]
    pub fn fed(&self, language: &str, args: &[&str], input: &[u8]) -> Said {
        let mut command = self.command(language);
        command
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program is run");
        let mut pipe = child.stdin.take().expect("it is piped");
        // It may stop reading where it has read too much.
        let _ = pipe.write_all(input);
        drop(pipe);
        let said = self.said(&child.wait_with_output().expect("it ends"));
        held::hold(args, &said.out, &said.err);
        said
    }

    /// The same refusal for a script: in JSON, with the code with which it ended for people.
    #[track_caller]
    fn refused_in_json(&self, args: &[&str], input: &[u8], exit: i32) {
        if args.contains(&"--json") {
            return;
        }
        let behind = args.iter().position(|word| *word == "--");
        let (words, rest) = args.split_at(behind.unwrap_or(args.len()));
        let args = [words, &["--json"], rest].concat();
        let said = self.fed("en", &args, input);
        assert_eq!(said.exit, Some(exit), "{args:?}: {said:?}");
        assert!(said.err.ends_with("}\n"), "{args:?}: {said:?}");
    }

    fn said(&self, output: &Output) -> Said {
        let text = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).expect("what is said is UTF-8");
            let home = self.home();
            let text = text.replace(home.to_str().expect("UTF-8"), HOME);
            match &self.case {
                Some(case) => text.replace(case.as_str(), CASE),
                None => text,
            }
        };
        let said = Said {
            exit: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        };
        let kept = !said.out.contains(SECRET) && !said.err.contains(SECRET);
        assert!(kept, "a secret is said: {said:?}");
        said
    }

    /// The whole talk of a reading command in both languages, which answers and ends so.
    #[track_caller]
    pub fn told(&self, args: &[&str], exit: i32, es: &str, en: &str) {
        let before = self.tree();
        for (language, expected) in LANGUAGES.into_iter().zip([es, en]) {
            let said = self.run(language, args);
            assert_eq!((said.exit, &*said.err), (Some(exit), expected), "{args:?}");
            assert_ne!(said.out, "", "{args:?}");
        }
        assert!(self.tree() == before, "reading never writes");
    }

    /// Runs what is to succeed without a word on standard error.
    #[track_caller]
    pub fn ok(&self, args: &[&str]) -> Said {
        let said = self.run("en", args);
        assert_eq!((said.exit, &*said.err), (Some(0), ""), "{args:?}");
        said
    }

    /// Runs what is to fail with this in each language and to change nothing.
    #[track_caller]
    pub fn refused(&self, args: &[&str], exit: i32, es: &str, en: &str) {
        self.refused_input(args, b"", exit, es, en);
    }

    /// The same with this on standard input.
    #[track_caller]
    pub fn refused_input(&self, args: &[&str], input: &[u8], exit: i32, es: &str, en: &str) {
        let before = self.tree();
        for (language, expected) in LANGUAGES.into_iter().zip([es, en]) {
            let said = self.fed(language, args, input);
            assert_eq!(
                said,
                Said {
                    exit: Some(exit),
                    out: String::new(),
                    err: format!("{expected}\n")
                },
                "{args:?}"
            );
        }
        self.refused_in_json(args, input, exit);
        assert!(self.tree() == before, "{args:?} has changed a file");
        if input.is_empty() {
            self.follow("es", args, es);
        }
    }

    /// Everything in the home, what is kept in the cache aside: its files with what they hold, its
    /// links with where they lead.
    pub fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let cache = self.home().join(".cache");
        let mut tree = self.everything();
        tree.retain(|path, _| !path.starts_with(&cache));
        tree
    }

    fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut tree = BTreeMap::new();
        gather(&self.home(), &mut tree);
        tree
    }
}

/// After every test, whatever it was about: no secret is left in store, home or temporary files.
impl Drop for World {
    fn drop(&mut self) {
        if thread::panicking() {
            return;
        }
        let forms = self.forms.borrow();
        let holds = |bytes: &[u8]| {
            bytes
                .windows(SECRET.len())
                .any(|at| at == SECRET.as_bytes())
        };
        let tree = self.everything().into_iter();
        let mut others = tree.filter(|(path, _)| !forms.contains(path));
        let left = others.find(|(path, bytes)| holds(bytes) || holds(path.as_os_str().as_bytes()));
        assert_eq!(left.map(|(path, _)| path), None, "a secret is left");
    }
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("it has a name"));
        let about = fs::symlink_metadata(&path).expect("it is there");
        if about.is_symlink() {
            let link = fs::read_link(&path).expect("a link");
            symlink(link, target).expect("a link is made");
        } else if about.is_dir() {
            copied(&path, &target);
        } else if about.is_file() {
            fs::copy(&path, target).expect("a file is copied");
        }
    }
}

fn gather(folder: &Path, tree: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let kind = fs::symlink_metadata(&path).expect("it is there");
        let held = if kind.is_symlink() {
            let target = fs::read_link(&path).expect("a link");
            target.as_os_str().as_bytes().to_vec()
        } else if kind.is_dir() {
            gather(&path, tree);
            Vec::new()
        } else {
            fs::read(&path).expect("a file")
        };
        tree.insert(path, held);
    }
}

/// The built program before everything else.
#[expect(
    clippy::disallowed_methods,
    reason = "a test has no environment but the real one"
)]
fn path() -> OsString {
    let built = Path::new(env!("CARGO_BIN_EXE_ugat"));
    let folder = built.parent().expect("a file lies in a folder");
    let others = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(folder.to_owned()).chain(env::split_paths(&others));
    env::join_paths(folders).expect("they were joined before")
}
