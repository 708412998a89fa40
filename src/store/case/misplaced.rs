//! Misplaced journals: renamed or moved by hand, so that no case is looked for in them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Datelike as _;

use crate::journal::{JournalLine, case_started_by};
use crate::model::{CaseId, Event};
use crate::store::case::{JournalBytes, Listed, Year, journal_bytes, listed};
use crate::store::{Astray, Entry, Result, StoreFault};

/// A journal in which no case is looked for, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Misplaced {
    pub path: PathBuf,
    pub why: Astray,
}

/// What stands in the folders of the years.
#[derive(Default)]
pub struct Shelves {
    /// In order of id, each case once.
    pub entries: Vec<Entry>,
    pub misplaced: Vec<Misplaced>,
    /// The years in which something lies whose changes their stamps do not show.
    pub odd: BTreeSet<String>,
}

impl Shelves {
    pub fn of(years: &[Arc<Year>]) -> Result<Self> {
        let mut shelves = Self::default();
        for year in years {
            for listed in listed(&year.path)? {
                match year.entry(&listed) {
                    Some(entry) => shelves.entries.push(entry),
                    None => shelves.astray(year, &listed)?,
                }
            }
        }
        shelves.entries.sort_by(Entry::order);
        for same in shelves.entries.chunk_by_mut(|one, next| one.id == next.id) {
            home_first(same);
        }
        let (mut seconds, mut first) = (Vec::new(), None::<(CaseId, PathBuf)>);
        shelves.entries.retain(|entry| match &first {
            Some((case, path)) if *case == entry.id => {
                seconds.push((entry.clone(), path.clone()));
                false
            }
            Some(_) | None => {
                first = Some((entry.id.clone(), entry.path()));
                true
            }
        });
        for (second, first) in seconds {
            shelves.odd.insert(second.year.name.clone());
            if !second.is_linked() {
                let path = second.path();
                let why = Astray::Second { first };
                shelves.misplaced.push(Misplaced { path, why });
            }
        }
        shelves.misplaced.sort();
        Ok(shelves)
    }

    /// Looks at what is no journal of a case by its name.
    fn astray(&mut self, year: &Year, Listed { path, kind }: &Listed) -> Result<()> {
        if kind.is_dir() {
            let name = path.file_name().and_then(|name| name.to_str());
            if name.is_some_and(|name| CaseId::parse(name).is_ok()) {
                return Ok(());
            }
            self.odd.insert(year.name.clone());
            let inner = listed(path)?;
            self.misplaced
                .extend(inner.iter().filter_map(Misplaced::in_no_year));
        } else if kind.is_file() && is_journal(path) {
            self.odd.insert(year.name.clone());
            self.misplaced.extend(Misplaced::by_name(path));
        }
        Ok(())
    }
}

impl Misplaced {
    /// The journals that lie beside the folders of the years.
    pub fn beside_years(cases: &Path) -> Result<Vec<Self>> {
        Ok(listed(cases)?.iter().filter_map(Self::in_no_year).collect())
    }

    /// Where a journal lies in no folder of a year.
    fn in_no_year(Listed { path, kind }: &Listed) -> Option<Self> {
        let is_one = kind.is_file() && is_journal(path) && holds_an_event(path);
        is_one.then(|| Self {
            path: path.clone(),
            why: Astray::Folder,
        })
    }

    /// Where a case begins in a file that is named for none.
    fn by_name(path: &Path) -> Option<Self> {
        let case = case_in(path).ok()??;
        Some(Self {
            path: path.to_owned(),
            why: Astray::Name { case },
        })
    }

    /// Why nothing of it is told.
    pub fn fault(self) -> StoreFault {
        StoreFault::Misplaced {
            path: self.path,
            why: self.why,
        }
    }
}

/// The case that begins in a file which is named for none.
pub fn case_in(path: &Path) -> Result<Option<CaseId>> {
    let JournalBytes::Bytes(bytes) = journal_bytes::read_at(path)? else {
        return Ok(None);
    };
    let mut lines = JournalLine::promising(&bytes);
    Ok(lines.find_map(|line| case_started_by(line.holds.as_ref().ok()?)))
}

/// Of several journals of a case, puts first the one that is read: that which lies in the year in
/// which the case began, where one does.
pub fn home_first(same: &mut [Entry]) {
    if same.len() > 1
        && let Some(home) = same.iter().position(is_at_home)
    {
        same[..=home].rotate_right(1);
    }
}

/// Whether a journal lies in the folder of the year in which its case began.
fn is_at_home(entry: &Entry) -> bool {
    if entry.is_linked() {
        return false;
    }
    let path = entry.path();
    let Ok(JournalBytes::Bytes(bytes)) = journal_bytes::read_at(&path) else {
        return false;
    };
    let mut events = JournalLine::promising(&bytes).filter_map(|line| line.holds.ok());
    let start = events.find(|event| case_started_by(event).as_ref() == Some(&entry.id));
    year_of(start.as_ref()).is_some_and(|year| lies_in(&path, year))
}

/// The year whose folder a journal lies in: that of its first event's record.
pub fn year_of(first: Option<&Event>) -> Option<i32> {
    first.map(|event| event.rec.year())
}

/// Whether a journal lies in the folder of this year.
pub fn lies_in(path: &Path, year: i32) -> bool {
    let folder = path.parent().and_then(Path::file_name);
    folder.is_some_and(|folder| folder.to_str() == Some(&year.to_string()))
}

fn is_journal(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "jsonl")
}

fn holds_an_event(path: &Path) -> bool {
    match journal_bytes::read_at(path) {
        Ok(JournalBytes::Bytes(bytes)) => {
            JournalLine::promising(&bytes).any(|line| line.holds.is_ok())
        }
        // What is too long to be read is nearly all of it events, if it was a journal.
        Ok(JournalBytes::TooMany(_)) => true,
        Err(_) => false,
    }
}
