//! What git's history has and the files of a store lack, as findings.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use crate::model::{CaseId, EventId};
use crate::store::care::checked_commits::CommitCache;
use crate::store::care::tree::Tree;
use crate::store::care::{ActsLost, Damage, Finding, Remark, Unseen, Went};
use crate::store::git::Git;
use crate::store::history::{Commit, Losing, Lost, ObjectId, Shrunk, Versions, losing};
use crate::store::{Result, Store};

/// Checks a store against git: no act, no journal and no pinned definition may be lost.
pub fn lost_acts(
    store: &Store,
    git: &Git,
    tree: &Tree,
    only: Option<&BTreeSet<CaseId>>,
) -> Vec<Finding> {
    let comparison = Comparison {
        store,
        git,
        tree,
        only,
    };
    or_unseen(store, comparison.findings())
}

/// What a store has lost against git's history.
pub fn lost_to_history(store: &Store, git: &Git) -> Result<Vec<Finding>> {
    let mut found = lost_acts(store, git, &Tree::of(store)?, None);
    found.retain(Finding::is_damage);
    Ok(found)
}

/// What was found, or that git could not be asked for it.
pub fn or_unseen(store: &Store, found: io::Result<Vec<Finding>>) -> Vec<Finding> {
    found.unwrap_or_else(|error| {
        let why = match error.kind() == io::ErrorKind::NotFound {
            true => Unseen::NoGit,
            false => Unseen::Refused(error.to_string().lines().map(str::to_owned).collect()),
        };
        vec![unseen(store, why)]
    })
}

/// That the history of git was not checked, or not all of it.
pub fn unseen(store: &Store, why: Unseen) -> Finding {
    Finding::about(store, &store.root().join(".git"), Remark::Unseen(why))
}

/// The comparison of a store with what git has of it.
struct Comparison<'c> {
    store: &'c Store,
    git: &'c Git,
    tree: &'c Tree,
    /// These cases alone.
    only: Option<&'c BTreeSet<CaseId>>,
}

/// How missing acts were lost.
struct Departures {
    losing: Losing,
    /// The commit that had the acts which no other commit took out, where no branch has it any more.
    with: Option<Commit>,
    /// The acts that were found.
    found: BTreeSet<EventId>,
}

impl Departures {
    fn of(&self, act: EventId) -> Went {
        match (self.losing.get(&act), &self.with) {
            (Some(commit), _) => Went::By(commit.clone()),
            (None, Some(commit)) => Went::With(commit.clone()),
            (None, None) => Went::Since,
        }
    }
}

