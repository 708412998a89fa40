//! How the things of a procedure are named to a person, the same in every answer.

use crate::engine::Due;
use crate::model::{Activity, ActivityNumber, AnswerKey, OutputKind, Procedure, ResultKey, RoleId};
use crate::view::Cell;
use crate::words::{Language, Text, any_of, either, listed};

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

/// The title alone; the number where there is no such activity.
pub fn title(procedure: &Procedure, number: ActivityNumber) -> Text {
    match procedure.activity(number) {
        Some(activity) => activity.title.clone(),
        None => Text::same(number.to_string()),
    }
}

/// What is said beside the name of a procedure that only calls itself one of the program's.
pub const COUNTERFEIT: Text = Text::of(
    "no es el que viene con `ugat`",
    "not the one that comes with `ugat`",
);

/// The same of a procedure, where it is so.
pub fn counterfeit(procedure: &Procedure) -> Option<Text> {
    (procedure.official() == Some(false)).then_some(COUNTERFEIT)
}

/// The same in a table.
pub fn counterfeit_cell(official: Option<bool>, language: Language) -> Cell {
    match official {
        Some(false) => Cell::Flag(false, COUNTERFEIT.get(language).into()),
        Some(true) | None => Cell::Nothing,
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

/// What is due: any of its kinds by title, and which forms would do.
pub fn due(procedure: &Procedure, due: Due) -> Text {
    let kinds = kinds(procedure, due.any);
    if due.forms.is_empty() {
        return kinds;
    }
    let forms = any_of(due.forms);
    Text::owned(
        format!("{} ({})", kinds.es, forms.es),
        format!("{} ({})", kinds.en, forms.en),
    )
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

/// That a case is finished.
pub fn finished(procedure: &Procedure, keys: &str) -> Text {
    ended(&Text::of("terminado", "finished"), procedure, keys)
}

/// What says that a case ended, with the ends that it reached where they are not the usual one.
pub fn ended(said: &Text, procedure: &Procedure, keys: &str) -> Text {
    if keys == ResultKey::finished().as_str() {
        return said.clone();
    }
    let result = result(procedure, keys);
    Text::owned(
        format!("{}: {}", said.es, result.es),
        format!("{}: {}", said.en, result.en),
    )
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

#[cfg(test)]
mod tests {
    use super::{activity, answers, kinds, result, roles, title};
    use crate::model::{AnswerKey, OutputKind, RoleId};
    use crate::testing::procedures::{number, procedure, step};
    use crate::words::Text;

    #[track_caller]
    fn case(found: &Text, es: &str, en: &str) {
        assert_eq!((&*found.es, &*found.en), (es, en));
    }

    #[test]
    fn what_the_procedure_knows_goes_by_its_title_and_the_rest_by_its_key() {
        let procedure = procedure([
            step(1)
                .by(["uit", "jefe-ugat"])
                .asks([("yes", &[2]), ("no", &[])]),
            step(2).ends(),
        ]);
        case(
            &activity(&procedure, number(1)),
            "1 · Hacer lo de 1",
            "1 · Do the work of 1",
        );
        case(&activity(&procedure, number(9)), "9", "9");
        case(&title(&procedure, number(9)), "9", "9");
        let both = ["jefe-ugat", "otra"].map(|key| RoleId::parse(key).expect("a key"));
        case(
            &roles(&procedure, &both),
            "Jefe de la UGAT u otra",
            "Head of UGAT or otra",
        );
        let any = ["informe-tecnico", "correo"].map(|key| OutputKind::parse(key).expect("a key"));
        case(
            &kinds(&procedure, &any),
            "informe técnico o correo electrónico",
            "technical report or e-mail",
        );
        let given = ["yes", "maybe"].map(|key| AnswerKey::parse(key).expect("a key"));
        case(
            &answers(&procedure.activities[0], &given),
            "sí y maybe",
            "yes and maybe",
        );
        case(
            &result(&procedure, "concluded+finished"),
            "Servicio concluido y Concluido",
            "Service concluded and Finished",
        );
    }
}
