use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::model::CaseId;
use crate::store::case::entry::Year;
use crate::store::case::misplaced::Shelves;
use crate::store::index::{Folder, Index, Kind, Known, Layer, Name, Sealing, Stamp};
use crate::store::{Entry, Misplaced, Store, StoreFault};

/// The fewest cases of a store for which an index is kept.
const FEWEST: usize = 64;

/// Every journal of a store by its name, and what of it the index has.
#[derive(Debug)]
pub struct Listing {
    /// In order of id.
    pub entries: Vec<Entry>,
    /// Journals in which no case is looked for.
    pub misplaced: Vec<Misplaced>,
    pub(in crate::store) folders: Vec<Folder>,
    /// Whether the index has the same names.
    pub(in crate::store) is_known: bool,
    /// The index that is to tell of it, begun before anything was listed.
    pub(in crate::store) next: Mutex<Option<Sealing>>,
}

/// What the index has for a name.
pub(in crate::store) struct LookedUp {
    /// The cases whose id begins so.
    pub begun: Vec<Entry>,
    /// Those whose reference may be this.
    pub referred: Vec<Entry>,
}

impl Listing {
    /// The place of the folder of a journal.
    pub(in crate::store) fn folder(&self, entry: &Entry) -> u16 {
        let name = &entry.year.name;
        let place = self.folders.iter().position(|folder| folder.name == *name);
        place
            .and_then(|place| place.try_into().ok())
            .unwrap_or(u16::MAX)
    }
}

impl Store {
    /// Every journal, as the index has them or, where folders have changed, as they are listed.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn listing(&self) -> Result<Listing, StoreFault> {
        let years = self.years()?;
        let index = self.index();
        let mut misplaced = self.beside_years()?;
        if let Some(entries) = Self::known_entries(&index, &years) {
            return Ok(Listing {
                entries,
                misplaced,
                folders: stamped(&years, None),
                is_known: true,
                next: Mutex::default(),
            });
        }
        let mut next = index.base.is_some().then(|| self.next_index()).flatten();
        let mut folders = stamped(&years, next.as_ref());
        let mut shelves = Shelves::of(&years)?;
        if next.is_none() && shelves.entries.len() >= FEWEST {
            // Only what is listed after its begin is known to be all.
            next = self.next_index();
            if next.is_some() {
                folders = stamped(&years, next.as_ref());
                shelves = Shelves::of(&years)?;
            }
        }
        let Shelves {
            mut entries,
            misplaced: more,
            odd,
        } = shelves;
        misplaced.extend(more);
        // What is odd is looked at every time: the index has no place for it.
        for folder in folders.iter_mut().filter(|one| odd.contains(&one.name)) {
            folder.stamp = None;
        }
        join(&mut entries, &index);
        Ok(Listing {
            entries,
            misplaced,
            folders,
            is_known: false,
            next: Mutex::new(next),
        })
    }

    /// Whether the folders of the years stand as they did when this was listed.
    pub(in crate::store) fn is_current(&self, listing: &Listing) -> Result<bool, StoreFault> {
        let now = stamped(&self.years()?, None);
        let same = |folder: &Folder| folder.stamp.is_some() && now.contains(folder);
        Ok(now.len() == listing.folders.len() && listing.folders.iter().all(same))
    }

    /// Every journal by its name, in order of id; nothing is kept for the next time.
    pub(in crate::store) fn names(&self) -> Result<Vec<Entry>, StoreFault> {
        let years = self.years()?;
        match Self::known_entries(&self.index(), &years) {
            Some(entries) => Ok(entries),
            None => Ok(Shelves::of(&years)?.entries),
        }
    }

    /// The index as it is now.
    pub(in crate::store) fn index(&self) -> Arc<Index> {
        let open = || Arc::new(Index::open(self.index_folder()));
        match self.index.lock() {
            Ok(mut index) => Arc::clone(index.get_or_insert_with(open)),
            Err(_) => open(),
        }
    }

    /// Begins another one; nothing where none can be written.
    pub(in crate::store) fn next_index(&self) -> Option<Sealing> {
        let folder = self.index_folder();
        match fs::symlink_metadata(&folder) {
            Ok(found) if !found.is_dir() => return None,
            Ok(_) => {}
            Err(_) => fs::create_dir(&folder).ok()?,
        }
        Sealing::begin(&folder).ok()
    }

    /// The cases whose id, or its second part, begins so, and those whose reference may be of this
    /// hash; nothing where the index does not know them all.
    pub(in crate::store) fn looked_up(
        &self,
        beginning: &str,
        reference: u64,
    ) -> Result<Option<LookedUp>, StoreFault> {
        let years = self.years()?;
        let index = self.index();
        if !index.has_all_of(&stamped(&years, None)) {
            return Ok(None);
        }
        let entries = |names: Option<Vec<(Name, Layer)>>| {
            let names = names?.into_iter();
            let entries = names.map(|(name, layer)| entry(&index, &years, name, layer));
            entries.collect::<Option<Vec<Entry>>>()
        };
        let begun = entries(index.named(beginning));
        let found = begun.zip(entries(index.referred(reference)));
        Ok(found.map(|(begun, referred)| LookedUp { begun, referred }))
    }

    /// Lets whoever looks for references in the index list the folder of a journal anew: there is
    /// another reference in it, which the names of the files do not tell.
    pub(in crate::store) fn unsettle(&self, journal: &Path) {
        let index = self.index();
        if index.base.is_some() && journal.parent().is_none_or(|folder| touch(folder).is_err()) {
            // A folder that is somebody else's; without an index it is listed anew as well.
            let _ = fs::remove_file(index.path(Layer::Base));
        }
    }

    fn known_entries(index: &Index, years: &[Arc<Year>]) -> Option<Vec<Entry>> {
        if !index.has_all_of(&stamped(years, None)) {
            return None;
        }
        let (mut entries, mut is_whole) = (Vec::with_capacity(index.count()), true);
        index.names(|name, layer| match entry(index, years, name, layer) {
            Some(entry) => entries.push(entry),
            None => is_whole = false,
        })?;
        is_whole.then_some(entries)
    }

    fn index_folder(&self) -> PathBuf {
        self.root().join(".ugat")
    }
}

