//! What a person may do on a day, worked out once for many activities. Of each it says what
//! [`judge`](crate::engine::people::capacity::judge) says of an act that states nothing.

use chrono::NaiveDate;

use crate::engine::people::capacity::{Denied, known};
use crate::model::{Actor, People, Person, RoleId, Substitute};

/// Whoever reads, by what the table of people lets them do on a day.
#[derive(Clone, Debug)]
pub enum Reader<'p> {
    /// Where the settings name no people, anybody may do anything.
    Anybody,
    Person(Reach<'p>),
    /// Who is not in the table or, on that day, not in the unit, may do nothing.
    Stranger(Denied),
}

/// The roles in which a person may act on a day: their own, those of whom they stand in for, and
/// those outside of the unit whose acts they record.
#[derive(Clone, Debug)]
pub struct Reach<'p> {
    own: Vec<RoleId>,
    principals: Vec<(&'p Actor, Vec<RoleId>)>,
    records_for: &'p [RoleId],
}

/// How a person may do what belongs to some roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way<'p> {
    /// In a role of their own, or in none where it belongs to none.
    Own,
    /// In the place of any one of these, in the order of the table.
    InPlaceOf(Vec<&'p Actor>),
    /// By recording what this role outside of the unit does.
    Recording(&'p RoleId),
}

impl<'p> Reader<'p> {
    pub fn of(people: Option<&'p People>, name: &Actor, day: NaiveDate) -> Self {
        match people.map(|people| Reach::of(people, name, day)) {
            None => Self::Anybody,
            Some(Ok(reach)) => Self::Person(reach),
            Some(Err(denied)) => Self::Stranger(denied),
        }
    }

    /// How they may do what belongs to these roles; `None` where they may not.
    pub fn to(&self, roles: &[RoleId]) -> Option<Way<'p>> {
        match self {
            Self::Anybody => Some(Way::Own),
            Self::Person(reach) => reach.to(roles),
            Self::Stranger(_) => None,
        }
    }

    /// Why they may do nothing at all.
    pub const fn stranger(&self) -> Option<&Denied> {
        match self {
            Self::Stranger(denied) => Some(denied),
            Self::Anybody | Self::Person(_) => None,
        }
    }
}

impl<'p> Way<'p> {
    /// Whom they have to name, where they may do it in the place of several: whoever it was assigned
    /// to, else the first.
    pub fn chosen(&self, assigned: Option<&str>) -> Option<&'p Actor> {
        let Self::InPlaceOf(names) = self else {
            return None;
        };
        let [first, _, ..] = names.as_slice() else {
            return None;
        };
        let is_assigned = |name: &&&Actor| assigned == Some(name.as_str());
        Some(names.iter().find(is_assigned).unwrap_or(first))
    }
}

impl<'p> Reach<'p> {
    /// # Errors
    /// For who is not in the table, or not in the unit on that day.
    pub fn of(people: &'p People, name: &Actor, day: NaiveDate) -> Result<Self, Denied> {
        let person = known(people, name, day)?;
        let principals = people.principals(person, day);
        Ok(Self {
            own: person.roles_on(day),
            principals: principals
                .map(|other| (&other.name, other.roles_on(day)))
                .collect(),
            records_for: &person.records_for,
        })
    }

    /// How the person may do what belongs to these roles; `None` where they may not.
    pub fn to(&self, roles: &[RoleId]) -> Option<Way<'p>> {
        let holds = |held: &[RoleId]| roles.iter().any(|role| held.contains(role));
        if roles.is_empty() || holds(&self.own) {
            return Some(Way::Own);
        }
        let principals = self.principals.iter();
        let entitled = principals.filter(|(_, held)| holds(held));
        let names: Vec<&Actor> = entitled.map(|(name, _)| *name).collect();
        if names.len() == 1 {
            return Some(Way::InPlaceOf(names));
        }
        let recorded = self.recorded(roles).map(Way::Recording);
        recorded.or_else(|| (!names.is_empty()).then_some(Way::InPlaceOf(names)))
    }

    /// The first of these roles whose acts they record.
    fn recorded(&self, roles: &[RoleId]) -> Option<&'p RoleId> {
        let mut recorded = roles
            .iter()
            .filter_map(|role| self.records_for.iter().find(|one| *one == role));
        recorded.next()
    }

    /// Whether the person stands in for the one of this name.
    pub fn is_for(&self, name: &str) -> bool {
        let mut principals = self.principals.iter();
        principals.any(|(principal, _)| principal.as_str() == name)
    }
}

