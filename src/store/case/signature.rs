//! Who writes, and when.

use chrono::{DateTime, Utc};

use crate::engine::{Refusal, refuse_secrets};
use crate::journal::Draft;
use crate::model::{Act, Actor, EventId, Line, Moment, RoleId, Wording};

/// Who writes, on whose behalf, for when, and when it is written down.
#[derive(Clone, Debug)]
pub struct Signature {
    pub by: Actor,
    pub role: Option<RoleId>,
    pub on_behalf: Option<Actor>,
    /// By what authority on someone's behalf.
    pub authority: Option<Line>,
    pub at: Moment,
    pub rec: DateTime<Utc>,
    /// Whether they insist that nothing in it is a secret, though it may look like one.
    pub not_secret: bool,
}

impl Signature {
    /// Refuses an act whose words look as if they held a secret, unless they insist.
    ///
    /// # Errors
    /// With what looks so.
    pub fn check(&self, act: &Act) -> Result<(), Refusal> {
        if self.not_secret {
            return Ok(());
        }
        let authority = self.authority.iter();
        let people = std::iter::once(&self.by).chain(&self.on_behalf);
        refuse_secrets(
            act.wordings()
                .into_iter()
                .chain(authority.map(|text| (Wording::Authority, text.as_str())))
                .chain(people.map(|person| (Wording::Person, person.as_str()))),
        )
    }

    pub(in crate::store) fn draft(&self, after: Vec<EventId>, seq: u64, did: Act) -> Draft {
        Draft {
            after: after.into(),
            seq,
            at: self.at,
            rec: self.rec,
            by: self.by.clone(),
            role: self.role.clone(),
            on_behalf: self.on_behalf.clone(),
            authority: self.authority.clone(),
            not_secret: self.not_secret,
            did,
        }
    }
}
