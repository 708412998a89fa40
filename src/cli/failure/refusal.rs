//! Why a case does not take what was asked, in words, with what would help.

use crate::cli::failure::{Failure, conflict, given, off_path, refused, secret, usage};
use crate::engine::{ActivitySet, Case, Outcome, Refusal};
use crate::model::{ActivityNumber, Procedure};
use crate::text;
use crate::view::named;
use crate::words::{Text, all_of, date};

/// What the case refuses; `short` is the case as it is typed.
pub fn failure(refusal: &Refusal, case: &Case, short: &str) -> Failure {
    let procedure = case.procedure();
    let event = |place: usize| case.event(place).id.short(8);
    let failure = match refusal {
        Refusal::Finished(result) => finished(result, procedure, short),
        Refusal::Stopped(standing) => off_path::stopped(standing, short),
        Refusal::CaseInConflict => off_path::case_in_conflict(short),
        Refusal::Stuck => stuck(short),
        Refusal::WhichActivity(ready) => which_activity(ready, short),
        Refusal::Waits { activity, awaiting } => waits(*activity, *awaiting, short),
        Refusal::Done { activity, place } => done(*activity, case, *place, short),
        Refusal::NotReached(activity) => not_reached(*activity, case, short),
        Refusal::InConflict(activity) => in_conflict(*activity, short),
        Refusal::RestsOnConflict {
            activity,
            contested,
        } => rests(*activity, contested, short),
        Refusal::AnswerMissing(activity) => given::answer_missing(*activity, procedure, short),
        Refusal::EntityMissing { activity, answers } => {
            given::entity_missing((*activity, answers), short)
        }
        Refusal::OutputsMissing {
            activity,
            answers,
            owed,
        } => given::outputs_missing((*activity, answers), owed, procedure, short),
        Refusal::TargetMissing(activity) => given::target_missing(*activity, case, short),
        Refusal::NeverDone {
            activity,
            targets,
            done,
        } => given::never_done(*activity, targets, done, short),
        Refusal::NoTurn { turn, standing } => off_path::no_turn(*turn, standing, short),
        Refusal::NoEvent(event) => off_path::no_event(event, short),
        Refusal::UndoStart => off_path::undo_start(short),
        Refusal::WritesNothing(place) => {
            off_path::writes_nothing(&event(*place), &case.event(*place).did, short)
        }
        Refusal::Replaced(by) => off_path::replaced(&event(*by), short),
        Refusal::ReplacedConflict(place) => off_path::replaced_conflict(&event(*place), short),
        Refusal::Unmapped(activities) => off_path::unmapped(activities, short),
        Refusal::NotNow(activity) => off_path::not_now(*activity, short),
        Refusal::NotPossible(place) => off_path::not_possible(&event(*place), short),
        Refusal::UndoMigration => off_path::undo_migration(short),
        // What follows is not mended by a command on the case.
        Refusal::NoActivity { activity, last } => {
            return no_activity(*activity, *last, procedure);
        }
        Refusal::NoSuchAnswer { activity, answer } => {
            return given::no_such_answer(*activity, answer.as_str(), procedure);
        }
        Refusal::OneAnswer(activity) => return given::one_answer(*activity),
        Refusal::NoQuestion(activity) => return given::no_question(*activity),
        Refusal::NoSuchKind(kind) => return given::no_such_kind(kind.as_str(), procedure),
        Refusal::NothingGiven => return given::nothing(),
        Refusal::LooksSecret { wording, like } => return secret::failure(*wording, *like),
        Refusal::NotReview(activity) => return not_review(*activity, procedure),
        Refusal::NoSuchTarget { activity, to } => {
            return given::no_such_target(*activity, *to, procedure);
        }
        Refusal::SameVersion(version) => return off_path::same_version(*version),
        Refusal::NoCounterpart { activity, last } => {
            return off_path::no_counterpart(*activity, *last);
        }
        Refusal::SamePlace(activity) => return off_path::same_place(*activity),
        Refusal::Unsound(refused) => return off_path::unsound(refused),
        Refusal::Labelled(labels) => return off_path::labelled(labels),
        Refusal::NotLabelled(labels) => off_path::not_labelled(labels, short),
        Refusal::NotOwed { activity, kind } => {
            off_path::not_owed((*activity, kind), procedure, short)
        }
        Refusal::NotGiven { activity, kind } => {
            off_path::not_given((*activity, kind), procedure, short)
        }
        Refusal::NothingToCorrect => return off_path::nothing_to_correct(),
        Refusal::NotSaid { place, field } => return off_path::not_said(&event(*place), *field),
    };
    failure.with_case_command()
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
    let Text { es, en } = named::ended(&said, procedure, result);
    refused!(
        "finished",
        "{es}",
        "{en}",
        "puede anotar o adjuntar: `ugat case note {short} TEXTO`",
        "notes and outputs can be added: `ugat case note {short} TEXT`"
    )
}

