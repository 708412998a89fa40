//! The programs that a test needs beside Rust and git.

use std::env;

/// Whether this machine has a program. That it is missing is a fault where every change is checked,
/// and a word on any other machine.
#[expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test says what it does not test"
)]
pub fn has(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).any(|folder| folder.join(program).is_file());
    if !found {
        assert!(env::var_os("CI").is_none(), "`{program}` is missing");
        eprintln!("passed over, `{program}` is missing, which `apt-get install {program}` brings");
    }
    found
}
