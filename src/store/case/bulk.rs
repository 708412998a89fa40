use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::Datelike as _;

use crate::journal::JournalFile;
use crate::model::{CaseId, Digest};
use crate::store::case::write::{Beginning, files_folder};
use crate::store::durable::{inner_folder, sync_above};
use crate::store::{Ahead, Continuation, Doing, Record, Signature, Store, StoreFault};

/// New cases made together: each journal is synced by itself, the folders once for all.
pub struct Bulk<'s> {
    store: &'s Store,
    pinned: BTreeSet<Digest>,
    /// A journal in each of the folders, by which the folder is synced.
    folders: BTreeMap<PathBuf, PathBuf>,
}

impl Store {
    /// A case as it will begin; nothing is written.
    ///
    /// # Errors
    /// Where its first event would be longer than a line may be.
    pub fn ahead(&self, beginning: &Beginning, by: &Signature) -> Result<Ahead, StoreFault> {
        let first = by.sealed_after(Vec::new(), 1, beginning.act())?;
        let procedure = &beginning.definition.procedure;
        let id = CaseId::of(procedure.id.clone(), &first.event.id);
        let year = self.cases_folder().join(by.rec.year().to_string());
        let path = year.join(format!("{id}.jsonl"));
        let mut ahead = Ahead::of(Record::empty(id, path, Arc::clone(&beginning.definition)));
        ahead.add(first, Vec::new());
        Ok(ahead)
    }

    /// To make cases together.
    pub const fn bulk(&self) -> Bulk<'_> {
        Bulk {
            store: self,
            pinned: BTreeSet::new(),
            folders: BTreeMap::new(),
        }
    }
}

impl Bulk<'_> {
    /// Makes the journal of a case that begins, whole, and its definition and files before it.
    /// Its name is durable once the work is [settled](Self::settle).
    pub fn create(&mut self, record: &Record, lines: &Continuation) -> Result<(), StoreFault> {
        self.prepare(record)?;
        self.store.copy_files(record, lines)?;
        let path = &record.path;
        JournalFile::create_unnamed(path, lines.lines.as_bytes())
            .map_err(StoreFault::io(Doing::Write, path))
    }

    fn prepare(&mut self, record: &Record) -> Result<(), StoreFault> {
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
    pub fn settle(self) -> Result<(), StoreFault> {
        self.folders.values().try_for_each(|path| sync_above(path))
    }
}

impl Store {
    /// Copies the files that come with some lines beside the journal of their case.
    pub(in crate::store) fn copy_files(
        &self,
        record: &Record,
        lines: &Continuation,
    ) -> Result<(), StoreFault> {
        if lines.files.is_empty() {
            return Ok(());
        }
        let folder = files_folder(&record.path);
        inner_folder(self.root(), &folder)?;
        lines
            .files
            .iter()
            .try_for_each(|file| file.copy_into(&folder))
    }
}
