//! Clones of one repository, each with a person who works on it.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test has no environment but the real one, and says where it is passed over"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A bare repository that everybody pushes to, and the folder of the clones.
pub struct Hub {
    folder: TempDir,
}

pub struct Clone {
    pub name: &'static str,
    folder: PathBuf,
    home: PathBuf,
}

/// What a command has said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Hub {
    /// Nothing where there is no git, except where everything is checked.
    pub fn new() -> Option<Self> {
        let found = Command::new("git").arg("--version").output().is_ok();
        assert!(found || std::env::var_os("CI").is_none(), "git is missing");
        if !found {
            eprintln!("passed over: this machine has no git");
            return None;
        }
        let folder = tempfile::tempdir().expect("there is room");
        let hub = Self { folder };
        hub.git(&["init", "-q", "--bare", "-b", "main", "hub.git"]);
        Some(hub)
    }

    /// The clone that makes the store.
    pub fn first(&self, name: &'static str) -> Clone {
        let clone = self.clone(name);
        clone.git(&["checkout", "-q", "-B", "main"]);
        clone.ugat(&["store", "init", "."]);
        clone
    }

    pub fn clone(&self, name: &'static str) -> Clone {
        self.clone_with(name, &[])
    }

    /// A clone made with further arguments of `git clone`.
    pub fn clone_with(&self, name: &'static str, arguments: &[&str]) -> Clone {
        let hub = format!("file://{}", self.folder.path().join("hub.git").display());
        let command: Vec<&str> = ["clone", "-q"]
            .into_iter()
            .chain(arguments.iter().copied())
            .chain([&*hub, name])
            .collect();
        self.git(&command);
        Clone {
            name,
            folder: self.folder.path().join(name),
            home: self.folder.path().to_owned(),
        }
    }

    fn git(&self, arguments: &[&str]) {
        let done = run(
            Command::new("git").args(arguments),
            self.folder.path(),
            self.folder.path(),
        );
        assert!(done.status.success(), "git {arguments:?}: {done:?}");
    }
}

impl Clone {
    /// A case of PR07, with reference R-1, that has come to where four works are ready.
    pub fn begin(&self) {
        self.ugat(&["case", "start", "pr07", "--entity", "X", "--ref", "R-1"]);
        for activity in ["1", "2", "3", "4"] {
            self.ugat(&["case", "advance", "R-1", activity]);
        }
        self.commit("begun");
    }

    #[track_caller]
    pub fn ugat(&self, arguments: &[&str]) -> String {
        let said = self.try_ugat(arguments);
        assert_eq!(said.code, 0, "{arguments:?}: {}{}", said.out, said.err);
        said.out
    }

    pub fn try_ugat(&self, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ugat"));
        let done = run(command.args(arguments), &self.folder, &self.home);
        Said {
            code: done.status.code().expect("it ends by itself"),
            out: String::from_utf8_lossy(&done.stdout).into_owned(),
            err: String::from_utf8_lossy(&done.stderr).into_owned(),
        }
    }

    #[track_caller]
    pub fn git(&self, arguments: &[&str]) {
        let done = run(
            Command::new("git").args(arguments),
            &self.folder,
            &self.home,
        );
        assert!(done.status.success(), "git {arguments:?}: {done:?}");
    }

    pub fn try_git(&self, arguments: &[&str]) -> bool {
        let done = run(
            Command::new("git").args(arguments),
            &self.folder,
            &self.home,
        );
        done.status.success()
    }

    #[track_caller]
    pub fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    #[track_caller]
    pub fn push(&self) {
        self.git(&["push", "-q", "origin", "HEAD:main"]);
        self.try_git(&["branch", "-q", "--set-upstream-to=origin/main"]);
    }

    pub fn remove(&self, file: &str) {
        fs::remove_file(self.folder.join(file)).expect("it is there");
    }

    /// All that is shown of the case, as JSON.
    pub fn shown(&self) -> String {
        let what = ["status", "outputs", "log", "why"];
        let shown = what.map(|what| self.ugat(&["--json", "case", what, "R-1"]));
        shown.concat()
    }

    /// The journal of the only case.
    pub fn journal(&self) -> PathBuf {
        let years = fs::read_dir(self.folder.join("cases")).expect("it is there");
        let year = years
            .map(|year| year.expect("it can be listed").path())
            .next();
        let entries = fs::read_dir(year.expect("a case has a year")).expect("it is there");
        let mut paths = entries.map(|entry| entry.expect("it can be listed").path());
        paths
            .find(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
            .expect("a case has a journal")
    }
}

fn run(command: &mut Command, folder: &Path, home: &Path) -> Output {
    let path = std::env::var_os("PATH").expect("there are programs");
    command
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("HOME", home)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "Ana")
        .env("GIT_AUTHOR_EMAIL", "ana@example.org")
        .env("GIT_COMMITTER_NAME", "Ana")
        .env("GIT_COMMITTER_EMAIL", "ana@example.org")
        .env("UGAT_USER", folder.file_name().unwrap_or_default())
        .env("UGAT_LANG", "en")
        .output()
        .expect("it can be run")
}
