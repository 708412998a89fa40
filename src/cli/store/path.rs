use std::os::unix::ffi::OsStrExt as _;

use clap::Args;
use serde::Serialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::both;
use crate::cli::session::place;
use crate::view::json;
use crate::words::escaped;

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
            env.answer(&format!("{}\n", escaped(&store)));
        } else {
            // A script takes it as it is.
            let path = place.path().as_os_str().as_bytes();
            env.out().write_pieces(&[path, b"\n"]);
        }
        Ok(())
    }
}
