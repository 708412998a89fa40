use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::definition::check::check_list;
use crate::definition::part::Part;
use crate::definition::problem::{Named, Reason};
use crate::definition::reader::{Field, Fields, Marked, Reader, Value};
use crate::definition::setting_fault::SettingFault;
use crate::definition::values::{day, keys, line};
use crate::model::{Actor, People, Person, RoleId, Substitute};
use crate::words::{matching, nearest};

/// A person as the table has it: what is left out or wrong is not there, nothing is cross-checked.
pub(in crate::definition) struct WrittenPerson {
    name: Option<Marked<String>>,
    email: Field<String>,
    roles: Vec<Marked<RoleId>>,
    substitutes: Vec<WrittenSubstitute>,
}

struct WrittenSubstitute {
    name: Option<Marked<String>>,
    from: Option<Marked<NaiveDate>>,
    until: Option<Marked<NaiveDate>>,
}

pub(in crate::definition) fn person(reader: &mut Reader, fields: &Fields) -> WrittenPerson {
    let roles = reader.optional(fields, "roles", keys(RoleId::parse));
    let substitutes = reader.optional(fields, "substitutes", |reader, value| {
        reader.list(value, substitute)
    });
    let substitutes = substitutes.into_value().unwrap_or_default().into_iter();
    WrittenPerson {
        name: reader.required(fields, "name", line),
        email: reader.optional(fields, "email", email),
        roles: roles.into_value().unwrap_or_default(),
        substitutes: substitutes.map(|marked| marked.value).collect(),
    }
}

fn substitute(reader: &mut Reader, value: &Value) -> Option<WrittenSubstitute> {
    let fields = reader.table(value, Part::Substitute)?;
    Some(WrittenSubstitute {
        name: reader.required(&fields, "name", line),
        from: reader.required(&fields, "from", day),
        until: reader.required(&fields, "until", day),
    })
}

/// Something on both sides of one `@`, and no blank: who it reaches is the mail's affair.
fn email(reader: &mut Reader, value: &Value) -> Option<String> {
    let found = line(reader, value)?;
    let parts = found.split_once('@');
    let is_right = parts
        .is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'));
    if is_right && !found.contains(char::is_whitespace) {
        return Some(found);
    }
    reader.refuse(&value.span(), SettingFault::MalformedEmail { found })
}

/// Holds the people against each other and against the roles that there are.
pub(in crate::definition) fn check_people(
    reader: &mut Reader,
    people: &[WrittenPerson],
    roles: &[RoleId],
) {
    check_once(reader, Named::Person, people, |person| person.name.as_ref());
    check_once(reader, Named::Email, people, |person| person.email.right());
    let whole = people.iter().all(|person| person.name.is_some());
    for person in people {
        check_roles(reader, &person.roles, roles);
        for substitute in &person.substitutes {
            check_days(reader, substitute);
            if let Some(name) = substitute.name.as_ref().filter(|_| whole) {
                check_name(reader, name, person, people);
            }
        }
    }
}

fn check_once(
    reader: &mut Reader,
    what: Named,
    people: &[WrittenPerson],
    part: impl Fn(&WrittenPerson) -> Option<&Marked<String>>,
) {
    let mut seen = BTreeSet::new();
    for named in people.iter().filter_map(part) {
        if !seen.insert(matching(&named.value)) {
            let key = named.value.clone();
            reader.report(&named.span, Reason::DeclaredTwice { what, key });
        }
    }
}

fn check_roles(reader: &mut Reader, held: &[Marked<RoleId>], roles: &[RoleId]) {
    let what = Named::HeldRole;
    check_list(reader, what, held, RoleId::as_str);
    for role in held.iter().filter(|role| !roles.contains(&role.value)) {
        let key = role.value.to_string();
        let meant = nearest(&key, roles.iter().map(RoleId::as_str)).map(str::to_owned);
        reader.report(&role.span, Reason::Unknown { what, key, meant });
    }
}

fn check_days(reader: &mut Reader, substitute: &WrittenSubstitute) {
    let (Some(from), Some(until)) = (&substitute.from, &substitute.until) else {
        return;
    };
    if from.value > until.value {
        let (from, last) = (from.value, until.value);
        reader.report(
            &until.span,
            SettingFault::UntilBeforeFrom { from, until: last },
        );
    }
}

fn check_name(
    reader: &mut Reader,
    name: &Marked<String>,
    person: &WrittenPerson,
    people: &[WrittenPerson],
) {
    let names = people.iter().filter_map(|person| person.name.as_ref());
    let own = person.name.as_ref().map(|own| matching(&own.value));
    let key = name.value.clone();
    if own == Some(matching(&key)) {
        reader.report(&name.span, SettingFault::SubstituteOfOneself { name: key });
    } else if spelled(people, &key).is_none() {
        let meant = nearest(&key, names.map(|name| name.value.as_str())).map(str::to_owned);
        let what = Named::Person;
        reader.report(&name.span, Reason::Unknown { what, key, meant });
    }
}

/// A name as the table has it at the person's own entry.
fn spelled<'p>(people: &'p [WrittenPerson], name: &str) -> Option<&'p str> {
    let wanted = matching(name);
    let mut names = people.iter().filter_map(|person| person.name.as_ref());
    names
        .find(|name| matching(&name.value) == wanted)
        .map(|name| name.value.as_str())
}

/// The people of a table with nothing wrong in it.
pub(in crate::definition) fn people(written: Vec<WrittenPerson>) -> People {
    let substitutes: Vec<Vec<Substitute>> = written
        .iter()
        .map(|person| {
            let substitutes = person.substitutes.iter();
            substitutes
                .filter_map(|one| {
                    let name = spelled(&written, &one.name.as_ref()?.value)?;
                    Some(Substitute {
                        name: Actor::recorded(name),
                        from: one.from.as_ref()?.value,
                        until: one.until.as_ref()?.value,
                    })
                })
                .collect()
        })
        .collect();
    let people = written.into_iter().zip(substitutes);
    let people = people.filter_map(|(person, substitutes)| {
        Some(Person {
            name: Actor::recorded(person.name?.value),
            email: person.email.into_value(),
            roles: person.roles.into_iter().map(|role| role.value).collect(),
            substitutes,
        })
    });
    People::new(people.collect())
}
