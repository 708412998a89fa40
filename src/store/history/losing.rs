//! Which commit took acts out of a journal.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ffi::OsString;
use std::io;

use crate::journal::Lines;
use crate::model::EventId;
use crate::store::git::{Git, words};
use crate::store::history::{COMMIT, Changed, Commit, Lost, ObjectId, RAW, changes};

/// The commits that took acts away, by the act; one that is not among them was lost since the last
/// commit.
pub type Losing = BTreeMap<EventId, Commit>;

/// Which of the wanted acts each version of a journal has.
type EventsByVersion<'c> = BTreeMap<&'c ObjectId, HashSet<EventId>>;

/// The most files that are named to git; for more, it lists the changes of all journals.
const NAMED: usize = 500;

/// Looks for the newest commits in the history of `tip` that lack acts which a parent of theirs
/// has. A merge that kept what a commit had taken out is not to blame for it.
pub fn losing(git: &Git, lost: &[Lost], tip: &str) -> io::Result<Losing> {
    let acts = lost.iter().flat_map(|one| &one.acts);
    let mut wanted: BTreeSet<EventId> = acts.map(|(event, _)| event.id).collect();
    if wanted.is_empty() {
        return Ok(Losing::new());
    }
    let changed = changed(git, lost, tip)?;
    let held = held(git, &changed, &wanted)?;
    let has = |object: &ObjectId, id: &EventId| held.get(object).is_some_and(|h| h.contains(id));
    let mut found = taken_once(&changed, &merges(git, tip)?, &held);
    wanted.retain(|id| !found.contains_key(id));
    // The commits come one after the other, a merge with its changes against each parent.
    for changes in changed.chunk_by(|one, next| one.commit == next.commit) {
        let Some(commit) = &changes[0].commit else {
            continue;
        };
        let old = changes.iter().flat_map(|change| &change.old);
        let taken: BTreeSet<EventId> = old
            .filter_map(|old| held.get(old))
            .flatten()
            // A journal that was moved stands in the same commit at another place.
            .filter(|id| wanted.contains(id) && !changes.iter().any(|one| has(&one.new, id)))
            .copied()
            .collect();
        for id in taken {
            wanted.remove(&id);
            found.insert(id, commit.clone());
        }
        // What a newer commit has again no former one has taken out.
        wanted.retain(|id| !changes.iter().any(|one| has(&one.new, id)));
        if wanted.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// The acts that were written once and that one commit alone took out.
fn taken_once(changed: &[Changed], merges: &BTreeSet<String>, held: &EventsByVersion) -> Losing {
    let mut written: BTreeMap<EventId, usize> = BTreeMap::new();
    let mut taken: BTreeMap<EventId, Vec<&Commit>> = BTreeMap::new();
    for changes in changed.chunk_by(|one, next| one.commit == next.commit) {
        let Some(commit) = &changes[0].commit else {
            continue;
        };
        if merges.contains(commit.id.as_str()) {
            continue;
        }
        let of = |object: &ObjectId| held.get(object).into_iter().flatten().copied();
        let old = changes.iter().flat_map(|one| &one.old);
        let had: BTreeSet<EventId> = old.flat_map(of).collect();
        let has: BTreeSet<EventId> = changes.iter().flat_map(|one| of(&one.new)).collect();
        for id in has.difference(&had) {
            *written.entry(*id).or_default() += 1;
        }
        for id in had.difference(&has) {
            taken.entry(*id).or_default().push(commit);
        }
    }
    let once = taken.into_iter().filter_map(|(id, commits)| {
        let is_once = written.get(&id).is_none_or(|times| *times == 1);
        match commits[..] {
            [commit] if is_once => Some((id, commit.clone())),
            _ => None,
        }
    });
    once.collect()
}

/// The merges in the history of `tip`.
fn merges(git: &Git, tip: &str) -> io::Result<BTreeSet<String>> {
    let ran = git.run(&["rev-list", "--min-parents=2", tip])?;
    Ok(ran.text().lines().map(str::to_owned).collect())
}

/// Every change of the journals of these cases in the history of `tip`, the newest first.
fn changed(git: &Git, lost: &[Lost], tip: &str) -> io::Result<Vec<Changed>> {
    let log = words("--literal-pathspecs log -m --full-history --topo-order --root");
    let fixed = [&log[..], &[COMMIT], &RAW, &[tip, "--"]].concat();
    let mut command: Vec<OsString> = fixed.into_iter().map(OsString::from).collect();
    let files: BTreeSet<_> = lost.iter().flat_map(|one| &one.files).collect();
    if files.len() <= NAMED {
        command.extend(files.iter().map(|file| git.path(file).into_os_string()));
        return changes(git, b"", &command);
    }
    command.push(git.path("cases").into_os_string());
    let mut changed = changes(git, b"", &command)?;
    changed.retain(|one| files.contains(&one.path));
    Ok(changed)
}

/// Which of the wanted events every version has that a change names.
fn held<'c>(
    git: &Git,
    changed: &'c [Changed],
    wanted: &BTreeSet<EventId>,
) -> io::Result<EventsByVersion<'c>> {
    let mut objects: Vec<&ObjectId> = changed
        .iter()
        .flat_map(|one| one.old.iter().chain([&one.new]))
        .filter(|object| !object.is_null())
        .collect();
    objects.sort_unstable();
    objects.dedup();
    let mut held = BTreeMap::new();
    git.objects(&objects, |place, bytes| {
        let bytes = bytes.unwrap_or_default();
        let lines = Lines::of(&bytes);
        let ids = lines.events().map(|(_, event)| event.id);
        let found = ids.filter(|id| wanted.contains(id)).collect();
        held.insert(objects[place], found);
    })?;
    Ok(held)
}
