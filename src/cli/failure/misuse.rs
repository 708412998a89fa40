use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::cli::failure::{Failure, usage};
use crate::cli::help::{self, Level, Value};
use crate::text;
use crate::words::{Language, Text, any_of, listed, nearest};

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

/// What clap found wrong, in both languages and with what would help.
pub fn failure(error: &Error, level: &Level<'_>) -> Failure {
    let argument = string(error, ContextKind::InvalidArg).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => unknown_command(
            string(error, ContextKind::InvalidSubcommand).unwrap_or_default(),
            level,
        ),
        ErrorKind::UnknownArgument => unknown_argument(argument, level),
        ErrorKind::MissingRequiredArgument => missing_argument(error, level),
        ErrorKind::InvalidValue => invalid_value(error, argument, level),
        ErrorKind::ArgumentConflict => conflicting(error, argument, level),
        ErrorKind::TooManyValues => unwanted_value(error, argument, level),
        ErrorKind::InvalidUtf8 => usage(
            "invalid-utf8",
            Text::of(
                "un argumento no es texto UTF-8",
                "an argument is not UTF-8 text",
            ),
            level,
        ),
        _ => {
            let called = level.called();
            usage(
                "wrong-arguments",
                text!(
                    "los argumentos de `{called}` no son correctos",
                    "the arguments of `{called}` are wrong"
                ),
                level,
            )
        }
    }
}

fn usage(kind: &'static str, text: Text, level: &Level<'_>) -> Failure {
    Failure::usage(kind, text).with_hint(see_help(level))
}

fn see_help(level: &Level<'_>) -> Text {
    let called = level.called();
    text!("vea `{called} --help`", "see `{called} --help`")
}

fn meant(suggestion: &str) -> Text {
    text!(
        "¿quiso decir `{suggestion}`?",
        "did you mean `{suggestion}`?"
    )
}

/// A word that is no command, where one was expected.
pub fn unknown_command(typed: &str, level: &Level<'_>) -> Failure {
    let called = level.called();
    let near = nearest(
        typed,
        level.command.get_subcommands().map(Command::get_name),
    )
    .map(|name| format!("{called} {name}"))
    .or_else(|| elsewhere(typed, level.root));
    let text = text!(
        "`{called}` no tiene el comando `{typed}`",
        "`{called}` has no command `{typed}`"
    );
    usage("unknown-command", text, level).with_hint_if(near.map(|near| meant(&near)))
}

/// The command of some group that is called so, for who leaves the group out.
fn elsewhere(typed: &str, root: &Command) -> Option<String> {
    let groups = || root.get_subcommands();
    let names = || {
        groups()
            .flat_map(Command::get_subcommands)
            .map(Command::get_name)
    };
    let name = nearest(typed, names())?;
    let group = groups().find(|group| group.find_subcommand(name).is_some())?;
    Some(format!("{} {} {name}", root.get_name(), group.get_name()))
}

fn unknown_argument(typed: &str, level: &Level<'_>) -> Failure {
    let called = level.called();
    if !typed.starts_with('-') {
        let text = text!(
            "`{typed}` sobra tras `{called}`",
            "`{typed}` is one argument too many for `{called}`"
        );
        return usage("unexpected-argument", text, level);
    }
    let flags: Vec<String> = level
        .command
        .get_arguments()
        .filter_map(|argument| Some(format!("--{}", argument.get_long()?)))
        .collect();
    let text = text!(
        "`{called}` no tiene la opción `{typed}`",
        "`{called}` has no option `{typed}`"
    );
    let near = nearest(typed, flags.iter().map(String::as_str));
    usage("unknown-option", text, level).with_hint_if(near.map(meant))
}

