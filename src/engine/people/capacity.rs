//! Capacities: who may act in which role and on whose behalf.

use chrono::NaiveDate;

use crate::model::{Actor, Line, People, Person, RoleId, Tenure};

/// The capacity in which somebody acts, as stated or as checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    pub by: Actor,
    pub role: Option<RoleId>,
    pub on_behalf: Option<Actor>,
    /// The authority for acting on another's behalf.
    pub authority: Option<Line>,
}

impl Capacity {
    pub(in crate::engine) fn statement(&self) -> Statement<'_> {
        Statement {
            by: &self.by,
            role: self.role.as_ref(),
            on_behalf: self.on_behalf.as_ref(),
            has_authority: self.authority.is_some(),
        }
    }
}

/// Why somebody may not act in a capacity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Not among the people.
    Unknown {
        name: Actor,
    },
    /// Among the people, but not in the unit on that day.
    NotThen {
        name: Actor,
        day: NaiveDate,
        tenure: Tenure,
    },
    /// The person does not hold the stated role; with the day if they hold it on another.
    RoleNotHeld {
        name: Actor,
        role: RoleId,
        holds: Vec<RoleId>,
        day: Option<NaiveDate>,
    },
    /// The person holds none of the roles, which these hold; with the day as above.
    NotTheirs {
        name: Actor,
        roles: Vec<RoleId>,
        holders: Vec<Actor>,
        day: Option<NaiveDate>,
    },
    /// The person substitutes for several holders and must name one.
    SeveralFor {
        name: Actor,
        persons: Vec<Actor>,
    },
    /// On another's behalf, without an authority and without being their substitute.
    NoAuthority {
        name: Actor,
        other: Actor,
    },
    OnOwnBehalf {
        name: Actor,
    },
}

impl Denied {
    /// Without the list of those who may, which is of no use for a past act.
    #[must_use]
    pub fn without_others(mut self) -> Self {
        match &mut self {
            Self::RoleNotHeld { holds, .. } => holds.clear(),
            Self::NotTheirs { holders, .. } => holders.clear(),
            Self::Unknown { .. }
            | Self::NotThen { .. }
            | Self::SeveralFor { .. }
            | Self::NoAuthority { .. }
            | Self::OnOwnBehalf { .. } => {}
        }
        self
    }
}

/// The capacity stated in an act, as far as it decides whether the act is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    pub by: &'a Actor,
    pub role: Option<&'a RoleId>,
    pub on_behalf: Option<&'a Actor>,
    pub has_authority: bool,
}

/// The checked capacity: the person, the role if only one fits, and whose place they take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entitled<'p> {
    pub person: &'p Person,
    pub role: Option<RoleId>,
    pub principal: Option<&'p Person>,
}

/// Checks whether somebody may do what belongs to these roles on that day. Gives the capacity to
/// record: names as the table spells them, the role if only one fits, and whom a substitute stands
/// for.
pub fn entitle(
    people: &People,
    roles: &[RoleId],
    stated: Capacity,
    day: NaiveDate,
) -> Result<Capacity, Denied> {
    let entitled = judge(people, roles, stated.statement(), day)?;
    let principal = entitled.principal.map(|principal| principal.name.clone());
    Ok(Capacity {
        by: entitled.person.name.clone(),
        role: entitled.role,
        on_behalf: principal.or(stated.on_behalf),
        authority: stated.authority,
    })
}

