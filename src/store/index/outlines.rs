//! The outlines of all cases: from the index where a journal has not changed, else from the journal.

use std::rc::Rc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::engine::{Outline, Recall, Told};
use crate::journal::Tail;
use crate::model::{CaseId, Digest, Few, Line};
use crate::store::index::{
    Extent, FreshSummary, Index, IndexedCase, Kind, Layer, Pieces, Row, Sealing, Stamp, Summary,
    hash_of, in_parts,
};
use crate::store::{Definition, Entry, Listing, Pin, Record, Result, Store};

/// What lists and reports show of a case, and its definitions.
#[derive(Debug)]
pub struct Sketch<'e, P = ()> {
    pub id: &'e CaseId,
    pub outline: Outline,
    pub past: P,
    /// In the order in which the outline names them.
    pub definitions: Rc<[Arc<Definition>]>,
    /// The record, where the journal had to be read. Then alone something may be wrong with it.
    pub record: Option<Record>,
}

/// The sketch of a journal, or why there is none.
pub type Sketched<'e, P = ()> = Result<Sketch<'e, P>>;

/// What stands between the stamp and the outline in the index: the versions of the definitions, by
/// which their files are found.
type Versions = Few<u32>;

/// What the last case ran under, in the order in which its outline names it: the next one mostly
/// runs under the same.
type Last = Option<(Few<Digest>, Rc<[Arc<Definition>]>)>;

/// A pass over the journals of a store: those that have not changed since are not read.
struct Pass<'p> {
    store: &'p Store,
    index: &'p Index,
    /// What is read is kept in there, where it is kept.
    next: Mutex<Next>,
}

/// The index that is to follow.
enum Next {
    /// It is begun before the first journal is read.
    Wanted,
    Begun(Sealing),
    Unwanted,
}

/// What the index has of the cases of a page, by their places there.
struct PagePieces([Option<Pieces>; 2]);

impl PagePieces {
    fn get(&self, place: usize) -> Option<&[u8]> {
        let mut layers = self.0.iter().flatten();
        layers.find_map(|pieces| pieces.get(place))
    }
}

impl Store {
    /// Makes something of the outline of every case that is wanted, in order of id, on all
    /// processors; journals that are no case yet are passed over.
    pub fn outlines<T: Send>(
        &self,
        listing: &Listing,
        wanted: impl Fn(&Entry) -> bool + Sync,
        make: impl Fn(Sketched<'_>, &Entry) -> T + Sync,
    ) -> Vec<T> {
        let add = |made: &mut Vec<T>, found: Sketched<'_>, entry: &Entry| {
            made.push(make(found, entry));
        };
        let parts = self.gather(listing, wanted, Vec::new, add);
        parts.into_iter().flatten().collect()
    }

    /// Adds the outline of every case that is wanted, and what is wanted of its past, to something:
    /// parts that follow each other, each with its cases in order. What was read is kept for the
    /// next time.
    pub fn gather<A: Send, P: Recall>(
        &self,
        listing: &Listing,
        wanted: impl Fn(&Entry) -> bool + Sync,
        begin: impl Fn() -> A + Sync,
        add: impl Fn(&mut A, Sketched<'_, P>, &Entry) + Sync,
    ) -> Vec<A> {
        let index = self.index.get();
        let pass = Pass::begin(self, &index, listing);
        let parts = in_parts(&listing.entries, |pages| {
            let (mut gathered, mut kept) = (begin(), Vec::new());
            for (from, page) in pages {
                let page: Vec<_> = (from..)
                    .zip(page)
                    .filter(|(_, entry)| wanted(entry))
                    .collect();
                let add = |found: Sketched<'_, P>, entry: &Entry| add(&mut gathered, found, entry);
                kept.extend(pass.page(&page, add));
            }
            (gathered, kept)
        });
        let (gathered, kept): (Vec<A>, Vec<Vec<_>>) = parts.into_iter().unzip();
        if pass.keep(listing, kept.concat()) {
            self.index.forget();
        }
        gathered
    }
}

impl<'p> Pass<'p> {
    fn begin(store: &'p Store, index: &'p Index, listing: &Listing) -> Self {
        let next = match unpoisoned(&listing.next).take() {
            Some(begun) => Next::Begun(begun),
            None if index.base.is_some() => Next::Wanted,
            None => Next::Unwanted,
        };
        Self {
            store,
            index,
            next: Mutex::new(next),
        }
    }

