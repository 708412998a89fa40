//! Why an unsound procedure is refused, as a report and in JSON.

use std::ops::Range;

use serde::Serialize;

use crate::definition::Loaded;
use crate::engine::{ActivitySet, Choice, Impasse, Refused, Step};
use crate::model::{ActivityNumber, AnswerKey};
use crate::text;
use crate::view::each::each;
use crate::view::problem::refused_words::{awaited, hint, refused_sentence, trace, way};
use crate::view::problem::report::{Cursor, ProblemView};
use crate::view::problem::snippet::{LabelledSpan, Manner, Notice, Source, snippet};
use crate::words::Text;

/// Why an unsound procedure is refused: one excerpt for each reason, with the shortest trace.
pub fn refused_report(
    source: Source,
    loaded: &Loaded,
    refused: &[Refused],
    manner: Manner,
) -> String {
    let report = |one| snippet(source, &notice(loaded, one), manner);
    each(refused, report).join("\n")
}

/// Why a procedure is refused, in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefusedView {
    #[serde(flatten)]
    pub problem: ProblemView,
    /// The activities that it is about.
    pub activities: Vec<ActivityNumber>,
    /// The fewest acts that lead there.
    pub trace: Vec<StepView>,
}

/// Of what is written in the file, whatever its flow.
impl From<ProblemView> for RefusedView {
    fn from(problem: ProblemView) -> Self {
        Self {
            problem,
            activities: Vec::new(),
            trace: Vec::new(),
        }
    }
}

/// One act of a trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepView {
    pub activity: ActivityNumber,
    pub answers: Vec<AnswerKey>,
    /// Where a review returned the work to.
    pub to: Option<ActivityNumber>,
}

/// Why a procedure is refused, in JSON, in the order of the report.
pub fn refused_views(text: &str, loaded: &Loaded, refused: &[Refused]) -> Vec<RefusedView> {
    each(refused, |one| RefusedView::of(text, loaded, one))
}

impl RefusedView {
    fn of(text: &str, loaded: &Loaded, refused: &Refused) -> Self {
        let mut cursor = Cursor::START;
        let place = places(loaded, refused).into_iter().next();
        cursor.move_to(text, place.map_or(0, |place| place.span.start));
        Self {
            problem: ProblemView {
                kind: kind(refused),
                line: Some(cursor.line),
                column: Some(cursor.column),
                text: refused_sentence(refused),
                hint: Some(hint(refused)),
            },
            activities: activities(refused).iter().collect(),
            trace: each(trace(refused).unwrap_or_default(), StepView::of),
        }
    }
}

impl StepView {
    fn of(step: &Step) -> Self {
        let activity = step.activity;
        match &step.choice {
            Choice::Completed(answers) => Self {
                activity,
                answers: answers.clone(),
                to: None,
            },
            Choice::Returned(to) => Self {
                activity,
                answers: Vec::new(),
                to: Some(*to),
            },
        }
    }
}

const fn kind(refused: &Refused) -> &'static str {
    match refused {
        Refused::NeverStarts { .. } => "never-starts",
        Refused::NoEnd { impasse, .. } => match impasse {
            Impasse::Deadlock(_) => "deadlock",
            Impasse::Livelock(_) => "livelock",
        },
        Refused::TwoItems { .. } => "two-items",
        Refused::Ambiguous { .. } => "ambiguous-join",
        Refused::NotProved { .. } | Refused::TooLong => "not-proved",
    }
}

fn activities(refused: &Refused) -> ActivitySet {
    match refused {
        Refused::NeverStarts { activity }
        | Refused::TwoItems { activity, .. }
        | Refused::Ambiguous { activity, .. } => ActivitySet::EMPTY.with(*activity),
        Refused::NoEnd { impasse, .. } => match impasse {
            Impasse::Deadlock(waiting) => waiting.iter().map(|(activity, _)| *activity).collect(),
            Impasse::Livelock(done) => *done,
        },
        Refused::NotProved { .. } | Refused::TooLong => ActivitySet::EMPTY,
    }
}

fn notice(loaded: &Loaded, refused: &Refused) -> Notice {
    Notice {
        places: places(loaded, refused),
        notes: trace(refused).map(way).into_iter().collect(),
        ..Notice::error(refused_sentence(refused), Some(hint(refused)))
    }
}

/// The places that it is about, the main one first.
fn places(loaded: &Loaded, refused: &Refused) -> Vec<LabelledSpan> {
    let number = |activity| loaded.places.activity(activity);
    match refused {
        Refused::NeverStarts { activity } => vec![LabelledSpan::unlabelled(number(*activity))],
        Refused::NoEnd { impasse, .. } => match impasse {
            Impasse::Deadlock(waiting) => each(waiting, |(activity, whom)| {
                let Text { es, en } = awaited(*whom);
                LabelledSpan {
                    span: number(*activity),
                    label: Some(text!("espera {es}", "waits for {en}")),
                }
            }),
            Impasse::Livelock(done) => {
                each(done.iter(), |one| LabelledSpan::unlabelled(number(one)))
            }
        },
        Refused::TwoItems { activity, trace } => {
            let cause = trace.last().map(|step| second(loaded, *activity, step));
            let own = LabelledSpan::unlabelled(number(*activity));
            std::iter::once(own).chain(cause).collect()
        }
        Refused::Ambiguous { activity, .. } => vec![LabelledSpan {
            span: number(*activity),
            label: Some(Text::of(
                "podría leerse que espera, o que empieza",
                "it could be read to wait, or to start",
            )),
        }],
        Refused::NotProved { .. } | Refused::TooLong => vec![LabelledSpan {
            span: number(ActivityNumber::FIRST),
            label: Some(Text::of("desde aquí", "from here on")),
        }],
    }
}

