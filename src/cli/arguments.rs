//! The arguments of the program: its general options, and the group of commands.

use clap::{ArgAction, Parser, Subcommand};

use crate::cli::bulk::{Batch, Import};
use crate::cli::catalogue::{Kinds, Roles};
use crate::cli::completions::Completions;
use crate::cli::general::General;
use crate::cli::help::Help;
use crate::cli::help::{both, examples};
use crate::cli::inbox::Inbox;
use crate::cli::schema::Describe;
use crate::cli::{case, form, manual, procedure, report, store};

// No doc comments on what clap derives: they would become help in one language alone.
#[derive(Debug, Parser)]
#[command(
    name = "ugat",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    about = both!(
        "Lleva el seguimiento de casos de procedimientos oficiales",
        "Tracks cases of official procedures"
    ),
    long_about = both!(
        "Un procedimiento es una lista de actividades con sus roles, salidas y decisiones; un caso \
         es su recorrido para una entidad. `ugat` dice qué actividades están listas, quién las \
         realiza, qué salidas deben y por qué otras esperan. Cada caso es un archivo al que solo \
         se agrega, en una carpeta que puede compartirse con git. Lo más usado va también sin \
         `case`: `ugat advance`, `attach`, `log`, `note`, `status` y `why`.",
        "A procedure is a list of activities with their roles, outputs and decisions; a case is \
         one run of it for an entity. `ugat` says which activities are ready, who does them, which \
         outputs they owe and why others wait. Each case is one file that is only appended to, in \
         a folder that can be shared with git. What is used most goes without `case` as well: \
         `ugat advance`, `attach`, `log`, `note`, `status` and `why`."
    ),
    after_help = examples!(
        "Iniciar un caso", "Start a case" =>
            "ugat case start pr07 --entity \"Ministerio de Educación\"";
        "Ver qué sigue en el único caso abierto", "See what comes next in the only open case" =>
            "ugat case status .";
        "Dar por hecha la actividad lista", "Complete the activity that is ready" =>
            "ugat case advance . --answer yes"
    )
)]
pub struct Arguments {
    #[command(flatten)]
    pub general: General,
    #[arg(short = 'V', long, action = ArgAction::Version, help = both!(
        "Muestra la versión",
        "Show the version"
    ))]
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
    Roles(Roles),
    Kinds(Kinds),
    Manual(manual::Manual),
    #[command(subcommand)]
    Store(store::Command),
    Doctor(store::Doctor),
    Schema(Describe),
    Completions(Completions),
    Help(Help),
}
