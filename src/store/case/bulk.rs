//! New cases made together: each journal is synced by itself, the folders once for all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::journal::JournalFile;
use crate::model::Digest;
use crate::store::durable::{inner_folder, sync_above};
use crate::store::{Continuation, Doing, Record, Result, Store, StoreFault};

/// New cases made together.
pub struct Bulk<'s> {
    store: &'s Store,
    pinned: BTreeSet<Digest>,
    /// A journal in each of the folders, by which the folder is synced.
    folders: BTreeMap<PathBuf, PathBuf>,
}

impl<'s> Bulk<'s> {
    pub const fn of(store: &'s Store) -> Self {
        Self {
            store,
            pinned: BTreeSet::new(),
            folders: BTreeMap::new(),
        }
    }

    /// Makes the journal of a case that begins, whole, and its definition and files before it.
    /// Its name is durable once the work is [settled](Self::settle).
    pub fn create(&mut self, record: &Record, lines: &Continuation) -> Result<()> {
        self.prepare(record)?;
        lines.copy_files(self.store.root(), record)?;
        let path = &record.path;
        JournalFile::create_unnamed(path, lines.lines.as_bytes())
            .map_err(StoreFault::io(Doing::Write, path))
    }

    fn prepare(&mut self, record: &Record) -> Result<()> {
        let procedure = &record.definition.procedure;
        if !self.pinned.contains(&procedure.digest) {
            self.store.pin(procedure)?;
            self.pinned.insert(procedure.digest);
        }
        let folder = record.path.parent().unwrap_or(self.store.root());
        if !self.folders.contains_key(folder) {
            inner_folder(self.store.root(), folder)?;
            self.folders.insert(folder.to_owned(), record.path.clone());
        }
        Ok(())
    }

    /// Makes the names of all that was made durable.
    pub fn settle(self) -> Result<()> {
        self.folders.values().try_for_each(|path| sync_above(path))
    }
}
