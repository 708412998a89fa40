//! `ugat case list`: the cases of the store, one row each.

use std::sync::Arc;

use clap::Args;

use crate::cli::General;
use crate::cli::case::known::role_named;
use crate::cli::case::which::{Asked, Which};
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{Value, both, examples};
use crate::cli::session::Session;
use crate::cli::session::due::Due;
use crate::cli::session::gathered::Gathered;
use crate::cli::session::rows::Rows;
use crate::engine::{Marks, Past};
use crate::model::{Ages, DueFilter, Line, RoleId};
use crate::store::{Entry, Store, shortest};
use crate::view::{CaseList, CaseRow, Drawn, DrawnRows, Layout, Outlined, Pen};
use crate::words::Text;

#[derive(Debug, Args)]
#[command(
    about = both!("Lista los casos del registro", "List the cases of the store"),
    long_about = both!(
        "Se listan los casos en cualquier estado, salvo que se pida uno con `--state`. La entidad \
         se busca sin distinguir mayúsculas, tildes ni espacios.",
        "Cases are listed whatever their state, unless `--state` asks for one. The entity is found \
         whatever its case, accents and spaces."
    ),
    after_help = examples!(
        "Los abiertos que esperan a la jefatura",
        "The open ones that wait for the head of the unit" =>
            "ugat case list --state open --role jefe-ugat";
        "Los de un procedimiento, para una hoja de cálculo",
        "Those of a procedure, for a spreadsheet" =>
            "ugat case list --procedure pr07 --format csv"
    )
)]
pub struct List {
    #[command(flatten)]
    pub which: Which,
    #[arg(long, value_name = Value::Role, help = both!(
        "Solo los que esperan algo de este rol",
        "Only those with something ready for this role"
    ))]
    pub role: Option<String>,
    #[arg(long, help = both!("Solo los que están en conflicto", "Only those in conflict"))]
    pub conflicts: bool,
    #[arg(long, help = both!(
        "Solo los que salieron del procedimiento",
        "Only those that left the procedure"
    ))]
    pub deviations: bool,
    #[command(flatten)]
    pub due: Due,
    #[command(flatten)]
    pub rows: Rows,
}

/// What a list is narrowed to.
struct Filter {
    which: Asked,
    role: Option<RoleId>,
    conflicts: bool,
    deviations: bool,
    due: DueFilter,
}

impl List {
    /// Lists the cases of the store, one row each.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let mut session = Session::open(env, general)?;
        let listing = session.store.listing()?;
        let filter = self.filter(&session.store, &listing.entries)?;
        let wanted = |entry: &Entry| filter.which.procedure.takes(entry);
        let pen = Pen {
            look: session.env.look(),
            colour: session.env.colour(),
            digits: shortest(&listing.entries),
            ages: self.due.ages(&session)?,
        };
        let store = Arc::clone(&session.store);
        let draw = |rows: &mut DrawnRows<_>, case: &Outlined, past: Option<&Past>| {
            let marks = Marks::of_outline(case.outline, past, &case.procedures, &store.settings);
            let row = CaseRow::of(case, marks.acts(), pen.ages.zone);
            let row = row.aged(&store.settings, &pen.ages);
            if filter.takes(&row, &pen.ages) {
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

    fn filter(&self, store: &Store, entries: &[Entry]) -> Result<Filter, Failure> {
        let role = self.role.as_deref();
        Ok(Filter {
            which: self.which.asked(store, entries)?,
            role: role.map(|typed| role_named(store, typed)).transpose()?,
            conflicts: self.conflicts,
            deviations: self.deviations,
            due: self.due.filter()?,
        })
    }

    const fn is_narrowed(&self) -> bool {
        self.which.is_narrow()
            || self.role.is_some()
            || self.conflicts
            || self.deviations
            || self.due.is_narrowed()
    }

    /// The message in place of an empty table.
    const fn nothing(&self) -> Text {
        if self.is_narrowed() {
            Text::of(
                "ningún caso es como se pide; todos se ven con `ugat case list`",
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

impl Filter {
    fn takes(&self, row: &CaseRow, ages: &Ages) -> bool {
        let which = (self.which).takes(row.entities.iter().map(Line::as_str), row.state);
        let role = self.role.as_ref().is_none_or(|role| row.awaits(role));
        let conflict = row.in_conflict || !self.conflicts;
        let deviation = row.deviations > 0 || !self.deviations;
        let due = self.due.is_any() || self.due.takes(row.due, ages);
        which && role && conflict && deviation && due
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::Filter;
    use crate::cli::case::wanted::Wanted;
    use crate::cli::case::which::Asked;
    use crate::cli::session::part::Part;
    use crate::model::{Ages, DueFilter, Zone};
    use crate::testing::cases::{SampleCase, role};
    use crate::testing::procedures::{procedure, step};
    use crate::view::{CaseRow, CaseState};

    #[test]
    fn a_row_is_taken_where_it_is_all_that_is_asked_for() {
        let mut told = SampleCase::of(procedure([step(1).by(["uit"]), step(2).ends()]));
        told.complete("Ana", 1, &[]);
        let case = |entity: Option<&str>, states: &[CaseState], asked: Option<&str>, expected| {
            let filter = Filter {
                which: Asked {
                    procedure: Wanted::all(),
                    entity: Part::of(entity),
                    states: states.to_vec(),
                },
                role: asked.map(role),
                conflicts: false,
                deviations: false,
                due: DueFilter::default(),
            };
            let takes = told.outlined(false, |case| {
                filter.takes(
                    &CaseRow::of(case, 0, Zone::la_paz()),
                    &Ages::plain(NaiveDate::MIN),
                )
            });
            assert_eq!(takes, expected, "{entity:?} {states:?} {asked:?}");
        };
        case(None, &[], None, true);
        case(Some("MINISTÉRIO  x"), &[], None, true);
        case(Some("rio"), &[CaseState::Open], Some("jefe-ugat"), true);
        case(Some("Y"), &[], None, false);
        case(None, &[CaseState::Finished], None, false);
        case(None, &[CaseState::Open, CaseState::Finished], None, true);
        case(None, &[], Some("uit"), false);
    }
}
