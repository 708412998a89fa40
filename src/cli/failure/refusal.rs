use crate::cli::failure::secret;
use crate::cli::failure::{Failure, refused, usage};
use crate::cli::failure::{given, off_path};
use crate::engine::{ActivitySet, Case, Refusal};
use crate::model::{ActivityNumber, Procedure};
use crate::text;
use crate::view::named;
use crate::words::{Text, all_of};

/// Why a case does not take what was asked, in words, with what would help; `short` is the case as
/// it is typed.
pub fn failure(refusal: &Refusal, case: &Case, short: &str) -> Failure {
    let procedure = case.procedure();
    match refusal {
        Refusal::NoActivity { activity, last } => no_activity(*activity, *last, procedure),
        Refusal::Finished { result } => finished(result, procedure, short),
        Refusal::Stuck => stuck(short),
        Refusal::WhichActivity { ready } => which_activity(ready, short),
        Refusal::Waits { activity, awaiting } => waits(*activity, *awaiting, short),
        Refusal::Done { activity, place } => done(*activity, case, *place, short),
        Refusal::NotReached { activity } => not_reached(*activity, case, short),
        Refusal::InConflict { activity } => in_conflict(*activity, short),
        Refusal::RestsOnConflict {
            activity,
            contested,
        } => rests(*activity, contested, short),
        Refusal::AnswerMissing { activity } => given::answer_missing(*activity, procedure, short),
        Refusal::NoSuchAnswer { activity, answer } => {
            given::no_such_answer(*activity, answer.as_str(), procedure)
        }
        Refusal::OneAnswer { activity } => usage!(
            "one-answer",
            "la actividad {activity} admite una sola respuesta",
            "activity {activity} takes one answer only"
        ),
        Refusal::NoQuestion { activity } => usage!(
            "no-question",
            "la actividad {activity} no pregunta nada",
            "activity {activity} asks nothing",
            "quite `--answer`",
            "leave `--answer` out"
        ),
        Refusal::EntityMissing { activity } => given::entity_missing(*activity, short),
        Refusal::NoSuchKind { kind } => given::no_such_kind(kind.as_str(), procedure),
        Refusal::OutputsMissing { activity, owed } => {
            given::outputs_missing(*activity, owed, procedure, short)
        }
        Refusal::LooksSecret { wording, like } => secret::failure(*wording, *like),
        Refusal::NotReview { activity } => not_review(*activity, procedure),
        Refusal::TargetMissing { activity } => given::target_missing(*activity, procedure, short),
        Refusal::NoSuchTarget { activity, to } => given::no_such_target(*activity, *to, procedure),
        Refusal::Stopped { .. }
        | Refusal::CaseInConflict
        | Refusal::NoTurn { .. }
        | Refusal::NoEvent { .. }
        | Refusal::NothingToCorrect
        | Refusal::SameVersion { .. }
        | Refusal::NoCounterpart { .. }
        | Refusal::Unmapped { .. }
        | Refusal::NotNow { .. }
        | Refusal::NotPossible { .. }
        | Refusal::UndoStart
        | Refusal::WritesNothing { .. }
        | Refusal::Replaced { .. }
        | Refusal::ReplacedConflict { .. }
        | Refusal::UndoMigration
        | Refusal::SamePlace { .. }
        | Refusal::Unsound { .. }
        | Refusal::NotSaid { .. } => off_path::failure(refusal, case, short),
        Refusal::NothingGiven => usage!(
            "nothing-given",
            "no se dio ninguna salida",
            "no output was given",
            "dela con `--output TIPO=REF` o `--file TIPO=RUTA`",
            "give it with `--output KIND=REF` or `--file KIND=PATH`"
        ),
    }
}

fn no_activity(activity: ActivityNumber, last: ActivityNumber, procedure: &Procedure) -> Failure {
    let id = &procedure.id;
    refused!(
        "unknown-activity",
        "no hay actividad {activity} en `{id}`, que va de la 1 a la {last}",
        "there is no activity {activity} in `{id}`, which has 1 to {last}",
        "véalas con `ugat procedure show {id}`",
        "see them with `ugat procedure show {id}`"
    )
}

fn finished(result: &str, procedure: &Procedure, short: &str) -> Failure {
    let said = Text::of("el caso ya terminó", "the case has finished");
    Failure::refused("finished", named::ended(&said, procedure, result)).with_hint(text!(
        "puede anotar o adjuntar: `ugat case note {short} TEXTO`",
        "notes and outputs can be added: `ugat case note {short} TEXT`"
    ))
}

fn stuck(short: &str) -> Failure {
    refused!(
        "stuck",
        "ninguna actividad está lista, ni puede estarlo",
        "no activity is ready, and none can become so"
    )
    .with_hint(why(short))
}

