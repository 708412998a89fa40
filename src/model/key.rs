//! Keys: the names of procedures, roles, outputs, answers, forms and fields, and activity numbers.

use std::cmp::Ordering;
use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::words::order_of_keys;

/// Why a text is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyFault {
    #[error("a key is lower-case letters, digits and single hyphens, and starts with a letter")]
    Form,
    #[error("a key has at most {} characters", KeyFault::LONGEST)]
    Length,
}

impl KeyFault {
    /// The most characters of a key.
    pub const LONGEST: usize = 40;
}

fn check(text: &str) -> Result<(), KeyFault> {
    if text.len() > KeyFault::LONGEST {
        return Err(KeyFault::Length);
    }
    let letters = text
        .chars()
        .all(|character| matches!(character, 'a'..='z' | '0'..='9' | '-'));
    let hyphens = !text.ends_with('-') && !text.contains("--");
    if text.starts_with(|first: char| first.is_ascii_lowercase()) && letters && hyphens {
        Ok(())
    } else {
        Err(KeyFault::Form)
    }
}

macro_rules! key {
    ($(#[doc = $doc:literal] $name:ident)+) => {$(
        #[doc = $doc]
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub struct $name(CompactString);

        /// `pr9` before `pr10`.
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                order_of_keys(&self.0, &other.0)
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl $name {
            /// # Errors
            /// Where the text is not lower-case letters, digits and single hyphens.
            pub fn parse(text: &str) -> Result<Self, KeyFault> {
                check(text).map(|()| Self(text.into()))
            }

            /// A key from a journal, unchecked: it is compared, never trusted.
            pub fn recorded(text: &str) -> Self {
                Self(text.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }
    )+};
}

key! {
    /// Names a procedure, the same in every version: `pr07`.
    ProcedureId
    /// Names a role of the catalogue: `jefe-ugat`.
    RoleId
    /// Names a kind of output of the catalogue: `informe-tecnico`.
    OutputKind
    /// Names one outcome of a question: `yes`, `external-note`.
    AnswerKey
    /// Names the end that a case reached: `finished`, `concluded`.
    ResultKey
    /// Names a form of the catalogue: `anexo-2`.
    FormId
    /// Names a field of a form: `uri-redireccion`.
    FieldKey
}

impl OutputKind {
    /// «Progreso del documento (flujo)», the manual's output of a step that only forwards.
    pub const FLOW: &str = "flujo";

    /// Whether it is progress alone, so that no document is owed.
    pub fn is_flow(&self) -> bool {
        self.as_str() == Self::FLOW
    }
}

impl ResultKey {
    /// The end of a procedure that names no other.
    pub fn finished() -> Self {
        Self(CompactString::const_new("finished"))
    }
}

/// The number of an activity in its procedure, 1 to 128.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8")]
pub struct ActivityNumber(u8);

impl ActivityNumber {
    pub const FIRST: Self = Self(1);
    /// The most activities that a procedure can have.
    pub const MOST: u8 = 128;

    pub fn new(number: u8) -> Option<Self> {
        (1..=Self::MOST).contains(&number).then_some(Self(number))
    }

    pub const fn get(self) -> u8 {
        self.0
    }

    /// Its index in the list of activities, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize - 1
    }

    pub fn from_index(index: usize) -> Option<Self> {
        u8::try_from(index + 1).ok().and_then(Self::new)
    }

    pub fn following(self) -> Option<Self> {
        Self::new(self.0 + 1)
    }
}

impl TryFrom<u8> for ActivityNumber {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::new(number).ok_or("no activity can have this number")
    }
}

impl fmt::Display for ActivityNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyFault, RoleId};

    #[test]
    fn a_key_is_lower_case_with_single_hyphens() {
        #[track_caller]
        fn case(text: &str, expected: Result<(), KeyFault>) {
            assert_eq!(RoleId::parse(text).map(|_| ()), expected, "{text}");
        }
        case("jefe-ugat", Ok(()));
        case("e-invoicing", Ok(()));
        case("pr05", Ok(()));
        case("", Err(KeyFault::Form));
        case("5pr", Err(KeyFault::Form));
        case("Jefe", Err(KeyFault::Form));
        case("jefe--ugat", Err(KeyFault::Form));
        case("jefe-", Err(KeyFault::Form));
        case("jefe ugat", Err(KeyFault::Form));
        case("función", Err(KeyFault::Form));
        case(&"a".repeat(41), Err(KeyFault::Length));
    }
}
