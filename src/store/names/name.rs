//! What a name means by which a person calls a case: the one rule, whoever looks the name up.

use std::io;
use std::path::PathBuf;

use crate::model::CaseId;
use crate::store::{Doing, Entry, StoreFault};

/// What a name asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Asked {
    Nothing,
    /// `.`: the only open case.
    OnlyOpen,
    /// A whole id.
    Exactly(CaseId),
    /// A reference, or the beginning of an id.
    Called,
}

impl Asked {
    pub fn by(named: &str) -> Self {
        match named.trim() {
            "" => Self::Nothing,
            "." => Self::OnlyOpen,
            named => {
                let id = CaseId::parse(&named.to_ascii_lowercase());
                id.map_or(Self::Called, Self::Exactly)
            }
        }
    }
}

/// The cases that are called so.
#[derive(Debug, Default)]
pub(in crate::store) struct Sought {
    /// Those whose reference it is, all of it.
    pub referred: Vec<Entry>,
    /// Those whose id, or the second part of it, begins so.
    pub begun: Vec<Entry>,
    /// Why a journal could not be read that may have this reference.
    pub unread: Option<Unread>,
}

impl Sought {
    /// The case that is meant. A complete reference wins over the beginning of an id.
    pub fn meant(self, named: &str) -> Result<Entry, StoreFault> {
        let Self {
            referred,
            begun,
            unread,
        } = self;
        let unread = unread.filter(|unread| begun.is_empty() || unread.fault().is_exhausted());
        match unread {
            Some(unread) if referred.is_empty() => Err(unread.fault()),
            Some(_) | None if referred.is_empty() => one(named, begun),
            Some(_) | None => one(named, referred),
        }
    }
}

/// A journal that could not be read, and why, to be told as often as one asks.
#[derive(Clone, Debug)]
pub(in crate::store) struct Unread {
    doing: Doing,
    path: PathBuf,
    code: Option<i32>,
    kind: io::ErrorKind,
}

impl Unread {
    /// Nothing where the machine is not why.
    pub fn of(fault: &StoreFault) -> Option<Self> {
        match fault {
            StoreFault::Io {
                doing,
                path,
                source,
            } => Some(Self {
                doing: *doing,
                path: path.clone(),
                code: source.raw_os_error(),
                kind: source.kind(),
            }),
            _ => None,
        }
    }

    pub fn fault(&self) -> StoreFault {
        let code = self.code.map(io::Error::from_raw_os_error);
        let source = code.unwrap_or_else(|| self.kind.into());
        StoreFault::io(self.doing, &self.path)(source)
    }
}

/// The only one of those that were found.
pub(in crate::store) fn one(named: &str, mut found: Vec<Entry>) -> Result<Entry, StoreFault> {
    found.sort();
    found.dedup();
    match found.len() {
        0 => Err(StoreFault::NoCase {
            named: named.to_owned(),
        }),
        1 => Ok(found.remove(0)),
        _ => Err(StoreFault::SeveralCases {
            named: named.to_owned(),
            candidates: found.into_iter().map(|entry| entry.id).collect(),
        }),
    }
}
