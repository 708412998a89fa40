use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
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

/// An event before it has an id.
#[derive(Clone, Debug)]
pub struct Draft {
    pub after: Vec<EventId>,
    pub seq: u64,
    pub at: Moment,
    pub rec: DateTime<Utc>,
    pub by: Actor,
    pub role: Option<RoleId>,
    pub on_behalf: Option<Actor>,
    pub authority: Option<Line>,
    pub did: Act,
}

impl Draft {
    /// The id of the event and its line, final newline included.
    pub fn sealed(&self) -> (EventId, String) {
        let wire = EventWire::from(self);
        let event = serde_json::to_string(&wire).expect("an event is plain data");
        let id = EventId::of(event.as_bytes());
        (id, format!("{{\"id\":\"{id}\",\"event\":{event}}}\n"))
    }
}

#[derive(Serialize, Deserialize)]
pub struct EventWire<'a> {
    pub v: u32,
    after: Vec<EventId>,
    seq: u64,
    #[serde(borrow)]
    at: Cow<'a, str>,
    #[serde(borrow)]
    rec: Cow<'a, str>,
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(borrow, rename = "as", skip_serializing_if = "Option::is_none")]
    role: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "for", skip_serializing_if = "Option::is_none")]
    on_behalf: Option<Cow<'a, str>>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    authority: Option<Cow<'a, str>>,
    #[serde(borrow)]
    did: ActWire<'a>,
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

