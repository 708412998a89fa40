//! Why somebody may not act as they say, in words, with what would help.

use crate::cli::failure::Failure;
use crate::engine::Denied;
use crate::model::{Actor, Procedure, RoleId};
use crate::text;
use crate::view::named;
use crate::words::{Text, all_of, any_of};

pub fn failure(denied: &Denied, procedure: &Procedure) -> Failure {
    match denied {
        Denied::Unknown { name, near } => unknown(name, near),
        Denied::RoleNotHeld { name, role, holds } => not_held(name, role, holds),
        Denied::NotTheirs {
            name,
            roles,
            holders,
        } => not_theirs(name, &named::roles(procedure, roles), roles, holders),
        Denied::SeveralFor { name, persons } => several(name, persons),
        Denied::OnOwnBehalf { name } => Failure::refused(
            "on-own-behalf",
            text!(
                "`{name}` no puede actuar por sí mismo como si fuera otra persona",
                "`{name}` cannot act on their own behalf as on another's"
            ),
        )
        .with_hint(Text::of(
            "quite `--on-behalf-of` y `--authority`",
            "leave `--on-behalf-of` and `--authority` out",
        )),
    }
}

fn unknown(name: &Actor, near: &[Actor]) -> Failure {
    let failure = Failure::refused(
        "unknown-person",
        text!(
            "`{name}` no está en la tabla de personas de este registro",
            "`{name}` is not in the table of people of this store"
        ),
    );
    failure.with_hint(if near.is_empty() {
        Text::of(
            "las personas están en `ugat.toml`; quien actúa se nombra con `--by`",
            "the people are in `ugat.toml`; who acts is named with `--by`",
        )
    } else {
        let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
        let Text { es, en } = any_of(&near);
        text!("¿quiso decir {es}?", "did you mean {en}?")
    })
}

fn not_held(name: &Actor, role: &RoleId, holds: &[RoleId]) -> Failure {
    let failure = Failure::refused(
        "role-not-held",
        text!(
            "`{name}` no tiene el rol `{role}`",
            "`{name}` does not hold the role `{role}`"
        ),
    );
    if holds.is_empty() {
        return failure;
    }
    let held: Vec<String> = holds.iter().map(|role| format!("`{role}`")).collect();
    let Text { es, en } = all_of(&held);
    failure.with_hint(text!("tiene {es}", "they hold {en}"))
}

fn not_theirs(name: &Actor, wanted: &Text, roles: &[RoleId], holders: &[Actor]) -> Failure {
    let Text { es, en } = wanted;
    let failure = Failure::refused(
        "not-entitled",
        text!(
            "`{name}` no puede hacerlo: corresponde a {es}",
            "`{name}` may not do it: it is for {en}"
        ),
    );
    failure.with_hint(match holders {
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
                "lo hace {es}; si actúa en su nombre: `--on-behalf-of \"{first}\" --authority \"MEM-3/2026\"`",
                "{en} does it; if acting on their behalf: `--on-behalf-of \"{first}\" --authority \"MEM-3/2026\"`"
            )
        }
    })
}

fn several(name: &Actor, persons: &[Actor]) -> Failure {
    let Text { es, en } = all_of(persons);
    let failure = Failure::refused(
        "several-on-behalf",
        text!(
            "`{name}` suple a {es}: falta decir por quién actúa",
            "`{name}` takes the place of {en}: for which of them is missing"
        ),
    );
    let first = persons.first().map_or("", Actor::as_str);
    failure.with_hint(text!(
        "por ejemplo, `--on-behalf-of \"{first}\" --authority \"MEM-3/2026\"`",
        "for example, `--on-behalf-of \"{first}\" --authority \"MEM-3/2026\"`"
    ))
}

fn quoted(roles: &[RoleId]) -> Vec<String> {
    roles.iter().map(|role| format!("`{role}`")).collect()
}
