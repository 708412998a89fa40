//! `ugat procedure check`: reads files of procedures and proves them.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::input::file::definition_of;
use crate::definition::load;
use crate::engine::{Net, prove};
use crate::store::shipped;
use crate::text;
use crate::view::{Checked, CheckedFile, check_json, check_report};
use crate::words::Text;

pub(in crate::cli::procedure) const FILES: &str = both!("Archivos TOML", "TOML files");

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Revisa archivos de procedimiento y señala cada problema",
        "Check procedure files and point at every problem"
    ),
    long_about = both!(
        "Además de la forma, se prueba el recorrido: que toda actividad pueda iniciarse, que \
         siempre se pueda llegar al final y que ninguna tenga dos trabajos a la vez. Termina con \
         código 1 si algún archivo tiene problemas.",
        "Besides its form, the flow is proved: that every activity can start, that the end can \
         always be reached, and that none holds two work items at once. It exits with 1 where a \
         file has problems."
    ),
    after_help = examples!(
        "Revisar un procedimiento propio", "Check a procedure of one's own" =>
            "ugat procedure check mi-procedimiento.toml", "ugat procedure check my-procedure.toml"
    )
)]
pub struct Check {
    #[arg(value_name = Value::File, required = true, help = FILES)]
    pub files: Vec<PathBuf>,
}

impl Check {
    /// Reads and proves each file, whatever is wrong with the others; `-` is standard input.
    pub fn run(self, env: &mut Env, _: &General) -> Result<(), Failure> {
        let files = checked(env, &self.files);
        only_unread(env, &files)?;
        report(env, &files);
        match files.iter().filter(|one| !one.found.is_sound()).count() {
            0 => Ok(()),
            wrong => Err(problems(wrong, files.len())),
        }
    }
}

/// Fails where the only file could not be read: there is nothing else to report.
pub(in crate::cli) fn only_unread(env: &Env, files: &[CheckedFile]) -> Result<(), Failure> {
    match files {
        [only] if !env.json() => match &only.found {
            Checked::Unread(problem) => Err(Failure::unread(problem)),
            Checked::Sound { .. } | Checked::Malformed { .. } | Checked::Unsound { .. } => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Answers with what was found in every file.
pub(in crate::cli) fn report(env: &mut Env, files: &[CheckedFile]) {
    match env.json() {
        true => env.answer(&check_json(files)),
        false => env.answer_page(&check_report(files, env.manner())),
    }
}

/// Reads and proves files; `-` is standard input.
pub(in crate::cli) fn checked(env: &mut Env, paths: &[PathBuf]) -> Vec<CheckedFile> {
    let check = |path: &PathBuf| CheckedFile {
        file: path.display().to_string(),
        found: found(env, path),
    };
    paths.iter().map(check).collect()
}

fn found(env: &mut Env, path: &Path) -> Checked {
    let text = match definition_of(env, path) {
        Ok(text) => text,
        Err(failure) => return Checked::Unread(failure.into()),
    };
    let loaded = match load(&text, shipped::catalogue()) {
        Ok(loaded) => loaded,
        Err(problems) => return Checked::Malformed { text, problems },
    };
    match prove(&loaded.procedure, &Net::of(&loaded.procedure)) {
        Ok(proof) => Checked::Sound {
            text,
            procedure: loaded.procedure,
            proof,
        },
        Err(refused) => Checked::Unsound {
            text,
            loaded,
            refused,
        },
    }
}

/// Some of the files have problems.
pub(in crate::cli) fn problems(wrong: usize, all: usize) -> Failure {
    let text = match (wrong, all) {
        (1, 1) => Text::of("el archivo tiene problemas", "the file has problems"),
        (1, all) => text!(
            "1 de {all} archivos tiene problemas",
            "1 of {all} files has problems"
        ),
        (wrong, all) => text!(
            "{wrong} de {all} archivos tienen problemas",
            "{wrong} of {all} files have problems"
        ),
    };
    Failure::refused("definition", text)
}
