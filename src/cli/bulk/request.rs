//! What a line of a batch may say: the actions are the commands of `ugat case` that write to one
//! case, the keys are their arguments. A line becomes the command that its words would, unless a
//! key is unknown, missing, of another type, or given twice.

use std::collections::BTreeMap;
use std::slice;

use clap::{Arg, ArgAction, Id, Subcommand as _};
use serde::Deserialize as _;
use serde_json::{Map, Value as Json};
use strum::{EnumString, VariantNames};

use crate::cli::bulk::line::{DO, Line, NAME, Value};
use crate::cli::case::Command;
use crate::cli::failure::{Failure, usage};
use crate::cli::help::argument_in;
use crate::words::{Text, all_of, any_of, nearest, quoted};

/// The actions of a line, by name: the commands of `ugat case` that write to one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Action {
    Start,
    Advance,
    Return,
    Attach,
    Waive,
    Retract,
    Note,
    Resolve,
    Undo,
    Redirect,
    Suspend,
    Resume,
    Cancel,
    Reopen,
    Correct,
    Assign,
    Label,
    Link,
}

impl Action {
    /// Whether the act, once accepted, changes which acts the case accepts next.
    pub const fn changes(self) -> bool {
        !matches!(self, Self::Note | Self::Assign | Self::Link)
    }
}

/// A command on one case, and the action by which a line asks for it.
pub struct Request {
    pub action: &'static str,
    pub command: Command,
}

/// The keys of every action.
pub struct Grammar(BTreeMap<&'static str, Vec<Key>>);

/// An argument of a command, under the key that a line gives it by.
struct Key {
    name: String,
    takes: Takes,
    is_required: bool,
    /// As clap writes it.
    argument: String,
    /// The names of the keys that may not be given beside it.
    excludes: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// A text that the command does not do without.
    Word,
    /// As many of these as one likes, and one at least.
    Words,
    Text,
    Texts,
    Switch,
}

impl Grammar {
    pub fn new() -> Self {
        let mut command = Command::augment_subcommands(clap::Command::new("case"));
        command.build();
        let keys = |action: &&'static str| {
            let command = command.find_subcommand(action);
            let command = command.expect("an action is a command of `ugat case`");
            let chosen = choosing(command);
            let keys = command
                .get_arguments()
                .filter(|argument| is_key(argument) && !chosen.contains(&argument.get_id()));
            let keys = keys.map(|argument| Key::of(argument, command));
            (*action, keys.collect())
        };
        Self(Action::VARIANTS.iter().map(keys).collect())
    }

    /// What a line asks for.
    pub fn request(&self, line: &Line) -> Result<Request, Failure> {
        let Some(Value::Text(typed)) = line.value(DO) else {
            return Err(no_action());
        };
        let known = self.0.get_key_value(typed.as_ref());
        let (action, keys) = known.ok_or_else(|| unknown_action(typed))?;
        let given = Json::Object(given(action, keys, line)?);
        let named = Json::Object(Map::from_iter([((*action).to_owned(), given)]));
        let command = Command::deserialize(named)
            .expect("every key is one of the command, with a value as it takes");
        Ok(Request { action, command })
    }
}

/// Whether an argument is given by a key: one with values, or a switch, and not such as `--help`.
fn is_key(argument: &Arg) -> bool {
    let action = argument.get_action();
    action.takes_values() || matches!(action, ArgAction::SetTrue)
}

/// The arguments by which a command goes to many cases: a line names its case.
fn choosing(command: &clap::Command) -> Vec<&Id> {
    let groups = command.get_groups();
    let many =
        groups.filter(|group| ["many", "named", "condition"].contains(&group.get_id().as_str()));
    many.flat_map(clap::ArgGroup::get_args).collect()
}

