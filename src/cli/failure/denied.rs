//! Why somebody may not act as they say, in words, with what would help.

use chrono::NaiveDate;

use crate::cli::failure::{Failure, refused};
use crate::engine::Denied;
use crate::model::{Actor, People, Person, Procedure, RoleId, Tenure};
use crate::text;
use crate::view::named;
use crate::words::{Text, all_of, any_of, date, listed, quoted};

pub fn failure(denied: &Denied, people: &People, procedure: &Procedure) -> Failure {
    match denied {
        Denied::Unknown { name } => unknown(name, &people.near(name.as_str())),
        Denied::NotThen { name, day, tenure } => not_then(name, *day, *tenure),
        Denied::RoleNotHeld {
            name,
            role,
            holds,
            day,
        } => not_held(name, role, holds, *day),
        Denied::NotTheirs {
            name,
            roles,
            holders,
            day,
        } => not_theirs(name, (procedure, roles), (holders, *day))
            .with_hint_if(other_days(people, name, holders)),
        Denied::NoAuthority { name, other } => no_authority(people, name, other),
        Denied::SeveralFor { name, persons } => several(name, persons),
        Denied::OnOwnBehalf { name } => refused!(
            "on-own-behalf",
            "`{name}` no puede actuar por sí mismo como si fuera otra persona",
            "`{name}` cannot act on their own behalf as on another's",
            "quite `--on-behalf-of` y `--authority`",
            "leave `--on-behalf-of` and `--authority` out"
        ),
    }
}

fn unknown(name: &Actor, near: &[&Person]) -> Failure {
    let failure = refused!(
        "unknown-person",
        "`{name}` no está en la tabla de personas de este registro",
        "`{name}` is not in the table of people of this store",
        "las personas están en `ugat.toml`; quien actúa se nombra con `--by`",
        "the people are in `ugat.toml`; who acts is named with `--by`"
    );
    let names: Vec<&str> = near.iter().map(|one| one.name.as_str()).collect();
    failure.with_hint_if(meant(&names))
}

/// Whoever is asked for is neither in the table of people nor in any case.
pub fn in_no_case(name: &str, near: &[&str]) -> Failure {
    refused!(
        "unknown-person",
        "`{name}` no está en la tabla de personas ni en los casos de este registro",
        "`{name}` is neither in the table of people nor in the cases of this store",
        "las personas están en `ugat.toml`",
        "the people are in `ugat.toml`"
    )
    .with_hint_if(meant(near))
}

/// The question whether one of these names is meant.
pub fn meant(near: &[&str]) -> Option<Text> {
    let Text { es, en } = any_of(&quoted(near));
    (!near.is_empty()).then(|| text!("¿quiso decir {es}?", "did you mean {en}?"))
}

/// The person belongs to the unit, but not on the day of the act.
fn not_then(name: &Actor, day: NaiveDate, tenure: Tenure) -> Failure {
    let (day, Text { es, en }) = (date(day), days_of(tenure));
    refused!(
        "not-then",
        "`{name}` no es de la unidad el {day}, según la tabla de personas",
        "`{name}` is not of the unit on {day}, by the table of people";
        day;
        "lo es {es}; otra persona actúa con `--by`, y el día del acto va en `--on`",
        "they are {en}; another acts with `--by`, and the day of the act goes in `--on`"
    )
}

/// From when until when, as the end of a sentence.
fn days_of(tenure: Tenure) -> Text {
    let Tenure { from, until } = tenure;
    match (from.map(date), until.map(date)) {
        (Some(from), Some(until)) => {
            text!("del {from} al {until}", "from {from} until {until}"; from, until)
        }
        (Some(from), None) => text!("desde el {from}", "from {from} on"; from),
        (None, Some(until)) => text!("hasta el {until}", "until {until}"; until),
        (None, None) => Text::of("siempre", "always"),
    }
}

fn not_held(name: &Actor, role: &RoleId, holds: &[RoleId], day: Option<NaiveDate>) -> Failure {
    let Text { es, en } = match day.map(date) {
        Some(day) => text!(" el {day}", " on {day}"; day),
        None => Text::of("", ""),
    };
    let failure = refused!(
        "role-not-held",
        "`{name}` no tiene el rol `{role}`{es}",
        "`{name}` does not hold the role `{role}`{en}"
    );
    let Text { es, en } = all_of(&quoted(holds));
    failure.with_hint_if((!holds.is_empty()).then(|| text!("tiene {es}", "they hold {en}")))
}