fn stuck(short: &str) -> Failure {
    refused!(
        "stuck",
        "ninguna actividad está lista, ni puede estarlo",
        "no activity is ready, and none can become so",
        "vea por qué: `ugat case why {short}`",
        "see why: `ugat case why {short}`"
    )
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
    let Text { es, en } = named::numbered(&awaited);
    refused!(
        "waiting",
        "la actividad {activity} no está lista: espera a {es}",
        "activity {activity} is not ready: it waits for {en}",
        "vea por qué: `ugat case why {short} {activity}`",
        "see why: `ugat case why {short} {activity}`"
    )
}

fn done(activity: ActivityNumber, case: &Case, place: usize, short: &str) -> Failure {
    let (day, by) = (date(case.day(place)), &case.event(place).by);
    let all = case.done();
    let outcome = all.iter().find(|done| done.place == place);
    match outcome.map(|done| done.outcome) {
        Some(Outcome::Returned(to)) => {
            let next = match case.ready().iter().any(|work| work.activity == *to) {
                true => format!("ugat case advance {short} {to}"),
                false => format!("ugat case why {short} {activity}"),
            };
            refused!(
                "already-done",
                "la actividad {activity} devolvió el trabajo a la {to}: {by}, {day}; espera que la {to} vuelva a hacerse",
                "activity {activity} returned the work to {to}: {by}, {day}; it waits for {to} to be done again";
                day;
                "lo que sigue: `{next}`",
                "what comes next: `{next}`"
            )
        }
        Some(Outcome::Moved(to)) if !to.is_empty() => {
            let Text { es, en } = all_of(to);
            refused!(
                "already-done",
                "el trabajo de la actividad {activity} se desvió a {es}: {by}, {day}",
                "the work of activity {activity} was redirected to {en}: {by}, {day}";
                day;
                "lo que está listo se ve con `ugat case status {short}`",
                "`ugat case status {short}` shows what is ready"
            )
        }
        Some(
            Outcome::Done(_)
            | Outcome::Moved(_)
            | Outcome::Gone(_)
            | Outcome::State(_)
            | Outcome::Version { .. },
        )
        | None => refused!(
            "already-done",
            "la actividad {activity} ya se hizo: {by}, {day}",
            "activity {activity} has been done: {by}, {day}";
            day;
            "lo que está listo se ve con `ugat case status {short}`",
            "`ugat case status {short}` shows what is ready"
        ),
    }
}

fn not_reached(activity: ActivityNumber, case: &Case, short: &str) -> Failure {
    let ready: Vec<ActivityNumber> = case.ready().iter().map(|work| work.activity).collect();
    let Text { es, en } = all_of(&ready);
    let Text { es, en } = match ready.len() {
        0 => Text::of("", ""),
        1 => text!("; está lista la {es}", "; ready: {en}"),
        _ => text!("; están listas {es}", "; ready: {en}"),
    };
    refused!(
        "not-reached",
        "el caso no ha llegado a la actividad {activity}{es}",
        "the case has not come to activity {activity}{en}",
        "vea por qué: `ugat case why {short} {activity}`",
        "see why: `ugat case why {short} {activity}`"
    )
}

fn in_conflict(activity: ActivityNumber, short: &str) -> Failure {
    conflict!(
        "in-conflict",
        "la actividad {activity} está en conflicto: se decidió de formas distintas sin saberlo",
        "activity {activity} is in conflict: it was decided differently, unseen by each other"
    )
    .with_hint(resolve(short))
}

fn rests(activity: ActivityNumber, contested: &[ActivityNumber], short: &str) -> Failure {
    let Text { es, en } = all_of(contested);
    conflict!(
        "rests-on-conflict",
        "la actividad {activity} depende de un conflicto en {es}",
        "activity {activity} rests on a conflict in {en}"
    )
    .with_hint(resolve(short))
}

fn resolve(short: &str) -> Text {
    text!(
        "vea los lados con `ugat case status {short}` y resuelva: `ugat case resolve {short} EVENTO --reason MOTIVO`",
        "see the sides with `ugat case status {short}` and resolve: `ugat case resolve {short} EVENT --reason REASON`"
    )
}

fn not_review(activity: ActivityNumber, procedure: &Procedure) -> Failure {
    let activities = procedure.activities.iter();
    let reviews = activities.filter(|activity| !activity.review.is_empty());
    let reviews: Vec<ActivityNumber> = reviews.map(|activity| activity.number).collect();
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
