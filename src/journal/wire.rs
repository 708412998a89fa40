use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, Utc};
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::model::{
    Act, ActivityNumber, Actor, AnswerKey, Completion, Digest, Event, EventId, ItemId, Line,
    Moment, Output, OutputKind, ProcedureId, Prose, Return, RoleId, Start,
};

/// The version of the format that this program writes.
pub const FORMAT: u32 = 1;

/// One line as it stands in a journal. What else stands beside `event` is carried along.
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
    pub after: Vec<EventId>,
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
    #[serde(borrow)]
    pub did: ActWire<'a>,
}

/// What any later version of the format will still say of an event.
#[derive(Deserialize)]
pub struct NewerWire<'a> {
    pub v: u32,
    after: Vec<EventId>,
    seq: u64,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow)]
    rec: Cow<'a, str>,
    #[serde(borrow)]
    by: Cow<'a, str>,
}

/// An act by its name in the journal.
pub enum ActWire<'a> {
    Started(StartedWire<'a>),
    Completed(CompletedWire<'a>),
    Returned(ReturnedWire<'a>),
    Attached(AttachedWire<'a>),
    Noted(NotedWire<'a>),
    Unknown(Cow<'a, str>),
}

#[derive(Serialize, Deserialize)]
pub struct StartedWire<'a> {
    #[serde(borrow)]
    procedure: Cow<'a, str>,
    version: u32,
    digest: Digest,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    entities: Vec<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    title: Option<Cow<'a, str>>,
    #[serde(
        borrow,
        default,
        rename = "ref",
        skip_serializing_if = "Option::is_none"
    )]
    reference: Option<Cow<'a, str>>,
    #[serde(borrow)]
    nonce: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
pub struct CompletedWire<'a> {
    activity: ActivityWire,
    item: ItemId,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    answers: Vec<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    outputs: Vec<OutputWire<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    entities: Vec<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    note: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
pub struct ReturnedWire<'a> {
    activity: ActivityWire,
    item: ItemId,
    to: ActivityWire,
    #[serde(borrow)]
    reason: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
pub struct AttachedWire<'a> {
    activity: ActivityWire,
    item: ItemId,
    #[serde(borrow)]
    outputs: Vec<OutputWire<'a>>,
}

#[derive(Serialize, Deserialize)]
pub struct NotedWire<'a> {
    #[serde(borrow)]
    note: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
struct OutputWire<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    reference: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    file: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<Digest>,
}

/// An activity's number, refused where no activity can bear it.
#[derive(Clone, Copy)]
struct ActivityWire(ActivityNumber);

impl Serialize for ActivityWire {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.0.get())
    }
}

impl<'de> Deserialize<'de> for ActivityWire {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u8::deserialize(deserializer)?;
        let activity = ActivityNumber::new(number);
        activity
            .map(Self)
            .ok_or_else(|| serde::de::Error::custom("no activity can have this number"))
    }
}

impl Serialize for ActWire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Started(wire) => map.serialize_entry("started", wire)?,
            Self::Completed(wire) => map.serialize_entry("completed", wire)?,
            Self::Returned(wire) => map.serialize_entry("returned", wire)?,
            Self::Attached(wire) => map.serialize_entry("attached", wire)?,
            Self::Noted(wire) => map.serialize_entry("noted", wire)?,
            Self::Unknown(name) => map.serialize_entry(name, &())?,
        }
        map.end()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for ActWire<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ActVisitor)
    }
}

struct ActVisitor;

impl<'de> Visitor<'de> for ActVisitor {
    type Value = ActWire<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object with one act")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let missing = || serde::de::Error::custom("an event says what happened");
        let name: Cow<'de, str> = map.next_key()?.ok_or_else(missing)?;
        let act = match name.as_ref() {
            "started" => ActWire::Started(map.next_value()?),
            "completed" => ActWire::Completed(map.next_value()?),
            "returned" => ActWire::Returned(map.next_value()?),
            "attached" => ActWire::Attached(map.next_value()?),
            "noted" => ActWire::Noted(map.next_value()?),
            _ => {
                map.next_value::<IgnoredAny>()?;
                ActWire::Unknown(name)
            }
        };
        match map.next_key::<IgnoredAny>()? {
            Some(_) => Err(serde::de::Error::custom("an event says one thing only")),
            None => Ok(act),
        }
    }
}

/// Why well-formed JSON is no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadMoment;

impl EventWire<'_> {
    /// Whether its act is of a later version of the program.
    pub const fn is_unknown(&self) -> bool {
        matches!(self.did, ActWire::Unknown(_))
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
            did: self.did.into(),
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
            did: Act::Unknown {
                name: format!("v{}", self.v),
            },
        })
    }
}

