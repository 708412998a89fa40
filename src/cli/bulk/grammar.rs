use std::collections::BTreeMap;
use std::ffi::OsString;

use clap::{Arg, FromArgMatches as _, Subcommand as _};

use crate::cli::bulk::saying::{CASE, DO, NAME, Saying, Word};
use crate::cli::case::Command;
use crate::cli::failure::misuse;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::Level;
use crate::text;
use crate::words::{Text, any_of, nearest};

/// The actions of a line: the commands of `ugat case` that write to one case.
pub const ACTIONS: [&str; 15] = [
    "start", "advance", "return", "attach", "note", "resolve", "undo", "redirect", "suspend",
    "resume", "cancel", "reopen", "correct", "assign", "link",
];

/// How lines are read as the commands that they stand for.
pub struct Grammar {
    command: clap::Command,
    actions: Actions,
}

/// An argument of a command, under the key that a line gives it by.
struct Key {
    name: String,
    place: Place,
    is_required: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Behind `--`, in the order of the keys.
    Positional,
    Option,
    Switch,
}

impl Grammar {
    pub fn new() -> Self {
        let bare = clap::Command::new("case")
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .disable_version_flag(true);
        let mut command = Command::augment_subcommands(bare);
        command.build();
        let keys = |action: &&'static str| {
            let below = command.find_subcommand(action);
            let below = below.expect("an action is a command of `ugat case`");
            (*action, below.get_arguments().map(Key::of).collect())
        };
        let actions = ACTIONS.iter().map(keys).collect();
        Self { command, actions }
    }

    /// The command that a line stands for.
    pub fn command(&mut self, saying: &Saying) -> Result<(&'static str, Command), Failure> {
        let (action, keys) = action(&self.actions, saying)?;
        let arguments = arguments(action, keys, saying)?;
        let matches = self.command.try_get_matches_from_mut(&arguments);
        let command = matches.and_then(|matches| Command::from_arg_matches(&matches));
        match command {
            Ok(command) => Ok((action, command)),
            Err(error) => Err(self.misused(&error, &arguments)),
        }
    }

    /// What clap finds wrong, said as it is said of the command.
    fn misused(&self, error: &clap::Error, arguments: &[OsString]) -> Failure {
        let mut root = clap::Command::new("ugat").subcommand(self.command.clone());
        root.build();
        let typed = arguments.iter();
        let typed = typed.map(|one| one.to_string_lossy().into_owned());
        let typed: Vec<String> = typed.collect();
        misuse::failure(error, &Level::of(&root, &typed))
    }
}

type Actions = BTreeMap<&'static str, Vec<Key>>;

fn action<'a>(actions: &'a Actions, saying: &Saying) -> Result<(&'static str, &'a [Key]), Failure> {
    let Some(Word::Text(typed)) = saying.word(DO) else {
        return Err(no_action());
    };
    let known = actions.get_key_value(typed.as_ref());
    let (action, keys) = known.ok_or_else(|| unknown_action(typed))?;
    Ok((action, keys))
}

impl Key {
    fn of(argument: &Arg) -> Self {
        let place = match (argument.get_long(), argument.get_action().takes_values()) {
            (None, _) => Place::Positional,
            (Some(_), true) => Place::Option,
            (Some(_), false) => Place::Switch,
        };
        let id = argument.get_id().as_str();
        Self {
            name: argument.get_long().unwrap_or(id).to_owned(),
            place,
            is_required: argument.is_required_set(),
        }
    }
}

/// A line as it would be typed, the name of the group first.
fn arguments(action: &str, keys: &[Key], saying: &Saying) -> Result<Vec<OsString>, Failure> {
    let mut typed: Vec<OsString> = vec!["case".into(), action.into()];
    let mut behind: Vec<(usize, OsString)> = Vec::new();
    for (name, word) in &saying.words {
        let is_own = name == DO || (name == NAME && action == "start");
        if is_own || *word == Word::Nothing {
            continue;
        }
        let known = keys.iter().position(|key| key.name == *name);
        let place = known.ok_or_else(|| unknown_key(action, name, keys))?;
        match (keys[place].place, word) {
            (Place::Positional, Word::Text(text)) => behind.push((place, text.as_ref().into())),
            (Place::Option, Word::Text(text)) => typed.push(format!("--{name}={text}").into()),
            (Place::Option, Word::Texts(texts)) => {
                let options = texts.iter().map(|text| format!("--{name}={text}").into());
                typed.extend(options);
            }
            (Place::Switch, Word::Flag(true)) => typed.push(format!("--{name}").into()),
            (Place::Switch, Word::Flag(false)) => {}
            (place, _) => return Err(wrong_type(name, place)),
        }
    }
    complete(action, keys, saying)?;
    behind.sort_by_key(|(place, _)| *place);
    typed.push("--".into());
    typed.extend(behind.into_iter().map(|(_, text)| text));
    Ok(typed)
}

