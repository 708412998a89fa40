//! `ugat procedure check`: reads files of procedures and proves them.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::{Value, both, examples};
use crate::cli::input::file::definition_of;
use crate::cli::input::typed::STANDARD_INPUT;
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
            "ugat procedure check mi-procedimiento.toml", "ugat procedure check my-procedure.toml";
        "Ver los problemas mientras se escribe", "See the problems while it is written" =>
            "ugat procedure check --watch mi-procedimiento.toml",
            "ugat procedure check --watch my-procedure.toml"
    )
)]
pub struct Check {
    #[arg(value_name = Value::File, required = true, help = FILES)]
    pub files: Vec<PathBuf>,
    #[arg(long, help = both!(
        "Revisarlos de nuevo cada vez que se guardan, hasta Ctrl-C",
        "Check them again whenever they are saved, until Ctrl-C"
    ))]
    pub watch: bool,
}

/// How long a watch waits before it looks whether a file was saved.
const WATCH: Duration = Duration::from_millis(300);

impl Check {
    /// Reads and proves each file, whatever is wrong with the others; `-` is standard input.
    pub fn run(self, env: &mut Env, _: &General) -> Result<(), Failure> {
        if self.watch {
            return self.watched(env);
        }
        let files = checked(env, &self.files);
        only_unread(env, &files)?;
        report(env, &files);
        match files.iter().filter(|one| !one.found.is_sound()).count() {
            0 => Ok(()),
            wrong => Err(problems(wrong, files.len())),
        }
    }
}

impl Check {
    /// Reports on the files now and whenever one of them is saved; nothing but a signal ends it.
    fn watched(&self, env: &mut Env) -> Result<(), Failure> {
        if self
            .files
            .iter()
            .any(|file| file.as_os_str() == STANDARD_INPUT)
        {
            return Err(usage!(
                "wrong-arguments",
                "`--watch` revisa archivos, y `-` no es uno",
                "`--watch` checks files, and `-` is none",
                "nombre el archivo: `ugat procedure check --watch ARCHIVO`",
                "name the file: `ugat procedure check --watch FILE`"
            ));
        }
        let mut before = None;
        loop {
            let saved = self.saved();
            if before.as_ref() != Some(&saved) {
                if before.is_some() && !env.json() {
                    env.answer("\n");
                }
                let files = checked(env, &self.files);
                report(env, &files);
                env.out().send();
                before = Some(saved);
            }
            thread::sleep(WATCH);
        }
    }

    /// When each file was saved and how long it is; nothing of one that is not there.
    fn saved(&self) -> Vec<Option<impl PartialEq + use<>>> {
        let saved = |file: &PathBuf| {
            let known = fs::metadata(file).ok()?;
            Some((known.modified().ok()?, known.len()))
        };
        self.files.iter().map(saved).collect()
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
