use std::fs;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use crate::engine::Standing;
use crate::model::CaseId;
use crate::store::{Doing, Record, Store, StoreFault};
use crate::words::matching;

/// A journal by its name alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub id: CaseId,
    pub path: PathBuf,
}

/// A journal that was read: its case, or why there is none to show.
pub type Found = Result<Record, StoreFault>;

/// As many characters of an id as are always shown.
const SHORTEST: usize = 4;

impl Store {
    /// Every journal, in order of id.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn entries(&self) -> Result<Vec<Entry>, StoreFault> {
        let mut entries = Vec::new();
        for year in folders(&self.cases_folder())? {
            for path in listed(&year)? {
                entries.extend(entry(path));
            }
        }
        entries.sort();
        entries.dedup_by(|later, first| later.id == first.id);
        Ok(entries)
    }

    /// The journal of the case that a person names: by its id, by a unique beginning of it, by its
    /// reference, or by `.` where one case only is open.
    ///
    /// # Errors
    /// Where there is none, or several.
    pub fn find(&self, named: &str) -> Result<Entry, StoreFault> {
        let named = named.trim();
        if let Ok(id) = CaseId::parse(&named.to_ascii_lowercase()) {
            return self.exactly(id, named);
        }
        let entries = self.entries()?;
        if named == "." {
            return self.only_open(&entries);
        }
        let typed = named.to_ascii_lowercase();
        let begins = |entry: &&Entry| {
            let whole = entry.id.to_string();
            !typed.is_empty()
                && (entry.id.suffix().starts_with(&typed) || whole.starts_with(&typed))
        };
        let found: Vec<Entry> = entries.iter().filter(begins).cloned().collect();
        if !found.is_empty() {
            return one(named, found);
        }
        one(named, self.with_reference(&entries, named))
    }

    /// The case of a journal.
    ///
    /// # Errors
    /// Where it holds none.
    pub fn open_entry(&self, entry: &Entry) -> Found {
        self.record(&entry.id, &entry.path)?
            .ok_or_else(|| StoreFault::NoCase {
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
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let share = entries.len().div_ceil(threads).max(64);
        let work = |part: &[Entry]| -> Vec<T> {
            part.iter()
                .filter_map(|entry| {
                    let found = self.record(&entry.id, &entry.path).transpose()?;
                    Some(make(found, entry))
                })
                .collect()
        };
        if entries.len() <= share {
            return work(entries);
        }
        std::thread::scope(|scope| {
            let parts: Vec<_> = entries
                .chunks(share)
                .map(|part| scope.spawn(|| work(part)))
                .collect();
            parts
                .into_iter()
                .flat_map(|part| part.join().expect("reading a journal never panics"))
                .collect()
        })
    }

    fn exactly(&self, id: CaseId, named: &str) -> Result<Entry, StoreFault> {
        let file = format!("{id}.jsonl");
        let years = folders(&self.cases_folder())?;
        let path = years
            .into_iter()
            .map(|year| year.join(&file))
            .find(|path| path.is_file());
        match path {
            Some(path) => Ok(Entry { id, path }),
            None => Err(StoreFault::NoCase {
                named: named.to_owned(),
            }),
        }
    }

    fn only_open(&self, entries: &[Entry]) -> Result<Entry, StoreFault> {
        let open = self.each(entries, |found, entry| {
            let open = found.is_ok_and(|record| record.case().standing() == Standing::Open);
            open.then(|| entry.clone())
        });
        let mut open: Vec<Entry> = open.into_iter().flatten().collect();
        match open.len() {
            1 => Ok(open.remove(0)),
            _ => Err(StoreFault::NotOneOpen {
                open: open.into_iter().map(|entry| entry.id).collect(),
            }),
        }
    }

    fn with_reference(&self, entries: &[Entry], named: &str) -> Vec<Entry> {
        let wanted = matching(named);
        let found = self.each(entries, |found, entry| {
            let reference = found.ok()?.case().start().reference.clone()?;
            (matching(reference.as_str()) == wanted).then(|| entry.clone())
        });
        found.into_iter().flatten().collect()
    }
}

/// The fewest characters, four at least, that tell every case apart.
pub fn shortest(entries: &[Entry]) -> usize {
    let mut suffixes: Vec<&str> = entries.iter().map(|entry| entry.id.suffix()).collect();
    suffixes.sort_unstable();
    let shared = suffixes.windows(2).map(|pair| {
        let same = pair[0].bytes().zip(pair[1].bytes());
        same.take_while(|(one, other)| one == other).count() + 1
    });
    shared.max().unwrap_or(0).clamp(SHORTEST, CaseId::LENGTH)
}

fn one(named: &str, mut found: Vec<Entry>) -> Result<Entry, StoreFault> {
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

fn entry(path: PathBuf) -> Option<Entry> {
    let name = path.file_name()?.to_str()?.strip_suffix(".jsonl")?;
    let id = CaseId::parse(name).ok()?;
    Some(Entry { id, path })
}

fn folders(of: &Path) -> Result<Vec<PathBuf>, StoreFault> {
    let mut folders = listed(of)?;
    folders.retain(|path| path.is_dir());
    folders.sort();
    Ok(folders)
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, StoreFault> {
    let failed = |error| StoreFault::io(Doing::List, folder)(error);
    match fs::read_dir(folder) {
        Ok(entries) => entries
            .map(|entry| entry.map(|entry| entry.path()).map_err(failed))
            .collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(failed(error)),
    }
}
