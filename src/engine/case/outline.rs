//! The outline of a case, for lists and reports, in a form that the index can store.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::case::outputs::owed;
use crate::engine::fold::outcome::TurnState;
use crate::engine::fold::register::Register;
use crate::engine::{Came, Case, Oddity, Outcome, Owed, Settlement, Standing};
use crate::model::{
    ActivityNumber, Actor, Digest, EventId, Few, ItemId, Line, Moment, OutputKind, Pause,
    ProcedureId, Subject, Zone,
};

/// The state of a case as lists and reports need it, beside its definitions: owned values without
/// texts, so that they can be stored apart from its journal. How it came about is in its
/// [`Past`](crate::engine::Past).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    pub procedure: ProcedureId,
    /// The definitions that it may run under: that of its start, then those that migrations name;
    /// named below by their index here.
    pub definitions: Few<Digest>,
    /// The current one.
    pub current: usize,
    /// The people named below, by their index here.
    pub people: Vec<Actor>,
    pub entities: Few<Line>,
    pub reference: Option<Line>,
    pub title: Option<Line>,
    pub labels: Few<Line>,
    pub started: Moment,
    pub standing: Standing,
    /// Of a finished case, when work took effect last: the latest day and the latest time, as it
    /// depends on the time zone which of them is later; of a cancelled one, when it was cancelled.
    closed: Few<Moment>,
    /// The last act of those on a day, and that of those at a time, for the same reason.
    last: Few<LastAct>,
    pub stuck: bool,
    /// The number of different activities done.
    pub activities_done: usize,
    /// When it was suspended or cancelled, for its clock.
    pub pauses: Few<Pause>,
    /// The live work items, in order of activity.
    pub live: Vec<LiveWork>,
    /// The owed outputs, in order of the work.
    pub owed: Vec<OwedOutput>,
    /// The open conflicts.
    pub conflicts: Vec<Dispute>,
    /// The number of acts that left the path of the procedure.
    pub deviations: usize,
    /// The possible oddities of acts, by their places.
    pub oddities: Vec<(usize, Oddity)>,
}

/// A live work item, in the numbers of the current definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveWork {
    pub item: ItemId,
    pub activity: ActivityNumber,
    pub came: Came,
    /// When its first token came.
    pub arrived: Moment,
    /// Since when it is ready; `None` while it waits.
    pub ready: Option<Moment>,
    /// To whom it was assigned last.
    pub assigned: Option<usize>,
    /// The documents that need not be given.
    pub waived: Few<OutputKind>,
    /// The activities to which it may return work.
    pub returns_to: Few<ActivityNumber>,
    pub progress: Progress,
}

/// An act after which no other happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastAct {
    pub at: Moment,
    pub by: usize,
}

/// The state of a live work item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Progress {
    /// It waits for others to arrive.
    Waiting,
    Ready,
    /// Its outcome is in conflict.
    Contested,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwedOutput {
    /// The work that owes it.
    pub item: ItemId,
    pub activity: ActivityNumber,
    /// The definition that numbers the activity.
    pub definition: usize,
    pub due: Owed,
    /// When the work was done, and who did it.
    pub since: Moment,
    pub by: usize,
}

/// An open conflict, in storable form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// `None` where the case itself or its version is in conflict.
    pub activity: Option<ActivityNumber>,
    /// The first act of its first side.
    pub event: EventId,
    /// When the last of its sides was written.
    pub since: Moment,
}

impl Outline {
    pub fn of(case: &Case) -> Self {
        let mut people = Interner::default();
        Self {
            procedure: case.start().procedure.clone(),
            definitions: case.digests().collect(),
            current: case.run.stage().definition,
            entities: case.entities().into_iter().cloned().collect(),
            reference: case.reference().cloned(),
            title: case.title().cloned(),
            labels: case.labels().into_iter().cloned().collect(),
            started: *case.at(0),
            standing: case.standing(),
            closed: closed(case),
            last: LastAct::all(case, &mut people),
            stuck: case.is_stuck(),
            activities_done: case.activities_done(),
            pauses: case.pauses(),
            live: LiveWork::all(case, &mut people),
            owed: OwedOutput::all(case, &mut people),
            conflicts: disputes(case),
            deviations: case.deviations().count(),
            oddities: Oddity::all(case),
            people: people.into_all(),
        }
    }

