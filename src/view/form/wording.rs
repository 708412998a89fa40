//! What a field asks for, in words.

use crate::model::{Condition, Custody, Field, FieldShape, Format, Mandatory};
use crate::text;
use crate::view::page::joined::joined;
use crate::words::{Text, any_of};

/// Whether a field is mandatory and whether its value is personal or secret.
pub(in crate::view) fn demand(field: &Field) -> Option<Text> {
    let mandatory = match &field.mandatory {
        Mandatory::No => None,
        Mandatory::Always => Some(Text::of("obligatorio", "mandatory")),
        Mandatory::When(condition) => {
            let Text { es, en } = condition_words(condition);
            Some(text!("obligatorio {es}", "mandatory {en}"))
        }
    };
    let custody = match field.custody {
        Custody::Open => None,
        Custody::Personal => Some(Text::of("dato personal", "personal data")),
        Custody::Secret => Some(Text::of(
            "secreto: se verifica y no se guarda",
            "secret: checked and not kept",
        )),
    };
    match (mandatory, custody) {
        (Some(one), Some(other)) => Some(joined([&one, &other], "; ")),
        (one, other) => one.or(other),
    }
}

fn condition_words(condition: &Condition) -> Text {
    match condition {
        Condition::Holds { field, value } => {
            text!("si `{field}` es `{value}`", "where `{field}` is `{value}`")
        }
        Condition::Given(field) => text!("si se llena `{field}`", "where `{field}` is filled in"),
        Condition::Answered(answers) => {
            let Text { es, en } = any_of(answers);
            text!("si el caso respondió {es}", "where the case answered {en}")
        }
        Condition::NotAnswered(answers) => {
            let Text { es, en } = any_of(answers);
            text!(
                "si el caso no respondió {es}",
                "where the case did not answer {en}"
            )
        }
    }
}

/// What kind of value a field takes.
pub(in crate::view) fn shape_words(shape: &FieldShape) -> Text {
    match shape {
        FieldShape::One(format) => format_words(*format),
        FieldShape::List(format) => {
            let Text { es, en } = format_words(*format);
            text!("lista: {es}", "list: {en}")
        }
        FieldShape::YesNo => Text::of("sí o no", "yes or no"),
        FieldShape::OneOf(_) => Text::of("una opción", "one option"),
        FieldShape::SomeOf(_) => Text::of("una o más opciones", "one or more options"),
    }
}

const fn format_words(format: Format) -> Text {
    match format {
        Format::Text => Text::of("texto", "text"),
        Format::Email => Text::of("correo electrónico", "e-mail address"),
        Format::Uri => Text::of("dirección (URI)", "address (URI)"),
        Format::HttpsUri => Text::of("dirección https", "https address"),
        Format::RedirectUri => Text::of(
            "dirección sin consulta ni fragmento",
            "address without query or fragment",
        ),
        Format::ClientId => Text::of("identificador de cliente", "client id"),
        Format::Token => Text::of("token", "token"),
        Format::Date => Text::of("fecha (AAAA-MM-DD)", "date (YYYY-MM-DD)"),
        Format::Phone => Text::of("teléfono", "phone number"),
        Format::IdentityNumber => Text::of("cédula de identidad", "identity number"),
    }
}
