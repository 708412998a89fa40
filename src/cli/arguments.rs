use clap::{ArgAction, Parser, Subcommand};

use crate::cli::bulk::{Batch, Import};
use crate::cli::completions::Completions;
use crate::cli::general::General;
use crate::cli::help::Help;
use crate::cli::inbox::Inbox;
use crate::cli::{case, form, manual, procedure, report, store};

// No doc comments on what clap derives: they would become help in one language alone.
// What is said of each argument, in both, stands in `help/pages.rs`.
#[derive(Debug, Parser)]
#[command(
    name = "ugat",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub struct Arguments {
    #[command(flatten)]
    pub general: General,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    pub version: Option<bool>,
    #[command(subcommand)]
    pub group: Group,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Group {
    #[command(subcommand)]
    Case(Box<case::Command>),
    Inbox(Inbox),
    Batch(Batch),
    Import(Import),
    #[command(subcommand)]
    Report(Box<report::Command>),
    #[command(subcommand)]
    Form(form::Command),
    #[command(subcommand)]
    Procedure(procedure::Command),
    Manual(manual::Manual),
    #[command(subcommand)]
    Store(store::Command),
    Completions(Completions),
    Help(Help),
}
