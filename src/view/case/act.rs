//! What was done in an act, in words, and the parts that answers list.

use crate::engine::Case;
use crate::model::{Act, ActivityNumber, AnswerKey, EventId, Line, OutputKind, Procedure, Turn};
use crate::text;
use crate::view::case::behalf::Signed;
use crate::view::named;
use crate::view::page::joined::joined;
use crate::words::{Text, series};

/// What was done, as a sentence without its subject.
pub fn did(procedure: &Procedure, act: &Act) -> Text {
    let Text { es, en } = activity_of(procedure, act);
    match act {
        Act::Started(start) => {
            let (id, version) = (&start.procedure, start.version);
            text!(
                "inició el caso con {id}, versión {version}",
                "started the case under {id}, version {version}"
            )
        }
        Act::Completed(done) if is_review(procedure, done.activity) => {
            text!("aprobó en {es}", "approved in {en}")
        }
        Act::Completed(_) => text!("completó {es}", "completed {en}"),
        Act::Returned(_) => text!("devolvió desde {es}", "returned it from {en}"),
        Act::Redirected(moved) if moved.to.is_empty() => {
            text!("cerró la rama en {es}", "ended the branch at {en}")
        }
        Act::Redirected(_) => text!("desvió desde {es}", "redirected from {en}"),
        Act::Undone(undone) => {
            let event = undone.event.short(8);
            text!(
                "deshizo {event}: vuelve a hacerse {es}",
                "undid {event}: to be done anew, {en}"
            )
        }
        Act::Kept(keeping) => {
            let event = keeping.event.short(8);
            match keeping.activity {
                Some(_) => text!("mantuvo {event} en {es}", "kept {event} at {en}"),
                None => text!("mantuvo {event}", "kept {event}"),
            }
        }
        Act::Turned { turn, .. } => match turn {
            Turn::Suspended => Text::of("suspendió el caso", "suspended the case"),
            Turn::Resumed => Text::of("reanudó el caso", "resumed the case"),
            Turn::Cancelled => Text::of("canceló el caso", "cancelled the case"),
            Turn::Reopened => Text::of("reabrió el caso", "reopened the case"),
        },
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
        Act::Assigned { person, .. } => {
            text!("asignó a {person} {es}", "assigned to {person} {en}")
        }
        Act::Labelled { labels } => {
            let labels = series(labels);
            text!("puso la etiqueta {labels}", "gave the label {labels}")
        }
        Act::Unlabelled { labels } => {
            let labels = labels_taken(labels);
            text!("quitó la etiqueta {labels}", "took the label {labels} away")
        }
        Act::Linked { case, .. } => text!("vinculó el caso {case}", "linked case {case}"),
        Act::Attached { .. } => text!("entregó salidas de {es}", "gave outputs of {en}"),
        Act::Waived(waiver) => {
            let kind = kind_of(procedure, &waiver.kind, None);
            text!("dispensó de entregar {kind} en {es}", "waived {kind} at {en}"; kind)
        }
        Act::Retracted(back) => {
            let kind = kind_of(procedure, &back.kind, back.reference.as_ref());
            text!("retiró {kind} de {es}", "withdrew {kind} of {en}"; kind)
        }
        Act::Restored(restored) => {
            let event = restored.event.short(8);
            text!(
                "dejó sin efecto {event} en {es}",
                "took {event} back at {en}"
            )
        }
        Act::Noted { .. } => Text::of("anotó", "noted"),
        Act::Unknown { name } => text!(
            "acto `{name}`, de un `ugat` más nuevo",
            "act `{name}`, of a newer `ugat`"
        ),
    }
}

/// The activity that an act is about; empty if it is about none.
fn activity_of(procedure: &Procedure, act: &Act) -> Text {
    let activity = act.activity();
    activity.map_or_else(
        || Text::same(""),
        |number| named::activity(procedure, number),
    )
}

/// What was done in an event, by whom and when.
pub fn event_line(case: &Case, place: usize) -> Text {
    Signed::of(case, place).under(&event_act(case, place))
}

/// What was done in an event.
pub fn event_act(case: &Case, place: usize) -> Text {
    did(case.procedure_of(place), &case.event(place).did)
}

