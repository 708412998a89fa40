//! Files and folders made durable: whole on the disk, or not there.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::journal::sync_folder;
use crate::store::{Doing, Result, StoreFault};

/// Makes the folder of a store and those above it, each durable in the one that holds it; where
/// it is may well be a link.
pub fn outer_folder(path: &Path) -> Result<()> {
    if path.as_os_str().is_empty() || path.is_dir() {
        return Ok(());
    }
    if let Some(above) = path.parent() {
        outer_folder(above)?;
    }
    made(path)
}

/// Makes a folder inside a store and those above it in there, each durable in the one that holds
/// it, also where a process that was killed has made it; refuses a link, which could lead out of
/// the store.
pub fn inner_folder(root: &Path, inner: &Path) -> Result<()> {
    let mut path = root.to_owned();
    for part in inner.strip_prefix(root).unwrap_or(inner).components() {
        path.push(part);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_symlink() => return Err(StoreFault::Link(path)),
            Ok(found) if found.is_dir() => sync_above(&path)?,
            Ok(_) | Err(_) => made(&path)?,
        }
    }
    Ok(())
}

/// Whether something is there that only leads elsewhere.
pub fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

fn made(path: &Path) -> Result<()> {
    match fs::create_dir(path) {
        Ok(()) => sync_above(path),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => sync_above(path),
        Err(error) => Err(StoreFault::io(Doing::Make, path)(error)),
    }
}

/// Makes a file of these bytes, whole or not at all, where none is there yet.
pub fn new_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |error| StoreFault::io(Doing::Write, path)(error);
    let file = synced_beside(path, bytes, readable()).map_err(failed)?;
    match file.persist_noclobber(path) {
        Ok(_) => sync_above(path),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => sync_above(path),
        Err(error) => Err(failed(error.error)),
    }
}

/// Puts these bytes in place of a file, whole or not at all.
pub fn replaced_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |error| StoreFault::io(Doing::Write, path)(error);
    let before = fs::metadata(path).map_err(failed)?.permissions();
    let file = synced_beside(path, bytes, before).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    sync_above(path)
}

/// A temporary file of these bytes on the disk, in the folder of a path.
fn synced_beside(path: &Path, bytes: &[u8], mode: fs::Permissions) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new()
        .permissions(mode)
        .tempfile_in(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// As other programs make files, within the user's mask.
pub fn readable() -> fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o666)
}

pub fn sync_above(path: &Path) -> Result<()> {
    let above = path.parent().unwrap_or(path);
    sync_folder(path).map_err(StoreFault::io(Doing::Sync, above))
}
