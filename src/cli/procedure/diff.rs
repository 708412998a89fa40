//! `ugat procedure diff`: what changed from one version of a procedure to another.

use std::path::Path;

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::store::having_problems;
use crate::cli::failure::{Failure, Faulty};
use crate::cli::input::file::text_of;
use crate::cli::input::typed::STANDARD_INPUT;
use crate::cli::session::Session;
use crate::definition::load;
use crate::model::Procedure;
use crate::store::shipped;
use crate::view::DifferenceView;

#[derive(Debug, Args)]
pub struct Diff {
    #[arg(value_name = "OLD")]
    pub old: String,
    #[arg(value_name = "NEW")]
    pub new: String,
}

impl Diff {
    /// Says what changed from one version of a procedure to another.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open_if_any(env, general)?;
        let old = named(&mut session, &self.old)?;
        let new = named(&mut session, &self.new)?;
        let view = DifferenceView::between(&old, &new);
        let env = session.env;
        env.answer_view(&view, |env| view.page(env.look(), env.colour()));
        Ok(())
    }
}

/// A procedure of the store by name, version or digest, or a file.
fn named(session: &mut Session, typed: &str) -> Result<Procedure, Failure> {
    let path = Path::new(typed);
    let is_file = typed == STANDARD_INPUT
        || path.extension().is_some_and(|ending| ending == "toml")
        || path.is_file();
    if !is_file {
        return Ok(session.store.readable(typed)?);
    }
    let text = text_of(session.env, path)?;
    match load(&text, shipped::catalogue()) {
        Ok(loaded) => Ok(loaded.procedure),
        Err(problems) => Err(
            having_problems(path, "definition", problems.len()).with_problems(Faulty {
                file: typed.to_owned(),
                text,
                problems,
            }),
        ),
    }
}
