use crate::definition::SettingFault;
use crate::text;
use crate::view::name::named;
use crate::words::{Text, date};

/// What does not fit in the settings, as a fact in lower case.
pub(in crate::view) fn setting_sentence(fault: &SettingFault) -> Text {
    match fault {
        SettingFault::UnknownOutputs { found } => {
            let found = named(found);
            text!(
                "{found} no es un ajuste de `outputs`; se espera `owed` o `required`",
                "{found} is no setting of `outputs`, expected `owed` or `required`"
            )
        }
        SettingFault::MalformedEmail { found } => {
            let found = named(found);
            text!(
                "{found} no tiene la forma de un correo",
                "{found} is not in the form of an e-mail"
            )
        }
        SettingFault::SubstituteOfOneself { name } => {
            let name = named(name);
            text!(
                "{name} figura como su propio suplente",
                "{name} is named as their own substitute"
            )
        }
        SettingFault::UntilBeforeFrom { from, until } => {
            let (from, until) = (date(*from), date(*until));
            text!(
                "la suplencia termina el {until}, antes de empezar el {from}",
                "the substitution ends on {until}, before it begins on {from}"
            )
        }
    }
}

/// What would help, where something does.
pub(in crate::view) fn setting_hint(fault: &SettingFault) -> Option<Text> {
    match fault {
        SettingFault::UnknownOutputs { .. } | SettingFault::SubstituteOfOneself { .. } => None,
        SettingFault::MalformedEmail { .. } => Some(Text::of(
            "un correo es como `ana.quispe@entidad.gob.bo`",
            "an e-mail is like `ana.quispe@entidad.gob.bo`",
        )),
        SettingFault::UntilBeforeFrom { .. } => Some(Text::of(
            "`from` es el primer día y `until` el último",
            "`from` is the first day and `until` the last",
        )),
    }
}
