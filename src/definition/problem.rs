use std::ops::Range;

use crate::definition::{Misfit, Part, SettingFault};
use crate::model::KeyFault;
use crate::words::Language;

/// Something wrong with a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the file, on one line, at the boundaries of characters.
    pub span: Range<usize>,
    pub reason: Reason,
}

/// What is wrong. Data alone: the sentence is made where it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    FileTooLarge {
        bytes: usize,
        most: usize,
    },
    Syntax(Syntax),
    NewerToml(Newer),
    UnknownKey {
        key: String,
        meant: Option<&'static str>,
        part: Part,
    },
    MissingKey {
        key: &'static str,
    },
    MissingLanguage(Language),
    WrongType {
        found: Shape,
        expected: Expected,
    },
    EmptyText,
    EmptyList,
    TextTooLong {
        bytes: usize,
        most: usize,
    },
    HostileText {
        character: char,
    },
    MalformedKey {
        key: String,
        fault: KeyFault,
    },
    /// A number that is not 1 or more, or above a bound.
    NumberOutside {
        found: String,
        most: Option<u32>,
    },
    UnknownWord {
        found: String,
        expected: Vec<&'static str>,
    },
    /// A key that another one rules out.
    Excluded {
        key: &'static str,
        by: &'static str,
    },
    /// A field that is asked for a yes, and is no yes/no field.
    NoYesNo {
        key: String,
    },
    Unknown {
        what: Named,
        key: String,
        meant: Option<String>,
    },
    /// Named more than once in one list.
    ListedTwice {
        what: Named,
        key: String,
    },
    DeclaredTwice {
        what: Named,
        key: String,
    },
    /// Declared though the catalogue, or the language itself, has it already.
    Shadows {
        what: Named,
        key: String,
    },
    NeverUsed {
        what: Named,
        key: String,
    },
    Misfit(Misfit),
    Setting(SettingFault),
}

/// What a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    Role,
    Output,
    Ending,
    Answer,
    /// A role that a person of the settings holds.
    HeldRole,
    Person,
    Email,
    Form,
    Field,
    /// One of the values of a field.
    Choice,
}

/// What stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    String,
    Integer,
    Float,
    Boolean,
    Moment,
    List,
    Table,
}

/// What should stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    String,
    StringOrList,
    StringOrTable,
    BothLanguages,
    Integer,
    Boolean,
    Day,
    List,
    Table,
    /// One table under each `[[header]]`.
    Tables {
        header: &'static str,
    },
}

/// Why a text is no TOML at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Syntax {
    DuplicateKey,
    Unclosed,
    MissingKey,
    MissingValue,
    MissingEquals,
    MissingComma,
    ExtraComma,
    ExtraEquals,
    /// Something behind a value, on its line.
    Trailing,
    Unquoted,
    BadKey,
    BadNumber,
    BadMoment,
    BadEscape,
    BadCharacter,
    TooDeep,
    /// What the TOML reader says of the rest, in English.
    Other(String),
    /// What the JSON reader says, in English.
    Json(String),
}

/// What TOML 1.1 allows and TOML 1.0 does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newer {
    LineEndInTable,
    TrailingComma,
    EscapeE,
    EscapeX,
}

impl From<Misfit> for Reason {
    fn from(misfit: Misfit) -> Self {
        Self::Misfit(misfit)
    }
}

impl From<SettingFault> for Reason {
    fn from(fault: SettingFault) -> Self {
        Self::Setting(fault)
    }
}

impl Reason {
    /// The name by which scripts tell reasons apart.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::FileTooLarge { .. } => "file-too-large",
            Self::Syntax(_) => "syntax",
            Self::NewerToml(_) => "newer-toml",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::MissingLanguage(_) => "missing-language",
            Self::WrongType { .. } => "wrong-type",
            Self::EmptyText => "empty-text",
            Self::EmptyList => "empty-list",
            Self::TextTooLong { .. } => "text-too-long",
            Self::HostileText { .. } => "hostile-text",
            Self::MalformedKey { .. } => "malformed-key",
            Self::NumberOutside { .. } => "number-outside",
            Self::Misfit(misfit) => misfit.kind(),
            Self::Setting(fault) => fault.kind(),
            Self::UnknownWord { .. } => "unknown-word",
            Self::Excluded { .. } => "excluded",
            Self::NoYesNo { .. } => "no-yes-no",
            Self::Unknown { what, .. } => what.unknown(),
            Self::ListedTwice { .. } => "listed-twice",
            Self::DeclaredTwice { .. } => "declared-twice",
            Self::Shadows { .. } => "shadows",
            Self::NeverUsed { .. } => "never-used",
        }
    }
}

impl Named {
    const fn unknown(self) -> &'static str {
        match self {
            Self::Role | Self::HeldRole => "unknown-role",
            Self::Output => "unknown-output",
            Self::Ending => "unknown-ending",
            Self::Answer => "unknown-answer",
            Self::Person => "unknown-person",
            Self::Email => "unknown-email",
            Self::Form => "unknown-form",
            Self::Field => "unknown-field",
            Self::Choice => "unknown-option",
        }
    }
}

/// In order of place, the wider before the narrower.
pub(in crate::definition) fn sort(problems: &mut [Problem]) {
    problems.sort_by_key(|problem| (problem.span.start, usize::MAX - problem.span.end));
}
