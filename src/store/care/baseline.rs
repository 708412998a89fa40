//! Whether a store still has everything that a commit has of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use crate::model::{CaseId, Digest};
use crate::store::Store;
use crate::store::care::tree::Tree;
use crate::store::care::{Damage, Finding, Lacked, Lacking};
use crate::store::file_kind::FileKind;
use crate::store::git::Git;
use crate::store::history::{ObjectId, Shrunk, Versions, changes, diff_tree};
use crate::store::opening::{at_most, opened_within};

/// A commit of which the store must have everything.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// As it was named.
    pub named: String,
    commit: ObjectId,
    /// Whether it is in the history of the commit at work.
    is_past: bool,
}

impl Baseline {
    /// The commit that a name means to git; nothing where there is none, or no repository.
    ///
    /// # Errors
    /// Where git cannot be run, or refuses.
    pub fn find(store: &Store, named: &str) -> io::Result<Option<Self>> {
        let Some(git) = Git::around(store.root()) else {
            return Ok(None);
        };
        let Some(commit) = git.commit(named)? else {
            return Ok(None);
        };
        let is_past = match git.tip()? {
            Some(tip) => git.is_ancestor(&commit, &tip)?,
            None => false,
        };
        Ok(Some(Self {
            named: named.to_owned(),
            commit,
            is_past,
        }))
    }

    /// What the store lacks of all that a commit has, of these cases or of all.
    pub fn check(
        &self,
        store: &Store,
        git: &Git,
        tree: &Tree,
        only: Option<&BTreeSet<CaseId>>,
    ) -> io::Result<Vec<Finding>> {
        let (versions, files) = self.held(git, only)?;
        let shrunk = Shrunk::find(git, &versions, &store.settings.accepted.events, |case| {
            tree.lines_of(case)
        })?;
        let mut found = Vec::new();
        for lost in shrunk.lost {
            let file = tree.file_of(store, &lost);
            let lacked = Lacked::Acts {
                is_gone: tree.leaves(&lost.case).is_empty(),
                acts: lost.acts.into_iter().map(|(act, _)| act).collect(),
            };
            found.push(Finding::about(store, &file, self.lacks(lacked)).of_case(Some(lost.case)));
        }
        let mut unlike: Vec<(&PathBuf, &ObjectId, Lacked)> = Vec::new();
        for (path, object) in &files {
            let file = opened_within(store.root(), &store.root().join(path));
            match file.ok().and_then(|file| at_most(&file, usize::MAX).ok()) {
                Some(bytes) if object.is_of(&bytes) => {}
                Some(_) => unlike.push((path, object, Lacked::Content)),
                None => unlike.push((path, object, Lacked::File)),
            }
        }
        let objects: Vec<&ObjectId> = unlike.iter().map(|(_, object, _)| *object).collect();
        git.objects(&objects, |place, bytes| {
            let (path, _, lacked) = &unlike[place];
            let bytes = bytes.unwrap_or_default();
            let may_lack = match lacked {
                // Git has only a pointer to what LFS keeps; the journal says what the file was.
                Lacked::Content => bytes.starts_with(b"version https://git-lfs"),
                Lacked::File => store.settings.accepted.files.contains(&Digest::of(&bytes)),
                Lacked::Acts { .. } => false,
            };
            if !may_lack {
                let case = FileKind::of(path).case().cloned();
                let damage = self.lacks(lacked.clone());
                found.push(Finding::about(store, &store.root().join(path), damage).of_case(case));
            }
        })?;
        Ok(found)
    }

    fn lacks(&self, what: Lacked) -> Damage {
        Damage::LacksOf(Box::new(Lacking {
            named: self.named.clone(),
            is_past: self.is_past,
            what,
        }))
    }

    /// The journals of the commit, and its files that never change.
    fn held(
        &self,
        git: &Git,
        only: Option<&BTreeSet<CaseId>>,
    ) -> io::Result<(Versions, BTreeMap<PathBuf, ObjectId>)> {
        let empty = git.empty_tree()?;
        let mut versions = Versions::default();
        let mut files = BTreeMap::new();
        for one in changes(git, b"", &diff_tree(&[&empty, self.commit.as_str()]))? {
            let kind = FileKind::of(&one.path);
            let is_in =
                |only: &BTreeSet<CaseId>| kind.case().is_some_and(|case| only.contains(case));
            if !only.is_none_or(is_in) {
                continue;
            }
            match kind {
                FileKind::Journal(case) | FileKind::Misplaced(case) => {
                    let journals = versions.journals.entry(case).or_default();
                    journals.files.insert(one.path);
                    journals.versions.insert(one.new);
                }
                FileKind::Given(_) | FileKind::Pinned => {
                    files.insert(one.path, one.new);
                }
                FileKind::Settings | FileKind::ForGit | FileKind::Own | FileKind::Other => {}
            }
        }
        Ok((versions, files))
    }
}
