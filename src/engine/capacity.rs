use chrono::NaiveDate;

use crate::model::{Actor, Line, People, Person, RoleId};

/// In which capacity somebody acts: as they say, or as it is recorded once it is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capacity {
    pub by: Actor,
    pub role: Option<RoleId>,
    pub on_behalf: Option<Actor>,
    /// By what authority on someone's behalf.
    pub authority: Option<Line>,
}

/// Why somebody may not act so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Not among the people; who else may be meant.
    Unknown {
        name: Actor,
        near: Vec<Actor>,
    },
    /// The role that is said is not one that this person holds.
    RoleNotHeld {
        name: Actor,
        role: RoleId,
        holds: Vec<RoleId>,
    },
    /// This person holds none of the roles, which these hold.
    NotTheirs {
        name: Actor,
        roles: Vec<RoleId>,
        holders: Vec<Actor>,
    },
    /// In the place of several who hold them: for which of them is to be said.
    SeveralFor {
        name: Actor,
        persons: Vec<Actor>,
    },
    OnOwnBehalf {
        name: Actor,
    },
}

/// Whether somebody may do on that day what belongs to these roles, and what is recorded of it:
/// names as the table spells them, the role where one alone fits, and for whom a substitute acts.
/// What belongs to no role may be done by anyone of the people. On whose behalf somebody acts may
/// stand outside the table, as an entity does.
///
/// # Errors
/// Where they may not.
pub fn entitle(
    people: &People,
    roles: &[RoleId],
    said: Capacity,
    day: NaiveDate,
) -> Result<Capacity, Denied> {
    let person = known(people, &said.by)?;
    let said = Capacity {
        by: person.name.clone(),
        ..said
    };
    let fits = |holder: &Person| fitting_role(people, holder, roles, said.role.as_ref());
    let principal = match &said.on_behalf {
        Some(other) => people.find(other.as_str()),
        None => match fits(person) {
            Ok(role) => return Ok(Capacity { role, ..said }),
            Err(denied) => {
                let substituted =
                    |other: &&Person| other.is_substituted_by(person, day) && fits(other).is_ok();
                Some(only(person, people.iter().filter(substituted), denied)?)
            }
        },
    };
    match principal {
        None => Ok(said),
        Some(principal) if principal == person => Err(Denied::OnOwnBehalf { name: said.by }),
        Some(principal) => Ok(Capacity {
            role: fits(principal)?,
            on_behalf: Some(principal.name.clone()),
            ..said
        }),
    }
}

/// The person of that name.
///
/// # Errors
/// Where there is none, with those who may be meant.
pub fn known<'p>(people: &'p People, name: &Actor) -> Result<&'p Person, Denied> {
    people.find(name.as_str()).ok_or_else(|| Denied::Unknown {
        name: name.clone(),
        near: names(people.near(name.as_str()).into_iter()),
    })
}

/// The role in which a person does what belongs to these; none where several fit and none is said.
fn fitting_role(
    people: &People,
    person: &Person,
    roles: &[RoleId],
    said: Option<&RoleId>,
) -> Result<Option<RoleId>, Denied> {
    if let Some(role) = said.filter(|role| !person.roles.contains(role)) {
        return Err(Denied::RoleNotHeld {
            name: person.name.clone(),
            role: role.clone(),
            holds: person.roles.clone(),
        });
    }
    let is_said = |role: &&RoleId| said.is_none_or(|said| said == *role);
    let held = roles.iter().filter(|role| person.roles.contains(role));
    match held.filter(is_said).collect::<Vec<_>>().as_slice() {
        [] if roles.is_empty() => Ok(said.cloned()),
        [] => Err(Denied::NotTheirs {
            name: person.name.clone(),
            roles: roles.to_vec(),
            holders: names(people.holders(roles)),
        }),
        [only] => Ok(Some((*only).clone())),
        [..] => Ok(None),
    }
}

