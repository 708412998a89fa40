use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::definition::LONGEST_FILE;
use crate::store::{Doing, StoreFault};

/// The text of a TOML file of the store, which is a file of the store itself and no longer than a
/// definition may be: one byte more of it shows that it is.
pub fn text(path: &Path) -> Result<String, StoreFault> {
    let failed = |error| StoreFault::io(Doing::Read, path)(error);
    let found = fs::symlink_metadata(path).map_err(failed)?;
    if !found.is_file() {
        let path = path.to_owned();
        return Err(StoreFault::Link { path });
    }
    let most = LONGEST_FILE as u64 + 1;
    let length = usize::try_from(found.len().min(most)).unwrap_or(LONGEST_FILE);
    let mut text = String::with_capacity(length);
    let file = fs::File::open(path).map_err(failed)?;
    file.take(most).read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}
