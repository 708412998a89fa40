use std::collections::BTreeSet;
use std::path::Path;

use crate::model::{Digest, EventId};

/// What the settings of a store accept as removed: nothing else of git's history may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Events that a commit removed.
    pub events: BTreeSet<EventId>,
    /// Files of cases that a commit removed, by SHA-256.
    pub files: BTreeSet<Digest>,
}

impl Accepted {
    /// Whether a pinned definition is among the files, by the digest at the end of its name.
    pub fn has_pinned(&self, path: &Path) -> bool {
        let name = path.file_stem().and_then(|stem| stem.to_str());
        let Some((_, digits)) = name.and_then(|name| name.rsplit_once('-')) else {
            return false;
        };
        let is_pinned = |file: &Digest| file.to_string().starts_with(digits);
        !digits.is_empty() && self.files.iter().any(is_pinned)
    }
}
