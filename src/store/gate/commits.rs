//! The commits that a push brings, one by one.

use std::io;

use crate::store::gate::{Proposal, Refusal, Unfit};
use crate::store::history::{COMMIT, Changed, ObjectId, RAW, SUBMODULE, changes};

impl Proposal<'_> {
    /// What every new commit changes against all of its parents; for what is staged, what it changes.
    pub fn commit_by_commit(&self) -> io::Result<Vec<Changed>> {
        let Some(new) = &self.new else {
            return self.changed();
        };
        let range = match &self.old {
            Some(old) => format!("{}..{}", old.as_str(), new.as_str()),
            None => new.as_str().to_owned(),
        };
        let log = ["log", "-c", "--full-history", "--root", COMMIT, &range];
        changes(self.git, b"", &[&log[..], &RAW].concat())
    }

    /// Holds that what was there stays in the history.
    pub fn forward_held(&self) -> io::Result<Option<Refusal>> {
        let (Some(old), Some(new)) = (&self.old, &self.new) else {
            return Ok(None);
        };
        let is_forward = self.git.is_ancestor(old, new)?;
        Ok((!is_forward).then(|| Refusal::of_all(Unfit::NotForward)))
    }

    /// Holds that no file that comes is larger than may be, nor all of them together.
    pub fn sizes_held(
        &self,
        changed: &[Changed],
        file: u64,
        push: u64,
    ) -> io::Result<Vec<Refusal>> {
        let brought: Vec<&Changed> = changed
            .iter()
            .filter(|one| !one.new.is_null() && one.mode != SUBMODULE)
            .collect();
        let objects: Vec<&ObjectId> = brought.iter().map(|one| &one.new).collect();
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        let sizes = self.git.sizes(&objects)?;
        let mut refused = Vec::new();
        let mut all = 0;
        for (one, size) in brought.iter().zip(sizes) {
            let found = size.unwrap_or_default() as u64;
            all += found;
            if found > file {
                refused.push(Refusal {
                    path: Some(one.path.clone()),
                    commit: one.commit.clone(),
                    what: Unfit::Large { found, most: file },
                });
            }
        }
        if all > push {
            refused.push(Refusal::of_all(Unfit::Large {
                found: all,
                most: push,
            }));
        }
        Ok(refused)
    }
}
