//! What a person may do on a day, worked out once for many activities. Of each it says what
//! [`judge`](crate::engine::people::capacity::judge) says of an act that states nothing.

use chrono::NaiveDate;

use crate::model::{Actor, People, Person, RoleId};

/// The roles in which a person may act on a day: their own, and those of whom they stand in for.
#[derive(Clone, Debug)]
pub struct Reach<'p> {
    own: Vec<RoleId>,
    principals: Vec<(&'p Actor, Vec<RoleId>)>,
}

impl<'p> Reach<'p> {
    /// `None` for who is not in the unit on that day.
    pub fn of(people: &'p People, person: &'p Person, day: NaiveDate) -> Option<Self> {
        let principals = people.principals(person, day);
        person.is_there(day).then(|| Self {
            own: person.roles_on(day),
            principals: principals
                .map(|other| (&other.name, other.roles_on(day)))
                .collect(),
        })
    }

    /// For whom the person may do what belongs to these roles, in the order of the table: for
    /// nobody where it is in a role of their own, and `None` where they may not.
    pub fn to(&self, roles: &[RoleId]) -> Option<Vec<&'p Actor>> {
        let holds = |held: &[RoleId]| roles.iter().any(|role| held.contains(role));
        if roles.is_empty() || holds(&self.own) {
            return Some(Vec::new());
        }
        let principals = self.principals.iter();
        let entitled = principals.filter(|(_, held)| holds(held));
        let names: Vec<&Actor> = entitled.map(|(name, _)| *name).collect();
        (!names.is_empty()).then_some(names)
    }

    /// Whether the person stands in for the one of this name.
    pub fn is_for(&self, name: &str) -> bool {
        let mut principals = self.principals.iter();
        principals.any(|(principal, _)| principal.as_str() == name)
    }
}

/// Who may do what belongs to these roles on that day in the place of whom, if only of the one
/// named: substitutes, each beside whom they stand in for.
pub fn substitutes<'p>(
    people: &'p People,
    roles: &[RoleId],
    only: Option<&str>,
    day: NaiveDate,
) -> Vec<(&'p Actor, &'p Actor)> {
    let holds = |person: &Person| roles.iter().any(|role| person.holds(role, day));
    let of_name = |person: &Person| only.is_none_or(|name| name == person.name.as_str());
    let replaced = people.iter().filter(|one| !one.substitutes.is_empty());
    let replaced = replaced.filter(|one| of_name(one) && holds(one));
    let pairs = replaced.flat_map(|principal| {
        let others = people.iter().filter(move |other| {
            principal.is_substituted_by(other, day) && other.is_there(day) && !holds(other)
        });
        others.map(|other| (&other.name, &principal.name))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::{Reach, substitutes};
    use crate::engine::people::capacity::{Denied, Statement, judge};
    use crate::model::{Actor, HeldRole, People, Person, RoleId, Substitute, Tenure};

    const ROLES: [&str; 3] = ["head", "clerk", "chief"];

    fn day(days: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 7, 1).expect("a day") + Days::new(days)
    }

    fn person(name: &str, roles: &[&str], substitutes: &[(&str, u64, u64)]) -> Person {
        let held = |role: &&str| HeldRole {
            role: RoleId::recorded(role),
            tenure: Tenure::default(),
        };
        let substitute = |(name, from, until): &(&str, u64, u64)| Substitute {
            name: Actor::recorded(*name),
            from: day(*from),
            until: day(*until),
        };
        Person {
            name: Actor::recorded(name),
            email: None,
            tenure: Tenure::default(),
            roles: roles.iter().map(held).collect(),
            substitutes: substitutes.iter().map(substitute).collect(),
            records_for: Vec::new(),
        }
    }

    /// Luis stands in for Ana and Rosa, who leaves and gains a role; Eva for Ana, and holds her role.
    fn people() -> People {
        let mut rosa = person("Rosa", &["chief"], &[("Luis", 2, 9)]);
        rosa.tenure.until = Some(day(6));
        rosa.roles.push(HeldRole {
            role: RoleId::recorded("head"),
            tenure: Tenure {
                from: Some(day(4)),
                until: None,
            },
        });
        People::new(vec![
            person("Ana", &["head"], &[("Luis", 1, 5), ("Eva", 3, 8)]),
            person("Luis", &["clerk"], &[]),
            rosa,
            person("Eva", &["head", "clerk"], &[("Ana", 0, 1)]),
        ])
    }

    #[test]
    fn it_says_of_every_person_day_and_roles_what_the_one_rule_says() {
        let people = people();
        let mut in_place = 0;
        for (days, subset, person) in (0..11)
            .flat_map(|days| (0..8).map(move |subset| (days, subset)))
            .flat_map(|(days, subset)| people.iter().map(move |person| (days, subset, person)))
        {
            let (day, name) = (day(days), &person.name);
            let chosen = (0..ROLES.len()).filter(|place| subset >> place & 1 == 1);
            let roles: Vec<RoleId> = chosen.map(|place| RoleId::recorded(ROLES[place])).collect();
            let stated = Statement {
                by: name,
                role: None,
                on_behalf: None,
                has_authority: false,
            };
            let expected = match judge(&people, &roles, stated, day) {
                Ok(entitled) => Some(
                    entitled
                        .principal
                        .map(|one| one.name.clone())
                        .into_iter()
                        .collect(),
                ),
                Err(Denied::SeveralFor { persons, .. }) => Some(persons),
                Err(_) => None,
            };
            let reach = Reach::of(&people, person, day).and_then(|reach| reach.to(&roles));
            let found: Option<Vec<Actor>> = reach.map(|names| names.into_iter().cloned().collect());
            assert_eq!(found, expected, "{name} {day} {roles:?}");
            let pairs = substitutes(&people, &roles, None, day).into_iter();
            let pairs = pairs.filter(|(other, _)| *other == name);
            let whom: Vec<Actor> = pairs.map(|(_, principal)| principal.clone()).collect();
            assert_eq!(whom, expected.unwrap_or_default(), "{name} {day} {roles:?}");
            in_place += whom.len();
        }
        assert!(in_place > 20, "{in_place}");
    }

    #[test]
    fn of_substitutes_those_alone_who_stand_in_for_the_one_named() {
        let people = people();
        let roles = [RoleId::recorded("head"), RoleId::recorded("chief")];
        let of = |only| substitutes(&people, &roles, only, day(2)).len();
        assert_eq!([of(None), of(Some("Ana")), of(Some("Eva"))], [2, 1, 0]);
        let luis = people.find("luis").expect("he is there");
        let reach = Reach::of(&people, luis, day(2)).expect("he is there");
        assert!(reach.is_for("Rosa") && !reach.is_for("Eva"));
    }
}
