//! What became of an act, by name and in words.

use serde::Serialize;
use strum::IntoStaticStr;

use crate::engine::{Case, Class, HeldReason, Invalid};
use crate::model::{Act, EventId, Turn};
use crate::text;
use crate::view::case::act::event_line;
use crate::words::{Text, date};

/// The name of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ClassName {
    Recorded,
    Applied,
    Duplicate,
    Conflict,
    Held,
    Replaced,
    Invalid,
}

impl ClassName {
    pub const fn of(class: &Class) -> Self {
        match class {
            Class::Recorded => Self::Recorded,
            Class::Applied => Self::Applied,
            Class::Duplicate { .. } => Self::Duplicate,
            Class::Side => Self::Conflict,
            Class::Held(_) => Self::Held,
            Class::Replaced { .. } => Self::Replaced,
            Class::Invalid(_) => Self::Invalid,
        }
    }

    /// Its name in JSON and CSV.
    pub fn key(self) -> &'static str {
        self.into()
    }
}

/// What became of an act in a word, unless it simply counts.
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

/// The other act that a class names.
pub fn other(case: &Case, class: &Class) -> Option<EventId> {
    match class {
        Class::Duplicate { of } => Some(case.event(*of).id),
        Class::Replaced { by } => Some(case.event(*by).id),
        Class::Recorded | Class::Applied | Class::Side | Class::Held(_) | Class::Invalid(_) => None,
    }
}

/// What became of an act, in a word, and why, unless it simply counts.
pub fn effect(case: &Case, place: usize) -> Option<(Text, Text)> {
    let class = &case.classes()[place];
    if let Some(by) = case.late_for(place) {
        let by = event_line(case, by);
        return Some((
            Text::of("tardío", "late"),
            Text::owned(
                format!("sin ver, ni ser visto por: {}", by.es),
                format!("it had not seen, nor was it seen by: {}", by.en),
            ),
        ));
    }
    if let Class::Replaced { by } = class
        && case.event(*by).did.refers_to() == Some(case.event(place).id)
        && matches!(case.event(*by).did, Act::Kept(_))
    {
        let by = case.event(*by).id.short(8);
        return Some((Text::of("mantenido", "kept"), text!("por {by}", "by {by}")));
    }
    if let Class::Held(reason) = class
        && is_idle(case, place, reason)
    {
        return Some((
            Text::of("sin efecto", "without effect"),
            Text::of(
                "lo que deshace ya no está en el camino del caso",
                "what it undoes is no longer on the path of the case",
            ),
        ));
    }
    turned(case, place).or_else(|| word(class).zip(why(case, class)))
}

/// What followed a suspension or the like, when and by whom: it was not taken back, the case went on.
pub fn turned(case: &Case, place: usize) -> Option<(Text, Text)> {
    let Class::Replaced { by } = case.classes()[place] else {
        return None;
    };
    let turn = |place: usize| match &case.event(place).did {
        Act::Turned { turn, .. } => Some(*turn),
        Act::Started(_)
        | Act::Completed(_)
        | Act::Returned(_)
        | Act::Redirected(_)
        | Act::Undone(_)
        | Act::Kept(_)
        | Act::Migrated(_)
        | Act::Waived(_)
        | Act::Retracted(_)
        | Act::Restored(_)
        | Act::Labelled { .. }
        | Act::Unlabelled { .. }
        | Act::Attached { .. }
        | Act::Noted { .. }
        | Act::Corrected(_)
        | Act::Assigned { .. }
        | Act::Linked { .. }
        | Act::Unknown { .. } => None,
    };
    turn(place)?;
    let word = match turn(by)? {
        Turn::Suspended => Text::of("suspendido después", "suspended later"),
        Turn::Resumed => Text::of("reanudado", "resumed"),
        Turn::Cancelled => Text::of("cancelado después", "cancelled later"),
        Turn::Reopened => Text::of("reabierto", "reopened"),
    };
    let (day, who) = (date(case.day(by)), &case.event(by).by);
    Some((word, text!("el {day} por {who}", "on {day} by {who}"; day)))
}

