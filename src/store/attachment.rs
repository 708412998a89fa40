use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::model::Digest;
use crate::store::durable::{folder, readable, sync_above};
use crate::store::{Doing, Store, StoreFault};
use crate::words::hostile;

/// A file on its way into the folder of a case.
#[derive(Clone, Debug)]
pub struct Attachment {
    source: PathBuf,
    /// Its name in the folder of the case: that of the source and the beginning of its digest, so
    /// that two clones never mean different files by one name.
    pub name: String,
    pub digest: Digest,
}

/// What stands where a case says that a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    Unchanged,
    Changed {
        found: Digest,
    },
    NotThere,
    /// The path leads out of the store.
    Outside,
}

impl Attachment {
    /// Reads a file once, to know its digest.
    ///
    /// # Errors
    /// Where it cannot be read, is no file, or has a name that no store can hold.
    pub fn measure(source: &Path) -> Result<Self, StoreFault> {
        let unusable = || StoreFault::FileName {
            path: source.to_owned(),
        };
        let stem = source
            .file_stem()
            .and_then(|stem| stem.to_str())
            .ok_or_else(unusable)?;
        let ending = match source.extension() {
            Some(ending) => format!(".{}", ending.to_str().ok_or_else(unusable)?),
            None => String::new(),
        };
        let digest = digest(source).map_err(StoreFault::io(Doing::Read, source))?;
        let name = format!("{stem}-{}{ending}", digest.short(12));
        if name.len() > 240 || name.contains(hostile) || name.contains(['\\', ':']) {
            return Err(unusable());
        }
        Ok(Self {
            source: source.to_owned(),
            name,
            digest,
        })
    }

    /// Copies it into the folder of its case, durable; the same file twice is one.
    pub(super) fn copy_into(&self, target: &Path) -> Result<(), StoreFault> {
        folder(target)?;
        let path = target.join(&self.name);
        if fs::symlink_metadata(&path).is_ok() {
            return match digest(&path) {
                Ok(found) if found == self.digest => Ok(()),
                Ok(_) | Err(_) => Err(StoreFault::FileChanged { path }),
            };
        }
        let failed = |error| StoreFault::io(Doing::Write, &path)(error);
        let mut source =
            File::open(&self.source).map_err(StoreFault::io(Doing::Read, &self.source))?;
        let mut copy = tempfile::Builder::new()
            .permissions(readable())
            .tempfile_in(target)
            .map_err(failed)?;
        io::copy(&mut source, &mut copy).map_err(failed)?;
        copy.flush().map_err(failed)?;
        copy.as_file().sync_all().map_err(failed)?;
        if digest(copy.path()).map_err(failed)? != self.digest {
            let path = self.source.clone();
            return Err(StoreFault::FileChanged { path });
        }
        copy.persist(&path).map_err(|error| failed(error.error))?;
        sync_above(&path)
    }
}

/// Compares a file of a case with its digest.
///
/// # Errors
/// Where it is there and cannot be read.
pub fn file_state(
    store: &Store,
    file: &str,
    expected: Option<Digest>,
) -> Result<FileState, StoreFault> {
    let relative = Path::new(file);
    let inside = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !inside || file.is_empty() {
        return Ok(FileState::Outside);
    }
    let path = store.root().join(relative);
    let Ok(real) = path.canonicalize() else {
        return Ok(FileState::NotThere);
    };
    let root = store
        .root()
        .canonicalize()
        .map_err(StoreFault::io(Doing::Read, store.root()))?;
    if !real.starts_with(root) || !real.is_file() {
        return Ok(FileState::Outside);
    }
    let found = digest(&real).map_err(StoreFault::io(Doing::Read, &path))?;
    match expected {
        Some(expected) if expected != found => Ok(FileState::Changed { found }),
        Some(_) | None => Ok(FileState::Unchanged),
    }
}

fn digest(path: &Path) -> io::Result<Digest> {
    let mut file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
    }
    let mut hash = Sha256::new();
    let mut part = vec![0; 1 << 16];
    loop {
        let length = file.read(&mut part)?;
        if length == 0 {
            break;
        }
        hash.update(&part[..length]);
    }
    Ok(Digest::from_sha256(hash.finalize().into()))
}
