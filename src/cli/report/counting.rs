//! Counts the cases of the store, as they are or as of a day.

use crate::cli::case::Wanted;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::session::gathered::{Gathered, outlined};
use crate::engine::{Outline, Recall as _};
use crate::model::Event;
use crate::store::{Listing, Record};
use crate::view::ErrorRow;
use crate::view::report::{Groups, Lens, Measure};

/// What many journals gave: the counts, and an error row for each that could not be counted.
pub struct Counting<M: Measure> {
    pub groups: Groups<M>,
    pub errors: Vec<ErrorRow>,
}

impl<M: Measure> Counting<M> {
    /// Counts the cases as they are, on all processors. Writes that were cut short are told of.
    pub fn now(
        session: &mut Session,
        listing: &Listing,
        wanted: &Wanted,
        lens: &Lens,
    ) -> Result<Self, Failure> {
        let gathered = Gathered::outlines(
            session,
            listing,
            |entry| wanted.takes(entry),
            Groups::default,
            |groups: &mut Groups<M>, case, past| groups.add(case, past, lens),
        );
        Ok(Self::of(gathered?.with_misplaced(session, listing)))
    }

    /// The same as of the day of the lens, by the events that had happened.
    pub fn as_of(
        session: &mut Session,
        listing: &Listing,
        wanted: &Wanted,
        lens: &Lens,
    ) -> Result<Self, Failure> {
        let mut entries = listing.entries.clone();
        entries.retain(|entry| wanted.takes(entry));
        let happened = |event: &Event| lens.ages.day(&event.at) <= lens.ages.today;
        let add = |groups: &mut Groups<M>, record: &Record| {
            if let Some(case) = record.case().subset(happened) {
                let (outline, past) = (Outline::of(&case), M::Past::of(&case));
                let case = outlined(&record.id, &outline, record.definitions(), false);
                groups.add(&case, &past, lens);
            }
        };
        let gathered = Gathered::records(session, &entries, Groups::default, add)?;
        Ok(Self::of(gathered.with_misplaced(session, listing)))
    }

    fn of(gathered: Gathered<Groups<M>>) -> Self {
        let mut groups = Groups::default();
        for part in gathered.parts {
            groups.merge(part);
        }
        let errors = gathered.errors;
        Self { groups, errors }
    }
}