/// What makes an activity pending a second time.
fn second(loaded: &Loaded, activity: ActivityNumber, step: &Step) -> LabelledSpan {
    let number = step.activity;
    match &step.choice {
        Choice::Returned(_) => LabelledSpan {
            span: loaded.places.review(number),
            label: Some(text!(
                "la {number} la devolvería cuando todavía está pendiente",
                "{number} would return it while it is still pending",
            )),
        },
        Choice::Completed(answers) => LabelledSpan {
            span: flow(loaded, activity, number, answers),
            label: Some(text!(
                "la {number} llevaría a ella cuando todavía está pendiente",
                "{number} would lead to it while it is still pending",
            )),
        },
    }
}

/// The place where the file says that these answers lead from one activity to another.
fn flow(
    loaded: &Loaded,
    to: ActivityNumber,
    from: ActivityNumber,
    answers: &[AnswerKey],
) -> Range<usize> {
    let known = loaded.procedure.activity(from);
    let known = known.map_or(&[][..], |activity| activity.answers());
    let mut leading = known
        .iter()
        .filter(|answer| answers.contains(&answer.key) && answer.next.contains(&to));
    match leading.next() {
        Some(answer) => loaded.places.answer(from, &answer.key),
        None => loaded.places.next(from),
    }
}

#[cfg(test)]
mod tests {
    use super::refused_views;
    use crate::definition::{Catalogue, Loaded, load};
    use crate::engine::{Net, prove};

    const CATALOGUE: &str = "
        [[role]]
        key = \"jefe\"
        title = { es = \"Jefatura\", en = \"Head\" }
    ";

    /// A procedure of these activities.
    fn loaded(activities: &[(&str, &str)]) -> (String, Loaded) {
        let mut text = String::from("id = \"demo\"\nversion = 1\n");
        text.push_str("title = { es = \"Demo\", en = \"Demo\" }\n");
        for (number, flow) in activities {
            text.push_str("[[activity]]\n");
            text.push_str("title = { es = \"Paso\", en = \"Step\" }\n");
            text.push_str("role = \"jefe\"\n");
            text.push_str("outputs = [\"flujo\"]\n");
            text.extend(["number = ", number, "\n", flow, "\n"]);
        }
        let outputs = CATALOGUE.replace("role", "output").replace("jefe", "flujo");
        let catalogue = Catalogue::load(CATALOGUE, &outputs).unwrap();
        let loaded = load(&text, &catalogue).unwrap();
        (text, loaded)
    }

    #[track_caller]
    fn case(activities: &[(&str, &str)], expected: &str) {
        let (text, loaded) = loaded(activities);
        let procedure = &loaded.procedure;
        let refused = prove(procedure, &Net::of(procedure)).unwrap_err();
        let views = refused_views(&text, &loaded, &refused);
        assert_eq!(serde_json::to_string_pretty(&views).unwrap(), expected);
    }

    #[test]
    fn a_refusal_is_given_to_scripts_with_its_activities_and_the_acts_that_lead_there() {
        case(
            &[
                ("1", "next = [2, 3]"),
                ("2", "next = []"),
                ("3", "next = []\nreview = [2]"),
            ],
            r#"[
  {
    "kind": "two-items",
    "line": 14,
    "column": 1,
    "es": "la actividad 2 podría quedar pendiente dos veces a la vez",
    "en": "activity 2 could be pending twice at the same time",
    "hint": {
      "es": "que nada más deje pendiente la 2 mientras la 3 pueda devolverla",
      "en": "let nothing else make 2 pending while 3 can still return it"
    },
    "activities": [
      2
    ],
    "trace": [
      {
        "activity": 1,
        "answers": [],
        "to": null
      },
      {
        "activity": 3,
        "answers": [],
        "to": 2
      }
    ]
  }
]"#,
        );
    }

    #[test]
    fn an_act_of_a_trace_names_its_answers() {
        let question = "question = { text = { es = \"¿Va?\", en = \"Right?\" }, answers = [
            { key = \"yes\", next = [] }, { key = \"no\", next = [2] } ] }";
        case(
            &[("1", question), ("2", "next = [2]")],
            r#"[
  {
    "kind": "livelock",
    "line": 15,
    "column": 1,
    "es": "un caso podría no terminar nunca: solo quedaría por hacer la actividad 2, una y otra vez",
    "en": "a case could never end: only activity 2 would be left to do, again and again",
    "hint": {
      "es": "agregue una respuesta que lleve al final, o `next = []` donde nada sigue",
      "en": "add an answer that leads to the end, or `next = []` where nothing follows"
    },
    "activities": [
      2
    ],
    "trace": [
      {
        "activity": 1,
        "answers": [
          "no"
        ],
        "to": null
      }
    ]
  }
]"#,
        );
    }
}
