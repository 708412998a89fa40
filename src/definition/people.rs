//! The reading and checking of the table of people.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::definition::part::Part;
use crate::definition::problem::{Expected, Named, Reason};
use crate::definition::reader::{Field, Fields, Marked, Reader, Value, values};
use crate::definition::setting_fault::SettingFault;
use crate::definition::values::{day, key, line};
use crate::model::{Actor, HeldRole, People, Person, RoleId, Substitute, Tenure};
use crate::words::matching;

/// A person as written: parts left out or wrong are absent, nothing is cross-checked.
pub struct WrittenPerson {
    name: Option<Marked<String>>,
    email: Field<String>,
    tenure: Tenure,
    roles: Vec<WrittenRole>,
    records_for: Vec<Marked<RoleId>>,
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

pub fn person(reader: &mut Reader, fields: &Fields) -> WrittenPerson {
    let roles = reader.optional(fields, "roles", held_roles);
    WrittenPerson {
        name: reader.required(fields, "name", line),
        email: reader.optional(fields, "email", email),
        tenure: tenure(reader, fields),
        roles: roles.into_value().unwrap_or_default(),
        records_for: reader.items(fields, "records_for", key(RoleId::parse)),
        substitutes: values(reader.items(fields, "substitutes", substitute)),
    }
}

/// One role or a list of them.
fn held_roles(reader: &mut Reader, value: &Value) -> Option<Vec<WrittenRole>> {
    if value.get_ref().is_array() {
        reader.filled_list(value, held_role).map(values)
    } else if value.get_ref().is_str() || value.get_ref().is_table() {
        held_role(reader, value).map(|held| vec![held])
    } else {
        reader.wrong_type(value, Expected::StringOrList)
    }
}

/// `"dge"`, or `{ role = "dge", from = 2026-01-01, until = 2026-06-30 }`, each day optional.
fn held_role(reader: &mut Reader, value: &Value) -> Option<WrittenRole> {
    let parse = key(RoleId::parse);
    if !value.get_ref().is_table() {
        let role = Marked::of(value, parse(reader, value)?);
        let tenure = Tenure::default();
        return Some(WrittenRole { role, tenure });
    }
    let fields = reader.table(value, Part::HeldRole)?;
    let role = reader.required(&fields, "role", parse);
    let tenure = tenure(reader, &fields);
    Some(WrittenRole {
        role: role?,
        tenure,
    })
}

/// The span of days that `from` and `until` give.
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

/// An e-mail address: text on both sides of one `@`, without blanks. Nothing more is checked.
fn email(reader: &mut Reader, value: &Value) -> Option<String> {
    let found = line(reader, value)?;
    let parts: Vec<&str> = found.split('@').collect();
    let is_split = parts.len() == 2 && parts.iter().all(|part| !part.is_empty());
    if is_split && !found.contains(char::is_whitespace) {
        return Some(found);
    }
    reader.refuse(&value.span(), SettingFault::MalformedEmail(found))
}

/// Checks the people against each other and against the known roles.
pub fn check_people(reader: &mut Reader, people: &[WrittenPerson], roles: &[RoleId]) {
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
            reader.report(&named.span, Reason::declared_twice(what, &named.value));
        }
    }
}

fn check_roles(reader: &mut Reader, person: &WrittenPerson, roles: &[RoleId]) {
    check_apart(reader, &person.roles);
    let held = person.roles.iter().map(|held| &held.role);
    for role in held.chain(&person.records_for) {
        if !roles.contains(&role.value) {
            let known = roles.iter().map(RoleId::as_str);
            let reason = Reason::unknown(Named::HeldRole, role.value.as_str(), known);
            reader.report(&role.span, reason);
        }
    }
    for held in &person.roles {
        if !held.tenure.overlaps(person.tenure) {
            let role = held.role.value.clone();
            reader.report(&held.role.span, SettingFault::RoleNeverHeld(role));
        }
    }
}

/// Checks that a person holds no role twice on one day.
fn check_apart(reader: &mut Reader, held: &[WrittenRole]) {
    let mut in_time: Vec<&WrittenRole> = held.iter().collect();
    in_time.sort_by_key(|held| (&held.role.value, held.tenure.from, held.role.span.start));
    for pair in in_time.windows(2) {
        let [one, other] = pair else { continue };
        if one.role.value != other.role.value || !one.tenure.overlaps(other.tenure) {
            continue;
        }
        let later = match one.role.span.start > other.role.span.start {
            true => &one.role,
            false => &other.role,
        };
        let is_dated = [one, other].map(|held| held.tenure != Tenure::default());
        if is_dated == [false, false] {
            let (what, key) = (Named::HeldRole, later.value.to_string());
            reader.report(&later.span, Reason::ListedTwice { what, key });
        } else {
            let role = later.value.clone();
            reader.report(&later.span, SettingFault::RoleTwice(role));
        }
    }
}

fn check_days(
    reader: &mut Reader,
    from: Option<&Marked<NaiveDate>>,
    until: Option<&Marked<NaiveDate>>,
) {
    if let (Some(from), Some(last)) = (from, until)
        && from.value > last.value
    {
        let (from, until) = (from.value, last.value);
        reader.report(&last.span, SettingFault::UntilBeforeFrom { from, until });
    }
}

fn check_name(
    reader: &mut Reader,
    name: &Marked<String>,
    person: &WrittenPerson,
    people: &[WrittenPerson],
) {
    let own = person.name.as_ref().map(|own| matching(&own.value));
    if own == Some(matching(&name.value)) {
        let (span, name) = (&name.span, name.value.clone());
        reader.report(span, SettingFault::SubstituteOfOneself(name));
    } else if own_spelling(people, &name.value).is_none() {
        let reason = Reason::unknown(Named::Person, &name.value, names(people));
        reader.report(&name.span, reason);
    }
}

fn names(people: &[WrittenPerson]) -> impl Iterator<Item = &str> {
    let names = people.iter().filter_map(|person| person.name.as_ref());
    names.map(|name| name.value.as_str())
}

/// A name as the person's own entry spells it.
fn own_spelling<'p>(people: &'p [WrittenPerson], name: &str) -> Option<&'p str> {
    let wanted = matching(name);
    names(people).find(|name| matching(name) == wanted)
}

/// The people of a table without problems.
pub fn people(written: Vec<WrittenPerson>) -> People {
    let people = written.iter().filter_map(|person| {
        let substitutes = person.substitutes.iter();
        let substitutes = substitutes.filter_map(|one| {
            Some(Substitute {
                name: Actor::recorded(own_spelling(&written, &one.name.as_ref()?.value)?),
                from: one.from.as_ref()?.value,
                until: one.until.as_ref()?.value,
            })
        });
        let roles = person.roles.iter().map(|held| HeldRole {
            role: held.role.value.clone(),
            tenure: held.tenure,
        });
        Some(Person {
            name: Actor::recorded(person.name.as_ref()?.value.as_str()),
            email: person.email.right().map(|email| email.value.clone()),
            tenure: person.tenure,
            roles: roles.collect(),
            records_for: values(person.records_for.clone()),
            substitutes: substitutes.collect(),
        })
    });
    People::new(people.collect())
}
