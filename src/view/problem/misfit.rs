//! What does not fit together in a definition, in words.

use crate::definition::Misfit;
use crate::text;
use crate::view::problem::name::named;
use crate::words::Text;

/// What does not fit together in a definition, as a fact in lower case.
pub(in crate::view) fn misfit_sentence(misfit: &Misfit) -> Text {
    match misfit {
        Misfit::NoActivity => Text::of(
            "el procedimiento no tiene actividades",
            "the procedure has no activities",
        ),
        Misfit::TooManyActivities { found, most } => text!(
            "hay {found} actividades, más de {most}",
            "there are {found} activities, more than {most}",
        ),
        Misfit::NumberTwice(number) => text!(
            "el número {number} ya es de otra actividad",
            "number {number} belongs to another activity already",
        ),
        Misfit::NumberSkipped { found, expected } => text!(
            "la actividad {found} está donde se espera la {expected}",
            "activity {found} stands where {expected} is expected",
        ),
        Misfit::NumberOutOfOrder { found, after } => text!(
            "la actividad {found} viene después de la {after}",
            "activity {found} comes after {after}",
        ),
        Misfit::GroupTwice => Text::of(
            "este grupo de salidas repite otro de la actividad",
            "this group of outputs repeats another of the activity",
        ),
        Misfit::TooFewAnswers(0) => Text::of(
            "la pregunta no tiene respuestas",
            "the question has no answers",
        ),
        Misfit::TooFewAnswers(_) => Text::of(
            "la pregunta tiene una sola respuesta",
            "the question has one answer only",
        ),
        Misfit::AnswerWithoutTitle(key) => {
            let key = named(key);
            text!(
                "falta `title` en la respuesta {key}",
                "`title` is missing from the answer {key}"
            )
        }
        Misfit::WhenWithoutQuestion => Text::of(
            "`when` está en una actividad que no pregunta nada",
            "`when` stands in an activity that asks nothing",
        ),
        Misfit::ResultButLeadsOn(key) => {
            let key = named(key);
            text!(
                "el final {key} está donde todavía sigue otra actividad",
                "the ending {key} stands where another activity still follows",
            )
        }
        Misfit::EntityFromNowhere(number) => text!(
            "`entity_from` nombra `{number}`, que no es una actividad",
            "`entity_from` names `{number}`, which is not an activity",
        ),
        Misfit::LeadsNowhere { from, to } => text!(
            "la actividad {from} lleva a `{to}`, que no es una actividad",
            "activity {from} leads to `{to}`, which is not an activity",
        ),
        Misfit::LeadsTwice { from, to } => text!(
            "la actividad {from} lleva dos veces a la {to}",
            "activity {from} leads to {to} twice",
        ),
        Misfit::LeadsAlways { from, to } => text!(
            "la actividad {from} lleva a la {to} con cualquier respuesta",
            "activity {from} leads to {to} whatever is answered",
        ),
        Misfit::NothingAfterLast(number) => text!(
            "la actividad {number} lleva a la siguiente, y es la última",
            "activity {number} leads to the following one, and is the last",
        ),
        Misfit::ReviewOfItself(number) => text!(
            "la actividad {number} se revisa a sí misma",
            "activity {number} reviews itself",
        ),
        Misfit::ReviewOfLater { number, of } => text!(
            "la actividad {number} revisa la {of}, que viene después",
            "activity {number} reviews {of}, which comes later",
        ),
        Misfit::ReviewOfNothing { number, of } => text!(
            "la actividad {number} revisa `{of}`, que no es una actividad",
            "activity {number} reviews `{of}`, which is not an activity",
        ),
        Misfit::ReviewTwice(of) => text!(
            "la actividad {of} figura dos veces en la revisión",
            "activity {of} is reviewed twice",
        ),
    }
}
