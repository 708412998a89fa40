//! `ugat store`: one file a command.

mod init;
mod path;

use clap::Subcommand;

pub use init::Init;
pub use path::Path;

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(Init),
    Path(Path),
}
