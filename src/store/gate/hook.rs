//! Where a hook of a repository belongs, and the check of what is staged.

use std::io;
use std::path::PathBuf;

use crate::store::Store;
use crate::store::gate::{Gate, Refusal};
use crate::store::git::Git;

/// The place of a hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hooked {
    pub file: PathBuf,
    /// The root of the store, below the top of the work tree in which git calls hooks.
    pub store: PathBuf,
}

impl Hooked {
    /// Where a hook of the repository around a store belongs; nothing where there is none.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn find(store: &Store, name: &str) -> io::Result<Option<Self>> {
        let Some(git) = Git::around(store.root()) else {
            return Ok(None);
        };
        let path = format!("hooks/{name}");
        let ran = git.run(&["rev-parse", "--git-path", &path])?.well()?;
        Ok(Some(Self {
            file: git.top().join(ran.text()),
            store: git.path(""),
        }))
    }

    /// Whether there is one that looks at what is staged.
    pub fn looks(&self) -> bool {
        let text = std::fs::read_to_string(&self.file);
        text.is_ok_and(|text| text.contains("store verify --staged"))
    }
}

impl Gate {
    /// Holds what is staged of a store to the rule; nothing where the store is in no repository. In
    /// a hook, git says which index is meant.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn hold_staged_of(store: &Store, in_hook: bool) -> io::Result<Option<Vec<Refusal>>> {
        let Some(git) = Git::around(store.root()) else {
            return Ok(None);
        };
        let root = git.path("");
        let gate = match in_hook {
            true => Self::of_git(Git::of_hook(git.top())),
            false => Self::of_git(git.at("".as_ref())),
        };
        gate.hold_staged(root).map(Some)
    }
}
