//! What is written behind a case: events sealed one after the other, and the files that they bring.

use std::path::Path;

use crate::engine::Case;
use crate::journal::{LONGEST_LINE, as_written};
use crate::model::budget::{ENTITIES, EVENTS, JOURNAL_BYTES, Over};
use crate::model::{Act, Event, EventId};
use crate::store::case::files_folder;
use crate::store::durable::inner_folder;
use crate::store::{Attachment, Record, Result, Signature, StoreFault};

/// What is written behind a case in one go: an event or several, each after the one before it,
/// and the files that they bring.
#[derive(Clone, Debug, Default)]
pub struct Continuation {
    /// Whole lines, each with its line end.
    pub(in crate::store) lines: String,
    pub(in crate::store) files: Vec<Attachment>,
    last: Option<EventId>,
    /// Whether any of it gives the case another reference.
    pub(in crate::store) refers: bool,
}

/// An event as it will be written, and its line.
#[derive(Clone, Debug)]
pub struct Sealed {
    pub event: Event,
    line: String,
}

/// A case as it will be, once what is to be written behind it is on the disk.
#[derive(Debug)]
pub struct Ahead {
    record: Record,
    continuation: Continuation,
}

impl Signature {
    /// An act on a case as it is, ready to be written.
    ///
    /// # Errors
    /// Where it would be longer than a line may be.
    pub fn sealed(&self, case: &Case, act: Act) -> Result<Sealed> {
        self.sealed_after(case.heads(), case.next_seq(), act)
    }

    pub(in crate::store) fn sealed_after(
        &self,
        after: Vec<EventId>,
        seq: u64,
        act: Act,
    ) -> Result<Sealed> {
        let entities = act.named_entities().len();
        if entities > ENTITIES {
            return Err(StoreFault::TooManyEntities(entities));
        }
        let (_, line) = self.draft(after, seq, act).sealed();
        if line.len() > LONGEST_LINE {
            return Err(StoreFault::TooLong {
                bytes: line.len(),
                most: LONGEST_LINE,
            });
        }
        let event = as_written(line.trim_end().as_bytes()).expect("what was sealed reads back");
        Ok(Sealed { event, line })
    }
}

impl Continuation {
    /// Of a single event.
    pub fn of(sealed: Sealed, files: Vec<Attachment>) -> Self {
        let mut continuation = Self::default();
        continuation.add(&sealed, files);
        continuation
    }

    fn add(&mut self, sealed: &Sealed, files: Vec<Attachment>) {
        self.lines += &sealed.line;
        self.files.extend(files);
        self.last = Some(sealed.event.id);
        self.refers |= sealed.event.did.names_reference();
    }

    /// Whether it leaves a case in budget behind which it is written.
    pub(in crate::store) fn fits(&self, record: &Record) -> Result<()> {
        let events = record.journal.events.len() + self.lines.lines().count();
        let bytes = (record.bytes.len() + self.lines.len()) as u64;
        match (events > EVENTS, bytes > JOURNAL_BYTES) {
            (true, _) => Err(record.over_budget(Over::Events)),
            (false, true) => Err(record.over_budget(Over::JournalBytes(bytes))),
            (false, false) => Ok(()),
        }
    }

    /// Copies its files beside the journal of their case.
    pub(in crate::store) fn copy_files(&self, root: &Path, record: &Record) -> Result<()> {
        if self.files.is_empty() {
            return Ok(());
        }
        let folder = files_folder(&record.path);
        inner_folder(root, &folder)?;
        self.files
            .iter()
            .try_for_each(|file| file.copy_into(&folder))
    }

    /// Whether all of it is in a journal: where the last of its events is, so are those before.
    pub(in crate::store) fn is_in(&self, record: &Record) -> bool {
        self.last.is_some_and(|last| record.holds(last))
    }
}

impl Ahead {
    pub fn of(record: Record) -> Self {
        Self {
            record,
            continuation: Continuation::default(),
        }
    }

    /// The case as it will be.
    pub const fn record(&self) -> &Record {
        &self.record
    }

    /// Lets an event follow that was sealed on the case as it will be.
    pub fn add(&mut self, sealed: Sealed, files: Vec<Attachment>) {
        self.continuation.add(&sealed, files);
        self.record.journal.events.push(sealed.event);
    }

    /// What was read of the case, its events left out, and what is to be written behind it.
    pub fn parted(self) -> (Record, Continuation) {
        let mut record = self.record;
        record.journal.events = Vec::new();
        (record, self.continuation)
    }
}
