use chrono::{DateTime, Utc};

use crate::model::{Act, Actor, EventId, Few, Line, Moment, RoleId};

/// Something that happened to a case, never altered once written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub id: EventId,
    /// Every head that the writer saw; empty in the first event alone.
    pub after: Few<EventId>,
    /// 1 + the largest `seq` among `after`.
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
    /// Whether the author confirmed that what looks like a secret in it is none.
    pub not_secret: bool,
    pub did: Act,
}
