//! All journals of a store by their names, from the index where it knows them all.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex};

use crate::model::CaseId;
use crate::store::case::{Shelves, Year};
use crate::store::index::{Folder, Index, Kind, Known, LIKE_IDS, Layer, Name, Sealing, Stamp};
use crate::store::{Entry, Misplaced, Result, Store};

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

impl Listing {
    /// Every journal, as the index has them or, where folders have changed, as they are listed.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub(in crate::store) fn of(store: &Store) -> Result<Self> {
        let years = Year::all(store)?;
        let index = store.index.get();
        let mut misplaced = Misplaced::beside_years(&store.cases_folder())?;
        if let Some(entries) = indexed(&index, &years) {
            return Ok(Self {
                entries,
                misplaced,
                folders: stamped(&years, None),
                is_known: true,
                next: Mutex::default(),
            });
        }
        let begin_next = || store.index.begin_next();
        let mut next = index.base.as_ref().and_then(|_| begin_next());
        let mut folders = stamped(&years, next.as_ref());
        let mut shelves = Shelves::of(&years)?;
        if next.is_none() && shelves.entries.len() >= FEWEST {
            // Only what is listed after its begin is known to be all.
            next = begin_next();
            if next.is_some() {
                folders = stamped(&years, next.as_ref());
                shelves = Shelves::of(&years)?;
            }
        }
        let mut entries = shelves.entries;
        misplaced.extend(shelves.misplaced);
        // What is odd is looked at every time: the index has no place for it.
        for folder in &mut folders {
            folder.stamp = folder.stamp.filter(|_| !shelves.odd.contains(&folder.name));
        }
        join(&mut entries, &index);
        Ok(Self {
            entries,
            misplaced,
            folders,
            is_known: false,
            next: Mutex::new(next),
        })
    }

    /// The place of the folder of a journal.
    pub(in crate::store) fn folder(&self, entry: &Entry) -> u16 {
        let name = &entry.year.name;
        let mut folders = self.folders.iter();
        let place = folders.position(|folder| folder.name == *name);
        place.map_or(u16::MAX, |place| place.try_into().unwrap_or(u16::MAX))
    }

    /// Whether the folders of the years stand as they did when this was listed.
    pub(in crate::store) fn is_current(&self, store: &Store) -> Result<bool> {
        let now = stamped(&Year::all(store)?, None);
        let same = |folder: &Folder| folder.stamp.is_some() && now.contains(folder);
        Ok(now.len() == self.folders.len() && self.folders.iter().all(same))
    }
}

/// Every journal by its name, in order of id; nothing is kept for the next time.
pub fn entries(store: &Store) -> Result<Vec<Entry>> {
    let years = Year::all(store)?;
    match indexed(&store.index.get(), &years) {
        Some(entries) => Ok(entries),
        None => Ok(Shelves::of(&years)?.entries),
    }
}

/// What the index has for a name.
pub struct Lookup {
    /// The cases whose id begins so.
    pub begun: Vec<Entry>,
    /// Those whose reference may be this.
    pub referred: Vec<Entry>,
}

impl Lookup {
    /// The cases whose id, or its second part, begins so, and those whose reference may be of this
    /// hash; nothing where the index does not know them all.
    pub fn find(store: &Store, beginning: &str, reference: u64) -> Result<Option<Self>> {
        let years = Year::all(store)?;
        let index = store.index.get();
        if !index.has_all_of(&stamped(&years, None)) {
            return Ok(None);
        }
        let entries = |names| entries_of(&index, &years, names);
        let begun = index.named(beginning).and_then(entries);
        let referred = index.referred(&(reference..=reference)).and_then(entries);
        let found = begun.zip(referred);
        Ok(found.map(|(begun, referred)| Self { begun, referred }))
    }
}

/// The cases whose reference may be the beginning of an id; nothing where the index does not know them all.
pub fn referred_like_ids(store: &Store) -> Result<Option<Vec<Entry>>> {
    let years = Year::all(store)?;
    let index = store.index.get();
    if !index.has_all_of(&stamped(&years, None)) {
        return Ok(None);
    }
    let found = index.referred(&LIKE_IDS);
    Ok(found.and_then(|names| entries_of(&index, &years, names)))
}

fn entries_of(index: &Index, years: &[Arc<Year>], names: Vec<(Name, Layer)>) -> Option<Vec<Entry>> {
    let names = names.into_iter();
    names
        .map(|(name, layer)| entry(index, years, name, layer))
        .collect()
}

/// Every journal as the index has it; nothing where folders have changed since.
fn indexed(index: &Index, years: &[Arc<Year>]) -> Option<Vec<Entry>> {
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

/// A case as the index has it.
fn entry(index: &Index, years: &[Arc<Year>], name: Name, layer: Layer) -> Option<Entry> {
    let folder = index.folder_of(&name, layer)?;
    let year = years.iter().find(|year| year.name == folder)?;
    let known = Some(Known::of(&name, layer));
    let mut entry = Entry::new(name.case, year, name.kind == Kind::Link);
    entry.known = known;
    Some(entry)
}

/// The folders with their stamps: with all of them, or only with those from before an index was begun,
/// which alone can be believed.
fn stamped(years: &[Arc<Year>], next: Option<&Sealing>) -> Vec<Folder> {
    let is_settled = |stamp: &Stamp| next.is_none_or(|next| stamp.is_before(next.begun));
    let folder = |year: &Arc<Year>| {
        let found = fs::metadata(&year.path).ok();
        Folder {
            name: year.name.clone(),
            stamp: found.map(|found| Stamp::of(&found)).filter(is_settled),
        }
    };
    years.iter().map(folder).collect()
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
