//! `ugat store init`: makes a store, or adds what one lacks.

use std::path::{Path as FilePath, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, refused, usage};
use crate::cli::help::{Value, both, examples};
use crate::cli::session::place;
use crate::definition::time_zone;
use crate::model::Zone;
use crate::store::{FirstSettings, SETTINGS, Store};
use crate::text;
use crate::words::{Text, all_of, counted, escaped, shell_word};

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
        let settings = root.join(SETTINGS);
        if !given.is_empty() && settings.exists() {
            return Err(settings_there(&settings));
        }
        let before = InUse::find(env, general)?.filter(|used| used.root != root);
        let made = Store::init_with(&root, given)?;
        let view = InitView {
            store: made.root.display().to_string(),
            changed: made.changed,
        };
        env.answer_sentence(&view, &view.said());
        if let Some(before) = before.filter(|used| used.cases > 0) {
            let now = place(env, general)?.path().to_owned();
            env.say(&before.beside(&root, now == root));
        }
        Ok(())
    }
}

/// The store that commands use here.
struct InUse {
    root: PathBuf,
    cases: usize,
}

impl InUse {
    fn find(env: &Env, general: &General) -> Result<Option<Self>, Failure> {
        let Ok(place) = place(env, general) else {
            return Ok(None);
        };
        if !place.is_there() {
            return Ok(None);
        }
        let (store, _) = Store::open_anyway(&place);
        Ok(Some(Self {
            root: place.path().to_owned(),
            cases: store.entries()?.len(),
        }))
    }

    /// What becomes of it beside a store that was made, which takes its place or not.
    fn beside(&self, made: &FilePath, takes_its_place: bool) -> Text {
        let (from, to) = (self.root.display(), made.display());
        let [source, target] =
            [&self.root, made].map(|path| shell_word(&path.display().to_string()));
        let Text { es, en } = counted(self.cases, ["caso", "casos"], ["case", "cases"]);
        if takes_its_place {
            let parts = [SETTINGS, "cases", "procedures"];
            let parts = parts.map(|part| self.root.join(part).display().to_string());
            let parts = parts.map(|part| shell_word(&part)).join(" ");
            return text!(
                "hasta ahora aquí se usaba el registro `{from}`, con {es}; desde esta carpeta los comandos usan ahora `{to}`. Para traer lo que tiene: `cp -R {parts} {target}`. Para seguir con él: `--store {source}`",
                "the store `{from}`, with {en}, was in use here until now; from this folder commands now use `{to}`. To bring what it holds: `cp -R {parts} {target}`. To go on with it: `--store {source}`"
            );
        }
        text!(
            "aquí se sigue usando el registro `{from}`, con {es}; para usar el nuevo, `cd {target}` o `--store {target}`",
            "the store `{from}`, with {en}, is still the one in use here; to use the new one, `cd {target}` or `--store {target}`"
        )
    }
}

/// The time zone that is typed.
fn zone(typed: Option<&str>) -> Result<Option<Zone>, Failure> {
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

fn settings_there(settings: &FilePath) -> Failure {
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
