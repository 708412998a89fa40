use crate::engine::Case;
use crate::model::{Act, ActivityNumber, AnswerKey, Keeping, Procedure, Turn};
use crate::text;
use crate::view::case::behalf::who;
use crate::view::named;
use crate::words::{Text, date};

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
        Act::Redirected(moved) => {
            let Text { es, en } = named::activity(procedure, moved.activity);
            match moved.to.is_empty() {
                true => text!("cerró la rama en {es}", "ended the branch at {en}"),
                false => text!("desvió desde {es}", "redirected from {en}"),
            }
        }
        Act::Undone(undone) => {
            let event = undone.event.short(8);
            let Text { es, en } = named::activity(procedure, undone.activity);
            text!(
                "deshizo {event}: vuelve a hacerse {es}",
                "undid {event}: to be done anew, {en}"
            )
        }
        Act::Kept(keeping) => kept(procedure, keeping),
        Act::Turned { turn, .. } => turned(*turn),
        Act::Migrated(migration) => {
            let version = migration.version;
            text!(
                "migró el caso a la versión {version}",
                "migrated the case to version {version}"
            )
        }
        Act::Corrected(correction) => {
            let event = correction.event.short(8);
            text!("corrigió {event}", "corrected {event}")
        }
        Act::Assigned {
            activity, person, ..
        } => {
            let Text { es, en } = named::activity(procedure, *activity);
            text!("asignó a {person} {es}", "assigned to {person} {en}")
        }
        Act::Linked { case, .. } => text!("vinculó el caso {case}", "linked case {case}"),
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

/// An event in a line: what was done, by whom, when.
pub fn event_said(case: &Case, place: usize) -> Text {
    let event = case.event(place);
    let Text { es, en } = did(case.procedure_of(place), &event.did);
    let (by, day) = (who(event), date(case.at(place).day()));
    Text::owned(
        format!("{es}: {}, {day}", by.es),
        format!("{en}: {}, {day}", by.en),
    )
}

/// What an event says, without who and when.
pub fn event_told(case: &Case, place: usize) -> Text {
    did(case.procedure_of(place), &case.event(place).did)
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
        Act::Redirected(moved) => {
            let from = moved.activity;
            let targets: Vec<Text> = moved
                .to
                .iter()
                .map(|to| named::activity(procedure, *to))
                .collect();
            match targets.as_slice() {
                [] => text!("La rama termina en la {from}", "The branch ends at {from}"),
                targets => {
                    let Text { es, en } = series_of(targets);
                    text!(
                        "Desviado de la {from} a: {es}",
                        "Redirected from {from} to: {en}"
                    )
                }
            }
        }
        Act::Undone(undone) => {
            let Text { es, en } = named::activity(procedure, undone.activity);
            text!("Deshecho: se repite {es}", "Undone: to be done anew, {en}")
        }
        Act::Kept(keeping) => match keeping.activity {
            Some(activity) => {
                let Text { es, en } = named::activity(procedure, activity);
                text!("Resuelto: {es}", "Resolved: {en}")
            }
            None => Text::of("Resuelto", "Resolved"),
        },
        Act::Turned { turn, .. } => match turn {
            Turn::Suspended => Text::of("Caso suspendido", "Case suspended"),
            Turn::Resumed => Text::of("Caso reanudado", "Case resumed"),
            Turn::Cancelled => Text::of("Caso cancelado", "Case cancelled"),
            Turn::Reopened => Text::of("Caso reabierto", "Case reopened"),
        },
        Act::Migrated(migration) => {
            let version = migration.version;
            text!(
                "Migrado a la versión {version}",
                "Migrated to version {version}"
            )
        }
        Act::Corrected(correction) => {
            let event = correction.event.short(8);
            text!("Corregido: {event}", "Corrected: {event}")
        }
        Act::Assigned {
            activity, person, ..
        } => text!(
            "Actividad {activity} asignada a {person}",
            "Activity {activity} assigned to {person}"
        ),
        Act::Linked { case, .. } => text!("Vinculado con {case}", "Linked with {case}"),
        Act::Noted { .. } => Text::of("Nota agregada", "Note added"),
        Act::Started(_) | Act::Attached { .. } | Act::Unknown { .. } => {
            Text::of("Registrado", "Recorded")
        }
    }
}

/// Several texts after one another.
fn series_of(texts: &[Text]) -> Text {
    Text::of_each(|language| {
        let texts: Vec<&str> = texts.iter().map(|text| text.get(language)).collect();
        texts.join("; ")
    })
}

fn kept(procedure: &Procedure, keeping: &Keeping) -> Text {
    let event = keeping.event.short(8);
    match keeping.activity {
        Some(activity) => {
            let Text { es, en } = named::activity(procedure, activity);
            text!("mantuvo {event} en {es}", "kept {event} at {en}")
        }
        None => text!("mantuvo {event}", "kept {event}"),
    }
}

fn turned(turn: Turn) -> Text {
    match turn {
        Turn::Suspended => Text::of("suspendió el caso", "suspended the case"),
        Turn::Resumed => Text::of("reanudó el caso", "resumed the case"),
        Turn::Cancelled => Text::of("canceló el caso", "cancelled the case"),
        Turn::Reopened => Text::of("reabrió el caso", "reopened the case"),
    }
}

/// The answers that it gives.
pub fn answers(act: &Act) -> &[AnswerKey] {
    if let Act::Completed(done) = act {
        return &done.answers;
    }
    &[]
}

/// The activities to which it sends the work.
pub fn targets(act: &Act) -> Vec<ActivityNumber> {
    match act {
        Act::Returned(back) => vec![back.to],
        Act::Redirected(moved) => moved.to.clone(),
        Act::Undone(undone) => vec![undone.activity],
        Act::Started(_)
        | Act::Completed(_)
        | Act::Kept(_)
        | Act::Turned { .. }
        | Act::Migrated(_)
        | Act::Attached { .. }
        | Act::Noted { .. }
        | Act::Corrected(_)
        | Act::Assigned { .. }
        | Act::Linked { .. }
        | Act::Unknown { .. } => Vec::new(),
    }
}

/// The note that it leaves.
pub fn note(act: &Act) -> Option<String> {
    match act {
        Act::Corrected(correction) => correction.note.as_ref().map(ToString::to_string),
        Act::Completed(done) => done.note.as_ref().map(ToString::to_string),
        Act::Noted { note } => Some(note.to_string()),
        Act::Started(_)
        | Act::Returned(_)
        | Act::Redirected(_)
        | Act::Undone(_)
        | Act::Kept(_)
        | Act::Turned { .. }
        | Act::Migrated(_)
        | Act::Attached { .. }
        | Act::Assigned { .. }
        | Act::Linked { .. }
        | Act::Unknown { .. } => None,
    }
}

/// Whether an activity decides on the work of others.
pub fn is_review(procedure: &Procedure, number: ActivityNumber) -> bool {
    let activity = procedure.activity(number);
    activity.is_some_and(|activity| !activity.review.is_empty())
}
