//! The past of a case, as reports count it, in a form that the index can store.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::engine::case::account::Account;
use crate::engine::case::departure::departures;
use crate::engine::case::outline::Interner;
use crate::engine::fold::run::Live;
use crate::engine::people::signatures::Signatures;
use crate::engine::{Case, DepartureKind, Done, Outcome};
use crate::model::{ActivityNumber, Actor, ItemId, Moment, OutputKind};

/// What happened in a case, as far as reports count it: owned values, as in its
/// [`Outline`](crate::engine::Outline), which lists the definitions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    /// First, so that it can be read alone.
    pub course: Course,
    /// The kinds of the documents given, named below by their index here.
    pub kinds: Vec<OutputKind>,
    /// Documents given for work on the path of the case and not replaced by a correction, in order
    /// of the work.
    pub given: Vec<GivenOutput>,
    pub departures: Vec<Departed>,
    /// Last, so that readers can skip them.
    pub signatures: Signatures,
}

/// When each event happened, and what work was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// The people of the past, named by their index here.
    pub people: Vec<Actor>,
    /// The moment of each event, named below by the event's place.
    pub moments: Vec<Moment>,
    /// Work that was done or returned by a review, in order of the acts by which it took effect.
    pub done: Vec<DoneWork>,
}

/// A work item done on the path of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoneWork {
    pub activity: ActivityNumber,
    /// The definition in whose numbers the activity stands.
    pub definition: usize,
    /// When its first token came.
    pub arrived: usize,
    /// Since when it was ready.
    pub ready: usize,
    /// When it was done, and by whom.
    pub at: usize,
    pub by: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenOutput {
    /// The activity that it was given for.
    pub activity: ActivityNumber,
    /// The definition in whose numbers the activity stands.
    pub definition: usize,
    pub kind: usize,
    pub at: usize,
    pub by: usize,
}

/// A departure, in storable form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departed {
    pub kind: DepartureKind,
    pub at: usize,
    pub by: usize,
    pub activity: Option<ActivityNumber>,
    /// The definition in whose numbers the activity stands.
    pub definition: usize,
}

/// The whole of what is stored: the past, then the account of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Told {
    pub past: Past,
    pub account: Account,
}

/// A beginning of what is stored, as much as a report needs.
pub trait Recall: DeserializeOwned {
    const IS_WANTED: bool;

    fn of(case: &Case) -> Self;

    /// The part from the whole.
    fn from_whole(told: Told) -> Self;
}

impl Recall for () {
    const IS_WANTED: bool = false;

    fn of(_: &Case) -> Self {}

    fn from_whole(_: Told) -> Self {}
}

impl Recall for Course {
    const IS_WANTED: bool = true;

    fn of(case: &Case) -> Self {
        let mut people = Interner::default();
        let moments = (0..case.events().len()).map(|place| *case.at(place));
        let mut done = case.done();
        done.retain(|done| matches!(done.outcome, Outcome::Done(_) | Outcome::Returned(_)));
        let done = done
            .iter()
            .map(|done| DoneWork::of(case, done, &mut people));
        Self {
            done: done.collect(),
            moments: moments.collect(),
            people: people.into_all(),
        }
    }

    fn from_whole(told: Told) -> Self {
        told.past.course
    }
}

impl Recall for Past {
    const IS_WANTED: bool = true;

    fn of(case: &Case) -> Self {
        let mut course = Course::of(case);
        let (mut people, mut kinds) = (Interner::after(course.people), Interner::default());
        let given = GivenOutput::all(case, &mut people, &mut kinds);
        let departures = Departed::all(case, &mut people);
        let signatures = Signatures::of(case, &mut people);
        course.people = people.into_all();
        Self {
            course,
            kinds: kinds.into_all(),
            given,
            departures,
            signatures,
        }
    }

    fn from_whole(told: Told) -> Self {
        told.past
    }
}

impl Recall for Told {
    const IS_WANTED: bool = true;

    fn of(case: &Case) -> Self {
        let past = Past::of(case);
        let departed = past.departures.iter().map(|departed| departed.at);
        Self {
            account: Account::of(case, departed),
            past,
        }
    }

    fn from_whole(told: Self) -> Self {
        told
    }
}

impl Course {
    pub fn person(&self, place: usize) -> &str {
        self.people[place].as_str()
    }

