//! Why a push or a commit is not let in.

use std::path::PathBuf;

use crate::journal::LineFault;
use crate::model::{CaseId, EventId};
use crate::store::ActsLost;
use crate::store::history::Commit;

/// Something for which a push is not let in.
#[derive(Debug)]
pub struct Refusal {
    /// In the repository; nothing where it is the whole push.
    pub path: Option<PathBuf>,
    /// The commit that brings it, where that is known.
    pub commit: Option<Commit>,
    pub what: Unfit,
}

/// Why something is not let in.
#[derive(Debug)]
pub enum Unfit {
    /// The branch would be deleted.
    Deleted,
    /// What is there would not be in the history any more.
    NotForward,
    /// More than may be pushed.
    Large {
        found: u64,
        most: u64,
    },
    Name(NameFault),
    Journal(JournalFault),
    File(FileFault),
}

/// Why a file may not have its name, or be what it is.
#[derive(Debug)]
pub enum NameFault {
    /// It is no file of a store, and the settings do not allow it.
    NoStoreFile,
    /// It is derived or kept for this machine alone.
    Derived,
    Link,
    Submodule,
    /// The name has characters that are not seen, or is no text.
    Unseen,
    /// Another name differs from it only in case, accents or blanks.
    Twin(PathBuf),
    /// The journal lies where it is not read.
    Misplaced,
    /// A file of a case that no event names.
    NotNamed,
}

/// What is wrong with the journal of a case, or with the files that its events give.
#[derive(Debug)]
pub enum JournalFault {
    ActsLost(CaseId, Box<ActsLost>),
    /// A line that is no event.
    Line(usize, LineFault),
    /// The last line has no end.
    Torn,
    /// Events come after ones that are not there.
    MissingParents(Vec<EventId>),
    /// The case does not begin in its journal.
    NoStart,
    /// An event names a file that lies elsewhere.
    FileElsewhere(String),
    /// An event names a file that is not there.
    FileGone(String),
    /// It is not the file that an event names.
    FileChanged,
}

/// What is wrong with another file of a store.
#[derive(Debug)]
pub enum FileFault {
    /// These lines are missing in what git has to know.
    GitLines(Vec<&'static str>),
    /// The settings cannot be read.
    Settings,
    /// They accept what the same push takes out.
    AcceptedHere,
    SettingsGone,
    /// What was given or pinned was altered or taken away.
    Altered,
    /// The bytes are not those that the file is named by.
    PinnedName,
    /// The definition has problems.
    Definition,
    /// Nothing may run under the definition.
    Unsound,
    /// It bears the id and version of a procedure that comes with the program, and is another.
    Counterfeit,
}

impl Refusal {
    /// Of the whole push.
    pub const fn of_all(what: Unfit) -> Self {
        Self {
            path: None,
            commit: None,
            what,
        }
    }
}

impl Unfit {
    /// Whether it is damage, or takes something away that was there.
    pub const fn is_damage(&self) -> bool {
        match self {
            Self::Journal(_)
            | Self::File(FileFault::SettingsGone | FileFault::Altered | FileFault::PinnedName) => {
                true
            }
            Self::Deleted
            | Self::NotForward
            | Self::Large { .. }
            | Self::Name(_)
            | Self::File(
                FileFault::GitLines(_)
                | FileFault::Settings
                | FileFault::AcceptedHere
                | FileFault::Definition
                | FileFault::Unsound
                | FileFault::Counterfeit,
            ) => false,
        }
    }
}

impl From<NameFault> for Unfit {
    fn from(fault: NameFault) -> Self {
        Self::Name(fault)
    }
}

impl From<JournalFault> for Unfit {
    fn from(fault: JournalFault) -> Self {
        Self::Journal(fault)
    }
}

impl From<FileFault> for Unfit {
    fn from(fault: FileFault) -> Self {
        Self::File(fault)
    }
}
