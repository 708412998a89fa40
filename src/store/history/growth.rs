//! The rule: every act that git has is in the journals, by id, whatever the order of lines and
//! however often they stand there.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;
use std::path::PathBuf;

use crate::journal::{Journal, Lines, event_of};
use crate::model::{CaseId, Event, EventId};
use crate::store::care::Ancestry;
use crate::store::git::Git;
use crate::store::history::{Journals, ObjectId, Versions};
use crate::store::index::on_all_processors;

/// Acts that git has and the journal of their case lacks.
#[derive(Clone, Debug)]
pub struct Lost {
    pub case: CaseId,
    /// Where git has the journal, relative to the root of the store.
    pub files: BTreeSet<PathBuf>,
    /// In order of (`seq`, id), each with its line as it stood.
    pub acts: Vec<(Event, Vec<u8>)>,
}

/// What was found to be lost.
#[derive(Clone, Debug, Default)]
pub struct Shrunk {
    /// In order of case.
    pub lost: Vec<Lost>,
    /// Whether git lacks files of its own history, as a partial clone does.
    pub is_partial: bool,
    /// Whether acts were passed over because they come after ones that are nowhere yet.
    pub passed_over: bool,
}

/// A version of a journal that the journal as it is now does not begin with.
#[derive(Clone)]
struct Unlike<'v> {
    case: &'v CaseId,
    journals: &'v Journals,
    version: &'v ObjectId,
}

impl Shrunk {
    /// Compares versions of journals with what they hold now; `now` gives all lines that the
    /// journals of a case hold. Acts whose loss was accepted are not looked for.
    pub fn find(
        git: &Git,
        versions: &Versions,
        accepted: &BTreeSet<EventId>,
        now: impl Fn(&CaseId) -> Vec<u8> + Sync,
    ) -> io::Result<Self> {
        let cases: Vec<(&CaseId, &Journals)> = versions.journals.iter().collect();
        let objects: Vec<&ObjectId> = cases.iter().flat_map(|(_, of)| &of.versions).collect();
        let sizes = git.sizes(&objects)?;
        let mut found = Self {
            lost: Vec::new(),
            is_partial: sizes.iter().any(Option::is_none),
            passed_over: false,
        };
        let mut sized = Vec::new();
        let mut sizes = sizes.into_iter();
        for (case, journals) in cases {
            let with_sizes: Vec<(&ObjectId, usize)> = journals
                .versions
                .iter()
                .filter_map(|version| Some((version, sizes.next().flatten()?)))
                .collect();
            sized.push((case, journals, with_sizes));
        }
        let unlike = on_all_processors(&sized, |(case, journals, versions)| {
            let now = now(case);
            let is_beginning = |version: &ObjectId, size: usize| {
                now.get(..size).is_some_and(|begun| version.is_of(begun))
            };
            let unlike: Vec<Unlike> = versions
                .iter()
                .filter(|(version, size)| !is_beginning(version, *size))
                .map(|(version, _)| Unlike {
                    case,
                    journals,
                    version,
                })
                .collect();
            Some(unlike)
        });
        found.read(git, &unlike.concat(), accepted, now)?;
        Ok(found)
    }

    /// Reads the versions that have to be read, case by case.
    fn read(
        &mut self,
        git: &Git,
        unlike: &[Unlike],
        accepted: &BTreeSet<EventId>,
        now: impl Fn(&CaseId) -> Vec<u8>,
    ) -> io::Result<()> {
        let objects: Vec<&ObjectId> = unlike.iter().map(|one| one.version).collect();
        let mut open: Option<Comparison> = None;
        git.objects(&objects, |place, bytes| {
            let Unlike { case, journals, .. } = &unlike[place];
            if open.as_ref().is_none_or(|open| open.case != *case) {
                let done = open.replace(Comparison::of(case, journals, accepted, now(case)));
                self.take(done);
            }
            match (&mut open, bytes) {
                (Some(open), Some(bytes)) => open.add(&bytes),
                (_, bytes) => self.is_partial |= bytes.is_none(),
            }
        })?;
        self.take(open);
        Ok(())
    }

    fn take(&mut self, done: Option<Comparison>) {
        if let Some(done) = done {
            let wanted = done.more.len();
            let lost = done.lost();
            let found = lost.as_ref().map_or(0, |lost| lost.acts.len());
            self.passed_over |= found < wanted;
            self.lost.extend(lost);
        }
    }
}

/// What the journals of a case hold, and what its versions hold beyond that.
struct Comparison<'v> {
    case: &'v CaseId,
    journals: &'v Journals,
    accepted: &'v BTreeSet<EventId>,
    now: Vec<u8>,
    there: HashSet<EventId>,
    /// The lines that were looked at, so that a line is read once in however many versions
    /// it stands.
    seen: HashSet<Vec<u8>>,
    more: BTreeMap<EventId, Vec<u8>>,
}

impl<'v> Comparison<'v> {
    fn of(
        case: &'v CaseId,
        journals: &'v Journals,
        accepted: &'v BTreeSet<EventId>,
        now: Vec<u8>,
    ) -> Self {
        let lines = Lines::of(&now);
        let there = lines.events().map(|(_, event)| event.id).collect();
        let seen = lines.lines.iter().map(|line| line.text.to_vec()).collect();
        Self {
            case,
            journals,
            accepted,
            there,
            seen,
            now,
            more: BTreeMap::new(),
        }
    }

    fn add(&mut self, version: &[u8]) {
        for line in version.split(|byte| *byte == b'\n') {
            let text = line.trim_ascii();
            if text.is_empty() || self.seen.contains(text) {
                continue;
            }
            self.seen.insert(text.to_vec());
            let Ok((event, _)) = event_of(text) else {
                continue;
            };
            if !self.there.contains(&event.id) && !self.accepted.contains(&event.id) {
                let line = || [text, b"\n"].concat();
                self.more.entry(event.id).or_insert_with(line);
            }
        }
    }

    /// The acts of this case that its journals lack: what could be believed if it stood there, and
    /// comes after nothing that is nowhere.
    fn lost(mut self) -> Option<Lost> {
        if self.more.is_empty() {
            return None;
        }
        let more: Vec<&[u8]> = self.more.values().map(Vec::as_slice).collect();
        let all = [&self.now[..], b"\n", &more.concat()].concat();
        let whole = Journal::read(&all, self.case);
        let orphans = Ancestry::of(&whole.events).orphans(self.accepted);
        let acts: Vec<(Event, Vec<u8>)> = whole
            .events
            .into_iter()
            .filter(|event| !orphans.contains(&event.id))
            .filter_map(|event| {
                let line = self.more.remove(&event.id)?;
                Some((event, line))
            })
            .collect();
        (!acts.is_empty()).then(|| Lost {
            case: self.case.clone(),
            files: self.journals.files.clone(),
            acts,
        })
    }
}
