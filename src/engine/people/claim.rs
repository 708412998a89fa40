use chrono::NaiveDate;

use crate::engine::people::capacity::{Statement, judge, known};
use crate::engine::{Case, Mark};
use crate::model::{Actor, Moment, People, RoleId};

/// What an act states of who did it, for the check against the table of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    pub statement: Statement<'a>,
    /// The roles that may do it; empty where anyone of the people may.
    pub roles: &'a [RoleId],
    /// The person to whom it assigns work.
    pub assigned: Option<&'a Actor>,
    /// When it was done, uncorrected: a correction does not change who might act.
    pub at: Moment,
}

impl<'a> Claim<'a> {
    /// The claims of all acts of a case, in order.
    pub fn all(case: &Case<'a>) -> Vec<(usize, Self)> {
        let places = 0..case.events().len();
        places.map(|place| (place, Self::of(case, place))).collect()
    }

    fn of(case: &Case<'a>, place: usize) -> Self {
        let event = case.event(place);
        let number = event.did.of_roles();
        let activity = number.and_then(|number| case.procedure_of(place).activity(number));
        Self {
            statement: Statement {
                by: &event.by,
                role: event.role.as_ref(),
                on_behalf: event.on_behalf.as_ref(),
                has_authority: event.authority.is_some(),
            },
            roles: activity.map_or(&[], |activity| &activity.roles),
            assigned: event.did.assigned(),
            at: event.at,
        }
    }

    /// The marks by the table of people on that day.
    pub fn marks(&self, people: &People, day: NaiveDate) -> impl Iterator<Item = Mark> {
        let denied = judge(people, self.roles, self.statement, day).err();
        let acted = denied.map(|denied| Mark::Unentitled(denied.without_others()));
        let unknown = self
            .assigned
            .and_then(|name| known(people, name, day).err());
        acted.into_iter().chain(unknown.map(Mark::AssignedUnknown))
    }
}
