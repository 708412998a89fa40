//! The answer of `case why`.

use std::collections::{BTreeSet, VecDeque};

use chrono::NaiveDate;
use serde::Serialize;

use crate::engine::{ActivitySet, Case, Done, Held, Outcome, Ready, Standing, Waiting};
use crate::model::{
    Activity, ActivityNumber, AnswerKey, CaseId, Clock, EventId, ItemId, Procedure, RoleId,
    Settings, Subject,
};
use crate::view::case::behalf::Behalf;
use crate::view::case::class;
use crate::view::each::each;
use crate::words::Text;

/// The answer of `case why`: the state of each activity, and why.
#[derive(Clone, Debug, Serialize)]
pub struct WhyView {
    pub case: String,
    /// True where the definition ships with `ugat`, false where it only bears the name of one that
    /// does.
    pub official: Option<bool>,
    pub activities: Vec<Why>,
    #[serde(skip)]
    pub(in crate::view) clock: Clock,
}

/// One activity, or one of its work items if it has several.
#[derive(Clone, Debug, Serialize)]
pub struct Why {
    pub activity: ActivityNumber,
    pub title: Text,
    pub role: Vec<RoleId>,
    pub state: State,
    pub item: Option<ItemId>,
    /// When it became ready, or was done.
    pub since: Option<String>,
    /// The act that made it ready, or did it.
    pub event: Option<EventId>,
    pub by: Option<String>,
    #[serde(flatten)]
    pub behalf: Behalf,
    pub arrived_from: Vec<ActivityNumber>,
    pub awaiting: Vec<Awaited>,
    /// The activities in conflict that it rests on.
    pub contested: Vec<ActivityNumber>,
    /// Held acts on it.
    pub held: Vec<HeldAct>,
    /// The answers of a done activity, and where a review returned the work to.
    pub answers: Vec<AnswerKey>,
    pub to: Option<ActivityNumber>,
    /// How often it was done.
    pub times: usize,
    /// The shortest path by which work can reach it now.
    pub path: Vec<ActivityNumber>,
    /// The answers that led the work elsewhere.
    pub elsewhere: Vec<Turn>,
    /// The last day in time of ready work, if the store sets a limit; null while the case is stopped.
    pub due: Option<NaiveDate>,
    #[serde(skip)]
    pub(in crate::view) place: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Ready,
    Waiting,
    Done,
    Conflict,
    Held,
    NotReached,
    Unreachable,
}

/// An activity that is waited for, and the path by which work can still arrive from it.
#[derive(Clone, Debug, Serialize)]
pub struct Awaited {
    pub activity: ActivityNumber,
    pub path: Vec<ActivityNumber>,
}

#[derive(Clone, Debug, Serialize)]
pub struct HeldAct {
    pub event: EventId,
    pub at: String,
    pub by: String,
    #[serde(flatten)]
    pub behalf: Behalf,
    pub why: Text,
    #[serde(skip)]
    pub(in crate::view) day: NaiveDate,
}

#[derive(Clone, Debug, Serialize)]
pub struct Turn {
    pub activity: ActivityNumber,
    pub answers: Vec<AnswerKey>,
    pub event: EventId,
}

impl WhyView {
    /// Of one activity, else of all that are ready, waiting or in conflict.
    pub fn of(
        id: &CaseId,
        case: &Case,
        settings: &Settings,
        named: Option<ActivityNumber>,
    ) -> Self {
        let clock = settings.clock(&case.pauses());
        let numbers = named.map_or_else(|| unsettled(case), |number| BTreeSet::from([number]));
        let of_each = numbers.into_iter().flat_map(|number| {
            let live = live(case, number, (settings, &clock));
            if live.is_empty() {
                vec![settled(case, number)]
            } else {
                live
            }
        });
        Self {
            case: id.to_string(),
            official: case.procedure().official(),
            activities: of_each.collect(),
            clock,
        }
    }
}

fn unsettled(case: &Case) -> BTreeSet<ActivityNumber> {
    let ready = case.ready().into_iter().map(|work| work.activity);
    let waiting = case.waiting().into_iter().map(|work| work.activity);
    let contested = case
        .conflicts()
        .iter()
        .filter_map(|conflict| conflict.activity);
    ready.chain(waiting).chain(contested).collect()
}

