//! What can be wrong with a store, or worth a remark.

use std::path::{Path, PathBuf};

use crate::engine::Mark;
use crate::journal::{LineFault, Newer};
use crate::model::{CaseId, Digest, Event, EventId, ProcedureId};
use crate::store::care::attribute::{Attribute, Ignoring};
use crate::store::care::idle::IdleSetting;
use crate::store::care::lacking::Lacking;
use crate::store::definitions::{Pin, SETTINGS};
use crate::store::history::Commit;
use crate::store::{Store, StoreFault};

/// Something about a store that is not as it should be.
#[derive(Debug)]
pub struct Finding {
    /// Relative to the root of the store.
    pub file: PathBuf,
    /// From 1, where it is one line.
    pub line: Option<usize>,
    /// The case that it concerns, where it is one.
    pub case: Option<CaseId>,
    pub what: What,
}

/// What is found.
#[derive(Debug)]
pub enum What {
    Damage(Damage),
    Remark(Remark),
}

/// What keeps an event from counting, or a file from being what a case says.
#[derive(Debug)]
pub enum Damage {
    /// A line that was left out.
    Line(LineFault),
    /// As many more lines were left out, which are not listed one by one.
    MoreLines(usize),
    /// An event comes after one that is not there.
    MissingParent(EventId),
    /// The event of a line belongs to another case.
    OtherCase(CaseId),
    /// No case begins in it.
    NoStart,
    /// All of it belongs to the journal of another case.
    WrongName(CaseId),
    /// It lies where cases are not looked for.
    Unshelved,
    /// The case has another journal, which alone is read.
    SecondFile(PathBuf),
    /// It cannot be read, is a link, or its definition is not there or not unchanged.
    Unusable(StoreFault),
    /// A file that was given as an output is not what it was.
    FileChanged {
        found: Digest,
        given: Digest,
    },
    FileGone(Option<Digest>),
    /// Git has acts of the case that its journal lacks.
    ActsLost(Box<ActsLost>),
    /// Git has a pinned definition that is not there.
    DefinitionLost,
    /// Git would change what journals hold, or not merge them by union.
    Attribute(Attribute),
    /// Git leaves the file out.
    Ignored(Ignoring),
    /// A commit that the store is held to has what the store lacks.
    LacksOf(Box<Lacking>),
    /// Git could not merge it, and nobody has settled it since; of a procedure, what one of its two
    /// versions could be.
    Unmerged {
        as_version: Option<(ProcedureId, u32)>,
        in_rebase: bool,
    },
    /// Git would take the folder for a repository.
    RepositoryInside,
    /// Another file of the store has the same version of a procedure, with other bytes.
    VersionTwice {
        procedure: ProcedureId,
        version: u32,
        other: PathBuf,
        /// One that is not taken.
        free: u32,
    },
    /// The path leads out of the store.
    FileOutside(String),
}

/// Acts that git has of a case and its journal lacks.
#[derive(Clone, Debug)]
pub struct ActsLost {
    /// In order of (`seq`, id).
    pub acts: Vec<Event>,
    /// Their lines, as they stood.
    pub lines: Vec<Vec<u8>>,
    pub went: Went,
    /// Whether the case has no journal any more.
    pub is_gone: bool,
}

/// How acts that git has were lost.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Went {
    /// A commit took them out.
    By(Commit),
    /// They were lost with this commit, which no branch has any more.
    With(Commit),
    /// They were lost since the last commit.
    Since,
}

impl Went {
    /// The commit by which they were lost, where there is one.
    pub const fn commit(&self) -> Option<&Commit> {
        match self {
            Self::By(commit) | Self::With(commit) => Some(commit),
            Self::Since => None,
        }
    }
}

/// Why the history of git was not checked, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// There is no `git`.
    NoGit,
    /// It was asked not to be used.
    NotAsked,
    /// The clone has only the last commits.
    Shallow,
    /// The clone lacks files of former commits.
    Partial,
    /// Not all files are in the work tree.
    Sparse,
    /// Git refused; with its words.
    Refused(Vec<String>),
}

