//! `ugat form`: one file a command, and what they share: how a form is read and held against its
//! rules. The rules themselves lie in `form`.

mod asking;
mod check;
mod fill;
mod judged;
mod list;
mod new;
mod show;
mod standing;

use clap::Subcommand;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::both;

pub use check::{only_unread, problems};
pub use judged::Forms;
pub use standing::standing;

#[derive(Debug, Subcommand)]
#[command(
    defer = true,
    about = both!(
        "Muestra, llena y revisa los formularios de los anexos",
        "Show, fill in and check the forms of the annexes"
    )
)]
pub enum Command {
    List(list::List),
    Show(show::Show),
    New(new::New),
    Fill(fill::Fill),
    Check(check::Check),
}

impl Command {
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        match self {
            Self::List(command) => command.run(env, general),
            Self::Show(command) => command.run(env, general),
            Self::New(command) => command.run(env, general),
            Self::Fill(command) => command.run(env, general),
            Self::Check(command) => command.run(env, general),
        }
    }
}
