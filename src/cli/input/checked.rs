//! Checks a text that an argument gives, and says in words why one is refused.

use crate::cli::failure::{Failure, usage};
use crate::cli::help::Value;
use crate::model::EnteredFault;
use crate::words::{Placeholder, Text, is_direction_override, is_ignorable};

/// The argument `<TEXT>`, which has no flag.
pub const TEXT: &str = "<TEXT>";

/// A text as given for this argument, checked.
pub fn checked<T>(
    argument: &str,
    given: &str,
    parse: impl Fn(&str) -> Result<T, EnteredFault>,
) -> Result<T, Failure> {
    filled_in(argument, given)?;
    parse(given).map_err(|fault| refusal(argument, fault))
}

/// Refuses a word in capitals by which a hint or a usage line says what belongs there.
pub fn filled_in(argument: &str, given: &str) -> Result<(), Failure> {
    let what = match Placeholder::of(given) {
        Some(placeholder) => placeholder.what(),
        None if Value::is_name(given.trim()) => Text::of("un valor", "a value"),
        None => return Ok(()),
    };
    let (
        given,
        (es, en),
        Text {
            es: what_es,
            en: what_en,
        },
    ) = (given.trim(), named(argument), what);
    Err(usage!(
        "placeholder",
        "`{given}` solo indica qué va en `{es}`: escriba ahí {what_es}",
        "`{given}` only marks what goes in `{en}`: write {what_en} there"
    ))
}

fn refusal(argument: &str, fault: EnteredFault) -> Failure {
    let (es, en) = named(argument);
    match fault {
        EnteredFault::Empty => usage!(
            "empty-text",
            "el texto de `{es}` está vacío",
            "the text of `{en}` is empty"
        ),
        EnteredFault::TooLong { bytes: _, most } => too_long(argument, most),
        EnteredFault::Hostile { place, character } => {
            let code = character as u32;
            if is_ignorable(character) && !is_direction_override(character) {
                return usage!(
                    "hostile-text",
                    "el carácter {place} del texto de `{es}` es U+{code:04X}, que no se ve y haría parecer iguales dos textos distintos",
                    "character {place} of the text of `{en}` is U+{code:04X}, which is not seen and would make two texts look the same",
                    "bórrelo, o escriba el texto de nuevo sin copiarlo",
                    "delete it, or type the text anew instead of pasting it"
                );
            }
            usage!(
                "hostile-text",
                "el carácter {place} del texto de `{es}` es U+{code:04X}, que podría alterar la terminal",
                "character {place} of the text of `{en}` is U+{code:04X}, which could steer a terminal"
            )
        }
    }
}

/// A text has more bytes than it may have.
pub fn too_long(argument: &str, most: usize) -> Failure {
    let (es, en) = named(argument);
    usage!(
        "text-too-long",
        "el texto de `{es}` pasa de {most} bytes, el máximo",
        "the text of `{en}` exceeds {most} bytes, the most it may have"
    )
}

/// An argument as it is named in Spanish and in English: flags alike, the one text that is none
/// by its place in the usage line.
pub fn named(argument: &str) -> (&str, &str) {
    match argument {
        TEXT => ("<TEXTO>", TEXT),
        flag => (flag, flag),
    }
}
