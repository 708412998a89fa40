//! Acts and conflicts in the answer of `case status`.

use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::{Case, Conflict, Held, HeldReason, Marks, Outcome, Side};
use crate::model::{ActName, ActivityNumber, AnswerKey, EventId, ItemId, Subject};
use crate::view::case::act;
use crate::view::case::behalf::{Behalf, Signed};
use crate::view::case::class::{self, ClassName};
use crate::view::case::mark::MarkView;
use crate::view::case::migrations::moves;
use crate::view::each::each;
use crate::words::Text;

#[derive(Clone, Debug, Serialize)]
pub struct HeldView {
    /// None for an act on the whole case.
    pub activity: Option<ActivityNumber>,
    pub event: EventId,
    pub by: String,
    #[serde(flatten)]
    pub behalf: Behalf,
    pub at: String,
    pub reason: &'static str,
    /// The contested or changed activity that it rests on.
    pub on: Option<ActivityNumber>,
    pub marks: Vec<MarkView>,
    /// The reason in words.
    #[serde(skip)]
    pub why: Text,
    #[serde(skip)]
    pub day: NaiveDate,
    /// Whether nothing hangs on it as the case stands.
    #[serde(skip)]
    pub is_idle: bool,
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
    #[serde(flatten)]
    pub signed: Signed,
    pub class: ClassName,
    pub marks: Vec<MarkView>,
    /// What was done, in words.
    #[serde(skip)]
    pub said: Text,
}

/// An act without effect: replaced or invalid.
#[derive(Clone, Debug, Serialize)]
pub struct WithoutEffect {
    pub activity: Option<ActivityNumber>,
    pub event: EventId,
    pub replaced_by: Option<EventId>,
    pub marks: Vec<MarkView>,
}

/// A marked act.
#[derive(Clone, Debug, Serialize)]
pub struct MarkedView {
    pub event: EventId,
    pub did: ActName,
    pub activity: Option<ActivityNumber>,
    #[serde(flatten)]
    pub signed: Signed,
    pub marks: Vec<MarkView>,
    /// What was done, in words.
    #[serde(skip)]
    pub said: Text,
}

#[derive(Clone, Debug, Serialize)]
pub struct ConflictView {
    /// None if the conflict is about the case itself or its version.
    pub activity: Option<ActivityNumber>,
    pub item: Option<ItemId>,
    pub sides: Vec<SideView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SideView {
    pub event: EventId,
    pub also: Vec<EventId>,
    /// The act of the first event on this side.
    pub did: ActName,
    pub answers: Vec<AnswerKey>,
    pub to: Vec<ActivityNumber>,
    pub by: String,
    #[serde(flatten)]
    pub behalf: Behalf,
    pub at: String,
    /// How many acts rest on it.
    pub held: usize,
    /// The marks of its first event, then of the others.
    pub marks: Vec<MarkView>,
    /// The version that it migrates the case to.
    pub version: Option<u32>,
    /// The activities that this version renumbers.
    #[serde(skip)]
    pub moves: Option<String>,
    #[serde(skip)]
    pub day: NaiveDate,
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
            day: case.day(held.place),
            is_idle: class::is_idle(case, held.place, &held.reason),
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
            sides: each(&conflict.sides, |side| SideView::of(case, side, marks)),
        }
    }
}

impl SideView {
    pub fn of(case: &Case, side: &Side, marks: &Marks) -> Self {
        let event = case.event(side.places[0]);
        let of_places = side.places.iter().map(|place| marks.at(*place));
        let (answers, to) = parts(&side.outcome);
        let (mut version, mut renumbered) = (None, None);
        if let Outcome::Version { digest, map } = &side.outcome {
            version = case.definition(digest).map(|one| one.procedure.version);
            renumbered = moves(map);
        }
        Self {
            event: event.id,
            also: each(&side.places[1..], |place| case.event(*place).id),
            did: event.did.name(),
            answers,
            to,
            by: event.by.to_string(),
            behalf: Behalf::of(event),
            at: case.at(side.places[0]).to_string(),
            held: side.held,
            marks: of_places.flat_map(MarkView::all).collect(),
            version,
            moves: renumbered,
            day: case.day(side.places[0]),
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
            signed: Signed::of(case, place),
            class: ClassName::of(&case.classes()[place]),
            marks: MarkView::all(marks.at(place)),
            said: act::event_act(case, place),
        }
    }

    /// What was done, by whom and when.
    pub fn line(&self) -> Text {
        self.signed.under(&self.said)
    }
}

impl MarkedView {
    /// What was done, by whom and when.
    pub fn line(&self) -> Text {
        self.signed.under(&self.said)
    }

    pub fn all(case: &Case, marks: &Marks) -> Vec<Self> {
        each(marks.iter(), |(place, marks)| {
            let event = case.event(place);
            Self {
                event: event.id,
                did: event.did.name(),
                activity: event.did.activity(),
                signed: Signed::of(case, place),
                marks: MarkView::all(marks),
                said: act::event_act(case, place),
            }
        })
    }
}

impl WithoutEffect {
    /// The acts of this class.
    pub fn all(case: &Case, marks: &Marks, class: ClassName) -> Vec<Self> {
        let classes = case.classes().iter().enumerate();
        let found = classes.filter(|(_, one)| ClassName::of(one) == class);
        each(found, |(place, one)| Self {
            activity: case.event(place).did.activity(),
            event: case.event(place).id,
            replaced_by: class::other(case, one),
            marks: MarkView::all(marks.at(place)),
        })
    }
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
