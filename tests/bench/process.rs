//! Whole processes, started in a folder and timed from the outside. Both sides are copies, as an
//! installed program is: what a linker wrote bit by bit lies in memory in as many pieces, and every
//! start pays for them until the system has read the file anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The program as it was built beside this one, or another build of it that `UGAT_PROGRAM` names.
pub static UGAT: LazyLock<String> = LazyLock::new(|| {
    let named = std::env::var_os("UGAT_PROGRAM").map(PathBuf::from);
    let built = || PathBuf::from(env!("CARGO_BIN_EXE_ugat"));
    installed("ugat", &named.unwrap_or_else(built))
});

/// This program, with its floors.
pub static OURSELVES: LazyLock<String> =
    LazyLock::new(|| installed("floor", &std::env::current_exe().expect("it runs")));

fn installed(name: &str, program: &Path) -> String {
    let folder: PathBuf = [env!("CARGO_TARGET_TMPDIR"), "installed"].iter().collect();
    let copy = folder.join(name);
    fs::create_dir_all(&folder).expect("a folder is made");
    fs::copy(program, &copy).expect("the disk has room");
    copy.to_string_lossy().into_owned()
}

/// A program that runs in a folder as somebody who has nothing at home.
pub fn program(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command
        .current_dir(folder)
        .env("HOME", folder)
        .env("UGAT_USER", "Ana Quispe")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command
}

/// How long it takes.
pub fn timed(command: &mut Command) -> Duration {
    let start = Instant::now();
    let status = command.status().expect("the program starts");
    let taken = start.elapsed();
    assert!(status.success(), "{command:?}");
    taken
}