/// Whether all is there that the command cannot do without, so that no text takes the place of
/// another.
fn complete(action: &str, keys: &[Key], saying: &Saying) -> Result<(), Failure> {
    let given = |key: &&Key| !matches!(saying.word(&key.name), None | Some(Word::Nothing));
    let required = keys.iter().filter(|key| key.is_required);
    let missing: Vec<String> = required
        .filter(|key| !given(key))
        .map(|key| format!("`{}`", key.name))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let verb = if missing.len() == 1 {
        "falta"
    } else {
        "faltan"
    };
    let be = if missing.len() == 1 { "is" } else { "are" };
    let Text { es, en } = crate::words::all_of(&missing);
    Err(usage!(
        "missing-key",
        "{verb} {es} para `{action}`",
        "{en} {be} missing for `{action}`"
    ))
}

fn no_action() -> Failure {
    let Text { es, en } = any_of(&ACTIONS.map(|action| format!("`{action}`")));
    usage!(
        "missing-action",
        "falta `{DO}`, con lo que se hace: {es}",
        "`{DO}` is missing, with what is done: {en}"
    )
}

fn unknown_action(typed: &str) -> Failure {
    let near = nearest(typed, ACTIONS);
    let Text { es, en } = any_of(&ACTIONS.map(|action| format!("`{action}`")));
    usage!(
        "unknown-action",
        "`{typed}` no es nada que se haga con un caso: {es}",
        "`{typed}` is nothing that is done to a case: {en}"
    )
    .with_hint_if(near.map(meant))
}

fn unknown_key(action: &str, typed: &str, keys: &[Key]) -> Failure {
    let own = (action == "start").then_some(NAME);
    let known = keys.iter().map(|key| key.name.as_str()).chain(own);
    let near = nearest(typed, known);
    let hint = near.map_or_else(
        || {
            text!(
                "las claves son las opciones de `ugat case {action} --help`",
                "the keys are the options of `ugat case {action} --help`"
            )
        },
        meant,
    );
    usage!(
        "unknown-key",
        "`{action}` no lleva la clave `{typed}`",
        "`{action}` has no key `{typed}`"
    )
    .with_hint(hint)
}

fn meant(near: &str) -> Text {
    text!("¿quiso decir `{near}`?", "did you mean `{near}`?")
}

fn wrong_type(name: &str, place: Place) -> Failure {
    let text = match place {
        Place::Positional => text!("`{name}` es un texto", "`{name}` is a text"),
        Place::Option => text!(
            "`{name}` es un texto o una lista de textos",
            "`{name}` is a text or a list of texts"
        ),
        Place::Switch => text!(
            "`{name}` es `true` o `false`",
            "`{name}` is `true` or `false`"
        ),
    };
    Failure::usage("wrong-type", text)
}

