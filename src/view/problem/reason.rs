//! The problems of a TOML file, in words.

use crate::definition::{Expected, Named, Newer, Reason, Shape};
use crate::model::KeyFault;
use crate::text;
use crate::view::each::each;
use crate::view::problem::misfit::misfit_sentence;
use crate::view::problem::name::{named, noun, part_of};
use crate::view::problem::setting_fault::setting_sentence;
use crate::view::problem::syntax::fault_of_syntax;
use crate::words::{Language, Text, any_of, redacted_text};

/// What is wrong, as a fact in lower case.
pub(in crate::view) fn sentence(reason: &Reason) -> Text {
    redacted_text(plain(reason))
}

fn plain(reason: &Reason) -> Text {
    match reason {
        Reason::FileTooLarge { bytes, most } => text!(
            "el archivo tiene {bytes} bytes, más de {most}",
            "the file has {bytes} bytes, more than {most}"
        ),
        Reason::Syntax(syntax) => fault_of_syntax(syntax),
        Reason::NewerToml(newer) => newer_toml(*newer),
        Reason::UnknownKey { key, part, .. } => {
            let (key, Text { es, en }) = (named(key), part_of(*part));
            text!("{key} no es una clave {es}", "{key} is not a key {en}")
        }
        Reason::MissingKey(key) => text!("falta `{key}`", "`{key}` is missing"),
        Reason::MissingLanguage(Language::Spanish) => Text::of(
            "falta el texto en español, `es`",
            "the text in Spanish, `es`, is missing",
        ),
        Reason::MissingLanguage(Language::English) => Text::of(
            "falta el texto en inglés, `en`",
            "the text in English, `en`, is missing",
        ),
        Reason::WrongType { found, expected } => wrong_type(*found, *expected),
        Reason::EmptyText => Text::of("el texto está vacío", "the text is empty"),
        Reason::EmptyList => Text::of("la lista está vacía", "the list is empty"),
        Reason::TextTooLong { bytes, most } => text!(
            "el texto tiene {bytes} bytes, más de {most}",
            "the text has {bytes} bytes, more than {most}"
        ),
        Reason::HostileText(character) => hostile_text(*character),
        Reason::MalformedKey { key, fault } => malformed(key, *fault),
        Reason::NumberOutside { found, most } => number_outside(found, *most),
        Reason::UnknownWord { found, expected } => {
            let found = named(found);
            let Text { es, en } = any_of(&each(expected, |word| format!("`{word}`")));
            text!(
                "{found} no es lo que se espera: {es}",
                "{found} is not what is expected: {en}"
            )
        }
        Reason::Excluded { key, by } => text!(
            "`{key}` no va con `{by}`",
            "`{key}` does not go with `{by}`"
        ),
        Reason::NoYesNo(key) => {
            let key = named(key);
            text!(
                "el campo {key} no es de sí o no",
                "field {key} is not a yes/no field"
            )
        }
        Reason::Unknown { what, key, .. } => unknown(*what, key),
        Reason::ListedTwice { what, key } => {
            let (Text { es, en }, key) = (noun(*what), named(key));
            text!(
                "{es} {key} figura dos veces en la lista",
                "{en} {key} is listed twice"
            )
        }
        Reason::DeclaredTwice { what, key } => {
            let (Text { es, en }, key) = (noun(*what), named(key));
            text!(
                "{es} {key} se declara dos veces",
                "{en} {key} is declared twice"
            )
        }
        Reason::Shadows { what, key } => shadows(*what, key),
        Reason::NeverUsed { what, key } => {
            let (Text { es, en }, key) = (noun(*what), named(key));
            text!(
                "ninguna actividad nombra {es} {key}",
                "no activity names {en} {key}"
            )
        }
        Reason::Misfit(misfit) => misfit_sentence(misfit),
        Reason::Setting(fault) => setting_sentence(fault),
    }
}

fn newer_toml(newer: Newer) -> Text {
    match newer {
        Newer::LineEndInTable => Text::of(
            "la tabla `{ … }` pasa de una línea, y eso solo lo admite TOML 1.1",
            "the table `{ … }` runs over its line, which only TOML 1.1 allows",
        ),
        Newer::TrailingComma => Text::of(
            "hay una coma antes de `}`, y eso solo lo admite TOML 1.1",
            "a comma stands before `}`, which only TOML 1.1 allows",
        ),
        Newer::EscapeE => Text::of(
            "`\\e` solo lo admite TOML 1.1",
            "only TOML 1.1 allows `\\e`",
        ),
        Newer::EscapeX => Text::of(
            "`\\x` solo lo admite TOML 1.1",
            "only TOML 1.1 allows `\\x`",
        ),
    }
}