    /// When a closed case was closed.
    pub fn closed(&self, zone: Zone) -> Option<&Moment> {
        self.closed.iter().max_by_key(|at| zone.time(at))
    }

    /// What happened last: of several at one time, the last in the order of the acts.
    pub fn last(&self, zone: Zone) -> &LastAct {
        let last = self.last.iter().max_by_key(|act| zone.time(&act.at));
        last.expect("a case has a first act")
    }

    /// The ready work, in order of activity.
    pub fn ready(&self) -> impl Iterator<Item = &LiveWork> {
        self.in_progress(Progress::Ready)
    }

    /// The waiting work, in order of activity.
    pub fn waiting(&self) -> impl Iterator<Item = &LiveWork> {
        self.in_progress(Progress::Waiting)
    }

    fn in_progress(&self, progress: Progress) -> impl Iterator<Item = &LiveWork> {
        self.live
            .iter()
            .filter(move |work| work.progress == progress)
    }
}

impl LiveWork {
    /// When it became ready, else when it came.
    pub fn since(&self) -> Moment {
        self.ready.unwrap_or(self.arrived)
    }

    fn all(case: &Case, people: &mut Interner<Actor>) -> Vec<Self> {
        let live = case.run.live.iter().map(|live| {
            let assigned = case.assigned(live.id).last();
            Self {
                item: live.id,
                activity: live.activity,
                came: case.came(live),
                arrived: *case.at(live.begun),
                ready: live.since.map(|place| *case.at(place)),
                assigned: assigned.map(|(_, person)| people.place(person)),
                waived: case.waived(live.id).collect(),
                returns_to: case.returns_to(live.activity).into(),
                progress: match live.since {
                    None => Progress::Waiting,
                    Some(_) if is_open(case, live.id) => Progress::Ready,
                    Some(_) => Progress::Contested,
                },
            }
        });
        let mut live: Vec<Self> = live.collect();
        live.sort_by_key(|work| (work.activity, work.item));
        live
    }
}

fn is_open(case: &Case, item: ItemId) -> bool {
    case.run.settlement(Subject::Item(item)) == Settlement::Open
}

impl LastAct {
    fn all(case: &Case, people: &mut Interner<Actor>) -> Few<Self> {
        let last = latest_of_each(case, 0..case.events().len());
        let last = last.into_iter().map(|place| Self {
            at: *case.at(place),
            by: people.place(&case.event(place).by),
        });
        last.collect()
    }
}

/// Of acts, the latest on a day and the latest at a time: of those that are alike the last.
fn latest_of_each(case: &Case, places: impl IntoIterator<Item = usize>) -> Few<usize> {
    let (days, times): (Vec<usize>, Vec<usize>) = places
        .into_iter()
        .partition(|place| matches!(case.at(*place), Moment::Day(_)));
    let latest = |places: Vec<usize>| {
        let places = places.into_iter();
        places.max_by_key(|place| Zone::utc().time(case.at(*place)))
    };
    latest(days).into_iter().chain(latest(times)).collect()
}

impl OwedOutput {
    fn all(case: &Case, people: &mut Interner<Actor>) -> Vec<Self> {
        let owed = owed(case).into_iter().map(|(done, due)| Self {
            item: done.item,
            activity: done.activity,
            definition: done.under,
            due: due.owned(),
            since: *case.at(done.place),
            by: people.place(&case.event(done.place).by),
        });
        owed.collect()
    }
}

fn closed(case: &Case) -> Few<Moment> {
    match case.standing() {
        Standing::Open | Standing::Suspended => Few::new(),
        Standing::Finished { .. } => {
            let latest = latest_of_each(case, case.done().into_iter().map(|done| done.place));
            latest.into_iter().map(|place| *case.at(place)).collect()
        }
        Standing::Cancelled => {
            let standing = case.register(Subject::Case).into_iter();
            let mut standing = standing.flat_map(Register::standing);
            let cancelled = Outcome::State(TurnState::Cancelled);
            let first = standing.find(|write| write.outcome == cancelled);
            first
                .into_iter()
                .map(|write| *case.at(write.place))
                .collect()
        }
    }
}

fn disputes(case: &Case) -> Vec<Dispute> {
    let disputes = case.conflicts().iter().map(|conflict| {
        let first = conflict.sides[0].places[0];
        let sides = conflict.sides.iter().flat_map(|side| &side.places);
        let last = sides.max().copied().unwrap_or(first);
        Dispute {
            activity: conflict.activity,
            event: case.event(first).id,
            since: *case.at(last),
        }
    });
    disputes.collect()
}

