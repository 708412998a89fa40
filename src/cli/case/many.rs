use crate::cli::damage;
use crate::cli::session::Session;
use crate::store::{Entry, Found, Listing, Record, Sketched, Store, StoreFault};
use crate::view::{ErrorRow, Outlined};
use crate::words::Text;

/// What reading many journals gave, in order of case.
pub struct Many<T> {
    pub cases: Vec<T>,
    pub errors: Vec<ErrorRow>,
}

/// One journal of many; what is rare is kept apart, for there is one of these for each.
struct One<T> {
    made: Result<Option<T>, Box<ErrorRow>>,
    tail: Option<Box<Text>>,
}

impl<T: Send> Many<T> {
    /// Makes something of every record that lacks nothing; the others are one error row each.
    /// Writes that were cut short are told of.
    pub fn read(
        session: &mut Session,
        entries: &[Entry],
        make: impl Fn(&Record) -> Option<T> + Sync,
    ) -> Self {
        let store = &session.store;
        let read = store.each(entries, |found, entry| one(store, found, entry, &make));
        Self::told(session, read)
    }

    /// The same of the outlines of all cases that are wanted.
    pub fn outlined(
        session: &mut Session,
        listing: &Listing,
        wanted: impl Fn(&Entry) -> bool + Sync,
        make: impl Fn(&Outlined) -> Option<T> + Sync,
    ) -> Self {
        let store = &session.store;
        let read = store.outlines(listing, wanted, |found, entry| {
            outlined(store, found, entry, &make)
        });
        Self::told(session, read)
    }

    fn told(session: &mut Session, read: Vec<One<T>>) -> Self {
        let mut many = Self {
            cases: Vec::with_capacity(read.len()),
            errors: Vec::new(),
        };
        for one in read {
            match one.made {
                Ok(made) => many.cases.extend(made),
                Err(row) => many.errors.push(*row),
            }
            if let Some(tail) = one.tail {
                session.env.say(&tail);
            }
        }
        many
    }
}

fn one<T>(
    store: &Store,
    found: Found,
    entry: &Entry,
    make: impl Fn(&Record) -> Option<T>,
) -> One<T> {
    let row = |fault: StoreFault| Box::new(damage::row(store.root(), entry, fault));
    match found {
        Err(fault) => One {
            made: Err(row(fault)),
            tail: None,
        },
        Ok(record) => One {
            tail: damage::cut_short(&record).map(Box::new),
            made: match record.sound() {
                Ok(()) => Ok(make(&record)),
                Err(fault) => Err(row(fault)),
            },
        },
    }
}

fn outlined<T>(
    store: &Store,
    found: Sketched<'_>,
    entry: &Entry,
    make: impl Fn(&Outlined) -> Option<T>,
) -> One<T> {
    let row = |fault: StoreFault| Box::new(damage::row(store.root(), entry, fault));
    match found {
        Err(fault) => One {
            made: Err(row(fault)),
            tail: None,
        },
        Ok(sketch) => {
            let record = sketch.record.as_ref();
            let tail = record.and_then(damage::cut_short).map(Box::new);
            if let Some(Err(fault)) = record.map(Record::sound) {
                let made = Err(row(fault));
                return One { made, tail };
            }
            let definitions = sketch.definitions.iter();
            let case = Outlined {
                id: sketch.id,
                outline: &sketch.outline,
                procedures: definitions.map(|one| &one.procedure).collect(),
                newer: record.is_some_and(|record| record.journal.newer.is_some()),
            };
            One {
                made: Ok(make(&case)),
                tail,
            }
        }
    }
}
