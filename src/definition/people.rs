use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::de::DeValue;

use crate::definition::part::Part;
use crate::definition::problem::{Expected, Named, Reason};
use crate::definition::reader::{Field, Fields, Marked, Reader, Value};
use crate::definition::setting_fault::SettingFault;
use crate::definition::values::{day, key, line};
use crate::model::{Actor, HeldRole, People, Person, RoleId, Substitute, Tenure};
use crate::words::{matching, nearest};

/// A person as the table has it: what is left out or wrong is not there, nothing is cross-checked.
pub(in crate::definition) struct WrittenPerson {
    name: Option<Marked<String>>,
    email: Field<String>,
    tenure: Tenure,
    roles: Vec<WrittenRole>,
    substitutes: Vec<WrittenSubstitute>,
}

struct WrittenRole {
    role: Marked<RoleId>,
    tenure: Tenure,
}

struct WrittenSubstitute {
    name: Option<Marked<String>>,
    from: Option<Marked<NaiveDate>>,
    until: Option<Marked<NaiveDate>>,
}

pub(in crate::definition) fn person(reader: &mut Reader, fields: &Fields) -> WrittenPerson {
    let roles = reader.optional(fields, "roles", held_roles);
    let substitutes = reader.optional(fields, "substitutes", |reader, value| {
        reader.list(value, substitute)
    });
    let substitutes = substitutes.into_value().unwrap_or_default().into_iter();
    WrittenPerson {
        name: reader.required(fields, "name", line),
        email: reader.optional(fields, "email", email),
        tenure: tenure(reader, fields),
        roles: roles.into_value().unwrap_or_default(),
        substitutes: substitutes.map(|marked| marked.value).collect(),
    }
}

/// Roles that may be written as one or as a list.
fn held_roles(reader: &mut Reader, value: &Value) -> Option<Vec<WrittenRole>> {
    match value.get_ref() {
        DeValue::String(_) | DeValue::Table(_) => held_role(reader, value).map(|held| vec![held]),
        DeValue::Array(_) => {
            let held = reader.filled_list(value, held_role)?;
            Some(held.into_iter().map(|marked| marked.value).collect())
        }
        _ => reader.wrong_type(value, Expected::StringOrList),
    }
}

/// `"dge"`, or `{ role = "dge", from = 2026-01-01, until = 2026-06-30 }` without either day or both.
fn held_role(reader: &mut Reader, value: &Value) -> Option<WrittenRole> {
    let parse = key(RoleId::parse);
    let DeValue::Table(_) = value.get_ref() else {
        let role = parse(reader, value)?;
        return Some(WrittenRole {
            role: Marked {
                span: value.span(),
                value: role,
            },
            tenure: Tenure::default(),
        });
    };
    let fields = reader.table(value, Part::HeldRole)?;
    let role = reader.required(&fields, "role", parse);
    let tenure = tenure(reader, &fields);
    Some(WrittenRole {
        role: role?,
        tenure,
    })
}

/// From when until when, as far as it is said.
fn tenure(reader: &mut Reader, fields: &Fields) -> Tenure {
    let from = reader.optional(fields, "from", day);
    let until = reader.optional(fields, "until", day);
    check_days(reader, from.right(), until.right());
    Tenure {
        from: from.into_value(),
        until: until.into_value(),
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
        check_roles(reader, person, roles);
        for substitute in &person.substitutes {
            check_days(reader, substitute.from.as_ref(), substitute.until.as_ref());
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

fn check_roles(reader: &mut Reader, person: &WrittenPerson, roles: &[RoleId]) {
    let what = Named::HeldRole;
    check_apart(reader, &person.roles);
    let held = person.roles.iter();
    for WrittenRole { role, .. } in held.filter(|held| !roles.contains(&held.role.value)) {
        let key = role.value.to_string();
        let meant = nearest(&key, roles.iter().map(RoleId::as_str)).map(str::to_owned);
        reader.report(&role.span, Reason::Unknown { what, key, meant });
    }
    let held = person.roles.iter();
    for outside in held.filter(|held| !held.tenure.overlaps(person.tenure)) {
        let role = outside.role.value.clone();
        reader.report(&outside.role.span, SettingFault::RoleNeverHeld { role });
    }
}

/// Nobody holds a role twice on one day.
fn check_apart(reader: &mut Reader, held: &[WrittenRole]) {
    let mut in_time: Vec<&WrittenRole> = held.iter().collect();
    in_time.sort_by_key(|held| (&held.role.value, held.tenure.from, held.role.span.start));
    for pair in in_time.windows(2) {
        let [one, other] = pair else { continue };
        if one.role.value != other.role.value || !one.tenure.overlaps(other.tenure) {
            continue;
        }
        let later = one.role.span.start.max(other.role.span.start);
        let span = if later == one.role.span.start {
            &one.role.span
        } else {
            &other.role.span
        };
        let role = &other.role.value;
        let are_dated = [one, other].map(|held| held.tenure != Tenure::default());
        if are_dated == [false, false] {
            let (what, key) = (Named::HeldRole, role.to_string());
            reader.report(span, Reason::ListedTwice { what, key });
        } else {
            let role = role.clone();
            reader.report(span, SettingFault::RoleTwice { role });
        }
    }
}

fn check_days(
    reader: &mut Reader,
    from: Option<&Marked<NaiveDate>>,
    until: Option<&Marked<NaiveDate>>,
) {
    let (Some(from), Some(until)) = (from, until) else {
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

fn held(written: WrittenRole) -> HeldRole {
    HeldRole {
        role: written.role.value,
        tenure: written.tenure,
    }
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
            tenure: person.tenure,
            roles: person.roles.into_iter().map(held).collect(),
            substitutes,
        })
    });
    People::new(people.collect())
}
