//! Things that a person names by key or by label, and the one that is meant by what was typed.

use crate::cli::failure::Failure;
use crate::text;
use crate::words::{Text, any_of, matching, nearest, quoted};

/// One of several things that a person may name, by its key or by its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub key: String,
    pub label: Text,
}

/// No choice has the name; one may have a similar name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miss {
    pub nearest: Option<usize>,
}

impl Choice {
    pub fn new(key: impl Into<String>, label: Text) -> Self {
        Self {
            key: key.into(),
            label,
        }
    }

    fn names(&self) -> [&str; 3] {
        [&self.key, &self.label.es, &self.label.en]
    }
}

/// The place of the choice that is called so, whatever the case, accents and blanks; a key goes
/// before a label, and a label that two share names neither.
pub fn pick(typed: &str, choices: &[Choice]) -> Result<usize, Miss> {
    let typed = matching(typed);
    let mut keys = choices.iter().map(|choice| matching(&choice.key));
    keys.position(|key| key == typed)
        .or_else(|| only_label(&typed, choices))
        .ok_or_else(|| Miss {
            nearest: near(&typed, choices),
        })
}

fn only_label(typed: &str, choices: &[Choice]) -> Option<usize> {
    let labelled = |Text { es, en }: &Text| matching(es) == typed || matching(en) == typed;
    let mut places = (0..choices.len()).filter(|place| labelled(&choices[*place].label));
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

fn near(typed: &str, choices: &[Choice]) -> Option<usize> {
    let Some(name) = nearest(typed, choices.iter().flat_map(Choice::names)) else {
        return only_alike(typed, choices);
    };
    choices
        .iter()
        .position(|choice| choice.names().contains(&name))
}

/// The only choice whose key begins so or whose label has the word.
fn only_alike(typed: &str, choices: &[Choice]) -> Option<usize> {
    let is_alike = |choice: &Choice| {
        let has = |label: &str| matching(label).split(' ').any(|word| word == typed);
        matching(&choice.key).starts_with(typed) || has(&choice.label.es) || has(&choice.label.en)
    };
    let mut places = (0..choices.len()).filter(|place| is_alike(&choices[*place]));
    let first = places.next().filter(|_| typed.len() > 2)?;
    places.next().is_none().then_some(first)
}

/// The keys to choose from, as a sentence names them.
pub fn keys(choices: &[Choice]) -> Text {
    any_of(&quoted(choices.iter().map(|choice| &choice.key)))
}

/// The choice named by an argument; `what` is the noun with its article, *una respuesta de la
/// actividad 5*, and `flag` is put before the key that is suggested.
pub fn named(
    kind: &'static str,
    (what, flag): (&Text, &str),
    typed: &str,
    choices: &[Choice],
) -> Result<usize, Failure> {
    pick(typed, choices).map_err(|miss| {
        let near = miss.nearest.map(|place| &choices[place].key);
        Failure::usage(kind, not_among(typed, what, choices))
            .with_nearest(near.map(|key| format!("{flag}{key}")))
    })
}

fn not_among(typed: &str, what: &Text, choices: &[Choice]) -> Text {
    let (Text { es, en }, keys) = (what, keys(choices));
    let (keys_es, keys_en) = (keys.es, keys.en);
    match choices {
        [] => text!("`{typed}` no es {es}", "`{typed}` is not {en}"),
        [..] => text!(
            "`{typed}` no es {es}: {keys_es}",
            "`{typed}` is not {en}: {keys_en}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{Choice, Miss, named, pick};
    use crate::view::Look;
    use crate::words::Language::{English, Spanish};
    use crate::words::Text;

    fn choices() -> Vec<Choice> {
        vec![
            Choice::new("yes", Text::of("Sí, procede", "Yes, it proceeds")),
            Choice::new("no", Text::of("No", "No")),
            Choice::new("external-note", Text::of("Nota externa", "External note")),
            Choice::new("other", Text::of("Otra", "Something else")),
            Choice::new("another", Text::of("Otra", "Yet another")),
        ]
    }

    #[test]
    fn a_choice_goes_by_its_key_or_its_label_accents_or_not() {
        #[track_caller]
        fn case(typed: &str, expected: Result<usize, Option<usize>>) {
            assert_eq!(
                pick(typed, &choices()),
                expected.map_err(|nearest| Miss { nearest }),
                "{typed}"
            );
        }
        case("yes", Ok(0));
        case("SI,  procede", Ok(0));
        case("No", Ok(1));
        case("external note", Ok(2));
        case("nota externá", Ok(2));
        case("otra", Err(Some(3)));
        case("exernal-note", Err(Some(2)));
        case("quizá", Err(None));
    }

    #[test]
    fn an_argument_that_names_no_choice_is_told_which_there_are() {
        let what = Text::of("una respuesta de la actividad 5", "an answer of activity 5");
        let failure = named(
            "unknown-answer",
            (&what, "--answer "),
            "yess",
            &choices()[..3],
        )
        .expect_err("no such answer");
        assert_eq!(
            failure.shown(Look::endless(Spanish), false),
            "error: `yess` no es una respuesta de la actividad 5: `yes`, `no` o `external-note`\n\
             ayuda: ¿quiso decir `--answer yes`?\n"
        );
        assert_eq!(
            failure.shown(Look::endless(English), false),
            "error: `yess` is not an answer of activity 5: `yes`, `no` or `external-note`\n\
             hint: did you mean `--answer yes`?\n"
        );
    }
}