/// The only one whose place the person takes, else what was wrong without any.
fn only<'p>(
    person: &Person,
    principals: impl Iterator<Item = &'p Person>,
    denied: Denied,
) -> Result<&'p Person, Denied> {
    let principals: Vec<&Person> = principals.collect();
    match principals.as_slice() {
        [] => Err(denied),
        [only] => Ok(only),
        several => Err(Denied::SeveralFor {
            name: person.name.clone(),
            persons: names(several.iter().copied()),
        }),
    }
}

fn names<'p>(people: impl Iterator<Item = &'p Person>) -> Vec<Actor> {
    people.map(|person| person.name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Capacity, Denied, entitle};
    use crate::model::{Actor, Line, People, Person, RoleId, Substitute};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 7, day).expect("a day")
    }

    fn actor(name: &str) -> Actor {
        Actor::recorded(name)
    }

    fn roles(keys: &[&str]) -> Vec<RoleId> {
        keys.iter().copied().map(RoleId::recorded).collect()
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
            roles: roles(keys),
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

    fn said(by: &str) -> Capacity {
        Capacity {
            by: actor(by),
            role: None,
            on_behalf: None,
            authority: None,
        }
    }

    fn saying(by: &str, role: &str) -> Capacity {
        let role = Some(RoleId::recorded(role));
        Capacity { role, ..said(by) }
    }

    fn for_other(by: &str, other: &str) -> Capacity {
        Capacity {
            on_behalf: Some(actor(other)),
            authority: Some(Line::recorded("MEM-3/2026")),
            ..said(by)
        }
    }

    #[track_caller]
    fn case(keys: &[&str], said: Capacity, on: u32, expected: Result<Capacity, Denied>) {
        assert_eq!(entitle(&people(), &roles(keys), said, day(on)), expected);
    }

    #[test]
    fn who_holds_the_role_acts_in_it_under_the_name_of_the_table() {
        let clerk = Ok(saying("Luis Poma", "clerk"));
        case(&["clerk"], said("LUIS  POMÁ"), 1, clerk.clone());
        case(&["head", "clerk"], saying("Luis Poma", "clerk"), 1, clerk);
        let both = ["clerk", "guest"];
        case(&both, said("Eva Rocha"), 1, Ok(said("Eva Rocha")));
        let guest = saying("Eva Rocha", "guest");
        case(&both, guest.clone(), 1, Ok(guest));
    }

    #[test]
    fn a_substitute_acts_for_the_one_who_holds_it_on_the_days_of_the_table() {
        let denied = Denied::NotTheirs {
            name: actor("Luis Poma"),
            roles: roles(&["head"]),
            holders: vec![actor("Ana Quispe")],
        };
        let acting = Capacity {
            on_behalf: Some(actor("Ana Quispe")),
            ..saying("Luis Poma", "head")
        };
        case(&["head"], said("Luis Poma"), 15, Ok(acting.clone()));
        case(&["head"], saying("Luis Poma", "head"), 15, Ok(acting));
        case(&["head"], said("Luis Poma"), 16, Err(denied));
        let several = Denied::SeveralFor {
            name: actor("Luis Poma"),
            persons: vec![actor("Ana Quispe"), actor("Rosa Choque")],
        };
        case(&["head", "chief"], said("Luis Poma"), 1, Err(several));
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
        };
        case(
            &["head"],
            saying("Eva Rocha", "head"),
            1,
            Err(denied.clone()),
        );
        case(&[], saying("Eva Rocha", "head"), 1, Err(denied));
        let other = Denied::NotTheirs {
            name: actor("Eva Rocha"),
            roles: roles(&["clerk"]),
            holders: vec![actor("Luis Poma"), actor("Eva Rocha")],
        };
        case(&["clerk"], saying("Eva Rocha", "guest"), 1, Err(other));
    }

    #[test]
    fn what_belongs_to_no_role_is_for_anyone_of_the_people_alone() {
        case(&[], said("eva rocha"), 1, Ok(said("Eva Rocha")));
        let unknown = Denied::Unknown {
            name: actor("Luis Pona"),
            near: vec![actor("Luis Poma")],
        };
        case(&[], said("Luis Pona"), 1, Err(unknown));
    }
}
