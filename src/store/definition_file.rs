use std::fs;
use std::io::Read as _;
use std::path::Path;

use crate::definition::LONGEST_FILE;
use crate::store::{Doing, StoreFault};

/// The text of a TOML file of the store, which is a file of the store itself and no longer than a
/// definition may be: one byte more of it shows that it is.
pub fn text(path: &Path) -> Result<String, StoreFault> {
    let failed = |error| StoreFault::io(Doing::Read, path)(error);
    if !fs::symlink_metadata(path).map_err(failed)?.is_file() {
        let path = path.to_owned();
        return Err(StoreFault::Link { path });
    }
    let mut text = String::new();
    let most = LONGEST_FILE as u64 + 1;
    let file = fs::File::open(path).map_err(failed)?;
    file.take(most).read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}