/// The one rule of who may act, for acts to be written and acts that are read. What belongs to no
/// role may be done by anyone of the people. With an authority, the person represented may be
/// outside the table, such as an entity.
pub fn judge<'p>(
    people: &'p People,
    roles: &[RoleId],
    stated: Statement,
    day: NaiveDate,
) -> Result<Entitled<'p>, Denied> {
    let person = known(people, stated.by, day)?;
    let role = stated.role;
    let asked = Asked {
        people,
        roles,
        role,
        day,
    };
    let in_own_place = |role| Entitled {
        person,
        role,
        principal: None,
    };
    let in_own_place_for = |role: &RoleId| in_own_place(Some(role.clone()));
    let Some(other) = stated.on_behalf else {
        return match asked.fitting_role(person) {
            Ok(role) => Ok(in_own_place(role)),
            Err(denied) => match asked.only_principal(person, denied) {
                Ok(principal) => asked.in_place_of(principal, person),
                Err(denied) => asked
                    .role_recorded_by(person)
                    .map(in_own_place_for)
                    .ok_or(denied),
            },
        };
    };
    let principal = people.named(other);
    let by_table = principal.is_some_and(|principal| principal.is_substituted_by(person, day));
    match principal {
        Some(principal) if principal == person => Err(Denied::OnOwnBehalf {
            name: person.name.clone(),
        }),
        None if !stated.has_authority
            && let Some(role) = asked.role_recorded_by(person) =>
        {
            Ok(in_own_place_for(role))
        }
        _ if !stated.has_authority && !by_table => Err(Denied::NoAuthority {
            name: person.name.clone(),
            other: other.clone(),
        }),
        Some(principal) => asked.in_place_of(principal, person),
        None => Ok(in_own_place(role.cloned())),
    }
}

/// The role outside of the unit whose act somebody records in this capacity, by the table alone.
pub fn recorded_role<'c>(
    people: &People,
    capacity: &'c Capacity,
    day: NaiveDate,
) -> Option<&'c RoleId> {
    let role = capacity
        .role
        .as_ref()
        .filter(|_| capacity.on_behalf.is_none())?;
    let person = people.find(capacity.by.as_str())?;
    (person.records_for.contains(role) && !person.holds(role, day)).then_some(role)
}

/// The person of that name, who must be in the unit on that day.
pub fn known<'p>(people: &'p People, name: &Actor, day: NaiveDate) -> Result<&'p Person, Denied> {
    let found = people.named(name);
    let name = name.clone();
    there(found.ok_or(Denied::Unknown { name })?, day)
}

fn there(person: &Person, day: NaiveDate) -> Result<&Person, Denied> {
    if person.is_there(day) {
        return Ok(person);
    }
    Err(Denied::NotThen {
        name: person.name.clone(),
        day,
        tenure: person.tenure,
    })
}

/// A request to do what belongs to these roles on a day, in the stated role if there is one.
struct Asked<'p, 'a> {
    people: &'p People,
    roles: &'a [RoleId],
    role: Option<&'a RoleId>,
    day: NaiveDate,
}

impl<'p> Asked<'p, '_> {
    /// The capacity of a person who takes the place of another, who must be entitled.
    fn in_place_of(
        &self,
        principal: &'p Person,
        person: &'p Person,
    ) -> Result<Entitled<'p>, Denied> {
        let role = self.fitting_role(there(principal, self.day)?)?;
        let principal = Some(principal);
        Ok(Entitled {
            person,
            role,
            principal,
        })
    }

    /// The role in which a person acts; `None` where several fit and none is stated.
    fn fitting_role(&self, person: &Person) -> Result<Option<RoleId>, Denied> {
        let (holds, name) = (person.roles_on(self.day), person.name.clone());
        if let Some(role) = self.role.filter(|role| !holds.contains(role)) {
            return Err(Denied::RoleNotHeld {
                name,
                day: self.day_if_ever(person, std::slice::from_ref(role)),
                role: role.clone(),
                holds,
            });
        }
        let is_stated = |role: &&RoleId| self.role.is_none_or(|stated| stated == *role);
        let held = self.roles.iter().filter(|role| holds.contains(role));
        match held.filter(is_stated).collect::<Vec<_>>().as_slice() {
            [] if self.roles.is_empty() => Ok(self.role.cloned()),
            [] => Err(Denied::NotTheirs {
                name,
                day: self.day_if_ever(person, self.roles),
                roles: self.roles.to_vec(),
                holders: names(self.people.holders(self.roles, self.day)),
            }),
            [only] => Ok(Some((*only).clone())),
            [..] => Ok(None),
        }
    }

    /// The first of the roles, or that which is stated, whose acts a person may record.
    fn role_recorded_by(&self, person: &Person) -> Option<&RoleId> {
        let is_stated = |role: &&RoleId| self.role.is_none_or(|stated| stated == *role);
        let mut fitting = self.roles.iter().filter(is_stated);
        fitting.find(|role| person.records_for.contains(role))
    }

    /// The day, if the person holds one of these roles on another.
    fn day_if_ever(&self, person: &Person, roles: &[RoleId]) -> Option<NaiveDate> {
        let mut held = person.roles.iter();
        let ever = held.any(|held| roles.contains(&held.role));
        let now = roles.iter().any(|role| person.holds(role, self.day));
        (ever && !now).then_some(self.day)
    }

    /// The only entitled person that this one substitutes for; `denied` if there is none.
    fn only_principal(&self, person: &'p Person, denied: Denied) -> Result<&'p Person, Denied> {
        let principals = self.people.principals(person, self.day);
        let entitled = principals.filter(|other| self.fitting_role(other).is_ok());
        match entitled.collect::<Vec<_>>().as_slice() {
            [] => Err(denied),
            [only] => Ok(only),
            several => Err(Denied::SeveralFor {
                name: person.name.clone(),
                persons: names(several.iter().copied()),
            }),
        }
    }
}

