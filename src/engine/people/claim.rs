use chrono::NaiveDate;

use crate::engine::people::capacity::{Statement, judge, known};
use crate::engine::{Case, Mark};
use crate::model::{Actor, Moment, People, RoleId};

/// What an act says of who did it, as far as the table of people tells whether they might.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    pub statement: Statement<'a>,
    /// The roles of which one may do it; none where anyone of the people may.
    pub roles: &'a [RoleId],
    /// To whom it gives work.
    pub assigned: Option<&'a Actor>,
    /// When it was done, as it was written: a later correction makes nobody else of them.
    pub at: Moment,
}

impl<'a> Claim<'a> {
    /// Those of all acts of a case, in order.
    pub fn all(case: &Case<'a>) -> Vec<(usize, Self)> {
        let places = 0..case.events().len();
        places.map(|place| (place, Self::of(case, place))).collect()
    }

    fn of(case: &Case<'a>, place: usize) -> Self {
        let event = case.event(place);
        let activity = event.did.of_roles();
        let activity = activity.and_then(|number| case.procedure_of(place).activity(number));
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

    /// What does not fit, by what the table says of that day.
    pub fn marks(&self, people: &People, day: NaiveDate) -> impl Iterator<Item = Mark> {
        let acted = judge(people, self.roles, self.statement, day).err();
        let assigned = self
            .assigned
            .and_then(|name| known(people, name, day).err());
        let acted = acted.map(|denied| Mark::Unentitled(denied.without_others()));
        acted.into_iter().chain(assigned.map(Mark::AssignedUnknown))
    }
}
