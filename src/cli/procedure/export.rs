//! `ugat procedure export`: the file of a procedure, byte for byte.

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::out::Out;
use crate::cli::procedure::show::PROCEDURE;
use crate::cli::session::Session;
use crate::store::readable_text;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Da el archivo de un procedimiento, tal como está",
        "Give the file of a procedure, as it is"
    ),
    long_about = both!(
        "El archivo TOML, byte por byte: el que viene con el programa, el del registro, o aquel con \
         el que se iniciaron casos. Con él empieza una versión propia: se cambia, se sube su \
         `version` y se agrega con `ugat procedure add`.",
        "The TOML file, byte for byte: the one that comes with the program, the store's, or the one \
         that cases were started under. A version of one's own begins with it: it is changed, its \
         `version` is raised, and `ugat procedure add` adds it."
    ),
    after_help = examples!(
        "Una copia del procedimiento 7, para cambiarla", "A copy of procedure 7, to change it" =>
            "ugat procedure export pr07 --out mi-pr07.toml",
            "ugat procedure export pr07 --out my-pr07.toml"
    )
)]
pub struct Export {
    #[arg(value_name = Value::Procedure, help = PROCEDURE)]
    pub procedure: String,
    #[command(flatten)]
    pub out: Out,
}

impl Export {
    /// Gives the file of a procedure, byte for byte.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let session = Session::open_if_any(env, general)?;
        let text = readable_text(&session.store, &self.procedure)?;
        self.out.answer(session.env, &text)
    }
}
