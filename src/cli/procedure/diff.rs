//! `ugat procedure diff`: what changed from one version of a procedure to another.

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::procedure::named::named;
use crate::cli::session::Session;
use crate::view::DifferenceView;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Muestra qué cambió entre dos versiones de un procedimiento",
        "Show what changed between two versions of a procedure"
    ),
    long_about = both!(
        "Cada una se nombra por su clave (la versión vigente), por clave y versión, por el \
         comienzo de su huella o por un archivo TOML; `-` es la entrada estándar. Las actividades \
         se emparejan por título, rol y salidas: un número distinto, por sí solo, no es un cambio, \
         y se propone para migrar casos.",
        "Each is named by its key (the current version), by key and version, by the start of its \
         digest, or by a TOML file; `-` is standard input. Activities are paired by title, role \
         and outputs: another number alone is no change, and is proposed for migrating cases."
    ),
    after_help = examples!(
        "Comparar dos versiones", "Compare two versions" => "ugat procedure diff pr07@2 pr07@3";
        "Ver qué cambiaría antes de agregarla", "See what would change before adding it" =>
            "ugat procedure diff pr07 pr07-nuevo.toml", "ugat procedure diff pr07 new-pr07.toml"
    )
)]
pub struct Diff {
    #[arg(value_name = Value::VersionOld, help = both!(
        "La versión anterior: `pr07@2`, una huella o un archivo",
        "The earlier version: `pr07@2`, a digest or a file"
    ))]
    pub old: String,
    #[arg(value_name = Value::VersionNew, help = both!(
        "La versión posterior: `pr07`, una huella o un archivo",
        "The later version: `pr07`, a digest or a file"
    ))]
    pub new: String,
}

impl Diff {
    /// Says what changed from one version of a procedure to another.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open_if_any(env, general)?;
        let old = named(&mut session, &self.old)?;
        let new = named(&mut session, &self.new)?;
        let view = DifferenceView::between(&old, &new);
        let env = session.env;
        env.answer_view(&view, |env| view.page(env.look(), env.colour()));
        Ok(())
    }
}
