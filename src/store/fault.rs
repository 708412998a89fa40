//! Why a store cannot answer.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::io::Errno;

use crate::definition::Problem;
use crate::engine::Refused;
use crate::journal::Newer;
use crate::model::budget::Over;
use crate::model::{CaseId, Digest, ProcedureId};
use crate::store::definitions::Pin;
use crate::words::{Encoding, NoText, Text};

/// What was being done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    Read,
    Write,
    Make,
    Sync,
    List,
}

/// Why no case is looked for in a journal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Astray {
    /// It is not called as the case that begins in it.
    Name { case: CaseId },
    /// It is in no folder of a year.
    Folder,
    /// The case has another journal, which alone is read.
    Second { first: PathBuf },
}

/// What a store gives, or why it cannot.
pub type Result<T, E = StoreFault> = std::result::Result<T, E>;

/// Why a store cannot answer. The words are made where it is shown.
#[derive(Clone, Debug)]
pub enum StoreFault {
    NoHome,
    /// There is none in the places that are searched; the user's own would be here.
    NoStore(PathBuf),
    NotAStore(PathBuf),
    Io {
        doing: Doing,
        path: PathBuf,
        source: Arc<io::Error>,
    },
    Settings {
        path: PathBuf,
        text: String,
        problems: Vec<Problem>,
    },
    NoCase(String),
    SeveralCases {
        named: String,
        candidates: Vec<CaseId>,
        /// Whether it is the whole reference of each of them.
        is_reference: bool,
    },
    /// `.` where not exactly one case is open.
    NotOneOpen(Vec<CaseId>),
    /// The journal holds no start of its case.
    NoStart(PathBuf),
    /// The journal lies or is called so that no case is looked for in it.
    Misplaced {
        path: PathBuf,
        why: Astray,
    },
    /// The journal has lines that cannot be believed: nothing is written to it.
    Damaged {
        case: CaseId,
        path: PathBuf,
        /// The first of them.
        lines: Vec<usize>,
        /// How many more there are.
        more: usize,
        missing: usize,
    },
    /// It has more of something than any case may have: it is neither read nor written to.
    OverBudget {
        case: CaseId,
        path: PathBuf,
        over: Over,
    },
    /// The journal has what only a later version understands: nothing is written to it.
    Newer {
        case: CaseId,
        newer: Newer,
    },
    NoProcedure {
        named: String,
        near: Option<String>,
    },
    /// There is such a procedure, in other versions.
    NoVersion {
        procedure: ProcedureId,
        version: u32,
        known: Vec<u32>,
    },
    /// Several definitions are named so, of these digests.
    SeveralDefinitions {
        named: String,
        found: Vec<String>,
    },
    /// What is to be added is of a version that exists with other bytes, or of one before the
    /// shipped one; `least` is free.
    VersionTaken {
        procedure: ProcedureId,
        version: u32,
        least: u32,
        /// The digests of the other content, where the version has one, and of what is to be added.
        digests: Option<[String; 2]>,
    },
    /// A version has two contents, of these digests: none can be written under.
    TwoContents {
        procedure: ProcedureId,
        version: u32,
        digests: [String; 2],
    },
    /// What is to be added goes by the name of another procedure.
    NameTaken {
        procedure: ProcedureId,
        other: ProcedureId,
    },
    /// What is to be added gives a key another title than a procedure of the store does.
    OtherMeaning {
        key: String,
        /// Its title in what is to be added, and in the other.
        titles: Box<[(ProcedureId, Text); 2]>,
    },
    /// Something else stands where a procedure is to be written.
    FileTaken(PathBuf),
    /// The definition that a case was started under is not in the store.
    NoDefinition(Pin),
    /// A pinned definition is not what its name says.
    DefinitionChanged {
        path: PathBuf,
        found: Digest,
    },
    /// A merge in git left its markers in a file, from this line on.
    Markers {
        path: PathBuf,
        line: usize,
    },
    /// A definition of the store has problems.
    Definition {
        path: PathBuf,
        text: String,
        problems: Vec<Problem>,
    },
    /// A definition of the store is not sound, or too large to be proved.
    Unsound {
        path: PathBuf,
        refused: Arc<[Refused]>,
    },
    /// A definition that cases were started under or moved to is not sound, or too large to be
    /// proved.
    PinnedUnsound {
        path: PathBuf,
        refused: Arc<[Refused]>,
    },
    /// Proving a definition was put off, for proving others took as much as one command spends.
    PutOff(PathBuf),
    /// A definition states another name or version than the case that names it.
    WrongDefinition {
        pin: Pin,
        found: (ProcedureId, u32),
    },
    /// Something in the store is a link, which could lead out of it.
    Link(PathBuf),
    /// A folder, a named pipe or a device stands in the place of a file of the store.
    Irregular(PathBuf),
    /// A file of the store has more bytes than are read of it.
    TooLarge {
        path: PathBuf,
        most: usize,
    },
    /// A file of the store that has to be UTF-8 is text in another encoding, or none.
    NotUtf8 {
        path: PathBuf,
        found: Result<Encoding, NoText>,
    },
    /// What is to be copied is a folder or a device.
    NotAFile(PathBuf),
    /// Another file stands in the store where this one is to be copied.
    OtherFile(PathBuf),
    /// A file changed while it was copied.
    FileChanged(PathBuf),
    /// The name of a file cannot be used in a store.
    FileName(PathBuf),
    /// Another program kept replacing the journal.
    Restless(PathBuf),
    /// Another program has had a file locked all the time that one waited.
    Locked(PathBuf),
    /// An event would name more entities than one may.
    TooManyEntities(usize),
    /// The file system of a file has no locks.
    NoLocks(PathBuf),
    /// An event would be longer than a line may be.
    TooLong {
        bytes: usize,
        most: usize,
    },
}