impl Comparison<'_> {
    fn findings(&self) -> io::Result<Vec<Finding>> {
        let git = self.git;
        let Some(tip) = git.tip()? else {
            return Ok(Vec::new());
        };
        let commits = CommitCache::of(self.store, git);
        let checked = commits.checked(&tip)?;
        let past = Versions::committed(git, checked.last.as_ref(), tip.as_str())?;
        let changed = Versions::unlike_here(git, tip.as_str())?;
        let sparse = git.is_sparse()?;
        let may_be_missing = |lost: &Lost| !sparse || self.tree.journals.contains_key(&lost.case);
        let (mut is_partial, mut passed_over) = (false, false);
        let mut lacking = |versions: Versions| -> io::Result<Vec<Lost>> {
            let versions = match self.only {
                Some(only) => versions.of_cases(only),
                None => versions,
            };
            let mut shrunk = self.shrunk(&versions, |case| self.tree.lines_of(case))?;
            is_partial |= shrunk.is_partial;
            passed_over |= shrunk.passed_over;
            shrunk.lost.retain(may_be_missing);
            Ok(shrunk.lost)
        };
        let lost = lacking(past.clone().and(changed.clone()))?;
        let mut pinned: BTreeSet<PathBuf> = [&past, &changed]
            .into_iter()
            .flat_map(|versions| versions.pinned.keys().cloned())
            .collect();
        let mut gone_with = Vec::new();
        for gone in &checked.gone {
            let versions = Versions::between(git, gone, tip.as_str())?;
            pinned.extend(versions.pinned.keys().cloned());
            gone_with.push((git.told_commit(gone)?, lacking(versions)?));
        }
        let mut departures = Departures {
            losing: losing(git, &lost, tip.as_str())?,
            with: None,
            found: BTreeSet::new(),
        };
        let mut found = self.acts_lost(lost, &mut departures);
        for (commit, lost) in gone_with {
            departures.with = Some(commit);
            found.extend(self.acts_lost(lost, &mut departures));
        }
        if self.only.is_none() && !sparse {
            found.extend(self.definitions_lost(&pinned));
        }
        if git.is_shallow()? {
            found.push(unseen(self.store, Unseen::Shallow));
        } else if is_partial {
            found.push(unseen(self.store, Unseen::Partial));
        }
        if sparse {
            found.push(unseen(self.store, Unseen::Sparse));
        }
        let is_whole = found.is_empty() && !passed_over && self.only.is_none();
        let is_new = checked.last.as_ref() != Some(&tip);
        if is_whole && is_new && self.is_committed(&tip, past, &changed)? {
            commits.keep_checked(&tip, &checked);
        }
        Ok(found)
    }

    fn shrunk(
        &self,
        versions: &Versions,
        now: impl Fn(&CaseId) -> Vec<u8> + Sync,
    ) -> io::Result<Shrunk> {
        Shrunk::find(
            self.git,
            versions,
            &self.store.settings.accepted.events,
            now,
        )
    }

    fn definitions_lost(&self, pinned: &BTreeSet<PathBuf>) -> impl Iterator<Item = Finding> {
        let is_lost = |path: &PathBuf| {
            path.symlink_metadata().is_err() && !self.store.settings.accepted.has_pinned(path)
        };
        pinned
            .iter()
            .map(|path| self.store.root().join(path))
            .filter(is_lost)
            .map(|path| Finding::about(self.store, &path, Damage::DefinitionLost))
    }

    /// Whether the commit at work itself has all of these versions: what only the work tree has can
    /// be taken back unnoticed.
    fn is_committed(&self, tip: &ObjectId, past: Versions, changed: &Versions) -> io::Result<bool> {
        let held = Versions::of(self.git, tip)?;
        let accepted = &self.store.settings.accepted;
        let has = |path: &PathBuf| held.pinned.contains_key(path) || accepted.has_pinned(path);
        if !past.pinned.keys().all(has) {
            return Ok(false);
        }
        // What lies in the work tree as it was committed was compared already.
        let is_other = |case: &&CaseId| {
            let leaves = self.tree.leaves(case).iter();
            let here = leaves.map(|leaf| self.store.relative(&leaf.path));
            let committed = held.journals.get(*case).map(|of| &of.files);
            changed.journals.contains_key(*case)
                || committed.is_none_or(|files| !here.eq(files.iter().cloned()))
        };
        let cases: BTreeSet<CaseId> = past.journals.keys().filter(is_other).cloned().collect();
        let committed = held.of_cases(&cases).journals;
        let (named, objects): (Vec<&CaseId>, Vec<&ObjectId>) = committed
            .iter()
            .flat_map(|(case, of)| of.versions.iter().map(move |one| (case, one)))
            .unzip();
        let mut now: BTreeMap<&CaseId, Vec<u8>> = BTreeMap::new();
        self.git.objects(&objects, |place, bytes| {
            let all = now.entry(named[place]).or_default();
            all.extend(bytes.unwrap_or_default());
            all.push(b'\n');
        })?;
        let shrunk = self.shrunk(&past.of_cases(&cases), |case| {
            now.get(case).cloned().unwrap_or_default()
        })?;
        Ok(shrunk.lost.is_empty() && !shrunk.passed_over)
    }

    /// What cases have lost, commit by commit.
    fn acts_lost(&self, lost: Vec<Lost>, departures: &mut Departures) -> Vec<Finding> {
        let mut found = Vec::new();
        for lost in lost {
            let file = self.tree.file_of(self.store, &lost);
            let is_gone = self.tree.leaves(&lost.case).is_empty();
            let mut parts: BTreeMap<Went, ActsLost> = BTreeMap::new();
            for (act, line) in lost.acts {
                if !departures.found.insert(act.id) {
                    continue;
                }
                let went = departures.of(act.id);
                let part = parts.entry(went.clone()).or_insert_with(|| ActsLost {
                    acts: Vec::new(),
                    lines: Vec::new(),
                    went,
                    is_gone,
                });
                part.acts.push(act);
                part.lines.push(line);
            }
            found.extend(parts.into_values().map(|part| {
                let damage = Damage::ActsLost(Box::new(part));
                Finding::about(self.store, &file, damage).of_case(Some(lost.case.clone()))
            }));
        }
        found
    }
}