fn recorded_at(text: &str) -> Result<DateTime<Utc>, BadMoment> {
    let time = DateTime::parse_from_rfc3339(text).map_err(|_| BadMoment)?;
    Ok(time.to_utc())
}

impl<'a> From<&'a Act> for ActWire<'a> {
    fn from(act: &'a Act) -> Self {
        match act {
            Act::Started(start) => Self::Started(start.into()),
            Act::Completed(done) => Self::Completed(done.into()),
            Act::Returned(back) => Self::Returned(ReturnedWire {
                activity: ActivityWire(back.activity),
                item: back.item,
                to: ActivityWire(back.to),
                reason: back.reason.as_str().into(),
            }),
            Act::Attached {
                activity,
                item,
                outputs,
            } => Self::Attached(AttachedWire {
                activity: ActivityWire(*activity),
                item: *item,
                outputs: outputs.iter().map(Into::into).collect(),
            }),
            Act::Noted { note } => Self::Noted(NotedWire {
                note: note.as_str().into(),
            }),
            Act::Unknown { name } => Self::Unknown(name.as_str().into()),
        }
    }
}

impl From<ActWire<'_>> for Act {
    fn from(wire: ActWire<'_>) -> Self {
        match wire {
            ActWire::Started(wire) => Self::Started(wire.into()),
            ActWire::Completed(wire) => Self::Completed(wire.into()),
            ActWire::Returned(wire) => Self::Returned(Return {
                activity: wire.activity.0,
                item: wire.item,
                to: wire.to.0,
                reason: Prose::recorded(wire.reason),
            }),
            ActWire::Attached(wire) => Self::Attached {
                activity: wire.activity.0,
                item: wire.item,
                outputs: wire.outputs.into_iter().map(Into::into).collect(),
            },
            ActWire::Noted(wire) => Self::Noted {
                note: Prose::recorded(wire.note),
            },
            ActWire::Unknown(name) => Self::Unknown {
                name: name.into_owned(),
            },
        }
    }
}

impl<'a> From<&'a Start> for StartedWire<'a> {
    fn from(start: &'a Start) -> Self {
        Self {
            procedure: start.procedure.as_str().into(),
            version: start.version,
            digest: start.digest,
            entities: borrowed(&start.entities),
            title: start.title.as_ref().map(|title| title.as_str().into()),
            reference: start.reference.as_ref().map(|text| text.as_str().into()),
            nonce: start.nonce.as_str().into(),
        }
    }
}

impl From<StartedWire<'_>> for Start {
    fn from(wire: StartedWire<'_>) -> Self {
        Self {
            procedure: ProcedureId::recorded(&wire.procedure),
            version: wire.version,
            digest: wire.digest,
            entities: wire.entities.into_iter().map(Line::recorded).collect(),
            title: wire.title.map(Line::recorded),
            reference: wire.reference.map(Line::recorded),
            nonce: wire.nonce.into_owned(),
        }
    }
}

impl<'a> From<&'a Completion> for CompletedWire<'a> {
    fn from(done: &'a Completion) -> Self {
        Self {
            activity: ActivityWire(done.activity),
            item: done.item,
            answers: done.answers.iter().map(|key| key.as_str().into()).collect(),
            outputs: done.outputs.iter().map(Into::into).collect(),
            entities: borrowed(&done.entities),
            note: done.note.as_ref().map(|note| note.as_str().into()),
        }
    }
}

impl From<CompletedWire<'_>> for Completion {
    fn from(wire: CompletedWire<'_>) -> Self {
        Self {
            activity: wire.activity.0,
            item: wire.item,
            answers: wire
                .answers
                .iter()
                .map(|key| AnswerKey::recorded(key))
                .collect(),
            outputs: wire.outputs.into_iter().map(Into::into).collect(),
            entities: wire.entities.into_iter().map(Line::recorded).collect(),
            note: wire.note.map(Prose::recorded),
        }
    }
}

impl<'a> From<&'a Output> for OutputWire<'a> {
    fn from(output: &'a Output) -> Self {
        Self {
            kind: output.kind.as_str().into(),
            reference: output.reference.as_ref().map(|text| text.as_str().into()),
            file: output.file.as_deref().map(Into::into),
            sha256: output.sha256,
        }
    }
}

impl From<OutputWire<'_>> for Output {
    fn from(wire: OutputWire<'_>) -> Self {
        Self {
            kind: OutputKind::recorded(&wire.kind),
            reference: wire.reference.map(Line::recorded),
            file: wire.file.map(Cow::into_owned),
            sha256: wire.sha256,
        }
    }
}

fn borrowed(lines: &[Line]) -> Vec<Cow<'_, str>> {
    lines.iter().map(|line| line.as_str().into()).collect()
}
