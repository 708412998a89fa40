//! What a name by which a person calls a case may mean: the one rule, whoever looks the name up.

use std::io;
use std::path::PathBuf;

use crate::model::CaseId;
use crate::store::{Doing, Entry, StoreFault};

/// What kind of name it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum NameKind {
    Empty,
    /// `.`: the only open case.
    OnlyOpen,
    WholeId(CaseId),
    /// A reference, or the beginning of an id.
    Other,
}

impl NameKind {
    pub fn of(named: &str) -> Self {
        match named.trim() {
            "" => Self::Empty,
            "." => Self::OnlyOpen,
            named => {
                let id = CaseId::parse(&named.to_ascii_lowercase());
                id.map_or(Self::Other, Self::WholeId)
            }
        }
    }
}

/// The cases that match a name.
#[derive(Debug, Default)]
pub(in crate::store) struct Matches {
    /// Those whose reference it is, all of it.
    pub referred: Vec<Entry>,
    /// Those whose id, or the second part of it, begins so.
    pub begun: Vec<Entry>,
    /// Why a journal could not be read that may have this reference.
    pub unread: Option<Unread>,
}

impl Matches {
    /// The only case that matches. A complete reference wins over the beginning of an id.
    pub fn only(self, named: &str) -> Result<Entry, StoreFault> {
        if !self.referred.is_empty() {
            return only(named, self.referred);
        }
        match self.unread.as_ref().map(Unread::fault) {
            Some(fault) if self.begun.is_empty() || fault.is_exhausted() => Err(fault),
            Some(_) | None => only(named, self.begun),
        }
    }
}

/// A journal that could not be read, and why; the fault can be made as often as it is needed.
#[derive(Clone, Debug)]
pub(in crate::store) struct Unread {
    doing: Doing,
    path: PathBuf,
    code: Option<i32>,
    kind: io::ErrorKind,
}

impl Unread {
    /// Nothing where the cause is not the machine.
    pub fn of(fault: &StoreFault) -> Option<Self> {
        let StoreFault::Io {
            doing,
            path,
            source,
        } = fault
        else {
            return None;
        };
        Some(Self {
            doing: *doing,
            path: path.clone(),
            code: source.raw_os_error(),
            kind: source.kind(),
        })
    }

    pub fn fault(&self) -> StoreFault {
        let code = self.code.map(io::Error::from_raw_os_error);
        let source = code.unwrap_or_else(|| self.kind.into());
        StoreFault::io(self.doing, &self.path)(source)
    }
}

/// The only one of those that were found.
pub(in crate::store) fn only(named: &str, mut found: Vec<Entry>) -> Result<Entry, StoreFault> {
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
