//! `ugat store init`: makes a store, or adds what one lacks.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::store::Store;
use crate::text;
use crate::words::{Text, all_of, escaped};

#[derive(Debug, Args)]
#[command(
    about = both!("Prepara una carpeta como registro de casos", "Make a folder a store of cases"),
    long_about = both!(
        "Agrega lo que falta y no cambia nada más; puede repetirse. Dentro de un repositorio git, \
         los casos de varias personas se unen sin configurar nada.",
        "It adds what is missing and changes nothing else; it may be repeated. Inside a git \
         repository, the cases of several people merge with nothing to configure."
    ),
    after_help = examples!(
        "Preparar una carpeta nueva", "Prepare a new folder" =>
            "ugat store init casos", "ugat store init cases"
    )
)]
pub struct Init {
    #[arg(value_name = Value::Folder, help = both!(
        "La carpeta (si no, la actual)",
        "The folder (else the current one)"
    ))]
    pub directory: Option<PathBuf>,
}

#[derive(Serialize)]
struct InitView {
    store: String,
    changed: Vec<String>,
}

impl Init {
    /// Makes a store here or in the folder named, or adds what one lacks.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let named = self.directory.or_else(|| general.store.clone());
        let root = env.directory()?.join(named.unwrap_or_default());
        let root: PathBuf = root.components().collect();
        let made = Store::init(&root)?;
        let view = InitView {
            store: made.root.display().to_string(),
            changed: made.changed,
        };
        env.answer_view(&view, |env| {
            format!("{}\n", view.said().get(env.language()))
        });
        Ok(())
    }
}

impl InitView {
    fn said(&self) -> Text {
        let root = escaped(&self.store);
        let Text { es, en } = all_of(&self.changed);
        match self.changed.len() {
            0 => text!(
                "`{root}` ya era un registro de casos; nada cambió",
                "`{root}` was a store already; nothing changed"
            ),
            1 => text!(
                "registro de casos en `{root}`: se escribió {es}",
                "store in `{root}`: wrote {en}"
            ),
            _ => text!(
                "registro de casos en `{root}`: se escribieron {es}",
                "store in `{root}`: wrote {en}"
            ),
        }
    }
}
