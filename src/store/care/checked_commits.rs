//! The last commits of a clone of which all history was found in its journals: what came before them
//! is not looked at again. They are kept for the user, outside of any store.

use std::io;
use std::os::unix::ffi::OsStrExt as _;

use crate::model::Digest;
use crate::store::git::Git;
use crate::store::history::ObjectId;
use crate::store::{CacheEntry, Store};

/// With the version of the rule by which they were found.
const GOOD: &str = "history-2";
/// The commit at which an exchange with others last came to its end.
const EXCHANGED: &str = "exchanged-1";

/// As many are kept: one for each branch that somebody works on at a time.
const MOST: usize = 8;

/// What is known of the history without looking at it.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The one on the way to the commit at work.
    pub good: Option<ObjectId>,
    /// Those that this clone was at, and that no branch has any more.
    pub gone: Vec<ObjectId>,
    /// Those on other branches: who leaves a branch has not lost what is on it.
    elsewhere: Vec<ObjectId>,
}

impl Store {
    /// What is known of the history of a commit.
    pub(super) fn known(&self, git: &Git, tip: &ObjectId) -> io::Result<Known> {
        let mut known = Known::default();
        for kept in self.kept_commits(git, GOOD) {
            if git.is_ancestor(&kept, tip)? {
                known.good = known.good.or(Some(kept));
            } else if git.is_named(&kept)? {
                known.elsewhere.push(kept);
            } else if git.was_at(&kept)? {
                known.gone.push(kept);
            }
        }
        Ok(known)
    }

    /// Keeps that all of a commit's history is there, and in the commit itself.
    pub(super) fn keep_good(&self, git: &Git, tip: &ObjectId, known: &Known) {
        let kept: Vec<&str> = std::iter::once(tip)
            .chain(&known.elsewhere)
            .take(MOST)
            .map(ObjectId::as_str)
            .collect();
        let entry = self.entry_of(git, GOOD);
        self.cache.write(entry, kept.join("\n").as_bytes());
    }

    /// The commit at which an exchange last came to its end, where it is on the way to this one.
    pub(in crate::store) fn exchanged(
        &self,
        git: &Git,
        tip: &ObjectId,
    ) -> io::Result<Option<ObjectId>> {
        let Some(kept) = self.kept_commits(git, EXCHANGED).pop() else {
            return Ok(None);
        };
        Ok(git.is_ancestor(&kept, tip)?.then_some(kept))
    }

    pub(in crate::store) fn keep_exchanged(&self, git: &Git, tip: &ObjectId) {
        let entry = self.entry_of(git, EXCHANGED);
        self.cache.write(entry, tip.as_str().as_bytes());
    }

    /// Those that git still has.
    fn kept_commits(&self, git: &Git, kind: &'static str) -> Vec<ObjectId> {
        let kept = self.cache.read(self.entry_of(git, kind));
        let kept = String::from_utf8(kept.unwrap_or_default()).unwrap_or_default();
        let kept = kept.lines().filter_map(ObjectId::parse);
        let is_there = |id: &ObjectId| git.commit(id.as_str()).is_ok_and(|found| found.is_some());
        kept.filter(is_there).collect()
    }

    /// Of this store in this clone, and of what may be missing of it.
    fn entry_of(&self, git: &Git, kind: &'static str) -> CacheEntry {
        let (top, root) = (git.top(), git.path(""));
        let mut named = [top, &root]
            .map(|path| path.as_os_str().as_bytes())
            .join(&0);
        let accepted = &self.settings.accepted;
        for event in &accepted.events {
            named.extend_from_slice(event.bytes());
        }
        for file in &accepted.files {
            named.extend_from_slice(file.bytes());
        }
        let of = Digest::of(&named);
        CacheEntry { kind, of }
    }
}

impl Known {
    pub fn is_good(&self, tip: &ObjectId) -> bool {
        self.good.as_ref() == Some(tip)
    }
}