/// Every work item of an activity that holds tokens.
fn live(case: &Case, number: ActivityNumber, times: (&Settings, &Clock)) -> Vec<Why> {
    let mut live = Vec::new();
    for work in case.ready() {
        live.extend((work.activity == number).then(|| Why::ready(case, &work, times)));
    }
    for work in case.waiting() {
        live.extend((work.activity == number).then(|| Why::waiting(case, &work)));
    }
    // The held acts of an activity are listed once, with its first contested item.
    let mut held = held(case, number);
    for conflict in case.conflicts() {
        if let Subject::Item(item) = conflict.subject
            && conflict.activity == Some(number)
        {
            live.push(Why {
                item: Some(item),
                arrived_from: case.arrived(number, item).iter().collect(),
                held: std::mem::take(&mut held),
                ..Why::bare(case, number, State::Conflict)
            });
        }
    }
    live
}

/// An activity without a token: done, or not reached.
fn settled(case: &Case, number: ActivityNumber) -> Why {
    let done = case.done();
    let mut times = done.iter().filter(|done| case.is_done_at(done, number));
    let path = way(case, number).unwrap_or_default();
    let contested = case.contested_before(number);
    if let Some(last) = times.next_back() {
        return Why {
            times: times.count() + 1,
            path,
            contested,
            ..Why::done(case, number, last)
        };
    }
    let held = held(case, number);
    let state = match (held.is_empty(), path.is_empty() && contested.is_empty()) {
        (false, _) => State::Held,
        (true, false) => State::NotReached,
        (true, true) => State::Unreachable,
    };
    Why {
        elsewhere: elsewhere(case, number, &path),
        held,
        path,
        contested,
        ..Why::bare(case, number, state)
    }
}

impl Why {
    fn bare(case: &Case, number: ActivityNumber, state: State) -> Self {
        let activity = case.procedure().activity(number);
        let activity = activity.expect("only activities of the procedure are asked for");
        Self {
            activity: number,
            title: activity.title.clone(),
            role: activity.roles.clone(),
            state,
            item: None,
            since: None,
            event: None,
            by: None,
            behalf: Behalf::default(),
            arrived_from: Vec::new(),
            awaiting: Vec::new(),
            contested: Vec::new(),
            held: Vec::new(),
            answers: Vec::new(),
            to: None,
            times: 0,
            path: Vec::new(),
            elsewhere: Vec::new(),
            due: None,
            place: None,
        }
    }

    /// Adds the act that brought this state about.
    fn by_act(mut self, case: &Case, place: usize) -> Self {
        let event = case.event(place);
        self.since = Some(case.at(place).to_string());
        self.event = Some(event.id);
        self.by = Some(event.by.to_string());
        self.behalf = Behalf::of(event);
        self.place = Some(place);
        self
    }

    fn ready(case: &Case, work: &Ready, (settings, clock): (&Settings, &Clock)) -> Self {
        let bare = Self {
            item: Some(work.item),
            arrived_from: case.arrived(work.activity, work.item).iter().collect(),
            due: case.due(work, settings, clock),
            ..Self::bare(case, work.activity, State::Ready)
        };
        bare.by_act(case, work.since)
    }

    fn waiting(case: &Case, work: &Waiting) -> Self {
        let join = work.activity;
        Self {
            item: Some(work.item),
            arrived_from: work.arrived.iter().collect(),
            awaiting: each(work.awaiting.iter(), |one| Awaited::of(case, join, one)),
            contested: case.contested_before(work.activity),
            held: held(case, work.activity),
            ..Self::bare(case, work.activity, State::Waiting)
        }
    }

    /// A done activity, by its number in the current version.
    fn done(case: &Case, number: ActivityNumber, done: &Done) -> Self {
        let (answers, to) = match done.outcome {
            Outcome::Done(answers) => (answers.to_vec(), None),
            Outcome::Returned(to) => (Vec::new(), case.number_now(done.version, *to)),
            Outcome::Moved(_) | Outcome::Gone(_) | Outcome::State(_) | Outcome::Version { .. } => {
                (Vec::new(), None)
            }
        };
        let bare = Self {
            item: Some(done.item),
            answers,
            to,
            ..Self::bare(case, number, State::Done)
        };
        bare.by_act(case, done.place)
    }
}

