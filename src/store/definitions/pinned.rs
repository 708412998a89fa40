use std::path::{Path, PathBuf};

use crate::definition;
use crate::model::{Digest, Procedure};
use crate::store::definitions::file::text;
use crate::store::{StoreFault, shipped};

/// The digits of the digest in the name of a pinned file.
pub const PINNED: usize = 12;

/// A pinned definition by the name of its file.
pub struct Pinned {
    pub path: PathBuf,
    pub id: String,
    pub version: u32,
    /// Its first digits.
    pub digest: String,
}

impl Pinned {
    /// `pr07-v2-3fa9c1d20b7e.toml`; nothing where a file is called otherwise.
    pub fn of(path: PathBuf) -> Option<Self> {
        let name = path.file_stem()?.to_str()?;
        let (rest, digest) = name.rsplit_once('-')?;
        let (id, version) = rest.rsplit_once("-v")?;
        let (id, digest) = (id.to_owned(), digest.to_owned());
        let version = version.parse().ok()?;
        Some(Self {
            path,
            id,
            version,
            digest,
        })
    }

    /// With its readings, where it is what its name says.
    pub fn read(&self, root: &Path) -> Result<Procedure, StoreFault> {
        let (path, text) = (self.path.clone(), text(root, &self.path)?);
        let found = Digest::of(text.as_bytes());
        if found.short(PINNED) != self.digest {
            return Err(StoreFault::DefinitionChanged { path, found });
        }
        match definition::load(&text, shipped::catalogue()) {
            Ok(loaded) => Ok(loaded.procedure),
            Err(problems) => Err(StoreFault::Definition {
                path,
                text,
                problems,
            }),
        }
    }
}
