//! What a name by which a person calls a case may mean: the one rule, whoever looks the name up.

use crate::model::CaseId;
use crate::store::{Entry, Result, StoreFault};
use crate::words::matching;

/// What kind of name it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameKind {
    Empty,
    /// `.`: the only open case.
    OnlyOpen,
    WholeId(CaseId),
    /// A reference, or the beginning of an id.
    Other,
}

impl NameKind {
    pub fn of(named: &str) -> Self {
        match matching(named).as_str() {
            "" => Self::Empty,
            "." => Self::OnlyOpen,
            named => CaseId::parse(named).map_or(Self::Other, Self::WholeId),
        }
    }
}

/// Whether a name is a beginning of the id, or of its second part, that is too short for a write.
pub fn is_too_short(named: &str, id: &CaseId) -> bool {
    let named = matching(named);
    let begun = match NameKind::of(&named) {
        NameKind::Empty | NameKind::OnlyOpen | NameKind::WholeId(_) => return false,
        NameKind::Other if id.suffix().starts_with(&named) => named.len(),
        NameKind::Other => {
            let (whole, suffix) = (id.to_string(), id.suffix().len());
            named.len().saturating_sub(whole.len() - suffix)
        }
    };
    begun < CaseId::SHORTEST
}

/// The cases that match a name.
#[derive(Debug, Default)]
pub struct Matches {
    /// Those whose reference it is, all of it.
    pub referred: Vec<Entry>,
    /// Those whose id, or the second part of it, begins so.
    pub begun: Vec<Entry>,
    /// Why a journal could not be read that may have this reference.
    pub unread: Option<StoreFault>,
}

impl Matches {
    /// The only case that matches. A complete reference wins over the beginning of an id.
    pub fn only(self, named: &str) -> Result<Entry, StoreFault> {
        if !self.referred.is_empty() {
            return only_one(named, self.referred, true);
        }
        match self.unread {
            Some(fault) if self.begun.is_empty() || fault.is_exhausted() => Err(fault),
            Some(_) | None => only(named, self.begun),
        }
    }
}

/// Why a journal could not be read, where the machine is the cause.
pub fn unread(fault: StoreFault) -> Option<StoreFault> {
    matches!(fault, StoreFault::Io { .. }).then_some(fault)
}

/// The only one of those that were found.
pub fn only(named: &str, found: Vec<Entry>) -> Result<Entry> {
    only_one(named, found, false)
}

fn only_one(named: &str, mut found: Vec<Entry>, is_reference: bool) -> Result<Entry> {
    found.sort_by(Entry::order);
    found.dedup_by(|one, other| one.order(other).is_eq());
    match found.len() {
        0 => Err(StoreFault::NoCase(named.to_owned())),
        1 => Ok(found.remove(0)),
        _ => Err(StoreFault::SeveralCases {
            named: named.to_owned(),
            candidates: found.into_iter().map(|entry| entry.id).collect(),
            is_reference,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::is_too_short;
    use crate::model::CaseId;

    #[test]
    fn a_write_takes_four_characters_of_the_second_part_of_an_id() {
        let id = CaseId::parse("pr07-7q3kdm2xw4ta").expect("an id");
        for named in ["7", "7q3", "pr07", "pr07-", "PR07-7Q3"] {
            assert!(is_too_short(named, &id), "{named}");
        }
        for named in ["7q3k", "pr07-7q3k", "PR07-7Q3KDM2XW4TA", ".", ""] {
            assert!(!is_too_short(named, &id), "{named}");
        }
    }
}
