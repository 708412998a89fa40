//! What changed in a store since the last commit, and what of it is to be shared.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::journal::Lines;
use crate::model::{CaseId, EventId};
use crate::store::file_kind::FileKind;
use crate::store::git::words;
use crate::store::history::{ObjectId, RAW, Versions, changes};
use crate::store::opening;
use crate::store::sync::here::Status;
use crate::store::sync::{Exchange, Here, SyncFault, Unsaved};

/// Asks for every file that is not as it was committed, one by one.
const STATUS: &str = "--literal-pathspecs status --porcelain=v2 -z \
                      --untracked-files=all --ignored=matching --no-renames --";

impl Exchange<'_> {
    /// Looks for everything below the root of the store that git has not seen as it is.
    pub fn here(&self) -> Result<Here, SyncFault> {
        let mut status: Vec<OsString> = words(STATUS).into_iter().map(OsString::from).collect();
        status.push(match self.git.path("") {
            top if top.as_os_str().is_empty() => ".".into(),
            inner => inner.into_os_string(),
        });
        let mut here = Here::default();
        for (what, path) in parsed(&self.git.run(&status)?.well()?.out) {
            if let Some(path) = self.git.seen(&path) {
                here.take(what, path);
            }
        }
        self.keep_given(&mut here);
        Ok(here)
    }

    /// Leaves the files in the folders of cases that no event names.
    fn keep_given(&self, here: &mut Here) {
        let mut by_case: BTreeMap<CaseId, Vec<PathBuf>> = BTreeMap::new();
        for path in &here.ours {
            if let FileKind::Given(case) = FileKind::of(path) {
                by_case.entry(case).or_default().push(path.clone());
            }
        }
        for (case, paths) in by_case {
            let folder = self
                .store
                .root()
                .join(paths[0].parent().unwrap_or(&paths[0]));
            let journal = opening::lines(&folder.with_extension("jsonl"));
            let named = named_files(&journal.unwrap_or_default());
            let is_named = |path: &PathBuf| path.to_str().is_some_and(|path| named.contains(path));
            for stray in paths.into_iter().filter(|path| !is_named(path)) {
                here.ours.remove(&stray);
                here.others.insert(stray);
            }
            here.cases.insert(case);
        }
    }

    /// The events of changed journals that git has not seen.
    pub fn unsaved(&self, here: &Here) -> Result<Vec<Unsaved>, SyncFault> {
        let ours = here.ours.iter();
        let journals: Vec<(&PathBuf, CaseId)> = ours
            .filter_map(|path| Some((path, FileKind::of(path).journal()?)))
            .collect();
        let before = self.committed(journals.iter().map(|(path, _)| path.as_path()))?;
        let last = self.last_committed()?;
        let mut old: BTreeSet<CaseId> = BTreeSet::new();
        let unsaved = journals.into_iter().map(|(path, case)| {
            let there = opening::lines(&self.store.root().join(path)).unwrap_or_default();
            let known = before.get(path).map(Vec::as_slice).unwrap_or_default();
            // Nearly always what git has is the beginning.
            let (known, new) = match there.strip_prefix(known) {
                Some(new) if known.ends_with(b"\n") => (BTreeMap::new(), ids(new)),
                Some(_) | None => (ids(known), ids(&there)),
            };
            let mut unseen = new;
            unseen.retain(|id, _| !known.contains_key(id));
            // What was written after the last commit is in none.
            let is_old = |written: &DateTime<Utc>| last.is_some_and(|last| *written <= last);
            if unseen.values().any(is_old) {
                old.insert(case.clone());
            }
            Unsaved {
                case,
                events: unseen.into_keys().collect(),
                given_back: BTreeSet::new(),
            }
        });
        let mut unsaved: Vec<Unsaved> = unsaved.collect();
        self.know_again(&mut unsaved, old)?;
        Ok(unsaved)
    }

    /// When the last commit was made.
    fn last_committed(&self) -> Result<Option<DateTime<Utc>>, SyncFault> {
        if self.git.tip()?.is_none() {
            return Ok(None);
        }
        let ran = self.git.run(&["log", "-1", "--format=%ct"])?.well()?;
        let seconds = ran.text().parse().ok();
        Ok(seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
    }

    /// Tells the acts that a former commit had of these cases from those that are new.
    fn know_again(
        &self,
        unsaved: &mut [Unsaved],
        cases: BTreeSet<CaseId>,
    ) -> Result<(), SyncFault> {
        let Some(tip) = self.git.tip()?.filter(|_| !cases.is_empty()) else {
            return Ok(());
        };
        let versions = Versions::committed(&self.git, None, tip.as_str())?.of_cases(&cases);
        for (case, journals) in versions.journals {
            let Some(one) = unsaved.iter_mut().find(|one| one.case == case) else {
                continue;
            };
            let objects: Vec<&ObjectId> = journals.versions.iter().collect();
            self.git.objects(&objects, |_, bytes| {
                let known = ids(&bytes.unwrap_or_default()).into_keys();
                one.given_back
                    .extend(known.filter(|id| one.events.contains(id)));
            })?;
        }
        Ok(())
    }

    /// What the last commit has of these files.
    fn committed<'p>(
        &self,
        paths: impl Iterator<Item = &'p Path>,
    ) -> Result<BTreeMap<PathBuf, Vec<u8>>, SyncFault> {
        let mut found = BTreeMap::new();
        let Some(tip) = self.git.tip()? else {
            return Ok(found);
        };
        let wanted: BTreeSet<&Path> = paths.collect();
        let files = [&["diff-index"], &RAW[..], &[tip.as_str()]].concat();
        let changed = changes(&self.git, b"", &files)?;
        let before: Vec<(&PathBuf, &ObjectId)> = changed
            .iter()
            .filter(|one| wanted.contains(one.path.as_path()))
            .filter_map(|one| Some((&one.path, one.old.first().filter(|old| !old.is_null())?)))
            .collect();
        let objects: Vec<&ObjectId> = before.iter().map(|(_, object)| *object).collect();
        self.git.objects(&objects, |place, bytes| {
            found.insert(before[place].0.clone(), bytes.unwrap_or_default());
        })?;
        Ok(found)
    }
}

/// The entries of `git status --porcelain=v2 -z`, with the path of each.
fn parsed(out: &[u8]) -> Vec<(Status, PathBuf)> {
    let entries = out.split(|byte| *byte == 0);
    let status_and_path = |entry: &[u8]| {
        // As many fields stand in front of the path as each kind of entry has.
        let (status, fields) = match entry.first()? {
            b'1' => (Status::Changed, 8),
            b'u' => (Status::Unmerged, 10),
            b'?' => (Status::Changed, 1),
            b'!' => (Status::Ignored, 1),
            _ => return None,
        };
        let path = entry.splitn(fields + 1, |byte| *byte == b' ').nth(fields)?;
        Some((status, PathBuf::from(OsString::from_vec(path.to_vec()))))
    };
    entries.filter_map(status_and_path).collect()
}

/// The files that the events of a journal name.
fn named_files(journal: &[u8]) -> BTreeSet<String> {
    let lines = Lines::of(journal);
    let documents = lines.events().flat_map(|(_, event)| event.did.documents());
    documents.filter_map(|output| output.file.clone()).collect()
}

/// The events of a journal, with when each was written.
fn ids(bytes: &[u8]) -> BTreeMap<EventId, DateTime<Utc>> {
    let lines = Lines::of(bytes);
    let events = lines.events().map(|(_, event)| (event.id, event.rec));
    events.collect()
}
