//! Problems of definition files, as data.

use std::ops::Range;

use strum::IntoStaticStr;

use crate::definition::{Misfit, Part, SettingFault};
use crate::model::KeyFault;
use crate::words::{Language, nearest};

/// A problem of a file, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the file, on one line, on character boundaries.
    pub span: Range<usize>,
    pub reason: Reason,
}

/// The kind of a problem; its sentence is in `view`, its name for scripts that of its variant.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
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
    MissingKey(&'static str),
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
    HostileText(char),
    MalformedKey {
        key: String,
        fault: KeyFault,
    },
    /// A number below 1 or above a bound.
    NumberOutside {
        found: String,
        most: Option<u32>,
    },
    UnknownWord {
        found: String,
        expected: Vec<&'static str>,
    },
    /// A key that another key excludes.
    Excluded {
        key: &'static str,
        by: &'static str,
    },
    /// A rule asks for *yes* from a field that is no yes/no field.
    NoYesNo(String),
    Unknown {
        what: Named,
        key: String,
        meant: Option<String>,
    },
    /// Named twice in one list.
    ListedTwice {
        what: Named,
        key: String,
    },
    DeclaredTwice {
        what: Named,
        key: String,
    },
    /// Declared although the catalogue or the program has it already.
    Shadows {
        what: Named,
        key: String,
    },
    NeverUsed {
        what: Named,
        key: String,
    },
    #[strum(transparent)]
    Misfit(Misfit),
    #[strum(transparent)]
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

/// The type of a value found.
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

/// The type of a value expected.
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
    Table(Part),
    /// A table under each `[[header]]`.
    Tables {
        header: &'static str,
    },
}

/// A syntax error.
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
    /// Text after a value on its line.
    Trailing,
    Unquoted,
    BadKey,
    BadNumber,
    BadMoment,
    BadEscape,
    BadCharacter,
    TooDeep,
    /// Any other, in the TOML parser's English words.
    Other(String),
    /// In the JSON parser's English words.
    Json(String),
}

/// A feature of TOML 1.1 that TOML 1.0 lacks.
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
    /// An unknown name, with the known one that was most likely meant.
    pub(in crate::definition) fn unknown<'a>(
        what: Named,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let (key, meant) = (name.to_owned(), nearest(name, known).map(str::to_owned));
        Self::Unknown { what, key, meant }
    }

    pub(in crate::definition) fn declared_twice(
        what: Named,
        key: &(impl ToString + ?Sized),
    ) -> Self {
        let key = key.to_string();
        Self::DeclaredTwice { what, key }
    }

    /// The name of the reason in scripts.
    pub fn kind(&self) -> &'static str {
        if let Self::Unknown { what, .. } = self {
            return what.unknown();
        }
        self.into()
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

/// Sorts by place, wider spans first.
pub fn sort(problems: &mut [Problem]) {
    problems.sort_by_key(|problem| (problem.span.start, usize::MAX - problem.span.end));
}
