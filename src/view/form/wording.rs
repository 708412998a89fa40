use crate::model::{Condition, Custody, Field, FieldShape, Format, Mandatory};
use crate::text;
use crate::words::Text;

/// What a field asks of whoever fills it in, beside what it is; nothing of one that may stay empty.
pub(in crate::view) fn demand(field: &Field) -> Option<Text> {
    let mandatory = match &field.mandatory {
        Mandatory::No => None,
        Mandatory::Always => Some(Text::of("obligatorio", "mandatory")),
        Mandatory::When(condition) => {
            let Text { es, en } = condition_said(condition);
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
        (Some(one), Some(other)) => Some(Text::owned(
            format!("{}; {}", one.es, other.es),
            format!("{}; {}", one.en, other.en),
        )),
        (one, other) => one.or(other),
    }
}

fn condition_said(condition: &Condition) -> Text {
    match condition {
        Condition::Holds { field, value } => {
            text!("si `{field}` es `{value}`", "where `{field}` is `{value}`")
        }
        Condition::Given(field) => text!("si se llena `{field}`", "where `{field}` is filled in"),
        Condition::Answered(answers) => {
            let Text { es, en } = crate::words::any_of(answers);
            text!("si el caso respondió {es}", "where the case answered {en}")
        }
        Condition::NotAnswered(answers) => {
            let Text { es, en } = crate::words::any_of(answers);
            text!(
                "si el caso no respondió {es}",
                "where the case did not answer {en}"
            )
        }
    }
}

/// What may stand in a field.
pub(in crate::view) fn shape_said(shape: &FieldShape) -> Text {
    match shape {
        FieldShape::One(format) => format_said(*format),
        FieldShape::List(format) => {
            let Text { es, en } = format_said(*format);
            text!("lista: {es}", "list: {en}")
        }
        FieldShape::YesNo => Text::of("sí o no", "yes or no"),
        FieldShape::OneOf(_) => Text::of("una opción", "one option"),
        FieldShape::SomeOf(_) => Text::of("una o más opciones", "one or more options"),
    }
}

const fn format_said(format: Format) -> Text {
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