enum ActWire<'a> {
    Started(StartedWire<'a>),
    Completed(CompletedWire<'a>),
    Returned(ReturnedWire<'a>),
    Attached(AttachedWire<'a>),
    Noted(NotedWire<'a>),
    Unknown(Cow<'a, str>),
}

#[derive(Serialize, Deserialize)]
struct StartedWire<'a> {
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
struct CompletedWire<'a> {
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
struct ReturnedWire<'a> {
    activity: ActivityWire,
    item: ItemId,
    to: ActivityWire,
    #[serde(borrow)]
    reason: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
struct AttachedWire<'a> {
    activity: ActivityWire,
    item: ItemId,
    #[serde(borrow)]
    outputs: Vec<OutputWire<'a>>,
}

#[derive(Serialize, Deserialize)]
struct NotedWire<'a> {
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

impl<'a> From<&'a Draft> for EventWire<'a> {
    fn from(draft: &'a Draft) -> Self {
        Self {
            v: FORMAT,
            after: draft.after.clone(),
            seq: draft.seq,
            at: draft.at.to_string().into(),
            rec: draft.rec.to_rfc3339_opts(SecondsFormat::Secs, true).into(),
            by: draft.by.as_str().into(),
            role: draft.role.as_ref().map(|role| role.as_str().into()),
            on_behalf: draft.on_behalf.as_ref().map(|name| name.as_str().into()),
            authority: draft.authority.as_ref().map(|text| text.as_str().into()),
            did: (&draft.did).into(),
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

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::Draft;
    use crate::journal::Journal;
    use crate::model::{
        Act, ActivityNumber, Actor, AnswerKey, CaseId, Completion, Digest, EventId, ItemId, Line,
        Moment, Output, OutputKind, ProcedureId, Prose, Return, RoleId, Start,
    };

    fn draft(seq: u64, after: Vec<EventId>, did: Act) -> Draft {
        Draft {
            after,
            seq,
            at: Moment::parse("2026-03-02T10:12:00-04:00").expect("a moment"),
            rec: DateTime::parse_from_rfc3339("2026-03-02T14:12:05Z")
                .expect("a time")
                .to_utc(),
            by: Actor::parse("Ana Q.").expect("a name"),
            role: None,
            on_behalf: None,
            authority: None,
            did,
        }
    }

    fn start() -> Act {
        Act::Started(Start {
            procedure: ProcedureId::parse("pr07").expect("a key"),
            version: 2,
            digest: Digest::of(b"the file"),
            entities: vec![Line::parse("Ministerio X").expect("a line")],
            title: None,
            reference: Some(Line::parse("HR-77/2026").expect("a line")),
            nonce: "5b1f".into(),
        })
    }

    fn number(number: u8) -> ActivityNumber {
        ActivityNumber::new(number).expect("1 to 128")
    }

    fn outputs() -> Vec<Output> {
        vec![Output {
            kind: OutputKind::parse("correo").expect("a key"),
            reference: Some(Line::parse("CITE-12/2026").expect("a line")),
            file: Some("cases/2026/pr07-0123456789ab/a.pdf".into()),
            sha256: Some(Digest::of(b"a")),
        }]
    }

    #[track_caller]
    fn case(draft: &Draft, event: &str) {
        let (id, line) = draft.sealed();
        assert_eq!(id, EventId::of(event.as_bytes()));
        assert_eq!(line, format!("{{\"id\":\"{id}\",\"event\":{event}}}\n"));
        let (_, first) = self::draft(1, Vec::new(), start()).sealed();
        let case = CaseId::of(
            ProcedureId::parse("pr07").expect("a key"),
            &self::draft(1, Vec::new(), start()).sealed().0,
        );
        let journal = Journal::read(format!("{first}{line}").as_bytes(), &case);
        let read = journal.events.last().expect("the line reads back");
        assert_eq!((read.id, &read.did), (id, &draft.did));
    }

    #[test]
    fn a_line_of_every_kind_is_written_as_it_always_was() {
        let item = ItemId::of(b"item");
        let first = EventId::of(b"x");
        case(
            &draft(1, Vec::new(), start()),
            r#"{"v":1,"after":[],"seq":1,"at":"2026-03-02T10:12:00-04:00","rec":"2026-03-02T14:12:05Z","by":"Ana Q.","did":{"started":{"procedure":"pr07","version":2,"digest":"994659de87f727ddcde75df44314f31d7f367b3bff347e852f390530f29720c7","entities":["Ministerio X"],"ref":"HR-77/2026","nonce":"5b1f"}}}"#,
        );
        case(
            &Draft {
                at: Moment::parse("2026-03-02").expect("a moment"),
                role: Some(RoleId::parse("profesional-ait").expect("a key")),
                on_behalf: Some(Actor::parse("Luis P.").expect("a name")),
                authority: Some(Line::parse("MEM-3/2026").expect("a line")),
                ..draft(
                    2,
                    vec![first],
                    Act::Completed(Completion {
                        activity: number(5),
                        item,
                        answers: vec![AnswerKey::parse("yes").expect("a key")],
                        outputs: outputs(),
                        entities: vec![Line::parse("Entidad Y").expect("a line")],
                        note: Some(Prose::parse("uno\ndos").expect("a note")),
                    }),
                )
            },
            r#"{"v":1,"after":["2d711642b726b04401627ca9fbac32f5c8530fb1"],"seq":2,"at":"2026-03-02","rec":"2026-03-02T14:12:05Z","by":"Ana Q.","as":"profesional-ait","for":"Luis P.","authority":"MEM-3/2026","did":{"completed":{"activity":5,"item":"4a33eacd5fa65f2b2e28","answers":["yes"],"outputs":[{"kind":"correo","reference":"CITE-12/2026","file":"cases/2026/pr07-0123456789ab/a.pdf","sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}],"entities":["Entidad Y"],"note":"uno\ndos"}}}"#,
        );
        case(
            &draft(
                2,
                vec![first],
                Act::Returned(Return {
                    activity: number(8),
                    item,
                    to: number(7),
                    reason: Prose::parse("falta la firma").expect("a reason"),
                }),
            ),
            r#"{"v":1,"after":["2d711642b726b04401627ca9fbac32f5c8530fb1"],"seq":2,"at":"2026-03-02T10:12:00-04:00","rec":"2026-03-02T14:12:05Z","by":"Ana Q.","did":{"returned":{"activity":8,"item":"4a33eacd5fa65f2b2e28","to":7,"reason":"falta la firma"}}}"#,
        );
        case(
            &draft(
                2,
                vec![first],
                Act::Attached {
                    activity: number(5),
                    item,
                    outputs: outputs(),
                },
            ),
            r#"{"v":1,"after":["2d711642b726b04401627ca9fbac32f5c8530fb1"],"seq":2,"at":"2026-03-02T10:12:00-04:00","rec":"2026-03-02T14:12:05Z","by":"Ana Q.","did":{"attached":{"activity":5,"item":"4a33eacd5fa65f2b2e28","outputs":[{"kind":"correo","reference":"CITE-12/2026","file":"cases/2026/pr07-0123456789ab/a.pdf","sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}]}}}"#,
        );
        case(
            &draft(
                2,
                vec![first],
                Act::Noted {
                    note: Prose::parse("llamó la entidad").expect("a note"),
                },
            ),
            r#"{"v":1,"after":["2d711642b726b04401627ca9fbac32f5c8530fb1"],"seq":2,"at":"2026-03-02T10:12:00-04:00","rec":"2026-03-02T14:12:05Z","by":"Ana Q.","did":{"noted":{"note":"llamó la entidad"}}}"#,
        );
    }
}