fn names<'p>(people: impl Iterator<Item = &'p Person>) -> Vec<Actor> {
    people.map(|person| person.name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Capacity, Denied, entitle, recorded_role};
    use crate::model::{Actor, HeldRole, Line, People, Person, RoleId, Substitute, Tenure};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 7, day).expect("a day")
    }

    fn actor(name: &str) -> Actor {
        Actor::recorded(name)
    }

    fn roles(keys: &[&str]) -> Vec<RoleId> {
        keys.iter().copied().map(RoleId::recorded).collect()
    }

    fn held(keys: &[&str]) -> Vec<HeldRole> {
        let tenure = Tenure::default();
        let held = roles(keys).into_iter();
        held.map(|role| HeldRole { role, tenure }).collect()
    }

    fn person(name: &str, keys: &[&str], substitutes: &[&str]) -> Person {
        let substitutes = substitutes.iter().map(|name| Substitute {
            name: actor(name),
            from: day(1),
            until: day(15),
        });
        Person {
            name: actor(name),
            email: None,
            tenure: Tenure::default(),
            roles: held(keys),
            records_for: Vec::new(),
            substitutes: substitutes.collect(),
        }
    }

    /// Ana and Rosa are heads, and Luis takes the place of either; Eva is two things.
    fn people() -> People {
        People::new(vec![
            person("Ana Quispe", &["head"], &["Luis Poma"]),
            person("Luis Poma", &["clerk"], &[]),
            person("Eva Rocha", &["clerk", "guest"], &[]),
            person("Rosa Choque", &["chief"], &["Luis Poma"]),
        ])
    }

    fn stated(by: &str) -> Capacity {
        Capacity {
            by: actor(by),
            role: None,
            on_behalf: None,
            authority: None,
        }
    }

    fn statement(by: &str, role: &str) -> Capacity {
        let role = Some(RoleId::recorded(role));
        Capacity { role, ..stated(by) }
    }

    fn for_other(by: &str, other: &str) -> Capacity {
        Capacity {
            on_behalf: Some(actor(other)),
            authority: Some(Line::recorded("MEM-3/2026")),
            ..stated(by)
        }
    }

    #[track_caller]
    fn case(keys: &[&str], stated: Capacity, on: u32, expected: Result<Capacity, Denied>) {
        assert_eq!(entitle(&people(), &roles(keys), stated, day(on)), expected);
    }

    #[test]
    fn who_holds_the_role_acts_in_it_under_the_name_of_the_table() {
        let clerk = Ok(statement("Luis Poma", "clerk"));
        case(&["clerk"], stated("LUIS  POMÁ"), 1, clerk.clone());
        case(
            &["head", "clerk"],
            statement("Luis Poma", "clerk"),
            1,
            clerk,
        );
        let both = ["clerk", "guest"];
        case(&both, stated("Eva Rocha"), 1, Ok(stated("Eva Rocha")));
        let guest = statement("Eva Rocha", "guest");
        case(&both, guest.clone(), 1, Ok(guest));
    }

    #[test]
    fn a_substitute_acts_for_the_one_who_holds_it_on_the_days_of_the_table() {
        let denied = Denied::NotTheirs {
            name: actor("Luis Poma"),
            roles: roles(&["head"]),
            holders: vec![actor("Ana Quispe")],
            day: None,
        };
        let acting = Capacity {
            on_behalf: Some(actor("Ana Quispe")),
            ..statement("Luis Poma", "head")
        };
        case(&["head"], stated("Luis Poma"), 15, Ok(acting.clone()));
        case(&["head"], statement("Luis Poma", "head"), 15, Ok(acting));
        case(&["head"], stated("Luis Poma"), 16, Err(denied));
        let several = Denied::SeveralFor {
            name: actor("Luis Poma"),
            persons: vec![actor("Ana Quispe"), actor("Rosa Choque")],
        };
        case(&["head", "chief"], stated("Luis Poma"), 1, Err(several));
    }

    #[test]
    fn acts_of_a_role_outside_the_unit_are_recorded_by_whom_the_table_names() {
        let mut rosa = person("Rosa Choque", &["chief"], &[]);
        rosa.records_for = roles(&["minister"]);
        let people = People::new(vec![rosa, person("Luis Poma", &["clerk"], &[])]);
        let entitle = |keys: &[&str], stated| entitle(&people, &roles(keys), stated, day(1));
        let minister = statement("Rosa Choque", "minister");
        for stated in [stated("rosa choque"), minister.clone()] {
            assert_eq!(
                entitle(&["guest", "minister"], stated),
                Ok(minister.clone())
            );
        }
        let recorded = |capacity: &Capacity| recorded_role(&people, capacity, day(1)).cloned();
        assert_eq!(recorded(&minister), minister.role);
        assert_eq!(recorded(&statement("Rosa Choque", "chief")), None);
        // What was written is allowed when it is read; in another's name it needs an authority.
        let written = Capacity {
            on_behalf: Some(actor("Ministro")),
            ..minister
        };
        assert_eq!(entitle(&["minister"], written.clone()), Ok(written.clone()));
        assert!(entitle(&["guest"], written.clone()).is_err());
        let by = actor("Luis Poma");
        assert!(entitle(&["minister"], Capacity { by, ..written }).is_err());
    }

    #[test]
    fn on_behalf_of_one_who_holds_it_or_of_one_outside_the_table() {
        let acting = Capacity {
            role: Some(RoleId::recorded("head")),
            ..for_other("Eva Rocha", "Ana Quispe")
        };
        case(
            &["head"],
            for_other("eva rocha", "ana quispe"),
            1,
            Ok(acting),
        );
        let entity = for_other("Eva Rocha", "Ministerio X");
        case(&["head"], entity.clone(), 1, Ok(entity));
        let denied = Denied::NotTheirs {
            name: actor("Luis Poma"),
            roles: roles(&["head"]),
            holders: vec![actor("Ana Quispe")],
            day: None,
        };
        case(
            &["head"],
            for_other("Eva Rocha", "Luis Poma"),
            1,
            Err(denied),
        );
        let name = actor("Eva Rocha");
        let own = Err(Denied::OnOwnBehalf { name });
        case(&["head"], for_other("Eva Rocha", "eva rocha"), 1, own);
    }

    #[test]
    fn a_role_is_said_by_those_who_hold_it_and_for_what_belongs_to_it() {
        let denied = Denied::RoleNotHeld {
            name: actor("Eva Rocha"),
            role: RoleId::recorded("head"),
            holds: roles(&["clerk", "guest"]),
            day: None,
        };
        case(
            &["head"],
            statement("Eva Rocha", "head"),
            1,
            Err(denied.clone()),
        );
        case(&[], statement("Eva Rocha", "head"), 1, Err(denied));
        let other = Denied::NotTheirs {
            name: actor("Eva Rocha"),
            roles: roles(&["clerk"]),
            holders: vec![actor("Luis Poma"), actor("Eva Rocha")],
            day: None,
        };
        case(&["clerk"], statement("Eva Rocha", "guest"), 1, Err(other));
    }

    #[test]
    fn what_belongs_to_no_role_is_for_anyone_of_the_people_alone() {
        case(&[], stated("eva rocha"), 1, Ok(stated("Eva Rocha")));
        let unknown = Denied::Unknown {
            name: actor("Luis Pona"),
        };
        case(&[], stated("Luis Pona"), 1, Err(unknown));
    }

    fn between(from: Option<u32>, until: Option<u32>) -> Tenure {
        Tenure {
            from: from.map(day),
            until: until.map(day),
        }
    }

    /// Ana was head until the 10th, and Rosa from the 11th on; Eva left on the 20th.
    fn dated() -> People {
        let mut ana = person("Ana Quispe", &[], &["Luis Poma"]);
        ana.roles = held(&["head", "clerk"]);
        ana.roles[0].tenure = between(None, Some(10));
        let mut rosa = person("Rosa Choque", &["head"], &[]);
        rosa.roles[0].tenure = between(Some(11), None);
        let mut eva = person("Eva Rocha", &["head"], &[]);
        eva.tenure = between(None, Some(20));
        People::new(vec![ana, rosa, eva, person("Luis Poma", &[], &[])])
    }

    #[test]
    fn an_act_is_held_to_what_the_table_says_of_its_day() {
        let case = |stated: Capacity, on: u32, expected: Result<&str, Denied>| {
            let found = entitle(&dated(), &roles(&["head"]), stated, day(on));
            let role = found.map(|one| one.role.map(|role| role.to_string()).unwrap_or_default());
            assert_eq!(role, expected.map(str::to_owned), "{on}");
        };
        case(stated("Ana Quispe"), 10, Ok("head"));
        let over = Denied::NotTheirs {
            name: actor("Ana Quispe"),
            roles: roles(&["head"]),
            holders: vec![actor("Rosa Choque"), actor("Eva Rocha")],
            day: Some(day(11)),
        };
        case(stated("Ana Quispe"), 11, Err(over));
        let over = Denied::RoleNotHeld {
            name: actor("Ana Quispe"),
            role: RoleId::recorded("head"),
            holds: roles(&["clerk"]),
            day: Some(day(11)),
        };
        case(statement("Ana Quispe", "head"), 11, Err(over));
        case(stated("Rosa Choque"), 11, Ok("head"));
        case(stated("Eva Rocha"), 20, Ok("head"));
        let gone = |name: &str| Denied::NotThen {
            name: actor(name),
            day: day(21),
            tenure: between(None, Some(20)),
        };
        case(stated("Eva Rocha"), 21, Err(gone("Eva Rocha")));
        case(for_other("Ana Quispe", "Eva Rocha"), 20, Ok("head"));
        case(
            for_other("Ana Quispe", "Eva Rocha"),
            21,
            Err(gone("Eva Rocha")),
        );
        case(stated("Luis Poma"), 10, Ok("head"));
        let denied = Denied::NotTheirs {
            name: actor("Luis Poma"),
            roles: roles(&["head"]),
            holders: vec![actor("Rosa Choque"), actor("Eva Rocha")],
            day: None,
        };
        case(stated("Luis Poma"), 11, Err(denied));
    }

    #[test]
    fn without_an_authority_one_acts_for_another_in_their_place_alone() {
        let silent = |by: &str, other: &str| Capacity {
            authority: None,
            ..for_other(by, other)
        };
        let acting = Capacity {
            role: Some(RoleId::recorded("head")),
            ..silent("Luis Poma", "Ana Quispe")
        };
        case(&["head"], silent("Luis Poma", "Ana Quispe"), 15, Ok(acting));
        for (by, other, on) in [
            ("Luis Poma", "Ana Quispe", 16),
            ("Eva Rocha", "Ana Quispe", 1),
            ("Luis Poma", "Ministerio X", 1),
        ] {
            let denied = Denied::NoAuthority {
                name: actor(by),
                other: actor(other),
            };
            case(&["head"], silent(by, other), on, Err(denied));
        }
    }
}