/// Whether an act only undoes work that the case does not come to any more: there is nothing to do
/// anew. It counts again if the case comes to that work again.
pub fn is_idle(case: &Case, place: usize, reason: &HeldReason) -> bool {
    let is_off_the_path = match reason {
        HeldReason::Changed { .. } | HeldReason::NotReached => true,
        HeldReason::Contested { .. } | HeldReason::Waits | HeldReason::Version { .. } => false,
    };
    is_off_the_path && matches!(case.event(place).did, Act::Undone(_))
}

/// Why an act is of this class.
pub fn why(case: &Case, class: &Class) -> Option<Text> {
    match class {
        Class::Recorded | Class::Applied => None,
        Class::Duplicate { of } => {
            let of = case.event(*of).id.short(8);
            Some(text!("dice lo mismo que {of}", "it says the same as {of}"))
        }
        Class::Side => Some(Text::of(
            "otro acto decidió lo mismo de otra forma, sin verlo",
            "another act decided the same differently, without having seen it",
        )),
        Class::Held(reason) => Some(held(reason)),
        Class::Replaced { by } => {
            let by = case.event(*by).id.short(8);
            Some(text!("por {by}, que lo vio", "by {by}, which had seen it"))
        }
        Class::Invalid(invalid) => Some(self::invalid(invalid)),
    }
}

