//! What a command about a case lets a person leave out, asked for on a terminal, and the numbers
//! and answers as they type them.

use crate::cli::failure::{Failure, refusal, usage};
use crate::cli::input::checked::checked;
use crate::cli::input::choice::{Choice, named};
use crate::cli::input::prompt;
use crate::cli::input::typed;
use crate::cli::session::Session;
use crate::engine::{Case, Refusal, work_to_do};
use crate::model::{ActivityNumber, AnswerKey, Prose};
use crate::text;
use crate::words::{Text, nearest};

/// The number of an activity as it is typed; whether the procedure has it is decided later.
pub fn number(case: &Case, typed: &str) -> Result<ActivityNumber, Failure> {
    activity_number(typed).ok_or_else(|| not_a_number(case, typed))
}

/// The number of an activity of whatever procedure.
pub fn activity_number(typed: &str) -> Option<ActivityNumber> {
    typed.trim().parse().ok().and_then(ActivityNumber::new)
}

/// The number of an activity that the procedure has.
pub fn known(session: &Session, case: &Case, typed: &str) -> Result<ActivityNumber, Failure> {
    let activity = number(case, typed)?;
    let procedure = case.procedure();
    if procedure.activity(activity).is_some() {
        return Ok(activity);
    }
    let activities = procedure.activities.last();
    let last = activities.expect("a procedure has an activity").number;
    let refused = Refusal::NoActivity { activity, last };
    Err(refusal::failure(&refused, case, session.named()))
}

/// The number of an activity that is ready, as it is typed.
pub fn ready(session: &Session, case: &Case, typed: &str) -> Result<ActivityNumber, Failure> {
    let activity = number(case, typed)?;
    match work_to_do(case, Some(activity)) {
        Ok(_) => Ok(activity),
        Err(refused) => Err(refusal::failure(&refused, case, session.named())),
    }
}

/// The activity that is named; asked for where several are ready.
pub fn activity(
    session: &mut Session,
    case: &Case,
    typed: Option<&str>,
) -> Result<Option<ActivityNumber>, Failure> {
    if let Some(typed) = typed {
        return ready(session, case, typed).map(Some);
    }
    let ready: Vec<ActivityNumber> = case.ready().iter().map(|work| work.activity).collect();
    if ready.len() < 2 || !session.env.can_ask() {
        return match work_to_do(case, None) {
            Ok(work) => Ok(Some(work.activity)),
            Err(refused) => Err(refusal::failure(&refused, case, session.named())),
        };
    }
    let question = Text::of(
        "¿Qué actividad se completa?",
        "Which activity is completed?",
    );
    which(session, case, &ready, &question)
}

/// One of several activities, asked for.
fn which(
    session: &mut Session,
    case: &Case,
    activities: &[ActivityNumber],
    question: &Text,
) -> Result<Option<ActivityNumber>, Failure> {
    let choices: Vec<Choice> = activities
        .iter()
        .filter_map(|number| case.procedure().activity(*number))
        .map(|activity| Choice::new(activity.number.to_string(), activity.title.clone()))
        .collect();
    let chosen = prompt::choose(session.env, question, &choices, false)?;
    Ok(chosen.first().map(|place| activities[*place]))
}

/// The answers as keys; asked for where the activity asks and none is given.
pub fn answers(
    session: &mut Session,
    case: &Case,
    activity: Option<ActivityNumber>,
    typed: &[String],
) -> Result<Vec<AnswerKey>, Failure> {
    let activity = activity.and_then(|number| case.procedure().activity(number));
    let Some(activity) = activity else {
        return Ok(Vec::new());
    };
    let Some(question) = &activity.question else {
        return Ok(typed.iter().map(|key| AnswerKey::recorded(key)).collect());
    };
    let choices: Vec<Choice> = question
        .answers
        .iter()
        .map(|answer| Choice::new(answer.key.as_str(), answer.title.clone()))
        .collect();
    let number = activity.number;
    let what = text!(
        "una respuesta de la actividad {number}",
        "an answer of activity {number}"
    );
    let place = |typed: &String| named("unknown-answer", (&what, "--answer "), typed, &choices);
    let places = if typed.is_empty() && session.env.can_ask() {
        prompt::choose(session.env, &question.text, &choices, question.many)?
    } else {
        typed.iter().map(place).collect::<Result<_, Failure>>()?
    };
    let keys = places.into_iter().map(|place| &question.answers[place].key);
    Ok(keys.cloned().collect())
}

/// The activity to return to; asked for where there are several.
pub fn target(
    session: &mut Session,
    case: &Case,
    activity: ActivityNumber,
    to: Option<ActivityNumber>,
) -> Result<Option<ActivityNumber>, Failure> {
    let targets = case.returns_to(activity);
    if to.is_some() || targets.len() < 2 || !session.env.can_ask() {
        return Ok(to);
    }
    let question = Text::of(
        "¿A qué actividad se devuelve?",
        "To which activity is it returned?",
    );
    which(session, case, &targets, &question)
}

/// Why, where it must be said; asked for on a terminal.
pub fn reason(session: &mut Session, given: Option<&str>) -> Result<Prose, Failure> {
    if let Some(given) = given {
        return typed::prose(session.env, "--reason", given);
    }
    if !session.env.can_ask() {
        return Err(usage!(
            "missing-reason",
            "falta el motivo",
            "the reason is missing",
            "dígalo con `--reason MOTIVO`",
            "say it with `--reason REASON`"
        ));
    }
    let given = prompt::line(session.env, &Text::of("Motivo", "Reason"))?;
    checked("--reason", &given, Prose::parse)
}

/// Says what is about to happen and asks whether to go on; in a script `hint` says how to confirm.
pub fn confirmed(session: &mut Session, about: &Text, hint: Text) -> Result<(), Failure> {
    if !session.env.can_ask() {
        let Text { es, en } = about;
        return Err(usage!(
            "unconfirmed",
            "falta confirmar: {es}",
            "to be confirmed: {en}"
        )
        .with_hint(hint));
    }
    session.env.say(about);
    let choices = [
        Choice::new("yes", Text::of("Sí", "Yes")),
        Choice::new("no", Text::of("No", "No")),
    ];
    let question = Text::of("¿Confirma?", "Go on?");
    match prompt::choose(session.env, &question, &choices, false)?.as_slice() {
        [0] => Ok(()),
        _ => Err(prompt::cancelled()),
    }
}

fn not_a_number(case: &Case, typed: &str) -> Failure {
    let procedure = case.procedure();
    let last = procedure.activities.len();
    let titles = procedure.activities.iter().flat_map(|activity| {
        [&*activity.title.es, &*activity.title.en].map(|title| (title, activity.number))
    });
    let titles: Vec<(&str, ActivityNumber)> = titles.collect();
    let near = nearest(typed, titles.iter().map(|(title, _)| *title));
    let near = near.and_then(|near| titles.iter().find(|(title, _)| *title == near));
    usage!(
        "invalid-activity",
        "`{typed}` no es el número de una actividad, de 1 a {last}",
        "`{typed}` is not the number of an activity, from 1 to {last}"
    )
    .with_hint_if(near.map(|(title, number)| {
        text!(
            "¿quiso decir {number}, {title}?",
            "did you mean {number}, {title}?"
        )
    }))
}
