//! The definitions that cases run under, as files named by their digests.

use std::path::{Path, PathBuf};

use crate::definition;
use crate::model::{Digest, Procedure};
use crate::store::definitions::{pinned_folder, text, toml_files};
use crate::store::{Result, StoreFault, shipped};

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
    /// All those of a store.
    pub fn all(root: &Path) -> Result<Vec<Self>> {
        let files = toml_files(&pinned_folder(root))?;
        Ok(files.into_iter().filter_map(Self::of).collect())
    }

    /// `pr07-v2-3fa9c1d20b7e.toml`; nothing where a file is called otherwise.
    pub fn of(path: PathBuf) -> Option<Self> {
        let name = path.file_stem()?.to_str()?;
        let (rest, digest) = name.rsplit_once('-')?;
        let (id, version) = rest.rsplit_once("-v")?;
        Some(Self {
            id: id.to_owned(),
            version: version.parse().ok()?,
            digest: digest.to_owned(),
            path,
        })
    }

    /// With its readings, where it is what its name says.
    pub fn read(&self, root: &Path) -> Result<Procedure> {
        let (text, _) = self.text(root)?;
        match definition::load(&text, shipped::catalogue()) {
            Ok(loaded) => Ok(loaded.procedure),
            Err(problems) => Err(StoreFault::Definition {
                path: self.path.clone(),
                text,
                problems,
            }),
        }
    }

    /// Its text and the digest of that, where its name says the beginning of it.
    pub fn text(&self, root: &Path) -> Result<(String, Digest)> {
        let text = text(root, &self.path)?;
        let found = Digest::of(text.as_bytes());
        if found.short(PINNED) != self.digest {
            let path = self.path.clone();
            return Err(StoreFault::DefinitionChanged { path, found });
        }
        Ok((text, found))
    }
}