impl Key {
    fn of(argument: &Arg, command: &clap::Command) -> Self {
        let takes = match (argument.get_long(), argument.get_action()) {
            (None, ArgAction::Append) => Takes::Words,
            (None, _) => Takes::Word,
            (Some(_), ArgAction::SetTrue) => Takes::Switch,
            (Some(_), ArgAction::Append) => Takes::Texts,
            (Some(_), _) => Takes::Text,
        };
        let excludes = command.get_arg_conflicts_with(argument);
        Self {
            name: Self::name(argument),
            takes,
            is_required: argument.is_required_set() || Self::is_named_by_one(argument, command),
            argument: argument.to_string(),
            excludes: excludes.into_iter().map(Self::name).collect(),
        }
    }

    /// Whether only a command that goes to many cases does without it.
    fn is_named_by_one(argument: &Arg, command: &clap::Command) -> bool {
        argument.is_positional() && !choosing(command).is_empty()
    }

    fn excludes(&self, other: &Self) -> bool {
        self.excludes.contains(&other.name) || other.excludes.contains(&self.name)
    }

    fn name(argument: &Arg) -> String {
        let id = argument.get_id().as_str();
        argument.get_long().unwrap_or(id).to_owned()
    }
}

/// What a line gives for the keys of its action, as the command takes it.
fn given(action: &str, keys: &[Key], line: &Line) -> Result<Map<String, Json>, Failure> {
    let mut given: Map<String, Json> = Map::new();
    for (name, value) in &line.keys {
        let is_own = name == DO || (name == NAME && action == "start");
        if is_own || *value == Value::Nothing {
            continue;
        }
        let key = keys.iter().find(|key| key.name == *name);
        let key = key.ok_or_else(|| unknown_key(action, name, keys))?;
        let texts = match (key.takes, value) {
            (Takes::Word | Takes::Words | Takes::Text | Takes::Texts, Value::Text(text)) => {
                slice::from_ref(text)
            }
            (Takes::Words | Takes::Text | Takes::Texts, Value::Texts(texts)) => texts,
            (Takes::Switch, Value::Flag(false)) => continue,
            (Takes::Switch, Value::Flag(true)) => {
                given.insert(key.name.clone(), Json::Bool(true));
                continue;
            }
            (takes, _) => return Err(wrong_type(name, takes)),
        };
        let all = given.entry(key.name.clone());
        if let Json::Array(all) = all.or_insert_with(|| Json::Array(Vec::new())) {
            all.extend(texts.iter().map(|text| Json::from(text.as_ref())));
        }
    }
    complete(action, keys, &given)?;
    let is_one = |key: &&Key| !matches!(key.takes, Takes::Words | Takes::Texts);
    for key in keys.iter().filter(is_one) {
        let one = match given.remove(&key.name) {
            Some(Json::Array(mut all)) if all.len() < 2 => all.pop(),
            Some(Json::Array(_)) => return Err(twice(action, key)),
            other => other,
        };
        given.extend(one.map(|one| (key.name.clone(), one)));
    }
    Ok(given)
}

/// Whether all is there that the command cannot do without, and nothing beside what excludes it.
fn complete(action: &str, keys: &[Key], given: &Map<String, Json>) -> Result<(), Failure> {
    let empty = Json::Array(Vec::new());
    let is_given = |name: &String| given.get(name).is_some_and(|value| *value != empty);
    let required = keys.iter().filter(|key| key.is_required);
    let missing = required.filter(|key| !is_given(&key.name));
    let missing = quoted(missing.map(|key| &key.name));
    if !missing.is_empty() {
        return Err(lacks(action, &missing));
    }
    let given: Vec<&Key> = keys.iter().filter(|key| is_given(&key.name)).collect();
    for (place, key) in given.iter().enumerate() {
        if let Some(other) = given[place + 1..].iter().find(|other| key.excludes(other)) {
            return Err(excluded(action, key, other));
        }
    }
    Ok(())
}

fn lacks(action: &str, missing: &[String]) -> Failure {
    let (verb, be) = match missing {
        [_] => ("falta", "is"),
        _ => ("faltan", "are"),
    };
    let Text { es, en } = all_of(missing);
    usage!(
        "missing-key",
        "{verb} {es} para `{action}`",
        "{en} {be} missing for `{action}`"
    )
}

