//! Goes through many journals on all processors, and collects what cannot be read beside the rest.

use std::sync::Arc;

use crate::cli::failure::{Failure, journal};
use crate::cli::session::Session;
use crate::engine::{Outline, Recall};
use crate::model::CaseId;
use crate::store::{Definition, Entry, Listing, Record, Store, StoreFault};
use crate::view::{ErrorRow, Outlined};
use crate::words::Text;

/// The results from many journals, read on all processors.
pub struct Gathered<A> {
    /// Parts in order, each with its cases in order.
    pub parts: Vec<A>,
    /// A row for each journal that could not be read.
    pub errors: Vec<ErrorRow>,
}

/// A part, and the problems of its journals.
struct Part<A> {
    gathered: A,
    errors: Vec<ErrorRow>,
    /// Messages about writes that were cut short.
    tails: Vec<Text>,
    /// Why nothing more could be read, where that is not the fault of a journal.
    exhausted: Option<StoreFault>,
}

impl<A: Send> Gathered<A> {
    /// Adds the outlines of all cases that are wanted and lack nothing, with what is wanted of
    /// their past. Writes that were cut short are told of.
    pub fn outlines<P: Recall>(
        session: &mut Session,
        listing: &Listing,
        wanted: impl Fn(&Entry) -> bool + Sync,
        begin: impl Fn() -> A + Sync,
        add: impl Fn(&mut A, &Outlined, &P) + Sync,
    ) -> Result<Self, Failure> {
        let store = &session.store;
        let begin = || Part::of(begin());
        let parts = store.gather(listing, wanted, begin, |part, found, entry| {
            let sketch = match found {
                Ok(sketch) => sketch,
                Err(fault) => return part.fail(store, entry, fault),
            };
            let record = sketch.record.as_ref();
            if record.is_none_or(|record| part.is_sound(store, record, entry)) {
                let newer = record.is_some_and(|record| record.journal.newer.is_some());
                let case = outlined(sketch.id, &sketch.outline, &*sketch.definitions, newer);
                add(&mut part.gathered, &case, &sketch.past);
            }
        });
        Self::joined(session, parts)
    }

    /// The same of records.
    pub fn records(
        session: &mut Session,
        entries: &[Entry],
        begin: impl Fn() -> A + Sync,
        add: impl Fn(&mut A, &Record) + Sync,
    ) -> Result<Self, Failure> {
        let store = &session.store;
        let begin = || Part::of(begin());
        let parts = store.gather_records(entries, begin, |part, found, entry| match found {
            Err(fault) => part.fail(store, entry, fault),
            Ok(record) => {
                if part.is_sound(store, &record, entry) {
                    add(&mut part.gathered, &record);
                }
            }
        });
        Self::joined(session, parts)
    }

    /// The same with a row for each journal in which no case is looked for.
    pub fn with_misplaced(mut self, session: &Session, listing: &Listing) -> Self {
        let root = session.store.root();
        for one in &listing.misplaced {
            self.errors
                .push(journal::row(root, &one.path, one.clone().fault()));
        }
        self
    }

    fn joined(session: &mut Session, parts: Vec<Part<A>>) -> Result<Self, Failure> {
        let mut all = Self {
            parts: Vec::with_capacity(parts.len()),
            errors: Vec::new(),
        };
        for part in parts {
            if let Some(fault) = part.exhausted {
                return Err(fault.into());
            }
            all.parts.push(part.gathered);
            all.errors.extend(part.errors);
            for tail in part.tails {
                session.env.say(&tail);
            }
        }
        Ok(all)
    }
}

impl<A> Part<A> {
    const fn of(gathered: A) -> Self {
        Self {
            gathered,
            errors: Vec::new(),
            tails: Vec::new(),
            exhausted: None,
        }
    }

    /// Whether a record is sound; otherwise its error row is added.
    fn is_sound(&mut self, store: &Store, record: &Record, entry: &Entry) -> bool {
        self.tails.extend(journal::cut_short(record));
        match record.sound() {
            Ok(()) => true,
            Err(fault) => {
                self.fail(store, entry, fault);
                false
            }
        }
    }

    fn fail(&mut self, store: &Store, entry: &Entry, fault: StoreFault) {
        if fault.is_exhausted() {
            self.exhausted.get_or_insert(fault);
            return;
        }
        self.errors
            .push(journal::row(store.root(), &entry.path(), fault));
    }
}

/// A case by its outline and its definitions, in the order in which the outline names them.
pub fn outlined<'a>(
    id: &'a CaseId,
    outline: &'a Outline,
    definitions: impl IntoIterator<Item = &'a Arc<Definition>>,
    newer: bool,
) -> Outlined<'a> {
    let definitions = definitions.into_iter();
    Outlined {
        id,
        outline,
        procedures: definitions.map(|one| &one.procedure).collect(),
        newer,
    }
}
