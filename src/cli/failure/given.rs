//! Why what is given with an act does not do: it is missing, or the procedure does not know it.

use crate::cli::failure::{Failure, usage};
use crate::engine::Owed;
use crate::model::{Activity, ActivityNumber, OutputKind, Procedure};
use crate::text;
use crate::view::giving;
use crate::view::named;
use crate::words::{Text, all_of, any_of, listed, nearest};

pub fn answer_missing(number: ActivityNumber, procedure: &Procedure, short: &str) -> Failure {
    let question = procedure
        .activity(number)
        .and_then(|activity| activity.question.as_ref());
    let Some(question) = question else {
        return usage!(
            "answer-missing",
            "falta la respuesta de la actividad {number}",
            "the answer of activity {number} is missing"
        );
    };
    let keys: Vec<String> = question
        .answers
        .iter()
        .map(|answer| format!("`{}`", answer.key))
        .collect();
    let first = question
        .answers
        .first()
        .map_or("", |answer| answer.key.as_str());
    let (Text { es, en }, asked) = (any_of(&keys), &question.text);
    Failure::usage(
        "answer-missing",
        Text::owned(
            format!(
                "falta la respuesta de la actividad {number}, {es}: {}",
                asked.es
            ),
            format!(
                "the answer of activity {number} is missing, {en}: {}",
                asked.en
            ),
        ),
    )
    .with_hint(text!(
        "por ejemplo, `ugat case advance {short} {number} --answer {first}`",
        "for example, `ugat case advance {short} {number} --answer {first}`"
    ))
}

pub fn no_such_answer(number: ActivityNumber, typed: &str, procedure: &Procedure) -> Failure {
    let answers = procedure
        .activity(number)
        .map_or(&[][..], Activity::answers);
    let keys: Vec<String> = answers
        .iter()
        .map(|answer| format!("`{}`", answer.key))
        .collect();
    let near = nearest(typed, answers.iter().map(|answer| answer.key.as_str()));
    let Text { es, en } = any_of(&keys);
    usage!(
        "unknown-answer",
        "`{typed}` no es respuesta de la actividad {number}: {es}",
        "`{typed}` is not an answer of activity {number}: {en}"
    )
    .with_hint_if(near.map(|near| {
        text!(
            "¿quiso decir `--answer {near}`?",
            "did you mean `--answer {near}`?"
        )
    }))
}

pub fn entity_missing(activity: ActivityNumber, short: &str) -> Failure {
    usage!(
        "entity-missing",
        "desde la actividad {activity} el caso debe nombrar al menos una entidad",
        "from activity {activity} on the case must name at least one entity",
        "`ugat case advance {short} {activity} --entity \"Ministerio X\"`",
        "`ugat case advance {short} {activity} --entity \"Ministerio X\"`"
    )
}

/// A kind of output that neither the catalogue nor the procedure knows.
pub fn no_such_kind(kind: &str, procedure: &Procedure) -> Failure {
    let near = nearest(kind, procedure.kinds.iter().map(|kind| kind.id.as_str()));
    let kinds: Vec<&OutputKind> = procedure.kinds.iter().map(|kind| &kind.id).collect();
    usage!(
        "unknown-output",
        "no hay un tipo de salida `{kind}`",
        "there is no kind of output `{kind}`"
    )
    .with_hint(match near {
        Some(near) => text!("¿quiso decir `{near}`?", "did you mean `{near}`?"),
        None => {
            let Text { es, en } = all_of(&kinds);
            text!("los tipos son {es}", "the kinds are {en}")
        }
    })
}

pub fn outputs_missing(
    activity: ActivityNumber,
    owed: &[Owed],
    procedure: &Procedure,
    short: &str,
) -> Failure {
    Failure::refused(
        "outputs-missing",
        Text::of_each(|language| {
            let groups: Vec<String> = owed
                .iter()
                .map(|group| {
                    named::due(procedure, group.borrowed())
                        .get(language)
                        .to_owned()
                })
                .collect();
            let list = listed(&groups, language);
            let text = text!(
                "la actividad {activity} debe dejar {list}, y este registro exige las salidas",
                "activity {activity} owes {list}, and this store requires the outputs"
            );
            text.get(language).to_owned()
        }),
    )
    .with_hint_if(owed.first().map(|group| {
        let Text { es, en } = giving(group.borrowed());
        text!(
            "`ugat case advance {short} {activity}{es}`",
            "`ugat case advance {short} {activity}{en}`"
        )
    }))
}

pub fn target_missing(number: ActivityNumber, procedure: &Procedure, short: &str) -> Failure {
    let targets = procedure
        .activity(number)
        .map_or(&[][..], |activity| &activity.review);
    let first = targets.first().copied().unwrap_or(number);
    let Text { es, en } = any_of(targets);
    usage!(
        "target-missing",
        "la actividad {number} puede devolver a {es}: diga a cuál",
        "activity {number} may return to {en}: say to which",
        "`ugat case return {short} {number} --to {first} --reason MOTIVO`",
        "`ugat case return {short} {number} --to {first} --reason REASON`"
    )
}

pub fn no_such_target(
    number: ActivityNumber,
    to: ActivityNumber,
    procedure: &Procedure,
) -> Failure {
    let targets = procedure
        .activity(number)
        .map_or(&[][..], |activity| &activity.review);
    let Text { es, en } = any_of(targets);
    usage!(
        "unknown-target",
        "la actividad {number} no devuelve a la {to}, sino a {es}",
        "activity {number} does not return to {to}, but to {en}"
    )
}
