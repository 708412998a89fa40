use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Git at work in a folder, as a program of its own: it asks nobody anything, speaks English, and
/// looks at no repository but the one that the folder is in.
#[derive(Clone, Debug)]
pub struct Git {
    folder: PathBuf,
}

/// What a call of git came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// Nothing where a signal ended it.
    pub code: Option<i32>,
    pub out: Vec<u8>,
    /// What it said, line by line.
    pub said: Vec<String>,
}

/// Variables by which a caller could point git elsewhere.
const POINTERS: [&str; 8] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
];

/// What keeps git from asking, and from speaking otherwise.
const MANNERS: [(&str, &str); 9] = [
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_EDITOR", "true"),
    ("GIT_SEQUENCE_EDITOR", "true"),
    ("GIT_MERGE_AUTOEDIT", "no"),
    ("GIT_PAGER", "cat"),
    ("GIT_ASKPASS", "false"),
    ("SSH_ASKPASS", "false"),
    ("SSH_ASKPASS_REQUIRE", "force"),
    ("LC_ALL", "C"),
];

impl Git {
    pub fn in_folder(folder: &Path) -> Self {
        let folder = folder.to_owned();
        Self { folder }
    }

    /// Runs git to its end.
    ///
    /// # Errors
    /// Where it cannot be run.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> io::Result<Ran> {
        self.run_on(b"", arguments)
    }

    /// The same with something to read.
    ///
    /// # Errors
    /// Where it cannot be run.
    pub fn run_on<A: AsRef<OsStr>>(&self, input: &[u8], arguments: &[A]) -> io::Result<Ran> {
        let mut command = Command::new("git");
        for pointer in POINTERS {
            command.env_remove(pointer);
        }
        let mut child = command
            .envs(MANNERS)
            .current_dir(&self.folder)
            .args(["-c", "core.quotePath=false", "-c", "advice.diverging=false"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // Who does not read to the end has told why.
            let _ = stdin.write_all(input);
        }
        let ran = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&ran.stderr);
        Ok(Ran {
            code: ran.status.code(),
            out: ran.stdout,
            said: said.lines().map(str::to_owned).collect(),
        })
    }
}

impl Ran {
    pub const fn is_well(&self) -> bool {
        matches!(self.code, Some(0))
    }

    /// All that it said to people, on either side.
    pub fn told(&self) -> Vec<String> {
        let said = self.said.iter().cloned();
        said.chain(self.text().lines().map(str::to_owned)).collect()
    }

    /// What it printed, without the last line end.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).trim_end().to_owned()
    }

    /// The paths that it printed, each ended by a NUL.
    pub fn paths(&self) -> Vec<String> {
        let parts = self.out.split(|byte| *byte == 0);
        let parts = parts.filter(|part| !part.is_empty());
        parts
            .map(|part| String::from_utf8_lossy(part).into_owned())
            .collect()
    }
}
