use chrono::NaiveDate;

use crate::engine::people::capacity::{Denied, Statement, judge};
use crate::engine::{Case, Mark};
use crate::model::{ActivityNumber, Actor, Moment, People, RoleId};

/// What an act states of who did it, for the check against the table of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    pub statement: Statement<'a>,
    /// The roles that may do it; empty where anyone of the people may.
    pub roles: &'a [RoleId],
    /// The person to whom it assigns work, and the roles of that work.
    pub assigned: Option<(&'a Actor, &'a [RoleId])>,
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
        let roles = |number: Option<ActivityNumber>| {
            let activity = number.and_then(|number| case.procedure_of(place).activity(number));
            activity.map_or(&[][..], |activity| &activity.roles)
        };
        let work = roles(event.did.activity());
        Self {
            statement: Statement {
                by: &event.by,
                role: event.role.as_ref(),
                on_behalf: event.on_behalf.as_ref(),
                has_authority: event.authority.is_some(),
            },
            roles: roles(event.did.of_roles()),
            assigned: event.did.assigned().map(|person| (person, work)),
            at: event.at,
        }
    }

    /// The marks by the table of people on that day.
    pub fn marks(&self, people: &People, day: NaiveDate) -> impl Iterator<Item = Mark> {
        let denied = judge(people, self.roles, self.statement, day).err();
        let acted = denied.map(|denied| Mark::Unentitled(denied.without_others()));
        let assigned = self
            .assigned
            .and_then(|(name, roles)| assigned(people, name, roles, day));
        acted.into_iter().chain(assigned)
    }
}

/// The mark on the assignment of work of these roles to one who may not do it on that day.
fn assigned(people: &People, name: &Actor, roles: &[RoleId], day: NaiveDate) -> Option<Mark> {
    let statement = Statement {
        by: name,
        role: None,
        on_behalf: None,
        has_authority: false,
    };
    match judge(people, roles, statement, day) {
        Ok(_) | Err(Denied::SeveralFor { .. }) => None,
        Err(denied @ (Denied::Unknown { .. } | Denied::NotThen { .. })) => {
            Some(Mark::AssignedUnknown(denied))
        }
        Err(
            denied @ (Denied::NotTheirs { .. }
            | Denied::RoleNotHeld { .. }
            | Denied::NoAuthority { .. }
            | Denied::OnOwnBehalf { .. }),
        ) => Some(Mark::AssignedUnentitled(denied.without_others())),
    }
}
