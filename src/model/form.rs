//! Forms as a catalogue defines them: fields, formats and rules.

use std::fmt;

use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use crate::model::{AnswerKey, Digest, FieldKey, FormId, KeyFault, OutputKind, Reading};
use crate::words::Text;

/// A form that an entity fills in: its fields and the rules across them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub id: FormId,
    pub version: u32,
    pub title: Text,
    pub about: Option<Text>,
    /// The document and annex that define it.
    pub source: Option<String>,
    /// The kind of output that it counts as.
    pub output: OutputKind,
    pub fields: Vec<Field>,
    pub rules: Vec<Rule>,
    pub readings: Vec<Reading>,
    /// Of the bytes of its file.
    pub digest: Digest,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub key: FieldKey,
    /// The heading under which it stands.
    pub section: Option<Text>,
    pub label: Text,
    pub help: Option<Text>,
    pub shape: FieldShape,
    pub mandatory: Mandatory,
    pub custody: Custody,
}

/// What may stand in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldShape {
    One(Format),
    /// Any number of them, each once.
    List(Format),
    YesNo,
    OneOf(Vec<Choice>),
    SomeOf(Vec<Choice>),
}

/// The format of one text, in a catalogue by the name of its variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Format {
    Text,
    Email,
    /// An address of any scheme.
    Uri,
    /// An address that uses https, without query or fragment.
    HttpsUri,
    /// Where a person is sent back to: an address or the activity of a mobile application.
    RedirectUri,
    ClientId,
    Token,
    Date,
    Phone,
    IdentityNumber,
}

/// One of the options of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    pub key: OptionKey,
    pub title: Text,
}

/// Names an option of a field in scripts and journals: `offline_access`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OptionKey(String);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mandatory {
    No,
    Always,
    When(Condition),
}

/// How the value of a field is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Custody {
    Open,
    /// Stored, and shown only when asked for by name.
    Personal,
    /// Checked and never stored; only that it was given is.
    Secret,
}

/// A requirement, and the message where it is not met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// When it applies; `None` for always.
    pub when: Option<Condition>,
    /// The fields that it checks; empty for the form as a whole.
    pub fields: Vec<FieldKey>,
    pub must: Requirement,
    pub level: Level,
    pub text: Text,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The field holds this value, alone or among others; `yes` or `no` in a yes/no field.
    Holds { field: FieldKey, value: OptionKey },
    /// The field is filled.
    Given(FieldKey),
    /// The case has given one of these answers.
    Answered(Vec<AnswerKey>),
    /// The case has answered, and gave none of these.
    NotAnswered(Vec<AnswerKey>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// The field is filled.
    Given,
    /// The field is empty.
    Empty,
    /// *Yes*, of a yes/no field.
    Yes,
    /// An address that uses https.
    Https,
    /// The activity of a mobile application: no web address.
    AppActivity,
    /// A day that is not in the future.
    Past,
    /// All of these are chosen.
    Include(Vec<OptionKey>),
    /// The entity has given this form.
    Known(FormId),
}

/// Whether the fault makes the form refused; in catalogues and scripts by the name of its variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Level {
    Error,
    Warning,
}

impl Form {
    pub fn field(&self, key: &FieldKey) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == *key)
    }
}

impl FieldShape {
    /// Its options; empty where it has none.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::OneOf(choices) | Self::SomeOf(choices) => choices,
            Self::One(_) | Self::List(_) | Self::YesNo => &[],
        }
    }

    /// Whether it takes several values.
    pub const fn is_many(&self) -> bool {
        matches!(self, Self::List(_) | Self::SomeOf(_))
    }
}

impl OptionKey {
    pub fn parse(text: &str) -> Result<Self, KeyFault> {
        FieldKey::parse(&text.replace('_', "-")).map(|_| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OptionKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}
