//! `ugat store`: one file a command.

mod init;
mod path;

use clap::Subcommand;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;

pub use init::Init;
pub use path::Path;

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    Init(Init),
    Path(Path),
}

impl Command {
    /// # Errors
    /// Where the command does not do what it is asked.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        match self {
            Self::Init(command) => command.run(env, general),
            Self::Path(command) => command.run(env, general),
        }
    }
}
