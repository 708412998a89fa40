//! `ugat store`: one file a command.

mod accept;
mod doctor;
mod findings;
mod found_beside;
mod gate;
mod git_cause;
mod git_findings;
mod hooks;
mod init;
mod mending;
mod path;
mod refusals;
mod repair;
mod said;
mod sync;
mod sync_fault;
mod verify;

use clap::Subcommand;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::both;

pub use doctor::Doctor;

#[derive(Debug, Subcommand)]
#[command(
    defer = true,
    about = both!(
        "Prepara, revisa, repara y comparte el registro de casos",
        "Prepare, look through, mend and share the store of cases"
    )
)]
pub enum Command {
    Init(init::Init),
    Path(path::Path),
    Verify(verify::Verify),
    Repair(repair::Repair),
    Sync(sync::Sync),
    Hooks(hooks::Hooks),
    Gate(gate::Gate),
}

impl Command {
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        match self {
            Self::Init(command) => command.run(env, general),
            Self::Path(path::Path {}) => path::Path::run(env, general),
            Self::Verify(command) => command.run(env, general),
            Self::Repair(command) => command.run(env, general),
            Self::Sync(command) => command.run(env, general),
            Self::Hooks(command) => command.run(env, general),
            Self::Gate(command) => command.run(env, general),
        }
    }
}
