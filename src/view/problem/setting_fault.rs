//! The faults of the settings, in words.

use crate::definition::SettingFault;
use crate::text;
use crate::view::problem::name::named;
use crate::words::{Text, date};

/// A fault of the settings, as a fact in lower case.
pub(in crate::view) fn setting_sentence(fault: &SettingFault) -> Text {
    match fault {
        SettingFault::UnknownOutputs(found) => {
            let found = named(found);
            text!(
                "{found} no es un ajuste de `outputs`; se espera `owed` o `required`",
                "{found} is not a setting of `outputs`, expected `owed` or `required`"
            )
        }
        SettingFault::MalformedEmail(found) => {
            let found = named(found);
            text!(
                "{found} no es un correo electrónico, como `ana@entidad.gob.bo`",
                "{found} is not an e-mail, such as `ana@entidad.gob.bo`"
            )
        }
        SettingFault::SubstituteOfOneself(name) => {
            let name = named(name);
            text!(
                "{name} figura como su propio suplente",
                "{name} is named as their own substitute"
            )
        }
        SettingFault::RoleTwice(role) => text!(
            "el rol `{role}` figura dos veces para los mismos días",
            "the role `{role}` is named twice for the same days"
        ),
        SettingFault::RoleNeverHeld(role) => text!(
            "los días del rol `{role}` quedan fuera de los de su persona",
            "the days of the role `{role}` are outside those of its person"
        ),
        SettingFault::NoWorkingDay => Text::of(
            "el calendario no deja ningún día hábil",
            "the calendar leaves no working day",
        ),
        SettingFault::NoCalendar => Text::of(
            "el plazo es en días hábiles y no hay calendario",
            "the limit is in working days and there is no calendar",
        ),
        SettingFault::MalformedZone(found) => no(found, Text::of("un huso horario", "a time zone")),
        SettingFault::MalformedLimit(found) => no(found, Text::of("un plazo", "a time limit")),
        SettingFault::MalformedHash(found) => no(found, Text::of("una huella", "a hash")),
        SettingFault::MalformedVersion(found) => no(
            found,
            Text::of(
                "una versión de un procedimiento",
                "a version of a procedure",
            ),
        ),
        SettingFault::UntilBeforeFrom { from, until } => {
            let (from, until) = (date(*from), date(*until));
            text!(
                "`until` es el {until}, antes de `from`, que es el {from}",
                "`until` is {until}, before `from`, which is {from}";
                from, until
            )
        }
    }
}

/// That what was found is none of these.
fn no(found: &str, what: Text) -> Text {
    let (found, Text { es, en }) = (named(found), what);
    text!("{found} no es {es}", "{found} is not {en}")
}

/// The hint, if there is one.
pub(in crate::view) fn setting_hint(fault: &SettingFault) -> Option<Text> {
    match fault {
        SettingFault::UnknownOutputs { .. } | SettingFault::SubstituteOfOneself { .. } => None,
        SettingFault::RoleTwice { .. } => Some(Text::of(
            "termine uno antes de que empiece el otro: `until = 2026-06-30` y `from = 2026-07-01`",
            "let one end before the other begins: `until = 2026-06-30` and `from = 2026-07-01`",
        )),
        SettingFault::RoleNeverHeld { .. } => Some(Text::of(
            "corrija `from` y `until` de la persona o del rol",
            "correct `from` and `until` of the person or of the role",
        )),
        SettingFault::MalformedEmail { .. } => Some(Text::of(
            "un correo es como `ana.quispe@entidad.gob.bo`",
            "an e-mail is like `ana.quispe@entidad.gob.bo`",
        )),
        SettingFault::NoWorkingDay => Some(Text::of(
            "nombre en `weekend` los días de descanso, como `[\"saturday\", \"sunday\"]`",
            "name the days of rest in `weekend`, such as `[\"saturday\", \"sunday\"]`",
        )),
        SettingFault::NoCalendar => Some(Text::of(
            "agregue `[calendar]`, o dé el plazo como `10 days`",
            "add `[calendar]`, or give the limit as `10 days`",
        )),
        SettingFault::MalformedZone { .. } => Some(Text::of(
            "un huso es fijo, como `-04:00`",
            "a time zone is fixed, such as `-04:00`",
        )),
        SettingFault::MalformedLimit { .. } => Some(Text::of(
            "un plazo es como `10 working days` o `30 days`",
            "a limit is like `10 working days` or `30 days`",
        )),
        SettingFault::MalformedHash { .. } => Some(Text::of(
            "lo escribe `ugat store verify --accept`: 40 cifras hexadecimales de un acto, 64 de un archivo",
            "`ugat store verify --accept` writes it: 40 hexadecimal digits of an act, 64 of a file",
        )),
        SettingFault::MalformedVersion { .. } => Some(Text::of(
            "una versión es como `pr07@2`: la clave del procedimiento y su número",
            "a version is like `pr07@2`: the key of the procedure and its number",
        )),
        SettingFault::UntilBeforeFrom { .. } => Some(Text::of(
            "`from` es el primer día y `until` el último",
            "`from` is the first day and `until` the last",
        )),
    }
}