fn missing_argument(error: &Error, level: &Level<'_>) -> Failure {
    let called = level.called();
    let missing = strings(error, ContextKind::InvalidArg);
    let said = |language| {
        let names: Vec<_> = missing
            .iter()
            .map(|name| quote(&name_in(name, language)))
            .collect();
        listed(&names, language)
    };
    let (es, en) = (said(Language::Spanish), said(Language::English));
    let verb = if missing.len() == 1 {
        "falta"
    } else {
        "faltan"
    };
    let be = if missing.len() == 1 { "is" } else { "are" };
    usage(
        "missing-argument",
        text!(
            "{verb} {es} en `{called}`",
            "{en} {be} missing in `{called}`"
        ),
        level,
    )
    .with_hint_if(listing(&missing))
    .with_hint_if(taken(level))
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

fn invalid_value(error: &Error, argument: &str, level: &Level<'_>) -> Failure {
    let typed = string(error, ContextKind::InvalidValue).unwrap_or_default();
    let values = strings(error, ContextKind::ValidValue);
    // Of those that are no options, `<SHELL>` alone has such values.
    let name = name_in(option(argument), Language::English);
    let among = if values.is_empty() {
        Text::same("")
    } else {
        let Text { es, en } = any_of(&quoted(values.iter().map(String::as_str)));
        text!(": {es}", ": {en}")
    };
    let (es, en) = (&among.es, &among.en);
    if typed.is_empty() {
        return usage(
            "missing-value",
            text!(
                "`{name}` necesita un valor{es}",
                "`{name}` needs a value{en}"
            ),
            level,
        );
    }
    let near = nearest(typed, values.iter().map(String::as_str));
    let near = near.map(|near| match name.starts_with('-') {
        true => format!("{name} {near}"),
        false => near.to_owned(),
    });
    let text = text!(
        "`{typed}` no es un valor de `{name}`{es}",
        "`{typed}` is not a value of `{name}`{en}"
    );
    usage("invalid-value", text, level).with_hint_if(near.map(|near| meant(&near)))
}

fn conflicting(error: &Error, argument: &str, level: &Level<'_>) -> Failure {
    let others = strings(error, ContextKind::PriorArg);
    let name = option(argument);
    if others.is_empty() || others.iter().any(|other| other == argument) {
        return usage(
            "repeated-option",
            text!(
                "`{name}` se da más de una vez",
                "`{name}` is given more than once"
            ),
            level,
        );
    }
    let said = |language| {
        let all = std::iter::once(argument).chain(others.iter().map(String::as_str));
        let names: Vec<_> = all.map(|name| quote(&name_in(name, language))).collect();
        listed(&names, language)
    };
    let (es, en) = (said(Language::Spanish), said(Language::English));
    usage(
        "conflicting-arguments",
        text!("{es} se excluyen", "{en} exclude each other"),
        level,
    )
}

fn unwanted_value(error: &Error, argument: &str, level: &Level<'_>) -> Failure {
    let typed = string(error, ContextKind::InvalidValue).unwrap_or_default();
    let name = option(argument);
    usage(
        "unexpected-value",
        text!(
            "`{name}` no lleva valor y tiene `{typed}`",
            "`{name}` takes no value and has `{typed}`"
        ),
        level,
    )
}

/// `--format` of `--format <Format>`.
fn option(argument: &str) -> &str {
    argument.split([' ', '=']).next().unwrap_or(argument)
}

/// An argument as a sentence names it: `<CASO>` of `[Case]...`.
fn name_in(argument: &str, language: Language) -> String {
    let bare = argument
        .trim_end_matches("...")
        .replace('[', "<")
        .replace(']', ">");
    help::argument_in(&bare, language)
}

fn quote(name: &str) -> String {
    format!("`{name}`")
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    names.map(quote).collect()
}

fn string(error: &Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        _ => None,
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
            "error: `ugat case` no tiene el comando `strat`\nayuda: ¿quiso decir `ugat case start`?",
            "error: `ugat case` has no command `strat`\nhint: did you mean `ugat case start`?",
        );
        case(
            "caso list",
            "error: `ugat` no tiene el comando `caso`\nayuda: ¿quiso decir `ugat case`?",
            "error: `ugat` has no command `caso`\nhint: did you mean `ugat case`?",
        );
        case(
            "advance 7q3k",
            "error: `ugat` no tiene el comando `advance`\nayuda: ¿quiso decir `ugat case advance`?",
            "error: `ugat` has no command `advance`\nhint: did you mean `ugat case advance`?",
        );
        case(
            "--store /tmp xyzzy",
            "error: `ugat` no tiene el comando `xyzzy`\nayuda: vea `ugat --help`",
            "error: `ugat` has no command `xyzzy`\nhint: see `ugat --help`",
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