    /// Adds the sketch of each; gives what of them is to be kept, by their places.
    fn page<P: Recall>(
        &self,
        page: &[(usize, &Entry)],
        mut add: impl FnMut(Sketched<'_, P>, &Entry),
    ) -> Vec<(usize, Summary)> {
        let outlines = self.pieces(page, |row| row.outline);
        let pasts = P::IS_WANTED.then(|| self.pieces(page, |row| row.past));
        let (mut places, mut fresh) = (Vec::new(), Vec::new());
        let mut last = None;
        for (at, (place, entry)) in page.iter().enumerate() {
            let past = pasts.as_ref().and_then(|pasts| pasts.get(at));
            let row = outlines.get(at);
            if let Some(sketch) = row.and_then(|row| self.unchanged(entry, row, past, &mut last)) {
                add(Ok(sketch), entry);
                continue;
            }
            self.want_next();
            let (found, one) = self.read(entry);
            fresh.push(one);
            places.push((*place, entry.known.map(|known| known.summary)));
            if let Some(found) = found {
                add(found, entry);
            }
        }
        let written = places.into_iter().zip(self.written(&fresh));
        written
            .filter(|((_, known), now)| *known != Some(*now))
            .map(|((place, _), now)| (place, now))
            .collect()
    }

    /// The pieces that the index has of these, read together.
    fn pieces(&self, page: &[(usize, &Entry)], of: impl Fn(&Row) -> Extent) -> PagePieces {
        PagePieces([Layer::Base, Layer::Recent].map(|layer| {
            let file = self.index.file(layer)?;
            let extents = page.iter().map(|(_, entry)| {
                let known = entry.known.filter(|known| known.layer == layer);
                known.map_or(Extent::NONE, |known| of(&known.summary.row))
            });
            Some(file.pieces(&extents.collect::<Vec<Extent>>()))
        }))
    }

    /// What was read of a journal that has not changed since.
    fn unchanged<'e, P: Recall>(
        &self,
        entry: &'e Entry,
        row: &[u8],
        past: Option<&[u8]>,
        last: &mut Last,
    ) -> Option<Sketch<'e, P>> {
        let (stamp, row) = postcard::take_from_bytes::<Stamp>(row).ok()?;
        if entry.is_linked() || entry.stamp() != Some(stamp) {
            return None;
        }
        let (versions, row) = postcard::take_from_bytes::<Versions>(row).ok()?;
        let outline: Outline = postcard::from_bytes(row).ok()?;
        let past = postcard::take_from_bytes::<P>(past.unwrap_or_default());
        Some(Sketch {
            id: &entry.id,
            definitions: self.definitions(&outline, &versions, last)?,
            outline,
            past: past.ok()?.0,
            record: None,
        })
    }

    fn definitions(
        &self,
        outline: &Outline,
        versions: &[u32],
        last: &mut Last,
    ) -> Option<Rc<[Arc<Definition>]>> {
        if let Some((digests, same)) = last
            && *digests == outline.definitions
        {
            return Some(Rc::clone(same));
        }
        let pinned = |(digest, version): (&Digest, &u32)| {
            let pin = Pin {
                procedure: outline.procedure.clone(),
                version: *version,
                digest: *digest,
            };
            self.store.pinned_as(&pin).ok()
        };
        let named = outline.definitions.iter().zip(versions);
        let found: Rc<[_]> = named.map(pinned).collect::<Option<_>>()?;
        *last = Some((outline.definitions.clone(), Rc::clone(&found)));
        Some(found)
    }

