//! The settings of a store written anew, by a command that changes one thing in them.

use std::fs::File;
use std::io;

use crate::definition::LONGEST_FILE;
use crate::store::definitions::settings::checked;
use crate::store::definitions::{SETTINGS, text};
use crate::store::durable::replaced_file;
use crate::store::{Doing, Result, Store, StoreFault};

/// Puts another text in place of the settings, durable, where one is given and it is right; whether
/// one was given. Nobody else writes them meanwhile.
///
/// # Errors
/// Where they cannot be read or written, or the text is no settings.
pub fn rewrite(
    store: &Store,
    edit: impl FnOnce(&str) -> io::Result<Option<String>>,
) -> Result<bool> {
    let root = store.root();
    let path = root.join(SETTINGS);
    let failed = |error: io::Error| StoreFault::io(Doing::Write, &path)(error);
    let folder = File::open(root).map_err(failed)?;
    store
        .patience
        .lock(&folder, root)
        .map_err(StoreFault::locking(root))?;
    let Some(edited) = edit(&text(root, &path)?).map_err(failed)? else {
        return Ok(false);
    };
    if edited.len() > LONGEST_FILE {
        let most = LONGEST_FILE;
        return Err(StoreFault::TooLarge { path, most });
    }
    // Settings that say it in another form already would be refused: they stay as they are.
    checked(root, edited.clone())?;
    replaced_file(&path, edited.as_bytes())?;
    Ok(true)
}
