use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::{Value, both, examples};
use crate::cli::session::rows::Rows;
use crate::view::{SCHEMAS, Schema, SchemaList};
use crate::words::nearest;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Muestra la forma del JSON de una respuesta, como JSON Schema",
        "Show what the JSON of an answer looks like, as JSON Schema"
    ),
    long_about = both!(
        "El esquema se nombra con las palabras del comando; `error` es el de los errores, y \
         `procedure`, `form` y `settings` son los de los archivos TOML. Sin nombre, los lista. Qué se \
         mantiene de una versión a otra: `ugat help json`.",
        "A schema is named by the words of the command; `error` is that of failures, and `procedure`, \
         `form` and `settings` are those of the TOML files. With no name, they are listed. What stays \
         as it is from one version to the next: `ugat help json`."
    ),
    after_help = examples!(
        "La respuesta de `ugat case list --json`", "The answer of `ugat case list --json`" =>
            "ugat schema case list";
        "Los errores, y sus clases", "Failures, and their kinds" => "ugat schema error"
    )
)]
pub struct Describe {
    #[arg(value_name = Value::Schema, help = both!(
        "Las palabras de un comando, o `error`, `procedure`, `form` o `settings`",
        "The words of a command, or `error`, `procedure`, `form` or `settings`"
    ))]
    pub words: Vec<String>,
    #[command(flatten)]
    pub rows: Rows,
}

impl Describe {
    /// Prints a schema, or lists them; no store is needed.
    pub fn run(self, env: &mut Env, _: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        if self.words.is_empty() {
            return env.answer_rows(&SchemaList::all(), &layout);
        }
        let name = self.words.join("-");
        let schema = Schema::named(&name).ok_or_else(|| unknown(&name))?;
        env.answer(&schema.text());
        Ok(())
    }
}

fn unknown(name: &str) -> Failure {
    let names = SCHEMAS.iter().flat_map(Schema::names);
    usage!(
        "unknown-schema",
        "no hay un esquema `{name}`",
        "there is no schema `{name}`",
        "véalos con `ugat schema`",
        "see them with `ugat schema`"
    )
    .with_nearest(nearest(name, names).map(|near| format!("ugat schema {near}")))
}
