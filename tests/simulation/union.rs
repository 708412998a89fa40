//! The union of two journals as git makes it.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use ugat::Journal;
use ugat::{CaseId, EventId};

use crate::world::{Known, Written};

/// What git's own union merge of two journals holds is what both hold, each event once or more.
pub fn check(written: &[Written], ours: &Known, theirs: &Known) {
    let folder = tempfile::tempdir().unwrap();
    let base: Known = ours.intersection(theirs).copied().collect();
    for (name, known) in [("ours", ours), ("base", &base), ("theirs", theirs)] {
        let lines: String = known.iter().map(|place| &*written[*place].line).collect();
        fs::write(folder.path().join(name), lines).unwrap();
    }
    let merged = Command::new("git")
        .args(["merge-file", "--union", "-p", "ours", "base", "theirs"])
        .current_dir(folder.path())
        .output();
    // Where there is no git, the union of sets stands for it alone.
    let Ok(merged) = merged else { return };
    assert!(merged.status.success());
    let first = &written[0].event;
    let start = first.did.start().unwrap();
    let case = CaseId::of(start.procedure.clone(), &first.id);
    let journal = Journal::read(&merged.stdout, &case);
    assert!(journal.is_sound(), "{:?}", journal.bad);
    let held: BTreeSet<EventId> = journal.events.iter().map(|event| event.id).collect();
    let both = ours.union(theirs).map(|place| written[*place].event.id);
    assert_eq!(held, both.collect());
}
