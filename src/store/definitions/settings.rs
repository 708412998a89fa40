//! The settings of a store, read and checked.

use std::path::Path;

use crate::definition::{self, LONGEST_FILE, Named, Problem, Reason};
use crate::model::{RoleId, Settings};
use crate::store::definitions::{pinned_folder, procedures_folder, text, toml_files, unmarked};
use crate::store::{Result, StoreFault, shipped};

/// The file with the settings, which marks the root of a store.
pub const SETTINGS: &str = "ugat.toml";

/// Reads the settings of the store with this root; the usual ones where it has none.
pub fn load(root: &Path) -> Result<Settings> {
    let path = root.join(SETTINGS);
    let text = match text(root, &path) {
        Ok(text) => text,
        Err(fault) if fault.is_not_found() => return Ok(Settings::default()),
        Err(fault) => return Err(fault),
    };
    if text.len() > LONGEST_FILE {
        let most = LONGEST_FILE;
        return Err(StoreFault::TooLarge { path, most });
    }
    checked(root, text)
}

/// The settings of a text that the file of a store holds, or would.
pub fn checked(root: &Path, text: String) -> Result<Settings> {
    let path = root.join(SETTINGS);
    let text = unmarked(&path, text)?;
    let says_nothing = |line: &str| line.trim().is_empty() || line.trim().starts_with('#');
    if text.lines().all(says_nothing) {
        return Ok(Settings::default());
    }
    let catalogue = shipped::catalogue().roles.iter();
    let mut roles: Vec<RoleId> = catalogue.map(|role| role.id.clone()).collect();
    let mut read = definition::settings(&text, &roles);
    if read.as_ref().is_err_and(|problems| lack_roles(problems)) {
        roles.extend(own_roles(root));
        read = definition::settings(&text, &roles);
    }
    read.map_err(|problems| StoreFault::Settings {
        path,
        text,
        problems,
    })
}

fn lack_roles(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| {
        matches!(
            problem.reason,
            Reason::Unknown {
                what: Named::HeldRole,
                ..
            }
        )
    })
}

/// The roles that the procedures of a store declare for themselves, as far as they can be read.
fn own_roles(root: &Path) -> impl Iterator<Item = RoleId> {
    [procedures_folder(root), pinned_folder(root)]
        .into_iter()
        .flat_map(|folder| toml_files(&folder).unwrap_or_default())
        .filter_map(|path| text(root, &path).ok())
        .filter_map(|text| definition::load(&text, shipped::catalogue()).ok())
        .flat_map(|loaded| loaded.procedure.roles)
        .map(|role| role.id)
}
