//! The verdict on a definition: whether it can be read and is proved.

use std::path::PathBuf;
use std::sync::Arc;

use crate::definition::Problem;
use crate::engine::Refused;
use crate::store::{Definition, Result, StoreFault};

/// Why nothing may run under a definition that reads well.
#[derive(Clone, Debug)]
pub enum Unproved {
    /// It is not sound, or too large to be proved.
    Refused(Arc<[Refused]>),
    /// This command has proved as much as one does.
    PutOff,
}

/// Whether a definition can be read and is proved.
#[derive(Clone, Debug)]
pub enum Verdict {
    Sound(Arc<Definition>),
    Unproved(Unproved),
    /// Its text, and what is wrong with it.
    Malformed(Arc<(String, Vec<Problem>)>),
}

impl Verdict {
    /// The definition, where a case may run under it.
    pub fn usable(self, path: impl FnOnce() -> PathBuf) -> Result<Arc<Definition>> {
        Err(match self {
            Self::Sound(definition) => return Ok(definition),
            Self::Unproved(Unproved::Refused(refused)) => StoreFault::Unsound {
                path: path(),
                refused,
            },
            Self::Unproved(Unproved::PutOff) => StoreFault::PutOff(path()),
            Self::Malformed(malformed) => StoreFault::Definition {
                path: path(),
                text: malformed.0.clone(),
                problems: malformed.1.clone(),
            },
        })
    }
}
