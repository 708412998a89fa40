//! `ugat case status`: where cases stand.

use std::sync::Arc;

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::failure::journal;
use crate::cli::session::Session;
use crate::cli::session::gathered::Gathered;
use crate::cli::session::rows::Rows;
use crate::engine::Marks;
use crate::store::{Entry, Listing, Record, shortest};
use crate::view::{Format, Layout, StatusList, StatusView, json};

#[derive(Debug, Args)]
pub struct Status {
    #[arg(value_name = "CASE", required_unless_present = "all")]
    pub cases: Vec<String>,
    #[arg(long, conflicts_with = "cases")]
    pub all: bool,
    #[command(flatten)]
    pub rows: Rows,
}

impl Status {
    /// Says where cases stand: one as a page, several as rows.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let mut session = Session::open(env, general)?;
        let is_one = layout.is_page() || layout == Layout::of(Format::Json);
        match self.cases.as_slice() {
            [only] if !self.all && is_one => {
                let record = session.record(only)?;
                one(&mut session, &record, layout.format)
            }
            named => {
                let listing = session.store.listing()?;
                let entries = session.chosen(&listing, named)?;
                let all = self.all.then_some(&listing);
                several(&mut session, (&entries, all), &layout)
            }
        }
    }
}

fn one(session: &mut Session, record: &Record, format: Format) -> Result<(), Failure> {
    let case = record.case();
    let marks = Marks::of(&case, &session.store.settings);
    let newer = record.journal.newer.is_some();
    let view = StatusView::of(&record.id, &case, &marks).with_newer(newer);
    let answer = match format {
        Format::Json => json(&view),
        Format::Table | Format::Ndjson | Format::Csv | Format::Markdown => {
            view.page(&case, &session.telling()?)
        }
    };
    session.env.answer(&answer);
    journal::tell(session.env, record)
}

/// Some cases, or all with what else is listed.
fn several(
    session: &mut Session,
    (entries, all): (&[Entry], Option<&Listing>),
    layout: &Layout,
) -> Result<(), Failure> {
    let store = Arc::clone(&session.store);
    let add = |cases: &mut Vec<StatusView>, record: &Record| {
        let (case, newer) = (record.case(), record.journal.newer.is_some());
        let marks = Marks::of(&case, &store.settings);
        cases.push(StatusView::of(&record.id, &case, &marks).with_newer(newer));
    };
    let mut many = Gathered::records(session, entries, Vec::new, add)?;
    if let Some(listing) = all {
        many = many.with_misplaced(session, listing);
    }
    let list = StatusList {
        cases: many.parts.into_iter().flatten().collect(),
        errors: many.errors,
        digits: shortest(&session.store.entries()?),
    };
    session.env.answer_rows(&list, layout)?;
    journal::tell_rows(session.env, &list.errors)
}
