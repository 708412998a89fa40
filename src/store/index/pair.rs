use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::model::CaseId;
use crate::store::index::directory::{Directory, Folder};
use crate::store::index::extent::Row;
use crate::store::index::names::{Kind, NO_REFERENCE, Name, UNREAD};
use crate::store::index::sealed::Sealed;

/// The file that holds most.
const BASE: &str = "index";
/// The file that holds what has changed since.
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
    pub row: Row,
    pub reference: u64,
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
        self.top()
            .is_some_and(|top| top.folders == folders && folders.iter().all(is_settled))
    }

    /// Every name, in order; nothing where some are damaged.
    pub fn names(&self) -> Option<Vec<(Name, Layer)>> {
        self.merged(Sealed::names)
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
                found.extend(self.merged(|file| file.names_between(procedure, from, to))?);
            }
        }
        found.sort_by(|(one, _), (other, _)| one.case.cmp(&other.case));
        found.dedup_by(|(one, _), (other, _)| one.case == other.case);
        Some(found)
    }

    /// The names of the cases whose reference may be the one of this hash.
    pub fn referred(&self, hash: u64) -> Option<Vec<(Name, Layer)>> {
        let with = |file: &Sealed| {
            let mut names = file.names_with(hash)?;
            names.extend(file.names_with(UNREAD)?);
            names.sort_by(|one, other| one.case.cmp(&other.case));
            Some(names)
        };
        let found = self.merged(with)?;
        // What the recent file says otherwise hides what the base says.
        let Some(recent) = &self.recent else {
            return Some(found);
        };
        let hidden = |(name, layer): &(Name, Layer)| {
            let (procedure, leading) = (name.case.procedure().as_str(), name.case.leading());
            let newer = || recent.names_between(procedure, leading, leading);
            *layer == Layer::Base && newer().is_none_or(|newer| !newer.is_empty())
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

    fn top(&self) -> Option<&Directory> {
        self.files().last().map(|file| &file.directory)
    }

    fn files(&self) -> impl Iterator<Item = &Sealed> {
        self.base.iter().chain(&self.recent)
    }

    /// What both files say, in order, the recent one before the base.
    fn merged(&self, of: impl Fn(&Sealed) -> Option<Vec<Name>>) -> Option<Vec<(Name, Layer)>> {
        let read = |file: Option<&Sealed>| file.map_or(Some(Vec::new()), &of);
        let (base, recent) = (read(self.base.as_ref())?, read(self.recent.as_ref())?);
        let mut merged = Vec::with_capacity(base.len() + recent.len());
        let mut recent = recent.into_iter().peekable();
        for name in base {
            while let Some(newer) = recent.next_if(|newer| newer.case < name.case) {
                merged.push((newer, Layer::Recent));
            }
            match recent.next_if(|newer| newer.case == name.case) {
                Some(newer) => merged.push((newer, Layer::Recent)),
                None => merged.push((name, Layer::Base)),
            }
        }
        merged.extend(recent.map(|newer| (newer, Layer::Recent)));
        merged.retain(|(name, _)| name.kind != Kind::Gone);
        Some(merged)
    }
}

impl Known {
    pub fn of(name: &Name, layer: Layer) -> Self {
        Self {
            layer,
            row: name.row,
            reference: name.reference,
        }
    }
}

/// By which a reference is found, whatever its case, accents and blanks.
pub fn hash_of(reference: Option<&str>) -> u64 {
    reference.map_or(NO_REFERENCE, |reference| {
        let digest = crate::model::Digest::of(crate::words::matching(reference).as_bytes());
        let leading = digest.bytes().first_chunk();
        u64::from_be_bytes(*leading.expect("a digest has 32 bytes")).clamp(1, UNREAD - 1)
    })
}
