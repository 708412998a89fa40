use crate::engine::Net;
use crate::engine::outcome::Outcome;
use crate::model::{ActivityNumber, Digest, EventId, ItemId, Procedure};

/// A definition under which a case runs or ran, its flow made ready for asking.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    pub procedure: &'a Procedure,
    pub net: &'a Net,
}

/// A version as a case comes to it.
#[derive(Clone, Debug)]
pub struct Stage {
    /// By what led to it, as a work item is named.
    pub id: ItemId,
    /// The place of its definition among those of the case.
    pub definition: usize,
    /// The activities that bear another number here than in the stage before.
    pub map: Vec<(ActivityNumber, ActivityNumber)>,
}

impl Stage {
    /// The number here of an activity of the stage before.
    pub fn number(&self, before: ActivityNumber) -> ActivityNumber {
        let mapped = self.map.iter().find(|(old, _)| *old == before);
        mapped.map_or(before, |(_, new)| *new)
    }
}

/// The version that a case begins under.
pub fn first(start: EventId) -> ItemId {
    ItemId::of(format!("version\n{start}\n").as_bytes())
}

/// The version to which an outcome leads, with the place of its definition.
pub fn next(definitions: &[Version], from: ItemId, outcome: &Outcome) -> Option<(ItemId, usize)> {
    let Outcome::Version { digest, .. } = outcome else {
        return None;
    };
    let definition = find(definitions, digest)?;
    let id = ItemId::of(format!("version\n{from}\n{digest}\n").as_bytes());
    Some((id, definition))
}

pub fn find(definitions: &[Version], digest: &Digest) -> Option<usize> {
    definitions
        .iter()
        .position(|version| version.procedure.digest == *digest)
}
