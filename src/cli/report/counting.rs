use std::sync::Arc;

use crate::cli::case::Wanted;
use crate::cli::damage;
use crate::cli::session::Session;
use crate::engine::{Outline, Recall as _};
use crate::model::{CaseId, Event};
use crate::store::{Definition, Entry, Found, Listing, Record, Sketched, Store, StoreFault};
use crate::view::report::{Groups, Lens, Measure};
use crate::view::{ErrorRow, Outlined};
use crate::words::Text;

/// What many journals gave: the counts, and an error row for each that could not be counted.
pub struct Counting<M> {
    pub groups: Groups<M>,
    pub errors: Vec<ErrorRow>,
    /// What is said of writes that were cut short.
    tails: Vec<Text>,
}

impl<M: Measure> Counting<M> {
    /// Counts the cases as they are, on all processors. Writes that were cut short are told of.
    pub fn now(session: &mut Session, listing: &Listing, wanted: &Wanted, lens: &Lens) -> Self {
        let store = &session.store;
        let parts = store.gather(
            listing,
            |entry| wanted.takes(entry),
            Self::new,
            |all, found, entry| all.add_sketch(store, found, entry, lens),
        );
        Self::told(session, parts)
    }

    /// The same as of the day of the lens, by the events that had happened.
    pub fn as_of(session: &mut Session, listing: &Listing, wanted: &Wanted, lens: &Lens) -> Self {
        let store = &session.store;
        let entries = listing.entries.iter();
        let entries: Vec<Entry> = entries
            .filter(|entry| wanted.takes(entry))
            .cloned()
            .collect();
        let parts = store.gather_records(&entries, Self::new, |all, found, entry| {
            all.add_record(store, found, entry, lens);
        });
        Self::told(session, parts)
    }

    fn new() -> Self {
        Self {
            groups: Groups::default(),
            errors: Vec::new(),
            tails: Vec::new(),
        }
    }

    fn told(session: &mut Session, parts: Vec<Self>) -> Self {
        let mut whole = Self::new();
        for part in parts {
            whole.groups.merge(part.groups);
            whole.errors.extend(part.errors);
            whole.tails.extend(part.tails);
        }
        for tail in whole.tails.drain(..) {
            session.env.say(&tail);
        }
        whole
    }

    fn add_sketch(
        &mut self,
        store: &Store,
        found: Sketched<'_, M::Past>,
        entry: &Entry,
        lens: &Lens,
    ) {
        match found {
            Err(fault) => self.fail(store, entry, fault),
            Ok(sketch) => {
                let record = sketch.record.as_ref();
                if record.is_none_or(|record| self.is_sound(store, record, entry)) {
                    let case = outlined(sketch.id, &sketch.outline, &sketch.definitions);
                    self.groups.add(&case, &sketch.past, lens);
                }
            }
        }
    }

    fn add_record(&mut self, store: &Store, found: Found, entry: &Entry, lens: &Lens) {
        let record = match found {
            Ok(record) => record,
            Err(fault) => return self.fail(store, entry, fault),
        };
        if !self.is_sound(store, &record, entry) {
            return;
        }
        let happened = |event: &Event| lens.ages.day(&event.at) <= lens.ages.today;
        if let Some(case) = record.case().as_told_by(happened) {
            let definitions: Vec<_> = record.definitions().map(Arc::clone).collect();
            let (outline, past) = (Outline::of(&case), M::Past::of(&case));
            let case = outlined(&record.id, &outline, &definitions);
            self.groups.add(&case, &past, lens);
        }
    }

    /// Whether nothing is wrong with a record; what is, is told.
    fn is_sound(&mut self, store: &Store, record: &Record, entry: &Entry) -> bool {
        self.tails.extend(damage::cut_short(record));
        match record.sound() {
            Ok(()) => true,
            Err(fault) => {
                self.fail(store, entry, fault);
                false
            }
        }
    }

    fn fail(&mut self, store: &Store, entry: &Entry, fault: StoreFault) {
        self.errors.push(damage::row(store.root(), entry, fault));
    }
}

fn outlined<'a>(
    id: &'a CaseId,
    outline: &'a Outline,
    definitions: &'a [Arc<Definition>],
) -> Outlined<'a> {
    Outlined {
        id,
        outline,
        procedures: definitions.iter().map(|one| &one.procedure).collect(),
        newer: false,
    }
}
