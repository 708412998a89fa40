//! Why an unsound procedure is refused, in words.

use crate::engine::{ActivitySet, Choice, Impasse, Refused, Step};
use crate::model::{ActivityNumber, AnswerKey};
use crate::text;
use crate::view::each::each;
use crate::view::page::joined::all_of_texts;
use crate::words::{Language, Text, all_of, listed};

/// What is wrong, as a fact in lower case.
pub fn refused_sentence(refused: &Refused) -> Text {
    match refused {
        Refused::NeverStarts { activity } => text!(
            "la actividad {activity} nunca podría empezar: desde la 1 no se llega a ella",
            "activity {activity} could never start: it cannot be reached from 1",
        ),
        Refused::NoEnd { impasse, .. } => match impasse {
            Impasse::Deadlock(waiting) => standstill(waiting),
            Impasse::Livelock(done) => round(*done),
        },
        Refused::TwoItems { activity, .. } => text!(
            "la actividad {activity} podría quedar pendiente dos veces a la vez",
            "activity {activity} could be pending twice at the same time",
        ),
        Refused::Ambiguous {
            activity, awaiting, ..
        } => {
            let Text { es, en } = awaited(*awaiting);
            text!(
                "no está claro si la actividad {activity} tendría que esperar {es}",
                "it is not clear whether activity {activity} would have to wait for {en}",
            )
        }
        Refused::NotProved { bound } => {
            let (es, en) = (grouped(*bound, '.'), grouped(*bound, ','));
            text!(
                "no se pudo comprobar: un caso puede llegar a más de {es} situaciones distintas",
                "not proved: a case can come to more than {en} different situations",
            )
        }
        Refused::TooLong => Text::of(
            "no se pudo comprobar: recorrer las situaciones a las que puede llegar un caso toma demasiado",
            "not proved: going through the situations that a case can come to takes too much",
        ),
    }
}

/// What would help.
pub fn hint(refused: &Refused) -> Text {
    match refused {
        Refused::NeverStarts { activity } => text!(
            "agregue {activity} al `next` de la actividad que la precede, o quite la actividad {activity}",
            "add {activity} to the `next` of the activity that it follows, or take activity {activity} out",
        ),
        Refused::NoEnd { impasse, .. } => match impasse {
            Impasse::Deadlock(_) => Text::of(
                "quite el camino por el que una de ellas podría llevar a otra que la espera",
                "take out the way by which one of them could lead to another that waits for it",
            ),
            Impasse::Livelock(_) => Text::of(
                "agregue una respuesta que lleve al final, o `next = []` donde nada sigue",
                "add an answer that leads to the end, or `next = []` where nothing follows",
            ),
        },
        Refused::TwoItems { activity, trace } => before_again(*activity, trace),
        Refused::Ambiguous { activity, .. } => text!(
            "lo que está en curso podría llegar a la {activity} por un camino que falta o, de nuevo, por uno que ya llegó; deje solo uno de los dos",
            "what is under way could come to {activity} by a way still missing or, again, by one that has arrived; leave only one of the two",
        ),
        Refused::NotProved { .. } | Refused::TooLong => Text::of(
            "ponga menos ramas en paralelo, o menos respuestas que puedan darse a la vez",
            "have fewer branches in parallel, or fewer answers that can be given at once",
        ),
    }
}

/// The trace that leads to the fault, if there is one.
pub fn refused_trace(refused: &Refused) -> Option<Text> {
    trace(refused).map(way)
}

pub fn trace(refused: &Refused) -> Option<&[Step]> {
    match refused {
        Refused::NoEnd { trace, .. }
        | Refused::TwoItems { trace, .. }
        | Refused::Ambiguous { trace, .. } => Some(trace),
        Refused::NeverStarts { .. } | Refused::NotProved { .. } | Refused::TooLong => None,
    }
}

/// A trace in the numbers of the file: `1 → 2 (yes) → 8 ↩ 7`.
pub fn way(trace: &[Step]) -> Text {
    if trace.is_empty() {
        return Text::of("ocurre desde el comienzo", "it happens from the start");
    }
    let steps: Vec<String> = trace.iter().map(step).collect();
    let steps = steps.join(" → ");
    let returned = trace.iter().find_map(|step| match &step.choice {
        Choice::Returned(to) => Some((step.activity, to)),
        Choice::Completed(_) => None,
    });
    match returned {
        Some((from, to)) => text!(
            "ocurre después de {steps} (`{from} ↩ {to}`: la {from} devuelve el trabajo a la {to})",
            "it happens after {steps} (`{from} ↩ {to}`: {from} returns the work to {to})"
        ),
        None => text!("ocurre después de {steps}", "it happens after {steps}"),
    }
}

/// «a la 5 y a la 6», “5 and 6”.
pub fn awaited(activities: ActivitySet) -> Text {
    Text::of_each(|language| {
        let named = each(activities.iter(), |number| match language {
            Language::Spanish => format!("a la {number}"),
            Language::English => number.to_string(),
        });
        listed(&named, language)
    })
}

fn standstill(waiting: &[(ActivityNumber, ActivitySet)]) -> Text {
    let waits = each(waiting, |(who, whom)| {
        let Text { es, en } = awaited(*whom);
        text!("la {who} espera {es}", "{who} waits for {en}")
    });
    let Text { es, en } = all_of_texts(&waits);
    text!(
        "un caso podría quedar detenido: {es}",
        "a case could come to a standstill: {en}",
    )
}

fn round(done: ActivitySet) -> Text {
    let Text { es, en } = all_of(&done.iter().collect::<Vec<_>>());
    match done.len() {
        1 => text!(
            "un caso podría no terminar nunca: solo quedaría por hacer la actividad {es}, una y otra vez",
            "a case could never end: only activity {en} would be left to do, again and again",
        ),
        _ => text!(
            "un caso podría no terminar nunca: solo quedarían por hacer las actividades {es}, una y otra vez",
            "a case could never end: only activities {en} would be left to do, again and again",
        ),
    }
}

/// A number with separated thousands.
fn grouped(number: usize, separator: char) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

fn step(step: &Step) -> String {
    let activity = step.activity;
    match &step.choice {
        Choice::Returned(to) => format!("{activity} ↩ {to}"),
        Choice::Completed(answers) if answers.is_empty() => activity.to_string(),
        Choice::Completed(answers) => {
            let keys: Vec<&str> = answers.iter().map(AnswerKey::as_str).collect();
            format!("{activity} ({})", keys.join(" + "))
        }
    }
}

/// The hint on an activity that could be pending twice.
fn before_again(activity: ActivityNumber, trace: &[Step]) -> Text {
    match trace.last() {
        Some(Step {
            activity: review,
            choice: Choice::Returned(_),
        }) => text!(
            "que nada más deje pendiente la {activity} mientras la {review} pueda devolverla",
            "let nothing else make {activity} pending while {review} can still return it",
        ),
        Some(_) | None => Text::of(
            "antes de volver a una actividad, todo lo que salió de ella tiene que haberse reunido",
            "before going back to an activity, all that went out from it has to have come together",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        let numbers = [7, 999, 1000, 200_000, 1_234_567];
        let grouped = numbers.map(|number| grouped(number, '.'));
        assert_eq!(grouped, ["7", "999", "1.000", "200.000", "1.234.567"]);
    }
}
