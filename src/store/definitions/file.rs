use std::path::Path;

use crate::definition::LONGEST_FILE;
use crate::store::opening::{at_most, opened_within};
use crate::store::{Doing, StoreFault};

/// The text of a TOML file of the store, which is no longer than a definition may be: one byte more
/// of it shows that it is.
pub fn text(root: &Path, path: &Path) -> Result<String, StoreFault> {
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
        Err(failed(std::io::ErrorKind::InvalidData.into()))
    })
}

/// The same text, where no merge in git has left its markers in it.
pub fn unmarked(path: &Path, text: String) -> Result<String, StoreFault> {
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
