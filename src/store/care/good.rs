//! The last commit of a clone of which all history was found in its journals: what came before it is
//! not looked at again. It is kept for the user, outside of any store.

use std::os::unix::ffi::OsStrExt as _;

use crate::model::Digest;
use crate::store::git::Git;
use crate::store::history::ObjectId;
use crate::store::{CacheEntry, Store};

/// With the version of the rule by which it was found.
const KIND: &str = "history-1";

impl Store {
    /// The commit that was kept; nothing where there is none, or git has it no more.
    pub(super) fn good(&self, git: &Git) -> Option<ObjectId> {
        let kept = self.cache.read(self.good_entry(git))?;
        let id = ObjectId::parse(str::from_utf8(&kept).ok()?)?;
        git.commit(id.as_str()).ok()?.filter(|found| *found == id)
    }

    pub(super) fn keep_good(&self, git: &Git, id: &ObjectId) {
        let entry = self.good_entry(git);
        self.cache.write(entry, id.as_str().as_bytes());
    }

    /// Of this store in this clone, and of what may be missing of it.
    fn good_entry(&self, git: &Git) -> CacheEntry {
        let (top, root) = (git.top(), git.path(""));
        let mut named = [top, &root]
            .map(|path| path.as_os_str().as_bytes())
            .join(&0);
        for event in &self.settings.accepted.events {
            named.extend_from_slice(event.bytes());
        }
        CacheEntry {
            kind: KIND,
            of: Digest::of(&named),
        }
    }
}
