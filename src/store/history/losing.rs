//! Which commit took acts out of a journal.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ffi::OsString;
use std::io;

use crate::journal::Lines;
use crate::model::EventId;
use crate::store::git::Git;
use crate::store::history::change::{COMMIT, Changed, Commit, changes};
use crate::store::history::{Lost, ObjectId};

/// The commits that took acts away, by the act; one that is not among them was lost since the last
/// commit.
pub type Losing = BTreeMap<EventId, Commit>;

/// Looks for the newest commits in the history of `tip` that lack acts which a parent of theirs
/// has.
///
/// # Errors
/// Where git cannot be asked.
pub fn losing(git: &Git, lost: &[Lost], tip: &str) -> io::Result<Losing> {
    let mut found = Losing::new();
    for one in lost {
        let log = [
            "--literal-pathspecs",
            "log",
            "-m",
            "--full-history",
            "--root",
            COMMIT,
        ];
        let raw = ["--raw", "-z", "--no-abbrev", "--no-renames", tip, "--"];
        let mut words: Vec<OsString> = log.iter().chain(&raw).map(OsString::from).collect();
        words.extend(one.files.iter().map(|file| git.path(file).into_os_string()));
        let changed = changes(git, b"", &words)?;
        let events = events(git, &changed)?;
        let mut wanted: BTreeSet<EventId> = one.acts.iter().map(|(event, _)| event.id).collect();
        for change in &changed {
            let Some(commit) = &change.commit else {
                continue;
            };
            let has = |object: &ObjectId, id: &EventId| {
                events.get(object).is_some_and(|events| events.contains(id))
            };
            // A journal that was moved stands in the same commit at another place.
            let moved = |id: &EventId| {
                let others = changed.iter().filter(|other| other.commit == change.commit);
                others
                    .into_iter()
                    .any(|other| other.path != change.path && has(&other.new, id))
            };
            let took: Vec<EventId> = wanted
                .iter()
                .filter(|id| change.old.iter().any(|old| has(old, id)))
                .filter(|id| !has(&change.new, id) && !moved(id))
                .copied()
                .collect();
            for id in took {
                wanted.remove(&id);
                found.insert(id, commit.clone());
            }
        }
    }
    Ok(found)
}

/// The events of every version that a change names.
fn events<'c>(
    git: &Git,
    changed: &'c [Changed],
) -> io::Result<BTreeMap<&'c ObjectId, HashSet<EventId>>> {
    let objects = changed
        .iter()
        .flat_map(|one| one.old.iter().chain([&one.new]));
    let objects: BTreeSet<&ObjectId> = objects.filter(|object| !object.is_null()).collect();
    let objects: Vec<&ObjectId> = objects.into_iter().collect();
    let mut events = BTreeMap::new();
    git.objects(&objects, |place, bytes| {
        let bytes = bytes.unwrap_or_default();
        let lines = Lines::of(&bytes);
        let ids = lines.events().map(|(_, event)| event.id).collect();
        events.insert(objects[place], ids);
    })?;
    Ok(events)
}
