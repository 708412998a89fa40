//! The answer of `case status`.

use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::{Came, Case, Done, Fewest, LiveWork, Marks, Ready, Waiting};
use crate::model::{
    ActName, Activity, ActivityNumber, Actor, AnswerKey, CaseId, Clock, EventId, ItemId, Moment,
    OutputKind, Procedure, RoleId, Settings,
};
use crate::view::Outlined;
use crate::view::case::behalf::Signed;
use crate::view::case::class::ClassName;
use crate::view::case::mark::MarkView;
use crate::view::case::state::{CaseState, Obstacle};
use crate::view::case::status::acts::{
    ConflictView, DeviationView, HeldView, MarkedView, WithoutEffect, parts,
};
use crate::view::each::each;
use crate::words::Text;

/// The answer of `case status`: what follows from a case's journal, its definition and the store's
/// settings, and never from the clock or the language.
#[derive(Clone, Debug, Serialize)]
pub struct StatusView {
    pub case: String,
    pub procedure: String,
    pub version: u32,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    pub official: Option<bool>,
    pub title: Option<String>,
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// The first of `entities`.
    pub entity: Option<String>,
    pub entities: Vec<String>,
    pub labels: Vec<String>,
    pub started: StartedView,
    pub state: CaseState,
    pub result: Option<String>,
    pub in_conflict: bool,
    pub stuck: bool,
    pub ready: Vec<ReadyView>,
    pub waiting: Vec<WaitingView>,
    pub done: Vec<DoneView>,
    pub held: Vec<HeldView>,
    pub replaced: Vec<WithoutEffect>,
    pub invalid: Vec<WithoutEffect>,
    /// Acts off the path of the procedure, in order.
    pub deviations: Vec<DeviationView>,
    pub links: Vec<LinkView>,
    pub progress: ProgressView,
    pub conflicts: Vec<ConflictView>,
    /// The marked acts, in order.
    pub marked: Vec<MarkedView>,
    /// Whether it has acts that only a later version of the program understands.
    pub newer: bool,
    #[serde(skip)]
    pub clock: Clock,
}

#[derive(Clone, Debug, Serialize)]
pub struct StartedView {
    pub event: EventId,
    #[serde(flatten)]
    pub signed: Signed,
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
    /// Whether somebody redirected it here, or undid what was done.
    pub moved: bool,
    /// Whom it was assigned to last.
    pub assigned: Option<String>,
    /// The last day in time, if the store sets a limit; null while the case is stopped.
    pub due: Option<NaiveDate>,
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
    /// The version that numbers its activity.
    #[serde(skip)]
    pub version: ItemId,
    /// The act by which it took effect.
    pub did: ActName,
    pub answers: Vec<AnswerKey>,
    pub to: Vec<ActivityNumber>,
    pub event: EventId,
    pub also: Vec<EventId>,
    #[serde(flatten)]
    pub signed: Signed,
    /// Whether a suspension or cancelling that stands and this act had not seen each other.
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
    /// How many distinct activities are done.
    pub done: usize,
    /// The fewest activities that can still finish the case; null if it is stuck or not proved.
    pub remaining: Option<u32>,
}

impl StatusView {
    /// Its state in words.
    pub fn state_words(&self, procedure: &Procedure) -> Text {
        let obstacle = Obstacle::of(self.in_conflict, self.stuck);
        self.state
            .described(procedure, self.result.as_deref(), obstacle)
    }

    pub fn of(id: &CaseId, case: &Case, marks: &Marks, settings: &Settings) -> Self {
        let start = case.start();
        let clock = settings.clock(&case.pauses());
        let ready = |work: &Ready| ReadyView::of(case, work).due(case, work, settings, &clock);
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
            labels: each(case.labels(), ToString::to_string),
            started: StartedView::of(case, marks),
            state: CaseState::of(&standing),
            result: standing.result().map(str::to_owned),
            in_conflict: !case.conflicts().is_empty(),
            stuck: case.is_stuck(),
            ready: each(&case.ready(), ready),
            waiting: each(&case.waiting(), WaitingView::of),
            done: each(&case.done(), |done| DoneView::of(case, done, marks)),
            held: each(case.held(), |held| HeldView::of(case, held, marks)),
            replaced: WithoutEffect::all(case, marks, ClassName::Replaced),
            invalid: WithoutEffect::all(case, marks, ClassName::Invalid),
            deviations: each(case.deviations(), |place| {
                DeviationView::of(case, place, marks)
            }),
            links: links(case, marks),
            progress: ProgressView::of(case),
            conflicts: each(case.conflicts(), |one| ConflictView::of(case, one, marks)),
            marked: MarkedView::all(case, marks),
            newer: false,
            clock,
        }
    }

    /// Sets whether the journal has acts that only a later version of the program understands.
    #[must_use]
    pub const fn with_newer(mut self, newer: bool) -> Self {
        self.newer = newer;
        self
    }
}

impl StartedView {
    fn of(case: &Case, marks: &Marks) -> Self {
        Self {
            event: case.event(0).id,
            signed: Signed::of(case, 0),
            marks: MarkView::all(marks.at(0)),
        }
    }
}

impl ReadyView {
    pub fn of(case: &Case, work: &Ready) -> Self {
        let activity = &case.procedure().activities[work.activity.index()];
        let assigned = case.assigned(work.item).last();
        let waived: Vec<OutputKind> = case.waived(work.item).collect();
        Self::came(activity, (work.item, work.came), &waived)
            .returning(&case.returns_to(work.activity))
            .since(case.at(work.since))
            .assigned(assigned.map(|(_, person)| person))
    }

    /// Of a case by its outline.
    pub fn outlined(case: &Outlined, work: &LiveWork) -> Self {
        let activity = &case.procedure().activities[work.activity.index()];
        let assigned = work.assigned.map(|place| &case.outline.people[place]);
        Self::came(activity, (work.item, work.came), &work.waived)
            .returning(&work.returns_to)
            .since(&work.since())
            .assigned(assigned)
    }

    fn came(activity: &Activity, (item, came): (ItemId, Came), waived: &[OutputKind]) -> Self {
        Self {
            activity: activity.number,
            item,
            title: activity.title.clone(),
            role: activity.roles.clone(),
            since: String::new(),
            answers: each(activity.answers(), |answer| answer.key.clone()),
            returns_to: Vec::new(),
            owes: each(activity.owes_but(waived), <[OutputKind]>::to_vec),
            returned: came == Came::Returned,
            moved: came == Came::Moved,
            assigned: None,
            due: None,
        }
    }

    fn returning(mut self, to: &[ActivityNumber]) -> Self {
        self.returns_to = to.to_vec();
        self
    }

    fn since(mut self, moment: &Moment) -> Self {
        self.since = moment.to_string();
        self
    }

    fn due(mut self, case: &Case, work: &Ready, settings: &Settings, clock: &Clock) -> Self {
        self.due = case.due(work, settings, clock);
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
            also: each(done.also, |write| case.event(write.place).id),
            signed: Signed::of(case, done.place),
            late: case.late_for(done.place).is_some(),
            marks: MarkView::all(marks.at(done.place)),
        }
    }
}

impl LinkView {
    /// The other case, and what it is to this one.
    pub fn other(&self) -> String {
        let kind = self.kind.iter().map(|kind| format!(" · {kind}"));
        format!("{}{}", self.case, kind.collect::<String>())
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
    each(case.links(), |(place, other, kind)| LinkView {
        case: other.to_string(),
        kind: kind.map(ToString::to_string),
        event: case.event(place).id,
        marks: MarkView::all(marks.at(place)),
    })
}
