//! Whether the store has all that a commit has of it: since then it only grew.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use crate::model::{CaseId, Digest};
use crate::store::Store;
use crate::store::care::lost_acts::journals;
use crate::store::care::tree::Tree;
use crate::store::care::{Damage, Finding, Lacked, Lacking};
use crate::store::file_kind::FileKind;
use crate::store::git::Git;
use crate::store::history::{ObjectId, Shrunk, Versions, changes};
use crate::store::opening::{at_most, opened_within};

/// A commit that the store is held to.
#[derive(Clone, Debug)]
pub struct Against {
    /// As it was named.
    pub named: String,
    commit: ObjectId,
    /// Whether it is in the history of the commit at work.
    is_past: bool,
}

impl Store {
    /// The commit that a name means to git; nothing where there is none, or no repository.
    ///
    /// # Errors
    /// Where git cannot be run, or refuses.
    pub fn against(&self, named: &str) -> io::Result<Option<Against>> {
        let Some(git) = Git::around(self.root()) else {
            return Ok(None);
        };
        let Some(commit) = git.commit(named)? else {
            return Ok(None);
        };
        let is_past = match git.tip()? {
            Some(tip) => git.is_ancestor(&commit, &tip)?,
            None => false,
        };
        Ok(Some(Against {
            named: named.to_owned(),
            commit,
            is_past,
        }))
    }

    /// What the store lacks of all that a commit has, of these cases or of all.
    pub(in crate::store) fn against_checked(
        &self,
        against: &Against,
        tree: &Tree,
        only: Option<&BTreeSet<CaseId>>,
    ) -> io::Result<Vec<Finding>> {
        let Some(git) = Git::around(self.root()) else {
            return Ok(Vec::new());
        };
        let (versions, files) = against.held(&git, only)?;
        let shrunk = Shrunk::find(&git, &versions, &self.settings.accepted.events, |case| {
            journals(tree, case)
        })?;
        let lacks = |what| Damage::LacksOf(Box::new(against.lacking(what)));
        let mut found = Vec::new();
        for lost in shrunk.lost {
            let leaves = tree.journals.get(&lost.case).map_or(&[][..], Vec::as_slice);
            let there = leaves.first().map(|leaf| leaf.path.clone());
            let is_gone = there.is_none();
            let former = || lost.files.last().cloned().unwrap_or_default();
            let file = there.unwrap_or_else(|| self.root().join(former()));
            let acts = lost.acts.into_iter().map(|(act, _)| act).collect();
            found.push(Finding {
                case: Some(lost.case),
                ..self.finding(&file, lacks(Lacked::Acts { acts, is_gone }))
            });
        }
        let mut unlike: Vec<(&PathBuf, &ObjectId, Lacked)> = Vec::new();
        for (path, object) in &files {
            let file = opened_within(self.root(), &self.root().join(path));
            let bytes = file.ok().and_then(|file| at_most(&file, usize::MAX).ok());
            match bytes {
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
                // Of what LFS keeps elsewhere git has a note alone; the journal says what the file
                // was.
                Lacked::Content => bytes.starts_with(b"version https://git-lfs"),
                Lacked::File => self.has_accepted(Some(Digest::of(&bytes))),
                Lacked::Acts { .. } => false,
            };
            if !may_lack {
                found.push(self.lacked(path, lacks(lacked.clone())));
            }
        })?;
        Ok(found)
    }

    fn lacked(&self, path: &PathBuf, damage: Damage) -> Finding {
        Finding {
            case: FileKind::of(path).case().cloned(),
            ..self.finding(&self.root().join(path), damage)
        }
    }
}

impl Against {
    fn lacking(&self, what: Lacked) -> Lacking {
        Lacking {
            named: self.named.clone(),
            is_past: self.is_past,
            what,
        }
    }

    /// The journals of the commit, and its files that never change.
    fn held(
        &self,
        git: &Git,
        only: Option<&BTreeSet<CaseId>>,
    ) -> io::Result<(Versions, BTreeMap<PathBuf, ObjectId>)> {
        let empty = git.empty_tree()?;
        let trees = ["diff-tree", "-r", "--raw", "-z", "--no-abbrev"];
        let trees = trees.into_iter().chain(["--no-renames", empty.as_str()]);
        let trees: Vec<&str> = trees.chain([self.commit.as_str()]).collect();
        let is_meant =
            |case: Option<&CaseId>| only.is_none_or(|only| case.is_some_and(|c| only.contains(c)));
        let mut versions = Versions::default();
        let mut files = BTreeMap::new();
        for one in changes(git, b"", &trees)? {
            let kind = FileKind::of(&one.path);
            if !is_meant(kind.case()) {
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
