//! Why what is given with an act is refused: it is missing, or the procedure does not know it.

use crate::cli::failure::{Failure, refused, usage};
use crate::engine::{Case, Owed};
use crate::model::{Activity, ActivityNumber, AnswerKey, CaseId, Procedure};
use crate::view::giving;
use crate::view::named;
use crate::words::{Text, all_of, any_of, listed, nearest, quoted};

/// A beginning of an id that is too short for a write.
pub fn short_case(named: &str, short: &str) -> Failure {
    let fewest = CaseId::SHORTEST;
    refused!(
        "short-case",
        "`{named}` no basta para escribir en un caso: hacen falta {fewest} caracteres de su código, o toda su referencia",
        "`{named}` is not enough to write to a case: that takes {fewest} characters of its id, or its whole reference",
        "¿quiso decir el caso `{short}`?",
        "did you mean the case `{short}`?"
    )
    .with_case_command()
}

/// A name that is the reference of one case and begins the id of another.
pub fn two_cases(named: &str, bearer: &CaseId, other: &CaseId) -> Failure {
    refused!(
        "ambiguous-case",
        "`{named}` es la referencia de `{bearer}` y el comienzo del código de `{other}`",
        "`{named}` is the reference of `{bearer}` and the beginning of the id of `{other}`",
        "escriba el código entero del que se quiere",
        "write the whole id of the one that is meant"
    )
}

pub fn answer_missing(number: ActivityNumber, procedure: &Procedure, short: &str) -> Failure {
    let activity = procedure.activity(number);
    let Some(question) = activity.and_then(|activity| activity.question.as_ref()) else {
        return usage!(
            "answer-missing",
            "falta la respuesta de la actividad {number}",
            "the answer of activity {number} is missing"
        );
    };
    let keys: Vec<&str> = question
        .answers
        .iter()
        .map(|one| one.key.as_str())
        .collect();
    let first = keys.first().copied().unwrap_or_default();
    let (Text { es, en }, asked) = (any_of(&quoted(&keys)), &question.text);
    let (asked_es, asked_en) = (&asked.es, &asked.en);
    usage!(
        "answer-missing",
        "falta la respuesta de la actividad {number}, {es}: {asked_es}",
        "the answer of activity {number} is missing, {en}: {asked_en}",
        "por ejemplo, `ugat case advance {short} {number} --answer {first}`",
        "for example, `ugat case advance {short} {number} --answer {first}`"
    )
}

pub fn no_such_answer(number: ActivityNumber, typed: &str, procedure: &Procedure) -> Failure {
    let activity = procedure.activity(number);
    let answers = activity.map_or(&[][..], Activity::answers);
    let keys: Vec<&str> = answers.iter().map(|answer| answer.key.as_str()).collect();
    let near = nearest(typed, keys.iter().copied());
    let Text { es, en } = any_of(&quoted(&keys));
    usage!(
        "unknown-answer",
        "`{typed}` no es respuesta de la actividad {number}: {es}",
        "`{typed}` is not an answer of activity {number}: {en}"
    )
    .with_nearest(near.map(|near| format!("--answer {near}")))
}

pub fn one_answer(activity: ActivityNumber) -> Failure {
    usage!(
        "one-answer",
        "la actividad {activity} admite una sola respuesta",
        "activity {activity} takes one answer only"
    )
}

pub fn no_question(activity: ActivityNumber) -> Failure {
    usage!(
        "no-question",
        "la actividad {activity} no pregunta nada",
        "activity {activity} asks nothing",
        "quite `--answer`",
        "leave `--answer` out"
    )
}

pub fn nothing() -> Failure {
    usage!(
        "nothing-given",
        "no se dio ninguna salida",
        "no output was given",
        "dela con `--output TIPO=REF` o `--file TIPO=RUTA`",
        "give it with `--output KIND=REF` or `--file KIND=PATH`"
    )
}

