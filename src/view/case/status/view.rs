use serde::Serialize;

use crate::engine::{Came, Case, Done, Fewest, LiveWork, Marks, Ready, Waiting};
use crate::model::{
    ActName, Activity, ActivityNumber, Actor, AnswerKey, CaseId, EventId, ItemId, Moment,
    OutputKind, Procedure, RoleId,
};
use crate::view::Outlined;
use crate::view::case::behalf::Behalf;
use crate::view::case::mark::MarkView;
use crate::view::case::state::{CaseState, Obstacle};
use crate::view::case::status::acts::{
    ConflictView, DeviationView, HeldView, InvalidView, MarkedView, ReplacedView, invalid, parts,
    replaced,
};
use crate::words::Text;

/// The answer of `case status`: what a case's journal and definition say, held against what the
/// store has settled, and nothing that hangs on the clock or the language.
#[derive(Clone, Debug, Serialize)]
pub struct StatusView {
    pub case: String,
    pub procedure: String,
    pub version: u32,
    /// Whether it is a file that comes with the program; false where it only calls itself so.
    pub official: Option<bool>,
    pub title: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// The first of `entities`.
    pub entity: Option<String>,
    pub entities: Vec<String>,
    pub started: StartedView,
    pub state: CaseState,
    pub result: Option<String>,
    pub in_conflict: bool,
    pub stuck: bool,
    pub ready: Vec<ReadyView>,
    pub waiting: Vec<WaitingView>,
    pub done: Vec<DoneView>,
    pub held: Vec<HeldView>,
    pub replaced: Vec<ReplacedView>,
    pub invalid: Vec<InvalidView>,
    /// Acts off the path of the procedure, in order.
    pub deviations: Vec<DeviationView>,
    pub links: Vec<LinkView>,
    pub progress: ProgressView,
    pub conflicts: Vec<ConflictView>,
    /// The acts in which something does not fit, in order.
    pub marked: Vec<MarkedView>,
    /// Whether only a later version of the program understands all of it.
    pub newer: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct StartedView {
    pub event: EventId,
    pub at: String,
    pub by: String,
    #[serde(flatten)]
    pub behalf: Behalf,
    pub marks: Vec<MarkView>,
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
    /// Whether somebody moved it here, or took back what had been done.
    pub moved: bool,
    /// To whom it was given last.
    pub assigned: Option<String>,
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
    /// The version in whose numbers it stands.
    #[serde(skip)]
    pub version: ItemId,
    /// The name of the event by which it took effect.
    pub did: ActName,
    pub answers: Vec<AnswerKey>,
    pub to: Vec<ActivityNumber>,
    pub event: EventId,
    pub also: Vec<EventId>,
    pub at: String,
    pub by: String,
    #[serde(flatten)]
    pub behalf: Behalf,
    /// Whether a standing suspension or cancelling had not seen it, nor it that.
    pub late: bool,
    pub marks: Vec<MarkView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    pub case: String,
    #[serde(rename = "as")]
    pub kind: Option<String>,
    pub event: EventId,
    pub marks: Vec<MarkView>,
}

#[derive(Clone, Copy, Debug, Serialize)]
pub struct ProgressView {
    /// Different activities done.
    pub done: usize,
    /// The fewest that can still finish it; null where it is stuck or not proved.
    pub remaining: Option<u32>,
}

impl StatusView {
    /// Its state as people read it.
    pub fn state_said(&self, procedure: &Procedure) -> Text {
        let obstacle = Obstacle::of(self.in_conflict, self.stuck);
        self.state
            .said_whole(procedure, self.result.as_deref(), obstacle)
    }

    pub fn of(id: &CaseId, case: &Case, marks: &Marks) -> Self {
        let start = case.start();
        let entities = case.entities();
        let standing = case.standing();
        Self {
            case: id.to_string(),
            procedure: start.procedure.to_string(),
            version: case.procedure().version,
            official: case.procedure().official(),
            title: case.title().map(ToString::to_string),
            reference: case.reference().map(ToString::to_string),
            entity: entities.first().map(ToString::to_string),
            entities: entities.iter().map(ToString::to_string).collect(),
            started: StartedView::of(case, marks),
            state: CaseState::of(&standing),
            result: standing.result().map(str::to_owned),
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
                .map(|done| DoneView::of(case, done, marks))
                .collect(),
            held: case
                .held()
                .iter()
                .map(|held| HeldView::of(case, held, marks))
                .collect(),
            replaced: replaced(case, marks),
            invalid: invalid(case, marks),
            deviations: case
                .deviations()
                .map(|place| DeviationView::of(case, place, marks))
                .collect(),
            links: links(case, marks),
            progress: ProgressView::of(case),
            conflicts: case
                .conflicts()
                .iter()
                .map(|conflict| ConflictView::of(case, conflict, marks))
                .collect(),
            marked: MarkedView::all(case, marks),
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
    fn of(case: &Case, marks: &Marks) -> Self {
        let event = case.event(0);
        Self {
            event: event.id,
            at: case.at(0).to_string(),
            by: event.by.to_string(),
            behalf: Behalf::of(event),
            marks: MarkView::all(marks.at(0)),
        }
    }
}

impl ReadyView {
    pub fn of(case: &Case, work: &Ready) -> Self {
        let activity = &case.procedure().activities[work.activity.index()];
        let assigned = case.assigned(work.item).last();
        Self::came(activity, work.item, work.came)
            .since(case.at(work.since))
            .assigned(assigned.map(|(_, person)| person))
    }

    /// The same by the outline of a case.
    pub fn outlined(case: &Outlined, work: &LiveWork) -> Self {
        let activity = &case.procedure().activities[work.activity.index()];
        let assigned = work.assigned.map(|place| &case.outline.people[place]);
        Self::came(activity, work.item, work.came)
            .since(&work.ready.unwrap_or(work.arrived))
            .assigned(assigned)
    }

    fn came(activity: &Activity, item: ItemId, came: Came) -> Self {
        let answers = activity.answers().iter();
        Self {
            activity: activity.number,
            item,
            title: activity.title.clone(),
            role: activity.roles.clone(),
            since: String::new(),
            answers: answers.map(|answer| answer.key.clone()).collect(),
            returns_to: activity.review.clone(),
            owes: activity.owes().map(<[OutputKind]>::to_vec).collect(),
            returned: came == Came::Returned,
            moved: came == Came::Moved,
            assigned: None,
        }
    }

    fn since(mut self, moment: &Moment) -> Self {
        self.since = moment.to_string();
        self
    }

    fn assigned(mut self, person: Option<&Actor>) -> Self {
        self.assigned = person.map(ToString::to_string);
        self
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
    fn of(case: &Case, done: &Done, marks: &Marks) -> Self {
        let event = case.event(done.place);
        let (answers, to) = parts(done.outcome);
        Self {
            activity: done.activity,
            item: done.item,
            version: done.version,
            did: event.did.name(),
            answers,
            to,
            event: event.id,
            also: done
                .also
                .iter()
                .map(|write| case.event(write.place).id)
                .collect(),
            at: case.at(done.place).to_string(),
            by: event.by.to_string(),
            behalf: Behalf::of(event),
            late: case.late_for(done.place).is_some(),
            marks: MarkView::all(marks.at(done.place)),
        }
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

fn links(case: &Case, marks: &Marks) -> Vec<LinkView> {
    case.links()
        .map(|(place, other, kind)| LinkView {
            case: other.to_string(),
            kind: kind.map(ToString::to_string),
            event: case.event(place).id,
            marks: MarkView::all(marks.at(place)),
        })
        .collect()
}
