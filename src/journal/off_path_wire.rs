//! The wire form of the acts that leave the path of a procedure.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::journal::act_parts::{ActivityWire, BadAct, OutputWire, borrowed};
use crate::model::{
    Correction, Digest, EventId, ItemId, Keeping, Line, Migration, Moment, Prose, Redirection,
    Subject, Undoing,
};

#[derive(Serialize, Deserialize)]
pub struct RedirectedWire<'a> {
    pub activity: ActivityWire,
    pub item: ItemId,
    pub to: Vec<ActivityWire>,
    #[serde(borrow)]
    pub reason: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
pub struct UndoneWire<'a> {
    pub activity: ActivityWire,
    pub item: ItemId,
    pub event: EventId,
    #[serde(borrow)]
    pub reason: Cow<'a, str>,
}

/// The subject is the item, else the version, else the case.
#[derive(Serialize, Deserialize)]
pub struct KeptWire<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<ActivityWire>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<ItemId>,
    pub event: EventId,
    #[serde(borrow)]
    pub reason: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
pub struct ReasonWire<'a> {
    #[serde(borrow)]
    pub reason: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
pub struct MigratedWire<'a> {
    pub from: ItemId,
    pub version: u32,
    pub digest: Digest,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub map: Vec<(ActivityWire, ActivityWire)>,
    #[serde(borrow)]
    pub reason: Cow<'a, str>,
}

/// `at` is a day or a time, as in an event.
#[derive(Serialize, Deserialize)]
pub struct CorrectedWire<'a> {
    pub event: EventId,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<OutputWire<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'a, str>>,
    #[serde(
        borrow,
        default,
        rename = "ref",
        skip_serializing_if = "Option::is_none"
    )]
    pub reference: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub reason: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
pub struct AssignedWire<'a> {
    pub activity: ActivityWire,
    pub item: ItemId,
    #[serde(borrow)]
    pub person: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
pub struct LinkedWire<'a> {
    #[serde(borrow)]
    pub case: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Cow<'a, str>>,
}

impl<'a> From<&'a Redirection> for RedirectedWire<'a> {
    fn from(moved: &'a Redirection) -> Self {
        Self {
            activity: ActivityWire(moved.activity),
            item: moved.item,
            to: moved.to.iter().copied().map(ActivityWire).collect(),
            reason: moved.reason.as_str().into(),
        }
    }
}

impl From<RedirectedWire<'_>> for Redirection {
    fn from(wire: RedirectedWire<'_>) -> Self {
        Self {
            activity: wire.activity.0,
            item: wire.item,
            to: wire.to.into_iter().map(|to| to.0).collect(),
            reason: Prose::recorded(wire.reason),
        }
    }
}

impl<'a> From<&'a Undoing> for UndoneWire<'a> {
    fn from(undone: &'a Undoing) -> Self {
        Self {
            activity: ActivityWire(undone.activity),
            item: undone.item,
            event: undone.event,
            reason: undone.reason.as_str().into(),
        }
    }
}

impl From<UndoneWire<'_>> for Undoing {
    fn from(wire: UndoneWire<'_>) -> Self {
        Self {
            activity: wire.activity.0,
            item: wire.item,
            event: wire.event,
            reason: Prose::recorded(wire.reason),
        }
    }
}

impl<'a> From<&'a Migration> for MigratedWire<'a> {
    fn from(migration: &'a Migration) -> Self {
        let pairs = migration.map.iter();
        let pairs = pairs.map(|(old, new)| (ActivityWire(*old), ActivityWire(*new)));
        Self {
            from: migration.from,
            version: migration.version,
            digest: migration.digest,
            map: pairs.collect(),
            reason: migration.reason.as_str().into(),
        }
    }
}

impl From<MigratedWire<'_>> for Migration {
    fn from(wire: MigratedWire<'_>) -> Self {
        Self {
            from: wire.from,
            version: wire.version,
            digest: wire.digest,
            map: wire.map.iter().map(|(old, new)| (old.0, new.0)).collect(),
            reason: Prose::recorded(wire.reason),
        }
    }
}

impl<'a> From<&'a Keeping> for KeptWire<'a> {
    fn from(keeping: &'a Keeping) -> Self {
        let (item, version) = match keeping.subject {
            Subject::Item(item) => (Some(item), None),
            Subject::Version(version) => (None, Some(version)),
            Subject::Case => (None, None),
        };
        Self {
            activity: keeping.activity.map(ActivityWire),
            item,
            version,
            event: keeping.event,
            reason: keeping.reason.as_str().into(),
        }
    }
}

impl From<KeptWire<'_>> for Keeping {
    fn from(wire: KeptWire<'_>) -> Self {
        let subject = match (wire.item, wire.version) {
            (Some(item), _) => Subject::Item(item),
            (None, Some(version)) => Subject::Version(version),
            (None, None) => Subject::Case,
        };
        Self {
            subject,
            activity: wire.activity.map(|activity| activity.0),
            event: wire.event,
            reason: Prose::recorded(wire.reason),
        }
    }
}

impl<'a> From<&'a Correction> for CorrectedWire<'a> {
    fn from(correction: &'a Correction) -> Self {
        let reference = correction.reference.as_ref();
        Self {
            event: correction.event,
            at: correction.at.as_ref().map(|at| at.to_string().into()),
            outputs: correction.outputs.iter().map(Into::into).collect(),
            note: correction.note.as_ref().map(|note| note.as_str().into()),
            entities: borrowed(&correction.entities),
            title: correction.title.as_ref().map(|title| title.as_str().into()),
            reference: reference.map(|text| text.as_str().into()),
            reason: correction.reason.as_str().into(),
        }
    }
}

impl TryFrom<CorrectedWire<'_>> for Correction {
    type Error = BadAct;

    fn try_from(wire: CorrectedWire<'_>) -> Result<Self, BadAct> {
        let at = wire.at.map(|at| Moment::parse(&at)).transpose();
        Ok(Self {
            event: wire.event,
            at: at.map_err(|_| BadAct)?,
            outputs: wire.outputs.into_iter().map(Into::into).collect(),
            note: wire.note.map(Prose::recorded),
            entities: wire.entities.into_iter().map(Line::recorded).collect(),
            title: wire.title.map(Line::recorded),
            reference: wire.reference.map(Line::recorded),
            reason: Prose::recorded(wire.reason),
        })
    }
}
