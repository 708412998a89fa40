//! Marks on acts, in JSON and in words.

use serde::Serialize;

use crate::engine::{Denied, Mark};
use crate::text;
use crate::view::each::each;
use crate::view::page::joined::joined;
use crate::view::page::moment::when;
use crate::words::{Text, any_of, date};

/// Something irregular in an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkView {
    pub kind: &'static str,
    #[serde(flatten)]
    pub said: Text,
}

impl MarkView {
    pub fn all(marks: &[Mark]) -> Vec<Self> {
        each(marks, |mark| Self {
            kind: mark.kind().key(),
            said: mark_sentence(mark),
        })
    }
}

/// What is irregular, as a fact in lower case; roles by their keys, as in the table of people.
pub fn mark_sentence(mark: &Mark) -> Text {
    match mark {
        Mark::Unentitled(denied) => unentitled(denied),
        Mark::AssignedUnknown(denied) => {
            let Text { es, en } = unentitled(denied);
            text!(
                "se asignó a quien no es de la unidad: {es}",
                "it was assigned to one who is not of the unit: {en}"
            )
        }
        Mark::AssignedUnentitled(denied) => {
            let Text { es, en } = unentitled(denied);
            text!(
                "se asignó a quien no puede hacerlo: {es}",
                "it was assigned to one who may not do it: {en}"
            )
        }
        Mark::FutureDay { at, recorded } => {
            let (at, recorded) = (when(*at), date(*recorded));
            text!(
                "dice que ocurrió el {at}, después de registrarse el {recorded}",
                "it says that it happened on {at}, after it was recorded on {recorded}";
                at, recorded
            )
        }
        Mark::FutureRecord { recorded, after } => {
            let (recorded, after) = (date(*recorded), date(*after));
            text!(
                "dice que se registró el {recorded}, y quien ya lo había visto registró lo suyo el {after}",
                "it says that it was recorded on {recorded}, and who had seen it recorded something on {after}";
                recorded, after
            )
        }
        Mark::Ahead { recorded } => {
            let recorded = date(*recorded);
            text!(
                "dice que se registró el {recorded}, que aún no llega",
                "it says that it was recorded on {recorded}, which has not come";
                recorded
            )
        }
        Mark::BeforeParent { at, parent } => {
            let (at, parent) = (when(*at), when(*parent));
            text!(
                "dice que ocurrió el {at}, antes de aquello a lo que sigue, del {parent}",
                "it says that it happened on {at}, before what it follows, of {parent}";
                at, parent
            )
        }
        Mark::FileElsewhere { file } => text!(
            "entrega `{file}`, que no está en la carpeta del caso",
            "it gives `{file}`, which is not in the folder of the case"
        ),
        Mark::FileUndigested { file } => text!(
            "entrega `{file}` sin su huella, de modo que su contenido puede ser cualquiera",
            "it gives `{file}` without its digest, so that its content may be any"
        ),
    }
}

fn unentitled(denied: &Denied) -> Text {
    match denied {
        Denied::Unknown { name } => text!(
            "`{name}` no está en la tabla de personas",
            "`{name}` is not in the table of people"
        ),
        Denied::NotThen { name, day, .. } => {
            let day = date(*day);
            text!(
                "`{name}` no era de la unidad el {day}",
                "`{name}` was not of the unit on {day}";
                day
            )
        }
        Denied::RoleNotHeld {
            name, role, day, ..
        } => {
            let Text { es, en } = on(day.map(date));
            text!(
                "`{name}` no tenía el rol `{role}`{es}",
                "`{name}` did not hold the role `{role}`{en}"
            )
        }
        Denied::NotTheirs {
            name, roles, day, ..
        } => {
            let roles = each(roles, |role| format!("`{role}`"));
            let Text { es, en } = joined([&any_of(&roles), &on(day.map(date))], "");
            text!(
                "`{name}` no tenía el rol {es}",
                "`{name}` did not hold the role {en}"
            )
        }
        Denied::SeveralFor { name, .. } => text!(
            "`{name}` suplía a varias personas y no dice por cuál actúa",
            "`{name}` took the place of several and does not say of which"
        ),
        Denied::NoAuthority { name, other } => text!(
            "`{name}` actúa en nombre de `{other}` sin autorización, y no lo suplía ese día",
            "`{name}` acts on behalf of `{other}` without an authority, and was not their substitute on that day"
        ),
        Denied::OnOwnBehalf { name } => text!(
            "`{name}` actúa en nombre de sí mismo",
            "`{name}` acts on their own behalf as on another's"
        ),
    }
}

fn on(day: Option<Text>) -> Text {
    match day {
        Some(day) => text!(" el {day}", " on {day}"; day),
        None => Text::of("", ""),
    }
}
