//! Clones of one repository, each with a person who works on it.

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test has no environment but the real one, and says where it is passed over"
)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::held;

/// A bare repository that everybody pushes to, and the folder of the clones.
pub struct Hub {
    folder: TempDir,
}

pub struct Clone {
    pub name: &'static str,
    /// The top of its work tree.
    folder: PathBuf,
    /// Where the store is, below the top.
    store: &'static str,
    home: PathBuf,
    /// Whether the person is named by the environment, and not by their git.
    named: bool,
}

/// What a command has said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    #[track_caller]
    fn of(arguments: &[&str], done: &Output) -> Self {
        let said = Self {
            code: done.status.code().expect("it ends by itself"),
            out: String::from_utf8_lossy(&done.stdout).into_owned(),
            err: String::from_utf8_lossy(&done.stderr).into_owned(),
        };
        held::hold(arguments, &said.out, &said.err);
        said
    }
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
            store: "",
            home: self.folder.path().to_owned(),
            named: true,
        }
    }

    /// The same of a repository that has the store in a folder.
    pub fn clone_below(
        &self,
        name: &'static str,
        store: &'static str,
        arguments: &[&str],
    ) -> Clone {
        let mut clone = self.clone_with(name, arguments);
        clone.store = store;
        clone
    }

    /// A repository of its own that knows the hub, and shares no history with it.
    pub fn apart(&self, name: &'static str) -> Clone {
        self.git(&["init", "-q", "-b", "main", name]);
        let clone = Clone {
            name,
            folder: self.folder.path().join(name),
            store: "",
            home: self.folder.path().to_owned(),
            named: true,
        };
        let hub = format!("file://{}", self.folder.path().join("hub.git").display());
        clone.git(&["remote", "add", "origin", &hub]);
        clone
    }

    /// Whether git here has this command.
    pub fn can(command: &[&str]) -> bool {
        let ran = Command::new("git").arg("--exec-path").output();
        let folder = ran.expect("there is git").stdout;
        let folder = String::from_utf8_lossy(&folder).trim().to_owned();
        let mut names = command.iter().map(|name| format!("git-{name}"));
        names.all(|name| Path::new(&folder).join(name).exists())
    }

    /// The folder that holds the repository and the clones; it is the home of everybody.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a hook into the bare repository, which finds the built program.
    pub fn hook(&self, name: &str, text: &str) {
        use std::os::unix::fs::PermissionsExt as _;
        let hooks = self.path().join("hub.git/hooks");
        fs::create_dir_all(&hooks).expect("a folder");
        let hook = hooks.join(name);
        fs::write(&hook, text).expect("a file");
        fs::set_permissions(hook, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }

    /// Gives everybody a name by git's own configuration.
    pub fn name_everybody(&self, name: &str) {
        self.git(&["config", "--global", "user.name", name]);
    }

    /// The clone that makes the store in a folder below its top.
    pub fn first_below(&self, name: &'static str, store: &'static str) -> Clone {
        let mut clone = self.clone(name);
        clone.git(&["checkout", "-q", "-B", "main"]);
        clone.ugat(&["store", "init", store]);
        clone.store = store;
        clone.named = false;
        clone
    }

    /// Puts a commit that holds a file and bears a signature into the folder of a repository.
    pub fn sign_a_commit_of(&self, file: &Path, name: &Path, repository: &Path) {
        let own = self.path().join("signed");
        let copy = own.join(name);
        fs::create_dir_all(copy.parent().expect("it lies in a folder")).expect("a folder");
        fs::copy(file, &copy).expect("it can be copied");
        let git = |arguments: &[&str], input: &[u8]| {
            let mut command = Command::new("git");
            let done = run_on(command.args(arguments), &own, self.path(), input);
            assert!(done.status.success(), "git {arguments:?}: {done:?}");
            String::from_utf8_lossy(&done.stdout).into_owned()
        };
        git(&["init", "-q"], b"");
        git(&["add", "-A"], b"");
        git(&["commit", "-q", "-m", "x"], b"");
        let commit = git(&["cat-file", "commit", "HEAD"], b"");
        let (head, message) = commit.split_once("\n\n").expect("it has a message");
        let signature =
            "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----";
        let signed = format!("{head}\n{signature}\n\n{message}");
        let id = git(
            &["hash-object", "-t", "commit", "-w", "--stdin"],
            signed.as_bytes(),
        );
        for folder in ["objects", "refs"] {
            copy_all(&own.join(".git").join(folder), &repository.join(folder));
        }
        let main = repository.join("refs/heads/main");
        fs::create_dir_all(main.parent().expect("a folder")).expect("a folder");
        fs::write(main, id).expect("a file");
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
    /// The value of a variable that is not to be there.
    pub const UNSET: &'static str = "\u{1}";

    /// The same as `try_ugat` with further variables of the environment.
    pub fn try_ugat_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ugat"));
        command.args(arguments).env("UGAT_LANG", "en");
        if self.named {
            command.env("UGAT_USER", self.name);
        }
        for (name, value) in variables {
            match *value == Self::UNSET {
                true => command.env_remove(name),
                false => command.env(name, value),
            };
        }
        let done = run(&mut command, &self.folder.join(self.store), &self.home);
        Said::of(arguments, &done)
    }

    /// Runs a line of shell in the folder of the store, as somebody would who follows a hint.
    pub fn shell(&self, line: &str) -> bool {
        let mut command = Command::new("/bin/sh");
        let done = run(
            command.args(["-c", line]),
            &self.folder.join(self.store),
            &self.home,
        );
        done.status.success()
    }

    /// What git prints.
    pub fn told(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        let done = run(command.args(arguments), &self.folder, &self.home);
        assert!(done.status.success(), "git {arguments:?}: {done:?}");
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

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
        self.try_ugat_in(self.store, arguments)
    }

    /// The same from a folder below the top.
    pub fn try_ugat_in(&self, folder: &str, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ugat"));
        command.args(arguments).env("UGAT_LANG", "en");
        if self.named {
            command.env("UGAT_USER", self.name);
        }
        let done = run(&mut command, &self.folder.join(folder), &self.home);
        Said::of(arguments, &done)
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

    /// A commit of everything, also of what is ignored.
    #[track_caller]
    pub fn commit_forced(&self, message: &str) {
        self.git(&["add", "-A", "-f"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    /// The top of its work tree.
    pub fn path(&self) -> &Path {
        &self.folder
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

    /// The first journal of the store.
    pub fn journal(&self) -> PathBuf {
        let journals = self.journals();
        journals.into_iter().next().expect("a case has a journal")
    }

    /// All journals of the store, in order.
    pub fn journals(&self) -> Vec<PathBuf> {
        let listed = |folder: &Path| {
            let entries = fs::read_dir(folder).into_iter().flatten();
            let paths = entries.map(|entry| entry.expect("it can be listed").path());
            paths.collect::<Vec<PathBuf>>()
        };
        // A clone of somebody who makes the store below its top has it there as well.
        let stores = [self.folder.join("cases"), self.folder.join("casos/cases")];
        let years = stores.iter().flat_map(|cases| listed(cases));
        let files = years.flat_map(|year| listed(&year));
        let is_journal = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "jsonl");
        let mut journals: Vec<PathBuf> = files.filter(is_journal).collect();
        journals.sort();
        journals
    }
}

/// Copies a folder into another, with all that is in it.
fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("it can be listed") {
        let path = entry.expect("it is listed").path();
        let to = to.join(path.file_name().expect("it has a name"));
        match path.is_dir() {
            true => copy_all(&path, &to),
            false => {
                fs::copy(&path, &to).expect("it can be copied");
            }
        }
    }
}

fn run(command: &mut Command, folder: &Path, home: &Path) -> Output {
    run_on(command, folder, home, b"")
}

fn run_on(command: &mut Command, folder: &Path, home: &Path, input: &[u8]) -> Output {
    // Hooks find the built program.
    let built = Path::new(env!("CARGO_BIN_EXE_ugat"));
    let others = std::env::var_os("PATH").expect("there are programs");
    let folders = built.parent().map(Path::to_owned).into_iter();
    let folders = folders.chain(std::env::split_paths(&others));
    let path = std::env::join_paths(folders).expect("they were joined before");
    let own: Vec<_> = command
        .get_envs()
        .map(|(name, value)| (name.to_owned(), value.map(ToOwned::to_owned)))
        .collect();
    command
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("HOME", home)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("LC_ALL", "C.UTF-8")
        .env("COLUMNS", "80")
        // The login, for who is named by nothing else.
        .env("USER", "ana")
        .env("GIT_AUTHOR_NAME", "Ana")
        .env("GIT_AUTHOR_EMAIL", "ana@example.org")
        .env("GIT_COMMITTER_NAME", "Ana")
        .env("GIT_COMMITTER_EMAIL", "ana@example.org")
        .envs(
            own.iter()
                .filter_map(|(name, value)| Some((name, value.as_ref()?))),
        );
    for (name, _) in own.iter().filter(|(_, value)| value.is_none()) {
        command.env_remove(name);
    }
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("it can be run");
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(input).expect("it is read");
    drop(stdin);
    child.wait_with_output().expect("it ends")
}
