//! `ugat case list`: the cases of the store, one row each.

use std::sync::Arc;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::cli::General;
use crate::cli::case::known::role_named;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::help::{Value, both, examples};
use crate::cli::session::Session;
use crate::cli::session::due::Due;
use crate::cli::session::gathered::Gathered;
use crate::cli::session::part::Part;
use crate::cli::session::rows::Rows;
use crate::engine::{Marks, Past};
use crate::model::{Ages, DueFilter, Line, RoleId, normal};
use crate::store::{Entry, Store, shortest};
use crate::view::{CaseList, CaseRow, CaseState, Drawn, DrawnRows, Layout, Outlined, Pen};
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
            "ugat case list --procedure pr07 --csv excel"
    )
)]
pub struct List {
    #[arg(long, value_name = Value::Procedure, help = both!(
        "Solo los de este procedimiento",
        "Only those of this procedure"
    ))]
    pub procedure: Option<String>,
    #[arg(long, value_name = Value::Entity, help = both!(
        "Solo los de esta entidad",
        "Only those of this entity"
    ))]
    pub entity: Option<String>,
    #[arg(long, value_name = Value::State, help = both!(
        "Solo los que están en este estado (puede repetirse)",
        "Only those in this state (may be repeated)"
    ))]
    pub state: Vec<CaseState>,
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

// The states that a list can be narrowed to, by their keys in JSON.
impl ValueEnum for CaseState {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.key()))
    }
}

/// What a list is narrowed to.
struct Filter {
    entity: Part,
    states: Vec<CaseState>,
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
        let asked = self.procedure.as_deref();
        let wanted = Wanted::of(&session.store, asked, &listing.entries)?;
        let filter = self.filter(&session.store)?;
        let wanted = |entry: &Entry| wanted.takes(entry);
        let pen = Pen {
            look: session.env.look(),
            colour: session.env.colour(),
            digits: shortest(&listing.entries),
            ages: self.due.ages(&session)?,
        };
        let store = Arc::clone(&session.store);
        let draw = |rows: &mut DrawnRows<_>, case: &Outlined, past: Option<&Past>| {
            let marks = Marks::of_outline(case.outline, past, &case.procedures, &store.settings);
            let row = CaseRow::of(case, marks.acts()).aged(&store.settings, &pen.ages);
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

    fn filter(&self, store: &Store) -> Result<Filter, Failure> {
        let role = self.role.as_deref();
        Ok(Filter {
            entity: Part::of(self.entity.as_deref()),
            role: role.map(|typed| role_named(store, typed)).transpose()?,
            states: self.state.clone(),
            conflicts: self.conflicts,
            deviations: self.deviations,
            due: self.due.filter()?,
        })
    }

    const fn is_narrowed(&self) -> bool {
        self.procedure.is_some()
            || self.entity.is_some()
            || !self.state.is_empty()
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
        let entity = self.entity.is_in(row.entities.iter().map(Line::as_str));
        let state = self.states.is_empty() || self.states.contains(&row.state);
        let role = self.role.as_ref().is_none_or(|role| row.awaits(role));
        let conflict = row.in_conflict || !self.conflicts;
        let deviation = row.deviations > 0 || !self.deviations;
        let due = self.due.is_any() || self.due.takes(row.due, ages);
        entity && state && role && conflict && deviation && due
    }
}

/// The procedure whose cases are wanted; all procedures where none is named.
pub struct Wanted(Option<String>);

impl Wanted {
    /// The one that is asked for, by any of its names.
    pub fn of(store: &Store, asked: Option<&str>, entries: &[Entry]) -> Result<Self, Failure> {
        let Some(typed) = asked else {
            return Ok(Self(None));
        };
        let known = store.procedure(typed);
        let wanted = match &known {
            Ok(definition) => normal(definition.procedure.id.as_str()),
            Err(_) => normal(typed),
        };
        let mut entries = entries.iter();
        let is_there = entries.any(|entry| normal(entry.id.procedure().as_str()) == wanted);
        match known {
            Err(fault) if !is_there => Err(fault.into()),
            Ok(_) | Err(_) => Ok(Self(Some(wanted))),
        }
    }

    pub fn takes(&self, entry: &Entry) -> bool {
        let name = entry.id.procedure().as_str();
        self.0.as_ref().is_none_or(|wanted| normal(name) == *wanted)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::Filter;
    use crate::cli::session::part::Part;
    use crate::model::{Ages, DueFilter};
    use crate::testing::cases::{SampleCase, role};
    use crate::testing::procedures::{procedure, step};
    use crate::view::{CaseRow, CaseState};

    #[test]
    fn a_row_is_taken_where_it_is_all_that_is_asked_for() {
        let mut told = SampleCase::of(procedure([step(1).by(["uit"]), step(2).ends()]));
        told.complete("Ana", 1, &[]);
        let case = |entity: Option<&str>, states: &[CaseState], asked: Option<&str>, expected| {
            let filter = Filter {
                entity: Part::of(entity),
                states: states.to_vec(),
                role: asked.map(role),
                conflicts: false,
                deviations: false,
                due: DueFilter::default(),
            };
            let takes = told.outlined(false, |case| {
                filter.takes(&CaseRow::of(case, 0), &Ages::plain(NaiveDate::MIN))
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
