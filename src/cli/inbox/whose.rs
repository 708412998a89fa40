//! Whose work an inbox shows: that of one person, or all with what that person may do.

use crate::cli::session::Session;
use crate::engine::Reach;
use crate::model::Actor;
use crate::store::Store;
use crate::view::InboxRow;
use crate::words::matching;

/// A person, with what the table lets them do today.
pub struct Whose<'s> {
    /// The name as it is compared.
    name: String,
    reach: Option<Reach<'s>>,
}

impl<'s> Whose<'s> {
    /// The person of this name, whether or not the table has them.
    pub fn named(session: &Session, store: &'s Store, typed: &str) -> Self {
        let people = store.settings.people.as_ref();
        let known = people.and_then(|people| Some((people, people.find(typed)?)));
        let reach = known.zip(session.today().ok());
        Self {
            name: matching(known.map_or(typed, |(_, person)| person.name.as_str())),
            reach: reach.and_then(|((people, person), day)| Reach::of(people, person, day)),
        }
    }

    /// Whoever asks, where the table has them.
    pub fn asking(session: &Session, store: &'s Store) -> Option<Self> {
        let people = store.settings.people.as_ref()?;
        let actor = session.env.actor().ok()?;
        people.find(actor.as_str())?;
        Some(Self::named(session, store, actor.as_str()))
    }

    /// In whose place they may do it, nobody's where it is in their own; `None` where it is not
    /// theirs. What was given to somebody is theirs alone, or of whoever stands in for them; what
    /// was given to nobody is of its roles.
    pub fn principals(&self, row: &InboxRow) -> Option<Vec<&'s Actor>> {
        let reach = self.reach.as_ref();
        let may = reach.and_then(|reach| reach.to(row.role));
        let Some(assigned) = row.assigned else {
            return may;
        };
        if row.is_assigned_to(&self.name) {
            return Some(may.unwrap_or_default());
        }
        reach.filter(|reach| reach.is_for(assigned))?;
        let mut principals = may?;
        if principals.iter().any(|one| one.as_str() == assigned) {
            principals.retain(|one| one.as_str() == assigned);
        }
        Some(principals)
    }
}
