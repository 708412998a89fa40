use std::collections::BTreeSet;
use std::path::Path;

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

impl Accepted {
    /// Whether a pinned definition is among the files, by the digits at the end of its name.
    pub fn has_pinned(&self, path: &Path) -> bool {
        let name = path.file_stem().and_then(|stem| stem.to_str());
        let digits = name.and_then(|name| name.rsplit_once('-'));
        digits.is_some_and(|(_, digits)| {
            let mut files = self.files.iter();
            !digits.is_empty() && files.any(|file| file.to_string().starts_with(digits))
        })
    }
}
