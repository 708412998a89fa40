use std::fs;

use crate::engine::Standing;
use crate::model::CaseId;
use crate::store::entry::Listed;
use crate::store::index::hash_of;
use crate::store::listing::LookedUp;
use crate::store::parallel::{in_parts, on_all_processors};
use crate::store::{Doing, Entry, Record, Sketched, Store, StoreFault};
use crate::words::matching;

/// A journal that was read: its case, or why there is none to show.
pub type Found = Result<Record, StoreFault>;

impl Store {
    /// Every journal, in order of id.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn entries(&self) -> Result<Vec<Entry>, StoreFault> {
        Ok(self.listing()?.entries)
    }

    /// The journal of the case that a person names: by its id, by a unique beginning of it, by its
    /// reference, or by `.` where one case only is open.
    ///
    /// # Errors
    /// Where there is none, or several.
    pub fn find(&self, named: &str) -> Result<Entry, StoreFault> {
        let named = named.trim();
        if named.is_empty() {
            return one(named, Vec::new());
        }
        if let Ok(id) = CaseId::parse(&named.to_ascii_lowercase()) {
            return self.exactly(id, named);
        }
        if named == "." {
            return self.only_open();
        }
        // A short reference may begin as an id does: both are meant then, and neither is taken.
        let mut found = self.begun_or_referred(named)?;
        found.sort();
        found.dedup();
        one(named, found)
    }

    /// The case of a journal.
    ///
    /// # Errors
    /// Where it holds none.
    pub fn open_entry(&self, entry: &Entry) -> Found {
        self.unlinked(entry)?.ok_or_else(|| StoreFault::NoCase {
            named: entry.id.to_string(),
        })
    }

    /// Makes something of every case, in order of id, on all processors; journals that are no case
    /// yet are passed over.
    ///
    /// # Errors
    /// Where the folders cannot be listed. One journal that cannot be read is one fault.
    pub fn each<T: Send>(
        &self,
        entries: &[Entry],
        make: impl Fn(Found, &Entry) -> T + Sync,
    ) -> Vec<T> {
        on_all_processors(entries, |entry| {
            let found = self.unlinked(entry).transpose()?;
            Some(make(found, entry))
        })
    }

    /// Adds every case to something: parts that follow each other, each with its cases in order.
    pub fn gather_records<A: Send>(
        &self,
        entries: &[Entry],
        begin: impl Fn() -> A + Sync,
        add: impl Fn(&mut A, Found, &Entry) + Sync,
    ) -> Vec<A> {
        in_parts(entries, |pages| {
            let mut gathered = begin();
            for entry in pages.flat_map(|(_, page)| page) {
                if let Some(found) = self.unlinked(entry).transpose() {
                    add(&mut gathered, found, entry);
                }
            }
            gathered
        })
    }

    /// The record of a journal that is reached by no link.
    pub(super) fn unlinked(&self, entry: &Entry) -> Result<Option<Record>, StoreFault> {
        let path = entry.path();
        if entry.is_linked() {
            return Err(StoreFault::Link { path });
        }
        let bytes = entry.read().map_err(StoreFault::io(Doing::Read, &path))?;
        self.record_of(&entry.id, &path, bytes)
    }

    fn exactly(&self, id: CaseId, named: &str) -> Result<Entry, StoreFault> {
        let file = format!("{id}.jsonl");
        let years = self.years()?;
        let found = years.iter().find_map(|year| {
            let path = year.path.join(&file);
            let kind = fs::symlink_metadata(&path).ok()?.file_type();
            year.entry(&Listed { path, kind })
        });
        match found {
            Some(entry) => Ok(entry),
            None => Err(StoreFault::NoCase {
                named: named.to_owned(),
            }),
        }
    }

    /// The cases whose id begins so, or whose reference it is.
    fn begun_or_referred(&self, named: &str) -> Result<Vec<Entry>, StoreFault> {
        let beginning = named.to_ascii_lowercase();
        let wanted = matching(named);
        let found = self.looked_up(&beginning, hash_of(Some(named)))?;
        if let Some(LookedUp {
            mut begun,
            mut referred,
        }) = found
        {
            referred.retain(|entry| {
                let record = self.unlinked(entry).ok().flatten();
                let reference = record.as_ref().and_then(Record::reference);
                reference.is_some_and(|reference| matching(reference.as_str()) == wanted)
            });
            begun.extend(referred);
            // What cannot be found so may still have been referred to since.
            if !begun.is_empty() {
                return Ok(begun);
            }
        }
        let listing = self.listing()?;
        let referred = |found: Sketched<'_>, entry: &Entry| {
            let reference = found.ok()?.outline.reference?;
            (matching(reference.as_str()) == wanted).then(|| entry.clone())
        };
        let referred = self.outlines(&listing, |_| true, referred).into_iter();
        let entries = listing.entries.iter();
        let begun = entries.filter(|entry| entry.begins(named)).cloned();
        Ok(begun.chain(referred.flatten()).collect())
    }

    pub(super) fn only_open(&self) -> Result<Entry, StoreFault> {
        let listing = self.listing()?;
        let open = self.outlines(
            &listing,
            |_| true,
            |found, entry| {
                let open = found.is_ok_and(|sketch| sketch.outline.standing == Standing::Open);
                open.then(|| entry.clone())
            },
        );
        let mut open: Vec<Entry> = open.into_iter().flatten().collect();
        match open.len() {
            1 => Ok(open.remove(0)),
            _ => Err(StoreFault::NotOneOpen {
                open: open.into_iter().map(|entry| entry.id).collect(),
            }),
        }
    }
}