fn not_theirs(
    name: &Actor,
    (procedure, roles): (&Procedure, &[RoleId]),
    (holders, day): (&[Actor], Option<NaiveDate>),
) -> Failure {
    let Text { es, en } = named::roles(procedure, roles);
    let said = match day.map(date) {
        None => text!(
            "`{name}` no puede hacerlo: corresponde a {es}",
            "`{name}` may not do it: it is for {en}"
        ),
        Some(day) => text!(
            "`{name}` no puede hacerlo el {day}: corresponde a {es}, que no es su rol ese día",
            "`{name}` may not do it on {day}: it is for {en}, which is not their role on that day";
            day
        ),
    };
    Failure::refused("not-entitled", said).with_hint(match holders {
        [] if procedure.is_outside(roles) => {
            let Text { es, en } = all_of(&quoted(roles));
            text!(
                "es de fuera de la unidad: en `ugat.toml`, ponga {es} en `records_for` de quien registra lo que hace",
                "it is outside the unit: in `ugat.toml`, put {en} in `records_for` of whoever records what it does"
            )
        }
        [] => {
            let Text { es, en } = any_of(&quoted(roles));
            text!(
                "nadie tiene ese rol; agréguelo a quien corresponda en `ugat.toml`: {es}",
                "nobody holds it; add it to whom it belongs in `ugat.toml`: {en}"
            )
        }
        _ if holders.contains(name) => {
            let Text { es, en } = any_of(&quoted(roles));
            text!("actúe con `--as` y el rol {es}", "act with `--as` and the role {en}")
        }
        [first, ..] => {
            let Text { es, en } = any_of(holders);
            text!(
                "lo hace {es}; si actúa en su nombre: `--on-behalf-of \"{first}\" --authority AUTORIZACIÓN`",
                "{en} does it; if acting on their behalf: `--on-behalf-of \"{first}\" --authority AUTHORITY`"
            )
        }
    })
}

/// Somebody acts for another on a day on which the table does not let them stand in.
fn no_authority(people: &People, name: &Actor, other: &Actor) -> Failure {
    refused!(
        "no-authority",
        "`{name}` no suple a `{other}` ese día, y falta con qué autorización actúa",
        "`{name}` does not take the place of `{other}` on that day, and the authority is missing",
        "agregue `--authority AUTORIZACIÓN`",
        "add `--authority AUTHORITY`"
    )
    .with_hint_if(other_days(people, name, std::slice::from_ref(other)))
}

/// On which days somebody stands in for others, with what helps on the rest.
pub fn other_days(people: &People, name: &Actor, others: &[Actor]) -> Option<Text> {
    let person = people.find(name.as_str())?;
    let others: Vec<&Person> = others
        .iter()
        .filter_map(|other| people.find(other.as_str()))
        .filter(|other| other.substitutes.iter().any(|one| one.name == person.name))
        .collect();
    let first = others.first()?.name.as_str();
    let days = others.iter().flat_map(|other| {
        let theirs = other.substitutes.iter();
        let theirs = theirs.filter(|one| one.name == person.name);
        theirs.map(move |one| {
            let (whom, from, until) = (&other.name, date(one.from), date(one.until));
            text!(
                "a {whom} del {from} al {until}",
                "for {whom} from {from} until {until}";
                from, until
            )
        })
    });
    let days: Vec<Text> = days.collect();
    let Text { es, en } = Text::of_each(|language| {
        let days: Vec<&str> = days.iter().map(|one| one.get(language)).collect();
        listed(&days, language)
    });
    Some(text!(
        "suple {es}; en otros días, `--on-behalf-of \"{first}\" --authority AUTORIZACIÓN`",
        "they stand in {en}; on other days, `--on-behalf-of \"{first}\" --authority AUTHORITY`"
    ))
}

fn several(name: &Actor, persons: &[Actor]) -> Failure {
    let Text { es, en } = all_of(persons);
    let first = persons.first().map_or("", Actor::as_str);
    refused!(
        "several-on-behalf",
        "`{name}` suple a {es}: falta decir por quién actúa",
        "`{name}` takes the place of {en}: say for which of them",
        "por ejemplo, `--on-behalf-of \"{first}\" --authority AUTORIZACIÓN`",
        "for example, `--on-behalf-of \"{first}\" --authority AUTHORITY`"
    )
}
