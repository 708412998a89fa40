use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::form::show::form;
use crate::view::{Notation, form_template};

#[derive(Debug, Args)]
pub struct New {
    #[arg(value_name = "FORM")]
    pub form: String,
    #[arg(long = "as", value_name = "NOTATION", value_parser = notations())]
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
    PossibleValuesParser::new(Notation::ALL.map(Notation::name)).map(|name| {
        let mut notations = Notation::ALL.into_iter();
        notations
            .find(|notation| notation.name() == name)
            .expect("clap has taken one of the names")
    })
}
