//! The wire form of what leaves the path of a procedure or changes a case beside it.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::journal::on_wire::on_wire;
use crate::model::{
    ActivityNumber, Correction, Digest, EventId, ItemId, Keeping, Line, Migration, Moment, Output,
    OutputKind, Prose, Redirection, Restoration, Retraction, Subject, Undoing, Waiver,
};

#[derive(Serialize, Deserialize)]
#[serde(remote = "Redirection")]
struct RedirectionWire {
    activity: ActivityNumber,
    item: ItemId,
    to: Vec<ActivityNumber>,
    reason: Prose,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Undoing")]
struct UndoingWire {
    activity: ActivityNumber,
    item: ItemId,
    event: EventId,
    reason: Prose,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Migration")]
struct MigrationWire {
    from: ItemId,
    version: u32,
    digest: Digest,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    map: Vec<(ActivityNumber, ActivityNumber)>,
    reason: Prose,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Correction")]
struct CorrectionWire {
    event: EventId,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    outputs: Vec<Output>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Prose>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    entities: Vec<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Line>,
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<Line>,
    reason: Prose,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Waiver")]
struct WaiverWire {
    activity: ActivityNumber,
    item: ItemId,
    kind: OutputKind,
    reason: Prose,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Retraction")]
struct RetractionWire {
    activity: ActivityNumber,
    item: ItemId,
    kind: OutputKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<Line>,
    events: Vec<EventId>,
    reason: Prose,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Restoration")]
struct RestorationWire {
    activity: ActivityNumber,
    item: ItemId,
    event: EventId,
    reason: Prose,
}

on_wire!(
    Redirection as RedirectionWire,
    Undoing as UndoingWire,
    Migration as MigrationWire,
    Correction as CorrectionWire,
    Waiver as WaiverWire,
    Retraction as RetractionWire,
    Restoration as RestorationWire,
);

/// The subject is the item, else the version, else the case.
#[derive(Serialize, Deserialize)]
struct KeptWire<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    activity: Option<ActivityNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<ItemId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<ItemId>,
    event: EventId,
    reason: Cow<'a, Prose>,
}

impl Serialize for Keeping {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (item, version) = match self.subject {
            Subject::Item(item) => (Some(item), None),
            Subject::Version(version) => (None, Some(version)),
            Subject::Case => (None, None),
        };
        let wire = KeptWire {
            activity: self.activity,
            item,
            version,
            event: self.event,
            reason: Cow::Borrowed(&self.reason),
        };
        wire.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Keeping {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = KeptWire::deserialize(deserializer)?;
        let subject = match (wire.item, wire.version) {
            (Some(item), _) => Subject::Item(item),
            (None, Some(version)) => Subject::Version(version),
            (None, None) => Subject::Case,
        };
        Ok(Self {
            subject,
            activity: wire.activity,
            event: wire.event,
            reason: wire.reason.into_owned(),
        })
    }
}