pub fn entity_missing((activity, answers): (ActivityNumber, &[AnswerKey]), short: &str) -> Failure {
    let answers = answering(answers);
    usage!(
        "entity-missing",
        "desde la actividad {activity} el caso debe nombrar al menos una entidad",
        "from activity {activity} on the case must name at least one entity",
        "`ugat case advance {short} {activity}{answers} --entity ENTIDAD`",
        "`ugat case advance {short} {activity}{answers} --entity ENTITY`"
    )
}

/// A kind of output that neither the catalogue nor the procedure knows.
pub fn no_such_kind(kind: &str, procedure: &Procedure) -> Failure {
    let kinds: Vec<&str> = procedure
        .kinds
        .iter()
        .map(|kind| kind.id.as_str())
        .collect();
    let Text { es, en } = all_of(&kinds);
    usage!(
        "unknown-output",
        "no hay un tipo de salida `{kind}`",
        "there is no kind of output `{kind}`",
        "los tipos son {es}",
        "the kinds are {en}"
    )
    .with_nearest(nearest(kind, kinds))
}

/// The options that repeat what was answered.
fn answering(answers: &[AnswerKey]) -> String {
    let options = answers.iter().map(|answer| format!(" --answer {answer}"));
    options.collect()
}

pub fn outputs_missing(
    (number, answers): (ActivityNumber, &[AnswerKey]),
    owed: &[Owed],
    procedure: &Procedure,
    short: &str,
) -> Failure {
    let groups: Vec<Text> = owed
        .iter()
        .map(|group| named::due(procedure, group.borrowed()))
        .collect();
    let Text { es, en } = Text::of_each(|language| {
        let groups: Vec<&str> = groups.iter().map(|group| group.get(language)).collect();
        listed(&groups, language)
    });
    let activity = (procedure, procedure.activity(number));
    let options = Text::of_each(|language| {
        let given = owed
            .iter()
            .map(|group| giving(activity, group.borrowed(), Some(answers)));
        let given = given.map(|given| given.get(language).to_owned());
        answering(answers) + &given.collect::<String>()
    });
    let Text {
        es: options_es,
        en: options_en,
    } = options;
    refused!(
        "outputs-missing",
        "la actividad {number} debe dejar {es}, y este registro exige las salidas",
        "activity {number} owes {en}, and this store requires the outputs",
        "`ugat case advance {short} {number}{options_es}`",
        "`ugat case advance {short} {number}{options_en}`"
    )
}

pub fn target_missing(number: ActivityNumber, case: &Case, short: &str) -> Failure {
    let targets = case.returns_to(number);
    let first = targets.first().copied().unwrap_or(number);
    let Text { es, en } = any_of(&targets);
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
    let activity = procedure.activity(number);
    let Text { es, en } = any_of(activity.map_or(&[], |activity| &activity.review));
    usage!(
        "unknown-target",
        "la actividad {number} no devuelve a la {to}, sino a {es}",
        "activity {number} does not return to {to}, but to {en}"
    )
}

/// The review would return to activities that the case never did; of what it reviews `done` was.
pub fn never_done(
    number: ActivityNumber,
    targets: &[ActivityNumber],
    done: &[ActivityNumber],
    short: &str,
) -> Failure {
    let Text { es, en } = named::numbered(targets);
    let Text { es: to, en: to_en } = any_of(done);
    match done.first() {
        Some(first) => refused!(
            "never-done",
            "el caso nunca hizo {es}: la {number} puede devolver a {to}",
            "the case never did {en}: {number} may return to {to_en}",
            "`ugat case return {short} {number} --to {first} --reason MOTIVO`",
            "`ugat case return {short} {number} --to {first} --reason REASON`"
        ),
        None => refused!(
            "never-done",
            "el caso nunca hizo {es}: la {number} aquí solo puede aprobar",
            "the case never did {en}: here {number} can only approve",
            "`ugat case advance {short} {number}`",
            "`ugat case advance {short} {number}`"
        ),
    }
}
