use std::path::PathBuf;

use crate::cli::help::{Value, both};

use clap::{ArgAction, Args};

// The options of every command.
#[derive(Debug, Default, Args)]
pub struct General {
    #[arg(long, value_name = Value::Language, global = true, help = both!(
        "Idioma de lo que se lee: `es` o `en` (si no, `UGAT_LANG` o el del sistema)",
        "Language of what is read: `es` or `en` (else `UGAT_LANG` or the system's)"
    ))]
    pub lang: Option<String>,
    #[arg(long, value_name = Value::Folder, global = true, help = both!(
        "Registro de casos con el que se trabaja (si no, `UGAT_STORE` o el más cercano)",
        "Store to work with (else `UGAT_STORE` or the nearest one)"
    ))]
    pub store: Option<PathBuf>,
    #[arg(long, global = true, help = both!(
        "Responde en JSON, también los errores",
        "Answer in JSON, errors included"
    ))]
    pub json: bool,
    #[arg(short, long, action = ArgAction::HelpShort, global = true, help = both!(
        "Muestra esta ayuda; `--help` agrega detalles",
        "Show this help; `--help` adds details"
    ))]
    help: Option<bool>,
}