fn twice(action: &str, key: &Key) -> Failure {
    let name = match key.takes {
        Takes::Word | Takes::Words => key.name.clone(),
        Takes::Text | Takes::Texts | Takes::Switch => format!("--{}", key.name),
    };
    usage!(
        "repeated-option",
        "`{name}` se da más de una vez",
        "`{name}` is given more than once",
        "vea `ugat case {action} --help`",
        "see `ugat case {action} --help`"
    )
}

fn excluded(action: &str, one: &Key, other: &Key) -> Failure {
    let named = |key: &Key| Text::of_each(|language| argument_in(&key.argument, language));
    let (Text { es, en }, other) = (named(one), named(other));
    let (other_es, other_en) = (other.es, other.en);
    usage!(
        "conflicting-arguments",
        "`{es}` y `{other_es}` se excluyen",
        "`{en}` and `{other_en}` exclude each other",
        "vea `ugat case {action} --help`",
        "see `ugat case {action} --help`"
    )
}

fn no_action() -> Failure {
    let Text { es, en } = any_of(&quoted(Action::VARIANTS));
    usage!(
        "missing-action",
        "falta `{DO}`, con lo que se hace: {es}",
        "`{DO}` is missing, with what is done: {en}"
    )
}

fn unknown_action(typed: &str) -> Failure {
    let near = nearest(typed, Action::VARIANTS.iter().copied());
    let Text { es, en } = any_of(&quoted(Action::VARIANTS));
    usage!(
        "unknown-action",
        "`{typed}` no es nada que se haga con un caso: {es}",
        "`{typed}` is not an action: {en}"
    )
    .with_nearest(near)
}

fn unknown_key(action: &str, typed: &str, keys: &[Key]) -> Failure {
    let own = (action == "start").then_some(NAME);
    let known = keys.iter().map(|key| key.name.as_str()).chain(own);
    usage!(
        "unknown-key",
        "`{action}` no lleva la clave `{typed}`",
        "`{action}` has no key `{typed}`",
        "las claves son las opciones de `ugat case {action} --help`",
        "the keys are the options of `ugat case {action} --help`"
    )
    .with_nearest(nearest(typed, known))
}