    pub fn at(&self, place: usize) -> &Moment {
        &self.moments[place]
    }
}

impl DoneWork {
    fn of(case: &Case, done: &Done, people: &mut Interner<Actor>) -> Self {
        Self {
            activity: done.activity,
            definition: done.under,
            arrived: done.begun,
            ready: done.since,
            at: done.place,
            by: people.place(&case.event(done.place).by),
        }
    }
}

impl GivenOutput {
    fn all(
        case: &Case,
        people: &mut Interner<Actor>,
        kinds: &mut Interner<OutputKind>,
    ) -> Vec<Self> {
        let mut all = Vec::new();
        for (item, version, activity, definition) in on_the_path(case) {
            let given = case.given_for(item, Some((version, activity)));
            all.extend(given.map(|(place, output)| Self {
                activity,
                definition,
                kind: kinds.place(&output.kind),
                at: place,
                by: people.place(&case.event(place).by),
            }));
        }
        all
    }
}

/// The items that were done, then the live ones: each with its version, and its activity and
/// definition under that version.
fn on_the_path(case: &Case) -> Vec<(ItemId, ItemId, ActivityNumber, usize)> {
    let stage = case.run.stage();
    let done = |done: Done| (done.item, done.version, done.activity, done.under);
    let live = |live: &Live| (live.id, stage.id, live.activity, stage.definition);
    let done = case.done().into_iter().map(done);
    done.chain(case.run.live.iter().map(live)).collect()
}

impl Departed {
    fn all(case: &Case, people: &mut Interner<Actor>) -> Vec<Self> {
        let departures = departures(case).into_iter();
        let departures = departures.map(|(place, kind)| Self {
            kind,
            at: place,
            by: people.place(&case.event(place).by),
            activity: case.event(place).did.activity(),
            definition: case.written.definition(place),
        });
        departures.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Past, Recall as _};
    use crate::model::{Act, Moment, Prose, Turn};
    use crate::testing::flow::{number, on, parted};

    #[test]
    fn work_is_reported_with_when_it_came_was_ready_and_was_done_and_by_whom() {
        let mut sample = parted();
        on(&mut sample, "09", |sample| sample.complete("c", 3, &[]));
        on(&mut sample, "10", |sample| sample.complete("d", 4, &[]));
        on(&mut sample, "12", |sample| sample.send_back("e", 5, 4));
        let past = Past::of(&sample.case());
        let day = |at: &Moment| at.to_string()[8..].to_owned();
        let done = past.course.done.iter().map(|work| {
            let (number, by) = (work.activity, past.course.person(work.by));
            let moments = [work.arrived, work.ready, work.at].map(|place| past.course.at(place));
            let [came, ready, done] = moments.map(day);
            format!("{number}: {came}, {ready}, {done} {by}")
        });
        assert_eq!(
            done.collect::<Vec<_>>(),
            [
                "1: 02, 02, 03 a",
                "2: 03, 03, 05 b",
                "3: 03, 03, 09 c",
                "4: 05, 09, 10 d",
                "5: 10, 10, 12 e"
            ]
        );
    }

    #[test]
    fn what_was_given_belongs_to_its_activity() {
        let mut sample = parted();
        let item = sample.case().items(number(1))[0];
        on(&mut sample, "06", |sample| {
            sample.attach("c", 1, item, "carta")
        });
        let past = Past::of(&sample.case());
        let [given] = past.given.as_slice() else {
            panic!("one was given");
        };
        let kind = past.kinds[given.kind].as_str();
        assert_eq!((given.activity, kind), (number(1), "carta"));
        assert_eq!(*past.course.at(given.at), sample.events[3].at);
        assert_eq!(past.course.person(given.by), "c");
    }

    #[test]
    fn what_went_otherwise_is_reported_with_when_and_by_whom() {
        let mut sample = parted();
        on(&mut sample, "11", |sample| {
            let reason = Prose::recorded("reason");
            let turn = Turn::Suspended;
            sample.write("c", Act::Turned { turn, reason })
        });
        let past = Past::of(&sample.case());
        let [departed] = past.departures.as_slice() else {
            panic!("it was suspended");
        };
        assert_eq!(past.course.at(departed.at).to_string(), "2026-03-11");
        assert_eq!(
            (past.course.person(departed.by), departed.activity),
            ("c", None)
        );
    }
}
