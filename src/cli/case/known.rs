//! The roles and the kinds of output of all known procedures, as people name them.

use std::collections::BTreeMap;

use crate::cli::failure::Failure;
use crate::cli::input::choice::{Choice, named};
use crate::model::{OutputKind, Procedure, RoleId};
use crate::store::{Store, Versions};
use crate::words::Text;

/// A role of any known procedure, by its key or its title.
pub fn role_named(store: &Store, typed: &str) -> Result<RoleId, Failure> {
    let choices = role_choices(store)?;
    let what = Text::of("un rol", "a role");
    let place = named("unknown-role", (&what, "--role "), typed, &choices)?;
    Ok(RoleId::recorded(&choices[place].key))
}

/// A kind of output of any known procedure, by its key or its title.
pub fn kind_named(store: &Store, typed: &str) -> Result<OutputKind, Failure> {
    let choices = kind_choices(store)?;
    let what = Text::of("un tipo de salida", "a kind of output");
    let place = named("unknown-output", (&what, "--kind "), typed, &choices)?;
    Ok(OutputKind::recorded(&choices[place].key))
}

/// The roles of the known procedures, in order of key.
pub fn role_choices(store: &Store) -> Result<Vec<Choice>, Failure> {
    choices(store, |procedure| {
        let roles = procedure.roles.iter();
        roles
            .map(|role| Choice::new(role.id.as_str(), role.title.clone()))
            .collect()
    })
}

/// The kinds of output of the known procedures, in order of key.
pub fn kind_choices(store: &Store) -> Result<Vec<Choice>, Failure> {
    choices(store, |procedure| {
        let kinds = procedure.kinds.iter();
        kinds
            .map(|kind| Choice::new(kind.id.as_str(), kind.title.clone()))
            .collect()
    })
}

/// What the procedures have, each key once: as the first procedure has it.
fn choices(store: &Store, of: impl Fn(&Procedure) -> Vec<Choice>) -> Result<Vec<Choice>, Failure> {
    let mut known = BTreeMap::new();
    for (_, definition) in Versions::newest(store)? {
        for choice in of(&definition.procedure) {
            known.entry(choice.key.clone()).or_insert(choice);
        }
    }
    Ok(known.into_values().collect())
}
