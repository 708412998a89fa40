//! `ugat case status`: where cases stand.

use std::sync::Arc;

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{Value, both, examples};
use crate::cli::session::Session;
use crate::cli::session::gathered::Gathered;
use crate::cli::session::rows::Rows;
use crate::engine::Marks;
use crate::model::ShortNames;
use crate::store::{Entry, Listing, Record};
use crate::view::{Format, Layout, StatusList, StatusView, Telling, json};

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Muestra en qué está un caso, o varios en una tabla",
        "Show where a case stands, or several in a table"
    ),
    long_about = both!(
        "Un solo caso se lee como una página: avance, actividades listas con su rol y antigüedad, \
         las que esperan y a qué, los últimos pasos y las salidas pendientes.",
        "A single case reads as a page: progress, the activities ready with their role and age, \
         those waiting and for what, the last steps and the outputs owed."
    ),
    after_help = examples!(
        "El único caso abierto", "The only open case" => "ugat case status .";
        "Todos, para una hoja de cálculo", "All of them, for a spreadsheet" =>
            "ugat case status --all --csv excel"
    )
)]
pub struct Status {
    #[arg(value_name = Value::Case, required_unless_present = "all", help = both!(
        "Los casos: código o su comienzo, referencia, o `.` si hay uno solo abierto",
        "The cases: id or the start of it, reference, or `.` for the only open one"
    ))]
    pub cases: Vec<String>,
    #[arg(long, conflicts_with = "cases", help = both!(
        "Todos los casos del registro",
        "All cases of the store"
    ))]
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
                let (listing, names) = session.store.listing_and_names()?;
                let entries = session.chosen(&listing, named)?;
                let all = self.all.then_some(&listing);
                several(&mut session, (&entries, all), (names, &layout))
            }
        }
    }
}

fn one(session: &mut Session, record: &Record, format: Format) -> Result<(), Failure> {
    let case = record.case();
    let settings = &session.store.settings;
    let marks = Marks::of(&case, settings);
    let newer = record.journal.newer.is_some();
    let view = StatusView::of(&record.id, &case, &marks, settings).with_newer(newer);
    match format {
        Format::Json => session.env.answer(&json(&view)),
        Format::Table | Format::Ndjson | Format::Csv | Format::Markdown => {
            let telling = Telling {
                takes_acts: record.sound().is_ok() && !newer,
                ..session.telling()?
            };
            let page = view.page(&case, &telling);
            session.env.answer_page(&page);
        }
    }
    journal::tell(session.env, record)
}

/// Some cases, or all with what else is listed.
fn several(
    session: &mut Session,
    (entries, all): (&[Entry], Option<&Listing>),
    (names, layout): (ShortNames, &Layout),
) -> Result<(), Failure> {
    let store = Arc::clone(&session.store);
    let add = |cases: &mut Vec<StatusView>, record: &Record| {
        let (case, newer) = (record.case(), record.journal.newer.is_some());
        let marks = Marks::of(&case, &store.settings);
        let view = StatusView::of(&record.id, &case, &marks, &store.settings);
        cases.push(view.with_newer(newer));
    };
    let mut many = Gathered::records(session, entries, Vec::new, add)?;
    if let Some(listing) = all {
        many = many.with_misplaced(session, listing);
    }
    let list = StatusList {
        cases: many.parts.into_iter().flatten().collect(),
        errors: many.errors,
        names,
    };
    session.env.answer_rows(&list, layout)?;
    journal::tell_rows(session.env, &list.errors)
}
