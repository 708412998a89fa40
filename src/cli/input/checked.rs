//! Checks a text that an argument gives, and says in words why one is refused.

use crate::cli::failure::{Failure, usage};
use crate::cli::help::Value;
use crate::model::EnteredFault;
use crate::words::{Placeholder, Text, is_direction_override, is_ignorable};

/// The argument `<TEXT>`, which has no flag.
pub const TEXT: &str = "<TEXT>";
/// The argument `<LABEL>`.
pub const LABEL: &str = "<LABEL>";

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
        None if Value::is_name(given) => Text::of("un valor", "a value"),
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

/// An argument as it is named in Spanish and in English: flags alike, the texts that are none
/// by their place in the usage line.
pub fn named(argument: &str) -> (&str, &str) {
    match argument {
        TEXT => ("<TEXTO>", TEXT),
        LABEL => ("<ETIQUETA>", LABEL),
        flag => (flag, flag),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::filled_in;

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths
            .flat_map(|path| match path.is_dir() {
                true => sources(&path),
                false => vec![path],
            })
            .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
            .collect()
    }

    /// The words in capitals of every command and option that a text of this program shows.
    fn capitals(line: &str) -> Vec<&str> {
        let shown = line.split('`').skip(1).step_by(2);
        let shown = shown.filter(|shown| shown.starts_with("ugat ") || shown.starts_with("--"));
        let words = shown.flat_map(|shown| shown.split(|one: char| !one.is_alphanumeric()));
        let is_capital = |word: &&str| !word.is_empty() && word.chars().all(char::is_uppercase);
        words.filter(is_capital).collect()
    }

    #[test]
    fn no_word_in_capitals_of_a_command_that_is_shown_is_taken_for_a_value() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        for path in ["cli", "view"]
            .iter()
            .flat_map(|one| sources(&root.join(one)))
        {
            let text = fs::read_to_string(&path).expect("a source");
            for word in text
                .lines()
                .flat_map(capitals)
                .filter(|word| *word != "HEAD")
            {
                let is_refused = filled_in("--reason", word).is_err();
                assert!(is_refused, "`{word}` of {}", path.display());
            }
        }
    }
}
