use std::sync::Arc;

use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::model::Procedure;
use crate::store::{Definition, Versions};

/// The procedures whose keys are asked for.
pub struct Chosen {
    definitions: Vec<Arc<Definition>>,
    /// Why a file of the store is no procedure.
    pub fault: Option<Failure>,
}

impl Chosen {
    /// The procedure that is named, else every version of all.
    pub fn of(session: &mut Session, named: Option<&str>) -> Result<Self, Failure> {
        if let Some(named) = named {
            let definitions = vec![session.procedure(named)?];
            let fault = None;
            return Ok(Self { definitions, fault });
        }
        let Versions { known, unusable } = Versions::of(&session.store)?;
        Ok(Self {
            definitions: known.into_iter().map(|(_, one)| one).collect(),
            fault: unusable.into_iter().next().map(|one| one.fault.into()),
        })
    }

    pub fn procedures(&self) -> Vec<&Procedure> {
        self.definitions.iter().map(|one| &one.procedure).collect()
    }
}
