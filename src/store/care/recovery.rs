//! Where lost events and files are found again: in `lost+found/`, and in the history of git.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::journal::Lines;
use crate::model::{CaseId, EventId};
use crate::store::case::listed;
use crate::store::git::Git;
use crate::store::history::{ObjectId, Remembered};
use crate::store::{Doing, Result, Store, StoreFault, opening};

/// The places to recover from, looked through once for a whole repair.
pub struct Recovery<'s> {
    store: &'s Store,
    git: Option<Git>,
    remembered: OnceCell<Remembered>,
}

impl<'s> Recovery<'s> {
    pub fn of(store: &'s Store) -> Self {
        Self {
            store,
            git: Git::around(store.root()),
            remembered: OnceCell::new(),
        }
    }

    /// The lines of these events that are found beside the journals; each event once.
    pub fn lines(&self, case: &CaseId, wanted: &BTreeSet<EventId>) -> Result<Vec<Vec<u8>>> {
        let mut wanted = wanted.clone();
        let mut found = Vec::new();
        for lost in listed(&self.store.lost_folder())? {
            if lost.kind.is_file() {
                let bytes = opening::lines(&lost.path).unwrap_or_default();
                pick(&bytes, &mut wanted, &mut found);
            }
        }
        if !wanted.is_empty() {
            // Where there is no history to ask, nothing is found there.
            let _ = self.asked(|git, remembered| {
                let journals = remembered.versions.journals.get(case);
                let versions: Vec<&ObjectId> =
                    journals.iter().flat_map(|of| &of.versions).collect();
                git.objects(&versions, |_, bytes| {
                    pick(&bytes.unwrap_or_default(), &mut wanted, &mut found);
                })
            });
        }
        Ok(found)
    }

    /// The bytes of a file that is gone or was altered, as git remembers them; nothing where none of
    /// its versions is the one that is wanted.
    pub fn file(&self, path: &Path, is_wanted: impl Fn(&[u8]) -> bool) -> Result<Option<Vec<u8>>> {
        // A file that was moved within its folder is found as well.
        let folder = self.store.relative(path.parent().unwrap_or(path));
        let mut found = None;
        let searched = self.asked(|git, remembered| {
            let versions = remembered.folders.get(&folder).into_iter().flatten();
            git.objects(&versions.collect::<Vec<_>>(), |_, bytes| {
                let bytes = bytes.filter(|bytes| is_wanted(bytes));
                found = found.take().or(bytes);
            })
        });
        match searched {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(StoreFault::io(Doing::Read, path)(error))
            }
            Ok(()) | Err(_) => Ok(found),
        }
    }

    /// Nothing is asked where the store is in no repository.
    fn asked(&self, ask: impl FnOnce(&Git, &Remembered) -> io::Result<()>) -> io::Result<()> {
        let Some(git) = &self.git else {
            return Ok(());
        };
        if let Some(remembered) = self.remembered.get() {
            return ask(git, remembered);
        }
        let remembered = Remembered::of(git)?;
        ask(git, self.remembered.get_or_init(|| remembered))
    }
}

/// Takes the lines of those events that are still wanted.
fn pick(bytes: &[u8], wanted: &mut BTreeSet<EventId>, found: &mut Vec<Vec<u8>>) {
    for (line, event) in Lines::of(bytes).events() {
        if wanted.remove(&event.id) {
            found.push(line.whole());
        }
    }
}
