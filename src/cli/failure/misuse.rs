//! Why the arguments of a call are wrong, in both languages, by what clap found.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, Command};

use crate::cli::failure::{Failure, did_you_mean, usage};
use crate::cli::help::{self, Level, Value};
use crate::text;
use crate::words::{
    DELETE, Language, Text, UNLABEL, any_of, listed, matching, meanings, nearest, quoted, synonym,
};

type Explain = fn(&Error, &Level<'_>) -> Failure;

/// What clap can find wrong, each with what says so.
const KNOWN: [(ErrorKind, Explain); 7] = [
    (ErrorKind::InvalidSubcommand, |error, level| {
        unknown_command(string(error, ContextKind::InvalidSubcommand), level)
    }),
    (ErrorKind::UnknownArgument, unknown_argument),
    (ErrorKind::MissingRequiredArgument, missing_argument),
    (ErrorKind::InvalidValue, |error, _| invalid_value(error)),
    (ErrorKind::ArgumentConflict, |error, _| conflicting(error)),
    (ErrorKind::TooManyValues, |error, _| unwanted_value(error)),
    (ErrorKind::InvalidUtf8, |_, _| {
        usage!(
            "invalid-utf8",
            "un argumento no es texto UTF-8",
            "an argument is not UTF-8 text"
        )
    }),
];

/// What clap found wrong, with what would help: where nothing better does, the help.
pub fn failure(error: &Error, level: &Level<'_>) -> Failure {
    let known = KNOWN.iter().find(|(kind, _)| *kind == error.kind());
    let failure = known.map_or_else(|| wrong(level), |(_, explain)| explain(error, level));
    let hint = failure.hint.is_none().then(|| see_help(level));
    failure.with_hint_if(hint)
}

fn wrong(level: &Level<'_>) -> Failure {
    let called = level.called();
    usage!(
        "wrong-arguments",
        "los argumentos de `{called}` no son correctos",
        "the arguments of `{called}` are wrong"
    )
}

/// A group without its command.
pub fn missing_command(level: &Level<'_>) -> Failure {
    let names = quoted(level.command.get_subcommands().map(Command::get_name));
    let (called, Text { es, en }) = (level.called(), any_of(&names));
    usage!(
        "missing-command",
        "falta un comando tras `{called}`: {es}",
        "a command is missing after `{called}`: {en}"
    )
    .with_hint(see_help(level))
}

fn see_help(level: &Level<'_>) -> Text {
    let called = level.called();
    text!("vea `{called} --help`", "see `{called} --help`")
}

/// A word that is not a command, where one was expected.
pub fn unknown_command(typed: &str, level: &Level<'_>) -> Failure {
    let called = level.called();
    usage!(
        "unknown-command",
        "`{called}` no tiene el comando `{typed}`",
        "`{called}` has no command `{typed}`"
    )
    .with_hint(see_help(level))
    .with_nearest(meant(typed, level).map(|call| call + &level.behind_word()))
    .with_hint_if(in_its_place(typed))
}

/// What there is in place of deleting, and of taking a label off.
fn in_its_place(typed: &str) -> Option<Text> {
    let word = &*matching(typed);
    if DELETE.contains(&word) {
        return Some(Text::of(
            "nada se borra: `ugat case undo` deshace un acto; `ugat case cancel` cierra un caso donde está, con todo lo registrado",
            "nothing is deleted: `ugat case undo` takes an act back; `ugat case cancel` closes a case where it is, with all that was written",
        ));
    }
    UNLABEL.contains(&word).then(|| {
        Text::of(
            "una etiqueta se quita así: `ugat case label CASO ETIQUETA --remove`",
            "a label is taken off so: `ugat case label CASE LABEL --remove`",
        )
    })
}

/// The command that was meant: one that stands elsewhere under this very name, else one of the same
/// meaning, else one that is spelled alike; of this level, else of `case`, else of one group alone.
fn meant(typed: &str, level: &Level<'_>) -> Option<String> {
    let own = names_below(level.command);
    let here = |name: Option<&str>| name.map(|name| format!("{} {name}", level.called()));
    let exactly = |word: &str| {
        let is_it = |names: &[&str]| names.iter().position(|name| *name == word);
        elsewhere(level.root, is_it)
    };
    let word = matching(typed);
    exactly(typed)
        .or_else(|| here(synonym(typed, own.iter().copied())))
        .or_else(|| meanings(&word).find_map(exactly))
        .or_else(|| here(nearest(typed, own.iter().copied())))
        .or_else(|| {
            elsewhere(level.root, |names| {
                place(nearest(typed, names.iter().copied()), names)
            })
        })
}

/// The command of a group that is found so, for a call that leaves the group out or names another.
fn elsewhere(root: &Command, find: impl Fn(&[&str]) -> Option<usize>) -> Option<String> {
    let called = |group: &Command| {
        let names = names_below(group);
        let name = names[find(&names)?];
        Some(format!("{} {} {name}", root.get_name(), group.get_name()))
    };
    let case = root.find_subcommand("case").and_then(called);
    case.or_else(|| {
        let mut found = root.get_subcommands().filter_map(called);
        found.next().filter(|_| found.next().is_none())
    })
}

fn names_below(command: &Command) -> Vec<&str> {
    command.get_subcommands().map(Command::get_name).collect()
}

fn place(name: Option<&str>, names: &[&str]) -> Option<usize> {
    let name = name?;
    names.iter().position(|one| *one == name)
}

fn unknown_argument(error: &Error, level: &Level<'_>) -> Failure {
    let (called, typed) = (level.called(), string(error, ContextKind::InvalidArg));
    if !typed.starts_with('-') {
        return usage!(
            "unexpected-argument",
            "`{typed}` sobra tras `{called}`",
            "`{typed}` is one argument too many for `{called}`"
        )
        .with_nearest(option_left_out(typed, level));
    }
    let arguments = level.command.get_arguments();
    let flags: Vec<String> = arguments
        .filter_map(|argument| Some(format!("--{}", argument.get_long()?)))
        .collect();
    usage!(
        "unknown-option",
        "`{called}` no tiene la opción `{typed}`",
        "`{called}` has no option `{typed}`"
    )
    .with_hint_if(without_option(typed, level))
    .with_nearest(nearest(typed, flags.iter().map(String::as_str)))
}

/// The call with the option that a value of this look goes with.
fn option_left_out(typed: &str, level: &Level<'_>) -> Option<String> {
    let has = |option: &&str| {
        let mut arguments = level.command.get_arguments();
        arguments.any(|argument| argument.get_long() == Some(option))
    };
    let option = if typed.contains('=') {
        Some("output").filter(has)
    } else if typed.parse::<u8>().is_ok() {
        Some("to").filter(has)
    } else {
        Some("answer").filter(has)
    }?;
    Some(format!(
        "{}{}",
        level.called(),
        level.with_option(option, typed)
    ))
}

/// The call in which a value stands without an option, where one was typed for it.
fn without_option(typed: &str, level: &Level<'_>) -> Option<Text> {
    let places: Vec<&Arg> = level.command.get_positionals().collect();
    let ids: Vec<&str> = places.iter().map(|place| place.get_id().as_str()).collect();
    let typed = typed.trim_start_matches('-');
    let is_meant = ids.contains(&typed) || synonym(typed, ids).is_some();
    let called = level.called();
    let Text { es, en } = Text::of_each(|language| {
        let values = places.iter().filter_map(|place| Value::of(place));
        let values: Vec<&str> = values.map(|value| value.name(language)).collect();
        values.join(" ")
    });
    is_meant.then(|| {
        text!(
            "se escribe sin opción: `{called} {es}`",
            "it is written without an option: `{called} {en}`"
        )
    })
}

fn missing_argument(error: &Error, level: &Level<'_>) -> Failure {
    let called = level.called();
    let missing = strings(error, ContextKind::InvalidArg);
    let Text { es, en } = names(missing.iter().map(String::as_str));
    let (verb, be) = match missing.len() {
        1 => ("falta", "is"),
        _ => ("faltan", "are"),
    };
    usage!(
        "missing-argument",
        "{verb} {es} en `{called}`",
        "{en} {be} missing in `{called}`"
    )
    .with_hint_if(listing(&missing))
    .with_hint_if(case_left_out(&missing, level))
    .with_hint_if(taken(level))
}

/// The call that names the only open case, where a number alone stands before an activity that is
/// missing.
fn case_left_out(missing: &[String], level: &Level<'_>) -> Option<Text> {
    let has_case = level.command.get_positionals().next().and_then(Value::of) == Some(Value::Case);
    let lacks_activity = missing
        .iter()
        .any(|missing| missing.starts_with("<Activity"));
    let number = level.first_word()?;
    let is_number = number.parse::<u8>().is_ok();
    (has_case && lacks_activity && is_number)
        .then(|| did_you_mean(format!("{} . {number}", level.called())))
}

/// What an option took whose value may be left out, where it was perhaps meant for another.
fn taken(level: &Level<'_>) -> Option<Text> {
    let value = level.behind("--columns")?;
    Some(text!(
        "`--columns` tomó `{value}` por una columna; para verlas todas, póngalo al final",
        "`--columns` took `{value}` for a column; to see all of them, put it last"
    ))
}

/// The command that lists what the only missing argument names.
fn listing(missing: &[String]) -> Option<Text> {
    let [only] = missing else {
        return None;
    };
    let value = Value::within(only).filter(|_| only.starts_with('<'))?;
    if value == Value::Case {
        Some(Text::of(
            "los casos se ven con `ugat case list`",
            "`ugat case list` shows the cases",
        ))
    } else if value == Value::Procedure {
        Some(Text::of(
            "los procedimientos se ven con `ugat procedure list`",
            "`ugat procedure list` shows the procedures",
        ))
    } else {
        None
    }
}

fn invalid_value(error: &Error) -> Failure {
    let typed = string(error, ContextKind::InvalidValue);
    let values = strings(error, ContextKind::ValidValue);
    let name = bare(option(error));
    let name_in = |language| help::argument_in(&name, language);
    let (name_es, name_en) = (name_in(Language::Spanish), name_in(Language::English));
    let Text { es, en } = match values.as_slice() {
        [] => Text::of("", ""),
        [..] => {
            let Text { es, en } = any_of(&quoted(&values));
            text!(": {es}", ": {en}")
        }
    };
    if typed.is_empty() {
        return usage!(
            "missing-value",
            "`{name_es}` necesita un valor{es}",
            "`{name_en}` needs a value{en}"
        );
    }
    let near = nearest(typed, values.iter().map(String::as_str));
    usage!(
        "invalid-value",
        "`{typed}` no es un valor de `{name_es}`{es}",
        "`{typed}` is not a value of `{name_en}`{en}"
    )
    .with_nearest(near.map(|near| match name_en.starts_with('-') {
        true => format!("{name_en} {near}"),
        false => near.to_owned(),
    }))
}

fn conflicting(error: &Error) -> Failure {
    let argument = string(error, ContextKind::InvalidArg);
    let others = strings(error, ContextKind::PriorArg);
    let name = option(error);
    if others.is_empty() || others.iter().any(|other| other == argument) {
        return usage!(
            "repeated-option",
            "`{name}` se da más de una vez",
            "`{name}` is given more than once"
        );
    }
    let all = std::iter::once(argument).chain(others.iter().map(String::as_str));
    let Text { es, en } = names(all);
    usage!(
        "conflicting-arguments",
        "{es} se excluyen",
        "{en} exclude each other"
    )
}

fn unwanted_value(error: &Error) -> Failure {
    let typed = string(error, ContextKind::InvalidValue);
    let name = option(error);
    usage!(
        "unexpected-value",
        "`{name}` no lleva valor y tiene `{typed}`",
        "`{name}` takes no value and has `{typed}`"
    )
}

/// The argument that is wrong, without its value: `--format` of `--format <FORMAT>`.
fn option(error: &Error) -> &str {
    let argument = string(error, ContextKind::InvalidArg);
    argument.split([' ', '=']).next().unwrap_or(argument)
}

/// An argument in angle brackets, whether it is required or not: `<CASE>` of `[CASE]...`.
fn bare(argument: &str) -> String {
    let one = argument.trim_end_matches("...");
    one.replace('[', "<").replace(']', ">")
}

/// Arguments as a sentence names them: `<CASO>` of `[CASE]...`.
fn names<'a>(arguments: impl Iterator<Item = &'a str>) -> Text {
    let bare: Vec<String> = arguments.map(bare).collect();
    Text::of_each(|language: Language| {
        let names = bare.iter().map(|name| help::argument_in(name, language));
        listed(&quoted(names), language)
    })
}

