//! `ugat case`: one file a command.

mod advance;
mod attach;
mod list;
mod log;
mod note;
mod outputs;
mod r#return;
mod start;
mod status;
mod why;

use clap::Subcommand;

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