impl StoreFault {
    /// Why a file could not be locked.
    pub fn locking(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| {
            let file = path.to_owned();
            if error.kind() == io::ErrorKind::TimedOut {
                Self::Locked(file)
            } else if has_no_locks(&error) {
                Self::NoLocks(file)
            } else {
                Self::io(Doing::Write, path)(error)
            }
        }
    }

    /// Whether this process may not open more files or has no memory left: that says nothing about
    /// what was to be read.
    pub fn is_exhausted(&self) -> bool {
        matches!(self, Self::Io { source, .. } if is_exhausted(source))
    }

    /// Whether a definition that a case names is there and cannot be used.
    pub(super) const fn is_of_definition(&self) -> bool {
        matches!(
            self,
            Self::DefinitionChanged { .. }
                | Self::PinnedUnsound { .. }
                | Self::PutOff(_)
                | Self::WrongDefinition { .. }
        )
    }

    /// Whether a file is not there.
    pub(super) fn is_not_found(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }

    /// The file that is named wherever this is told, if one is.
    pub fn named_file(&self) -> Option<&Path> {
        match self {
            Self::NotAStore(path)
            | Self::Io { path, .. }
            | Self::Settings { path, .. }
            | Self::NoStart(path)
            | Self::Misplaced { path, .. }
            | Self::DefinitionChanged { path, .. }
            | Self::Markers { path, .. }
            | Self::Definition { path, .. }
            | Self::Unsound { path, .. }
            | Self::PinnedUnsound { path, .. }
            | Self::PutOff(path)
            | Self::Link(path)
            | Self::Irregular(path)
            | Self::TooLarge { path, .. }
            | Self::NotUtf8 { path, .. }
            | Self::NotAFile(path)
            | Self::OtherFile(path)
            | Self::FileChanged(path)
            | Self::FileName(path)
            | Self::FileTaken(path)
            | Self::Restless(path)
            | Self::Locked(path)
            | Self::NoLocks(path) => Some(path),
            Self::Damaged { path, lines, .. } => Some(&**path).filter(|_| !lines.is_empty()),
            Self::NoHome
            | Self::NoStore { .. }
            | Self::NoCase { .. }
            | Self::SeveralCases { .. }
            | Self::NotOneOpen { .. }
            | Self::OverBudget { .. }
            | Self::Newer { .. }
            | Self::NoProcedure { .. }
            | Self::NoVersion { .. }
            | Self::SeveralDefinitions { .. }
            | Self::VersionTaken { .. }
            | Self::TwoContents { .. }
            | Self::OtherMeaning { .. }
            | Self::NameTaken { .. }
            | Self::NoDefinition { .. }
            | Self::WrongDefinition { .. }
            | Self::TooManyEntities { .. }
            | Self::TooLong { .. } => None,
        }
    }

    /// Of a definition that cases were started under or moved to.
    pub(super) fn of_pinned(self) -> Self {
        if let Self::Unsound { path, refused } = self {
            return Self::PinnedUnsound { path, refused };
        }
        self
    }

    pub fn io(doing: Doing, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            doing,
            path: path.to_owned(),
            source: Arc::new(source),
        }
    }
}

/// Whether the process, not the file, is why something failed.
pub fn is_exhausted(error: &io::Error) -> bool {
    let errno = Errno::from_io_error(error);
    matches!(errno, Some(Errno::MFILE | Errno::NFILE | Errno::NOMEM))
}

/// Whether files cannot be locked where one lies.
fn has_no_locks(error: &io::Error) -> bool {
    let errno = Errno::from_io_error(error);
    matches!(errno, Some(Errno::NOLCK | Errno::OPNOTSUPP | Errno::NOSYS))
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::Path;

    use rustix::io::Errno;

    use super::StoreFault;

    #[test]
    fn a_file_system_without_locks_is_told_from_one_that_refuses() {
        for errno in [Errno::NOLCK, Errno::OPNOTSUPP, Errno::NOSYS] {
            let fault = StoreFault::locking(Path::new("x"))(errno.into());
            assert!(matches!(fault, StoreFault::NoLocks(_)), "{fault:?}");
        }
        let fault = StoreFault::locking(Path::new("x"))(io::Error::from(Errno::ACCESS));
        assert!(matches!(fault, StoreFault::Io { .. }), "{fault:?}");
    }
}
