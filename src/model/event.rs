use chrono::{DateTime, Utc};

use crate::model::{
    ActivityNumber, Actor, AnswerKey, Digest, EventId, ItemId, Line, Moment, OutputKind,
    ProcedureId, Prose, RoleId,
};

/// Something that happened to a case, never altered once written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: EventId,
    /// Every head that the writer saw; empty in the first event alone.
    pub after: Vec<EventId>,
    /// 1 + the largest among `after`.
    pub seq: u64,
    /// When it happened.
    pub at: Moment,
    /// When it was written down.
    pub rec: DateTime<Utc>,
    pub by: Actor,
    /// The role in which they acted.
    pub role: Option<RoleId>,
    /// On whose behalf.
    pub on_behalf: Option<Actor>,
    /// By what authority on someone's behalf.
    pub authority: Option<Line>,
    pub did: Act,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Started(Start),
    Completed(Completion),
    Returned(Return),
    Attached {
        activity: ActivityNumber,
        item: ItemId,
        outputs: Vec<Output>,
    },
    Noted {
        note: Prose,
    },
    /// An act of a later version of the format: kept, shown, never understood.
    Unknown {
        name: String,
    },
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
    pub answers: Vec<AnswerKey>,
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

/// A document given for an activity: a reference, a file of the store, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    pub kind: OutputKind,
    pub reference: Option<Line>,
    /// Relative to the root of the store.
    pub file: Option<String>,
    pub sha256: Option<Digest>,
}

impl Act {
    /// How the case begins, where this is its start.
    pub const fn start(&self) -> Option<&Start> {
        match self {
            Self::Started(start) => Some(start),
            Self::Completed(_)
            | Self::Returned(_)
            | Self::Attached { .. }
            | Self::Noted { .. }
            | Self::Unknown { .. } => None,
        }
    }

    /// The work item that it speaks of, if of any.
    pub const fn item(&self) -> Option<ItemId> {
        match self {
            Self::Completed(completion) => Some(completion.item),
            Self::Returned(back) => Some(back.item),
            Self::Attached { item, .. } => Some(*item),
            Self::Started(_) | Self::Noted { .. } | Self::Unknown { .. } => None,
        }
    }

    pub const fn activity(&self) -> Option<ActivityNumber> {
        match self {
            Self::Completed(completion) => Some(completion.activity),
            Self::Returned(back) => Some(back.activity),
            Self::Attached { activity, .. } => Some(*activity),
            Self::Started(_) | Self::Noted { .. } | Self::Unknown { .. } => None,
        }
    }

    pub fn outputs(&self) -> &[Output] {
        match self {
            Self::Completed(completion) => &completion.outputs,
            Self::Attached { outputs, .. } => outputs,
            Self::Started(_) | Self::Returned(_) | Self::Noted { .. } | Self::Unknown { .. } => &[],
        }
    }

    pub fn entities(&self) -> &[Line] {
        match self {
            Self::Started(start) => &start.entities,
            Self::Completed(completion) => &completion.entities,
            Self::Returned(_)
            | Self::Attached { .. }
            | Self::Noted { .. }
            | Self::Unknown { .. } => &[],
        }
    }
}
