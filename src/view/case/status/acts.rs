use serde::Serialize;

use crate::engine::{Case, Class, Conflict, Held, HeldReason, Marks, Outcome, Side};
use crate::model::{ActName, ActivityNumber, AnswerKey, EventId, ItemId, Subject};
use crate::view::case::act;
use crate::view::case::behalf::Behalf;
use crate::view::case::class::{self, ClassName};
use crate::view::case::mark::MarkView;
use crate::view::case::migrations::moves;
use crate::view::page::moment::day;
use crate::words::Text;

#[derive(Clone, Debug, Serialize)]
pub struct HeldView {
    /// Nothing for an act on the case as a whole.
    pub activity: Option<ActivityNumber>,
    pub event: EventId,
    pub by: String,
    #[serde(flatten)]
    pub behalf: Behalf,
    pub at: String,
    pub reason: &'static str,
    /// The activity on which it rests and that is contested or changed.
    pub on: Option<ActivityNumber>,
    pub marks: Vec<MarkView>,
    /// The reason in words.
    #[serde(skip)]
    pub why: Text,
}

/// An act off the path of the procedure.
#[derive(Clone, Debug, Serialize)]
pub struct DeviationView {
    pub event: EventId,
    pub did: ActName,
    pub activity: Option<ActivityNumber>,
    pub to: Vec<ActivityNumber>,
    /// The event that it undoes, keeps or corrects.
    pub of: Option<EventId>,
    pub reason: String,
    pub at: String,
    pub by: String,
    #[serde(flatten)]
    pub behalf: Behalf,
    pub class: ClassName,
    pub marks: Vec<MarkView>,
    /// What was done, in words.
    #[serde(skip)]
    pub said: Text,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReplacedView {
    pub activity: Option<ActivityNumber>,
    pub event: EventId,
    pub replaced_by: EventId,
    pub marks: Vec<MarkView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct InvalidView {
    pub activity: Option<ActivityNumber>,
    pub event: EventId,
    pub marks: Vec<MarkView>,
}

/// An act in which something does not fit.
#[derive(Clone, Debug, Serialize)]
pub struct MarkedView {
    pub event: EventId,
    pub did: ActName,
    pub activity: Option<ActivityNumber>,
    pub at: String,
    pub by: String,
    #[serde(flatten)]
    pub behalf: Behalf,
    pub marks: Vec<MarkView>,
    /// What was done, in words.
    #[serde(skip)]
    pub said: Text,
}

#[derive(Clone, Debug, Serialize)]
pub struct ConflictView {
    /// Nothing where the case itself, or the version under which it runs, is in conflict.
    pub activity: Option<ActivityNumber>,
    pub item: Option<ItemId>,
    pub sides: Vec<SideView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SideView {
    pub event: EventId,
    pub also: Vec<EventId>,
    /// The name of the first event that says so.
    pub did: ActName,
    pub answers: Vec<AnswerKey>,
    pub to: Vec<ActivityNumber>,
    pub by: String,
    #[serde(flatten)]
    pub behalf: Behalf,
    pub at: String,
    /// Acts that rest on it.
    pub held: usize,
    /// Those of the first event that says so, then of the others.
    pub marks: Vec<MarkView>,
    /// The version to which it moves the case, where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The activities that bear another number there.
    #[serde(skip)]
    pub moves: Option<String>,
}

impl HeldView {
    pub fn of(case: &Case, held: &Held, marks: &Marks) -> Self {
        let event = case.event(held.place);
        let (reason, on) = match &held.reason {
            HeldReason::Contested { subject, .. } => ("contested", Some(subject.0)),
            HeldReason::Changed { subject } => ("changed", Some(subject.0)),
            HeldReason::Waits => ("waits", None),
            HeldReason::NotReached => ("not-reached", None),
            HeldReason::Version { contested: true } => ("contested", None),
            HeldReason::Version { contested: false } => ("changed", None),
        };
        Self {
            activity: event.did.activity(),
            event: event.id,
            by: event.by.to_string(),
            behalf: Behalf::of(event),
            at: case.at(held.place).to_string(),
            reason,
            on,
            marks: MarkView::all(marks.at(held.place)),
            why: class::held(&held.reason),
        }
    }
}

impl ConflictView {
    pub fn of(case: &Case, conflict: &Conflict, marks: &Marks) -> Self {
        Self {
            activity: conflict.activity,
            item: match conflict.subject {
                Subject::Item(item) => Some(item),
                Subject::Case | Subject::Version(_) => None,
            },
            sides: conflict
                .sides
                .iter()
                .map(|side| SideView::of(case, side, marks))
                .collect(),
        }
    }
}

impl SideView {
    pub fn of(case: &Case, side: &Side, marks: &Marks) -> Self {
        let event = case.event(side.places[0]);
        let (answers, to) = parts(&side.outcome);
        let (mut version, mut renumbered) = (None, None);
        if let Outcome::Version { digest, map } = &side.outcome {
            version = case.definition(digest).map(|one| one.procedure.version);
            renumbered = moves(map);
        }
        Self {
            event: event.id,
            also: side.places[1..]
                .iter()
                .map(|place| case.event(*place).id)
                .collect(),
            did: event.did.name(),
            answers,
            to,
            by: event.by.to_string(),
            behalf: Behalf::of(event),
            at: case.at(side.places[0]).to_string(),
            held: side.held,
            marks: side
                .places
                .iter()
                .flat_map(|place| MarkView::all(marks.at(*place)))
                .collect(),
            version,
            moves: renumbered,
        }
    }
}

impl DeviationView {
    pub fn of(case: &Case, place: usize, marks: &Marks) -> Self {
        let event = case.event(place);
        let reason = event.did.reason();
        Self {
            event: event.id,
            did: event.did.name(),
            activity: event.did.activity(),
            to: act::targets(&event.did),
            of: event.did.refers_to(),
            reason: reason.map_or_else(String::new, ToString::to_string),
            at: case.at(place).to_string(),
            by: event.by.to_string(),
            behalf: Behalf::of(event),
            class: ClassName::of(&case.classes()[place]),
            marks: MarkView::all(marks.at(place)),
            said: act::did(case.procedure_of(place), &event.did),
        }
    }
}

impl DeviationView {
    /// What was done, by whom and when.
    pub fn told(&self) -> Text {
        told(&self.said, &self.behalf.of_whom(&self.by), &self.at)
    }
}

fn told(said: &Text, by: &Text, at: &str) -> Text {
    let day = day(at);
    Text::of_each(|language| {
        let (said, by) = (said.get(language), by.get(language));
        format!("{said}: {by}, {day}")
    })
}

impl MarkedView {
    /// What was done, by whom and when.
    pub fn told(&self) -> Text {
        told(&self.said, &self.behalf.of_whom(&self.by), &self.at)
    }

    pub fn all(case: &Case, marks: &Marks) -> Vec<Self> {
        marks
            .iter()
            .map(|(place, marks)| {
                let event = case.event(place);
                Self {
                    event: event.id,
                    did: event.did.name(),
                    activity: event.did.activity(),
                    at: case.at(place).to_string(),
                    by: event.by.to_string(),
                    behalf: Behalf::of(event),
                    marks: MarkView::all(marks),
                    said: act::did(case.procedure_of(place), &event.did),
                }
            })
            .collect()
    }
}

pub fn replaced(case: &Case, marks: &Marks) -> Vec<ReplacedView> {
    let classes = case.classes().iter().enumerate();
    classes
        .filter_map(|(place, class)| match class {
            Class::Replaced { by } => Some(ReplacedView {
                activity: case.event(place).did.activity(),
                event: case.event(place).id,
                replaced_by: case.event(*by).id,
                marks: MarkView::all(marks.at(place)),
            }),
            Class::Recorded
            | Class::Applied
            | Class::Duplicate { .. }
            | Class::Side
            | Class::Held(_)
            | Class::Invalid(_) => None,
        })
        .collect()
}

pub fn invalid(case: &Case, marks: &Marks) -> Vec<InvalidView> {
    let classes = case.classes().iter().enumerate();
    classes
        .filter(|(_, class)| matches!(class, Class::Invalid(_)))
        .map(|(place, _)| InvalidView {
            activity: case.event(place).did.activity(),
            event: case.event(place).id,
            marks: MarkView::all(marks.at(place)),
        })
        .collect()
}

/// The answers and the targets of an outcome.
pub fn parts(outcome: &Outcome) -> (Vec<AnswerKey>, Vec<ActivityNumber>) {
    match outcome {
        Outcome::Done(answers) => (answers.to_vec(), Vec::new()),
        Outcome::Returned(to) => (Vec::new(), vec![*to]),
        Outcome::Moved(to) | Outcome::Gone(to) => (Vec::new(), to.clone()),
        Outcome::State(_) | Outcome::Version { .. } => (Vec::new(), Vec::new()),
    }
}
