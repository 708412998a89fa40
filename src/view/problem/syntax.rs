//! The syntax errors of TOML and JSON, in words.

use crate::definition::Syntax;
use crate::text;
use crate::words::{Text, escaped};

/// Why a text is not TOML, as a fact in lower case.
pub(in crate::view) fn fault_of_syntax(syntax: &Syntax) -> Text {
    match syntax {
        Syntax::DuplicateKey => Text::of("la clave ya está definida", "the key is defined already"),
        Syntax::Unclosed => Text::of(
            "falta cerrar una comilla, un corchete o una llave",
            "a quote, a bracket or a brace is not closed",
        ),
        Syntax::MissingKey => Text::of("falta la clave", "the key is missing"),
        Syntax::MissingValue => Text::of("falta el valor", "the value is missing"),
        Syntax::MissingEquals => Text::of(
            "falta `=` después de la clave",
            "`=` is missing behind the key",
        ),
        Syntax::MissingComma => Text::of("falta una coma", "a comma is missing"),
        Syntax::ExtraComma => Text::of("sobra una coma", "there is a comma too many"),
        Syntax::ExtraEquals => Text::of("sobra un `=`", "there is a `=` too many"),
        Syntax::Trailing => Text::of(
            "hay algo más después del valor, en la misma línea",
            "something more stands behind the value, on the same line",
        ),
        Syntax::Unquoted => Text::of(
            "esto no es un valor: un texto va entre comillas",
            "this is not a value: a string stands in quotes",
        ),
        Syntax::BadKey => Text::of(
            "la clave tiene un carácter que solo se admite entre comillas",
            "the key has a character that is allowed in quotes only",
        ),
        Syntax::BadNumber => Text::of("el número está mal escrito", "the number is malformed"),
        Syntax::BadMoment => Text::of(
            "la fecha o la hora no existe",
            "there is no such date or time",
        ),
        Syntax::BadEscape => Text::of(
            "la barra invertida no forma un escape conocido",
            "the backslash begins no known escape",
        ),
        Syntax::BadCharacter => Text::of(
            "aquí hay un carácter de control",
            "a control character stands here",
        ),
        Syntax::TooDeep => Text::of(
            "hay demasiados niveles anidados",
            "there are too many nested levels",
        ),
        Syntax::Other(message) => {
            let message = escaped(message);
            text!(
                "el archivo no es TOML; el lector dice, en inglés: {message}",
                "the file is not TOML; its reader says: {message}",
            )
        }
        Syntax::Json(message) => {
            let message = escaped(message);
            text!(
                "el archivo no es JSON; el lector dice, en inglés: {message}",
                "the file is not JSON; its reader says: {message}",
            )
        }
    }
}
