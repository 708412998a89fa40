//! `ugat procedure`: one file a command. How a definition is read and proved lies in `definition` and
//! `engine`.

mod add;
mod check;
mod diff;
mod list;
mod show;

use clap::Subcommand;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::both;

#[derive(Debug, Subcommand)]
#[command(
    defer = true,
    about = both!(
        "Consulta, revisa, compara y agrega procedimientos",
        "Read, check, compare and add procedures"
    )
)]
pub enum Command {
    List(list::List),
    Show(show::Show),
    Check(check::Check),
    Add(add::Add),
    Diff(diff::Diff),
}

impl Command {
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        match self {
            Self::List(command) => command.run(env, general),
            Self::Show(command) => command.run(env, general),
            Self::Check(command) => command.run(env, general),
            Self::Add(command) => command.run(env, general),
            Self::Diff(command) => command.run(env, general),
        }
    }
}
