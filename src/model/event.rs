use chrono::{DateTime, Utc};

use crate::model::{Act, Actor, EventId, Few, Line, Moment, Procedure, RoleId};

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

impl Event {
    /// Whether it only records what a role outside of the unit did, as the settings provide: in the
    /// name of that role, by no other authority.
    pub fn is_recorded(&self, procedure: &Procedure) -> bool {
        let role = self.role.as_ref().and_then(|role| procedure.role(role));
        let named = role.zip(self.on_behalf.as_ref());
        let is_for_role = named.is_some_and(|(role, other)| other.as_str() == role.title.es);
        is_for_role && self.authority.is_none()
    }
}
