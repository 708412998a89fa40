use crate::engine::{Case, Class, HeldReason, Invalid};
use crate::model::EventId;
use crate::text;
use crate::words::Text;

/// What became of an act, as JSON names it.
pub const fn key(class: &Class) -> &'static str {
    match class {
        Class::Recorded => "recorded",
        Class::Applied => "applied",
        Class::Duplicate { .. } => "duplicate",
        Class::Side => "conflict",
        Class::Held(_) => "held",
        Class::Replaced { .. } => "replaced",
        Class::Invalid(_) => "invalid",
    }
}

/// The same in a word, where it is not what one expects of an act.
pub const fn word(class: &Class) -> Option<Text> {
    match class {
        Class::Recorded | Class::Applied => None,
        Class::Duplicate { .. } => Some(Text::of("duplicado", "duplicate")),
        Class::Side => Some(Text::of("en conflicto", "in conflict")),
        Class::Held(_) => Some(Text::of("retenido", "held")),
        Class::Replaced { .. } => Some(Text::of("reemplazado", "replaced")),
        Class::Invalid(_) => Some(Text::of("inválido", "invalid")),
    }
}

/// The act that a class names, if it names one.
pub fn other(case: &Case, class: &Class) -> Option<EventId> {
    match class {
        Class::Duplicate { of } => Some(case.event(*of).id),
        Class::Replaced { by } => Some(case.event(*by).id),
        Class::Recorded | Class::Applied | Class::Side | Class::Held(_) | Class::Invalid(_) => None,
    }
}

/// Why an act counts otherwise than one expects, as the end of a line that names it.
pub fn said(case: &Case, class: &Class) -> Option<Text> {
    let word = word(class)?;
    let why = match class {
        Class::Recorded | Class::Applied => return None,
        Class::Duplicate { of } => {
            let of = case.event(*of).id.short(8);
            text!("dice lo mismo que {of}", "it says the same as {of}")
        }
        Class::Side => Text::of(
            "otro acto decidió lo mismo de otra forma, sin verlo",
            "another act decided the same differently, without having seen it",
        ),
        Class::Held(reason) => held(reason),
        Class::Replaced { by } => {
            let by = case.event(*by).id.short(8);
            text!("por {by}, que lo había visto", "by {by}, which had seen it")
        }
        Class::Invalid(invalid) => self::invalid(invalid),
    };
    Some(Text::owned(
        format!("{}: {}", word.es, why.es),
        format!("{}: {}", word.en, why.en),
    ))
}

/// Why an act that stands does not count now.
pub fn held(reason: &HeldReason) -> Text {
    match reason {
        HeldReason::Contested {
            subject: (activity, _),
            outcome: _,
        } => text!(
            "depende de la actividad {activity}, que está en conflicto",
            "it rests on activity {activity}, which is in conflict"
        ),
        HeldReason::Changed {
            subject: (activity, _),
        } => text!(
            "depende de la actividad {activity}, que ahora tiene otro resultado",
            "it rests on activity {activity}, which has another outcome now"
        ),
        HeldReason::Waits => Text::of(
            "su actividad espera ahora a otras",
            "its activity waits for others now",
        ),
        HeldReason::NotReached => Text::of(
            "el caso no llega a su actividad",
            "the case does not come to its activity",
        ),
    }
}

fn invalid(invalid: &Invalid) -> Text {
    match invalid {
        Invalid::NoActivity(number) => text!(
            "el procedimiento no tiene la actividad {number}",
            "the procedure has no activity {number}"
        ),
        Invalid::NoAnswer(key) => text!(
            "la actividad no admite la respuesta `{key}`",
            "the activity has no answer `{key}`"
        ),
        Invalid::AnswerCount(0) => Text::of(
            "le falta la respuesta que la actividad pide",
            "the answer that the activity asks for is missing",
        ),
        Invalid::AnswerCount(many) => text!(
            "lleva {many} respuestas, más de las que la actividad admite",
            "it has {many} answers, more than the activity takes"
        ),
        Invalid::NoTarget(number) => text!(
            "la revisión no devuelve a la actividad {number}",
            "the review does not return to activity {number}"
        ),
    }
}
