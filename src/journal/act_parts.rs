//! The parts that several acts share on the wire: activities and outputs.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::journal::form_wire::FormWire;
use crate::model::{ActivityNumber, Digest, Line, Output, OutputKind};

/// The error for well-formed JSON that is no act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadAct;

#[derive(Serialize, Deserialize)]
pub struct OutputWire<'a> {
    #[serde(borrow)]
    pub kind: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Digest>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FormWire<'a>>,
}

/// An activity number, refused outside the range of activities.
#[derive(Clone, Copy)]
pub struct ActivityWire(pub ActivityNumber);

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

impl<'a> From<&'a Output> for OutputWire<'a> {
    fn from(output: &'a Output) -> Self {
        Self {
            kind: output.kind.as_str().into(),
            reference: output.reference.as_ref().map(|text| text.as_str().into()),
            file: output.file.as_deref().map(Into::into),
            sha256: output.sha256,
            date: output.date,
            note: output.note.as_ref().map(|note| note.as_str().into()),
            form: output.form.as_deref().map(Into::into),
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
            date: wire.date,
            note: wire.note.map(Line::recorded),
            form: wire.form.map(|form| Box::new(form.into())),
        }
    }
}

pub fn borrowed(lines: &[Line]) -> Vec<Cow<'_, str>> {
    lines.iter().map(|line| line.as_str().into()).collect()
}
