use clap::Args;
use serde::Serialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::place;
use crate::view::json;
use crate::words::escaped;

#[derive(Debug, Args)]
pub struct Path {}

#[derive(Serialize)]
struct PathView {
    store: String,
}

impl Path {
    /// Says where the store is that a command run here would use.
    ///
    /// # Errors
    /// Where there is none.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let store = place(env, general)?.path().display().to_string();
        let answer = if env.json() {
            json(&PathView { store })
        } else {
            format!("{}\n", escaped(&store))
        };
        env.answer(&answer);
        Ok(())
    }
}
