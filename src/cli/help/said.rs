//! What is said of a command and of an argument stands where it is declared, in both languages:
//! clap holds one text, so the two are joined, and parted by the language that is shown.

use clap::builder::StyledStr;
use clap::{Arg, Command};

use crate::words::Language;

/// A text in Spanish and in English, as one.
macro_rules! both {
    ($es:expr, $en:expr) => {
        concat!($es, "\u{1f}", $en)
    };
}

/// What a call does, in both languages, and the call: one, or one in each language.
macro_rules! examples {
    ($($es:literal, $en:literal => $call:literal $(, $call_en:literal)?);+) => {
        $crate::cli::help::both!(
            concat!($("\n  ", $es, ":\n    ", $call),+),
            concat!($("\n  ", $en, ":\n    ", examples!(@last $call $(, $call_en)?)),+)
        )
    };
    (@last $call:literal) => { $call };
    (@last $es:literal, $en:literal) => { $en };
}

pub(crate) use {both, examples};

/// What stands between the two: no text has it.
const SEPARATOR: char = '\u{1f}';

/// What a command is for.
pub fn about(command: &Command, language: Language) -> String {
    part(command.get_about(), language)
}

/// What is said of it where there is room.
pub fn details(command: &Command, language: Language) -> String {
    part(command.get_long_about(), language)
}

/// Calls of it, each below what it does.
pub fn calls(command: &Command, language: Language) -> String {
    part(command.get_after_help(), language)
}

/// What an argument is for.
pub fn said(argument: &Arg, language: Language) -> String {
    part(argument.get_help(), language)
}

fn part(text: Option<&StyledStr>, language: Language) -> String {
    let text = text.map(|text| text.ansi().to_string()).unwrap_or_default();
    let (es, en) = text.split_once(SEPARATOR).unwrap_or_default();
    match language {
        Language::Spanish => es.to_owned(),
        Language::English => en.to_owned(),
    }
}
