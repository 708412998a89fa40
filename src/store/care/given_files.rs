//! Whether the files of a case are there as its events give them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::model::Event;
use crate::store::care::{Damage, Finding, Remark};
use crate::store::case::listed;
use crate::store::file_kind::FileKind;
use crate::store::{FileState, Result, Store, file_state};

/// What is wrong with the files that the events of a case name, and those in its folders that none
/// names.
pub fn given_files(store: &Store, events: &[Event], folders: &[PathBuf]) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    let mut named = BTreeSet::new();
    for output in events.iter().flat_map(|event| event.did.documents()) {
        let (Some(file), given) = (&output.file, output.sha256) else {
            continue;
        };
        let path = store.root().join(file);
        if !named.insert((path.clone(), given)) {
            continue;
        }
        let accepted = &store.settings.accepted.files;
        let is_accepted = given.is_some_and(|given| accepted.contains(&given));
        let is_of_a_case = matches!(FileKind::of(Path::new(file)), FileKind::Given(_));
        let damage = match file_state(store, file, given) {
            Ok(FileState::Unchanged) => continue,
            Ok(FileState::Changed { found, given }) => Damage::FileChanged { found, given },
            Ok(FileState::NotThere) if is_accepted => continue,
            Ok(FileState::NotThere) => Damage::FileGone(given),
            // A link, a folder or a device stands where a file of the case belongs.
            Ok(FileState::Outside) if is_of_a_case => Damage::FileGone(given),
            Ok(FileState::Outside) => Damage::FileOutside(file.clone()),
            Err(fault) => Damage::Unusable(fault),
        };
        found.push(Finding::about(store, &path, damage));
    }
    for folder in folders {
        for there in listed(folder)? {
            if !named.iter().any(|(named, _)| *named == there.path) {
                found.push(Finding::about(store, &there.path, Remark::Stray));
            }
        }
    }
    Ok(found)
}