/// Values stored once and named by their index, in the order of first use.
#[derive(Clone, Debug)]
pub struct Interner<T> {
    all: Vec<T>,
    places: BTreeMap<T, usize>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            places: BTreeMap::new(),
        }
    }
}

/// The most values that are searched one by one, which is faster for few.
const FEW: usize = 16;

impl<T: Clone + Ord> Interner<T> {
    /// Goes on after values that were stored before.
    pub fn after(all: Vec<T>) -> Self {
        let places = BTreeMap::new();
        let mut named = Self { all, places };
        if named.all.len() > FEW {
            named.places = named.all.iter().cloned().zip(0..).collect();
        }
        named
    }

    pub fn place(&mut self, named: &T) -> usize {
        let known = match self.all.len() <= FEW {
            true => self.all.iter().position(|known| known == named),
            false => self.places.get(named).copied(),
        };
        known.unwrap_or_else(|| self.add(named))
    }

    fn add(&mut self, named: &T) -> usize {
        self.all.push(named.clone());
        let place = self.all.len() - 1;
        if self.all.len() == FEW + 1 {
            self.places = self.all.iter().cloned().zip(0..).collect();
        } else if self.all.len() > FEW {
            self.places.insert(named.clone(), place);
        }
        place
    }

    pub fn into_all(self) -> Vec<T> {
        self.all
    }
}

#[cfg(test)]
mod tests {
    use super::{LiveWork, Outline, Progress};
    use crate::engine::Standing;
    use crate::model::{Act, Actor, Moment, Prose, Redirection, Turn, Zone};
    use crate::testing::flow::{Sample, number, on, output, parted, set};

    #[test]
    fn live_work_is_reported_with_when_it_came_and_was_ready_and_for_whom_it_is() {
        let shown = |sample: &Sample| {
            let outline = Outline::of(&sample.case());
            let day = |at: &Moment| at.to_string()[8..].to_owned();
            let line = |work: &LiveWork| {
                let (number, came) = (work.activity, day(&work.arrived));
                let ready = work.ready.as_ref().map_or("-".to_owned(), day);
                let whose = work.assigned.map(|place| outline.people[place].as_str());
                let (way, progress) = (work.came, work.progress);
                format!("{number} {way:?}: {came}, {ready} {progress:?} {whose:?}")
            };
            outline.live.iter().map(line).collect::<Vec<_>>()
        };
        let mut sample = parted();
        let assigned = Act::Assigned {
            activity: number(3),
            item: sample.item(3),
            person: Actor::recorded("Ana"),
        };
        sample.write("x", assigned);
        assert_eq!(
            shown(&sample),
            [
                "3 ByFlow: 03, 03 Ready Some(\"Ana\")",
                "4 ByFlow: 05, - Waiting None"
            ]
        );
        on(&mut sample, "09", |sample| sample.complete("c", 3, &[]));
        on(&mut sample, "10", |sample| sample.complete("d", 4, &[]));
        on(&mut sample, "12", |sample| sample.send_back("e", 5, 4));
        assert_eq!(shown(&sample), ["4 Returned: 12, 12 Ready None"]);
    }

    #[test]
    fn what_is_owed_is_owed_by_whoever_did_its_work() {
        let sample = parted();
        let outline = Outline::of(&sample.case());
        let [letter, record] = outline.owed.as_slice() else {
            panic!("1 and 2 owe one thing each");
        };
        assert_eq!((letter.activity, letter.due.any.len()), (number(1), 1));
        assert_eq!((record.activity, record.due.any.len()), (number(2), 2));
        assert_eq!(record.since.to_string(), "2026-03-05");
        assert_eq!(record.due.any[1], output("hoja").kind);
        assert_eq!(outline.people[record.by].as_str(), "b");
    }

