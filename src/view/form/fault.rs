//! The faults of the values of a form, in words.

use crate::form::{Fault, FormatFault};
use crate::text;
use crate::view::problem::name::named;
use crate::words::{Text, redacted_text};

/// What is wrong with a value of a form, as a fact in lower case. Never shows a secret.
pub fn form_sentence(fault: &Fault) -> Text {
    redacted_text(plain(fault))
}

fn plain(fault: &Fault) -> Text {
    match fault {
        Fault::Missing => Text::of(
            "es obligatorio y no se llenó",
            "it is mandatory and was not filled in",
        ),
        Fault::Format(fault) => format_sentence(fault),
        Fault::Twice => Text::of(
            "ya figura antes en la lista",
            "it stands in the list already",
        ),
        Fault::Rule(text) => text.clone(),
    }
}

/// The hint, if there is one.
pub fn form_hint(fault: &Fault) -> Option<Text> {
    match fault {
        Fault::Format(fault) => format_hint(fault).map(redacted_text),
        Fault::Missing | Fault::Twice | Fault::Rule(_) => None,
    }
}

fn format_sentence(fault: &FormatFault) -> Text {
    match fault {
        FormatFault::Email => {
            Text::of("no es un correo electrónico", "it is not an e-mail address")
        }
        FormatFault::Uri => Text::of("no es una dirección (URI)", "it is not an address (URI)"),
        FormatFault::NoHost => Text::of(
            "la dirección no dice en qué servidor está",
            "the address does not say on which host it is",
        ),
        FormatFault::Scheme(found) => {
            let found = named(found);
            text!(
                "la dirección usa {found}; se espera `https`",
                "the address uses {found}, expected `https`"
            )
        }
        FormatFault::Query => Text::of(
            "la dirección lleva una consulta (`?`)",
            "the address has a query (`?`)",
        ),
        FormatFault::Fragment => Text::of(
            "la dirección lleva un fragmento (`#`)",
            "the address has a fragment (`#`)",
        ),
        FormatFault::Blank => Text::of("contiene un espacio", "it contains a blank"),
        FormatFault::NoAscii(character) => {
            let code = u32::from(*character);
            text!(
                "contiene U+{code:04X}; solo admite letras sin tilde, cifras y signos",
                "it contains U+{code:04X}; only plain letters, digits and signs may stand in it"
            )
        }
        FormatFault::TooLong { characters, most } => text!(
            "tiene {characters} caracteres, más de {most}",
            "it has {characters} characters, more than {most}"
        ),
        FormatFault::Date => Text::of("no es una fecha", "it is not a date"),
        FormatFault::Phone => Text::of("no es un número de teléfono", "it is not a phone number"),
        FormatFault::IdentityNumber => Text::of(
            "no es un número de cédula de identidad",
            "it is not an identity number",
        ),
    }
}

fn format_hint(fault: &FormatFault) -> Option<Text> {
    Some(match fault {
        FormatFault::Email => Text::of(
            "un correo es como `ana.quispe@entidad.gob.bo`",
            "an e-mail address is like `ana.quispe@entidad.gob.bo`",
        ),
        FormatFault::Uri | FormatFault::NoHost => Text::of(
            "una dirección es como `https://sistema.entidad.gob.bo/vuelta`",
            "an address is like `https://system.entidad.gob.bo/back`",
        ),
        FormatFault::Query | FormatFault::Fragment => Text::of(
            "quite ese signo y lo que le sigue",
            "leave that sign out, and what follows it",
        ),
        FormatFault::Date => Text::of(
            "una fecha va como `1990-02-28`: año, mes y día",
            "a date goes like `1990-02-28`: year, month and day",
        ),
        FormatFault::Phone => Text::of(
            "un teléfono es como `+591 2 2184026` o `2184026 int. 101`",
            "a phone number is like `+591 2 2184026` or `2184026 ext. 101`",
        ),
        FormatFault::IdentityNumber => Text::of(
            "un número de cédula es como `4839201 LP` o `4839201-1B LP`",
            "an identity number is like `4839201 LP` or `4839201-1B LP`",
        ),
        FormatFault::Scheme { .. }
        | FormatFault::Blank
        | FormatFault::NoAscii { .. }
        | FormatFault::TooLong { .. } => return None,
    })
}
