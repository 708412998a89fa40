//! The wire form of acts, pinned by tests: renaming a type here must not change a journal.

use std::borrow::Cow;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::journal::act_parts::{ActivityWire, BadAct, OutputWire, borrowed};
use crate::journal::off_path_wire::{
    AssignedWire, CorrectedWire, KeptWire, LinkedWire, MigratedWire, ReasonWire, RedirectedWire,
    UndoneWire,
};
use crate::model::{
    Act, Actor, AnswerKey, CaseId, Completion, Digest, ItemId, Line, ProcedureId, Prose, Return,
    Start, Turn,
};

/// An act under its name in the journal.
pub enum ActWire<'a> {
    Started(StartedWire<'a>),
    Completed(CompletedWire<'a>),
    Returned(ReturnedWire<'a>),
    Redirected(RedirectedWire<'a>),
    Undone(UndoneWire<'a>),
    Kept(KeptWire<'a>),
    Turned(Turn, ReasonWire<'a>),
    Migrated(MigratedWire<'a>),
    Attached(AttachedWire<'a>),
    Noted(NotedWire<'a>),
    Corrected(CorrectedWire<'a>),
    Assigned(AssignedWire<'a>),
    Linked(LinkedWire<'a>),
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

impl Serialize for ActWire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Started(wire) => map.serialize_entry("started", wire)?,
            Self::Completed(wire) => map.serialize_entry("completed", wire)?,
            Self::Returned(wire) => map.serialize_entry("returned", wire)?,
            Self::Redirected(wire) => map.serialize_entry("redirected", wire)?,
            Self::Undone(wire) => map.serialize_entry("undone", wire)?,
            Self::Kept(wire) => map.serialize_entry("kept", wire)?,
            Self::Turned(turn, wire) => map.serialize_entry(turn.name(), wire)?,
            Self::Migrated(wire) => map.serialize_entry("migrated", wire)?,
            Self::Attached(wire) => map.serialize_entry("attached", wire)?,
            Self::Noted(wire) => map.serialize_entry("noted", wire)?,
            Self::Corrected(wire) => map.serialize_entry("corrected", wire)?,
            Self::Assigned(wire) => map.serialize_entry("assigned", wire)?,
            Self::Linked(wire) => map.serialize_entry("linked", wire)?,
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
            "redirected" => ActWire::Redirected(map.next_value()?),
            "undone" => ActWire::Undone(map.next_value()?),
            "kept" => ActWire::Kept(map.next_value()?),
            "suspended" => ActWire::Turned(Turn::Suspended, map.next_value()?),
            "resumed" => ActWire::Turned(Turn::Resumed, map.next_value()?),
            "cancelled" => ActWire::Turned(Turn::Cancelled, map.next_value()?),
            "reopened" => ActWire::Turned(Turn::Reopened, map.next_value()?),
            "migrated" => ActWire::Migrated(map.next_value()?),
            "attached" => ActWire::Attached(map.next_value()?),
            "noted" => ActWire::Noted(map.next_value()?),
            "corrected" => ActWire::Corrected(map.next_value()?),
            "assigned" => ActWire::Assigned(map.next_value()?),
            "linked" => ActWire::Linked(map.next_value()?),
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
            Act::Redirected(moved) => Self::Redirected(moved.into()),
            Act::Undone(undone) => Self::Undone(undone.into()),
            Act::Kept(keeping) => Self::Kept(keeping.into()),
            Act::Turned { turn, reason } => {
                let reason = reason.as_str().into();
                Self::Turned(*turn, ReasonWire { reason })
            }
            Act::Migrated(migration) => Self::Migrated(migration.into()),
            Act::Corrected(correction) => Self::Corrected(correction.into()),
            Act::Assigned {
                activity,
                item,
                person,
            } => Self::Assigned(AssignedWire {
                activity: ActivityWire(*activity),
                item: *item,
                person: person.as_str().into(),
            }),
            Act::Linked { case, kind } => Self::Linked(LinkedWire {
                case: case.to_string().into(),
                kind: kind.as_ref().map(|kind| kind.as_str().into()),
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

impl ActWire<'_> {
    pub fn into_act(self) -> Result<Act, BadAct> {
        Ok(match self {
            Self::Started(wire) => Act::Started(wire.into()),
            Self::Completed(wire) => Act::Completed(wire.into()),
            Self::Returned(wire) => Act::Returned(Return {
                activity: wire.activity.0,
                item: wire.item,
                to: wire.to.0,
                reason: Prose::recorded(wire.reason),
            }),
            Self::Redirected(wire) => Act::Redirected(wire.into()),
            Self::Undone(wire) => Act::Undone(wire.into()),
            Self::Kept(wire) => Act::Kept(wire.into()),
            Self::Turned(turn, wire) => Act::Turned {
                turn,
                reason: Prose::recorded(wire.reason),
            },
            Self::Migrated(wire) => Act::Migrated(wire.into()),
            Self::Attached(wire) => Act::Attached {
                activity: wire.activity.0,
                item: wire.item,
                outputs: wire.outputs.into_iter().map(Into::into).collect(),
            },
            Self::Noted(wire) => Act::Noted {
                note: Prose::recorded(wire.note),
            },
            Self::Corrected(wire) => Act::Corrected(wire.try_into()?),
            Self::Assigned(wire) => Act::Assigned {
                activity: wire.activity.0,
                item: wire.item,
                person: Actor::recorded(wire.person),
            },
            Self::Linked(wire) => Act::Linked {
                case: CaseId::parse(&wire.case).map_err(|_| BadAct)?,
                kind: wire.kind.map(Line::recorded),
            },
            Self::Unknown(name) => Act::Unknown {
                name: name.into_owned(),
            },
        })
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
        let answers = wire.answers.iter();
        Self {
            activity: wire.activity.0,
            item: wire.item,
            answers: answers.map(|key| AnswerKey::recorded(key)).collect(),
            outputs: wire.outputs.into_iter().map(Into::into).collect(),
            entities: wire.entities.into_iter().map(Line::recorded).collect(),
            note: wire.note.map(Prose::recorded),
        }
    }
}
