use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand};

use crate::cli::{case, procedure, store};

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
    version: Option<bool>,
    #[command(subcommand)]
    pub group: Group,
}

#[derive(Debug, Args)]
pub struct General {
    #[arg(long, value_name = "LANG", global = true)]
    pub lang: Option<String>,
    #[arg(long, value_name = "DIR", global = true)]
    pub store: Option<PathBuf>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(short, long, action = ArgAction::HelpShort, global = true)]
    help: Option<bool>,
}

#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "there is one of it a call")]
pub enum Group {
    #[command(subcommand)]
    Case(case::Command),
    #[command(subcommand)]
    Procedure(procedure::Command),
    #[command(subcommand)]
    Store(store::Command),
}
