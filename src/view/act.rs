use crate::model::{Act, ActivityNumber, AnswerKey, Procedure};
use crate::text;
use crate::view::named;
use crate::words::Text;

/// What was done, as the end of a sentence that begins with who did it.
pub fn did(procedure: &Procedure, act: &Act) -> Text {
    match act {
        Act::Started(start) => {
            let (id, version) = (&start.procedure, start.version);
            text!(
                "inició el caso con {id}, versión {version}",
                "started the case under {id}, version {version}"
            )
        }
        Act::Completed(done) => {
            let Text { es, en } = named::activity(procedure, done.activity);
            match is_review(procedure, done.activity) {
                true => text!("aprobó en {es}", "approved in {en}"),
                false => text!("completó {es}", "completed {en}"),
            }
        }
        Act::Returned(back) => {
            let Text { es, en } = named::activity(procedure, back.activity);
            text!("devolvió desde {es}", "returned it from {en}")
        }
        Act::Attached { activity, .. } => {
            let Text { es, en } = named::activity(procedure, *activity);
            text!("entregó salidas de {es}", "gave outputs of {en}")
        }
        Act::Noted { .. } => Text::of("anotó", "noted"),
        Act::Unknown { name } => text!(
            "acto `{name}`, de un `ugat` más nuevo",
            "act `{name}`, of a newer `ugat`"
        ),
    }
}

/// What an act says, in words, to the one who has just done it.
pub fn decided(procedure: &Procedure, act: &Act) -> Text {
    match act {
        Act::Completed(done) => {
            let named = named::activity(procedure, done.activity);
            let activity = procedure.activity(done.activity);
            match activity.filter(|_| !done.answers.is_empty()) {
                Some(activity) => {
                    let answers = named::answers(activity, &done.answers);
                    Text::owned(
                        format!("Hecho: {} ({})", named.es, answers.es),
                        format!("Done: {} ({})", named.en, answers.en),
                    )
                }
                None => Text::owned(
                    format!("Hecho: {}", named.es),
                    format!("Done: {}", named.en),
                ),
            }
        }
        Act::Returned(back) => {
            let from = back.activity;
            let Text { es, en } = named::activity(procedure, back.to);
            text!(
                "Devuelto por la {from} a la {es}",
                "Returned by {from} to {en}"
            )
        }
        Act::Noted { .. } => Text::of("Nota agregada", "Note added"),
        Act::Started(_) | Act::Attached { .. } | Act::Unknown { .. } => {
            Text::of("Registrado", "Recorded")
        }
    }
}

/// The name of the event that an act writes.
pub fn name(act: &Act) -> &str {
    match act {
        Act::Started(_) => "started",
        Act::Completed(_) => "completed",
        Act::Returned(_) => "returned",
        Act::Attached { .. } => "attached",
        Act::Noted { .. } => "noted",
        Act::Unknown { name } => name,
    }
}

/// The answers that it gives.
pub fn answers(act: &Act) -> &[AnswerKey] {
    match act {
        Act::Completed(done) => &done.answers,
        Act::Started(_)
        | Act::Returned(_)
        | Act::Attached { .. }
        | Act::Noted { .. }
        | Act::Unknown { .. } => &[],
    }
}

/// The activity that it returns to.
pub fn target(act: &Act) -> Option<ActivityNumber> {
    match act {
        Act::Returned(back) => Some(back.to),
        Act::Started(_)
        | Act::Completed(_)
        | Act::Attached { .. }
        | Act::Noted { .. }
        | Act::Unknown { .. } => None,
    }
}

/// Why it returns.
pub fn reason(act: &Act) -> Option<String> {
    match act {
        Act::Returned(back) => Some(back.reason.to_string()),
        Act::Started(_)
        | Act::Completed(_)
        | Act::Attached { .. }
        | Act::Noted { .. }
        | Act::Unknown { .. } => None,
    }
}

/// The note that it leaves.
pub fn note(act: &Act) -> Option<String> {
    match act {
        Act::Completed(done) => done.note.as_ref().map(ToString::to_string),
        Act::Noted { note } => Some(note.to_string()),
        Act::Started(_) | Act::Returned(_) | Act::Attached { .. } | Act::Unknown { .. } => None,
    }
}

/// Whether an activity decides on the work of others.
pub fn is_review(procedure: &Procedure, number: ActivityNumber) -> bool {
    let activity = procedure.activity(number);
    activity.is_some_and(|activity| !activity.review.is_empty())
}
