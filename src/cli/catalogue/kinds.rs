use clap::Args;

use crate::cli::General;
use crate::cli::catalogue::chosen::{Asked, Chosen};
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{both, examples};
use crate::cli::session::Session;
use crate::store::shipped;
use crate::view::KindList;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Lista los tipos de salida: su clave y sus nombres",
        "List the kinds of output: their key and their names"
    ),
    long_about = both!(
        "La clave es la que se escribe en una definición y delante del `=` en `--output` y \
         `--file`. Están los tipos del catálogo y los que traen los procedimientos del registro.",
        "The key is what is written in a definition and before the `=` of `--output` and `--file`. \
         The kinds are those of the catalogue and those that the procedures of the store bring."
    ),
    after_help = examples!(
        "Los tipos de un procedimiento, con sus actividades",
        "The kinds of a procedure, with their activities" => "ugat kinds pr07"
    )
)]
pub struct Kinds {
    #[command(flatten)]
    pub asked: Asked,
}

impl Kinds {
    /// Lists the kinds of output.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.asked.rows.layout(env)?;
        let mut session = Session::open_if_any(env, general)?;
        let chosen = Chosen::of(&mut session, self.asked.procedure.as_deref())?;
        let procedures = chosen.procedures();
        let all = KindList::of(shipped::catalogue(), &procedures);
        let list = match self.asked.procedure {
            Some(_) => all.used(),
            None => all,
        };
        session.env.answer_rows(&list, &layout)?;
        chosen.fault.map_or(Ok(()), Err)
    }
}
