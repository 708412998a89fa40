//! The wire form of lines and events.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::model::{Act, Actor, Event, EventId, Few, Line, Moment, RoleId};

/// The version of the format that this program writes.
pub const FORMAT: u32 = 1;

/// A line of a journal. Other fields beside `event` are ignored here and carried along.
#[derive(Deserialize)]
pub struct LineWire<'a> {
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    #[serde(borrow)]
    pub event: &'a RawValue,
}

#[derive(Serialize, Deserialize)]
pub struct EventWire<'a> {
    pub v: u32,
    pub after: Few<EventId>,
    pub seq: u64,
    #[serde(borrow)]
    pub at: Cow<'a, str>,
    #[serde(borrow)]
    pub rec: Cow<'a, str>,
    #[serde(borrow)]
    pub by: Cow<'a, str>,
    #[serde(borrow, rename = "as", skip_serializing_if = "Option::is_none")]
    pub role: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "for", skip_serializing_if = "Option::is_none")]
    pub on_behalf: Option<Cow<'a, str>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_secret: bool,
    pub did: Cow<'a, Act>,
}

/// The fields that an event has in every later version of the format.
#[derive(Deserialize)]
pub struct NewerWire<'a> {
    pub v: u32,
    after: Few<EventId>,
    seq: u64,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow)]
    rec: Cow<'a, str>,
    #[serde(borrow)]
    by: Cow<'a, str>,
}

/// The error for well-formed JSON with an invalid value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadMoment;

impl EventWire<'_> {
    /// Whether its act is unknown to this version of the program.
    pub fn is_unknown(&self) -> bool {
        matches!(*self.did, Act::Unknown { .. })
    }

    pub fn into_event(self, id: EventId) -> Result<Event, BadMoment> {
        Ok(Event {
            id,
            after: self.after,
            seq: self.seq,
            at: Moment::parse(&self.at).map_err(|_| BadMoment)?,
            rec: recorded_at(&self.rec)?,
            by: Actor::recorded(self.by),
            role: self.role.as_deref().map(RoleId::recorded),
            on_behalf: self.on_behalf.map(Actor::recorded),
            authority: self.authority.map(Line::recorded),
            not_secret: self.not_secret,
            did: self.did.into_owned(),
        })
    }
}

impl NewerWire<'_> {
    pub fn into_event(self, id: EventId) -> Result<Event, BadMoment> {
        Ok(Event {
            id,
            after: self.after,
            seq: self.seq,
            at: Moment::parse(&self.at).map_err(|_| BadMoment)?,
            rec: recorded_at(&self.rec)?,
            by: Actor::recorded(self.by),
            role: None,
            on_behalf: None,
            authority: None,
            not_secret: false,
            did: Act::Unknown {
                name: format!("v{}", self.v),
            },
        })
    }
}

pub fn recorded_at(text: &str) -> Result<DateTime<Utc>, BadMoment> {
    let time = DateTime::parse_from_rfc3339(text).map_err(|_| BadMoment)?;
    Ok(time.to_utc())
}
