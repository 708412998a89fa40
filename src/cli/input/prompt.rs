//! Asks a person at a terminal: for one of several choices, or for a line.

use std::fmt::Write as _;

use crate::cli::env::Env;
use crate::cli::failure::{Failure, refused, usage};
use crate::cli::input::choice::{Choice, keys, pick};
use crate::text;
use crate::words::{Text, escaped};

/// Asks which of these, until one is named by number, key or label; several where `many`, with
/// commas between them. Gives their places, ascending.
pub fn choose(
    env: &mut Env,
    question: &Text,
    choices: &[Choice],
    many: bool,
) -> Result<Vec<usize>, Failure> {
    if !env.can_ask() {
        return Err(unasked(choices));
    }
    let menu = Menu::of(choices);
    env.talk(&menu.shown(env, question));
    loop {
        let typed = reply(env, &inviting(many))?.ok_or_else(cancelled)?;
        match menu.chosen(&typed, many) {
            Ok(places) => return Ok(places),
            Err(refusal) => env.say(&refusal),
        }
    }
}

/// Asks for one line, not empty.
pub fn line(env: &mut Env, question: &Text) -> Result<String, Failure> {
    if !env.can_ask() {
        return Err(unasked(&[]));
    }
    let Text { es, en } = question;
    reply(env, question)?.ok_or_else(|| {
        refused!(
            "cancelled",
            "no se respondió a «{es}»; no se escribió nada",
            "`{en}` was not answered; nothing was written"
        )
    })
}

/// What is typed on one line; nothing where that is empty or the input ends.
fn reply(env: &mut Env, question: &Text) -> Result<Option<String>, Failure> {
    env.talk(&format!("{}: ", escaped(question.get(env.language()))));
    let typed = env.input().reply()?;
    if typed.is_none() {
        env.talk("\n");
    }
    Ok(typed.filter(|typed| !typed.is_empty()))
}

const fn inviting(many: bool) -> Text {
    if many {
        Text::of(
            "Su elección, o varias separadas por comas",
            "Your choice, or several separated by commas",
        )
    } else {
        Text::of("Su elección", "Your choice")
    }
}

/// Choices as they are numbered: from 1, or by their own numbers where they have them.
struct Menu<'a> {
    choices: &'a [Choice],
    numbered: bool,
}

impl<'a> Menu<'a> {
    fn of(choices: &'a [Choice]) -> Self {
        let numbered = choices
            .iter()
            .any(|choice| choice.key.parse::<u64>().is_ok());
        Self { choices, numbered }
    }

    fn shown(&self, env: &Env, question: &Text) -> String {
        let keys = self.choices.iter().map(|choice| choice.key.len());
        let longest = keys.max().unwrap_or(0);
        let mut shown = format!("{}\n", escaped(question.get(env.language())));
        for (choice, number) in self.choices.iter().zip(1..) {
            let label = escaped(choice.label.get(env.language()));
            let key = escaped(&choice.key);
            let written = if self.numbered {
                writeln!(shown, "  {key:>longest$}  {label}")
            } else {
                writeln!(shown, "  {number:>2}  {key:longest$}  {label}")
            };
            written.expect("writing to a string succeeds");
        }
        shown
    }

    fn chosen(&self, typed: &str, many: bool) -> Result<Vec<usize>, Text> {
        let whole = self.place(typed);
        if whole.is_ok() || !many {
            return whole.map(|place| vec![place]);
        }
        let parts = typed.split(',').map(str::trim);
        let mut places = parts
            .filter(|part| !part.is_empty())
            .map(|part| self.place(part))
            .collect::<Result<Vec<_>, _>>()?;
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            whole.map(|place| vec![place])
        } else {
            Ok(places)
        }
    }

    fn place(&self, typed: &str) -> Result<usize, Text> {
        pick(typed, self.choices).or_else(|miss| {
            let number = typed.parse().ok().filter(|_| !self.numbered);
            number
                .filter(|number| (1..=self.choices.len()).contains(number))
                .map(|number| number - 1)
                .ok_or_else(|| self.refusal(typed, miss.nearest))
        })
    }

    fn refusal(&self, typed: &str, nearest: Option<usize>) -> Text {
        let Some(place) = nearest else {
            return text!(
                "`{typed}` no es una de las opciones",
                "`{typed}` is not one of these"
            );
        };
        let key = &self.choices[place].key;
        text!(
            "`{typed}` no es una de las opciones; ¿quiso decir `{key}`?",
            "`{typed}` is not one of these; did you mean `{key}`?"
        )
    }
}

