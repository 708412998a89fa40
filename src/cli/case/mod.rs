//! `ugat case`: one file a command.

mod advance;
mod ask;
mod attach;
mod list;
mod log;
mod many;
mod note;
mod outputs;
mod r#return;
mod start;
mod status;
mod why;
mod written;

use clap::Subcommand;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;

pub use advance::Advance;
pub use attach::Attach;
pub use list::{List, State};
pub use log::Log;
pub use note::Note;
pub use outputs::Outputs;
pub use r#return::Return;
pub use start::Start;
pub use status::Status;
pub use why::Why;

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    Start(Start),
    Advance(Advance),
    Return(Return),
    Status(Status),
    Outputs(Outputs),
    Attach(Attach),
    Note(Note),
    Log(Log),
    List(List),
    Why(Why),
}

impl Command {
    /// # Errors
    /// Where the command does not do what it is asked.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        match self {
            Self::Start(command) => command.run(env, general),
            Self::Advance(command) => command.run(env, general),
            Self::Return(command) => command.run(env, general),
            Self::Status(command) => command.run(env, general),
            Self::Outputs(command) => command.run(env, general),
            Self::Attach(command) => command.run(env, general),
            Self::Note(command) => command.run(env, general),
            Self::Log(command) => command.run(env, general),
            Self::List(command) => command.run(env, general),
            Self::Why(command) => command.run(env, general),
        }
    }
}
