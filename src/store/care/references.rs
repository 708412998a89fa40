//! The references that mean two cases.

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

/// Remarks on the references of a store that mean two cases, where one of these is among them.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn ambiguous_references(
    store: &Store,
    some: impl Fn(&CaseId) -> bool,
) -> Result<Vec<Finding>, StoreFault> {
    let listing = Listing::of(store)?;
    let (all, _) = store.references(&listing, |_| true);
    let ids: Vec<&CaseId> = listing.entries.iter().map(|entry| &entry.id).collect();
    let mut known: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for (reference, entry) in all {
        known.entry(reference).or_default().push(entry);
    }
    let begun = Begun::of(ids.iter().copied());
    known.retain(|reference, bearers| {
        let begun = begun.with(reference);
        let are_alone = bearers.len() < 2 && begun.is_empty();
        let mut meant = bearers.iter().map(|one| &one.id).chain(begun);
        !are_alone && meant.any(&some)
    });
    let mut bearers = Bearers::default();
    for entry in known.values().flatten() {
        if let Ok(record) = store.open_entry(entry) {
            bearers.add(&record);
        }
    }
    Ok(bearers.ambiguous(store, ids))
}

/// The cases of a store by the beginning of their ids.
struct Begun<'a>(Vec<&'a CaseId>);

impl<'a> Begun<'a> {
    fn of(ids: impl IntoIterator<Item = &'a CaseId>) -> Self {
        let mut all: Vec<&CaseId> = ids.into_iter().collect();
        all.sort_unstable_by_key(|id| id.suffix());
        Self(all)
    }

    /// Those that may be called so by the beginning of their id.
    fn with(&self, reference: &str) -> Vec<&'a CaseId> {
        if !CaseId::may_be_called(reference) {
            return Vec::new();
        }
        let from = self.0.partition_point(|id| id.suffix() < reference);
        let begun = self.0[from..].iter().copied();
        begun
            .take_while(|id| id.suffix().starts_with(reference))
            .collect()
    }
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

    /// The cases whose reference one that began before them bears as well, and those whose reference is the
    /// beginning of the id of another.
    pub fn ambiguous<'a>(
        self,
        store: &Store,
        ids: impl IntoIterator<Item = &'a CaseId>,
    ) -> Vec<Finding> {
        let (begun, mut found) = (Begun::of(ids), Vec::new());
        for (reference, mut same) in self.0 {
            let begun = begun.with(&reference);
            same.sort_by_cached_key(|one| (one.begun, one.case.clone()));
            let earliest = same.first().map(|one| one.case.clone());
            for one in same {
                let other = begun.iter().find(|other| ***other != one.case);
                let twice = earliest.as_ref().filter(|earliest| **earliest != one.case);
                let twice = twice.map(|other| Remark::ReferenceTwice {
                    reference: one.reference.clone(),
                    other: other.clone(),
                    first: one.first,
                });
                let like_id = other.map(|other| Remark::ReferenceLikeId {
                    reference: one.reference.clone(),
                    other: (*other).clone(),
                    first: one.first,
                });
                let whats = twice.into_iter().chain(like_id);
                found.extend(whats.map(|what| {
                    Finding::about(store, &one.path, what).of_case(Some(one.case.clone()))
                }));
            }
        }
        found
    }
}
