//! The cases of a store: listed, found by what people call them, and read.

use std::fs;
use std::io::ErrorKind;

use crate::engine::Standing;
use crate::model::CaseId;
use crate::store::case::{Listed, Lookup, Year, home_first};
use crate::store::index::{hash_of, in_parts};
use crate::store::names::{Matches, NameKind, only, unread};
use crate::store::{Doing, Entry, Listing, Record, Result, Sketched, Store, StoreFault};
use crate::words::matching;

impl Store {
    /// Every journal, in order of id.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn entries(&self) -> Result<Vec<Entry>> {
        Ok(Listing::of(self)?.entries)
    }

    /// The journal of the case that a person names: by its id, by its reference, by a unique
    /// beginning of its id, or by `.` where one case only is open.
    ///
    /// # Errors
    /// Where there is none, or several, or journals cannot be read that may be the one.
    pub fn find(&self, named: &str) -> Result<Entry> {
        let named = named.trim();
        match NameKind::of(named) {
            NameKind::Empty => only(named, Vec::new()),
            NameKind::OnlyOpen => self.only_open(),
            NameKind::WholeId(id) => self.exactly(id, named),
            NameKind::Other => self.called(named)?.only(named),
        }
    }

    /// The case of a journal.
    ///
    /// # Errors
    /// Where it holds none.
    pub fn open_entry(&self, entry: &Entry) -> Result<Record> {
        Record::of_entry(self, entry)?.ok_or_else(|| StoreFault::NoCase(entry.id.to_string()))
    }

    /// Makes something of every case, in order of id, on all processors; journals that are no case
    /// yet are passed over.
    pub fn each<T: Send>(
        &self,
        entries: &[Entry],
        make: impl Fn(Result<Record>, &Entry) -> T + Sync,
    ) -> Vec<T> {
        let parts = self.gather_records(entries, Vec::new, |made, found, entry| {
            made.push(make(found, entry));
        });
        parts.into_iter().flatten().collect()
    }

    /// Adds every case to something: parts that follow each other, each with its cases in order.
    pub fn gather_records<A: Send>(
        &self,
        entries: &[Entry],
        begin: impl Fn() -> A + Sync,
        add: impl Fn(&mut A, Result<Record>, &Entry) + Sync,
    ) -> Vec<A> {
        in_parts(entries, |pages| {
            let mut gathered = begin();
            for entry in pages.flat_map(|(_, page)| page) {
                if let Some(found) = Record::of_entry(self, entry).transpose() {
                    add(&mut gathered, found, entry);
                }
            }
            gathered
        })
    }

    fn exactly(&self, id: CaseId, named: &str) -> Result<Entry> {
        let file = format!("{id}.jsonl");
        let mut found = Vec::new();
        for year in Year::all(self)? {
            let path = year.path.join(&file);
            let kind = match fs::symlink_metadata(&path) {
                Ok(found) => found.file_type(),
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(StoreFault::io(Doing::Read, &path)(error)),
            };
            found.extend(year.entry(&Listed { path, kind }));
        }
        home_first(&mut found);
        found.truncate(1);
        only(named, found)
    }

    /// The cases that are called so.
    fn called(&self, named: &str) -> Result<Matches> {
        match self.known_as(named)? {
            // A case that the index does not find may have got its reference since.
            Some(found) if !(found.referred.is_empty() && found.begun.is_empty()) => Ok(found),
            Some(_) | None => self.listed_as(named),
        }
    }

    /// The cases that are called so, where the index is believed if it knows all cases: correcting a
    /// reference or bringing a journal makes it count as not knowing them.
    pub(in crate::store) fn settled_as(&self, named: &str) -> Result<Matches> {
        match self.known_as(named)? {
            Some(found) => Ok(found),
            None => self.listed_as(named),
        }
    }

    /// As the index has it; nothing where it does not know all cases.
    fn known_as(&self, named: &str) -> Result<Option<Matches>> {
        let wanted = matching(named);
        let Some(found) = Lookup::find(self, &wanted, hash_of(Some(named)))? else {
            return Ok(None);
        };
        let (mut referred, mut failed) = (found.referred, None);
        referred.retain(|entry| match Record::of_entry(self, entry) {
            Ok(record) => {
                let reference = record.as_ref().and_then(Record::reference);
                reference.is_some_and(|reference| matching(reference.as_str()) == wanted)
            }
            Err(fault) => {
                failed = failed.take().or_else(|| unread(fault));
                false
            }
        });
        Ok(Some(Matches {
            begun: found.begun,
            referred,
            unread: failed,
        }))
    }

    /// As the journals have it.
    fn listed_as(&self, named: &str) -> Result<Matches> {
        let wanted = matching(named);
        let listing = Listing::of(self)?;
        let (found, unread) = self.references(&listing, |reference| reference == wanted);
        let mut begun = listing.entries;
        begun.retain(|entry| entry.begins(&wanted));
        Ok(Matches {
            referred: found.into_iter().map(|(_, entry)| entry).collect(),
            begun,
            unread,
        })
    }

    /// The cases with a reference that is wanted, in the form in which references are compared, and
    /// why a journal could not be read.
    pub(in crate::store) fn references(
        &self,
        listing: &Listing,
        is_wanted: impl Fn(&str) -> bool + Sync,
    ) -> (Vec<(String, Entry)>, Option<StoreFault>) {
        let referred = |found: Sketched<'_>, entry: &Entry| match found {
            Ok(sketch) => {
                let reference = matching(sketch.outline.reference?.as_str());
                is_wanted(&reference).then(|| Ok((reference, entry.clone())))
            }
            Err(fault) => unread(fault).map(Err),
        };
        let (mut known, mut failed) = (Vec::new(), None);
        for found in self.outlines(listing, |_| true, referred) {
            match found {
                Some(Ok(one)) => known.push(one),
                Some(Err(fault)) => failed = failed.or(Some(fault)),
                None => {}
            }
        }
        (known, failed)
    }

    pub(in crate::store) fn only_open(&self) -> Result<Entry> {
        let listing = Listing::of(self)?;
        let is_open = |found: Sketched<'_>, entry: &Entry| match found {
            Ok(sketch) if sketch.outline.standing == Standing::Open => Some(Ok(entry.clone())),
            Err(fault) if fault.is_exhausted() => Some(Err(fault)),
            Ok(_) | Err(_) => None,
        };
        let found = self.outlines(&listing, |_| true, is_open).into_iter();
        let mut open = found.flatten().collect::<Result<Vec<Entry>, _>>()?;
        match open.len() {
            1 => Ok(open.remove(0)),
            _ => Err(StoreFault::NotOneOpen(
                open.into_iter().map(|entry| entry.id).collect(),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::sync::Arc;

    use crate::model::CaseId;
    use crate::store::{Names, Store, StoreFault, plain_match};
    use crate::testing::store::{begun, noted, open, store};

    #[track_caller]
    fn found(store: &Store, named: &str, expected: &CaseId) {
        let entry = store.find(named).expect("there is one");
        assert_eq!(&entry.id, expected, "{named}");
    }

    #[track_caller]
    fn none(store: &Store, typed: &str) {
        let found = store.find(typed);
        let Err(StoreFault::NoCase(named)) = found else {
            panic!("{typed}: {found:?}");
        };
        assert_eq!(named, typed.trim());
    }

    #[test]
    fn a_case_is_found_by_its_id_its_beginning_and_its_reference() {
        let (_folder, store) = store();
        let first = begun(&store, "1", Some("HR-77/2026")).id;
        let second = begun(&store, "2", Some("Nota  Única")).id;
        for (id, reference) in [(&first, "hr-77/2026"), (&second, " nota unica")] {
            let suffix = id.suffix();
            found(&store, &id.to_string(), id);
            found(&store, &id.to_string().to_uppercase(), id);
            found(&store, suffix, id);
            found(&store, &suffix[..4], id);
            found(&store, &format!(" {}\n", &suffix[..4].to_uppercase()), id);
            found(&store, &format!("pr07-{}", &suffix[..4]), id);
            found(&store, reference, id);
        }
        for typed in [
            "",
            "   ",
            "zzzz",
            "pr05",
            "pr07-000000000000",
            "HR-7",
            "../x",
            "\u{0}",
        ] {
            none(&store, typed);
        }
    }

    #[test]
    fn a_name_that_means_several_cases_lists_them_in_order() {
        let (_folder, store) = store();
        let mut ids = ["1", "2", "3"].map(|nonce| begun(&store, nonce, Some("HR-1")).id);
        ids.sort();
        for typed in ["pr07", "pr", "hr-1"] {
            let found = store.find(typed);
            let Err(StoreFault::SeveralCases {
                named,
                candidates,
                is_reference,
            }) = found
            else {
                panic!("{found:?}");
            };
            assert_eq!((&*named, &*candidates), (typed, &ids[..]));
            assert_eq!(is_reference, typed == "hr-1");
        }
    }

    #[test]
    fn a_complete_reference_wins_over_the_beginning_of_an_id_and_of_another_reference() {
        let (folder, store) = store();
        let first = begun(&store, "1", Some("HR-7/2026")).id;
        for digits in [1, 4, 12] {
            let reference = &first.suffix()[..digits];
            let second = begun(&store, reference, Some(reference)).id;
            found(&store, reference, &second);
            let names = Names::of(&Arc::new(open(&folder)));
            let entry = names.expect("they are listed").find(reference);
            assert_eq!(entry.expect("there is one").id, second);
            assert_eq!(
                plain_match(&store, reference, 100).map(|record| record.id),
                Some(second)
            );
        }
        found(&store, &first.suffix()[..6], &first);
        let short = begun(&store, "2", Some("HR-7")).id;
        found(&store, "hr-7", &short);
    }

    #[test]
    fn a_dot_is_the_only_open_case() {
        let (_folder, store) = store();
        let open = |store: &Store| match store.find(".") {
            Err(StoreFault::NotOneOpen(open)) => open.len(),
            other => panic!("{other:?}"),
        };
        assert_eq!(open(&store), 0);
        let first = begun(&store, "1", None);
        found(&store, ".", &first.id);
        fs::write(first.path.with_file_name("pr07-000000000000.jsonl"), "x\n").expect("a file");
        found(&store, ".", &first.id);
        begun(&store, "2", None);
        assert_eq!(open(&store), 2);
    }

    #[test]
    fn what_is_no_journal_by_its_name_is_passed_over() {
        let (folder, store) = store();
        let record = begun(&store, "1", None);
        let year = record.path.parent().expect("a folder");
        fs::create_dir(year.join("pr07-000000000000.jsonl")).expect("a folder");
        for name in [
            "pr07-0000.jsonl",
            "PR07-000000000000.jsonl",
            "pr07-000000000000.json",
            "pr07-00000000000l.jsonl",
            "notes.txt",
        ] {
            fs::write(year.join(name), "x").expect("a file");
        }
        fs::write(folder.path().join("cases/pr07-000000000000.jsonl"), "x").expect("a file");
        fs::write(year.join("pr07-111111111111.jsonl"), "").expect("a file");
        let entries = store.entries().expect("they are listed");
        let ids: Vec<String> = entries.iter().map(|entry| entry.id.to_string()).collect();
        assert_eq!(ids, ["pr07-111111111111", &*record.id.to_string()]);
        let made = store.each(&entries, |found, _| found.expect("it is sound").id);
        assert_eq!(made, [record.id], "an empty journal is no case yet");
        none(&store, "pr07-000000000000");
        match store.open_entry(&entries[0]) {
            Err(StoreFault::NoCase(named)) => assert_eq!(named, "pr07-111111111111"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn nothing_behind_a_link_is_read() {
        let (folder, store) = store();
        let record = begun(&store, "1", None);
        let year = record.path.parent().expect("a folder").to_owned();
        let (_elsewhere, other) = crate::testing::store::store();
        let outside = begun(&other, "2", Some("HR-9"));
        let name = outside.path.file_name().expect("a name");
        let refused = |expected: &std::path::Path| {
            match store
                .find(&outside.id.to_string())
                .and_then(|entry| store.open_entry(&entry))
            {
                Err(StoreFault::Link(path)) => assert_eq!(path, expected),
                found => panic!("{found:?}"),
            }
            let entries = store.entries().expect("they are listed");
            let bad = store.each(&entries, |found, _| found.is_err());
            bad.into_iter().filter(|bad| *bad).count()
        };
        symlink(&outside.path, year.join(name)).expect("a link");
        assert_eq!(refused(&year.join(name)), 1);
        fs::remove_file(year.join(name)).expect("it is there");
        let linked = folder.path().join("cases/2025");
        symlink(outside.path.parent().expect("a folder"), &linked).expect("a link");
        assert_eq!(refused(&linked.join(name)), 1);
        fs::remove_file(&linked).expect("it is there");
        fs::remove_dir_all(folder.path().join("cases")).expect("it is there");
        symlink(other.root().join("cases"), folder.path().join("cases")).expect("a link");
        let path = outside.path.strip_prefix(other.root()).expect("inside");
        assert_eq!(refused(&folder.path().join(path)), 1);
        none(&store, "HR-9");
    }

    #[test]
    fn one_damaged_journal_is_one_fault_among_many_cases() {
        let (_folder, store) = store();
        let records: Vec<_> = (0..150)
            .map(|number| begun(&store, &number.to_string(), None))
            .collect();
        noted(&store, &records[3], "uno").expect("it is written");
        fs::write(&records[7].path, "x\n").expect("it is written");
        let entries = store.entries().expect("they are listed");
        let found = store.each(&entries, |found, entry| {
            found.map(|record| record.id).map_err(|_| entry.id.clone())
        });
        let expected: Vec<_> = entries
            .iter()
            .map(|entry| match entry.id == records[7].id {
                true => Err(entry.id.clone()),
                false => Ok(entry.id.clone()),
            })
            .collect();
        assert_eq!(found.len(), 150);
        assert!(found == expected, "in order of id, one of them a fault");
    }
}
