//! Whose work an inbox shows: that of one person, or all with what that person may do.

use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::engine::{Reader, Way};
use crate::model::Actor;
use crate::store::Store;
use crate::view::InboxRow;
use crate::words::matching;

/// A person, with what the table lets them do today.
pub struct Whose<'s> {
    /// The name as it is compared.
    name: String,
    reader: Reader<'s>,
}

impl<'s> Whose<'s> {
    /// The person of this name, whether or not the table has them.
    pub fn named(session: &Session, store: &'s Store, name: &Actor) -> Result<Self, Failure> {
        let people = store.settings.people.as_ref();
        let known = people.and_then(|people| people.find(name.as_str()));
        let name = known.map_or(name, |person| &person.name);
        Ok(Self {
            name: matching(name.as_str()),
            reader: Reader::of(people, name, session.today()?),
        })
    }

    /// Whoever asks, where the store names its people.
    pub fn asking(session: &Session, store: &'s Store) -> Result<Option<Self>, Failure> {
        match session.env.actor() {
            Ok(actor) if store.settings.people.is_some() => {
                Self::named(session, store, &actor).map(Some)
            }
            Ok(_) | Err(_) => Ok(None),
        }
    }

    /// How they do it; `None` where it is not theirs. What was given to somebody is theirs alone, or
    /// of whoever stands in for them; what was given to nobody is of its roles.
    pub fn way(&self, row: &InboxRow) -> Option<Way<'s>> {
        let Reader::Person(reach) = &self.reader else {
            return row.is_assigned_to(&self.name).then_some(Way::Own);
        };
        let may = reach.to(row.role);
        let Some(assigned) = row.assigned else {
            return may;
        };
        if row.is_assigned_to(&self.name) {
            return Some(may.unwrap_or(Way::Own));
        }
        if !reach.is_for(assigned) {
            return None;
        }
        let mut way = may?;
        if let Way::InPlaceOf(principals) = &mut way
            && principals.iter().any(|one| one.as_str() == assigned)
        {
            principals.retain(|one| one.as_str() == assigned);
        }
        Some(way)
    }
}
