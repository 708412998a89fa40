//! The people of a unit: roles, tenures and substitutes, by the day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{Actor, RoleId};
use crate::words::{hostile, likely, matching};

/// A span of days, both ends included; an absent end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tenure {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// The people named in the settings: where there are any, only they act, in roles they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    all: Vec<Person>,
    /// Indexes by comparable name and e-mail.
    called: BTreeMap<String, usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// As the unit spells it, and as it is recorded.
    pub name: Actor,
    pub email: Option<String>,
    /// The days in the unit; who leaves stays in the table, with a last day.
    pub tenure: Tenure,
    pub roles: Vec<HeldRole>,
    /// The roles outside of the unit whose acts they record.
    pub records_for: Vec<RoleId>,
    pub substitutes: Vec<Substitute>,
}

/// A role on the days on which a person holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRole {
    pub role: RoleId,
    pub tenure: Tenure,
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
    pub fn new(all: Vec<Person>) -> Self {
        let mut called = BTreeMap::new();
        for (place, person) in all.iter().enumerate() {
            let names = [Some(person.name.as_str()), person.email.as_deref()];
            for name in names.into_iter().flatten() {
                called.entry(matching(name)).or_insert(place);
            }
        }
        Self { all, called }
    }

    /// In the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Person> {
        self.all.iter()
    }

    /// The person of this name or e-mail, however it is written.
    pub fn find(&self, typed: &str) -> Option<&Person> {
        let place = self.called.get(&matching(typed))?;
        self.all.get(*place)
    }

    /// The person of a recorded name. One with a character that nobody sees is nobody's, though it
    /// looks like a name of the table: it was recorded by other means.
    pub fn named(&self, name: &Actor) -> Option<&Person> {
        let name = name.as_str();
        (!name.contains(hostile)).then(|| self.find(name)).flatten()
    }

    /// The persons who may be meant: those who share a word with the typed name, else the nearest.
    pub fn near(&self, typed: &str) -> Vec<&Person> {
        let near = likely(typed, &self.names());
        near.iter().filter_map(|name| self.find(name)).collect()
    }

    /// The names and e-mails, as the table spells them.
    pub fn names(&self) -> Vec<&str> {
        let persons = self.iter();
        let names = persons.flat_map(|one| [Some(one.name.as_str()), one.email.as_deref()]);
        names.flatten().collect()
    }

    /// Those in whose place this person acts on that day, and who are in the unit then.
    pub fn principals<'p>(
        &'p self,
        person: &'p Person,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'p Person> {
        let is_one =
            move |other: &&Person| other.is_substituted_by(person, day) && other.is_there(day);
        self.iter().filter(is_one)
    }

    /// The roles that anybody of them holds on some day, or records for.
    pub fn roles(&self) -> impl Iterator<Item = &RoleId> {
        self.iter().flat_map(|person| {
            let held = person.roles.iter().map(|held| &held.role);
            held.chain(&person.records_for)
        })
    }

    /// The persons who hold any of these roles on that day.
    pub fn holders<'p>(
        &'p self,
        roles: &'p [RoleId],
        day: NaiveDate,
    ) -> impl Iterator<Item = &'p Person> {
        let holds = move |person: &&Person| roles.iter().any(|role| person.holds(role, day));
        self.iter().filter(holds)
    }
}

impl Tenure {
    pub fn covers(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether some day is in both.
    pub fn overlaps(self, other: Self) -> bool {
        let ends_before = |one: Self, other: Self| {
            let days = one.until.zip(other.from);
            days.is_some_and(|(end, start)| end < start)
        };
        !ends_before(self, other) && !ends_before(other, self)
    }
}

impl Person {
    pub fn is_there(&self, day: NaiveDate) -> bool {
        self.tenure.covers(day)
    }

    pub fn holds(&self, role: &RoleId, day: NaiveDate) -> bool {
        self.is_there(day) && self.held(day).any(|held| held == role)
    }

    /// The roles held on that day, in the order of the table.
    pub fn roles_on(&self, day: NaiveDate) -> Vec<RoleId> {
        match self.is_there(day) {
            true => self.held(day).cloned().collect(),
            false => Vec::new(),
        }
    }

    fn held(&self, day: NaiveDate) -> impl Iterator<Item = &RoleId> {
        let held = move |held: &&HeldRole| held.tenure.covers(day);
        self.roles.iter().filter(held).map(|held| &held.role)
    }

    /// Whether `other` substitutes for this person on that day.
    pub fn is_substituted_by(&self, other: &Self, day: NaiveDate) -> bool {
        self.substitute(other, day).is_some()
    }

    /// The substitution by `other` on that day, of several the last to end.
    pub fn substitute(&self, other: &Self, day: NaiveDate) -> Option<&Substitute> {
        let on_day = |substitute: &&Substitute| {
            substitute.name == other.name && (substitute.from..=substitute.until).contains(&day)
        };
        let substitutes = self.substitutes.iter().filter(on_day);
        substitutes.max_by_key(|substitute| substitute.until)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{HeldRole, People, Person, Substitute, Tenure};
    use crate::model::{Actor, RoleId};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 7, day).expect("a day")
    }

    fn people() -> People {
        let person = |name: &str, email: Option<&str>| Person {
            name: Actor::recorded(name),
            email: email.map(str::to_owned),
            tenure: Tenure::default(),
            roles: Vec::new(),
            records_for: Vec::new(),
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

    #[test]
    fn a_role_is_held_on_its_days_while_the_person_is_there() {
        let tenure = |from: u32, until: u32| Tenure {
            from: Some(day(from)),
            until: Some(day(until)),
        };
        let held = |key: &str, tenure| HeldRole {
            role: RoleId::recorded(key),
            tenure,
        };
        let person = Person {
            tenure: tenure(5, 20),
            roles: vec![held("dge", Tenure::default()), held("uit", tenure(10, 30))],
            ..people().iter().next().expect("she is there").clone()
        };
        let on = |number| {
            let roles = person.roles_on(day(number));
            roles.iter().map(RoleId::to_string).collect::<Vec<_>>()
        };
        assert_eq!(on(4), Vec::<String>::new());
        assert_eq!(on(5), ["dge"]);
        assert_eq!(on(10), ["dge", "uit"]);
        assert_eq!(on(20), ["dge", "uit"]);
        assert_eq!(on(21), Vec::<String>::new());
        assert!(person.holds(&RoleId::recorded("uit"), day(10)));
        assert!(!person.holds(&RoleId::recorded("uit"), day(9)));
        assert!(!person.holds(&RoleId::recorded("uit"), day(21)));
    }

    #[test]
    fn tenures_overlap_where_some_day_is_in_both() {
        #[track_caller]
        fn case(
            one: (Option<u32>, Option<u32>),
            other: (Option<u32>, Option<u32>),
            expected: bool,
        ) {
            let tenure = |(from, until): (Option<u32>, Option<u32>)| Tenure {
                from: from.map(day),
                until: until.map(day),
            };
            let (one, other) = (tenure(one), tenure(other));
            assert_eq!(one.overlaps(other), expected);
            assert_eq!(other.overlaps(one), expected);
        }
        case((None, None), (None, None), true);
        case((None, Some(5)), (Some(6), None), false);
        case((None, Some(5)), (Some(5), None), true);
        case((Some(1), Some(9)), (Some(3), Some(4)), true);
        case((Some(1), Some(2)), (Some(3), Some(4)), false);
    }
}