/// Who may do what belongs to these roles on that day in the place of whom, if only of the one
/// named: substitutions, each with whom it replaces.
pub fn substitutes<'p>(
    people: &'p People,
    roles: &[RoleId],
    only: Option<&str>,
    day: NaiveDate,
) -> Vec<(&'p Substitute, &'p Actor)> {
    let holds = |person: &Person| roles.iter().any(|role| person.holds(role, day));
    let of_name = |person: &Person| only.is_none_or(|name| name == person.name.as_str());
    let replaced = people.iter().filter(|one| !one.substitutes.is_empty());
    let replaced = replaced.filter(|one| of_name(one) && holds(one));
    let pairs = replaced.flat_map(|principal| {
        let others = people.iter().filter(|other| other.is_there(day));
        let others = others.filter(move |other| !holds(other));
        others.filter_map(move |other| {
            let substitute = principal.substitute(other, day)?;
            Some((substitute, &principal.name))
        })
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::{Reach, Way, substitutes};
    use crate::engine::people::capacity::{Denied, Statement, judge};
    use crate::model::{Actor, HeldRole, People, Person, RoleId, Substitute, Tenure};

    const ROLES: [&str; 4] = ["head", "clerk", "chief", "minister"];

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
    /// Luis records for the chief and the minister, and Ana for the minister.
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
        let mut luis = person("Luis", &["clerk"], &[]);
        luis.records_for = ["chief", "minister"].map(RoleId::recorded).to_vec();
        let mut ana = person("Ana", &["head"], &[("Luis", 1, 5), ("Eva", 3, 8)]);
        ana.records_for = vec![RoleId::recorded("minister")];
        People::new(vec![
            ana,
            luis,
            rosa,
            person("Eva", &["head", "clerk"], &[("Ana", 0, 1)]),
        ])
    }

    #[test]
    fn it_says_of_every_person_day_and_roles_what_the_one_rule_says() {
        let people = people();
        let (mut in_place, mut recorded) = (0, 0);
        for (days, subset, person) in (0..11)
            .flat_map(|days| (0..16).map(move |subset| (days, subset)))
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
            let judged = judge(&people, &roles, stated, day);
            let expected = match &judged {
                Ok(entitled) => Some(match (entitled.principal, &entitled.role) {
                    (Some(principal), _) => Way::InPlaceOf(vec![&principal.name]),
                    (None, Some(role)) if !person.holds(role, day) => Way::Recording(role),
                    (None, _) => Way::Own,
                }),
                Err(Denied::SeveralFor { persons, .. }) => {
                    Some(Way::InPlaceOf(persons.iter().collect()))
                }
                Err(_) => None,
            };
            let reach = Reach::of(&people, name, day);
            let found = reach.ok().and_then(|reach| reach.to(&roles));
            assert_eq!(found, expected, "{name} {day} {roles:?}");
            let pairs = substitutes(&people, &roles, None, day).into_iter();
            let pairs = pairs.filter(|(other, _)| other.name == *name);
            let whom: Vec<&Actor> = pairs.map(|(_, principal)| principal).collect();
            in_place += whom.len();
            match expected {
                Some(Way::InPlaceOf(principals)) => assert_eq!(whom, principals, "{name} {day}"),
                // Who stands in for several may record it as well.
                Some(Way::Recording(_)) => recorded += 1,
                Some(Way::Own) | None => assert!(whom.is_empty(), "{name} {day} {whom:?}"),
            }
        }
        assert!(in_place > 20 && recorded > 20, "{in_place} {recorded}");
    }

    #[test]
    fn of_substitutes_those_alone_who_stand_in_for_the_one_named() {
        let people = people();
        let roles = [RoleId::recorded("head"), RoleId::recorded("chief")];
        let of = |only| substitutes(&people, &roles, only, day(2)).len();
        assert_eq!([of(None), of(Some("Ana")), of(Some("Eva"))], [2, 1, 0]);
        let luis = Actor::recorded("luis");
        let reach = Reach::of(&people, &luis, day(2)).expect("he is there");
        assert!(reach.is_for("Rosa") && !reach.is_for("Eva"));
    }

    #[test]
    fn of_several_one_names_the_one_to_whom_it_was_assigned_else_the_first() {
        let (ana, rosa) = (Actor::recorded("Ana"), Actor::recorded("Rosa"));
        let several = Way::InPlaceOf(vec![&ana, &rosa]);
        assert_eq!(several.chosen(None), Some(&ana));
        assert_eq!(several.chosen(Some("Rosa")), Some(&rosa));
        assert_eq!(several.chosen(Some("Luis")), Some(&ana));
        assert_eq!(Way::InPlaceOf(vec![&ana]).chosen(None), None);
        assert_eq!(Way::Own.chosen(None), None);
    }
}
