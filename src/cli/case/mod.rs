//! `ugat case`: one file a command.

mod advance;
mod ask;
#[cfg(test)]
mod asked;
mod assign;
mod attach;
mod correct;
mod dossier;
mod draft;
mod event;
mod link;
mod list;
mod log;
mod many;
mod migrate;
mod note;
mod outputs;
mod redirect;
mod resolve;
mod r#return;
mod start;
mod status;
mod turn;
mod undo;
mod why;
mod written;

use clap::Subcommand;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::model::Turn;

pub use advance::Advance;
pub use ask::confirmed;
pub use assign::Assign;
pub use attach::Attach;
pub use correct::Correct;
pub use dossier::Dossier;
pub use draft::Draft;
pub use event::{sides, stands};
pub use link::Link;
pub use list::{List, State, Wanted, role_choices, role_named};
pub use log::Log;
pub use many::Many;
pub use migrate::Migrate;
pub use note::Note;
pub use outputs::{Outputs, kind_choices};
pub use redirect::Redirect;
pub use resolve::Resolve;
pub use r#return::Return;
pub use start::Start;
pub use status::Status;
pub use turn::Turning;
pub use undo::Undo;
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
    Dossier(Dossier),
    Draft(Draft),
    List(List),
    Why(Why),
    Resolve(Resolve),
    Undo(Undo),
    Redirect(Redirect),
    Suspend(Turning),
    Resume(Turning),
    Cancel(Turning),
    Reopen(Turning),
    Correct(Correct),
    Link(Link),
    Assign(Assign),
    Migrate(Migrate),
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
            Self::Dossier(command) => command.run(env, general),
            Self::Draft(command) => command.run(env, general),
            Self::List(command) => command.run(env, general),
            Self::Why(command) => command.run(env, general),
            Self::Resolve(command) => command.run(env, general),
            Self::Undo(command) => command.run(env, general),
            Self::Redirect(command) => command.run(env, general),
            Self::Suspend(command) => command.run(Turn::Suspended, env, general),
            Self::Resume(command) => command.run(Turn::Resumed, env, general),
            Self::Cancel(command) => command.run(Turn::Cancelled, env, general),
            Self::Reopen(command) => command.run(Turn::Reopened, env, general),
            Self::Correct(command) => command.run(env, general),
            Self::Link(command) => command.run(env, general),
            Self::Assign(command) => command.run(env, general),
            Self::Migrate(command) => command.run(env, general),
        }
    }
}