impl Awaited {
    /// Looks for a path from ready or contested work first, then from waiting work.
    fn of(case: &Case, join: ActivityNumber, activity: ActivityNumber) -> Self {
        let occupied = case.occupied().without(join);
        let waiting: ActivitySet = case.waiting().iter().map(|work| work.activity).collect();
        let from = |starts| case.net().path(starts, activity, Some(join));
        let path = from(occupied.minus(waiting)).or_else(|| from(occupied));
        let path = path.expect("what is waited for can be reached from some work");
        Self { activity, path }
    }
}

fn held(case: &Case, number: ActivityNumber) -> Vec<HeldAct> {
    let held = case.held().iter();
    let counts = |held: &&Held| !class::is_idle(case, held.place, &held.reason);
    held.filter(counts)
        .map(|held| (held, case.event(held.place)))
        .filter(|(_, event)| event.did.activity() == Some(number))
        .map(|(held, event)| HeldAct {
            event: event.id,
            at: case.at(held.place).to_string(),
            by: event.by.to_string(),
            behalf: Behalf::of(event),
            why: class::held(&held.reason),
            day: case.day(held.place),
        })
        .collect()
}

/// The path by which work can reach an activity now: by flows alone if possible, else with returns
/// of reviews.
fn way(case: &Case, to: ActivityNumber) -> Option<Vec<ActivityNumber>> {
    let occupied = case.occupied();
    case.net()
        .path(occupied, to, None)
        .or_else(|| way_with_returns(case, occupied, to))
}

fn way_with_returns(
    case: &Case,
    starts: ActivitySet,
    to: ActivityNumber,
) -> Option<Vec<ActivityNumber>> {
    let mut seen = starts;
    let mut ways: VecDeque<Vec<ActivityNumber>> = starts.iter().map(|start| vec![start]).collect();
    while let Some(way) = ways.pop_front() {
        let here = *way.last().expect("a way has a start");
        if here == to {
            return Some(way);
        }
        let onward = case
            .net()
            .outgoing(here)
            .union(returns(case.procedure(), here));
        for next in onward.minus(seen).iter() {
            seen = seen.with(next);
            ways.push_back(way.iter().copied().chain([next]).collect());
        }
    }
    None
}

fn returns(procedure: &Procedure, from: ActivityNumber) -> ActivitySet {
    let activity = procedure.activity(from);
    let targets = activity.map_or(&[][..], |activity| &activity.review);
    targets.iter().copied().collect()
}

/// The last answers at each activity that led away from `to`, where other answers would have led
/// there. Empty while the case can still reach it.
fn elsewhere(case: &Case, to: ActivityNumber, path: &[ActivityNumber]) -> Vec<Turn> {
    if !path.is_empty() {
        return Vec::new();
    }
    let mut turns: Vec<Turn> = Vec::new();
    for done in case.done() {
        let Some(number) = case.number_now(done.version, done.activity) else {
            continue;
        };
        turns.retain(|turn| turn.activity != number);
        let activity = case.procedure().activity(number);
        if let (Some(activity), Outcome::Done(answers)) = (activity, done.outcome)
            && turned_away(case, activity, answers, to)
        {
            turns.push(Turn {
                activity: number,
                answers: answers.to_vec(),
                event: case.event(done.place).id,
            });
        }
    }
    turns
}

fn turned_away(case: &Case, activity: &Activity, given: &[AnswerKey], to: ActivityNumber) -> bool {
    let here = activity.number;
    let leads = |next: &[ActivityNumber]| {
        let starts = next.iter().copied().collect();
        case.net().path(starts, to, Some(here)).is_some()
    };
    let (taken, left): (Vec<_>, Vec<_>) = activity
        .answers()
        .iter()
        .partition(|answer| given.contains(&answer.key));
    let went = leads(&activity.next) || taken.iter().any(|answer| leads(&answer.next));
    !went && left.iter().any(|answer| leads(&answer.next))
}

/// The result of a case that is finished.
pub(in crate::view) fn result(case: &Case) -> Option<String> {
    match case.standing() {
        Standing::Open | Standing::Suspended | Standing::Cancelled => None,
        Standing::Finished { result } => Some(result),
    }
}