/// What is worth a remark, though everything counts.
#[derive(Debug)]
pub enum Remark {
    /// The last write was cut short.
    TornTail { bytes: usize },
    /// Nothing was ever written whole: no case.
    Empty,
    /// The same line stands above.
    Repeated { first: usize },
    /// The same event stands above, on a line with other bytes.
    Twin { first: usize },
    /// Lines end as on Windows.
    CarriageReturns,
    /// A byte order mark stands before a line.
    ByteOrderMark,
    /// The year is not that of the first event.
    WrongYear { year: i32 },
    /// A file that is not one of a store, or that no case names.
    Stray,
    /// This program knows the definition, and the store does not have it.
    NotPinned(Pin),
    /// A definition with the name of one that comes with the program, and other bytes.
    Counterfeit,
    /// Lines that git has to know and that are not there.
    GitLines(Vec<&'static str>),
    /// The history of git was not checked, or not all of it.
    Unseen(Unseen),
    /// Only a later version of the program understands all of it.
    Newer(Newer),
    /// Another case, of before, has the same reference.
    ReferenceTwice {
        reference: String,
        other: CaseId,
        /// The first event of the case, by which its reference is corrected.
        first: EventId,
    },
    /// The id of another case begins with its reference.
    ReferenceLikeId {
        reference: String,
        other: CaseId,
        first: EventId,
    },
    /// A setting that has no effect.
    Idle(IdleSetting),
    /// On as many subjects people decided differently, unseen by each other.
    Conflict(usize),
    /// An act that was taken out lawfully is there again.
    Returned(EventId),
    /// Something in an act does not fit.
    Marked { event: EventId, mark: Mark },
}

impl Finding {
    /// Something about a file of a store as a whole.
    pub fn about(store: &Store, path: &Path, what: impl Into<What>) -> Self {
        Self {
            file: store.relative(path),
            line: None,
            case: None,
            what: what.into(),
        }
    }

    /// That the settings cannot be read.
    pub fn of_settings(fault: StoreFault) -> Self {
        Self {
            file: PathBuf::from(SETTINGS),
            line: None,
            case: None,
            what: Damage::Unusable(fault).into(),
        }
    }

    /// Says which case the file is of.
    #[must_use]
    pub fn of_case(self, case: Option<CaseId>) -> Self {
        Self { case, ..self }
    }

    /// Whether it shows that this process can read nothing more.
    pub fn is_of_process(&self) -> bool {
        matches!(&self.what, What::Damage(Damage::Unusable(fault)) if fault.is_exhausted())
    }

    pub const fn is_damage(&self) -> bool {
        matches!(self.what, What::Damage(_))
    }

    /// Whether its repair rewrites journals.
    pub const fn is_of_journals(&self) -> bool {
        match &self.what {
            What::Damage(damage) => match damage {
                Damage::Line(_)
                | Damage::MoreLines(_)
                | Damage::MissingParent(_)
                | Damage::OtherCase(_)
                | Damage::NoStart
                | Damage::WrongName(_)
                | Damage::Unshelved
                | Damage::SecondFile(_)
                | Damage::ActsLost(_) => true,
                Damage::Unusable(_)
                | Damage::FileChanged { .. }
                | Damage::FileGone(_)
                | Damage::DefinitionLost
                | Damage::Attribute(_)
                | Damage::Ignored(_)
                | Damage::LacksOf(_)
                | Damage::Unmerged { .. }
                | Damage::RepositoryInside
                | Damage::VersionTwice { .. }
                | Damage::FileOutside(_) => false,
            },
            What::Remark(remark) => match remark {
                Remark::TornTail { .. }
                | Remark::Repeated { .. }
                | Remark::CarriageReturns
                | Remark::ByteOrderMark
                | Remark::WrongYear { .. } => true,
                Remark::Empty
                | Remark::Twin { .. }
                | Remark::Stray
                | Remark::NotPinned(_)
                | Remark::Counterfeit
                | Remark::GitLines(_)
                | Remark::Unseen(_)
                | Remark::Newer(_)
                | Remark::ReferenceTwice { .. }
                | Remark::ReferenceLikeId { .. }
                | Remark::Idle(_)
                | Remark::Returned(_)
                | Remark::Marked { .. }
                | Remark::Conflict(_) => false,
            },
        }
    }
}

impl From<Damage> for What {
    fn from(damage: Damage) -> Self {
        Self::Damage(damage)
    }
}

impl From<Remark> for What {
    fn from(remark: Remark) -> Self {
        Self::Remark(remark)
    }
}