/// Why an act is held.
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
        HeldReason::Version { contested: false } => Text::of(
            "se hizo con otra versión del procedimiento",
            "it was done under another version of the procedure",
        ),
        HeldReason::Version { contested: true } => Text::of(
            "se hizo con una versión del procedimiento que está en conflicto",
            "it was done under a version of the procedure that is in conflict",
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
        Invalid::NothingToKeep => Text::of(
            "mantiene un acto que no decidió lo mismo",
            "it keeps an act that did not decide the same",
        ),
        Invalid::NoVersion(version) => text!(
            "el registro no tiene la versión {version} del procedimiento",
            "the store has no version {version} of the procedure"
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

#[cfg(test)]
mod tests {
    use super::{ClassName, effect, held, invalid, other, why, word};
    use crate::engine::{Class, HeldReason, Invalid};
    use crate::model::{Act, AnswerKey, ItemId, Keeping, Prose, Subject, Turn, Undoing};
    use crate::testing::cases::SampleCase;
    use crate::testing::procedures::{number, procedure, step};
    use crate::words::Text;

    #[track_caller]
    fn case(found: &Text, es: &str, en: &str) {
        assert_eq!((&*found.es, &*found.en), (es, en));
    }

    /// What is said of each act that does not simply count, by its place.
    fn said(told: &SampleCase) -> Vec<(usize, String, String)> {
        let case = told.case();
        let places = 0..case.events().len();
        let said = places.filter_map(|place| Some((place, effect(&case, place)?)));
        said.map(|(place, (word, why))| {
            let in_full = |word: &str, why: &str| format!("{word}: {why}");
            (
                place,
                in_full(&word.es, &why.es),
                in_full(&word.en, &why.en),
            )
        })
        .collect()
    }

    #[test]
    fn a_suspension_is_ended_by_going_on_and_not_taken_back() {
        let mut told = SampleCase::of(procedure([step(1)]));
        for turn in [
            Turn::Suspended,
            Turn::Resumed,
            Turn::Suspended,
            Turn::Cancelled,
            Turn::Reopened,
        ] {
            let reason = Prose::recorded("reason");
            told.write("Ana", Act::Turned { turn, reason });
        }
        let on = |place: usize, es: &str, en: &str| {
            (
                place,
                format!("{es}: el 02/03/2026 por Ana"),
                format!("{en}: on 2026-03-02 by Ana"),
            )
        };
        assert_eq!(
            said(&told),
            [
                on(1, "reanudado", "resumed"),
                on(2, "suspendido después", "suspended later"),
                on(3, "cancelado después", "cancelled later"),
                on(4, "reabierto", "reopened"),
            ]
        );
    }

    #[test]
    fn what_undoes_work_that_is_not_reached_has_no_effect_until_it_is() {
        let mut told = SampleCase::of(procedure([step(1), step(2), step(3).ends()]));
        let mut done = Vec::new();
        for activity in [1, 2] {
            let event = told.complete("Ana", activity, &[]);
            done.push((activity, told.last().did.item().expect("of work"), event));
        }
        for (activity, item, event) in done.into_iter().rev() {
            let (activity, reason) = (number(activity), Prose::recorded("reason"));
            told.write(
                "Ana",
                Act::Undone(Undoing {
                    activity,
                    item,
                    event,
                    reason,
                }),
            );
        }
        let idle = (
            3,
            "sin efecto: lo que deshace ya no está en el camino del caso".to_owned(),
            "without effect: what it undoes is no longer on the path of the case".to_owned(),
        );
        let found = said(&told);
        assert_eq!(
            found.iter().filter(|one| one.0 == 3).collect::<Vec<_>>(),
            [&idle]
        );
        // The first is done and taken as it was: there it is again.
        let kept = told.events[1].clone();
        told.write(
            "Ana",
            Act::Kept(Keeping {
                activity: kept.did.activity(),
                subject: Subject::Item(kept.did.item().expect("of work")),
                event: kept.id,
                reason: Prose::recorded("reason"),
            }),
        );
        assert!(said(&told).iter().all(|one| one.0 != 3));
    }

    #[test]
    fn what_became_of_an_act_is_a_key_a_word_and_a_reason() {
        let told = SampleCase::of(procedure([step(1)]));
        let sample = told.case();
        let of = |class: &Class| {
            let said = word(class).zip(why(&sample, class));
            let said = said.map(|(word, why)| format!("{}: {}", word.en, why.en));
            (ClassName::of(class).key(), said.unwrap_or_default())
        };
        let case = |class: &Class, expected: (&str, &str)| {
            let found = of(class);
            assert_eq!((found.0, &*found.1), expected);
        };
        case(&Class::Recorded, ("recorded", ""));
        case(&Class::Applied, ("applied", ""));
        let start = sample.event(0).id;
        let duplicate = Class::Duplicate { of: 0 };
        assert_eq!(other(&sample, &duplicate), Some(start));
        let short = start.short(8);
        case(
            &duplicate,
            (
                "duplicate",
                &format!("duplicate: it says the same as {short}"),
            ),
        );
        case(
            &Class::Replaced { by: 0 },
            (
                "replaced",
                &format!("replaced: by {short}, which had seen it"),
            ),
        );
        case(
            &Class::Side,
            (
                "conflict",
                "in conflict: another act decided the same differently, without having seen it",
            ),
        );
        assert_eq!(other(&sample, &Class::Side), None);
        case(
            &Class::Held(HeldReason::Waits),
            ("held", "held: its activity waits for others now"),
        );
        case(
            &Class::Invalid(Invalid::AnswerCount(0)),
            (
                "invalid",
                "invalid: the answer that the activity asks for is missing",
            ),
        );
    }

    #[test]
    fn an_act_is_held_or_invalid_for_a_reason() {
        let subject = (number(8), ItemId::of(b"item"));
        case(
            &held(&HeldReason::Changed { subject }),
            "depende de la actividad 8, que ahora tiene otro resultado",
            "it rests on activity 8, which has another outcome now",
        );
        case(
            &held(&HeldReason::NotReached),
            "el caso no llega a su actividad",
            "the case does not come to its activity",
        );
        case(
            &invalid(&Invalid::NoActivity(number(99))),
            "el procedimiento no tiene la actividad 99",
            "the procedure has no activity 99",
        );
        case(
            &invalid(&Invalid::NoAnswer(AnswerKey::recorded("x"))),
            "la actividad no admite la respuesta `x`",
            "the activity has no answer `x`",
        );
        case(
            &invalid(&Invalid::AnswerCount(2)),
            "lleva 2 respuestas, más de las que la actividad admite",
            "it has 2 answers, more than the activity takes",
        );
        case(
            &invalid(&Invalid::NoTarget(number(3))),
            "la revisión no devuelve a la actividad 3",
            "the review does not return to activity 3",
        );
    }
}
