//! `ugat procedure`: one file a command.

mod check;
mod list;
mod show;

use clap::Subcommand;

pub use check::Check;
pub use list::List;
pub use show::Show;

#[derive(Debug, Subcommand)]
pub enum Command {
    List(List),
    Show(Show),
    Check(Check),
}
