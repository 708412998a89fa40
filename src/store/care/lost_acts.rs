//! What git's history has and the files of the store lack, as findings.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use crate::model::{CaseId, EventId};
use crate::store::care::tree::Tree;
use crate::store::care::{ActsLost, Damage, Finding, Remark, Unseen, Went};
use crate::store::git::Git;
use crate::store::history::{Commit, Losing, Lost, ObjectId, Shrunk, Versions, losing};
use crate::store::opening;
use crate::store::{Store, StoreFault};

/// How acts went that are missing.
struct Departed {
    losing: Losing,
    /// The commit that had those which no other one took out, where it is on no branch any more.
    with: Option<Commit>,
    /// Those that were told.
    told: BTreeSet<EventId>,
}

impl Departed {
    const fn new(losing: Losing) -> Self {
        Self {
            losing,
            with: None,
            told: BTreeSet::new(),
        }
    }

    fn of(&self, act: EventId) -> Went {
        match (self.losing.get(&act), &self.with) {
            (Some(commit), _) => Went::By(commit.clone()),
            (None, Some(commit)) => Went::With(commit.clone()),
            (None, None) => Went::Since,
        }
    }
}

impl Store {
    /// Holds the store to what git has of it: no act, no journal and no pinned definition goes.
    pub(in crate::store) fn history_checked(
        &self,
        tree: &Tree,
        only: Option<&BTreeSet<CaseId>>,
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
    pub(in crate::store) fn lost_to_history(&self) -> Result<Vec<Finding>, StoreFault> {
        let tree = Tree::of(self)?;
        let found = self.history_checked(&tree, None).into_iter();
        Ok(found.filter(Finding::is_damage).collect())
    }

    fn shrunk(
        &self,
        git: &Git,
        tree: &Tree,
        only: Option<&BTreeSet<CaseId>>,
    ) -> io::Result<Vec<Finding>> {
        let Some(tip) = git.tip()? else {
            return Ok(Vec::new());
        };
        let known = self.known(git, &tip)?;
        let past = Versions::committed(git, known.good.as_ref(), tip.as_str())?;
        let changed = Versions::unlike_here(git, tip.as_str())?;
        let sparse = git.is_sparse()?;
        let is_meant = |lost: &Lost| !sparse || tree.journals.contains_key(&lost.case);
        let (mut is_partial, mut passed_over) = (false, false);
        let mut lacking = |versions: Versions| -> io::Result<Vec<Lost>> {
            let versions = match only {
                Some(only) => versions.of_cases(only),
                None => versions,
            };
            let shrunk = self.lacking(git, tree, &versions)?;
            is_partial |= shrunk.is_partial;
            passed_over |= shrunk.passed_over;
            Ok(shrunk.lost.into_iter().filter(is_meant).collect())
        };
        let lost = lacking(past.clone().and(changed.clone()))?;
        let mut pinned: BTreeSet<PathBuf> = [&past, &changed]
            .into_iter()
            .flat_map(|versions| versions.pinned.keys().cloned())
            .collect();
        let mut went_with = Vec::new();
        for gone in &known.gone {
            let versions = Versions::between(git, gone, tip.as_str())?;
            pinned.extend(versions.pinned.keys().cloned());
            went_with.push((git.told_commit(gone)?, lacking(versions)?));
        }
        let mut found = Vec::new();
        let mut went = Departed::new(losing(git, &lost, tip.as_str())?);
        for lost in lost {
            found.extend(self.acts_lost(tree, lost, &mut went));
        }
        for (commit, lost) in went_with {
            went.with = Some(commit);
            for lost in lost {
                found.extend(self.acts_lost(tree, lost, &mut went));
            }
        }
        if only.is_none() {
            let accepted = &self.settings.accepted;
            let pinned = pinned.into_iter().map(|path| self.root().join(path));
            let lost = pinned.filter(|path| path.symlink_metadata().is_err() && !sparse);
            let lost = lost.filter(|path| !accepted.has_pinned(path));
            found.extend(lost.map(|path| self.finding(&path, Damage::DefinitionLost)));
        }
        let is_shallow = git.is_shallow()?;
        if is_shallow {
            found.push(self.unseen(Unseen::Shallow));
        } else if is_partial {
            found.push(self.unseen(Unseen::Partial));
        }
        if sparse {
            found.push(self.unseen(Unseen::Sparse));
        }
        let is_whole = found.is_empty() && !passed_over && only.is_none();
        if is_whole && !known.is_good(&tip) && self.is_committed(git, &tip, past, &changed, tree)? {
            self.keep_good(git, &tip, &known);
        }
        Ok(found)
    }

    fn lacking(&self, git: &Git, tree: &Tree, versions: &Versions) -> io::Result<Shrunk> {
        let accepted = &self.settings.accepted.events;
        Shrunk::find(git, versions, accepted, |case| journals(tree, case))
    }

    /// Whether the commit at work itself has all of these versions: what only the work tree has can
    /// be taken back unseen.
    fn is_committed(
        &self,
        git: &Git,
        tip: &ObjectId,
        past: Versions,
        changed: &Versions,
        tree: &Tree,
    ) -> io::Result<bool> {
        let held = Versions::of(git, tip)?;
        let accepted = &self.settings.accepted;
        let has = |path: &PathBuf| held.pinned.contains_key(path) || accepted.has_pinned(path);
        if !past.pinned.keys().all(has) {
            return Ok(false);
        }
        // What lies in the work tree as it was committed was compared already.
        let is_other = |case: &&CaseId| {
            let leaves = tree.journals.get(*case).map_or(&[][..], Vec::as_slice);
            let here = leaves.iter().map(|leaf| self.relative(&leaf.path));
            let committed = held.journals.get(*case).map(|of| &of.files);
            changed.journals.contains_key(*case)
                || committed.is_none_or(|files| !here.eq(files.iter().cloned()))
        };
        let cases: BTreeSet<CaseId> = past.journals.keys().filter(is_other).cloned().collect();
        let held = held.of_cases(&cases);
        let committed = held.journals.iter();
        let committed =
            committed.flat_map(|(case, of)| of.versions.iter().map(move |one| (case, one)));
        let (named, objects): (Vec<&CaseId>, Vec<&ObjectId>) = committed.unzip();
        let mut now: BTreeMap<&CaseId, Vec<u8>> = BTreeMap::new();
        git.objects(&objects, |place, bytes| {
            let all = now.entry(named[place]).or_default();
            all.extend(bytes.unwrap_or_default());
            all.push(b'\n');
        })?;
        let past = past.of_cases(&cases);
        let there = |case: &CaseId| now.get(case).cloned().unwrap_or_default();
        let shrunk = Shrunk::find(git, &past, &accepted.events, there)?;
        Ok(shrunk.lost.is_empty() && !shrunk.passed_over)
    }

    /// What a case has lost, commit by commit.
    fn acts_lost(&self, tree: &Tree, lost: Lost, departed: &mut Departed) -> Vec<Finding> {
        let leaves = tree.journals.get(&lost.case).map_or(&[][..], Vec::as_slice);
        let file = leaves.first().map(|leaf| leaf.path.clone());
        let is_gone = file.is_none();
        let former = || lost.files.last().cloned().unwrap_or_default();
        let file = file.unwrap_or_else(|| self.root().join(former()));
        let mut parts: BTreeMap<Went, ActsLost> = BTreeMap::new();
        for (act, line) in lost.acts {
            if !departed.told.insert(act.id) {
                continue;
            }
            let went = departed.of(act.id);
            let part = parts.entry(went.clone()).or_insert_with(|| ActsLost {
                acts: Vec::new(),
                lines: Vec::new(),
                went,
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
