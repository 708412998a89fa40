use chrono::NaiveDate;

use crate::model::{Actor, RoleId};
use crate::words::{matching, nearest};

/// The people of a unit, where its settings name them: then only they act, in the roles they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People(Vec<Person>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// As the unit writes it, and as it is recorded.
    pub name: Actor,
    pub email: Option<String>,
    pub roles: Vec<RoleId>,
    pub substitutes: Vec<Substitute>,
}

/// Who acts in a person's place, from one day to another, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitute {
    /// As the table spells it.
    pub name: Actor,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

impl People {
    pub const fn new(people: Vec<Person>) -> Self {
        Self(people)
    }

    /// In the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Person> {
        self.0.iter()
    }

    /// The one of this name or e-mail, whatever the case, accents and blanks.
    pub fn find(&self, typed: &str) -> Option<&Person> {
        let typed = matching(typed);
        self.iter().find(|person| person.is_called(&typed))
    }

    /// Those who may have been meant: who shares a word with what was typed, else the nearest.
    pub fn near(&self, typed: &str) -> Vec<&Person> {
        let typed = matching(typed);
        let shares = |person: &&Person| {
            let name = matching(person.name.as_str());
            name.split(' ')
                .any(|word| typed.split(' ').any(|other| other == word))
        };
        let sharing: Vec<&Person> = self.iter().filter(shares).collect();
        if !sharing.is_empty() {
            return sharing;
        }
        let names = self
            .iter()
            .flat_map(|person| [Some(person.name.as_str()), person.email.as_deref()])
            .flatten();
        let nearest = nearest(&typed, names).and_then(|name| self.find(name));
        nearest.into_iter().collect()
    }

    /// Who holds any of these roles.
    pub fn holders<'p>(&'p self, roles: &'p [RoleId]) -> impl Iterator<Item = &'p Person> {
        self.iter().filter(|person| person.holds_any(roles))
    }
}

impl Person {
    pub fn holds_any(&self, roles: &[RoleId]) -> bool {
        self.roles.iter().any(|role| roles.contains(role))
    }

    /// Whether this one stands in for them on that day.
    pub fn is_substituted_by(&self, other: &Self, day: NaiveDate) -> bool {
        self.substitutes.iter().any(|substitute| {
            substitute.name == other.name && (substitute.from..=substitute.until).contains(&day)
        })
    }

    fn is_called(&self, plain: &str) -> bool {
        let names = [Some(self.name.as_str()), self.email.as_deref()];
        names
            .into_iter()
            .flatten()
            .any(|name| matching(name) == plain)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{People, Person, Substitute};
    use crate::model::Actor;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 7, day).expect("a day")
    }

    fn people() -> People {
        let person = |name: &str, email: Option<&str>| Person {
            name: Actor::recorded(name),
            email: email.map(str::to_owned),
            roles: Vec::new(),
            substitutes: Vec::new(),
        };
        let mut ana = person("Ana Quispe", Some("ana.quispe@unidad.bo"));
        ana.substitutes = vec![Substitute {
            name: Actor::recorded("Luis Poma"),
            from: day(1),
            until: day(15),
        }];
        People::new(vec![
            ana,
            person("Luis Poma", None),
            person("Rosa Quispe", None),
        ])
    }

    #[test]
    fn a_person_goes_by_name_or_e_mail_whatever_the_case_accents_and_blanks() {
        let people = people();
        for typed in ["ana  quispé", "ANA QUISPE", " Ana.Quispe@unidad.bo "] {
            let found = people.find(typed).expect("she is there");
            assert_eq!(found.name.as_str(), "Ana Quispe", "{typed}");
        }
        assert_eq!(people.find("Ana"), None);
    }

    #[test]
    fn whoever_shares_a_word_may_have_been_meant_else_the_nearest() {
        #[track_caller]
        fn case(typed: &str, expected: &[&str]) {
            let people = people();
            let near = people.near(typed);
            let names: Vec<&str> = near.iter().map(|person| person.name.as_str()).collect();
            assert_eq!(names, expected, "{typed}");
        }
        case("quispe", &["Ana Quispe", "Rosa Quispe"]);
        case("Luis Pomma", &["Luis Poma"]);
        case("Luiz Pona", &["Luis Poma"]);
        case("ana.quispe@unidad.com", &["Ana Quispe"]);
        case("Eva Rocha", &[]);
    }

    #[test]
    fn a_substitute_stands_in_from_the_first_day_to_the_last() {
        let people = people();
        let (ana, luis) = (people.find("ana quispe"), people.find("luis poma"));
        let (ana, luis) = (ana.expect("she is there"), luis.expect("he is there"));
        assert!(!ana.is_substituted_by(luis, day(1).pred_opt().expect("a day")));
        assert!(ana.is_substituted_by(luis, day(1)));
        assert!(ana.is_substituted_by(luis, day(15)));
        assert!(!ana.is_substituted_by(luis, day(16)));
        assert!(!luis.is_substituted_by(ana, day(1)));
    }
}
