use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::model::{CaseId, Line};
use crate::store::{LikeIds, Meanings, Names, ReferenceLock};
use crate::words::matching;

/// The references that one call knows.
#[derive(Default)]
pub struct ReferenceBook {
    /// The cases of the store by name, where many are looked for.
    pub names: Option<Names>,
    /// References of cases that a file is about to start.
    coming: BTreeMap<String, CaseId>,
    /// The texts that cannot be references, for they mean something else.
    pub meanings: OnceCell<Meanings>,
    /// The references that may be the beginning of an id, those that a file is about to give among them.
    pub like_ids: OnceCell<LikeIds>,
    /// Keeps others from giving references until this call is done.
    pub held: Option<ReferenceLock>,
}

impl ReferenceBook {
    /// Takes down all references that a file gives, before any case of it begins.
    pub fn foresee<'a>(&mut self, references: impl Iterator<Item = &'a str>) {
        let Some(names) = &self.names else {
            return;
        };
        let mut like_ids = LikeIds::among(names);
        references.for_each(|reference| like_ids.expect(reference));
        self.like_ids = OnceCell::from(like_ids);
    }

    /// Notes that a case is about to have a reference.
    pub fn expect(&mut self, reference: &Line, bearer: CaseId) {
        self.coming.insert(matching(reference.as_str()), bearer);
    }

    /// The case that is about to have a reference.
    pub fn coming(&self, reference: &Line) -> Option<&CaseId> {
        self.coming.get(&matching(reference.as_str()))
    }
}
