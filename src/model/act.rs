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

impl Act {
    /// How the case begins, where this is its start.
    pub const fn start(&self) -> Option<&Start> {
        match self {
            Self::Started(start) => Some(start),
            _ => None,
        }
    }

    /// Whether it gives the case a reference, by which it is found from then on.
    pub const fn names_reference(&self) -> bool {
        match self {
            Self::Started(start) => start.reference.is_some(),
            Self::Corrected(correction) => correction.reference.is_some(),
            _ => false,
        }
    }

    /// What it writes on; nothing for an act that is never refused for what others did.
    pub const fn subject(&self) -> Option<Subject> {
        match self {
            Self::Completed(Completion { item, .. })
            | Self::Returned(Return { item, .. })
            | Self::Redirected(Redirection { item, .. })
            | Self::Undone(Undoing { item, .. }) => Some(Subject::Item(*item)),
            Self::Kept(keeping) => Some(keeping.subject),
            Self::Turned { .. } => Some(Subject::Case),
            Self::Migrated(migration) => Some(Subject::Version(migration.from)),
            Self::Started(_)
            | Self::Attached { .. }
            | Self::Noted { .. }
            | Self::Corrected(_)
            | Self::Assigned { .. }
            | Self::Linked { .. }
            | Self::Unknown { .. } => None,
        }
    }

    /// The work item that it speaks of, if of any.
    pub const fn item(&self) -> Option<ItemId> {
        match self {
            Self::Attached { item, .. } | Self::Assigned { item, .. } => Some(*item),
            _ => match self.subject() {
                Some(Subject::Item(item)) => Some(item),
                Some(Subject::Case | Subject::Version(_)) | None => None,
            },
        }
    }

    pub const fn activity(&self) -> Option<ActivityNumber> {
        match self {
            Self::Completed(Completion { activity, .. })
            | Self::Returned(Return { activity, .. })
            | Self::Redirected(Redirection { activity, .. })
            | Self::Undone(Undoing { activity, .. })
            | Self::Attached { activity, .. }
            | Self::Assigned { activity, .. } => Some(*activity),
            Self::Kept(keeping) => keeping.activity,
            Self::Started(_)
            | Self::Turned { .. }
            | Self::Migrated(_)
            | Self::Noted { .. }
            | Self::Corrected(_)
            | Self::Linked { .. }
            | Self::Unknown { .. } => None,
        }
    }

    /// The documents that it gives; those of a correction are not given by it.
    pub fn outputs(&self) -> &[Output] {
        match self {
            Self::Completed(Completion { outputs, .. }) | Self::Attached { outputs, .. } => outputs,
            _ => &[],
        }
    }

    /// The documents that it speaks of: those that it gives, or that it puts right.
    pub fn documents(&self) -> &[Output] {
        match self {
            Self::Corrected(correction) => &correction.outputs,
            _ => self.outputs(),
        }
    }

    /// The entities that it names for the case.
    pub fn entities(&self) -> &[Line] {
        match self {
            Self::Started(Start { entities, .. })
            | Self::Completed(Completion { entities, .. }) => entities,
            _ => &[],
        }
    }

    /// The entities that it names, for the case or in place of those of another act.
    pub fn named(&self) -> &[Line] {
        match self {
            Self::Corrected(correction) => &correction.entities,
            _ => self.entities(),
        }
    }

    /// The activity whose roles alone may do it; the other acts are for anyone of the people.
    pub const fn of_roles(&self) -> Option<ActivityNumber> {
        match self {
            Self::Completed(Completion { activity, .. })
            | Self::Returned(Return { activity, .. }) => Some(*activity),
            _ => None,
        }
    }

    /// To whom it gives work.
    pub const fn assigned(&self) -> Option<&Actor> {
        match self {
            Self::Assigned { person, .. } => Some(person),
            _ => None,
        }
    }

    /// The event that it undoes, keeps or corrects.
    pub const fn spoken_of(&self) -> Option<EventId> {
        match self {
            Self::Undone(undoing) => Some(undoing.event),
            Self::Kept(keeping) => Some(keeping.event),
            Self::Corrected(correction) => Some(correction.event),
            _ => None,
        }
    }

    /// Why, where it must be said.
    pub const fn reason(&self) -> Option<&Prose> {
        match self {
            Self::Returned(Return { reason, .. })
            | Self::Redirected(Redirection { reason, .. })
            | Self::Undone(Undoing { reason, .. })
            | Self::Kept(Keeping { reason, .. })
            | Self::Turned { reason, .. }
            | Self::Migrated(Migration { reason, .. })
            | Self::Corrected(Correction { reason, .. }) => Some(reason),
            Self::Started(_)
            | Self::Completed(_)
            | Self::Attached { .. }
            | Self::Noted { .. }
            | Self::Assigned { .. }
            | Self::Linked { .. }
            | Self::Unknown { .. } => None,
        }
    }

    /// Whether it leaves the path of the procedure: every such act has a reason, and a review
    /// that returns the work is on the path.
    pub const fn is_deviation(&self) -> bool {
        self.reason().is_some() && !matches!(self, Self::Returned(_))
    }

    /// Its name in the journal.
    pub fn name(&self) -> &str {
        match self {
            Self::Started(_) => "started",
            Self::Completed(_) => "completed",
            Self::Returned(_) => "returned",
            Self::Redirected(_) => "redirected",
            Self::Undone(_) => "undone",
            Self::Kept(_) => "kept",
            Self::Turned { turn, .. } => turn.name(),
            Self::Migrated(_) => "migrated",
            Self::Attached { .. } => "attached",
            Self::Noted { .. } => "noted",
            Self::Corrected(_) => "corrected",
            Self::Assigned { .. } => "assigned",
            Self::Linked { .. } => "linked",
            Self::Unknown { name } => name,
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
