//! Which cases are meant, by what they are: the options by which a list is narrowed, and by which an
//! act goes to many cases.

use clap::Args;
use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::cli::case::known::role_named;
use crate::cli::failure::Failure;
use crate::cli::help::{LABEL, Value, both};
use crate::cli::session::part::Part;
use crate::model::{LabelFilter, Line, RoleId, normal};
use crate::store::{Entry, Store};
use crate::view::{CaseRow, CaseState};

// The options by which cases are chosen: of a batch, which names each case, they are no keys.
#[derive(Debug, Default, Args)]
#[group(id = "which")]
pub struct Which {
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
    #[arg(id = "labelled", long = "label", value_name = Value::Label, help = LABEL)]
    pub label: Vec<String>,
    #[arg(long, value_name = Value::State, help = both!(
        "Solo los que están en este estado (puede repetirse)",
        "Only those in this state (may be repeated)"
    ))]
    pub state: Vec<CaseState>,
    #[arg(id = "for_role", long = "role", value_name = Value::Role, help = both!(
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
}

// The states that cases can be narrowed to, by their keys in JSON.
impl ValueEnum for CaseState {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.key()))
    }
}

/// What cases are narrowed to, but for their procedure.
pub struct Filter {
    entity: Part,
    labels: LabelFilter,
    states: Vec<CaseState>,
    role: Option<RoleId>,
    conflicts: bool,
    deviations: bool,
}

impl Which {
    pub fn filter(&self, store: &Store) -> Result<Filter, Failure> {
        let role = self.role.as_deref();
        Ok(Filter {
            entity: Part::of(self.entity.as_deref()),
            role: role.map(|typed| role_named(store, typed)).transpose()?,
            labels: LabelFilter::of(&self.label),
            states: self.state.clone(),
            conflicts: self.conflicts,
            deviations: self.deviations,
        })
    }

    pub const fn is_narrowed(&self) -> bool {
        self.procedure.is_some()
            || self.entity.is_some()
            || !self.label.is_empty()
            || !self.state.is_empty()
            || self.role.is_some()
            || self.conflicts
            || self.deviations
    }
}

impl Filter {
    pub fn takes(&self, row: &CaseRow) -> bool {
        let entity = self.entity.is_in(row.entities.iter().map(Line::as_str));
        let state = self.states.is_empty() || self.states.contains(&row.state);
        let role = self.role.as_ref().is_none_or(|role| row.awaits(role));
        let conflict = row.in_conflict || !self.conflicts;
        let deviation = row.deviations > 0 || !self.deviations;
        let labels = self.labels.takes(row.labels);
        entity && labels && state && role && conflict && deviation
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
    use super::Filter;
    use crate::cli::session::part::Part;
    use crate::model::LabelFilter;
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
                labels: LabelFilter::default(),
                states: states.to_vec(),
                role: asked.map(role),
                conflicts: false,
                deviations: false,
            };
            let takes = told.outlined(false, |case| filter.takes(&CaseRow::of(case, 0)));
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