/// There is nobody to ask for a form.
pub fn unasked_form(form: &str) -> Failure {
    usage!(
        "no-terminal",
        "no hay terminal en la que preguntar por cada campo",
        "there is no terminal on which to ask for each field",
        "`ugat form new {form}` da un formulario vacío para llenarlo en un editor",
        "`ugat form new {form}` gives an empty form to be filled in with an editor"
    )
}

fn unasked(choices: &[Choice]) -> Failure {
    let Text { es, en } = keys(choices);
    let hint = text!("elija entre {es}", "choose {en}");
    usage!(
        "missing-choice",
        "falta un dato y no hay terminal en la que preguntarlo",
        "something is missing and there is no terminal to ask on"
    )
    .with_hint_if((!choices.is_empty()).then_some(hint))
}

/// Nothing was chosen.
pub fn cancelled() -> Failure {
    refused!(
        "cancelled",
        "no se eligió nada; no se escribió nada",
        "nothing was chosen; nothing was written"
    )
}

#[cfg(test)]
mod tests {
    use super::{choose, line};
    use crate::cli::env::Env;
    use crate::cli::input::choice::Choice;
    use crate::words::Text;

    fn answers() -> Vec<Choice> {
        vec![
            Choice::new("yes", Text::of("Sí", "Yes")),
            Choice::new("no", Text::of("No", "No")),
            Choice::new("external-note", Text::of("Nota, externa", "External note")),
        ]
    }

    fn activities() -> Vec<Choice> {
        vec![
            Choice::new("6", Text::of("Remitir", "Send")),
            Choice::new("16", Text::of("Archivar", "File")),
        ]
    }

    #[track_caller]
    fn case(typed: &str, choices: &[Choice], many: bool, expected: Result<&[usize], &str>) {
        let mut env = Env::fixed(&[], &[]).with_terminals().with_input(typed);
        let found = choose(&mut env, &Text::same("¿Cuál?"), choices, many);
        let found = found.map_err(|failure| failure.kind);
        assert_eq!(found.as_deref().map_err(|kind| *kind), expected, "{typed}");
    }

    #[test]
    fn one_is_chosen_by_number_key_or_label() {
        case("1\n", &answers(), false, Ok(&[0]));
        case("no\n", &answers(), false, Ok(&[1]));
        case("SI\n", &answers(), false, Ok(&[0]));
        case("3", &answers(), false, Ok(&[2]));
    }

    #[test]
    fn choices_that_have_numbers_go_by_those_alone() {
        case("16\n", &activities(), false, Ok(&[1]));
        case("2\n6\n", &activities(), false, Ok(&[0]));
    }

    #[test]
    fn several_are_separated_by_commas_and_given_in_order() {
        case("no, 1,no\n", &answers(), true, Ok(&[0, 1]));
        case("nota, externa\n", &answers(), true, Ok(&[2]));
        case("1, x\n2\n", &answers(), true, Ok(&[1]));
        case(",\n1\n", &answers(), true, Ok(&[0]));
    }

    #[test]
    fn a_blank_line_or_the_end_of_the_input_cancels() {
        case("\n1\n", &answers(), false, Err("cancelled"));
        case("", &answers(), false, Err("cancelled"));
        case("x\n", &answers(), false, Err("cancelled"));
    }

    #[test]
    fn the_question_and_what_was_not_understood_are_talk() {
        let mut env = Env::fixed(&[], &[])
            .with_terminals()
            .with_input("yess\n0\nyes\n");
        let (answer, talk) = env.recorded();
        assert_eq!(
            choose(
                &mut env,
                &Text::same("¿Procede la solicitud?"),
                &answers(),
                false
            ),
            Ok(vec![0])
        );
        assert_eq!(answer.text(), "");
        assert_eq!(
            talk.text(),
            "¿Procede la solicitud?\n\
             \x20  1  yes            Sí\n\
             \x20  2  no             No\n\
             \x20  3  external-note  Nota, externa\n\
             Su elección: `yess` no es una de las opciones; ¿quiso decir `yes`?\n\
             Su elección: `0` no es una de las opciones\n\
             Su elección: "
        );
    }

    #[test]
    fn nobody_is_asked_where_nobody_is_there() {
        let mut env = Env::fixed(&[], &[]).with_input("1\n");
        let (_, talk) = env.recorded();
        let failure =
            choose(&mut env, &Text::same("¿Cuál?"), &answers(), false).expect_err("no terminal");
        assert_eq!(failure.kind, "missing-choice");
        assert_eq!(talk.text(), "");
    }

    #[test]
    fn a_line_is_what_was_typed_without_the_blanks_around_it() {
        let mut env = Env::fixed(&[], &[])
            .with_terminals()
            .with_input("  Ministerio X \n");
        assert_eq!(
            line(&mut env, &Text::same("Entidad")),
            Ok("Ministerio X".to_owned())
        );
    }
}
