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
    /// Work moved where the procedure does not send it.
    Redirected(Redirection),
    /// What was written on a work item is taken back: the work is done anew.
    Undone(Undoing),
    /// One of the outcomes written on a subject stands, whatever the others say.
    Kept(Keeping),
    /// The case as a whole was stopped or goes on.
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
    Noted {
        note: Prose,
    },
    /// What another event says is to be read differently; that event stays as it is.
    Corrected(Correction),
    Assigned {
        activity: ActivityNumber,
        item: ItemId,
        person: Actor,
    },
    /// Another case has to do with this one.
    Linked {
        case: CaseId,
        /// In what way, in the words of whoever linked them.
        kind: Option<Line>,
    },
    /// An act of a later version of the format: kept, shown, never understood.
    Unknown {
        name: String,
    },
}

/// What an event writes on, at most one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Whether the case goes on.
    Case,
    /// What follows a version of the procedure, named by what led to it.
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

/// The first event of a case: what it runs under, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    pub procedure: ProcedureId,
    pub version: u32,
    /// Of the procedure's file, byte for byte.
    pub digest: Digest,
    pub entities: Vec<Line>,
    pub title: Option<Line>,
    /// The case's own reference, such as a CITE.
    pub reference: Option<Line>,
    /// Random, so that no two cases begin alike.
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
    /// Entities named from here on.
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
    /// In order; none: this branch ends here.
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

/// An outcome written before, written again so that it stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    pub subject: Subject,
    /// The activity of a work item; nothing for another subject.
    pub activity: Option<ActivityNumber>,
    /// The act that wrote the outcome, on the same subject.
    pub event: EventId,
    pub reason: Prose,
}

/// What was done to the case as a whole.
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
    /// The version that it leaves, named by what led to it.
    pub from: ItemId,
    pub version: u32,
    /// Of the file of the version that it goes on under.
    pub digest: Digest,
    /// Activities that bear another number there, in order.
    pub map: Vec<(ActivityNumber, ActivityNumber)>,
    pub reason: Prose,
}

/// What is to be read in place of what an event says; what is empty stays.
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
    /// What is kept of a form of the catalogue.
    pub form: Option<Box<FormRecord>>,
}

impl Output {
    /// An output of which nothing is known but its kind.
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

impl Turn {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Suspended => "suspended",
            Self::Resumed => "resumed",
            Self::Cancelled => "cancelled",
            Self::Reopened => "reopened",
        }
    }
}
