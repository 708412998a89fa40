//! `ugat procedure`: one file a command. How a definition is read and proved lies in `definition` and
//! `engine`.

mod add;
mod check;
mod diff;
mod export;
mod list;
mod named;
mod new;
mod retire;
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
        "Consulta, escribe, revisa, compara y agrega procedimientos",
        "Read, write, check, compare and add procedures"
    )
)]
pub enum Command {
    List(list::List),
    Show(show::Show),
    New(new::New),
    Export(export::Export),
    Check(check::Check),
    Add(add::Add),
    Diff(diff::Diff),
    Retire(retire::Retire),
}

impl Command {
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        match self {
            Self::List(command) => command.run(env, general),
            Self::Show(command) => command.run(env, general),
            Self::New(command) => command.run(env, general),
            Self::Export(command) => command.run(env, general),
            Self::Check(command) => command.run(env, general),
            Self::Add(command) => command.run(env, general),
            Self::Diff(command) => command.run(env, general),
            Self::Retire(command) => command.run(env, general),
        }
    }
}
