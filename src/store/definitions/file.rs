//! The files of a store beside its cases: where they lie, and their text.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::definition::LONGEST_FILE;
use crate::store::opening::{at_most, opened_within};
use crate::store::{Doing, Result, StoreFault};
use crate::words::decoded;

/// The text of a TOML file of the store, which is no longer than a definition may be: one byte more
/// of it shows that it is.
pub fn text(root: &Path, path: &Path) -> Result<String> {
    let failed = |error| StoreFault::io(Doing::Read, path)(error);
    let file = opened_within(root, path)?;
    let bytes = at_most(&file, LONGEST_FILE + 1).map_err(failed)?;
    let is_longer = bytes.len() > LONGEST_FILE;
    String::from_utf8(bytes).or_else(|error| {
        // The end of what is too long may lie within a character.
        let whole = error.utf8_error().valid_up_to();
        if is_longer && whole + 4 > LONGEST_FILE {
            return Ok(String::from_utf8_lossy(error.as_bytes()).into_owned());
        }
        Err(StoreFault::NotUtf8 {
            path: path.to_owned(),
            found: decoded(error.into_bytes()).map(|decoded| decoded.encoding),
        })
    })
}

/// The text of a file, where no merge in git has left its markers in it.
pub fn unmarked(path: &Path, text: String) -> Result<String> {
    let begins = |sign: &'static str| {
        let mut lines = text.lines();
        lines.position(|line| line.starts_with(sign))
    };
    match (begins("<<<<<<< "), begins(">>>>>>> ")) {
        (Some(first), Some(last)) if first < last => Err(StoreFault::Markers {
            path: path.to_owned(),
            line: first + 1,
        }),
        _ => Ok(text),
    }
}

/// The folder of the store's own procedures.
pub fn procedures_folder(root: &Path) -> PathBuf {
    root.join("procedures")
}

/// The folder of the definitions that cases run under.
pub fn pinned_folder(root: &Path) -> PathBuf {
    procedures_folder(root).join("pinned")
}

/// The definitions in a folder, in order of name; none where there is no folder.
pub fn toml_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreFault::io(Doing::List, folder)(error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(StoreFault::io(Doing::List, folder))?.path();
        if path.is_file() && path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
