//! A journal by its name alone, in the folder of its year.

use std::cmp::Ordering;
use std::fs::{self, File, FileType};
use std::io;
use std::io::ErrorKind::{NotADirectory, NotFound};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use compact_str::CompactString;
use rustix::fs::{AtFlags, Mode, open, openat, statat};

use crate::model::CaseId;
use crate::store::case::journal_bytes;
use crate::store::durable::is_link;
use crate::store::index::{Known, Stamp};
use crate::store::opening::WARY;
use crate::store::{Doing, Result, Store, StoreFault};

/// A journal by its name alone.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: CaseId,
    pub(in crate::store) year: Arc<Year>,
    /// Whether it, or a folder that it is in, is a link: then it is never read.
    linked: bool,
    /// What the index has of it.
    pub(in crate::store) known: Option<Known>,
}

/// The folder of a year.
#[derive(Debug)]
pub struct Year {
    pub path: PathBuf,
    pub name: String,
    /// Whether it is reached by a link.
    linked: bool,
    /// Opened when a file in it is first looked at: files of an open folder are found faster.
    open: OnceLock<Option<File>>,
}

/// What stands in a folder: its path, and whether it is a file, a folder or a link.
pub struct Listed {
    pub path: PathBuf,
    pub kind: FileType,
}

impl Entry {
    pub(in crate::store) fn new(id: CaseId, year: &Arc<Year>, linked: bool) -> Self {
        Self {
            id,
            linked: linked || year.linked,
            year: Arc::clone(year),
            known: None,
        }
    }

    /// Where the journal is.
    pub fn path(&self) -> PathBuf {
        self.year.path.join(self.file_name().as_str())
    }

    fn file_name(&self) -> CompactString {
        let mut name = self.id.to_compact();
        name.push_str(".jsonl");
        name
    }

    /// The bytes of the journal, where they are in budget.
    pub(in crate::store) fn read(&self, path: &Path) -> Result<Vec<u8>> {
        self.opened()
            .and_then(|file| journal_bytes::read(&file))
            .map_err(StoreFault::io(Doing::Read, path))?
            .of_case(&self.id, path)
    }

    fn opened(&self) -> io::Result<File> {
        let opened = self
            .year
            .folder()
            .map(|folder| openat(folder, self.file_name().as_str(), WARY, Mode::empty()));
        match opened {
            Some(Ok(file)) => Ok(File::from(file)),
            // The folder may be another by now.
            Some(Err(_)) | None => Ok(open(self.path(), WARY, Mode::empty())?.into()),
        }
    }

    /// What the file system says of the journal now, where it is there.
    pub(in crate::store) fn stamp(&self) -> Option<Stamp> {
        let folder = self.year.folder()?;
        let name = self.file_name();
        let found = statat(folder, name.as_str(), AtFlags::SYMLINK_NOFOLLOW).ok()?;
        Some(Stamp::told(&found))
    }

    /// Whether its id, or the second part of it, begins so.
    pub(in crate::store) fn begins(&self, beginning: &str) -> bool {
        self.id.suffix().starts_with(beginning) || self.id.to_string().starts_with(beginning)
    }

    pub(in crate::store) const fn is_linked(&self) -> bool {
        self.linked
    }

    /// What journals are sorted by: the first of several of one case is taken.
    pub(in crate::store) fn order(&self, other: &Self) -> Ordering {
        (&self.id, &self.year.path).cmp(&(&other.id, &other.year.path))
    }
}

impl Year {
    /// The folders of the years, in order.
    pub fn all(store: &Store) -> Result<Vec<Arc<Self>>> {
        let cases = store.cases_folder();
        let linked = is_link(&cases);
        let mut years: Vec<Arc<Self>> = listed(&cases)?
            .into_iter()
            .filter(|year| year.kind.is_dir() || year.path.is_dir())
            .map(|year| Self::new(year.path, linked || year.kind.is_symlink()))
            .map(Arc::new)
            .collect();
        years.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(years)
    }

    fn new(path: PathBuf, linked: bool) -> Self {
        let name = path.file_name().unwrap_or_default();
        Self {
            name: name.to_string_lossy().into_owned(),
            path,
            linked,
            open: OnceLock::new(),
        }
    }

    fn folder(&self) -> Option<&File> {
        let open = || File::open(&self.path).ok();
        self.open.get_or_init(open).as_ref()
    }

    /// The journal of the case that something in this folder is named for.
    pub(in crate::store) fn entry(self: &Arc<Self>, listed: &Listed) -> Option<Entry> {
        let Listed { path, kind } = listed;
        let name = path.file_name()?.to_str()?.strip_suffix(".jsonl")?;
        let id = CaseId::parse(name).ok()?;
        let entry = Entry::new(id, self, kind.is_symlink());
        (kind.is_file() || entry.linked).then_some(entry)
    }
}

/// What stands in a folder, in any order; nothing where there is no folder.
pub fn listed(folder: &Path) -> Result<Vec<Listed>> {
    let failed = |error| StoreFault::io(Doing::List, folder)(error);
    match fs::read_dir(folder) {
        Ok(entries) => entries
            .map(|entry| {
                let entry = entry.map_err(failed)?;
                let kind = entry.file_type().map_err(failed)?;
                let path = entry.path();
                Ok(Listed { path, kind })
            })
            .collect(),
        Err(error) => match error.kind() == NotFound || error.kind() == NotADirectory {
            true => Ok(Vec::new()),
            false => Err(failed(error)),
        },
    }
}
