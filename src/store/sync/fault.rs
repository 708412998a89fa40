//! Why an exchange with others stopped.

use std::path::PathBuf;

use crate::store::{Finding, Refusal, StoreFault};

/// What git was asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    Commit,
    Fetch,
    Merge,
    Push,
}

/// Why an exchange with others stopped, with git's own words where it printed some.
#[derive(Debug)]
pub enum SyncFault {
    Store(StoreFault),
    NoGit,
    NoRepository,
    /// Git does not go into the repository, or cannot read it.
    Refused(Vec<String>),
    /// No branch is checked out.
    Detached,
    /// A merge, a rebase or a pick was begun and not ended.
    UnderWay(&'static str),
    /// Files that git could not merge, and that nobody has settled since.
    Unmerged(Vec<PathBuf>),
    /// Files of the store that git is told to leave out.
    Ignored(Vec<PathBuf>),
    /// Something is damaged or gone: sharing it would take it from everybody.
    Damaged(Vec<Finding>),
    NoUpstream {
        branch: String,
        /// The only repository that is known, or the first of them.
        remote: Option<String>,
        /// Whether that one has a branch of this name.
        has_branch: bool,
    },
    /// What came in lacks acts that were here.
    Lost(Vec<Finding>),
    /// What came in is damaged, or something that was given or pinned is not what it was.
    Unfit(Vec<Refusal>),
    /// Git stopped.
    Git {
        doing: Doing,
        said: Vec<String>,
    },
    /// Others gave what they had faster, as often as it was tried.
    Outrun(Vec<String>),
    /// What came in could not be merged.
    Merge {
        said: Vec<String>,
        unmerged: Vec<PathBuf>,
    },
}

impl From<StoreFault> for SyncFault {
    fn from(fault: StoreFault) -> Self {
        Self::Store(fault)
    }
}

impl From<std::io::Error> for SyncFault {
    fn from(error: std::io::Error) -> Self {
        match error.kind() == std::io::ErrorKind::NotFound {
            true => Self::NoGit,
            false => Self::Refused(error.to_string().lines().map(str::to_owned).collect()),
        }
    }
}
