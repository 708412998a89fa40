//! What a repair does to the files of a store.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::model::{CaseId, Digest, EventId};
use crate::store::definitions::Pin;

/// What the repair of one file of a store does.
#[derive(Debug)]
pub struct Mend {
    /// Relative to the root of the store.
    pub file: PathBuf,
    /// What changes, in the order in which it is told.
    pub changes: Vec<Change>,
    pub(super) work: Work,
}

/// One thing that mending changes in a file, or leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Events come in that this case lacked here, from other files.
    Received { events: usize, from: Vec<PathBuf> },
    /// Events come back that were found where the store keeps what was.
    Restored { events: usize },
    /// So many markers of git go.
    Markers(usize),
    /// The end of a write that was cut short goes.
    Torn { bytes: usize },
    /// Lines go that stand above, byte for byte.
    Repeated(Vec<usize>),
    /// Lines go that are no event of this case and cannot be believed.
    SetAside(Vec<usize>),
    /// Acts go that come after lost ones.
    Cut { events: usize },
    /// Lines end again as they were written.
    LineEnds,
    /// The byte order marks before lines go.
    ByteOrderMark,
    /// Events of another case go to its own journal.
    Given { events: usize, to: PathBuf },
    /// The whole file goes, all of its events being elsewhere.
    Retired,
    /// Lines for git come.
    GitLines(Vec<&'static str>),
    /// The copy of a definition comes back.
    Pinned(Pin),
    /// The file comes back as git remembers it.
    Former,
    /// Nothing is done: it is left to people.
    Left(Left),
    /// Nothing goes: events are lost that others come after.
    Lost {
        case: CaseId,
        events: BTreeSet<EventId>,
    },
}

/// Why something is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nobody remembers the file that an act gave, with this digest.
    File(Digest),
    /// Nobody remembers the definition that a file is named for.
    Definition,
    /// The journal is behind a link.
    Link,
}

/// What is done to a file.
#[derive(Debug)]
pub(super) enum Work {
    /// To the journal of a case.
    Journal(JournalWork),
    /// It is moved out of the way, if it still holds this.
    Retire(Vec<u8>),
    GitLines,
    Pin(Pin),
    /// The file gets these bytes; what it holds is kept.
    Put(Vec<u8>),
    /// Nothing.
    Left,
}

/// What is done to the journal of a case.
#[derive(Debug)]
pub(super) struct JournalWork {
    pub case: CaseId,
    /// Lines that come in: first of all, so that none is ever missing.
    pub adds: Vec<Vec<u8>>,
    /// What it has to hold for the rest to be done, and what it will hold then.
    pub read: Vec<u8>,
    pub kept: Vec<u8>,
    /// What goes.
    pub gone: Vec<u8>,
    pub torn: Vec<u8>,
}
