//! Persons by whom an answer is narrowed.

use std::collections::BTreeMap;

use crate::cli::failure::{Failure, denied};
use crate::cli::session::Session;
use crate::cli::session::gathered::Gathered;
use crate::engine::Past;
use crate::model::{Actor, People};
use crate::store::Listing;
use crate::text;
use crate::view::Outlined;
use crate::words::{likely, matching};

/// Persons by how their names are compared, as a case spells them.
type Seen = BTreeMap<String, Actor>;

/// Sees that a person by whom an answer is narrowed is of the table of people, or of some case. Where
/// there is no table anybody may be meant, and it is remarked upon alone.
pub fn known_as_filter(
    session: &mut Session,
    listing: &Listing,
    typed: &str,
) -> Result<(), Failure> {
    let store = session.store.clone();
    let people = store.settings.people.as_ref();
    if people.is_some_and(|people| people.find(typed).is_some()) {
        return Ok(());
    }
    let seen = seen(session, listing)?;
    if seen.contains_key(&matching(typed)) {
        return Ok(());
    }
    let mut names = people.map_or_else(Vec::new, People::names);
    let of_cases = seen.values().map(Actor::as_str);
    let is_new = |name: &&str| people.is_none_or(|people| people.find(name).is_none());
    names.extend(of_cases.filter(is_new));
    let near = likely(typed, &names);
    if people.is_some() {
        return Err(denied::in_no_case(typed, &near));
    }
    session.env.say(&text!(
        "`{typed}` no está en ningún caso de este registro",
        "`{typed}` is in no case of this store"
    ));
    if let Some(meant) = denied::meant(&near) {
        session.env.say(&meant);
    }
    Ok(())
}

/// The persons whom the cases name.
fn seen(session: &mut Session, listing: &Listing) -> Result<Seen, Failure> {
    let add = |seen: &mut Seen, _: &Outlined, past: &Past| {
        for person in &past.course.people {
            seen.entry(matching(person.as_str()))
                .or_insert_with(|| person.clone());
        }
    };
    let many = Gathered::outlines(session, listing, |_| true, Seen::new, add)?;
    Ok(many.parts.into_iter().flatten().collect())
}
