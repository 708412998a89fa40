//! Whether the pinned definitions of a store are those that its cases name.

use std::collections::BTreeSet;
use std::path::Path;

use crate::store::care::{Damage, Finding, Remark, What};
use crate::store::case::{Listed, listed};
use crate::store::definitions::{PINNED, Pin, Pinned, text};
use crate::store::{Result, Store, shipped};

/// What is wrong with the folder of pinned definitions, beside what the cases under them say: copies
/// that are not there, and files whose bytes are not those that they are named by.
pub fn pins(store: &Store, named: &BTreeSet<Pin>) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for pin in named {
        let path = store.pinned_path(pin);
        // Where the program does not know it either, each of its cases says so.
        let shipped = shipped::with_digest(pin.digest)
            .filter(|one| (one.id, one.version) == (pin.procedure.as_str(), pin.version));
        if shipped.is_some() && !path.exists() {
            found.push(Finding::about(store, &path, Remark::NotPinned(pin.clone())));
        }
    }
    let mut files = listed(&store.pinned_folder())?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    for Listed { path, .. } in files {
        let fault = pin_fault(store, &path);
        found.extend(fault.map(|what| Finding::about(store, &path, what)));
    }
    Ok(found)
}

fn pin_fault(store: &Store, path: &Path) -> Option<What> {
    let is_definition = path.extension().is_some_and(|ending| ending == "toml");
    let pinned =
        Pinned::of(path.to_owned()).filter(|pinned| is_definition && pinned.digest.len() == PINNED);
    match (pinned, text(store.root(), path)) {
        (_, Err(fault)) => Some(Damage::Unusable(fault).into()),
        (None, Ok(_)) => Some(Remark::Stray.into()),
        (Some(pinned), Ok(_)) => match store.pinned_file(&pinned) {
            Err(fault) => Some(Damage::Unusable(fault).into()),
            Ok(found) => {
                (found.procedure.official() == Some(false)).then(|| Remark::Counterfeit.into())
            }
        },
    }
}
