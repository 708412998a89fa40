//! Makes text of the bytes that are given, whatever program wrote them.

use std::borrow::Cow;

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::failure::unread::no_text;
use crate::text;
use crate::words::{Decoded, Encoding, Text, decoded, with_plain_line_ends};

/// How standard input is named in a sentence.
pub const STANDARD_INPUT_NAMED: Text = Text::of("la entrada estándar", "standard input");

/// The text of bytes, each line end a line feed. An encoding that was guessed is said; `what` names
/// where they come from.
pub fn text(env: &mut Env, what: &Text, bytes: Vec<u8>) -> Result<String, Failure> {
    let Decoded { text, encoding } = decoded(bytes).map_err(|found| no_text(what, found))?;
    say_guess(env, what, encoding);
    if let Cow::Owned(plain) = with_plain_line_ends(&text) {
        return Ok(plain);
    }
    Ok(text)
}

/// Says in which encoding a text was read, where that was guessed.
pub fn say_guess(env: &mut Env, what: &Text, encoding: Encoding) {
    let Some(guess) = encoding.guess() else {
        return;
    };
    let Text { es, en } = what;
    env.say(&text!(
        "{es} se leyó como {guess}",
        "{en} was read as {guess}"
    ));
}