pub(super) fn one(named: &str, mut found: Vec<Entry>) -> Result<Entry, StoreFault> {
    match found.len() {
        0 => Err(StoreFault::NoCase {
            named: named.to_owned(),
        }),
        1 => Ok(found.remove(0)),
        _ => Err(StoreFault::SeveralCases {
            named: named.to_owned(),
            candidates: found.into_iter().map(|entry| entry.id).collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use crate::model::CaseId;
    use crate::store::sample::{begun, noted, store};
    use crate::store::{Store, StoreFault};

    #[track_caller]
    fn found(store: &Store, named: &str, expected: &CaseId) {
        let entry = store.find(named).expect("there is one");
        assert_eq!(&entry.id, expected, "{named}");
    }

    #[track_caller]
    fn none(store: &Store, typed: &str) {
        match store.find(typed).expect_err("there is none") {
            StoreFault::NoCase { named } => assert_eq!(named, typed.trim()),
            other => panic!("{typed}: {other:?}"),
        }
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
            match store.find(typed).expect_err("there are three") {
                StoreFault::SeveralCases { named, candidates } => {
                    assert_eq!((&*named, &*candidates), (typed, &ids[..]));
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_reference_that_begins_as_an_id_does_names_neither() {
        let (_folder, store) = store();
        let first = begun(&store, "1", None).id;
        let short = &first.suffix()[..1];
        let second = begun(&store, "2", Some(short)).id;
        let mut ids = [first.clone(), second];
        ids.sort();
        match store.find(short).expect_err("there are two") {
            StoreFault::SeveralCases { candidates, .. } => assert_eq!(candidates, ids),
            other => panic!("{other:?}"),
        }
        found(&store, &first.suffix()[..6], &first);
    }

    #[test]
    fn a_dot_is_the_only_open_case() {
        let (_folder, store) = store();
        let open = |store: &Store| match store.find(".") {
            Err(StoreFault::NotOneOpen { open }) => open.len(),
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
            Err(StoreFault::NoCase { named }) => assert_eq!(named, "pr07-111111111111"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn nothing_behind_a_link_is_read() {
        let (folder, store) = store();
        let record = begun(&store, "1", None);
        let year = record.path.parent().expect("a folder").to_owned();
        let (_elsewhere, other) = super::super::sample::store();
        let outside = begun(&other, "2", Some("HR-9"));
        let name = outside.path.file_name().expect("a name");
        let refused = |expected: &std::path::Path| {
            match store
                .find(&outside.id.to_string())
                .and_then(|entry| store.open_entry(&entry))
            {
                Err(StoreFault::Link { path }) => assert_eq!(path, expected),
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
