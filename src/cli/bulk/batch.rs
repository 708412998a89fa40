use std::path::PathBuf;

use clap::Args;

use crate::cli::General;
use crate::cli::bulk::carry_out::carry_out;
use crate::cli::bulk::rows::Rows;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::input::file::acts_of;
use crate::cli::session::Session;

pub(in crate::cli::bulk) const CHECK_ONLY: &str = both!(
    "Comprueba todo y no escribe nada",
    "Check everything and write nothing"
);

// `ugat batch`: a file of actions.
#[derive(Debug, Args)]
#[command(
    about = both!(
        "Registra muchos actos de un archivo, o ninguno",
        "Record many acts from a file, or none"
    ),
    long_about = both!(
        "Cada línea es un objeto JSON: `do` dice qué se hace, con el nombre de un comando de `ugat \
         case` (start, advance, return, attach, waive, retract, note, resolve, undo, redirect, suspend, \
         resume, cancel, reopen, correct, assign, label, link), y las demás claves son sus argumentos y opciones, \
         sin guiones: `case`, `activity`, `answer`, `on`… Un `start` puede dar un `name` con el \
         que las líneas siguientes nombran el caso nuevo. Primero se comprueban todas las líneas, \
         cada una sobre lo que dejan las anteriores; si alguna se rechaza, no se escribe nada y se \
         dicen todas las rechazadas.",
        "Each line is a JSON object: `do` says what is done, by the name of a command of `ugat \
         case` (start, advance, return, attach, waive, retract, note, resolve, undo, redirect, suspend, \
         resume, cancel, reopen, correct, assign, label, link), and the other keys are its arguments and options, \
         without hyphens: `case`, `activity`, `answer`, `on`… A `start` may give a `name` by which \
         the lines after it call the new case. All lines are checked first, each on what those \
         before it leave; where one is refused nothing is written, and every refused one is told."
    ),
    after_help = examples!(
        "Ver qué se escribiría, sin escribirlo", "See what would be written, writing nothing" =>
            "ugat batch actos.ndjson --dry-run", "ugat batch acts.ndjson --dry-run";
        "Registrar lo que escribe otro programa", "Record what another program writes" =>
            "echo '{\"do\":\"note\",\"case\":\"7q3k\",\"text\":\"Llamó la entidad\"}' | ugat batch -",
            "echo '{\"do\":\"note\",\"case\":\"7q3k\",\"text\":\"The entity called\"}' | ugat batch -"
    )
)]
pub struct Batch {
    #[arg(value_name = Value::File, help = both!(
        "El archivo, un acto por línea; `-`: entrada estándar",
        "The file, one act a line; `-`: standard input"
    ))]
    pub file: PathBuf,
    #[arg(long, help = CHECK_ONLY)]
    pub dry_run: bool,
}

impl Batch {
    /// Does what every line of a file says, or nothing where one is refused.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let rows = Rows::of_lines(&acts_of(env, &self.file)?);
        let mut session = Session::open_if_any(env, general)?;
        carry_out(&mut session, &rows, self.dry_run)
    }
}
