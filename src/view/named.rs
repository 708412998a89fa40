//! How the things of a procedure are named to a person, the same in every answer.

use crate::model::{Activity, ActivityNumber, AnswerKey, OutputKind, Procedure, ResultKey, RoleId};
use crate::words::{Text, either, listed};

/// `5 · Enviar las especificaciones`; the number alone where there is no such activity.
pub fn activity(procedure: &Procedure, number: ActivityNumber) -> Text {
    match procedure.activity(number) {
        Some(activity) => Text::of_each(|language| {
            let title = activity.title.get(language);
            format!("{number} · {title}")
        }),
        None => Text::same(number.to_string()),
    }
}

/// Any of these roles, by title.
pub fn roles(procedure: &Procedure, roles: &[RoleId]) -> Text {
    Text::of_each(|language| {
        let title = |id: &RoleId| {
            let role = procedure.role(id);
            role.map_or(id.to_string(), |role| role.title.get(language).to_owned())
        };
        either(&roles.iter().map(title).collect::<Vec<_>>(), language)
    })
}

/// Any of these kinds of output, by title.
pub fn kinds(procedure: &Procedure, kinds: &[OutputKind]) -> Text {
    Text::of_each(|language| {
        let title = |id: &OutputKind| {
            let kind = procedure.kind(id);
            kind.map_or(id.to_string(), |kind| kind.title.get(language).to_owned())
        };
        either(&kinds.iter().map(title).collect::<Vec<_>>(), language)
    })
}

/// These answers, by title.
pub fn answers(activity: &Activity, answers: &[AnswerKey]) -> Text {
    Text::of_each(|language| {
        let title = |key: &AnswerKey| {
            let answer = activity.answers().iter().find(|answer| answer.key == *key);
            answer.map_or(key.to_string(), |answer| {
                answer.title.get(language).to_owned()
            })
        };
        listed(&answers.iter().map(title).collect::<Vec<_>>(), language)
    })
}

/// The ends reached, keys joined by `+`, by title.
pub fn result(procedure: &Procedure, result: &str) -> Text {
    Text::of_each(|language| {
        let title = |key: &str| {
            let ending = procedure.ending(&ResultKey::recorded(key));
            ending.map_or(key.to_owned(), |ending| {
                ending.title.get(language).to_owned()
            })
        };
        listed(&result.split('+').map(title).collect::<Vec<_>>(), language)
    })
}
