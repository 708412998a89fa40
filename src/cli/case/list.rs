//! `ugat case list`: the cases of the store, one row each.

use std::sync::Arc;

use clap::Args;

use crate::cli::General;
use crate::cli::case::which::Which;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{both, examples};
use crate::cli::session::Session;
use crate::cli::session::due::Due;
use crate::cli::session::gathered::Gathered;
use crate::cli::session::rows::Rows;
use crate::engine::{Marks, Past};
use crate::store::Entry;
use crate::view::{CaseList, CaseRow, Drawn, DrawnRows, Layout, Outlined, Pen};
use crate::words::Text;

#[derive(Debug, Args)]
#[command(
    about = both!("Lista los casos del registro", "List the cases of the store"),
    long_about = both!(
        "Se listan los casos en cualquier estado, salvo que se pida uno con `--state`. La entidad \
         se busca sin distinguir mayúsculas, tildes ni espacios. `since` y `age` son del trabajo \
         listo más antiguo del caso; `--sort since` ordena por el momento, el más antiguo primero.",
        "Cases are listed whatever their state, unless `--state` asks for one. The entity is found \
         whatever its case, accents and spaces. `since` and `age` are those of the oldest ready \
         work of a case; `--sort since` orders by the moment, the oldest first."
    ),
    after_help = examples!(
        "Los abiertos que esperan a la jefatura",
        "The open ones that wait for the head of the unit" =>
            "ugat case list --state open --role jefe-ugat";
        "Los de un procedimiento, para una hoja de cálculo",
        "Those of a procedure, for a spreadsheet" =>
            "ugat case list --procedure pr07 --csv excel"
    )
)]
pub struct List {
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    pub due: Due,
    #[command(flatten)]
    pub rows: Rows,
}

impl List {
    /// Lists the cases of the store, one row each.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let mut session = Session::open(env, general)?;
        let (listing, names) = session.store.listing_and_names()?;
        let filter = self.which.filter(&session.store, &listing.entries)?;
        let due = self.due.filter()?;
        let wanted = |entry: &Entry| filter.named.procedure.takes(entry);
        let pen = Pen {
            look: session.env.look(),
            colour: session.env.colour(),
            names: Arc::new(names),
            ages: self.due.ages(&session)?,
        };
        let store = Arc::clone(&session.store);
        let draw = |rows: &mut DrawnRows<_>, case: &Outlined, past: Option<&Past>| {
            let marks = Marks::of_outline(case.outline, past, &case.procedures, &store.settings);
            let row = CaseRow::of(case, marks.acts(), pen.ages.zone);
            let row = row.aged(&store.settings, &pen.ages);
            if filter.takes(&row) && (due.is_any() || due.takes(row.due, &pen.ages)) {
                // By procedure, then by the day on which it began; else as they come, by id.
                let order = (row.procedure.clone(), pen.ages.day(&row.started.0));
                rows.draw(order, &row, &layout, &pen);
            }
        };
        let begin = DrawnRows::default;
        // Only the past tells whether people were entitled to their acts; without people it is not read.
        let many = if store.settings.people.is_some() {
            let add = |rows: &mut _, case: &Outlined, past: &Past| draw(rows, case, Some(past));
            Gathered::outlines(&mut session, &listing, wanted, begin, add)?
        } else {
            let add = |rows: &mut _, case: &Outlined, (): &()| draw(rows, case, None);
            Gathered::outlines(&mut session, &listing, wanted, begin, add)?
        };
        let many = many.with_misplaced(&session, &listing);
        let list = CaseList {
            cases: Drawn::in_order(many.parts.iter()),
            errors: many.errors,
            as_of: pen.ages.today,
            days: pen.ages.unit(),
            pen,
        };
        self.tell(session, &list, &layout)
    }

    fn tell(&self, session: Session, list: &CaseList, layout: &Layout) -> Result<(), Failure> {
        if layout.is_page() && list.cases.is_empty() && list.errors.is_empty() {
            session.env.say(&self.nothing());
        } else {
            session.env.answer_rows(list, layout)?;
        }
        journal::tell_rows(session.env, &list.errors)
    }

    /// The message in place of an empty table.
    const fn nothing(&self) -> Text {
        if self.which.is_narrowed() || self.due.is_narrowed() {
            Text::of(
                "ningún caso cumple lo solicitado; todos se ven con `ugat case list`",
                "no case matches; `ugat case list` shows all of them",
            )
        } else {
            Text::of(
                "no hay casos; se inicia uno con `ugat case start PROC --entity ENTIDAD`",
                "there are no cases; start one with `ugat case start PROC --entity ENTITY`",
            )
        }
    }
}