fn wrong_type(name: &str, takes: Takes) -> Failure {
    let Text { es, en } = match takes {
        Takes::Word => Text::of("un texto", "a text"),
        Takes::Words | Takes::Text | Takes::Texts => Text::of(
            "un texto o una lista de textos",
            "a text or a list of texts",
        ),
        Takes::Switch => Text::of("`true` o `false`", "`true` or `false`"),
    };
    usage!("wrong-type", "`{name}` es {es}", "`{name}` is {en}")
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, FromArgMatches as _};

    use std::collections::BTreeSet;

    use clap::Subcommand as _;

    use strum::VariantNames as _;

    use super::{Action, Grammar, Takes};
    use crate::cli::arguments::{Arguments, Group};
    use crate::cli::bulk::line::Line;
    use crate::cli::case::Command;

    /// A line asks for what the command line asks for by the same words.
    #[track_caller]
    fn typed(line: &str, expected: &[&str]) {
        let parsed = Line::parse(line).expect("an object");
        let of_line = Grammar::new().request(&parsed).expect("a command").command;
        let typed = ["ugat"].into_iter().chain(expected.iter().copied());
        let matches = Arguments::command()
            .try_get_matches_from(typed)
            .expect("it is typed so");
        let arguments = Arguments::from_arg_matches(&matches).expect("it is a command");
        let Group::Case(of_words) = arguments.group else {
            panic!("a command on a case");
        };
        assert_eq!(format!("{of_line:?}"), format!("{of_words:?}"), "{line}");
    }

    /// Each key by itself, beside those that its action cannot do without.
    #[test]
    fn every_key_is_the_argument_of_its_name() {
        for (action, keys) in &Grammar::new().0 {
            for key in keys {
                let beside = |name: &str| match name {
                    "if-new" | "again" => Some("ref"),
                    _ => None,
                };
                let given = keys.iter().filter(|other| {
                    let wanted = beside(&key.name) == Some(&other.name);
                    other.is_required || other.name == key.name || wanted
                });
                let (mut line, mut words, mut behind) = (Vec::new(), Vec::new(), Vec::new());
                for (place, one) in given.enumerate() {
                    let (name, value) = (&one.name, format!("v{place}"));
                    match one.takes {
                        Takes::Word | Takes::Words => behind.push(value.clone()),
                        Takes::Switch => words.push(format!("--{name}")),
                        Takes::Text | Takes::Texts => words.push(format!("--{name}={value}")),
                    }
                    line.push(match one.takes {
                        Takes::Switch => format!("{name:?}:true"),
                        Takes::Word | Takes::Words | Takes::Text | Takes::Texts => {
                            format!("{name:?}:{value:?}")
                        }
                    });
                }
                let line = format!("{{\"do\":{action:?},{}}}", line.join(","));
                let words = ["case", action].into_iter().map(str::to_owned).chain(words);
                let words: Vec<String> = words.chain(behind).collect();
                typed(&line, &words.iter().map(String::as_str).collect::<Vec<_>>());
            }
        }
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
            r#"{"do":"label","case":"a","label":["x","y"],"remove":true}"#,
            &["case", "label", "--remove", "--", "a", "x", "y"],
        );
        typed(
            r#"{"do":"link","case":"a","other":"b","as":"informe"}"#,
            &["case", "link", "--as=informe", "--", "a", "b"],
        );
    }

    #[test]
    fn the_actions_are_the_commands_that_write_to_one_case() {
        let command = Command::augment_subcommands(clap::Command::new("case"));
        let commands = command.get_subcommands();
        let names: BTreeSet<&str> = commands.map(clap::Command::get_name).collect();
        let reading = [
            "status", "outputs", "log", "dossier", "draft", "list", "why", "migrate",
        ];
        for name in &names {
            assert_ne!(
                Action::VARIANTS.contains(name),
                reading.contains(name),
                "{name}"
            );
        }
        assert_eq!(names.len(), Action::VARIANTS.len() + reading.len());
    }

    #[track_caller]
    fn refused(line: &str, es: &str, en: &str, hint: Option<&str>) {
        let line = Line::parse(line);
        let refused = line.and_then(|line| Grammar::new().request(&line).map(|_| ()));
        let failure = refused.expect_err("it is refused");
        assert_eq!((&*failure.text.es, &*failure.text.en), (es, en));
        assert_eq!(failure.hint.as_ref().map(|hint| &*hint.text.en), hint);
    }

    #[test]
    fn what_a_line_does_not_say_right_is_told() {
        refused(
            r#"{"do":"advanse"}"#,
            "`advanse` no es nada que se haga con un caso: `start`, `advance`, `return`, `attach`, `waive`, `retract`, `note`, `resolve`, `undo`, `redirect`, `suspend`, `resume`, `cancel`, `reopen`, `correct`, `assign`, `label` o `link`",
            "`advanse` is not an action: `start`, `advance`, `return`, `attach`, `waive`, `retract`, `note`, `resolve`, `undo`, `redirect`, `suspend`, `resume`, `cancel`, `reopen`, `correct`, `assign`, `label` or `link`",
            Some("did you mean `advance`?"),
        );
        refused(
            r#"{"case":"a"}"#,
            "falta `do`, con lo que se hace: `start`, `advance`, `return`, `attach`, `waive`, `retract`, `note`, `resolve`, `undo`, `redirect`, `suspend`, `resume`, `cancel`, `reopen`, `correct`, `assign`, `label` o `link`",
            "`do` is missing, with what is done: `start`, `advance`, `return`, `attach`, `waive`, `retract`, `note`, `resolve`, `undo`, `redirect`, `suspend`, `resume`, `cancel`, `reopen`, `correct`, `assign`, `label` or `link`",
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
