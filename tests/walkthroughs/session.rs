//! A shell in an empty home in which the commands of a script are run one after the other.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::proposals::Proposal;
use crate::script::{Part, Script};

/// How the home of the sandbox is called in what is printed.
const HOME: &str = "/home/ana";

/// Where files are kept in memory, if the machine has such a folder: many copies are made.
const MEMORY: &str = "/dev/shm";

/// The shell that runs a script, with what installs it.
const SHELL: (&str, &str) = ("bash", "apt-get install bash");

/// The programs beside `ugat` and the shell's that a command may need, with what installs them.
const TOOLS: [(&str, &str); 4] = [
    ("jq", "apt-get install jq"),
    ("git", "apt-get install git"),
    ("duckdb", "pip install duckdb"),
    ("pandas", "pip install pandas"),
];

/// What is no program but a module of Python.
const MODULES: [&str; 2] = ["duckdb", "pandas"];

/// What runs a command in a copy of the home, and what finds an event that a resolution may keep, else
/// the last of the case.
const FOLLOWING: &str = r#"
follow() {
    mv "$4" "$4.kept" && cp -a "$4.kept" "$4" && cd "$PWD"
    ( eval "$(cat "$1")" ) >"$2" 2>&1 </dev/null
    echo $? >"$3"
    rm -rf "$4" && mv "$4.kept" "$4" && cd "$PWD"
}
side_of() {
    local answer
    answer=$(ugat case status "$1" --json 2>/dev/null)
    if [[ $answer =~ \"sides\":\[\{\"event\":\"([0-9a-f]+) ]]; then
        echo "${BASH_REMATCH[1]}"
        return
    fi
    answer=$(ugat case log "$1" --json 2>/dev/null)
    if [[ $answer =~ .*\"event\":\"([0-9a-f]+)\",\"seq ]]; then
        echo "${BASH_REMATCH[1]}"
    fi
}
"#;

pub struct Session {
    /// Holds the home, and beside it the notes of what was run.
    folder: TempDir,
}

/// What a watcher has kept of a session; gone with it.
pub struct Watched {
    _folder: TempDir,
    pub calls: PathBuf,
}

impl Session {
    /// Runs every command of a script in one shell; gives what each has printed, with its exit
    /// code where that is not 0.
    ///
    /// # Errors
    /// Where the shell ended before the last command.
    pub fn run(script: &Script, name: &str) -> Result<Vec<String>, String> {
        let session = Self::of(script, name, &[])?;
        let steps = script.steps().zip(0_usize..);
        let printed: Vec<String> = steps
            .map(|(step, number)| {
                session
                    .printed(&number.to_string())
                    .ok_or_else(|| format!("line {}: the shell ended here", step.line))
            })
            .collect::<Result<_, _>>()?;
        session.without_secrets(script, &printed)?;
        Ok(printed)
    }

    /// Runs the script once more, and after each step every command that it proposed, in the situation in
    /// which it was proposed, which is given back after each; gives what each of them has printed.
    ///
    /// # Errors
    /// Where the shell ended before the last command.
    pub fn followed(
        script: &Script,
        name: &str,
        proposed: &[Vec<Proposal>],
    ) -> Result<Vec<Vec<String>>, String> {
        let session = Self::of(script, name, proposed)?;
        let printed = proposed.iter().zip(0_usize..).map(|(all, number)| {
            let each = (0..all.len()).map(|place| {
                let printed = session.printed(&format!("{number}-{place}"));
                printed.ok_or_else(|| format!("`{}` was not run", all[place].command))
            });
            each.collect()
        });
        printed.collect()
    }

    /// Runs the script with a watcher in place of the program, and gives what it has kept: a folder for
    /// each call. The watcher is a script of bash that finds the program and this folder in variables.
    ///
    /// # Errors
    /// Where the shell cannot be run.
    pub fn watched(script: &Script, name: &str, watcher: &str) -> Result<Watched, String> {
        let session = Self::within(Path::new(MEMORY));
        fs::create_dir(session.calls()).expect("a folder can be made");
        let program = env!("CARGO_BIN_EXE_ugat");
        let calls = session.calls();
        let head = format!(
            "#!/bin/bash\nprogram='{program}' calls='{}'\n",
            calls.display()
        );
        let place = session.watcher().join("ugat");
        fs::create_dir(session.watcher()).expect("a folder can be made");
        fs::write(&place, head + watcher).expect("it can be written");
        fs::set_permissions(&place, Permissions::from_mode(0o755)).expect("it is ours");
        session.go(script, name, &[])?;
        Ok(Watched {
            _folder: session.folder,
            calls,
        })
    }

    /// A sandbox in which all of it was run.
    fn of(script: &Script, name: &str, proposed: &[Vec<Proposal>]) -> Result<Self, String> {
        let session = Self::empty();
        session.go(script, name, proposed)?;
        Ok(session)
    }

    fn empty() -> Self {
        Self::within(&env::temp_dir())
    }

    /// In this folder, if it is there.
    fn within(folder: &Path) -> Self {
        let folder = tempfile::tempdir_in(folder).or_else(|_| tempfile::tempdir());
        let session = Self {
            folder: folder.expect("there is room for a sandbox"),
        };
        fs::create_dir_all(session.home()).expect("a home can be made");
        fs::create_dir(session.notes()).expect("a folder can be made");
        session
    }

    fn go(&self, script: &Script, name: &str, proposed: &[Vec<Proposal>]) -> Result<(), String> {
        let driver = self.notes().join("driver");
        fs::write(&driver, self.driver(script, proposed)).expect("it can be written");
        // What a shell says of itself goes nowhere: each command keeps what it prints.
        Command::new(SHELL.0)
            .args(["--noprofile", "--norc"])
            .arg(&driver)
            .current_dir(self.home())
            .env_clear()
            .envs(self.variables(script, name))
            .output()
            .map_err(|error| format!("`bash` cannot be run: {error}"))?;
        Ok(())
    }

    /// Holds that the secrets of the forms in a script are in those forms alone.
    fn without_secrets(&self, script: &Script, printed: &[String]) -> Result<(), String> {
        let files = || {
            let files = script.parts.iter();
            files.filter_map(|part| match part {
                Part::File { name, text } => Some((name.as_str(), text.as_str())),
                Part::Prose(_) | Part::Step(_) => None,
            })
        };
        let lines = files().flat_map(|(_, text)| text.lines());
        let secrets = lines.filter_map(|line| line.strip_prefix("token-notificacion = "));
        for secret in secrets.map(|quoted| quoted.trim_matches('"')) {
            if printed.iter().any(|text| text.contains(secret)) {
                return Err(format!("`{secret}` is printed"));
            }
            let found = Command::new("grep")
                .args(["-rlaF", secret, "."])
                .current_dir(self.home())
                .output()
                .map_err(|error| format!("`grep` cannot be run: {error}"))?;
            let found = String::from_utf8_lossy(&found.stdout);
            let given = |path: &str| files().any(|(name, _)| path.ends_with(name));
            if let Some(path) = found.lines().find(|path| !given(path)) {
                return Err(format!("`{secret}` is left in {path}"));
            }
        }
        Ok(())
    }

    fn home(&self) -> PathBuf {
        let folder = self.folder.path().canonicalize().expect("it is there");
        folder.join("ana")
    }

    fn notes(&self) -> PathBuf {
        self.folder.path().join("notes")
    }

    /// Where a watcher stands in place of the program, if there is one.
    fn watcher(&self) -> PathBuf {
        self.folder.path().join("watcher")
    }

    fn calls(&self) -> PathBuf {
        self.folder.path().join("calls")
    }

    /// Where programs are found: a watcher first.
    fn path(&self) -> OsString {
        let watcher = self.watcher();
        let folders = path();
        let folders = std::iter::once(watcher).chain(env::split_paths(&folders));
        env::join_paths(folders).expect("they were joined before")
    }

    fn variables(&self, script: &Script, name: &str) -> BTreeMap<OsString, OsString> {
        let home = self.home();
        let language = if name.ends_with(".es.md") { "es" } else { "en" };
        let fixed = [
            ("HOME", home.as_os_str().to_owned()),
            ("XDG_DATA_HOME", home.join(".local/share").into()),
            ("PATH", self.path()),
            ("UGAT_USER", "Ana Quispe".into()),
            ("UGAT_LANG", language.into()),
            ("UGAT_NOW", "2026-03-02T10:12:00-04:00".into()),
            ("UGAT_SEED", name.into()),
            ("LC_ALL", "C.UTF-8".into()),
            // As a terminal shows it: in a pipe no line would be broken.
            ("COLUMNS", "80".into()),
            ("TZ", "America/La_Paz".into()),
            ("TERM", "dumb".into()),
            ("GIT_CONFIG_NOSYSTEM", "1".into()),
            ("GIT_AUTHOR_NAME", "Ana Quispe".into()),
            ("GIT_AUTHOR_EMAIL", "ana@example.bo".into()),
            ("GIT_COMMITTER_NAME", "Ana Quispe".into()),
            ("GIT_COMMITTER_EMAIL", "ana@example.bo".into()),
        ];
        let own = script.settings.iter();
        let own = own.map(|(name, value)| (name.into(), value.into()));
        let fixed = fixed.map(|(name, value)| (OsString::from(name), value));
        fixed.into_iter().chain(own).collect()
    }

    /// A shell script that runs each command in turn, so that one may change the folder or set a
    /// variable for those after it.
    fn driver(&self, script: &Script, proposed: &[Vec<Proposal>]) -> String {
        let notes = self.notes();
        let mut driver = FOLLOWING.to_owned();
        let mut number: usize = 0;
        let mut files = 0;
        for part in &script.parts {
            match part {
                Part::Prose(_) => {}
                Part::Step(step) => {
                    let note = |end| notes.join(format!("{number}.{end}")).display().to_string();
                    fs::write(note("command"), &step.command).expect("it can be written");
                    let (command, out, code) = (note("command"), note("out"), note("code"));
                    driver += &format!(
                        "eval \"$(cat '{command}')\" >'{out}' 2>&1 </dev/null\necho $? >'{code}'\n"
                    );
                    for (place, one) in proposed.get(number).into_iter().flatten().enumerate() {
                        driver += &self.following(&format!("{number}-{place}"), one);
                    }
                    number += 1;
                }
                Part::File { name, text } => {
                    let note = notes.join(format!("{files}.file"));
                    fs::write(&note, text).expect("it can be written");
                    let note = note.display();
                    driver += &format!("mkdir -p \"$(dirname '{name}')\"\ncp '{note}' '{name}'\n");
                    files += 1;
                }
            }
        }
        driver
    }

    /// Runs a proposed command in a copy of the home, which takes its place meanwhile.
    fn following(&self, number: &str, proposal: &Proposal) -> String {
        let note = |end| self.notes().join(format!("{number}.{end}"));
        let home = self.home();
        let home = home.to_str().expect("the folder for sandboxes is UTF-8");
        let command = proposal.command.replace(HOME, home);
        fs::write(note("command"), command).expect("it can be written");
        let (command, out, code) = (note("command"), note("out"), note("code"));
        format!(
            "follow '{}' '{}' '{}' '{home}'\n",
            command.display(),
            out.display(),
            code.display()
        )
    }

    /// What the command of this number has printed; nothing where it never ended.
    fn printed(&self, number: &str) -> Option<String> {
        let note = |end| self.notes().join(format!("{number}.{end}"));
        let code = fs::read_to_string(note("code")).ok()?;
        let printed = fs::read(note("out")).ok()?;
        let home = self.home();
        let home = home.to_str().expect("the folder for sandboxes is UTF-8");
        let mut printed = String::from_utf8_lossy(&printed).replace(home, HOME);
        if !printed.is_empty() && !printed.ends_with('\n') {
            printed.push('\n');
        }
        match code.trim() {
            "0" => {}
            code => printed += &format!("[exit {code}]\n"),
        }
        Some(printed)
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

/// A program that a script needs and this machine lacks, with what brings it.
pub fn missing_tool(script: &Script) -> Option<String> {
    if !is_there(SHELL.0) {
        return Some(format!(
            "`{}` is missing, which `{}` brings",
            SHELL.0, SHELL.1
        ));
    }
    script.parts.iter().find_map(|part| {
        let (text, place) = match part {
            Part::Prose(_) => return None,
            Part::Step(step) => (&step.command, format!("line {}", step.line)),
            Part::File { name, text } => (text, name.clone()),
        };
        let words: Vec<&str> = text
            .split(|character: char| !(character.is_alphanumeric() || "-_./".contains(character)))
            .collect();
        let (tool, install) = TOOLS
            .iter()
            .find(|(tool, _)| words.contains(tool) && !is_there(tool))?;
        Some(format!(
            "{place}: `{tool}` is missing, which `{install}` brings"
        ))
    })
}

fn is_there(tool: &str) -> bool {
    if MODULES.contains(&tool) {
        let imports = format!("import {tool}");
        let imported = Command::new("python3").args(["-c", &imports]).output();
        return imported.is_ok_and(|output| output.status.success());
    }
    env::split_paths(&path()).any(|folder| folder.join(tool).is_file())
}
