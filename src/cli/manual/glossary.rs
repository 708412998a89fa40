use clap::Args;

use crate::cli::env::Env;
use crate::cli::failure::{Failure, refused};
use crate::cli::help::{Value, both, examples};
use crate::cli::session::rows::Rows;
use crate::store::shipped;
use crate::view::Glossary as View;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Explica los términos y siglas del manual",
        "Explain the terms and abbreviations of the manual"
    ),
    after_help = examples!(
        "Qué es una HGE", "What an HGE is" => "ugat manual glossary hge"
    )
)]
pub struct Glossary {
    #[arg(value_name = Value::Term, help = both!(
        "Solo este término, con o sin tildes y mayúsculas",
        "This term alone, with or without accents and capitals"
    ))]
    pub term: Option<String>,
    #[command(flatten)]
    pub rows: Rows,
}

impl Glossary {
    /// Explains the terms of the manual, or one of them.
    pub fn run(self, env: &mut Env) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let mut view = View::of(&shipped::manual());
        if let Some(term) = &self.term {
            view = view
                .only(term)
                .map_err(|near| no_term(term, near.as_deref()))?;
        }
        env.answer_rows(&view, &layout)
    }
}

fn no_term(typed: &str, near: Option<&str>) -> Failure {
    refused!(
        "unknown-term",
        "`{typed}` no está en el glosario del manual",
        "`{typed}` is not in the glossary of the manual",
        "los términos se ven con `ugat manual glossary`",
        "`ugat manual glossary` shows the terms"
    )
    .with_nearest(near)
}
