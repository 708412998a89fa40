//! The index of a store: opened when it is first asked for, and where the next one begins.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::store::index::{Index, Layer, Sealing};

/// The index of a store, opened when it is first asked for.
#[derive(Debug)]
pub struct CurrentIndex {
    folder: PathBuf,
    open: Mutex<Option<Arc<Index>>>,
}

impl CurrentIndex {
    /// Of the store with this root.
    pub fn of(root: &Path) -> Self {
        Self {
            folder: root.join(".ugat"),
            open: Mutex::default(),
        }
    }

    pub fn get(&self) -> Arc<Index> {
        let open = || Arc::new(Index::open(self.folder.clone()));
        match self.open.lock() {
            Ok(mut index) => Arc::clone(index.get_or_insert_with(open)),
            Err(_) => open(),
        }
    }

    /// Has the index opened again, after another was written.
    pub fn forget(&self) {
        if let Ok(mut index) = self.open.lock() {
            *index = None;
        }
    }

    /// Begins another index; nothing where none can be written.
    pub fn begin_next(&self) -> Option<Sealing> {
        match fs::symlink_metadata(&self.folder) {
            Ok(found) if !found.is_dir() => return None,
            Ok(_) => {}
            Err(_) => fs::create_dir(&self.folder).ok()?,
        }
        Sealing::begin(&self.folder).ok()
    }

    /// Has the folder of a journal listed again before references are looked up in the index: the
    /// journal has another reference now, which the names of the files do not show.
    pub fn unsettle(&self, journal: &Path) {
        let index = self.get();
        if index.base.is_some() && journal.parent().is_none_or(|folder| touch(folder).is_err()) {
            // The folder is somebody else's; without an index it is listed again as well.
            let _ = fs::remove_file(index.path(Layer::Base));
        }
    }
}

/// Gives a folder another stamp.
fn touch(folder: &Path) -> io::Result<()> {
    let folder = File::open(folder)?;
    folder.set_modified(folder.metadata()?.modified()?)
}
