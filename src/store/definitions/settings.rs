use std::io::ErrorKind;
use std::path::Path;

use crate::definition::{self, LONGEST_FILE, Named, Problem, Reason};
use crate::model::{RoleId, Settings};
use crate::store::definitions::file::{text, unmarked};
use crate::store::{StoreFault, shipped};

/// Reads the settings of a store; `more` gives the roles that its own procedures declare, asked for
/// where a person holds one that the catalogue lacks.
pub fn load(path: &Path, more: impl FnOnce() -> Vec<RoleId>) -> Result<Settings, StoreFault> {
    let root = path.parent().unwrap_or(path);
    let text = match text(root, path) {
        Ok(text) => text,
        Err(StoreFault::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
            return Ok(Settings::default());
        }
        Err(fault) => return Err(fault),
    };
    if text.len() > LONGEST_FILE {
        return Err(StoreFault::TooLarge {
            path: path.to_owned(),
            most: LONGEST_FILE,
        });
    }
    checked(path, text, more)
}

/// The same of a text that their file holds, or would.
pub fn checked(
    path: &Path,
    text: String,
    more: impl FnOnce() -> Vec<RoleId>,
) -> Result<Settings, StoreFault> {
    let text = unmarked(path, text)?;
    let says_nothing = |line: &str| line.trim().is_empty() || line.trim().starts_with('#');
    if text.lines().all(says_nothing) {
        return Ok(Settings::default());
    }
    let catalogue = shipped::catalogue().roles.iter();
    let mut roles: Vec<RoleId> = catalogue.map(|role| role.id.clone()).collect();
    let mut read = definition::settings(&text, &roles);
    if read.as_ref().is_err_and(|problems| lack_roles(problems)) {
        roles.extend(more());
        read = definition::settings(&text, &roles);
    }
    read.map_err(|problems| StoreFault::Settings {
        path: path.to_owned(),
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
