//! The files of a store beside its cases: where they lie, and their text.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::definition::LONGEST_FILE;
use crate::store::opening::{at_most, opened_within};
use crate::store::{Doing, Result, StoreFault};
use crate::words::{Decoded, Encoding, NoText, decoded, utf8, with_plain_line_ends};

/// The text of a TOML file of the store, which is no longer than a definition may be: one byte more
/// of it shows that it is.
pub fn text(root: &Path, path: &Path) -> Result<String> {
    let bytes = bytes(root, path)?;
    // The end of what is too long may lie within a character.
    if bytes.len() > LONGEST_FILE {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    utf8(bytes).map_err(|found| not_utf8(path, found))
}

/// The text of a file of the store that is no definition, in whatever encoding and with whatever line
/// ends it was saved.
pub fn decoded_text(root: &Path, path: &Path) -> Result<Decoded> {
    let bytes = bytes(root, path)?;
    if bytes.len() > LONGEST_FILE {
        let (path, most) = (path.to_owned(), LONGEST_FILE);
        return Err(StoreFault::TooLarge { path, most });
    }
    let Decoded { text, encoding } = decoded(bytes).map_err(|found| not_utf8(path, Err(found)))?;
    let text = with_plain_line_ends(&text).into_owned();
    Ok(Decoded { text, encoding })
}

fn bytes(root: &Path, path: &Path) -> Result<Vec<u8>> {
    let file = opened_within(root, path)?;
    at_most(&file, LONGEST_FILE + 1).map_err(StoreFault::io(Doing::Read, path))
}

fn not_utf8(path: &Path, found: std::result::Result<Encoding, NoText>) -> StoreFault {
    let path = path.to_owned();
    StoreFault::NotUtf8 { path, found }
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
