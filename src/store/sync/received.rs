//! What came in from others.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::journal::Lines;
use crate::model::{ActName, Actor, CaseId, EventId};
use crate::store::file_kind::FileKind;
use crate::store::history::{ObjectId, changes, diff_tree};
use crate::store::sync::{Exchange, SyncFault};

/// What others have done, case by case.
#[derive(Clone, Debug, Default)]
pub struct Received {
    pub acts: BTreeMap<CaseId, Vec<ReceivedAct>>,
    /// The other files of the store that came in or changed.
    pub files: Vec<PathBuf>,
}

#[derive(Clone, Debug)]
pub struct ReceivedAct {
    pub event: EventId,
    pub did: ActName,
    pub by: Actor,
}

impl Exchange<'_> {
    /// What a commit of others has that a former one here had not.
    pub fn received(
        &self,
        before: Option<&ObjectId>,
        now: &ObjectId,
    ) -> Result<Received, SyncFault> {
        let mut received = Received::default();
        let before = match before {
            Some(before) => before.as_str().to_owned(),
            None => self.git.empty_tree()?,
        };
        let changed = changes(&self.git, b"", &diff_tree(&[&before, now.as_str()]))?;
        let mut journals: Vec<(CaseId, &ObjectId, bool)> = Vec::new();
        // What is not there was not received.
        for one in changed.iter().filter(|one| !one.new.is_null()) {
            match FileKind::of(&one.path) {
                FileKind::Journal(case) => {
                    let old = one.old.first().filter(|old| !old.is_null());
                    journals.extend(old.map(|old| (case.clone(), old, false)));
                    journals.push((case, &one.new, true));
                }
                FileKind::Settings
                | FileKind::ForGit
                | FileKind::Misplaced(_)
                | FileKind::Given(_)
                | FileKind::Pinned
                | FileKind::Own => received.files.push(one.path.clone()),
                FileKind::Other => {}
            }
        }
        let objects: Vec<&ObjectId> = journals.iter().map(|(_, id, _)| *id).collect();
        let mut known: Vec<EventId> = Vec::new();
        self.git.objects(&objects, |place, bytes| {
            let (case, _, is_new) = &journals[place];
            let bytes = bytes.unwrap_or_default();
            let lines = Lines::of(&bytes);
            let events = lines.events().map(|(_, event)| event);
            if !is_new {
                known = events.map(|event| event.id).collect();
                known.sort_unstable();
                return;
            }
            let new: Vec<ReceivedAct> = events
                .filter(|event| known.binary_search(&event.id).is_err())
                .map(|event| ReceivedAct {
                    event: event.id,
                    did: event.did.name(),
                    by: event.by.clone(),
                })
                .collect();
            if !new.is_empty() {
                received.acts.entry(case.clone()).or_default().extend(new);
            }
            known.clear();
        })?;
        Ok(received)
    }
}
