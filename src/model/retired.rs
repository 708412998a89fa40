use std::fmt;

use crate::model::ProcedureId;

/// A version of a procedure under which no case is started any more: `pr07@2`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retired {
    pub procedure: ProcedureId,
    pub version: u32,
}

impl Retired {
    /// Nothing where the text names no version of a procedure.
    pub fn parse(text: &str) -> Option<Self> {
        let (procedure, version) = text.rsplit_once('@')?;
        Some(Self {
            procedure: ProcedureId::parse(procedure).ok()?,
            version: version.parse().ok().filter(|version| *version > 0)?,
        })
    }
}

impl fmt::Display for Retired {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}@{}", self.procedure, self.version)
    }
}
