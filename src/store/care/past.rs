//! What git's history has and the files of the store lack, as findings.

use std::collections::BTreeMap;
use std::io;

use crate::model::CaseId;
use crate::store::care::tree::Tree;
use crate::store::care::{ActsLost, Damage, Finding, Remark, Unseen};
use crate::store::git::Git;
use crate::store::history::{Commit, Losing, Lost, Shrunk, Versions, losing};
use crate::store::opening;
use crate::store::{Store, StoreFault};

impl Store {
    /// Holds the store to what git has of it: no act, no journal and no pinned definition goes.
    pub(in crate::store) fn history_checked(
        &self,
        tree: &Tree,
        only: Option<&[CaseId]>,
    ) -> Vec<Finding> {
        let Some(git) = Git::around(self.root()) else {
            return Vec::new();
        };
        self.or_unseen(self.shrunk(&git, tree, only))
    }

    /// What was found, or that git could not be asked for it.
    pub(in crate::store) fn or_unseen(&self, found: io::Result<Vec<Finding>>) -> Vec<Finding> {
        found.unwrap_or_else(|error| {
            let unseen = match error.kind() {
                io::ErrorKind::NotFound => Unseen::NoGit,
                _ => Unseen::Refused(error.to_string().lines().map(str::to_owned).collect()),
            };
            vec![self.unseen(unseen)]
        })
    }

    /// That git was not to be asked, where the store is in a repository.
    pub(in crate::store) fn not_asked(&self) -> Option<Finding> {
        Git::around(self.root()).map(|_| self.unseen(Unseen::NotAsked))
    }

    /// What the store lacks of git's history.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub(in crate::store) fn lost_to_history(&self) -> Result<Vec<Finding>, StoreFault> {
        let tree = Tree::of(self)?;
        let found = self.history_checked(&tree, None).into_iter();
        Ok(found.filter(Finding::is_damage).collect())
    }

    fn shrunk(&self, git: &Git, tree: &Tree, only: Option<&[CaseId]>) -> io::Result<Vec<Finding>> {
        let Some(tip) = git.tip()? else {
            return Ok(Vec::new());
        };
        let mut versions = Versions::committed(git, None, tip.as_str())?;
        if let Some(only) = only {
            versions = versions.of_cases(only);
        }
        let shrunk = Shrunk::find(git, &versions, |case| journals(tree, case))?;
        let sparse = git.is_sparse()?;
        let is_meant = |lost: &Lost| !sparse || tree.journals.contains_key(&lost.case);
        let lost: Vec<Lost> = shrunk.lost.into_iter().filter(is_meant).collect();
        let mut found = Vec::new();
        let commits = losing(git, &lost, tip.as_str())?;
        for lost in lost {
            found.extend(self.acts_lost(tree, lost, &commits));
        }
        let gone = versions.pinned.keys().map(|path| self.root().join(path));
        let gone = gone.filter(|path| path.symlink_metadata().is_err() && !sparse);
        found.extend(gone.map(|path| self.finding(&path, Damage::DefinitionLost)));
        if git.is_shallow()? {
            found.push(self.unseen(Unseen::Shallow));
        } else if shrunk.is_partial {
            found.push(self.unseen(Unseen::Partial));
        }
        if sparse {
            found.push(self.unseen(Unseen::Sparse));
        }
        Ok(found)
    }

    /// What a case has lost, commit by commit.
    fn acts_lost(&self, tree: &Tree, lost: Lost, commits: &Losing) -> Vec<Finding> {
        let leaves = tree.journals.get(&lost.case).map_or(&[][..], Vec::as_slice);
        let file = leaves.first().map(|leaf| leaf.path.clone());
        let is_gone = file.is_none();
        let former = || lost.files.last().cloned().unwrap_or_default();
        let file = file.unwrap_or_else(|| self.root().join(former()));
        let mut parts: BTreeMap<Option<&Commit>, ActsLost> = BTreeMap::new();
        for (act, line) in lost.acts {
            let commit = commits.get(&act.id);
            let part = parts.entry(commit).or_insert_with(|| ActsLost {
                acts: Vec::new(),
                lines: Vec::new(),
                commit: commit.cloned(),
                is_gone,
            });
            part.acts.push(act);
            part.lines.push(line);
        }
        parts
            .into_values()
            .map(|part| Finding {
                case: Some(lost.case.clone()),
                ..self.finding(&file, Damage::ActsLost(Box::new(part)))
            })
            .collect()
    }

    fn unseen(&self, unseen: Unseen) -> Finding {
        self.finding(&self.root().join(".git"), Remark::Unseen(unseen))
    }
}

/// All that the journals of a case hold.
pub fn journals(tree: &Tree, case: &CaseId) -> Vec<u8> {
    let leaves = tree.journals.get(case).map_or(&[][..], Vec::as_slice);
    let files = leaves.iter().filter(|leaf| !leaf.linked);
    let mut all = Vec::new();
    for leaf in files {
        if !all.is_empty() {
            all.push(b'\n');
        }
        all.extend(opening::lines(&leaf.path).unwrap_or_default());
    }
    all
}
