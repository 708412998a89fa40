//! `ugat case`: one file a command, and what the commands share: `act` and `written` for those that
//! write to a case, `ask` for what a person left out, `event` for naming an event. How an answer
//! looks lies in the view.

mod act;
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
mod intent;
mod known;
mod label;
mod link;
mod list;
mod log;
mod many;
mod migrate;
mod note;
mod outputs;
mod redirect;
pub mod rendering;
mod resolve;
mod retract;
mod r#return;
mod start;
mod status;
mod turn;
mod undo;
mod waive;
mod wanted;
mod which;
mod why;
mod written;

use clap::Subcommand;
use serde::Deserialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{both, examples};
use crate::model::Turn;

pub use act::{OnCase, Subject};
pub use advance::Advance;
pub use ask::confirmed;
pub use assign::Assign;
pub use attach::Attach;
pub use correct::Correct;
pub use dossier::Dossier;
pub use draft::Draft;
pub use event::{sides, stands};
pub use known::{kind_choices, role_choices, role_named};
pub use label::Label;
pub use link::Link;
pub use list::List;
pub use log::Log;
pub use many::OnMany;
pub use migrate::Migrate;
pub use note::Note;
pub use outputs::Outputs;
pub use redirect::Redirect;
pub use resolve::Resolve;
pub use retract::Retract;
pub use r#return::Return;
pub use start::Start;
pub use status::Status;
pub use turn::Turning;
pub use undo::Undo;
pub use waive::Waive;
pub use wanted::Wanted;
pub use why::Why;
pub use written::{mark_remarks, remark};

// Commands that only read are not actions of a batch.
#[derive(Debug, Subcommand, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[command(
    defer = true,
    about = both!("Inicia, avanza y consulta casos", "Start, advance and consult cases")
)]
pub enum Command {
    Start(Start),
    Advance(Advance),
    Return(Return),
    #[serde(skip)]
    Status(Status),
    #[serde(skip)]
    Outputs(Outputs),
    Attach(Attach),
    Waive(Waive),
    Retract(Retract),
    Note(Note),
    #[serde(skip)]
    Log(Log),
    #[serde(skip)]
    Dossier(Dossier),
    #[serde(skip)]
    Draft(Draft),
    #[serde(skip)]
    List(List),
    #[serde(skip)]
    Why(Why),
    Resolve(Resolve),
    Undo(Undo),
    Redirect(Redirect),
    #[command(
        about = both!("Suspende el caso", "Suspend the case"),
        long_about = both!(
            "Un caso suspendido no avanza: solo se anota, se adjunta, se corrige, se vincula, se \
             resuelve, se reanuda o se cancela.",
            "A suspended case does not advance: it takes only notes, outputs, corrections, links, \
             resolutions, resuming or cancelling."
        ),
        after_help = examples!(
            "Detenerlo por ahora", "Stop it for now" =>
                "ugat case suspend 7q3k --reason \"A la espera de presupuesto\"",
                "ugat case suspend 7q3k --reason \"Waiting for a budget\""
        )
    )]
    Suspend(Turning),
    #[command(about = both!("Reanuda un caso suspendido", "Resume a suspended case"))]
    Resume(Turning),
    #[command(
        about = both!("Cancela el caso", "Cancel the case"),
        long_about = both!(
            "El caso queda cerrado donde está, con todo lo registrado; `case reopen` lo reabre.",
            "The case is closed where it is, with all that was written; `case reopen` opens it \
             again."
        )
    )]
    Cancel(Turning),
    #[command(
        about = both!(
            "Reabre un caso cancelado o terminado",
            "Reopen a cancelled or finished case"
        ),
        long_about = both!(
            "Uno cancelado sigue donde estaba. Uno terminado se reabre deshaciendo el acto que lo \
             terminó.",
            "A cancelled one goes on where it was. A finished one is reopened by taking back the \
             act that finished it."
        )
    )]
    Reopen(Turning),
    Correct(Correct),
    Label(Label),
    Link(Link),
    Assign(Assign),
    #[serde(skip)]
    Migrate(Migrate),
}

