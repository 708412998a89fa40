//! What a command says that may go to many cases at once, chosen by what they are. It becomes the
//! lines of a batch; how these are carried out lies in `bulk`.

use clap::Args;

use crate::cli::bulk::line::{CASE, DO, Line, Value};
use crate::cli::case::which::Which;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::both;
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::model::CaseId;
use crate::store::Listing;
use crate::view::Outlined;

pub const DRY_RUN: &str = both!(
    "Con muchos casos, comprueba todo y no escribe nada",
    "With many cases, check everything and write nothing"
);

// Many cases in place of one.
#[derive(Debug, Default, Args)]
#[group(id = "many")]
pub struct Many {
    #[arg(long, help = both!(
        "Todos los casos que se escogen, en lugar de uno",
        "All cases that are chosen, in place of one"
    ))]
    pub all: bool,
    #[arg(long, help = DRY_RUN)]
    pub dry_run: bool,
}

/// What is done to a case, as lines of a batch; none where there is nothing to do.
pub type Lines<'l> = Box<dyn Fn(&Outlined) -> Vec<Line<'static>> + Sync + 'l>;

/// A command that goes to many cases.
pub trait OnMany {
    fn which(&self) -> &Which;

    fn dry_run(&self) -> bool;

    /// What it does to each case of those that are there.
    fn lines(&self, session: &mut Session, listing: &Listing) -> Result<Lines<'_>, Failure>;
}

/// An action on a case, by whoever acts.
pub fn line(action: &'static str, case: &CaseId, acting: &Acting) -> Line<'static> {
    let mut line = Line::default()
        .with(DO, action)
        .with(CASE, case.to_string());
    let given = acting.given().into_iter();
    line.keys
        .extend(given.map(|(key, text)| (key.into(), Value::Text(text.to_owned().into()))));
    line.with_flag("not-secret", acting.not_secret)
}

/// Refuses what only many cases take where one is named.
pub fn only_one(which: &Which, dry_run: bool, many: &str) -> Result<(), Failure> {
    if !which.is_narrowed() && !dry_run {
        return Ok(());
    }
    Err(usage!(
        "missing-option",
        "lo que escoge casos, y `--dry-run`, solo van con `{many}`",
        "what chooses cases, and `--dry-run`, go with `{many}` alone"
    ))
}
