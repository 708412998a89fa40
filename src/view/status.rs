use serde::Serialize;

use crate::engine::{
    Case, Class, Conflict, Done, Fewest, Held, HeldReason, Outcome, Ready, Side, Standing, Waiting,
};
use crate::model::{ActivityNumber, AnswerKey, CaseId, EventId, ItemId, OutputKind, RoleId};
use crate::view::class;
use crate::words::Text;

/// The answer of `case status`: what a case's journal and definition say, and nothing that hangs
/// on the clock, the language or the store.
#[derive(Clone, Debug, Serialize)]
pub struct StatusView {
    pub case: String,
    pub procedure: String,
    pub version: u32,
    pub title: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// The first of `entities`.
    pub entity: Option<String>,
    pub entities: Vec<String>,
    pub started: StartedView,
    pub state: &'static str,
    pub result: Option<String>,
    pub in_conflict: bool,
    pub stuck: bool,
    pub ready: Vec<ReadyView>,
    pub waiting: Vec<WaitingView>,
    pub done: Vec<DoneView>,
    pub held: Vec<HeldView>,
    pub replaced: Vec<ReplacedView>,
    pub invalid: Vec<InvalidView>,
    pub progress: ProgressView,
    pub conflicts: Vec<ConflictView>,
    /// Whether only a later version of the program understands all of it.
    pub newer: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct StartedView {
    pub event: EventId,
    pub at: String,
    pub by: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReadyView {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub title: Text,
    pub role: Vec<RoleId>,
    pub since: String,
    pub answers: Vec<AnswerKey>,
    pub returns_to: Vec<ActivityNumber>,
    pub owes: Vec<Vec<OutputKind>>,
    /// Whether it came back from a review.
    pub returned: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct WaitingView {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub arrived_from: Vec<ActivityNumber>,
    pub awaiting: Vec<ActivityNumber>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DoneView {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub did: &'static str,
    pub answers: Vec<AnswerKey>,
    pub to: Vec<ActivityNumber>,
    pub event: EventId,
    pub also: Vec<EventId>,
    pub at: String,
    pub by: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct HeldView {
    pub activity: ActivityNumber,
    pub event: EventId,
    pub by: String,
    pub at: String,
    pub reason: &'static str,
    /// The activity on which it rests and that is contested or changed.
    pub on: Option<ActivityNumber>,
    /// The reason in words.
    #[serde(skip)]
    pub why: Text,
}

#[derive(Clone, Debug, Serialize)]
pub struct ReplacedView {
    pub activity: ActivityNumber,
    pub event: EventId,
    pub replaced_by: EventId,
}

#[derive(Clone, Debug, Serialize)]
pub struct InvalidView {
    pub activity: ActivityNumber,
    pub event: EventId,
}

#[derive(Clone, Copy, Debug, Serialize)]
pub struct ProgressView {
    /// Different activities done.
    pub done: usize,
    /// The fewest that can still finish it; null where it is stuck or not proved.
    pub remaining: Option<u32>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ConflictView {
    pub activity: ActivityNumber,
    pub item: ItemId,
    pub sides: Vec<SideView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SideView {
    pub event: EventId,
    pub also: Vec<EventId>,
    pub did: &'static str,
    pub answers: Vec<AnswerKey>,
    pub to: Vec<ActivityNumber>,
    pub by: String,
    pub at: String,
    /// Acts that rest on it.
    pub held: usize,
}

impl StatusView {
    pub fn of(id: &CaseId, case: &Case) -> Self {
        let start = case.start();
        let entities = case.entities();
        let (state, result) = match case.standing() {
            Standing::Open => ("open", None),
            Standing::Finished { result } => ("finished", Some(result)),
        };
        Self {
            case: id.to_string(),
            procedure: start.procedure.to_string(),
            version: start.version,
            title: start.title.as_ref().map(ToString::to_string),
            reference: start.reference.as_ref().map(ToString::to_string),
            entity: entities.first().map(ToString::to_string),
            entities: entities.iter().map(ToString::to_string).collect(),
            started: StartedView::of(case),
            state,
            result,
            in_conflict: !case.conflicts().is_empty(),
            stuck: case.is_stuck(),
            ready: case
                .ready()
                .iter()
                .map(|work| ReadyView::of(case, work))
                .collect(),
            waiting: case.waiting().iter().map(WaitingView::of).collect(),
            done: case
                .done()
                .iter()
                .map(|done| DoneView::of(case, done))
                .collect(),
            held: case
                .held()
                .iter()
                .filter_map(|held| HeldView::of(case, held))
                .collect(),
            replaced: replaced(case),
            invalid: invalid(case),
            progress: ProgressView::of(case),
            conflicts: case
                .conflicts()
                .iter()
                .map(|conflict| ConflictView::of(case, conflict))
                .collect(),
            newer: false,
        }
    }

    /// The same of a journal that only a later version of the program understands wholly.
    #[must_use]
    pub const fn with_newer(mut self, newer: bool) -> Self {
        self.newer = newer;
        self
    }
}

impl StartedView {
    fn of(case: &Case) -> Self {
        let event = case.event(0);
        Self {
            event: event.id,
            at: event.at.to_string(),
            by: event.by.to_string(),
        }
    }
}

impl ReadyView {
    fn of(case: &Case, work: &Ready) -> Self {
        let activity = &case.procedure().activities[work.activity.index()];
        let answers = activity.answers().iter();
        Self {
            activity: work.activity,
            item: work.item,
            title: activity.title.clone(),
            role: activity.roles.clone(),
            since: case.event(work.since).at.to_string(),
            answers: answers.map(|answer| answer.key.clone()).collect(),
            returns_to: activity.review.clone(),
            owes: activity.owes().map(<[OutputKind]>::to_vec).collect(),
            returned: work.returned,
        }
    }
}

impl WaitingView {
    fn of(work: &Waiting) -> Self {
        Self {
            activity: work.activity,
            item: work.item,
            arrived_from: work.arrived.iter().collect(),
            awaiting: work.awaiting.iter().collect(),
        }
    }
}

impl DoneView {
    fn of(case: &Case, done: &Done) -> Self {
        let event = case.event(done.place);
        let (did, answers, to) = parts(done.outcome);
        Self {
            activity: done.activity,
            item: done.item,
            did,
            answers,
            to,
            event: event.id,
            also: done
                .also
                .iter()
                .map(|(place, _)| case.event(*place).id)
                .collect(),
            at: event.at.to_string(),
            by: event.by.to_string(),
        }
    }
}

impl HeldView {
    fn of(case: &Case, held: &Held) -> Option<Self> {
        let event = case.event(held.place);
        let (reason, on) = match &held.reason {
            HeldReason::Contested { subject, .. } => ("contested", Some(subject.0)),
            HeldReason::Changed { subject } => ("changed", Some(subject.0)),
            HeldReason::Waits => ("waits", None),
            HeldReason::NotReached => ("not-reached", None),
        };
        Some(Self {
            activity: event.did.activity()?,
            event: event.id,
            by: event.by.to_string(),
            at: event.at.to_string(),
            reason,
            on,
            why: class::held(&held.reason),
        })
    }
}

impl ProgressView {
    fn of(case: &Case) -> Self {
        let remaining = match case.remaining() {
            Fewest::Activities(number) => Some(number),
            Fewest::Never | Fewest::Unknown => None,
        };
        Self {
            done: case.activities_done(),
            remaining,
        }
    }
}

impl ConflictView {
    fn of(case: &Case, conflict: &Conflict) -> Self {
        Self {
            activity: conflict.activity,
            item: conflict.item,
            sides: conflict
                .sides
                .iter()
                .map(|side| SideView::of(case, side))
                .collect(),
        }
    }
}

impl SideView {
    fn of(case: &Case, side: &Side) -> Self {
        let event = case.event(side.places[0]);
        let (did, answers, to) = parts(&side.outcome);
        Self {
            event: event.id,
            also: side.places[1..]
                .iter()
                .map(|place| case.event(*place).id)
                .collect(),
            did,
            answers,
            to,
            by: event.by.to_string(),
            at: event.at.to_string(),
            held: side.held,
        }
    }
}

/// An outcome by the name of the event that writes it, its answers and its targets.
fn parts(outcome: &Outcome) -> (&'static str, Vec<AnswerKey>, Vec<ActivityNumber>) {
    match outcome {
        Outcome::Done(answers) => ("completed", answers.clone(), Vec::new()),
        Outcome::Returned(to) => ("returned", Vec::new(), vec![*to]),
    }
}

fn replaced(case: &Case) -> Vec<ReplacedView> {
    let classes = case.classes().iter().enumerate();
    classes
        .filter_map(|(place, class)| match class {
            Class::Replaced { by } => Some(ReplacedView {
                activity: case.event(place).did.activity()?,
                event: case.event(place).id,
                replaced_by: case.event(*by).id,
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

fn invalid(case: &Case) -> Vec<InvalidView> {
    let classes = case.classes().iter().enumerate();
    classes
        .filter(|(_, class)| matches!(class, Class::Invalid(_)))
        .filter_map(|(place, _)| {
            Some(InvalidView {
                activity: case.event(place).did.activity()?,
                event: case.event(place).id,
            })
        })
        .collect()
}
