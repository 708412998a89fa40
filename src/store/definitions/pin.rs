use crate::model::{Act, Digest, Event, Procedure, ProcedureId, Start};

/// A definition as a case names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pin {
    pub procedure: ProcedureId,
    pub version: u32,
    pub digest: Digest,
}

impl Pin {
    pub fn of(start: &Start) -> Self {
        Self {
            procedure: start.procedure.clone(),
            version: start.version,
            digest: start.digest,
        }
    }

    pub fn of_procedure(procedure: &Procedure) -> Self {
        Self {
            procedure: procedure.id.clone(),
            version: procedure.version,
            digest: procedure.digest,
        }
    }

    /// Those to which events move a case that starts so.
    pub fn moved<'e>(start: &'e Start, events: &'e [Event]) -> impl Iterator<Item = Self> + 'e {
        events.iter().filter_map(|event| {
            let Act::Migrated(to) = &event.did else {
                return None;
            };
            Some(Self {
                version: to.version,
                digest: to.digest,
                ..Self::of(start)
            })
        })
    }
}
