use std::fmt;

use crate::model::{AnswerKey, Digest, FieldKey, FormId, KeyFault, OutputKind, Reading};
use crate::words::Text;

/// A form that an entity fills in: its fields, and what must hold across them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub id: FormId,
    pub version: u32,
    pub title: Text,
    pub about: Option<Text>,
    /// The document and annex that it comes from.
    pub source: Option<String>,
    /// What it is given as where an activity is done.
    pub output: OutputKind,
    pub fields: Vec<Field>,
    pub rules: Vec<Rule>,
    pub readings: Vec<Reading>,
    /// Of its file, byte for byte.
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

/// How one text is formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Email,
    /// An address, of whatever scheme.
    Uri,
    /// An address that uses https, without query or fragment.
    HttpsUri,
    /// Where a person is sent back to: an address or, of a mobile application, its activity.
    RedirectUri,
    ClientId,
    Token,
    Date,
    Phone,
    IdentityNumber,
}

/// One of the values between which a field chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub key: OptionKey,
    pub title: Text,
}

/// Names one of the values of a field as scripts and journals do: `offline_access`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OptionKey(String);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mandatory {
    No,
    Always,
    When(Condition),
}

/// How what stands in a field is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Custody {
    Open,
    /// Kept, and shown to whoever asks for it by name alone.
    Personal,
    /// Checked and never kept: only that it was given.
    Secret,
}

/// Something that must hold, and what is said where it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// It applies only then.
    pub when: Option<Condition>,
    /// The fields of which it speaks; none: the form as a whole.
    pub fields: Vec<FieldKey>,
    pub must: Requirement,
    pub level: Level,
    pub text: Text,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The field holds this value, alone or among others; *yes* and *no* of a yes/no field.
    Holds { field: FieldKey, value: OptionKey },
    /// Something stands in the field.
    Given(FieldKey),
    /// The case has given one of these answers.
    Answered(Vec<AnswerKey>),
    /// The case has answered, and gave none of these.
    NotAnswered(Vec<AnswerKey>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// Something stands in the field.
    Given,
    /// Nothing stands in it.
    Empty,
    /// *Yes*, of a yes/no field.
    Yes,
    /// An address that uses https.
    Https,
    /// The activity of a mobile application: no web address.
    AppActivity,
    /// A day that is not to come.
    Past,
    /// All of these are chosen.
    Include(Vec<OptionKey>),
    /// This form is known of the same entity.
    Known(FormId),
}

/// Whether a form with the fault is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The values between which it chooses; none where it does not.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::OneOf(choices) | Self::SomeOf(choices) => choices,
            Self::One(_) | Self::List(_) | Self::YesNo => &[],
        }
    }

    /// Whether several values stand in it.
    pub const fn is_many(&self) -> bool {
        matches!(self, Self::List(_) | Self::SomeOf(_))
    }
}

impl Format {
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Email,
        Self::Uri,
        Self::HttpsUri,
        Self::RedirectUri,
        Self::ClientId,
        Self::Token,
        Self::Date,
        Self::Phone,
        Self::IdentityNumber,
    ];

    /// As a catalogue names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Uri => "uri",
            Self::HttpsUri => "https-uri",
            Self::RedirectUri => "redirect-uri",
            Self::ClientId => "client-id",
            Self::Token => "token",
            Self::Date => "date",
            Self::Phone => "phone",
            Self::IdentityNumber => "identity-number",
        }
    }
}

impl Level {
    /// As a catalogue and scripts name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
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
