use crate::cli::failure::Failure;
use crate::model::normal;
use crate::store::{Entry, Store};

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

    #[cfg(test)]
    pub const fn all() -> Self {
        Self(None)
    }

    pub fn takes(&self, entry: &Entry) -> bool {
        let name = entry.id.procedure().as_str();
        self.0.as_ref().is_none_or(|wanted| normal(name) == *wanted)
    }
}