fn which_activity(ready: &[ActivityNumber], short: &str) -> Failure {
    let first = ready.first().copied().unwrap_or(ActivityNumber::FIRST);
    let Text { es, en } = all_of(ready);
    usage!(
        "which-activity",
        "hay varias actividades listas: {es}",
        "several activities are ready: {en}",
        "nombre una: `ugat case advance {short} {first}`",
        "name one: `ugat case advance {short} {first}`"
    )
}

fn waits(activity: ActivityNumber, awaiting: ActivitySet, short: &str) -> Failure {
    let awaited: Vec<ActivityNumber> = awaiting.iter().collect();
    let Text { es, en } = all_of(&awaited);
    Failure::refused(
        "waiting",
        match awaited.len() {
            1 => text!(
                "la actividad {activity} no está lista: espera a la {es}",
                "activity {activity} is not ready: it waits for {en}"
            ),
            _ => text!(
                "la actividad {activity} no está lista: espera a las {es}",
                "activity {activity} is not ready: it waits for {en}"
            ),
        },
    )
    .with_hint(text!(
        "vea por qué: `ugat case why {short} {activity}`",
        "see why: `ugat case why {short} {activity}`"
    ))
}

fn done(activity: ActivityNumber, case: &Case, place: usize, short: &str) -> Failure {
    let event = case.event(place);
    let (day, by) = (event.at.day(), &event.by);
    refused!(
        "already-done",
        "la actividad {activity} ya se hizo: {by}, {day}",
        "activity {activity} has been done: {by}, {day}",
        "lo que está listo se ve con `ugat case status {short}`",
        "`ugat case status {short}` shows what is ready"
    )
}

fn not_reached(activity: ActivityNumber, case: &Case, short: &str) -> Failure {
    let ready: Vec<ActivityNumber> = case.ready().iter().map(|work| work.activity).collect();
    let Text { es, en } = all_of(&ready);
    let failure = Failure::refused(
        "not-reached",
        match ready.len() {
            0 => text!(
                "el caso no ha llegado a la actividad {activity}",
                "the case has not come to activity {activity}"
            ),
            1 => text!(
                "el caso no ha llegado a la actividad {activity}; está lista la {es}",
                "the case has not come to activity {activity}; ready: {en}"
            ),
            _ => text!(
                "el caso no ha llegado a la actividad {activity}; están listas {es}",
                "the case has not come to activity {activity}; ready: {en}"
            ),
        },
    );
    failure.with_hint(text!(
        "vea por qué: `ugat case why {short} {activity}`",
        "see why: `ugat case why {short} {activity}`"
    ))
}

fn in_conflict(activity: ActivityNumber, short: &str) -> Failure {
    Failure::conflict(
        "in-conflict",
        text!(
            "la actividad {activity} está en conflicto: se decidió de formas distintas sin saberlo",
            "activity {activity} is in conflict: it was decided differently, unseen by each other"
        ),
    )
    .with_hint(text!(
        "vea los lados con `ugat case status {short}` y resuelva: `ugat case resolve {short} EVENTO --reason MOTIVO`",
        "see the sides with `ugat case status {short}` and resolve: `ugat case resolve {short} EVENT --reason REASON`"
    ))
}

fn rests(activity: ActivityNumber, contested: &[ActivityNumber], short: &str) -> Failure {
    let Text { es, en } = all_of(contested);
    Failure::conflict(
        "rests-on-conflict",
        text!(
            "la actividad {activity} depende de un conflicto en {es}",
            "activity {activity} rests on a conflict in {en}"
        ),
    )
    .with_hint(text!(
        "vea los lados con `ugat case status {short}` y resuelva: `ugat case resolve {short} EVENTO --reason MOTIVO`",
        "see the sides with `ugat case status {short}` and resolve: `ugat case resolve {short} EVENT --reason REASON`"
    ))
}

fn not_review(activity: ActivityNumber, procedure: &Procedure) -> Failure {
    let reviews: Vec<ActivityNumber> = procedure
        .activities
        .iter()
        .filter(|activity| !activity.review.is_empty())
        .map(|activity| activity.number)
        .collect();
    refused!(
        "not-a-review",
        "la actividad {activity} no revisa el trabajo de otra",
        "activity {activity} does not review another's work"
    )
    .with_hint_if((!reviews.is_empty()).then(|| {
        let Text { es, en } = all_of(&reviews);
        text!("las que revisan son {es}", "those that review are {en}")
    }))
}

fn why(short: &str) -> Text {
    text!(
        "vea por qué: `ugat case why {short}`",
        "see why: `ugat case why {short}`"
    )
}