impl Command {
    /// Calls `make` with a command that writes to an existing case; none for the others.
    pub fn on_case<T>(&self, make: impl FnOnce(&dyn OnCase) -> T) -> Option<T> {
        Some(match self {
            Self::Advance(command) => make(command),
            Self::Return(command) => make(command),
            Self::Attach(command) => make(command),
            Self::Waive(command) => make(command),
            Self::Retract(command) => make(command),
            Self::Note(command) => make(command),
            Self::Resolve(command) => make(command),
            Self::Undo(command) => make(command),
            Self::Redirect(command) => make(command),
            Self::Suspend(command) => make(&command.to(Turn::Suspended)),
            Self::Resume(command) => make(&command.to(Turn::Resumed)),
            Self::Cancel(command) => make(&command.to(Turn::Cancelled)),
            Self::Reopen(command) => make(&command.to(Turn::Reopened)),
            Self::Correct(command) => make(command),
            Self::Label(command) => make(command),
            Self::Link(command) => make(command),
            Self::Assign(command) => make(command),
            Self::Start(_)
            | Self::Status(_)
            | Self::Outputs(_)
            | Self::Log(_)
            | Self::Dossier(_)
            | Self::Draft(_)
            | Self::List(_)
            | Self::Why(_)
            | Self::Migrate(_) => return None,
        })
    }

    /// The reference that it gives to a case.
    pub fn reference(&self) -> Option<&str> {
        match self {
            Self::Start(command) => command.reference.as_deref(),
            Self::Correct(command) => command.reference.as_deref(),
            Self::Advance(_)
            | Self::Return(_)
            | Self::Status(_)
            | Self::Outputs(_)
            | Self::Attach(_)
            | Self::Waive(_)
            | Self::Retract(_)
            | Self::Note(_)
            | Self::Log(_)
            | Self::Dossier(_)
            | Self::Draft(_)
            | Self::List(_)
            | Self::Why(_)
            | Self::Resolve(_)
            | Self::Undo(_)
            | Self::Redirect(_)
            | Self::Suspend(_)
            | Self::Resume(_)
            | Self::Cancel(_)
            | Self::Reopen(_)
            | Self::Label(_)
            | Self::Link(_)
            | Self::Assign(_)
            | Self::Migrate(_) => None,
        }
    }

    /// The same command where it goes to many cases, which it does not name.
    pub fn on_many(&self) -> Option<&dyn OnMany> {
        match self {
            Self::Assign(command) if command.all.of.is_some() => Some(command),
            Self::Label(command) if command.many.all => Some(command),
            Self::Waive(command) if command.many.all => Some(command),
            Self::Start(_)
            | Self::Advance(_)
            | Self::Return(_)
            | Self::Status(_)
            | Self::Outputs(_)
            | Self::Attach(_)
            | Self::Waive(_)
            | Self::Retract(_)
            | Self::Note(_)
            | Self::Log(_)
            | Self::Dossier(_)
            | Self::Draft(_)
            | Self::List(_)
            | Self::Why(_)
            | Self::Resolve(_)
            | Self::Undo(_)
            | Self::Redirect(_)
            | Self::Suspend(_)
            | Self::Resume(_)
            | Self::Cancel(_)
            | Self::Reopen(_)
            | Self::Correct(_)
            | Self::Label(_)
            | Self::Link(_)
            | Self::Assign(_)
            | Self::Migrate(_) => None,
        }
    }

    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        match self {
            Self::Start(command) => command.run(env, general),
            Self::Advance(command) => act::run(&command, env, general),
            Self::Return(command) => act::run(&command, env, general),
            Self::Status(command) => command.run(env, general),
            Self::Outputs(command) => command.run(env, general),
            Self::Waive(command) => act::run(&command, env, general),
            Self::Retract(command) => act::run(&command, env, general),
            Self::Attach(command) => act::run(&command, env, general),
            Self::Note(command) => act::run(&command, env, general),
            Self::Log(command) => command.run(env, general),
            Self::Dossier(command) => command.run(env, general),
            Self::Draft(command) => command.run(env, general),
            Self::List(command) => command.run(env, general),
            Self::Why(command) => command.run(env, general),
            Self::Resolve(command) => act::run(&command, env, general),
            Self::Undo(command) => act::run(&command, env, general),
            Self::Redirect(command) => act::run(&command, env, general),
            Self::Suspend(command) => act::run(&command.to(Turn::Suspended), env, general),
            Self::Resume(command) => act::run(&command.to(Turn::Resumed), env, general),
            Self::Cancel(command) => act::run(&command.to(Turn::Cancelled), env, general),
            Self::Reopen(command) => act::run(&command.to(Turn::Reopened), env, general),
            Self::Correct(command) => act::run(&command, env, general),
            Self::Label(command) => act::run(&command, env, general),
            Self::Link(command) => act::run(&command, env, general),
            Self::Assign(command) => act::run(&command, env, general),
            Self::Migrate(command) => command.run(env, general),
        }
    }
}
