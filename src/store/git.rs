//! The one door to git: every call of it is made here, as a program of its own, with the same
//! settings. What a push can bring never decides which program runs: the repository is the one whose
//! `.git` lies nearest above, and no configuration of a folder that only looks like one is read.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Git at work in the work tree that a folder lies in.
#[derive(Clone, Debug)]
pub struct Git {
    /// The top of the work tree: there git finds `.git` before it looks at anything else.
    top: PathBuf,
    /// The folder that it was opened for, below the top; empty where it is the top.
    inner: PathBuf,
    /// Whether git called this program, and its variables say which repository and index are meant.
    in_hook: bool,
    /// Whether the top is a repository without a work tree, and said to be one by who called.
    is_bare: bool,
    /// Whether git may ask for a password or a passphrase on the terminal.
    asks: bool,
}

/// The outcome of a call of git.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// Nothing where a signal ended it.
    pub code: Option<i32>,
    pub out: Vec<u8>,
    /// What it printed on standard error, line by line.
    pub said: Vec<String>,
}

/// Variables by which a caller could point git to another repository.
const POINTERS: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_ATTR_SOURCE",
];

/// Variables that would change how git reads a path.
const PATHSPECS: [&str; 4] = [
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// What keeps git from opening an editor or a pager, and from speaking another language.
const MANNERS: [(&str, &str); 6] = [
    ("GIT_EDITOR", "true"),
    ("GIT_SEQUENCE_EDITOR", "true"),
    ("GIT_MERGE_AUTOEDIT", "no"),
    ("GIT_PAGER", "cat"),
    // What a partial clone lacks is not fetched behind the user's back.
    ("GIT_NO_LAZY_FETCH", "1"),
    ("LC_ALL", "C"),
];

/// What keeps git, ssh and their helpers from asking anybody.
const SILENCE: [(&str, &str); 4] = [
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_ASKPASS", "false"),
    ("SSH_ASKPASS", "false"),
    ("SSH_ASKPASS_REQUIRE", "force"),
];

/// Settings of every call. The first three keep git from running what a folder or a signed commit
/// names, the next three have history told whole; submodules are no part of a store.
const SETTINGS: [&str; 12] = [
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "log.showSignature=false",
    "log.showRoot=true",
    "log.follow=false",
    "diff.renames=false",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "push.recurseSubmodules=no",
    "diff.ignoreSubmodules=all",
    "core.quotePath=false",
    "advice.diverging=false",
];

impl Git {
    /// Git in the repository whose `.git` lies in a folder or nearest above it; nothing where there
    /// is none. A folder that has the parts of a bare repository is not taken for one.
    pub fn around(folder: &Path) -> Option<Self> {
        let folder = folder.canonicalize().ok()?;
        let top = folder
            .ancestors()
            .find(|above| above.join(".git").symlink_metadata().is_ok())?;
        let inner = folder.strip_prefix(top).unwrap_or(Path::new(""));
        Some(Self::in_folder(top).at(inner))
    }

    fn in_folder(top: &Path) -> Self {
        Self {
            top: top.to_owned(),
            inner: PathBuf::new(),
            in_hook: false,
            is_bare: false,
            asks: false,
        }
    }

    /// Git as it called this program in a hook, in the folder in which it did.
    pub fn of_hook(folder: &Path) -> Self {
        Self {
            in_hook: true,
            ..Self::in_folder(folder)
        }
    }

    /// Git in a repository without a work tree, which whoever calls has named as one.
    pub fn of_bare(folder: &Path) -> Self {
        Self {
            is_bare: true,
            ..Self::in_folder(folder)
        }
    }

    /// For a folder below the top.
    #[must_use]
    pub fn at(mut self, inner: &Path) -> Self {
        inner.clone_into(&mut self.inner);
        self
    }

    /// Says whether git may ask on the terminal.
    #[must_use]
    pub const fn asking(mut self, asks: bool) -> Self {
        self.asks = asks;
        self
    }

    /// The name that the person has told git, where a folder is.
    pub fn user_name(folder: &Path) -> Option<String> {
        // Nobody pushes to the root of the file system.
        let nowhere = || Self::in_folder(Path::new("/"));
        let git = Self::around(folder).unwrap_or_else(nowhere);
        let name = git.setting("user.name").ok()??;
        let name = name.trim().to_owned();
        (!name.is_empty()).then_some(name)
    }

    /// What the configuration says of a name; nothing where it says nothing.
    pub fn setting(&self, name: &str) -> io::Result<Option<String>> {
        let ran = self.run(&["config", "--get", name])?;
        Ok(ran.is_well().then(|| ran.text()))
    }

    /// The branch at work; nothing where it is none.
    pub fn branch(&self) -> io::Result<Option<String>> {
        let ran = self.run(&["symbolic-ref", "-q", "--short", "HEAD"])?;
        Ok(ran.is_well().then(|| ran.text()))
    }

    /// The repository that a branch follows, and its branch there; nothing where it follows none.
    pub fn followed(&self, branch: &str) -> io::Result<Option<(String, String)>> {
        let remote = self.setting(&format!("branch.{branch}.remote"))?;
        Ok(remote.zip(self.setting(&format!("branch.{branch}.merge"))?))
    }

    /// The first of the other repositories that it knows.
    pub fn remote(&self) -> io::Result<Option<String>> {
        let remotes = self.run(&["remote"])?.text();
        Ok(remotes.lines().next().map(str::to_owned))
    }

    /// The first two numbers of its version; nothing where there is no git.
    pub fn version() -> Option<(u32, u32)> {
        let ran = Self::in_folder(Path::new("/")).run(&["version"]).ok()?;
        let text = ran.text();
        let mut numbers = text.split(' ').nth(2)?.split('.').map(str::parse);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    }

    /// The lock of the index, where a git holds it or has left it.
    pub fn lock_left(&self) -> io::Result<Option<PathBuf>> {
        let path = self.run(&["rev-parse", "--git-path", "index.lock"])?.text();
        let lock = self.top.join(path);
        Ok(lock.exists().then_some(lock))
    }

    /// What was begun in the work tree and is not ended, by the name of git's command.
    pub fn under_way(&self) -> io::Result<Option<&'static str>> {
        for (file, command) in [
            ("rebase-merge", "rebase"),
            ("rebase-apply", "rebase"),
            ("MERGE_HEAD", "merge"),
            ("CHERRY_PICK_HEAD", "cherry-pick"),
            ("REVERT_HEAD", "revert"),
        ] {
            let path = self.run(&["rev-parse", "--git-path", file])?.text();
            if self.top.join(path).exists() {
                return Ok(Some(command));
            }
        }
        Ok(None)
    }

    /// Whether a rebase is under way where a file lies: git's two sides of it are then the other
    /// way round.
    pub fn is_rebasing(file: &Path) -> bool {
        let git = file.parent().and_then(Self::around);
        let under_way = git.and_then(|git| git.under_way().ok()?);
        under_way == Some("rebase")
    }

    /// The top of the work tree.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// How git calls a path that is relative to the folder it was opened for.
    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        // Joined with nothing, a path would get a slash at its end.
        match path.as_ref() {
            path if path.as_os_str().is_empty() => self.inner.clone(),
            path => self.inner.join(path),
        }
    }

    /// A path of git's as seen from the folder it was opened for; nothing where it lies outside.
    pub fn seen<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        path.strip_prefix(&self.inner).ok()
    }

    /// Runs git to its end.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> io::Result<Ran> {
        self.run_on(b"", arguments)
    }

    /// Runs git to its end, with something to read.
    pub fn run_on<A: AsRef<OsStr>>(&self, input: &[u8], arguments: &[A]) -> io::Result<Ran> {
        let mut child = self.command(arguments).spawn()?;
        let stdin = child.stdin.take();
        let ran = std::thread::scope(|scope| {
            // Git may answer before it has read all input: writing and reading go on at once.
            scope.spawn(move || {
                // A child that stops reading reports the cause itself.
                stdin.map(|mut stdin| stdin.write_all(input))
            });
            child.wait_with_output()
        })?;
        let said = String::from_utf8_lossy(&ran.stderr);
        Ok(Ran {
            code: ran.status.code(),
            out: ran.stdout,
            said: said.lines().map(str::to_owned).collect(),
        })
    }

    /// Runs git while something reads what it prints.
    pub fn stream<T>(
        &self,
        input: &[u8],
        arguments: &[impl AsRef<OsStr>],
        read: impl FnOnce(&mut dyn BufRead) -> io::Result<T>,
    ) -> io::Result<T> {
        let mut child = self.command(arguments).stderr(Stdio::null()).spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let done = std::thread::scope(|scope| {
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
            // What is left unread when this ends ends git as well.
            let mut out = BufReader::new(stdout.ok_or(io::ErrorKind::BrokenPipe)?);
            read(&mut out)
        });
        let ended = child.wait()?;
        match (done, ended.success()) {
            (Ok(done), true) => Ok(done),
            (Ok(_), false) => Err(io::Error::other("git failed")),
            (Err(error), _) => Err(error),
        }
    }

    fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = Command::new("git");
        if !self.in_hook {
            for pointer in POINTERS {
                command.env_remove(pointer);
            }
        }
        if self.is_bare {
            command.env("GIT_DIR", &self.top);
        }
        for pathspec in PATHSPECS {
            command.env_remove(pathspec);
        }
        if !self.asks {
            command.envs(SILENCE);
        }
        command
            .envs(MANNERS)
            .current_dir(&self.top)
            .args(settings())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// The words of a command, which has a blank between each two.
pub fn words(command: &str) -> Vec<&str> {
    command.split(' ').collect()
}

fn settings() -> impl Iterator<Item = OsString> {
    let each = SETTINGS.into_iter();
    each.flat_map(|setting| ["-c".into(), setting.into()])
}

impl Ran {
    pub const fn is_well(&self) -> bool {
        matches!(self.code, Some(0))
    }

    /// All that it said, on either stream.
    pub fn told(&self) -> Vec<String> {
        let said = self.said.iter().cloned();
        said.chain(self.text().lines().map(str::to_owned)).collect()
    }

    /// What it printed, without the last line end.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).trim_end().to_owned()
    }

    /// The paths that it printed, each ended by a NUL.
    pub fn paths(&self) -> Vec<PathBuf> {
        use std::os::unix::ffi::OsStrExt as _;
        self.out
            .split(|byte| *byte == 0)
            .filter(|part| !part.is_empty())
            .map(|part| PathBuf::from(OsStr::from_bytes(part)))
            .collect()
    }
}
