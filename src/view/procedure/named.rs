//! The names of activities, roles, kinds, answers and ends, the same in every answer.

use crate::engine::Due;
use crate::model::{Activity, ActivityNumber, AnswerKey, OutputKind, Procedure, ResultKey, RoleId};
use crate::text;
use crate::view::Cell;
use crate::view::each::each;
use crate::view::page::joined::{all_of_texts, any_of_texts, joined};
use crate::words::{Language, Text, all_of, any_of};

/// `5 · Enviar las especificaciones`, or the number alone if there is no such activity.
pub fn activity(procedure: &Procedure, number: ActivityNumber) -> Text {
    match procedure.activity(number) {
        Some(activity) => {
            let Text { es, en } = &activity.title;
            text!("{number} · {es}", "{number} · {en}")
        }
        None => Text::same(number.to_string()),
    }
}

/// `la actividad 9`, `las actividades 9 y 16`.
pub fn numbered(numbers: &[ActivityNumber]) -> Text {
    let Text { es, en } = all_of(numbers);
    match numbers.len() {
        1 => text!("la actividad {es}", "activity {en}"),
        _ => text!("las actividades {es}", "activities {en}"),
    }
}

/// The title of an activity, or its number if there is no such activity.
pub fn title(procedure: &Procedure, number: ActivityNumber) -> Text {
    titled(procedure.activity(number).map(|one| &one.title), number)
}

/// A title, or the key if there is none.
fn titled(title: Option<&Text>, key: impl ToString) -> Text {
    title.map_or_else(|| Text::same(key.to_string()), Text::clone)
}

/// `2`, or `2.3` of a later revision.
pub fn numbered_version(procedure: &Procedure) -> String {
    match (procedure.version, procedure.revision) {
        (version, 1) => version.to_string(),
        (version, revision) => format!("{version}.{revision}"),
    }
}

/// The warning on a definition that only bears the name of one that ships with `ugat`.
pub const COUNTERFEIT: Text = Text::of(
    "no es el que viene con `ugat`",
    "not the one that comes with `ugat`",
);

/// The warning, if a procedure needs it.
pub fn counterfeit(procedure: &Procedure) -> Option<Text> {
    (procedure.official() == Some(false)).then_some(COUNTERFEIT)
}

/// The warning as a cell.
pub fn counterfeit_cell(official: Option<bool>, language: Language) -> Cell {
    match official {
        Some(false) => Cell::Flag(false, COUNTERFEIT.get(language).into()),
        Some(true) | None => Cell::Nothing,
    }
}

/// Any of these roles, by title.
pub fn roles(procedure: &Procedure, roles: &[RoleId]) -> Text {
    any_of_texts(&each(roles, |id| {
        titled(procedure.role(id).map(|role| &role.title), id)
    }))
}

/// Any of these kinds of output, by title.
pub fn kinds(procedure: &Procedure, kinds: &[OutputKind]) -> Text {
    any_of_texts(&each(kinds, |id| {
        titled(procedure.kind(id).map(|kind| &kind.title), id)
    }))
}

/// What is due: its kinds by title, and the forms that settle it.
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
    all_of_texts(&each(answers, |key| {
        let answer = activity.answers().iter().find(|answer| answer.key == *key);
        titled(answer.map(|answer| &answer.title), key)
    }))
}

/// «terminado», with the ends reached.
pub fn finished(procedure: &Procedure, keys: &str) -> Text {
    ended(&Text::of("terminado", "finished"), procedure, keys)
}

/// A text that a case ended, with the ends reached unless that is the usual one.
pub fn ended(said: &Text, procedure: &Procedure, keys: &str) -> Text {
    if keys == ResultKey::finished().as_str() {
        return said.clone();
    }
    joined([said, &result(procedure, keys)], ": ")
}

/// The ends reached, given as keys joined by `+`, by title.
pub fn result(procedure: &Procedure, result: &str) -> Text {
    all_of_texts(&each(result.split('+'), |key| {
        let ending = procedure.ending(&ResultKey::recorded(key));
        titled(ending.map(|ending| &ending.title), key)
    }))
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
