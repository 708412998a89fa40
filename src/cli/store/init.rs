//! `ugat store init`: makes a store, or adds what one lacks.

use std::path::{Path, PathBuf};

use chrono::FixedOffset;
use clap::Args;
use serde::Serialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, refused, usage};
use crate::cli::help::{Value, both, examples};
use crate::definition::time_zone;
use crate::store::{FirstSettings, Store};
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
            "ugat store init casos", "ugat store init cases";
        "Con la zona y los feriados de Bolivia", "With the zone and the holidays of Bolivia" =>
            "ugat store init casos --zone -04:00 --with-holidays",
            "ugat store init cases --zone -04:00 --with-holidays"
    )
)]
pub struct Init {
    #[arg(value_name = Value::Folder, help = both!(
        "La carpeta (si no, la actual)",
        "The folder (else the current one)"
    ))]
    pub directory: Option<PathBuf>,
    #[arg(long, value_name = Value::Zone, allow_hyphen_values = true, help = both!(
        "La zona horaria de la unidad, como `-04:00`",
        "The time zone of the unit, such as `-04:00`"
    ))]
    pub zone: Option<String>,
    #[arg(long, help = both!(
        "Contar los feriados nacionales de 2026 y 2027",
        "Count the national holidays of 2026 and 2027"
    ))]
    pub with_holidays: bool,
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
        let given = FirstSettings {
            zone: zone(self.zone.as_deref())?,
            holidays: self.with_holidays,
        };
        let settings = root.join("ugat.toml");
        if !given.is_empty() && settings.exists() {
            return Err(settings_there(&settings));
        }
        let made = Store::init_with(&root, given)?;
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

/// The time zone that is typed.
fn zone(typed: Option<&str>) -> Result<Option<FixedOffset>, Failure> {
    let Some(typed) = typed else {
        return Ok(None);
    };
    let zone = time_zone(typed).ok_or_else(|| {
        usage!(
            "invalid-zone",
            "`--zone {typed}` no es una zona horaria, como `-04:00`",
            "`--zone {typed}` is not a time zone, such as `-04:00`"
        )
    });
    zone.map(Some)
}

fn settings_there(settings: &Path) -> Failure {
    let settings = settings.display();
    refused!(
        "settings-there",
        "`{settings}` ya existe, y `store init` no lo cambia",
        "`{settings}` is there already, and `store init` does not change it",
        "escriba en él su `[calendar]`: `ugat help calendar`",
        "write its `[calendar]` in it: `ugat help calendar`"
    )
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
