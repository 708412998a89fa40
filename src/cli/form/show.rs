use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::input::choice::{Choice, named};
use crate::model::Form;
use crate::store::shipped;
use crate::view::FormShown;
use crate::words::Text;

pub(in crate::cli::form) const FORM: &str = both!(
    "El formulario: `anexo-1`, `anexo-2` o `anexo-3`",
    "The form: `anexo-1`, `anexo-2` or `anexo-3`"
);

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Muestra qué pide un formulario y sus reglas",
        "Show what a form asks for, and its rules"
    ),
    after_help = examples!(
        "Los campos y las reglas del anexo 2", "The fields and rules of annex 2" =>
            "ugat form show anexo-2"
    )
)]
pub struct Show {
    #[arg(value_name = Value::Form, help = FORM)]
    pub form: String,
}

impl Show {
    /// Shows what a form asks for.
    pub fn run(self, env: &mut Env, _: &General) -> Result<(), Failure> {
        let shown = FormShown::of(form(&self.form)?);
        env.answer_view(&shown, |env| shown.page(env.look(), env.colour()));
        Ok(())
    }
}

/// The form that is named, by id or by title.
pub(in crate::cli) fn form(typed: &str) -> Result<&'static Form, Failure> {
    let forms = shipped::forms();
    let choices: Vec<Choice> = forms
        .iter()
        .map(|form| Choice::new(form.id.as_str(), form.title.clone()))
        .collect();
    let what = Text::of("un formulario", "a form");
    let place = named("unknown-form", (&what, ""), typed, &choices)?;
    Ok(&forms[place])
}