fn string(error: &Error, kind: ContextKind) -> &str {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text,
        _ => "",
    }
}

fn strings(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::command::case;

    #[test]
    fn a_command_that_is_not_there_is_met_with_the_nearest() {
        case(
            "case strat pr07",
            "error: `ugat case` no tiene el comando `strat`\nayuda: ¿quiso decir `ugat case start pr07`?",
            "error: `ugat case` has no command `strat`\nhint: did you mean `ugat case start pr07`?",
        );
        case(
            "caso list",
            "error: `ugat` no tiene el comando `caso`\nayuda: ¿quiso decir `ugat case list`?",
            "error: `ugat` has no command `caso`\nhint: did you mean `ugat case list`?",
        );
        case(
            "undo 7q3k",
            "error: `ugat` no tiene el comando `undo`\nayuda: ¿quiso decir `ugat case undo 7q3k`?",
            "error: `ugat` has no command `undo`\nhint: did you mean `ugat case undo 7q3k`?",
        );
        case(
            "--store /tmp xyzzy",
            "error: `ugat` no tiene el comando `xyzzy`\nayuda: vea `ugat --help`",
            "error: `ugat` has no command `xyzzy`\nhint: see `ugat --help`",
        );
        case(
            "statsu 7q3k",
            "error: `ugat` no tiene el comando `statsu`\nayuda: ¿quiso decir `ugat case status 7q3k`?",
            "error: `ugat` has no command `statsu`\nhint: did you mean `ugat case status 7q3k`?",
        );
        case(
            "case return 8 --reason x",
            "error: falta `<ACTIVIDAD>` en `ugat case return`\nayuda: ¿quiso decir `ugat case return . 8`?",
            "error: `<ACTIVITY>` is missing in `ugat case return`\nhint: did you mean `ugat case return . 8`?",
        );
        case(
            "help case strat",
            "error: `ugat case` no tiene el comando `strat`\nayuda: ¿quiso decir `ugat case start`?",
            "error: `ugat case` has no command `strat`\nhint: did you mean `ugat case start`?",
        );
    }

    #[test]
    fn an_option_that_is_not_there_is_met_with_the_nearest() {
        case(
            "case start pr07 --entiti X",
            "error: `ugat case start` no tiene la opción `--entiti`\nayuda: ¿quiso decir `--entity`?",
            "error: `ugat case start` has no option `--entiti`\nhint: did you mean `--entity`?",
        );
        case(
            "case note . --text Hola",
            "error: `ugat case note` no tiene la opción `--text`\nayuda: se escribe sin opción: `ugat case note CASO TEXTO`",
            "error: `ugat case note` has no option `--text`\nhint: it is written without an option: `ugat case note CASE TEXT`",
        );
        case(
            "store path -x",
            "error: `ugat store path` no tiene la opción `-x`\nayuda: vea `ugat store path --help`",
            "error: `ugat store path` has no option `-x`\nhint: see `ugat store path --help`",
        );
    }

    #[test]
    fn what_is_missing_is_named() {
        case(
            "case return",
            "error: faltan `--reason <TEXTO>`, `<CASO>` y `<ACTIVIDAD>` en `ugat case return`\nayuda: vea `ugat case return --help`",
            "error: `--reason <TEXT>`, `<CASE>` and `<ACTIVITY>` are missing in `ugat case return`\nhint: see `ugat case return --help`",
        );
        case(
            "case status",
            "error: falta `<CASO>` en `ugat case status`\nayuda: los casos se ven con `ugat case list`",
            "error: `<CASE>` is missing in `ugat case status`\nhint: `ugat case list` shows the cases",
        );
        case(
            "case start",
            "error: falta `<PROC>` en `ugat case start`\nayuda: los procedimientos se ven con `ugat procedure list`",
            "error: `<PROC>` is missing in `ugat case start`\nhint: `ugat procedure list` shows the procedures",
        );
        case(
            "case start pr07 --entity",
            "error: `--entity` necesita un valor\nayuda: vea `ugat case start --help`",
            "error: `--entity` needs a value\nhint: see `ugat case start --help`",
        );
        case(
            "case log x --format",
            "error: `--format` necesita un valor: `table`, `json`, `ndjson`, `csv` o `md`\nayuda: vea `ugat case log --help`",
            "error: `--format` needs a value: `table`, `json`, `ndjson`, `csv` or `md`\nhint: see `ugat case log --help`",
        );
    }

    #[test]
    fn a_word_that_an_option_took_is_told_of() {
        case(
            "case log --columns x",
            "error: falta `<CASO>` en `ugat case log`\nayuda: `--columns` tomó `x` por una columna; para verlas todas, póngalo al final",
            "error: `<CASE>` is missing in `ugat case log`\nhint: `--columns` took `x` for a column; to see all of them, put it last",
        );
    }

    #[test]
    fn what_is_too_much_or_does_not_fit_is_named() {
        case(
            "case list --format jsn",
            "error: `jsn` no es un valor de `--format`: `table`, `json`, `ndjson`, `csv` o `md`\nayuda: ¿quiso decir `--format json`?",
            "error: `jsn` is not a value of `--format`: `table`, `json`, `ndjson`, `csv` or `md`\nhint: did you mean `--format json`?",
        );
        case(
            "completions bsh",
            "error: `bsh` no es un valor de `<SHELL>`: `bash`, `zsh` o `fish`\nayuda: ¿quiso decir `bash`?",
            "error: `bsh` is not a value of `<SHELL>`: `bash`, `zsh` or `fish`\nhint: did you mean `bash`?",
        );
        case(
            "store path extra",
            "error: `extra` sobra tras `ugat store path`\nayuda: vea `ugat store path --help`",
            "error: `extra` is one argument too many for `ugat store path`\nhint: see `ugat store path --help`",
        );
        case(
            "case status --all x",
            "error: `--all` y `<CASO>` se excluyen\nayuda: vea `ugat case status --help`",
            "error: `--all` and `<CASE>` exclude each other\nhint: see `ugat case status --help`",
        );
        case(
            "case start pr07 --title a --title b",
            "error: `--title` se da más de una vez\nayuda: vea `ugat case start --help`",
            "error: `--title` is given more than once\nhint: see `ugat case start --help`",
        );
        case(
            "case status --all=yes",
            "error: `--all` no lleva valor y tiene `yes`\nayuda: vea `ugat case status --help`",
            "error: `--all` takes no value and has `yes`\nhint: see `ugat case status --help`",
        );
    }
}
