//! `ugat form check`: reads filled forms and tells what is wrong with them.

use std::path::PathBuf;

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::form::judged::{Forms, Standing};
use crate::cli::form::standing::standing;
use crate::cli::help::{Value, both, examples};
use crate::cli::session::Session;
use crate::text;
use crate::view::{CheckedForm, FormProblem, form_json, form_report};
use crate::words::Text;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Revisa formularios llenados y señala cada problema",
        "Check forms that were filled in and point at every problem"
    ),
    long_about = both!(
        "Cada archivo es TOML o JSON y dice en `form` qué formulario es. Los avisos no lo \
         rechazan. Con `--case` valen también las respuestas del caso y los formularios que se \
         conocen de su entidad. Termina con código 1 si alguno tiene problemas.",
        "Each file is TOML or JSON and says in `form` which form it is. Warnings do not refuse it. \
         With `--case`, the answers of the case and the forms known of its entity count as well. \
         It exits with 1 where one has problems."
    ),
    after_help = examples!(
        "Revisar dos anexos de una entidad", "Check two annexes of one entity" =>
            "ugat form check anexo-1.toml anexo-2.toml"
    )
)]
pub struct Check {
    #[arg(value_name = Value::File, required = true, help = both!(
        "Formularios llenados; `-`: entrada estándar",
        "Forms that were filled in; `-`: standard input"
    ))]
    pub files: Vec<PathBuf>,
    #[arg(long, value_name = Value::Case, help = both!(
        "El caso al que se entregarían",
        "The case to which they would be given"
    ))]
    pub case: Option<String>,
}

impl Check {
    /// Reads each filled form and tells everything that is wrong with it; `-` is standard input.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let forms = Forms::read(env, &self.files);
        let standing = match &self.case {
            None => Standing::default(),
            Some(named) => {
                let mut session = Session::open(env, general)?;
                let record = session.record(named)?;
                let case = record.case();
                standing(&session, &case, None, &[], &forms.given())?
            }
        };
        let judged = forms.judged(env, standing)?.into_iter();
        let files: Vec<CheckedForm> = judged.map(|judged| judged.checked).collect();
        only_unread(env, &files)?;
        match env.json() {
            true => env.answer(&form_json(&files)),
            false => env.answer_page(&form_report(&files, env.manner())),
        }
        match files.iter().filter(|file| !file.is_right()).count() {
            0 => Ok(()),
            wrong => Err(not_right(wrong, files.len())),
        }
    }
}

/// Fails where the only form could not be read: there is nothing else to report.
pub fn only_unread(env: &Env, files: &[CheckedForm]) -> Result<(), Failure> {
    match files {
        [only] if !env.json() => match only.found.as_slice() {
            [FormProblem::Unread(problem)] => Err(Failure::unread(problem)),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Some of the forms have problems; the hint says how to check them again.
pub fn problems(wrong: usize, all: usize, files: &str) -> Failure {
    not_right(wrong, all).with_hint(text!(
        "corrija y verifique con `ugat form check {files}`; no se escribió nada",
        "correct them and check with `ugat form check {files}`; nothing was written"
    ))
}

fn not_right(wrong: usize, all: usize) -> Failure {
    let text = match (wrong, all) {
        (1, 1) => Text::of("el formulario tiene problemas", "the form has problems"),
        (1, all) => text!(
            "1 de {all} formularios tiene problemas",
            "1 of {all} forms has problems"
        ),
        (wrong, all) => text!(
            "{wrong} de {all} formularios tienen problemas",
            "{wrong} of {all} forms have problems"
        ),
    };
    Failure::refused("form", text)
}