/// The case that a line acts on, as it is typed.
pub fn case_of<'s>(saying: &'s Saying) -> Result<&'s str, Failure> {
    match saying.word(CASE) {
        Some(Word::Text(typed)) => Ok(typed),
        Some(Word::Nothing) | None => Err(usage!(
            "missing-key",
            "falta `{CASE}`, el caso",
            "`{CASE}`, the case, is missing"
        )),
        Some(_) => Err(wrong_type(CASE, Place::Positional)),
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, FromArgMatches as _};

    use super::{ACTIONS, Grammar, arguments};
    use crate::cli::arguments::{Arguments, Group};
    use crate::cli::bulk::saying::Saying;

    #[track_caller]
    fn typed(line: &str, expected: &[&str]) {
        let mut grammar = Grammar::new();
        let saying = Saying::parse(line.as_bytes()).expect("an object");
        let (action, keys) = super::action(&grammar.actions, &saying).expect("an action");
        let typed = arguments(action, keys, &saying).expect("its keys");
        assert_eq!(typed, expected);
        let (_, of_line) = grammar.command(&saying).expect("a command");
        // The same words on the command line give the same command.
        let typed = ["ugat"].into_iter().chain(expected.iter().copied());
        let matches = Arguments::command()
            .try_get_matches_from(typed)
            .expect("it is typed so");
        let arguments = Arguments::from_arg_matches(&matches).expect("it is a command");
        let Group::Case(of_words) = arguments.group else {
            panic!("a command on a case");
        };
        assert_eq!(format!("{of_line:?}"), format!("{of_words:?}"));
    }

    #[test]
    fn a_line_is_the_command_that_would_be_typed() {
        typed(
            r#"{"do":"advance","case":"7q3k","activity":5,"answer":["yes"],"output":["correo=C-1","correo=C-2"],"on":"2026-03-02","by":"Ana"}"#,
            &[
                "case",
                "advance",
                "--answer=yes",
                "--output=correo=C-1",
                "--output=correo=C-2",
                "--on=2026-03-02",
                "--by=Ana",
                "--",
                "7q3k",
                "5",
            ],
        );
        typed(
            r#"{"text":"--yes","case":"-1","do":"note","on-behalf-of":null,"not-secret":true}"#,
            &["case", "note", "--not-secret", "--", "-1", "--yes"],
        );
        typed(
            r#"{"do":"undo","case":"a","event":"6c1f","yes":true,"reason":"-x"}"#,
            &["case", "undo", "--yes", "--reason=-x", "--", "a", "6c1f"],
        );
        typed(
            r#"{"do":"start","name":"a","procedure":"pr07","entity":["X","Y"],"ref":"HR-1"}"#,
            &[
                "case",
                "start",
                "--entity=X",
                "--entity=Y",
                "--ref=HR-1",
                "--",
                "pr07",
            ],
        );
        typed(
            r#"{"do":"link","case":"a","other":"b","as":"informe"}"#,
            &["case", "link", "--as=informe", "--", "a", "b"],
        );
    }

    #[test]
    fn the_actions_are_the_commands_that_write_to_one_case() {
        let grammar = Grammar::new();
        let commands = grammar.command.get_subcommands();
        let names: Vec<&str> = commands.map(clap::Command::get_name).collect();
        let reading = [
            "status", "outputs", "log", "dossier", "draft", "list", "why", "migrate",
        ];
        for name in &names {
            assert_ne!(ACTIONS.contains(name), reading.contains(name), "{name}");
        }
        assert_eq!(names.len(), ACTIONS.len() + reading.len());
    }

    #[track_caller]
    fn refused(line: &str, es: &str, en: &str, hint: Option<&str>) {
        let saying = Saying::parse(line.as_bytes());
        let refused = saying.and_then(|saying| Grammar::new().command(&saying));
        let failure = refused.expect_err("it is refused");
        assert_eq!((&*failure.text.es, &*failure.text.en), (es, en));
        assert_eq!(failure.hint.as_ref().map(|hint| &*hint.en), hint);
    }

    #[test]
    fn what_a_line_does_not_say_right_is_told() {
        refused(
            r#"{"do":"advanse"}"#,
            "`advanse` no es nada que se haga con un caso: `start`, `advance`, `return`, `attach`, `note`, `resolve`, `undo`, `redirect`, `suspend`, `resume`, `cancel`, `reopen`, `correct`, `assign` o `link`",
            "`advanse` is nothing that is done to a case: `start`, `advance`, `return`, `attach`, `note`, `resolve`, `undo`, `redirect`, `suspend`, `resume`, `cancel`, `reopen`, `correct`, `assign` or `link`",
            Some("did you mean `advance`?"),
        );
        refused(
            r#"{"case":"a"}"#,
            "falta `do`, con lo que se hace: `start`, `advance`, `return`, `attach`, `note`, `resolve`, `undo`, `redirect`, `suspend`, `resume`, `cancel`, `reopen`, `correct`, `assign` o `link`",
            "`do` is missing, with what is done: `start`, `advance`, `return`, `attach`, `note`, `resolve`, `undo`, `redirect`, `suspend`, `resume`, `cancel`, `reopen`, `correct`, `assign` or `link`",
            None,
        );
        refused(
            r#"{"do":"advance","case":"a","anser":"yes"}"#,
            "`advance` no lleva la clave `anser`",
            "`advance` has no key `anser`",
            Some("did you mean `answer`?"),
        );
        refused(
            r#"{"do":"note","case":"a","text":"x","json":true}"#,
            "`note` no lleva la clave `json`",
            "`note` has no key `json`",
            Some("the keys are the options of `ugat case note --help`"),
        );
        refused(
            r#"{"do":"note","text":"x"}"#,
            "falta `case` para `note`",
            "`case` is missing for `note`",
            None,
        );
        refused(
            r#"{"do":"return","text":"x"}"#,
            "`return` no lleva la clave `text`",
            "`return` has no key `text`",
            Some("the keys are the options of `ugat case return --help`"),
        );
        refused(
            r#"{"do":"return","case":"a"}"#,
            "faltan `activity` y `reason` para `return`",
            "`activity` and `reason` are missing for `return`",
            None,
        );
        refused(
            r#"{"do":"note","case":"a","text":["x"]}"#,
            "`text` es un texto",
            "`text` is a text",
            None,
        );
        refused(
            r#"{"do":"advance","case":"a","output":{"correo":"C-1"}}"#,
            "`output` es un texto o una lista de textos",
            "`output` is a text or a list of texts",
            None,
        );
        refused(
            r#"{"do":"undo","case":"a","yes":"true"}"#,
            "`yes` es `true` o `false`",
            "`yes` is `true` or `false`",
            None,
        );
        refused(
            r#"{"do":"advance","case":"a","note":["x","y"]}"#,
            "`--note` se da más de una vez",
            "`--note` is given more than once",
            Some("see `ugat case advance --help`"),
        );
        refused(
            r#"{"do":"redirect","case":"a","from":1,"to":2,"end":true}"#,
            "`--to <N>` y `--end` se excluyen",
            "`--to <N>` and `--end` exclude each other",
            Some("see `ugat case redirect --help`"),
        );
        refused(
            r#"{"do":"note""#,
            "no es JSON desde la columna 12",
            "it is not JSON from column 12 on",
            None,
        );
        refused(
            r#"{"do":"note"} x"#,
            "no es JSON desde la columna 15",
            "it is not JSON from column 15 on",
            None,
        );
        refused(
            "[1]",
            "no es un objeto JSON",
            "it is not a JSON object",
            Some(r#"for example, `{"do":"note","case":"7q3k","text":"…"}`"#),
        );
    }
}
