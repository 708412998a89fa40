//! Acts: what an event says happened to a case.

use chrono::NaiveDate;

use crate::model::{
    ActivityNumber, Actor, AnswerKey, CaseId, Digest, EventId, Few, FormRecord, ItemId, Line,
    Moment, OutputKind, ProcedureId, Prose,
};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Started(Start),
    Completed(Completion),
    Returned(Return),
    /// Work was moved off the path of the procedure.
    Redirected(Redirection),
    /// An act on a work item was taken back: the work is to be done again.
    Undone(Undoing),
    /// One outcome written on a subject was kept against the others.
    Kept(Keeping),
    /// The case as a whole was stopped or resumed.
    Turned {
        turn: Turn,
        reason: Prose,
    },
    /// The case goes on under another version of its procedure.
    Migrated(Migration),
    Attached {
        activity: ActivityNumber,
        item: ItemId,
        outputs: Vec<Output>,
    },
    /// A document that an activity owes need not be given.
    Waived(Waiver),
    /// Given documents were withdrawn.
    Retracted(Retraction),
    /// A waiver or a withdrawal was taken back.
    Restored(Restoration),
    Noted {
        note: Prose,
    },
    /// What another event says was corrected; that event stays as it is.
    Corrected(Correction),
    Assigned {
        activity: ActivityNumber,
        item: ItemId,
        person: Actor,
    },
    /// The case was given labels.
    Labelled {
        labels: Vec<Line>,
    },
    /// Labels were taken from the case.
    Unlabelled {
        /// Each as its author read it, with the event that gave it: what gives it unseen by the author
        /// stays.
        labels: Vec<(Line, EventId)>,
    },
    /// Another case was linked with this one.
    Linked {
        case: CaseId,
        /// How they are related, in the author's words.
        kind: Option<Line>,
    },
    /// An act of a later version of the format: shown by name, without effect.
    Unknown {
        name: String,
    },
}

/// What an event writes on; an event has at most one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Whether the case goes on.
    Case,
    /// The migration from a version of the procedure, which is named by what led to it.
    Version(ItemId),
    /// A work item.
    Item(ItemId),
}

impl Subject {
    pub const fn item(self) -> Option<ItemId> {
        match self {
            Self::Item(item) => Some(item),
            Self::Case | Self::Version(_) => None,
        }
    }
}

/// The first act of a case: its procedure and its entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    pub procedure: ProcedureId,
    pub version: u32,
    /// Of the bytes of the procedure's file.
    pub digest: Digest,
    pub entities: Vec<Line>,
    pub title: Option<Line>,
    /// The case's own reference, such as a CITE.
    pub reference: Option<Line>,
    /// Random, so that no two cases get the same id.
    pub nonce: String,
}

/// An activity done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    pub activity: ActivityNumber,
    pub item: ItemId,
    /// In the order of the question, each once.
    pub answers: Few<AnswerKey>,
    pub outputs: Vec<Output>,
    /// Entities that the case names from here on.
    pub entities: Vec<Line>,
    pub note: Option<Prose>,
}

/// Reviewed work, sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub to: ActivityNumber,
    pub reason: Prose,
}

/// Work moved off the path of its procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirection {
    pub activity: ActivityNumber,
    pub item: ItemId,
    /// In order; empty where this branch ends.
    pub to: Vec<ActivityNumber>,
    pub reason: Prose,
}

/// An act on a work item, taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undoing {
    pub activity: ActivityNumber,
    pub item: ItemId,
    /// The act taken back.
    pub event: EventId,
    pub reason: Prose,
}

/// An earlier outcome written again, so that it alone stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    pub subject: Subject,
    /// Of a work item; `None` for another subject.
    pub activity: Option<ActivityNumber>,
    /// The act that wrote the outcome, on the same subject.
    pub event: EventId,
    pub reason: Prose,
}

/// A change of the state of the case as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Suspended,
    Resumed,
    Cancelled,
    Reopened,
}

/// A case moved to another version of its procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// The version left, named by what led to it.
    pub from: ItemId,
    pub version: u32,
    /// Of the file of the new version.
    pub digest: Digest,
    /// Activities with their numbers in the new version, in order.
    pub map: Vec<(ActivityNumber, ActivityNumber)>,
    pub reason: Prose,
}

/// A document that need not be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub kind: OutputKind,
    pub reason: Prose,
}

/// Given documents of one kind, withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retraction {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub kind: OutputKind,
    /// As it was given; `None` for all of the kind that those acts gave.
    pub reference: Option<Line>,
    /// The acts that gave them: what others give stays.
    pub events: Vec<EventId>,
    pub reason: Prose,
}

/// A waiver or a withdrawal, taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restoration {
    pub activity: ActivityNumber,
    pub item: ItemId,
    /// The act taken back.
    pub event: EventId,
    pub reason: Prose,
}

/// What replaces the words of an event; empty fields change nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub event: EventId,
    pub at: Option<Moment>,
    pub outputs: Vec<Output>,
    pub note: Option<Prose>,
    pub entities: Vec<Line>,
    pub title: Option<Line>,
    pub reference: Option<Line>,
    pub reason: Prose,
}

/// A document given for an activity: a reference, a file of the store, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    pub kind: OutputKind,
    pub reference: Option<Line>,
    /// Relative to the root of the store.
    pub file: Option<String>,
    pub sha256: Option<Digest>,
    /// The day that the document bears.
    pub date: Option<NaiveDate>,
    pub note: Option<Line>,
    /// The record of a form of the catalogue.
    pub form: Option<Box<FormRecord>>,
}

impl Output {
    /// An output with nothing but its kind.
    pub const fn of(kind: OutputKind) -> Self {
        Self {
            kind,
            reference: None,
            file: None,
            sha256: None,
            date: None,
            note: None,
            form: None,
        }
    }
}
