use std::os::unix::ffi::OsStrExt as _;

use clap::Args;
use serde::Serialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::both;
use crate::cli::session::place;
use crate::view::json;
use crate::words::hostile;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Muestra la carpeta del registro en uso",
        "Show the folder of the store in use"
    )
)]
pub struct Path {}

#[derive(Serialize)]
struct PathView {
    store: String,
}

impl Path {
    /// Says where the store is that a command run here would use.
    pub fn run(env: &mut Env, general: &General) -> Result<(), Failure> {
        let place = place(env, general)?;
        let store = place.path().display().to_string();
        if env.json() {
            env.answer(&json(&PathView { store }));
        } else if env.answers_a_terminal() {
            env.answer(&format!("{}\n", tame(&store)));
        } else {
            // A script takes it as it is.
            let path = place.path().as_os_str().as_bytes();
            env.out().write_pieces(&[path, b"\n"]);
        }
        Ok(())
    }
}

/// A path as it is, but for characters that could steer a terminal.
fn tame(path: &str) -> String {
    let mut shown = String::with_capacity(path.len());
    for character in path.chars() {
        match hostile(character) {
            true => shown.extend(character.escape_unicode()),
            false => shown.push(character),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::tame;

    #[test]
    fn a_path_is_shown_as_it_is_but_for_what_steers_a_terminal() {
        let case = |path: &str, expected: &str| assert_eq!(tame(path), expected);
        case("/home/ana/año 2026/сasos's", "/home/ana/año 2026/сasos's");
        case("/tmp/a\u{1b}[2Jb", "/tmp/a\\u{1b}[2Jb");
        case("/tmp/a\nb", "/tmp/a\\u{a}b");
    }
}
