use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::model::{CaseId, Line};
use crate::store::{Meanings, Names, ReferenceLock};
use crate::words::matching;

/// What one call knows of references.
#[derive(Default)]
pub struct ReferenceBook {
    /// The cases of the store by name, where many are looked for.
    pub names: Option<Names>,
    /// Those that cases of a file are about to bear.
    coming: BTreeMap<String, CaseId>,
    /// What texts mean that are no references for that.
    pub meanings: OnceCell<Meanings>,
    /// Keeps others from giving references until this call is done.
    pub held: Option<ReferenceLock>,
}

impl ReferenceBook {
    /// Lets it be known that a case is about to bear a reference.
    pub fn expect(&mut self, reference: &Line, bearer: CaseId) {
        self.coming.insert(matching(reference.as_str()), bearer);
    }

    /// The case that is about to bear a reference.
    pub fn coming(&self, reference: &Line) -> Option<&CaseId> {
        self.coming.get(&matching(reference.as_str()))
    }
}
