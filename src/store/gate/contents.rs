//! What the files of the proposed state hold.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::journal::{Journal, Lines, Tail};
use crate::model::{Accepted, CaseId, Digest, Event, EventId};
use crate::store::file_kind::FileKind;
use crate::store::gate::{FileFault, JournalFault, NameFault, Proposal, Refusal, Unfit};
use crate::store::history::{Changed, Losing, Lost, Shrunk, losing};
use crate::store::{ActsLost, Went};

impl Proposal<'_> {
    /// Holds that journals only grow, and by whole events alone.
    pub fn journals_held(
        &self,
        changed: &[Changed],
        accepted: &Accepted,
        now_accepted: &Accepted,
    ) -> io::Result<Vec<Refusal>> {
        let mut refused = self.growth_held(&accepted.events)?;
        let journals: Vec<(PathBuf, CaseId)> = changed
            .iter()
            .filter(|one| !one.new.is_null())
            .filter_map(|one| {
                let path = self.seen(&one.path)?;
                Some((path.to_owned(), FileKind::of(path).journal()?))
            })
            .collect();
        // A few at a time: a journal may be large.
        for some in journals.chunks(64) {
            let paths: Vec<PathBuf> = some.iter().map(|(path, _)| path.clone()).collect();
            let (before, now) = (self.read_old(&paths)?, self.read(&paths)?);
            for (((path, case), before), now) in some.iter().zip(before).zip(now) {
                let (before, now) = (before.unwrap_or_default(), now.unwrap_or_default());
                let found = journal_held(case, &before, &now, &accepted.events);
                refused.extend(found.into_iter().map(|what| self.refusal(path, what)));
                refused.extend(self.files_held(
                    path,
                    case,
                    (&before, &now),
                    &now_accepted.files,
                )?);
            }
        }
        Ok(refused)
    }

    fn growth_held(&self, accepted: &BTreeSet<EventId>) -> io::Result<Vec<Refusal>> {
        let versions = self.versions()?;
        let mut now: BTreeMap<CaseId, Vec<u8>> = BTreeMap::new();
        let files: Vec<(CaseId, PathBuf)> = versions
            .journals
            .iter()
            .flat_map(|(case, of)| of.files.iter().map(|file| (case.clone(), file.clone())))
            .collect();
        let paths: Vec<PathBuf> = files.iter().map(|(_, path)| path.clone()).collect();
        for ((case, path), bytes) in files.into_iter().zip(self.read(&paths)?) {
            // What lies where no journal is read does not count as being there.
            if matches!(FileKind::of(&path), FileKind::Journal(_)) {
                now.entry(case)
                    .or_default()
                    .extend(bytes.unwrap_or_default());
            }
        }
        let there = |case: &CaseId| now.get(case).cloned().unwrap_or_default();
        let shrunk = Shrunk::find(self.git, &versions, accepted, there)?;
        let commits = match &self.new {
            Some(new) => losing(&self.git.clone().at(&self.root), &shrunk.lost, new.as_str())?,
            None => Losing::new(),
        };
        let lost = shrunk.lost.into_iter();
        Ok(lost.map(|lost| self.lost(lost, &commits, &now)).collect())
    }

    fn lost(&self, lost: Lost, commits: &Losing, now: &BTreeMap<CaseId, Vec<u8>>) -> Refusal {
        let path = lost.files.last().cloned().unwrap_or_default();
        let first = lost.acts.first();
        let commit = first.and_then(|(act, _)| commits.get(&act.id).cloned());
        let (acts, lines) = lost.acts.into_iter().unzip();
        let acts_lost = ActsLost {
            acts,
            lines,
            went: commit.clone().map_or(Went::Since, Went::By),
            is_gone: now.get(&lost.case).is_none_or(Vec::is_empty),
        };
        Refusal {
            commit,
            ..self.refusal(
                &path,
                JournalFault::ActsLost(lost.case, Box::new(acts_lost)),
            )
        }
    }

    /// Holds that the files which new events of a case give are there as their digests say.
    fn files_held(
        &self,
        journal: &Path,
        case: &CaseId,
        (before, now): (&[u8], &[u8]),
        accepted: &BTreeSet<Digest>,
    ) -> io::Result<Vec<Refusal>> {
        let known: BTreeSet<EventId> = Lines::of(before).events().map(|(_, one)| one.id).collect();
        let given: Vec<(String, Option<Digest>)> = Lines::of(now)
            .events()
            .map(|(_, event)| event)
            .filter(|event| !known.contains(&event.id))
            .flat_map(files)
            .collect();
        let is_own = |file: &str| FileKind::of(Path::new(file)) == FileKind::Given(case.clone());
        let (own, elsewhere): (Vec<_>, Vec<_>) =
            given.into_iter().partition(|(file, _)| is_own(file));
        let mut faults: Vec<JournalFault> = elsewhere
            .into_iter()
            .map(|(file, _)| JournalFault::FileElsewhere(file))
            .collect();
        let paths: Vec<PathBuf> = own.iter().map(|(file, _)| PathBuf::from(file)).collect();
        self.each(&paths, |place, bytes| {
            let (file, digest) = &own[place];
            match (bytes, digest) {
                // The settings say that nobody has this file any more.
                (None, Some(digest)) if accepted.contains(digest) => {}
                (None, _) => faults.push(JournalFault::FileGone(file.clone())),
                (Some(bytes), Some(digest)) if Digest::of(&bytes) == *digest => {}
                (Some(_), _) => faults.push(JournalFault::FileChanged),
            }
        })?;
        let faults = faults.into_iter();
        Ok(faults.map(|fault| self.refusal(journal, fault)).collect())
    }

    /// Holds that given and pinned files stay as they are, and that an event names each new file of a
    /// case.
    pub fn kept_held(&self, changed: &[Changed], accepted: &Accepted) -> io::Result<Vec<Refusal>> {
        let mut refused = Vec::new();
        let mut named = self.named_beside(changed)?;
        // What was accepted may go; it may not become something else.
        let gone: BTreeSet<&Path> = changed
            .iter()
            .filter(|one| one.new.is_null())
            .filter_map(|one| self.seen(&one.path))
            .collect();
        named.retain(|path, digest| {
            let is_accepted = digest.is_some_and(|digest| accepted.files.contains(&digest));
            !(is_accepted && gone.contains(path.as_path()))
        });
        for one in changed {
            let Some(path) = self.seen(&one.path) else {
                continue;
            };
            let was_there = one.old.iter().any(|old| !old.is_null());
            let what: Option<Unfit> = match FileKind::of(path) {
                FileKind::Pinned if one.new.is_null() && accepted.has_pinned(path) => None,
                FileKind::Pinned if was_there => Some(FileFault::Altered.into()),
                FileKind::Given(_) => match (was_there, named.contains_key(path)) {
                    (true, true) => Some(FileFault::Altered.into()),
                    (false, false) => Some(NameFault::NotNamed.into()),
                    (true, false) | (false, true) => None,
                },
                FileKind::Settings if one.new.is_null() => Some(FileFault::SettingsGone.into()),
                FileKind::Pinned
                | FileKind::Settings
                | FileKind::ForGit
                | FileKind::Journal(_)
                | FileKind::Misplaced(_)
                | FileKind::Own
                | FileKind::Other => None,
            };
            refused.extend(what.map(|what| self.refusal(path, what)));
        }
        Ok(refused)
    }

    /// The files that are named by the journals of the cases whose folders have changed.
    fn named_beside(&self, changed: &[Changed]) -> io::Result<BTreeMap<PathBuf, Option<Digest>>> {
        let mut journals: Vec<PathBuf> = changed
            .iter()
            .filter_map(|one| self.seen(&one.path))
            .filter(|path| matches!(FileKind::of(path), FileKind::Given(_)))
            .filter_map(|path| Some(path.parent()?.with_extension("jsonl")))
            .collect();
        journals.sort();
        journals.dedup();
        let mut named = BTreeMap::new();
        self.each(&journals, |_, bytes| {
            let bytes = bytes.unwrap_or_default();
            let lines = Lines::of(&bytes);
            let files = lines.events().flat_map(|(_, event)| files(event));
            named.extend(files.map(|(file, digest)| (PathBuf::from(file), digest)));
        })?;
        Ok(named)
    }
}

