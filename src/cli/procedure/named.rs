//! A procedure that an argument names: one of the store, or a draft in a file.

use std::path::Path;

use crate::cli::failure::store::having_problems;
use crate::cli::failure::{Failure, Faulty};
use crate::cli::input::file::definition_of;
use crate::cli::input::typed::STANDARD_INPUT;
use crate::cli::session::Session;
use crate::definition::{Problem, load};
use crate::model::Procedure;
use crate::store::{readable, shipped};

/// A procedure of the store by name, version or digest, or a file.
pub fn named(session: &mut Session, typed: &str) -> Result<Procedure, Failure> {
    if !is_file(typed) {
        return Ok(readable(&session.store, typed)?);
    }
    let path = Path::new(typed);
    let text = definition_of(session.env, path)?;
    match load(&text, shipped::catalogue()) {
        Ok(loaded) => Ok(loaded.procedure),
        Err(problems) => Err(having(typed, text, problems)),
    }
}

/// A file has these problems.
pub fn having(file: &str, text: String, problems: Vec<Problem>) -> Failure {
    let path = Path::new(file).display();
    having_problems(path, "definition", problems.len()).with_problems(Faulty {
        file: file.to_owned(),
        text,
        problems,
    })
}

/// Whether what is typed is a file: one that is there or ends in `.toml`, or standard input.
pub fn is_file(typed: &str) -> bool {
    let path = Path::new(typed);
    typed == STANDARD_INPUT
        || path.extension().is_some_and(|ending| ending == "toml")
        || path.is_file()
}
