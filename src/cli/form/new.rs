use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use strum::VariantNames as _;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::form::show::{FORM, form};
use crate::cli::help::{Value, both, examples};
use crate::view::{Notation, form_template};

pub(in crate::cli::form) const NOTATION: &str = both!(
    "Cómo se escribe: `toml` (si no se dice) o `json`",
    "How it is written: `toml` (if not said) or `json`"
);

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Escribe un formulario vacío, con lo que pide cada campo",
        "Write an empty form, with what each field asks for"
    ),
    after_help = examples!(
        "Un anexo 2 vacío, para llenarlo en un editor",
        "An empty annex 2, to be filled in with an editor" =>
            "ugat form new anexo-2"
    )
)]
pub struct New {
    #[arg(value_name = Value::Form, help = FORM)]
    pub form: String,
    #[arg(long = "as", value_name = Value::Notation, value_parser = notations(), help = NOTATION)]
    pub notation: Option<Notation>,
}

impl New {
    /// Writes an empty form to be filled in, with what each field asks for.
    pub fn run(self, env: &mut Env, _: &General) -> Result<(), Failure> {
        let form = form(&self.form)?;
        let notation = self.notation.unwrap_or(Notation::Toml);
        let template = form_template(form, notation, env.language(), |_| None);
        env.answer(&template);
        Ok(())
    }
}

pub(in crate::cli::form) fn notations() -> impl TypedValueParser<Value = Notation> {
    PossibleValuesParser::new(Notation::VARIANTS)
        .map(|name| name.parse().expect("clap has taken one of the names"))
}
