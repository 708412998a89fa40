//! `ugat manual readings`: every place where a reading was adopted.

use clap::Args;

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::input::choice::{Choice, named};
use crate::cli::manual::procedures;
use crate::cli::session::rows::Rows;
use crate::model::Procedure;
use crate::store::shipped;
use crate::view::ReadingList;
use crate::words::Text;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Lista cada lectura adoptada donde el manual calla o se contradice",
        "List each reading adopted where the manual is silent or contradicts itself"
    ),
    after_help = examples!(
        "Cómo se leyó el procedimiento 6", "How procedure 6 was read" => "ugat manual readings pr06"
    )
)]
pub struct Readings {
    #[arg(value_name = Value::Part, help = both!(
        "Solo las de esta parte: `manual`, `pr06`, `anexo-2` …",
        "Those of this part alone: `manual`, `pr06`, `anexo-2` …"
    ))]
    pub of: Option<String>,
    #[command(flatten)]
    pub rows: Rows,
}

impl Readings {
    /// Lists every place where a reading was adopted.
    pub fn run(self, env: &mut Env) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let (manual, procedures) = (shipped::manual(), procedures());
        let mut list = ReadingList::of(&manual, &procedures, shipped::forms());
        if let Some(typed) = &self.of {
            let parts = parts(&procedures);
            let what = Text::of("una parte del manual", "a part of the manual");
            let place = named("unknown-part", (&what, ""), typed, &parts)?;
            list = list.only(&parts[place].key);
        }
        env.answer_page_or_rows(&list, &layout, |look, colour| list.page(look, colour))
    }
}

/// What has readings: the manual as a whole, its procedures, its forms.
fn parts(procedures: &[Procedure]) -> Vec<Choice> {
    let whole = Choice::new("manual", Text::of("El manual", "The manual"));
    let mut parts = vec![whole];
    for one in procedures {
        parts.push(Choice::new(one.id.as_str(), Text::same(one.code.as_str())));
    }
    for form in shipped::forms() {
        parts.push(Choice::new(form.id.as_str(), form.title.clone()));
    }
    parts
}
