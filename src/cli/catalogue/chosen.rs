use std::sync::Arc;

use clap::Args;

use crate::cli::failure::Failure;
use crate::cli::help::{Value, both};
use crate::cli::session::Session;
use crate::cli::session::rows::Rows;
use crate::model::Procedure;
use crate::store::{Definition, Versions};

// Whose keys are listed, and how.
#[derive(Debug, Args)]
pub struct Asked {
    #[arg(value_name = Value::Procedure, help = both!(
        "Solo los que usa este procedimiento",
        "Only those that this procedure uses"
    ))]
    pub procedure: Option<String>,
    #[command(flatten)]
    pub rows: Rows,
}

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
