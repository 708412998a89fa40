//! The index of a store: a base file, and a recent one whose names hide those of the base.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use crate::model::{CaseId, Digest};
use crate::store::index::{Folder, Kind, NO_REFERENCE, Name, Sealed, Summary, UNREAD};
use crate::words::matching;

/// The hashes of references that may be the beginning of an id.
pub const LIKE_IDS: RangeInclusive<u64> = 1 << 63..=UNREAD - 1;

/// The file with most of the cases.
const BASE: &str = "index";
/// The file with the cases that have changed since.
const RECENT: &str = "index-recent";

/// What was read of journals before, as two files: what lies in the recent one hides what the base
/// says of the same case. Derived: it may be deleted, and whatever is wrong with it makes it empty.
#[derive(Debug)]
pub struct Index {
    pub folder: PathBuf,
    pub base: Option<Sealed>,
    pub recent: Option<Sealed>,
}

/// Which of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    Base,
    Recent,
}

/// What the index has of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    pub layer: Layer,
    pub summary: Summary,
}

impl Index {
    pub fn open(folder: PathBuf) -> Self {
        let base = Sealed::open(&folder.join(BASE));
        let recent = Sealed::open(&folder.join(RECENT)).filter(|recent| {
            let beneath = base.as_ref().map(|base| base.stamp);
            beneath.is_some() && recent.directory.beneath == beneath
        });
        Self {
            folder,
            base,
            recent,
        }
    }

    pub fn path(&self, layer: Layer) -> PathBuf {
        self.folder.join(match layer {
            Layer::Base => BASE,
            Layer::Recent => RECENT,
        })
    }

    /// Whether folders stand as they did when all their names were taken down.
    pub fn has_all_of(&self, folders: &[Folder]) -> bool {
        let is_settled = |folder: &Folder| folder.stamp.is_some();
        let top = self.files().last().map(|file| &file.directory);
        top.is_some_and(|top| top.folders == folders && folders.iter().all(is_settled))
    }

    /// Gives every name, in order; nothing where some are damaged: not all were given then.
    pub fn names(&self, give: impl FnMut(Name, Layer)) -> Option<()> {
        self.merge(Sealed::names, give)
    }

    /// How many names there may be.
    pub fn count(&self) -> usize {
        let counts = self.files().map(|file| file.directory.count.min(1 << 20));
        counts.sum()
    }

    /// The names of the cases whose id, or its second part, begins so.
    pub fn named(&self, beginning: &str) -> Option<Vec<(Name, Layer)>> {
        let mut procedures: BTreeSet<&str> = BTreeSet::new();
        for file in self.files() {
            procedures.extend(file.directory.procedures.iter().map(String::as_str));
        }
        let mut found = Vec::new();
        for procedure in procedures {
            let rest = beginning.strip_prefix(procedure);
            let second = rest.and_then(|rest| rest.strip_prefix('-'));
            let whole = format!("{procedure}-");
            let all = whole.starts_with(beginning).then_some("");
            let ways = [Some(beginning), second, all].into_iter().flatten();
            let mut ranges: Vec<(u64, u64)> = ways.filter_map(CaseId::leading_of).collect();
            ranges.sort_unstable();
            ranges.dedup();
            for (from, to) in ranges {
                self.merge(
                    |file, give| file.names_between(procedure, (from, to), give),
                    |name, layer| found.push((name, layer)),
                )?;
            }
        }
        found.sort_by(|(one, _), (other, _)| one.case.cmp(&other.case));
        found.dedup_by(|(one, _), (other, _)| one.case == other.case);
        Some(found)
    }

    /// The names of the cases whose reference may be one of these hashes.
    pub fn referred(&self, hashes: &RangeInclusive<u64>) -> Option<Vec<(Name, Layer)>> {
        let with = |file: &Sealed, give: &mut dyn FnMut(Name)| {
            let mut names = Vec::new();
            file.names_with(hashes, &mut |name| names.push(name))?;
            file.names_with(&(UNREAD..=UNREAD), &mut |name| names.push(name))?;
            names.sort_by(|one, other| one.case.cmp(&other.case));
            names.into_iter().for_each(give);
            Some(())
        };
        let mut found = Vec::new();
        self.merge(with, |name, layer| found.push((name, layer)))?;
        // What the recent file says otherwise hides what the base says.
        let Some(recent) = &self.recent else {
            return Some(found);
        };
        let hidden = |(name, layer): &(Name, Layer)| {
            let (procedure, leading) = (name.case.procedure().as_str(), name.case.leading());
            let mut is_there = false;
            let mut newer =
                || recent.names_between(procedure, (leading, leading), &mut |_| is_there = true);
            *layer == Layer::Base && (newer().is_none() || is_there)
        };
        Some(found.into_iter().filter(|found| !hidden(found)).collect())
    }

    /// The folder of a name among those that were last listed.
    pub fn folder_of(&self, name: &Name, layer: Layer) -> Option<&str> {
        let directory = &self.file(layer)?.directory;
        let folder = directory.folders.get(usize::from(name.folder))?;
        Some(&folder.name)
    }

    pub const fn file(&self, layer: Layer) -> Option<&Sealed> {
        match layer {
            Layer::Base => self.base.as_ref(),
            Layer::Recent => self.recent.as_ref(),
        }
    }

    fn files(&self) -> impl Iterator<Item = &Sealed> {
        self.base.iter().chain(&self.recent)
    }

    /// Gives what both files say, in order, the recent one before the base; nothing where some is
    /// damaged.
    fn merge(
        &self,
        of: impl Fn(&Sealed, &mut dyn FnMut(Name)) -> Option<()>,
        mut give: impl FnMut(Name, Layer),
    ) -> Option<()> {
        let mut give = |name: Name, layer| {
            if name.kind != Kind::Gone {
                give(name, layer);
            }
        };
        let mut recent = Vec::new();
        if let Some(file) = &self.recent {
            of(file, &mut |name| recent.push(name))?;
        }
        let mut recent = recent.into_iter().peekable();
        if let Some(file) = &self.base {
            of(file, &mut |name| {
                while let Some(newer) = recent.next_if(|newer| newer.case < name.case) {
                    give(newer, Layer::Recent);
                }
                match recent.next_if(|newer| newer.case == name.case) {
                    Some(newer) => give(newer, Layer::Recent),
                    None => give(name, Layer::Base),
                }
            })?;
        }
        recent.for_each(|newer| give(newer, Layer::Recent));
        Some(())
    }
}

impl Known {
    pub fn of(name: &Name, layer: Layer) -> Self {
        Self {
            layer,
            summary: name.summary,
        }
    }
}

/// The hash by which a reference is found, whatever its case, accents and blanks.
pub fn hash_of(reference: Option<&str>) -> u64 {
    reference.map_or(NO_REFERENCE, |reference| {
        let reference = matching(reference);
        let hash = Digest::of(reference.as_bytes()).leading();
        let (from, to) = match CaseId::may_be_called(&reference) {
            true => LIKE_IDS.into_inner(),
            false => (NO_REFERENCE + 1, LIKE_IDS.start() - 1),
        };
        (hash & !LIKE_IDS.start() | from).clamp(from, to)
    })
}