/// Gives a folder another stamp.
fn touch(folder: &Path) -> io::Result<()> {
    let folder = File::open(folder)?;
    folder.set_modified(folder.metadata()?.modified()?)
}

/// A case as the index has it.
fn entry(index: &Index, years: &[Arc<Year>], name: Name, layer: Layer) -> Option<Entry> {
    let folder = index.folder_of(&name, layer)?;
    let year = years.iter().find(|year| year.name == folder)?;
    let known = Some(Known::of(&name, layer));
    let mut entry = Entry::new(name.case, year, name.kind == Kind::Link);
    entry.known = known;
    Some(entry)
}

/// The folders with the stamps that can be believed: any of them, or those from before an index was
/// begun.
fn stamped(years: &[Arc<Year>], next: Option<&Sealing>) -> Vec<Folder> {
    let folders = years.iter().map(|year| {
        let stamp = fs::metadata(&year.path).map(|found| Stamp::of(&found));
        let settled = |stamp: &Stamp| next.is_none_or(|next| stamp.is_before(next.begun));
        Folder {
            name: year.name.clone(),
            stamp: stamp.ok().filter(settled),
        }
    });
    folders.collect()
}

/// Adds what the index has of each, where it knows them in the same place.
fn join(entries: &mut [Entry], index: &Index) {
    let mut known: BTreeMap<CaseId, (Name, Layer)> = BTreeMap::new();
    let is_whole = index.names(|name, layer| {
        known.insert(name.case.clone(), (name, layer));
    });
    if is_whole.is_none() {
        known.clear();
    }
    for entry in entries {
        entry.known = known.get(&entry.id).and_then(|(name, layer)| {
            let same = index.folder_of(name, *layer)? == entry.year.name;
            same.then(|| Known::of(name, *layer))
        });
    }
}