    /// What a journal says, if it is a case, and what of that can be kept.
    fn read<'e, P: Recall>(
        &self,
        entry: &'e Entry,
    ) -> (Option<Sketched<'e, P>>, Option<FreshSummary>) {
        let is_kept = matches!(*unpoisoned(&self.next), Next::Begun(_));
        // The stamp comes first: a journal that changes while it is read is read again next time.
        let stamp = if is_kept { entry.stamp() } else { None };
        let record = match Record::of_entry(self.store, entry) {
            Ok(Some(record)) => record,
            Ok(None) => return (None, None),
            Err(fault) => return (Some(Err(fault)), None),
        };
        let case = record.case();
        let outline = Outline::of(&case);
        let told = is_kept.then(|| Told::of(&case));
        let kept = stamp.zip(told.as_ref());
        let fresh = kept.and_then(|(stamp, told)| fresh(stamp, &record, &outline, told));
        let sketch = Sketch {
            id: &entry.id,
            outline,
            past: told.map_or_else(|| P::of(&case), P::from_whole),
            definitions: record.definitions().map(Arc::clone).collect(),
            record: Some(record),
        };
        (Some(Ok(sketch)), fresh)
    }

    /// Begins the next index, before anything is read that it is to hold.
    fn want_next(&self) {
        let mut next = unpoisoned(&self.next);
        if matches!(*next, Next::Wanted) {
            let begun = self.store.index.begin_next();
            *next = begun.map_or(Next::Unwanted, Next::Begun);
        }
    }

    /// Writes what was read into the index that is begun.
    fn written(&self, fresh: &[Option<FreshSummary>]) -> Vec<Summary> {
        match &mut *unpoisoned(&self.next) {
            Next::Begun(next) => next.keep(fresh),
            Next::Wanted | Next::Unwanted => vec![Summary::NONE; fresh.len()],
        }
    }

    /// Writes down what is known now, where that is more than before; says whether it was.
    fn keep(self, listing: &Listing, kept: Vec<(usize, Summary)>) -> bool {
        let next = self.next.into_inner();
        let Next::Begun(next) = next.unwrap_or_else(PoisonError::into_inner) else {
            return false;
        };
        if kept.is_empty() && listing.is_known {
            return false;
        }
        let mut fresh = kept.into_iter().peekable();
        let all: Vec<IndexedCase<'_>> = listing
            .entries
            .iter()
            .enumerate()
            .map(|(place, entry)| IndexedCase {
                case: &entry.id,
                folder: listing.folder(entry),
                kind: match entry.is_linked() {
                    true => Kind::Link,
                    false => Kind::Journal,
                },
                fresh: fresh.next_if(|(at, _)| *at == place).map(|(_, kept)| kept),
                known: entry.known,
            })
            .collect();
        // What cannot be kept is read again.
        let folders = listing.folders.clone();
        self.index.keep(next, folders, &all).is_ok()
    }
}

