//! Which cases a list is of, in every command that lists what is of cases.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::cli::case::wanted::Wanted;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both};
use crate::cli::session::part::Part;
use crate::store::{Entry, Store};
use crate::view::CaseState;

// Which cases are asked for.
#[derive(Debug, Args)]
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
    #[arg(long, value_name = Value::State, help = both!(
        "Solo los que están en este estado (puede repetirse)",
        "Only those in this state (may be repeated)"
    ))]
    pub state: Vec<CaseState>,
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

/// The same as they are compared.
pub struct Asked {
    pub procedure: Wanted,
    pub entity: Part,
    pub states: Vec<CaseState>,
}

impl Which {
    pub const fn is_narrow(&self) -> bool {
        self.procedure.is_some() || self.entity.is_some() || !self.state.is_empty()
    }

    /// Those of a store with these journals.
    pub fn asked(&self, store: &Store, entries: &[Entry]) -> Result<Asked, Failure> {
        Ok(Asked {
            procedure: Wanted::of(store, self.procedure.as_deref(), entries)?,
            entity: Part::of(self.entity.as_deref()),
            states: self.state.clone(),
        })
    }
}

impl Asked {
    /// Whether a case of these entities in this state is asked for, of whatever procedure.
    pub fn takes<'n>(&self, entities: impl IntoIterator<Item = &'n str>, state: CaseState) -> bool {
        let of_state = self.states.is_empty() || self.states.contains(&state);
        of_state && self.entity.is_in(entities)
    }
}
