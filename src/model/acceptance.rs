use std::collections::BTreeSet;

use crate::model::{Digest, EventId};

/// What was taken out of a store lawfully, as its settings record it: only this may be missing of
/// what git's history has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Acts that a commit took out.
    pub events: BTreeSet<EventId>,
    /// Files of cases that a commit took out, by their SHA-256.
    pub files: BTreeSet<Digest>,
}