/// Locks a mutex; a thread that panicked with it has left nothing half done.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is kept of a journal that is whole.
fn fresh(stamp: Stamp, record: &Record, outline: &Outline, told: &Told) -> Option<FreshSummary> {
    let journal = &record.journal;
    if record.sound().is_err() || journal.newer.is_some() || journal.tail != Tail::Nothing {
        return None;
    }
    let definitions = record.definitions();
    let versions: Versions = definitions.map(|one| one.procedure.version).collect();
    let reference = outline.reference.as_ref();
    Some(FreshSummary {
        stamp,
        outline: postcard::to_extend(&(stamp, versions, outline), Vec::new()).ok()?,
        past: postcard::to_extend(told, Vec::new()).ok()?,
        reference: hash_of(reference.map(Line::as_str)),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Once;
    use std::time::Duration;

    use tempfile::TempDir;

    use super::{Sketch, Sketched};
    use crate::engine::{Outline, Past, Recall as _};
    use crate::model::{Act, CaseId, Correction, Line, Prose};
    use crate::store::{Record, Store, StoreFault};
    use crate::testing::store::{again, begun, noted, open, signature, store};

    const CASES: usize = 70;

    /// A store that is large enough for an index, its files older than anything that follows.
    fn many() -> (TempDir, Vec<Record>) {
        let (folder, store) = store();
        let mut records: Vec<Record> = (0..CASES)
            .map(|number| begun(&store, &number.to_string(), Some(&format!("HR-{number}"))))
            .collect();
        records.sort_by(|one, other| one.id.cmp(&other.id));
        settle();
        (folder, records)
    }

    /// Lets the clock of the file system go on.
    fn settle() {
        std::thread::sleep(Duration::from_millis(20));
    }

    /// The outlines and pasts of all cases, and which journals had to be read.
    fn outlines(store: &Store) -> (Vec<(Outline, Past)>, Vec<CaseId>) {
        let listing = store.listing().expect("it is listed");
        let parts = store.gather(
            &listing,
            |_| true,
            Vec::new,
            |all, found, entry| {
                let sketch: Sketch<'_, Past> = found.expect("it is sound");
                assert_eq!(*sketch.id, entry.id);
                let read = sketch.record.map(|record| record.id);
                all.push(((sketch.outline, sketch.past), read));
            },
        );
        let (told, read): (Vec<_>, Vec<_>) = parts.into_iter().flatten().unzip();
        (told, read.into_iter().flatten().collect())
    }

    /// The outlines and pasts as the journals alone have them.
    fn plainly(store: &Store) -> Vec<(Outline, Past)> {
        let entries = store.entries().expect("they are listed");
        store.each(&entries, |found, _| {
            let record = found.expect("it is sound");
            (Outline::of(&record.case()), Past::of(&record.case()))
        })
    }

    fn ids(records: &[Record]) -> Vec<CaseId> {
        records.iter().map(|record| record.id.clone()).collect()
    }

    #[test]
    fn what_has_not_changed_is_read_once() {
        let (folder, records) = many();
        assert_eq!(
            outlines(&open(&folder)),
            (plainly(&open(&folder)), ids(&records))
        );
        assert_eq!(outlines(&open(&folder)), (plainly(&open(&folder)), vec![]));
    }

    #[test]
    fn what_has_changed_is_read_again_and_kept_beside_the_rest() {
        let (folder, records) = many();
        outlines(&open(&folder));
        let base = fs::read(folder.path().join(".ugat/index")).expect("it is there");
        let store = open(&folder);
        for record in &records[3..5] {
            noted(&store, record, "uno").expect("it is written");
        }
        settle();
        let expected = plainly(&store);
        assert_eq!(outlines(&store), (expected.clone(), ids(&records[3..5])));
        assert_eq!(outlines(&store), (expected, vec![]));
        let now = fs::read(folder.path().join(".ugat/index")).expect("it is there");
        assert!(now == base && folder.path().join(".ugat/index-recent").exists());
    }

    #[test]
    fn a_change_in_the_very_tick_of_reading_is_seen() {
        let (folder, records) = many();
        outlines(&open(&folder));
        let path = &records[0].path;
        let whole = fs::read_to_string(path).expect("it is there");
        let other = noted(&open(&folder), &records[0], "uno").expect("it is written");
        let longer = fs::read_to_string(path).expect("it is there");
        assert_eq!(other.journal.events.len(), 2);
        for _ in 0..100 {
            for (text, events) in [(&whole, 1), (&longer, 2)] {
                fs::write(path, text).expect("it is written");
                let (outlines, _) = outlines(&open(&folder));
                assert_eq!(outlines, plainly(&open(&folder)), "{events} events");
            }
        }
    }

    #[test]
    fn a_journal_that_comes_or_goes_is_there_or_not() {
        let (folder, records) = many();
        outlines(&open(&folder));
        fs::remove_file(&records[0].path).expect("it is there");
        let store = open(&folder);
        begun(&store, "new", None);
        settle();
        let (found, read) = outlines(&store);
        assert_eq!((found, read.len()), (plainly(&store), 1));
        assert_eq!(outlines(&store), (plainly(&store), vec![]));
        match store.find(records[0].id.suffix()) {
            Err(StoreFault::NoCase(_)) => {}
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn much_that_has_changed_is_made_one_with_the_rest() {
        let (folder, records) = many();
        outlines(&open(&folder));
        let store = open(&folder);
        for (number, record) in records.iter().enumerate() {
            noted(&store, record, &number.to_string()).expect("it is written");
            if number % 8 == 0 {
                outlines(&store);
            }
        }
        settle();
        outlines(&store);
        assert_eq!(outlines(&store), (plainly(&store), vec![]));
    }

    #[test]
    fn what_is_damaged_or_cut_short_is_read_every_time() {
        let (folder, records) = many();
        outlines(&open(&folder));
        let torn = &records[1];
        let text = fs::read_to_string(&torn.path).expect("it is there");
        fs::write(&torn.path, text + "{\"id\":").expect("it is written");
        fs::write(&records[2].path, "x\n").expect("it is written");
        settle();
        for _ in 0..2 {
            let store = open(&folder);
            let listing = store.listing().expect("it is listed");
            let found = store.outlines(
                &listing,
                |_| true,
                |found, entry| match found {
                    Ok(sketch) => sketch.record.map(|record| (record.id, true)),
                    Err(_) => Some((entry.id.clone(), false)),
                },
            );
            let read: Vec<_> = found.into_iter().flatten().collect();
            let expected = [(torn.id.clone(), true), (records[2].id.clone(), false)];
            assert_eq!(read, expected);
        }
    }

    #[test]
    fn a_case_is_found_in_the_index_by_its_beginning_and_its_reference() {
        let (folder, records) = many();
        outlines(&open(&folder));
        let store = open(&folder);
        let found = |named: &str| store.find(named).map(|entry| entry.id).ok();
        for record in &records {
            let suffix = record.id.suffix();
            assert_eq!(found(&suffix[..8]), Some(record.id.clone()));
            let beginning = record.id.to_string()[..9].to_uppercase();
            assert_eq!(found(&beginning), Some(record.id.clone()));
            let reference = record.reference().expect("it has one");
            let typed = reference.as_str().to_lowercase();
            assert_eq!(found(&typed), Some(record.id.clone()), "{typed}");
        }
        assert_eq!(found("hr-700"), None);
        match store.find("pr") {
            Err(StoreFault::SeveralCases { candidates, .. }) => {
                assert_eq!(candidates, ids(&records));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_read_while_its_folder_is_replaced_is_not_kept_for_the_other() {
        let (folder, records) = many();
        let year = records[0].path.parent().expect("it is in a folder");
        let other = folder.path().join("other");
        fs::create_dir(&other).expect("a folder");
        for record in &records {
            let name = record.path.file_name().expect("it is a file");
            fs::copy(&record.path, other.join(name)).expect("a file");
            noted(&open(&folder), record, "uno").expect("it is written");
        }
        settle();
        let (replaced, gone) = (Once::new(), folder.path().join("gone"));
        let store = open(&folder);
        let listing = store.listing().expect("it is listed");
        store.gather(
            &listing,
            |_| true,
            || (),
            |(), found: Sketched<'_>, _| {
                found.expect("it is sound");
                replaced.call_once(|| {
                    fs::rename(year, &gone).expect("it is there");
                    fs::rename(&other, year).expect("it is there");
                    let last = records[CASES - 1].path.file_name().expect("it is a file");
                    fs::remove_file(gone.join(last)).expect("it is there");
                });
            },
        );
        assert_eq!(outlines(&open(&folder)).0, plainly(&open(&folder)));
    }

    #[test]
    fn a_reference_that_was_corrected_since_is_found() {
        let (folder, records) = many();
        outlines(&open(&folder));
        let store = open(&folder);
        let (first, other) = (&records[0], &records[1]);
        let correction = Correction {
            event: first.journal.events[0].id,
            at: None,
            outputs: Vec::new(),
            note: None,
            entities: Vec::new(),
            title: None,
            reference: Line::parse(&other.id.suffix()[..6]).ok(),
            reason: Prose::recorded("x"),
        };
        let written = store.append(first, &first.case(), &signature(), &[], |_| {
            Ok(Act::Corrected(correction.clone()))
        });
        written.expect("it is written");
        let named = &other.id.suffix()[..6];
        let found = |store: &Store| store.find(named).map(|entry| entry.id).ok();
        assert_eq!(found(&open(&folder)), Some(first.id.clone()));
        settle();
        outlines(&open(&folder));
        assert_eq!(found(&open(&folder)), Some(first.id.clone()));
        again(&open(&folder), &first.id).expect("it is sound");
    }
}
