//! Why what is given with an act does not do: it is missing, or the procedure does not know it.

use crate::cli::failure::Failure;
use crate::model::{Activity, ActivityNumber, OutputKind, Procedure};
use crate::text;
use crate::view::named;
use crate::words::{Text, either, listed, nearest};

pub fn answer_missing(number: ActivityNumber, procedure: &Procedure, short: &str) -> Failure {
    let question = procedure
        .activity(number)
        .and_then(|activity| activity.question.as_ref());
    let Some(question) = question else {
        return Failure::usage(
            "answer-missing",
            text!(
                "falta la respuesta de la actividad {number}",
                "the answer of activity {number} is missing"
            ),
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
    Failure::usage(
        "answer-missing",
        Text::of_each(|language| {
            let (asked, keys) = (question.text.get(language), either(&keys, language));
            let text = text!(
                "falta la respuesta de la actividad {number}, {keys}: {asked}",
                "the answer of activity {number} is missing, {keys}: {asked}"
            );
            text.get(language).to_owned()
        }),
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
    Failure::usage(
        "unknown-answer",
        Text::of_each(|language| {
            let keys = either(&keys, language);
            let text = text!(
                "`{typed}` no es respuesta de la actividad {number}: {keys}",
                "`{typed}` is no answer of activity {number}: {keys}"
            );
            text.get(language).to_owned()
        }),
    )
    .with_hint_if(near.map(|near| {
        text!(
            "¿quiso decir `--answer {near}`?",
            "did you mean `--answer {near}`?"
        )
    }))
}

pub fn entity_missing(activity: ActivityNumber, short: &str) -> Failure {
    Failure::usage(
        "entity-missing",
        text!(
            "desde la actividad {activity} el caso debe nombrar al menos una entidad",
            "from activity {activity} on the case must name at least one entity"
        ),
    )
    .with_hint(text!(
        "`ugat case advance {short} {activity} --entity \"Ministerio X\"`",
        "`ugat case advance {short} {activity} --entity \"Ministerio X\"`"
    ))
}

/// A kind of output that neither the catalogue nor the procedure knows.
pub fn no_such_kind(kind: &str, procedure: &Procedure) -> Failure {
    let near = nearest(kind, procedure.kinds.iter().map(|kind| kind.id.as_str()));
    let kinds: Vec<&OutputKind> = procedure.kinds.iter().map(|kind| &kind.id).collect();
    Failure::usage(
        "unknown-output",
        text!(
            "no hay un tipo de salida `{kind}`",
            "there is no kind of output `{kind}`"
        ),
    )
    .with_hint(match near {
        Some(near) => text!("¿quiso decir `{near}`?", "did you mean `{near}`?"),
        None => Text::of_each(|language| {
            let list = listed(&kinds, language);
            text!("los tipos son {list}", "the kinds are {list}")
                .get(language)
                .to_owned()
        }),
    })
}

pub fn outputs_missing(
    activity: ActivityNumber,
    owed: &[Vec<OutputKind>],
    procedure: &Procedure,
    short: &str,
) -> Failure {
    let first = owed.iter().flatten().next().map_or("", OutputKind::as_str);
    Failure::refused(
        "outputs-missing",
        Text::of_each(|language| {
            let groups: Vec<String> = owed
                .iter()
                .map(|group| named::kinds(procedure, group).get(language).to_owned())
                .collect();
            let list = listed(&groups, language);
            let text = text!(
                "la actividad {activity} debe dejar {list}, y este registro exige las salidas",
                "activity {activity} owes {list}, and this store requires the outputs"
            );
            text.get(language).to_owned()
        }),
    )
    .with_hint(text!(
        "`ugat case advance {short} {activity} --output {first}=REF`",
        "`ugat case advance {short} {activity} --output {first}=REF`"
    ))
}

pub fn target_missing(number: ActivityNumber, procedure: &Procedure, short: &str) -> Failure {
    let targets = procedure
        .activity(number)
        .map_or(&[][..], |activity| &activity.review);
    let first = targets.first().copied().unwrap_or(number);
    Failure::usage(
        "target-missing",
        Text::of_each(|language| {
            let list = either(targets, language);
            let text = text!(
                "la actividad {number} puede devolver a {list}: diga a cuál",
                "activity {number} may return to {list}: say to which"
            );
            text.get(language).to_owned()
        }),
    )
    .with_hint(text!(
        "`ugat case return {short} {number} --to {first} --reason MOTIVO`",
        "`ugat case return {short} {number} --to {first} --reason REASON`"
    ))
}

pub fn no_such_target(
    number: ActivityNumber,
    to: ActivityNumber,
    procedure: &Procedure,
) -> Failure {
    let targets = procedure
        .activity(number)
        .map_or(&[][..], |activity| &activity.review);
    Failure::usage(
        "unknown-target",
        Text::of_each(|language| {
            let list = either(targets, language);
            let text = text!(
                "la actividad {number} no devuelve a la {to}, sino a {list}",
                "activity {number} does not return to {to}, but to {list}"
            );
            text.get(language).to_owned()
        }),
    )
}