/// The files that an event names, with their digests.
fn files(event: &Event) -> impl Iterator<Item = (String, Option<Digest>)> {
    let named = event.did.documents().iter();
    named.filter_map(|output| Some((output.file.clone()?, output.sha256)))
}

/// What is wrong with a journal that was not wrong before.
fn journal_held(
    case: &CaseId,
    before: &[u8],
    now: &[u8],
    accepted: &BTreeSet<EventId>,
) -> Vec<JournalFault> {
    let journal = Journal::read(now, case).accepting(accepted);
    let mut found = Vec::new();
    if journal.events.is_empty() {
        found.push(JournalFault::NoStart);
    }
    let lines: Vec<&[u8]> = now.split(|byte| *byte == b'\n').collect();
    let known: BTreeSet<&[u8]> = before.split(|byte| *byte == b'\n').collect();
    for bad in &journal.bad {
        let text = lines.get(bad.line - 1).copied().unwrap_or_default();
        if !known.contains(text) {
            found.push(JournalFault::Line(bad.line, bad.fault.clone()));
        }
    }
    let former = Journal::read(before, case);
    let mut missing = journal.missing.clone();
    missing.retain(|id| !former.missing.contains(id));
    if !missing.is_empty() {
        found.push(JournalFault::MissingParents(missing));
    }
    if matches!(journal.tail, Tail::Torn { .. }) {
        found.push(JournalFault::Torn);
    }
    found
}