fn wrong_type(found: Shape, expected: Expected) -> Text {
    let found = match found {
        Shape::String => Text::of("un texto", "a string"),
        Shape::Integer => Text::of("un número entero", "a whole number"),
        Shape::Float => Text::of("un número decimal", "a decimal number"),
        Shape::Boolean => Text::of("un valor lógico", "a truth value"),
        Shape::Moment => Text::of("una fecha u hora", "a date or time"),
        Shape::List => Text::of("una lista", "a list"),
        Shape::Table => Text::of("una tabla", "a table"),
    };
    let expected = match expected {
        Expected::String => Text::of("un texto", "a string"),
        Expected::StringOrList => Text::of("un texto o una lista", "a string or a list"),
        Expected::StringOrTable => Text::of("un texto o una tabla", "a string or a table"),
        Expected::BothLanguages => Text::of("un texto en dos idiomas", "a text in two languages"),
        Expected::Integer => Text::of("un número entero", "a whole number"),
        Expected::Boolean => Text::of("`true` o `false`", "`true` or `false`"),
        Expected::Day => Text::of("una fecha sin hora", "a date without a time"),
        Expected::List => Text::of("una lista", "a list"),
        Expected::Table(_) => Text::of("una tabla", "a table"),
        Expected::Tables { header: _ } => Text::of("una lista de tablas", "a list of tables"),
    };
    Text::owned(
        format!("se encontró {}; se espera {}", found.es, expected.es),
        format!("found {}, expected {}", found.en, expected.en),
    )
}

fn number_outside(found: &str, most: Option<u32>) -> Text {
    let found = named(found);
    match most {
        None => text!(
            "se encontró {found}; se espera 1 o más",
            "found {found}, expected 1 or more"
        ),
        Some(most) => text!(
            "se encontró {found}; se espera un número de 1 a {most}",
            "found {found}, expected a number from 1 to {most}"
        ),
    }
}

fn hostile_text(character: char) -> Text {
    let code = u32::from(character);
    if matches!(character, '\n' | '\r') {
        return Text::of("el texto pasa de una línea", "the text runs over its line");
    }
    text!(
        "el texto contiene U+{code:04X}, que puede alterar lo que muestra una terminal",
        "the text has U+{code:04X}, which could steer a terminal"
    )
}

fn malformed(key: &str, fault: KeyFault) -> Text {
    let name = named(key);
    match fault {
        KeyFault::Form => text!(
            "{name} no sirve de clave: se escribe con minúsculas sin tilde, cifras y guiones sueltos, y comienza con una letra",
            "{name} cannot be a key: one is lower-case letters without accents, digits and single hyphens, and begins with a letter"
        ),
        KeyFault::Length => {
            let (found, most) = (key.chars().count(), KeyFault::LONGEST);
            text!(
                "la clave tiene {found} caracteres, más de {most}",
                "the key has {found} characters, more than {most}"
            )
        }
    }
}

fn unknown(what: Named, key: &str) -> Text {
    let key = named(key);
    let Text { es, en } = match what {
        Named::Role => Text::of(
            "un rol del catálogo ni de este archivo",
            "a role of the catalogue or of this file",
        ),
        Named::Output => Text::of(
            "un tipo de salida del catálogo ni de este archivo",
            "an output kind of the catalogue or of this file",
        ),
        Named::Ending => Text::of(
            "un final de este procedimiento",
            "an ending of this procedure",
        ),
        Named::Answer => Text::of(
            "una respuesta de esta pregunta",
            "an answer of this question",
        ),
        Named::HeldRole => Text::of(
            "un rol del catálogo ni de un procedimiento de este registro",
            "a role of the catalogue or of a procedure of this store",
        ),
        Named::Person => {
            return text!(
                "{key} no está en la tabla `people`",
                "{key} is not in the table `people`"
            );
        }
        Named::Email => Text::of("el correo de nadie", "anybody's e-mail"),
        Named::Form => Text::of("un formulario conocido", "a known form"),
        Named::Field => Text::of("un campo de este formulario", "a field of this form"),
        Named::Choice => Text::of("una opción de este campo", "an option of this field"),
    };
    text!("{key} no es {es}", "{key} is not {en}")
}

fn shadows(what: Named, key: &str) -> Text {
    let (Text { es, en }, key) = (noun(what), named(key));
    if matches!(what, Named::Ending | Named::Answer) {
        return text!(
            "{es} {key} ya lo tiene todo procedimiento",
            "{en} {key} belongs to every procedure already",
        );
    }
    text!(
        "{es} {key} ya está en el catálogo",
        "{en} {key} is in the catalogue already",
    )
}
