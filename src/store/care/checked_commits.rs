//! The last commits of a clone whose whole history was found in its journals: what came before them is
//! not checked again. They are kept for the user, outside of any store.

use std::io;
use std::os::unix::ffi::OsStrExt as _;

use crate::model::Digest;
use crate::store::git::Git;
use crate::store::history::ObjectId;
use crate::store::{CacheEntry, Store};

/// The entry of commits whose history was found, with the version of the rule for that.
const CHECKED: &str = "history-2";
/// The entry of the commit at which an exchange with others last ended.
const EXCHANGED: &str = "exchanged-1";

/// As many are kept: one for each branch that somebody works on at a time.
const MOST: usize = 8;

/// The commits that are kept for a clone of a store.
pub struct CommitCache<'s> {
    store: &'s Store,
    git: &'s Git,
}

/// What is known of the history without looking at it.
#[derive(Clone, Debug, Default)]
pub struct CheckedCommits {
    /// The one in the history of the commit at work.
    pub last: Option<ObjectId>,
    /// Those that this clone was at, and that no branch has any more.
    pub gone: Vec<ObjectId>,
    /// Those on other branches: leaving a branch loses nothing of what is on it.
    elsewhere: Vec<ObjectId>,
}

impl<'s> CommitCache<'s> {
    pub const fn of(store: &'s Store, git: &'s Git) -> Self {
        Self { store, git }
    }

    /// What is known of the history of a commit.
    pub fn checked(&self, tip: &ObjectId) -> io::Result<CheckedCommits> {
        let mut checked = CheckedCommits::default();
        for commit in self.read(CHECKED) {
            if self.git.is_ancestor(&commit, tip)? {
                checked.last = checked.last.or(Some(commit));
            } else if self.git.is_named(&commit)? {
                checked.elsewhere.push(commit);
            } else if self.git.was_at(&commit)? {
                checked.gone.push(commit);
            }
        }
        Ok(checked)
    }

    /// Keeps that all of a commit's history is there, and in the commit itself.
    pub fn keep_checked(&self, tip: &ObjectId, before: &CheckedCommits) {
        let kept: Vec<&str> = std::iter::once(tip)
            .chain(&before.elsewhere)
            .take(MOST)
            .map(ObjectId::as_str)
            .collect();
        self.write(CHECKED, &kept.join("\n"));
    }

    /// The commit at which an exchange last ended, where it is in the history of this one.
    pub fn exchanged(&self, tip: &ObjectId) -> io::Result<Option<ObjectId>> {
        let Some(commit) = self.read(EXCHANGED).pop() else {
            return Ok(None);
        };
        Ok(self.git.is_ancestor(&commit, tip)?.then_some(commit))
    }

    pub fn keep_exchanged(&self, tip: &ObjectId) {
        self.write(EXCHANGED, tip.as_str());
    }

    /// Those that git still has.
    fn read(&self, kind: &'static str) -> Vec<ObjectId> {
        let kept = self.store.cache.read(self.entry(kind)).unwrap_or_default();
        String::from_utf8(kept)
            .unwrap_or_default()
            .lines()
            .filter_map(ObjectId::parse)
            .filter(|id| matches!(self.git.commit(id.as_str()), Ok(Some(_))))
            .collect()
    }

    fn write(&self, kind: &'static str, commits: &str) {
        self.store.cache.write(self.entry(kind), commits.as_bytes());
    }

    /// Of this store in this clone, and of what may be missing of it.
    fn entry(&self, kind: &'static str) -> CacheEntry {
        let (top, root) = (self.git.top(), self.git.path(""));
        let mut named = [top, &root]
            .map(|path| path.as_os_str().as_bytes())
            .join(&0);
        let accepted = &self.store.settings.accepted;
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