/// What the author of an act reads right after it.
pub fn decided(procedure: &Procedure, act: &Act) -> Text {
    let Text { es, en } = activity_of(procedure, act);
    match act {
        Act::Completed(done) => match procedure.activity(done.activity) {
            Some(activity) if !done.answers.is_empty() => {
                let answers = named::answers(activity, &done.answers);
                Text::owned(
                    format!("Hecho: {es} ({})", answers.es),
                    format!("Done: {en} ({})", answers.en),
                )
            }
            Some(_) | None => text!("Hecho: {es}", "Done: {en}"),
        },
        Act::Returned(back) => {
            let from = back.activity;
            let Text { es, en } = named::activity(procedure, back.to);
            text!(
                "Devuelto por la actividad {from} a la {es}",
                "Returned by activity {from} to {en}"
            )
        }
        Act::Redirected(moved) => {
            let from = moved.activity;
            if moved.to.is_empty() {
                return text!(
                    "La rama termina en la actividad {from}",
                    "The branch ends at activity {from}"
                );
            }
            let named = moved.to.iter().map(|to| named::activity(procedure, *to));
            let Text { es, en } = joined(&named.collect::<Vec<_>>(), "; ");
            text!(
                "Desviado de la actividad {from} a: {es}",
                "Redirected from activity {from} to: {en}"
            )
        }
        Act::Undone(_) => text!(
            "Deshecho: vuelve a hacerse {es}",
            "Undone: to be done anew, {en}"
        ),
        Act::Kept(keeping) => match keeping.activity {
            Some(_) => text!("Resuelto: {es}", "Resolved: {en}"),
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
        Act::Labelled { labels } => {
            let labels = series(labels);
            text!("Etiqueta puesta: {labels}", "Label given: {labels}")
        }
        Act::Unlabelled { labels } => {
            let labels = labels_taken(labels);
            text!("Etiqueta quitada: {labels}", "Label taken away: {labels}")
        }
        Act::Linked { case, .. } => text!("Vinculado con {case}", "Linked with {case}"),
        Act::Waived(waiver) => {
            let kind = kind_of(procedure, &waiver.kind, None);
            text!("Dispensado en {es}: {kind}", "Waived at {en}: {kind}"; kind)
        }
        Act::Retracted(back) => {
            let kind = kind_of(procedure, &back.kind, back.reference.as_ref());
            text!("Retirado de {es}: {kind}", "Withdrawn from {en}: {kind}"; kind)
        }
        Act::Restored(restored) => {
            let event = restored.event.short(8);
            text!("Sin efecto: {event}", "Taken back: {event}")
        }
        Act::Noted { .. } => Text::of("Nota agregada", "Note added"),
        Act::Started(_) | Act::Attached { .. } | Act::Unknown { .. } => {
            Text::of("Registrado", "Recorded")
        }
    }
}

/// A kind of output, with the reference of a document of it.
fn kind_of(procedure: &Procedure, kind: &OutputKind, reference: Option<&Line>) -> Text {
    let Text { es, en } = named::kinds(procedure, std::slice::from_ref(kind));
    match reference {
        Some(reference) => text!("{es} {reference}", "{en} {reference}"),
        None => Text { es, en },
    }
}

/// The labels that an act takes away, each once.
fn labels_taken(labels: &[(Line, EventId)]) -> String {
    let mut labels: Vec<&Line> = labels.iter().map(|(label, _)| label).collect();
    labels.sort_unstable();
    labels.dedup();
    series(&labels)
}

/// The answers that an act gives.
pub fn answers(act: &Act) -> &[AnswerKey] {
    if let Act::Completed(done) = act {
        return &done.answers;
    }
    &[]
}

/// The activities that an act sends work to.
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
        | Act::Waived(_)
        | Act::Retracted(_)
        | Act::Restored(_)
        | Act::Noted { .. }
        | Act::Corrected(_)
        | Act::Assigned { .. }
        | Act::Labelled { .. }
        | Act::Unlabelled { .. }
        | Act::Linked { .. }
        | Act::Unknown { .. } => Vec::new(),
    }
}

/// The note of an act.
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
        | Act::Waived(_)
        | Act::Retracted(_)
        | Act::Restored(_)
        | Act::Assigned { .. }
        | Act::Labelled { .. }
        | Act::Unlabelled { .. }
        | Act::Linked { .. }
        | Act::Unknown { .. } => None,
    }
}

/// Whether an activity is a review.
pub fn is_review(procedure: &Procedure, number: ActivityNumber) -> bool {
    let activity = procedure.activity(number);
    activity.is_some_and(|activity| !activity.review.is_empty())
}
