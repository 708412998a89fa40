//! References that may be taken for the beginning of an id, and how cases are called beside them.

use std::collections::BTreeMap;

use crate::model::{CaseId, Line, ShortNames};
use crate::store::case::referred_like_ids;
use crate::store::{Entry, Listing, Names, Record, Result, Store};
use crate::words::matching;

/// The references of a store that may be the beginning of an id, as they are compared, each with the
/// cases that bear it.
#[derive(Clone, Debug, Default)]
pub struct LikeIds(BTreeMap<String, Vec<CaseId>>);

impl Store {
    /// Every journal, and how its case is called where space is short.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn listing_and_names(&self) -> Result<(Listing, ShortNames)> {
        let like_ids = LikeIds::of(self)?;
        let listing = Listing::of(self)?;
        let names = like_ids.names(listing.entries.iter().map(|entry| &entry.id));
        Ok((listing, names))
    }
}

impl LikeIds {
    /// Of a store: from the index where it knows all cases, else read, which brings it up to date.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn of(store: &Store) -> Result<Self> {
        if let Some(known) = Self::known(store)? {
            return Ok(known);
        }
        let mut read = Self::default();
        let (found, _) = store.references(&Listing::of(store)?, CaseId::may_be_called);
        for (reference, entry) in found {
            read.add(&reference, &entry.id);
        }
        Ok(read)
    }

    /// The same from the index; nothing where it does not know all cases.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn known(store: &Store) -> Result<Option<Self>> {
        let Some(entries) = referred_like_ids(store)? else {
            return Ok(None);
        };
        let mut known = Self::default();
        for entry in &entries {
            let record = Record::of_entry(store, entry).ok().flatten();
            let reference = record.as_ref().and_then(Record::reference);
            known.add(reference.map_or("", Line::as_str), &entry.id);
        }
        Ok(Some(known))
    }

    /// Of the store whose cases these are.
    pub fn among(names: &Names) -> Self {
        let mut known = Self::default();
        for (reference, bearers) in names.all_references() {
            for bearer in bearers {
                known.add(reference, &bearer.id);
            }
        }
        known
    }

    /// Adds a reference that a case is about to be given.
    pub fn expect(&mut self, reference: &str) {
        let reference = matching(reference);
        if CaseId::may_be_called(&reference) {
            self.0.entry(reference).or_default();
        }
    }

    /// How a case is called where space is short, whether it is there yet or not.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn short_name(&self, store: &Store, id: &CaseId) -> Result<String> {
        Ok(self.short_name_among(&Listing::of(store)?.entries, id))
    }

    /// The same among these cases.
    pub fn short_name_among(&self, entries: &[Entry], id: &CaseId) -> String {
        let ids = entries.iter().map(|entry| &entry.id);
        self.names(ids.chain([id])).of_id(id).to_owned()
    }

    /// Adds a reference, where it is such a one.
    fn add(&mut self, reference: &str, bearer: &CaseId) {
        let reference = matching(reference);
        if CaseId::may_be_called(&reference) {
            self.0.entry(reference).or_default().push(bearer.clone());
        }
    }

    /// Whether none is the beginning of an id.
    pub fn are_clear_of(&self, id: &CaseId) -> bool {
        let mut all = self.0.keys();
        !all.any(|reference| id.suffix().starts_with(reference))
    }

    pub fn names<'a>(&self, ids: impl Iterator<Item = &'a CaseId> + Clone) -> ShortNames {
        ShortNames::of(ids, &self.0)
    }
}
