//! Which cases are meant, by what they are: the options by which a list is narrowed, and by which an
//! act goes to many cases.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::cli::case::known::role_named;
use crate::cli::case::wanted::Wanted;
use crate::cli::failure::Failure;
use crate::cli::help::{LABEL, Value, both};
use crate::cli::session::part::Part;
use crate::model::{LabelFilter, Line, RoleId};
use crate::store::{Entry, Store};
use crate::view::{CaseRow, CaseState};

// Which cases, by what everybody knows of them.
#[derive(Debug, Default, Args)]
#[group(id = "named")]
pub struct Named {
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
}

// The options by which cases are chosen: of a batch, which names each case, they are no keys.
#[derive(Debug, Default, Args)]
pub struct Which {
    #[command(flatten)]
    pub named: Named,
    #[command(flatten)]
    pub condition: Condition,
}

// Which cases, by what has become of them.
#[derive(Debug, Default, Args)]
#[group(id = "condition")]
pub struct Condition {
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

/// What everybody knows of the wanted cases, as it is compared.
pub struct Asked {
    pub procedure: Wanted,
    entity: Part,
    labels: LabelFilter,
    states: Vec<CaseState>,
}

impl Named {
    pub const fn is_narrowed(&self) -> bool {
        self.procedure.is_some()
            || self.entity.is_some()
            || !self.label.is_empty()
            || !self.state.is_empty()
    }

    /// Those of a store with these journals.
    pub fn asked(&self, store: &Store, entries: &[Entry]) -> Result<Asked, Failure> {
        Ok(Asked {
            procedure: Wanted::of(store, self.procedure.as_deref(), entries)?,
            entity: Part::of(self.entity.as_deref()),
            labels: LabelFilter::of(&self.label),
            states: self.state.clone(),
        })
    }
}

impl Asked {
    /// Whether a case with these entities and labels in this state is wanted, whatever its procedure.
    pub fn takes<'n>(
        &self,
        entities: impl IntoIterator<Item = &'n str>,
        labels: impl IntoIterator<Item = &'n Line> + Clone,
        state: CaseState,
    ) -> bool {
        let of_state = self.states.is_empty() || self.states.contains(&state);
        of_state && self.entity.is_in(entities) && self.labels.takes(labels)
    }
}

/// What cases are narrowed to.
pub struct Filter {
    pub named: Asked,
    role: Option<RoleId>,
    conflicts: bool,
    deviations: bool,
}

impl Which {
    pub fn filter(&self, store: &Store, entries: &[Entry]) -> Result<Filter, Failure> {
        let Condition {
            role,
            conflicts,
            deviations,
        } = &self.condition;
        let role = role.as_deref();
        Ok(Filter {
            named: self.named.asked(store, entries)?,
            role: role.map(|typed| role_named(store, typed)).transpose()?,
            conflicts: *conflicts,
            deviations: *deviations,
        })
    }

    pub const fn is_narrowed(&self) -> bool {
        let Condition {
            role,
            conflicts,
            deviations,
        } = &self.condition;
        self.named.is_narrowed() || role.is_some() || *conflicts || *deviations
    }
}

impl Filter {
    /// Whether a case is wanted, whatever its procedure.
    pub fn takes(&self, row: &CaseRow) -> bool {
        let entities = row.entities.iter().map(Line::as_str);
        let named = self.named.takes(entities, row.labels, row.state);
        let role = self.role.as_ref().is_none_or(|role| row.awaits(role));
        let conflict = row.in_conflict || !self.conflicts;
        let deviation = row.deviations > 0 || !self.deviations;
        named && role && conflict && deviation
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, Filter};
    use crate::cli::case::wanted::Wanted;
    use crate::cli::session::part::Part;
    use crate::model::{LabelFilter, Zone};
    use crate::testing::cases::{SampleCase, role};
    use crate::testing::procedures::{procedure, step};
    use crate::view::{CaseRow, CaseState};

    #[test]
    fn a_row_is_taken_where_it_is_all_that_is_asked_for() {
        let mut told = SampleCase::of(procedure([step(1).by(["uit"]), step(2).ends()]));
        told.complete("Ana", 1, &[]);
        let case = |entity: Option<&str>, states: &[CaseState], asked: Option<&str>, expected| {
            let filter = Filter {
                named: Asked {
                    procedure: Wanted::all(),
                    entity: Part::of(entity),
                    labels: LabelFilter::default(),
                    states: states.to_vec(),
                },
                role: asked.map(role),
                conflicts: false,
                deviations: false,
            };
            let takes = told.outlined(false, |case| {
                filter.takes(&CaseRow::of(case, 0, Zone::la_paz()))
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