    #[test]
    fn a_case_was_closed_on_the_last_day_of_its_work_or_when_it_was_cancelled() {
        let mut sample = parted();
        assert_eq!(Outline::of(&sample.case()).closed(Zone::la_paz()), None);
        let mut cancelled = sample.clone();
        on(&mut cancelled, "11", |sample| {
            let reason = Prose::recorded("reason");
            let turn = Turn::Cancelled;
            sample.write("c", Act::Turned { turn, reason })
        });
        let outline = Outline::of(&cancelled.case());
        assert_eq!(outline.standing, Standing::Cancelled);
        assert_eq!(
            outline.closed(Zone::la_paz()).unwrap().to_string(),
            "2026-03-11"
        );
        assert_eq!(outline.deviations, 1);
        on(&mut sample, "09", |sample| sample.complete("c", 3, &[]));
        on(&mut sample, "20", |sample| sample.complete("d", 4, &[]));
        // Dated before the work that it reviews.
        on(&mut sample, "15", |sample| sample.complete("e", 5, &[]));
        let outline = Outline::of(&sample.case());
        let result = "finished".to_owned();
        assert_eq!(outline.standing, Standing::Finished { result });
        assert_eq!(
            outline.closed(Zone::la_paz()).unwrap().to_string(),
            "2026-03-20"
        );
        assert_eq!(outline.activities_done, 5);
        // On the evening of the 19th in La Paz.
        let evening = Moment::parse("2026-03-20T02:00:00Z").expect("a moment");
        sample.events.last_mut().expect("it has some").at = evening;
        let closed = |zone| Outline::of(&sample.case()).closed(zone).copied();
        assert_eq!(closed(Zone::utc()), Some(evening));
        assert_ne!(closed(Zone::la_paz()), Some(evening));
    }

    #[test]
    fn the_last_act_is_what_happened_last_whenever_it_was_recorded() {
        let last = |sample: &Sample, zone| {
            let outline = Outline::of(&sample.case());
            let last = *outline.last(zone);
            let by = outline.people[last.by].to_string();
            (last.at.to_string(), by)
        };
        let day = |text: &str, by: &str| (text.to_owned(), by.to_owned());
        let mut sample = parted();
        on(&mut sample, "09", |sample| sample.complete("c", 3, &[]));
        // Recorded later than what happened later.
        on(&mut sample, "07", |sample| sample.complete("d", 4, &[]));
        assert_eq!(last(&sample, Zone::la_paz()), day("2026-03-09", "c"));
        // On the same day: the last in the order of the acts.
        on(&mut sample, "09", |sample| sample.complete("e", 5, &[]));
        assert_eq!(last(&sample, Zone::la_paz()), day("2026-03-09", "e"));
        // On the evening of the 8th in La Paz.
        let evening = "2026-03-09T02:00:00Z";
        sample.events[3].at = Moment::parse(evening).expect("a moment");
        assert_eq!(last(&sample, Zone::utc()), day(evening, "c"));
        assert_eq!(last(&sample, Zone::la_paz()), day("2026-03-09", "e"));
    }

    #[test]
    fn a_conflict_stands_since_its_last_side_and_its_work_is_contested() {
        let mut one = parted();
        let mut other = one.clone();
        let reason = Prose::recorded("reason");
        on(&mut one, "06", |sample| sample.complete("c", 3, &[]));
        on(&mut other, "07", |sample| {
            let ends = Redirection {
                activity: number(3),
                item: sample.item(3),
                to: Vec::new(),
                reason,
            };
            sample.write("d", Act::Redirected(ends))
        });
        one.merge(&other);
        let outline = Outline::of(&one.case());
        let [dispute] = outline.conflicts.as_slice() else {
            panic!("3 is in conflict");
        };
        let last = one.place("c").max(one.place("d"));
        assert_eq!(dispute.since, *one.case().at(last));
        assert_eq!(dispute.activity, Some(number(3)));
        assert_eq!(outline.live[0].progress, Progress::Contested);
        assert!(!outline.stuck);
    }

    #[test]
    fn some_events_tell_what_those_with_all_of_their_past_say() {
        let mut sample = parted();
        on(&mut sample, "20", |sample| sample.complete("c", 3, &[]));
        // Dated before what it rests on.
        on(&mut sample, "06", |sample| sample.complete("d", 4, &[]));
        let case = sample.case();
        let until = |day: &str| {
            let day = format!("2026-03-{day}");
            let earlier = case.subset(|event| event.at.to_string() <= day);
            earlier.map(|case| {
                let ready = case.ready().into_iter().map(|work| work.activity);
                (case.events().len(), ready.collect())
            })
        };
        assert_eq!(until("01"), None);
        assert_eq!(until("02"), Some((1, set(&[1]))));
        assert_eq!(until("06"), Some((3, set(&[3]))));
        assert_eq!(until("20"), Some((5, set(&[5]))));
    }
}
