//! The references that several cases bear.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::model::{CaseId, EventId};
use crate::store::care::{Finding, Remark};
use crate::store::{Entry, Listing, Record, Store, StoreFault};
use crate::words::matching;

/// The cases that bear each reference.
#[derive(Default)]
pub struct Bearers(BTreeMap<String, Vec<Bearer>>);

/// A case that bears a reference.
struct Bearer {
    reference: String,
    /// When it was begun, as it was written down.
    begun: DateTime<Utc>,
    case: CaseId,
    path: PathBuf,
    first: EventId,
}

/// Remarks on the references that several cases of a store bear, where some are of these cases.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn references_twice(
    store: &Store,
    some: impl Fn(&CaseId) -> bool,
) -> Result<Vec<Finding>, StoreFault> {
    let (all, _) = store.references(&Listing::of(store)?, |_| true);
    let mut known: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for (reference, entry) in all {
        known.entry(reference).or_default().push(entry);
    }
    known.retain(|_, same| same.len() > 1 && same.iter().any(|one| some(&one.id)));
    let mut bearers = Bearers::default();
    for entry in known.values().flatten() {
        if let Ok(record) = store.open_entry(entry) {
            bearers.add(&record);
        }
    }
    Ok(bearers.twice(store))
}

impl Bearers {
    pub fn add(&mut self, record: &Record) {
        let first = record.journal.events.first();
        let Some((reference, first)) = record.reference().zip(first) else {
            return;
        };
        let same = self.0.entry(matching(reference.as_str())).or_default();
        same.push(Bearer {
            reference: reference.to_string(),
            begun: first.rec,
            case: record.id.clone(),
            path: record.path.clone(),
            first: first.id,
        });
    }

    pub fn merge(&mut self, other: Self) {
        for (reference, bearers) in other.0 {
            self.0.entry(reference).or_default().extend(bearers);
        }
    }

    /// The cases that bear a reference which one that began before them bears as well.
    pub fn twice(self, store: &Store) -> Vec<Finding> {
        let mut found = Vec::new();
        for mut same in self.0.into_values() {
            same.sort_by_cached_key(|one| (one.begun, one.case.clone()));
            let mut later = same.into_iter();
            let Some(Bearer { case: other, .. }) = later.next() else {
                continue;
            };
            found.extend(later.map(|one| {
                let what = Remark::ReferenceTwice {
                    reference: one.reference,
                    other: other.clone(),
                    first: one.first,
                };
                Finding::about(store, &one.path, what).of_case(Some(one.case))
            }));
        }
        found
    }
}
