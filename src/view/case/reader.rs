//! What the reader may do, in words.

use crate::engine::{Denied, Way};
use crate::model::{Actor, Procedure};
use crate::text;
use crate::view::named;
use crate::words::{Text, any_of, date};

/// In whose place or for which role somebody may do something, where that is not their own:
/// «por Ana Quispe», «lo registra por: Entidad solicitante».
pub fn way_said(way: &Way, procedure: &Procedure) -> Option<Text> {
    match way {
        Way::Own => None,
        Way::InPlaceOf(principals) => Some(in_place_of(principals)),
        Way::Recording(role) => {
            let Text { es, en } = named::roles(procedure, std::slice::from_ref(*role));
            Some(text!("lo registra por: {es}", "recorded for: {en}"))
        }
    }
}

pub fn in_place_of(principals: &[&Actor]) -> Text {
    let Text { es, en } = any_of(principals);
    text!("por {es}", "for {en}")
}

/// That something waits on these roles, and not on the reader.
pub fn waits_on(roles: &Text) -> Text {
    let Text { es, en } = roles;
    text!("espera a: {es}", "waits on: {en}")
}

/// That nothing waits for who is not of the unit, and what helps.
pub fn stranger(denied: &Denied) -> Text {
    let Text { es, en } = match denied {
        Denied::NotThen { name, day, .. } => {
            let day = date(*day);
            text!(
                "`{name}` no es de la unidad el {day}, según la tabla de personas",
                "`{name}` is not of the unit on {day}, by the table of people";
                day
            )
        }
        Denied::Unknown { name }
        | Denied::RoleNotHeld { name, .. }
        | Denied::NotTheirs { name, .. }
        | Denied::SeveralFor { name, .. }
        | Denied::NoAuthority { name, .. }
        | Denied::OnOwnBehalf { name } => text!(
            "`{name}` no está en la tabla de personas",
            "`{name}` is not in the table of people"
        ),
    };
    text!(
        "{es}, y por eso nada le espera: `ugat inbox --all` muestra lo de la unidad, y quien edita `ugat.toml` puede agregarle (`ugat doctor`)",
        "{en}, and so nothing waits for them: `ugat inbox --all` shows what waits in the unit, and whoever edits `ugat.toml` can add them (`ugat doctor`)"
    )
}
