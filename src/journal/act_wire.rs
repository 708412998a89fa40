//! The wire form of acts, pinned by tests: renaming a type here must not change a journal.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::journal::on_wire::on_wire;
use crate::model::{
    Act, ActName, ActivityNumber, Actor, AnswerKey, CaseId, Completion, Digest, EventId, Few,
    ItemId, Line, Output, ProcedureId, Prose, Return, Start, Turn,
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Start")]
struct StartWire {
    procedure: ProcedureId,
    version: u32,
    digest: Digest,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    entities: Vec<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Line>,
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<Line>,
    nonce: String,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Completion")]
struct CompletionWire {
    activity: ActivityNumber,
    item: ItemId,
    #[serde(default, skip_serializing_if = "Few::is_empty")]
    answers: Few<AnswerKey>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    outputs: Vec<Output>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    entities: Vec<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Prose>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Return")]
struct ReturnWire {
    activity: ActivityNumber,
    item: ItemId,
    to: ActivityNumber,
    reason: Prose,
}

on_wire!(
    Start as StartWire,
    Completion as CompletionWire,
    Return as ReturnWire,
);

#[derive(Serialize, Deserialize)]
struct TurnedWire<'a> {
    reason: Cow<'a, Prose>,
}

#[derive(Serialize, Deserialize)]
struct AttachedWire<'a> {
    activity: ActivityNumber,
    item: ItemId,
    outputs: Cow<'a, [Output]>,
}

#[derive(Serialize, Deserialize)]
struct NotedWire<'a> {
    note: Cow<'a, Prose>,
}

#[derive(Serialize, Deserialize)]
struct AssignedWire<'a> {
    activity: ActivityNumber,
    item: ItemId,
    person: Cow<'a, Actor>,
}

#[derive(Serialize, Deserialize)]
struct LabelledWire<'a> {
    labels: Cow<'a, [Line]>,
}

#[derive(Serialize, Deserialize)]
struct UnlabelledWire<'a> {
    labels: Cow<'a, [(Line, EventId)]>,
}

#[derive(Serialize, Deserialize)]
struct LinkedWire<'a> {
    case: Cow<'a, CaseId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Cow<'a, Line>>,
}

impl Serialize for Act {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_key(&self.name())?;
        match self {
            Self::Started(start) => map.serialize_value(start)?,
            Self::Completed(done) => map.serialize_value(done)?,
            Self::Returned(back) => map.serialize_value(back)?,
            Self::Redirected(moved) => map.serialize_value(moved)?,
            Self::Undone(undone) => map.serialize_value(undone)?,
            Self::Kept(keeping) => map.serialize_value(keeping)?,
            Self::Turned { reason, .. } => {
                let reason = Cow::Borrowed(reason);
                map.serialize_value(&TurnedWire { reason })?;
            }
            Self::Migrated(migration) => map.serialize_value(migration)?,
            Self::Attached {
                activity,
                item,
                outputs,
            } => map.serialize_value(&AttachedWire {
                activity: *activity,
                item: *item,
                outputs: outputs.into(),
            })?,
            Self::Waived(waiver) => map.serialize_value(waiver)?,
            Self::Retracted(retraction) => map.serialize_value(retraction)?,
            Self::Restored(restoration) => map.serialize_value(restoration)?,
            Self::Noted { note } => {
                let note = Cow::Borrowed(note);
                map.serialize_value(&NotedWire { note })?;
            }
            Self::Corrected(correction) => map.serialize_value(correction)?,
            Self::Assigned {
                activity,
                item,
                person,
            } => map.serialize_value(&AssignedWire {
                activity: *activity,
                item: *item,
                person: Cow::Borrowed(person),
            })?,
            Self::Labelled { labels } => map.serialize_value(&LabelledWire {
                labels: labels.into(),
            })?,
            Self::Unlabelled { labels } => map.serialize_value(&UnlabelledWire {
                labels: labels.into(),
            })?,
            Self::Linked { case, kind } => map.serialize_value(&LinkedWire {
                case: Cow::Borrowed(case),
                kind: kind.as_ref().map(Cow::Borrowed),
            })?,
            Self::Unknown { .. } => map.serialize_value(&())?,
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Act {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ActVisitor)
    }
}

struct ActVisitor;

impl<'de> Visitor<'de> for ActVisitor {
    type Value = Act;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object with one act")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Act, A::Error> {
        let name: Option<Cow<'de, str>> = map.next_key()?;
        let name = name.ok_or_else(|| A::Error::custom("an event says what happened"))?;
        let act = match ActName::of(&name) {
            ActName::Started => Act::Started(map.next_value()?),
            ActName::Completed => Act::Completed(map.next_value()?),
            ActName::Returned => Act::Returned(map.next_value()?),
            ActName::Redirected => Act::Redirected(map.next_value()?),
            ActName::Undone => Act::Undone(map.next_value()?),
            ActName::Kept => Act::Kept(map.next_value()?),
            ActName::Suspended => turned(Turn::Suspended, map.next_value()?),
            ActName::Resumed => turned(Turn::Resumed, map.next_value()?),
            ActName::Cancelled => turned(Turn::Cancelled, map.next_value()?),
            ActName::Reopened => turned(Turn::Reopened, map.next_value()?),
            ActName::Migrated => Act::Migrated(map.next_value()?),
            ActName::Attached => {
                let wire: AttachedWire = map.next_value()?;
                Act::Attached {
                    activity: wire.activity,
                    item: wire.item,
                    outputs: wire.outputs.into_owned(),
                }
            }
            ActName::Waived => Act::Waived(map.next_value()?),
            ActName::Retracted => Act::Retracted(map.next_value()?),
            ActName::Restored => Act::Restored(map.next_value()?),
            ActName::Noted => {
                let wire: NotedWire = map.next_value()?;
                let note = wire.note.into_owned();
                Act::Noted { note }
            }
            ActName::Corrected => Act::Corrected(map.next_value()?),
            ActName::Assigned => {
                let wire: AssignedWire = map.next_value()?;
                Act::Assigned {
                    activity: wire.activity,
                    item: wire.item,
                    person: wire.person.into_owned(),
                }
            }
            ActName::Labelled => {
                let wire: LabelledWire = map.next_value()?;
                Act::Labelled {
                    labels: wire.labels.into_owned(),
                }
            }
            ActName::Unlabelled => {
                let wire: UnlabelledWire = map.next_value()?;
                Act::Unlabelled {
                    labels: wire.labels.into_owned(),
                }
            }
            ActName::Linked => {
                let wire: LinkedWire = map.next_value()?;
                Act::Linked {
                    case: wire.case.into_owned(),
                    kind: wire.kind.map(Cow::into_owned),
                }
            }
            ActName::Unknown(name) => {
                map.next_value::<IgnoredAny>()?;
                Act::Unknown { name }
            }
        };
        match map.next_key::<IgnoredAny>()? {
            Some(_) => Err(A::Error::custom("an event says one thing only")),
            None => Ok(act),
        }
    }
}

fn turned(turn: Turn, wire: TurnedWire) -> Act {
    let reason = wire.reason.into_owned();
    Act::Turned { turn, reason }
}
