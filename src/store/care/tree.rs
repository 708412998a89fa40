//! Everything below `cases/`, by its name alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::FileType;
use std::path::{Path, PathBuf};

use crate::model::CaseId;
use crate::store::case::{Listed, listed};
use crate::store::durable::is_link;
use crate::store::history::Lost;
use crate::store::{Result, Store, opening};

/// All that stands below `cases/`.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// By the case that they are named for, in order of path.
    pub journals: BTreeMap<CaseId, Vec<Leaf>>,
    /// The folders with the files of cases.
    pub folders: BTreeMap<CaseId, Vec<PathBuf>>,
    /// Files that end as journals do and are named for no case.
    pub unnamed: Vec<PathBuf>,
    /// What is nothing of a store.
    pub strays: Vec<PathBuf>,
}

/// A journal by its name alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leaf {
    pub path: PathBuf,
    /// Whether it is reached by a link: then it is never read.
    pub linked: bool,
    /// Whether it lies in a folder of a year, where cases are looked for.
    pub shelved: bool,
}

impl Tree {
    pub fn of(store: &Store) -> Result<Self> {
        let mut tree = Self::default();
        let cases = store.cases_folder();
        let linked = is_link(&cases);
        for Listed { path, kind } in listed(&cases)? {
            if kind.is_dir() || (kind.is_symlink() && path.is_dir()) {
                let linked = linked || kind.is_symlink();
                for Listed { path, kind } in listed(&path)? {
                    tree.take_inner(&path, kind, linked)?;
                    tree.take(path, kind, linked, true);
                }
            } else {
                tree.take(path, kind, linked, false);
            }
        }
        tree.journals.values_mut().for_each(|leaves| leaves.sort());
        tree.folders.values_mut().for_each(|folders| folders.sort());
        tree.unnamed.sort();
        tree.strays.sort();
        Ok(tree)
    }

    /// Only what bears the name of one of these cases.
    #[must_use]
    pub fn of_cases(mut self, cases: &BTreeSet<CaseId>) -> Self {
        self.journals.retain(|case, _| cases.contains(case));
        self.folders.retain(|case, _| cases.contains(case));
        self.unnamed.clear();
        self.strays.clear();
        self
    }

    /// The journals that bear the name of a case.
    pub fn leaves(&self, case: &CaseId) -> &[Leaf] {
        self.journals.get(case).map_or(&[], Vec::as_slice)
    }

    /// All lines that the journals of a case hold.
    pub fn lines_of(&self, case: &CaseId) -> Vec<u8> {
        let files = self.leaves(case).iter().filter(|leaf| !leaf.linked);
        let held = files.map(|leaf| opening::lines(&leaf.path).unwrap_or_default());
        let filled: Vec<Vec<u8>> = held.filter(|lines| !lines.is_empty()).collect();
        filled.join(&b'\n')
    }

    /// The journal of a case that has lost acts: the first there is, else where git has it.
    pub fn file_of(&self, store: &Store, lost: &Lost) -> PathBuf {
        match self.leaves(&lost.case).first() {
            Some(leaf) => leaf.path.clone(),
            None => store
                .root()
                .join(lost.files.last().cloned().unwrap_or_default()),
        }
    }

    /// Takes the journals of a folder that is no case's and stands where journals do.
    fn take_inner(&mut self, folder: &Path, kind: FileType, linked: bool) -> Result<()> {
        let name = folder.file_name().and_then(|name| name.to_str());
        let is_of_case = name.is_some_and(|name| CaseId::parse(name).is_ok());
        if kind.is_dir() && !is_of_case {
            for Listed { path, kind } in listed(folder)? {
                if path.extension().is_some_and(|ending| ending == "jsonl") {
                    self.take(path, kind, linked, false);
                }
            }
        }
        Ok(())
    }

    fn take(&mut self, path: PathBuf, kind: FileType, linked: bool, shelved: bool) {
        let linked = linked || kind.is_symlink();
        let is_file = kind.is_file() || linked;
        let journal = path.extension().is_some_and(|ending| ending == "jsonl");
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let case = stem.and_then(|stem| CaseId::parse(stem).ok());
        match case {
            Some(case) if journal && is_file => {
                let leaves = self.journals.entry(case).or_default();
                leaves.push(Leaf {
                    path,
                    linked,
                    shelved,
                });
            }
            Some(case) if kind.is_dir() && shelved && path.extension().is_none() => {
                self.folders.entry(case).or_default().push(path);
            }
            Some(_) | None if journal && kind.is_file() && !linked => self.unnamed.push(path),
            Some(_) | None => self.strays.push(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::Tree;
    use crate::testing::store::{begun, store};

    #[test]
    fn everything_below_the_cases_is_a_journal_a_folder_of_files_or_a_stray() {
        let (folder, store) = store();
        let record = begun(&store, "1", None);
        let case = record.id.to_string();
        let cases = folder.path().join("cases");
        let year = cases.join("2026");
        fs::create_dir(year.join(&case)).expect("a folder");
        fs::create_dir(year.join("otra")).expect("a folder");
        for name in ["copia.jsonl", "notas.txt", "pr07-00000000000z.jsonl.orig"] {
            fs::write(year.join(name), "").expect("a file");
        }
        let outside = cases.join(format!("{case}.jsonl"));
        fs::write(&outside, "").expect("a file");
        symlink(&record.path, year.join("pr07-000000000000.jsonl")).expect("a link");
        let tree = Tree::of(&store).expect("it is listed");
        let leaves = &tree.journals[&record.id];
        let shown: Vec<_> = leaves
            .iter()
            .map(|leaf| (leaf.path.clone(), leaf.linked, leaf.shelved))
            .collect();
        assert_eq!(
            shown,
            [(record.path.clone(), false, true), (outside, false, false)]
        );
        assert!(tree.journals.values().flatten().any(|leaf| leaf.linked));
        assert_eq!(tree.folders[&record.id], [year.join(&case)]);
        assert_eq!(tree.unnamed, [year.join("copia.jsonl")]);
        assert_eq!(
            tree.strays,
            [
                year.join("notas.txt"),
                year.join("otra"),
                year.join("pr07-00000000000z.jsonl.orig")
            ]
        );
        let narrowed = tree.of_cases(&[record.id.clone()].into());
        assert_eq!((narrowed.journals.len(), narrowed.strays.len()), (1, 0));
    }
}
