//! Whole processes, started in a folder and timed from the outside.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub const UGAT: &str = env!("CARGO_BIN_EXE_ugat");

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
