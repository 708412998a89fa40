//! Where a hook of a repository belongs, and what one that git called is to look at.

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

impl Store {
    /// Where a hook of the repository around the store belongs; nothing where there is none.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn hook(&self, name: &str) -> io::Result<Option<Hooked>> {
        let Some(git) = Git::around(self.root()) else {
            return Ok(None);
        };
        let path = format!("hooks/{name}");
        let ran = git.run(&["rev-parse", "--git-path", &path])?.well()?;
        Ok(Some(Hooked {
            file: git.top().join(ran.text()),
            store: git.path(""),
        }))
    }

    /// Holds what is staged to the rule; nothing where the store is in no repository. In a hook, git
    /// says which index is meant.
    ///
    /// # Errors
    /// Where git cannot be asked.
    pub fn staged(&self, in_hook: bool) -> io::Result<Option<Vec<Refusal>>> {
        let Some(git) = Git::around(self.root()) else {
            return Ok(None);
        };
        let root = git.path("");
        let gate = match in_hook {
            true => Gate::of_git(Git::of_hook(git.top())),
            false => Gate::of_git(git.at("".as_ref())),
        };
        gate.hold_staged(root).map(Some)
    }
}
