use serde::{Deserialize, Serialize};

use crate::engine::due::{Due, due};
use crate::engine::outcome::CaseState;
use crate::engine::{
    Came, Case, DepartureKind, Done, Outcome, Owed, Register, Settlement, Standing,
};
use crate::model::{
    ActivityNumber, Actor, Digest, EventId, FormId, ItemId, Line, Moment, Output, OutputKind,
    ProcedureId, RoleId, Subject, unborrowed,
};

/// What lists and reports tell of a case and what its definitions do not say: plain facts, owned,
/// free of texts, so that they can be kept apart from its journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    #[serde(deserialize_with = "unborrowed::one")]
    pub procedure: ProcedureId,
    /// The definitions that it may run under: that of its start, then those that its migrations
    /// name. What stands in a definition names it by its place here.
    pub definitions: Vec<Digest>,
    /// The one that it is under now.
    pub current: usize,
    /// Everyone who is named below, by their place here.
    pub people: Vec<Actor>,
    pub entities: Vec<Line>,
    pub reference: Option<Line>,
    pub title: Option<Line>,
    pub started: Deed,
    pub standing: Standing,
    /// Of a finished case the latest day on which work took effect; of a cancelled one when it was
    /// cancelled.
    pub closed: Option<Moment>,
    pub stuck: bool,
    /// Different activities done.
    pub activities_done: usize,
    /// When the last of what is ready became so, in order of the acts.
    pub latest: Option<Moment>,
    /// What took effect, in order of the acts by which it did, then what is live by activity.
    pub work: Vec<WorkItem>,
    /// Documents given for this work that no correction replaced, in order of the work.
    pub given: Vec<GivenOutput>,
    /// Documents due for it and not given, in order of the work.
    pub owed: Vec<OwedOutput>,
    /// What is in conflict now.
    pub conflicts: Vec<Dispute>,
    pub departures: Vec<Departed>,
}

/// Who did something, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    pub at: Moment,
    pub by: usize,
    /// The role in which they acted, where they said it.
    #[serde(deserialize_with = "unborrowed::maybe")]
    pub role: Option<RoleId>,
    pub on_behalf: Option<usize>,
}

/// An occurrence of an activity on the path that the case took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkItem {
    pub item: ItemId,
    pub activity: ActivityNumber,
    /// The definition in whose numbers the activity stands.
    pub definition: usize,
    pub came: Came,
    /// When its first token came.
    pub arrived: Moment,
    /// Since when it is or was ready; nothing while it waits.
    pub ready: Option<Moment>,
    /// To whom it was given last.
    pub assigned: Option<usize>,
    pub progress: Progress,
}

/// How far work has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    /// For others to arrive.
    Waiting,
    Ready,
    /// Its outcome is in conflict.
    Contested,
    Done {
        deed: Deed,
        outcome: Outcome,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenOutput {
    /// The work, by its place.
    pub work: usize,
    #[serde(deserialize_with = "unborrowed::one")]
    pub kind: OutputKind,
    #[serde(deserialize_with = "unborrowed::maybe")]
    pub form: Option<FormId>,
    pub at: Moment,
    pub by: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwedOutput {
    /// The work, by its place; it is owed since that was done.
    pub work: usize,
    pub due: Owed,
    pub since: Moment,
}

/// A conflict as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Nothing where the case itself, or its version, is in conflict.
    pub activity: Option<ActivityNumber>,
    /// The first act of its first side.
    pub event: EventId,
    /// When the last of its sides was written.
    pub since: Moment,
}

/// Something that went other than straight on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departed {
    pub kind: DepartureKind,
    pub at: Moment,
    pub by: usize,
    pub activity: Option<ActivityNumber>,
    /// The definition in whose numbers the activity stands.
    pub definition: usize,
}

impl Outline {
    pub fn of(case: &Case) -> Self {
        let mut people = People::default();
        let (work, given, owed) = WorkItem::all(case, &mut people);
        Self {
            procedure: case.start().procedure.clone(),
            definitions: case.digests().collect(),
            current: case.run.stage().definition,
            entities: case.entities().into_iter().cloned().collect(),
            reference: case.reference().cloned(),
            title: case.title().cloned(),
            started: people.deed(case, 0),
            standing: case.standing(),
            closed: closed(case),
            stuck: case.is_stuck(),
            activities_done: case.activities_done(),
            latest: latest(case),
            work,
            given,
            owed,
            conflicts: disputes(case),
            departures: departed(case, &mut people),
            people: people.0,
        }
    }

    /// The work that can be done now, in order of activity.
    pub fn ready(&self) -> impl Iterator<Item = &WorkItem> {
        let work = self.work.iter();
        work.filter(|work| work.progress == Progress::Ready)
    }

    /// The work that waits for others to arrive, in order of activity.
    pub fn waiting(&self) -> impl Iterator<Item = &WorkItem> {
        let work = self.work.iter();
        work.filter(|work| work.progress == Progress::Waiting)
    }

    /// How many acts left the path of the procedure.
    pub fn deviations(&self) -> usize {
        let departed = self.departures.iter();
        departed.filter(|one| one.kind.is_deviation()).count()
    }
}

impl WorkItem {
    /// All work of a case, with what was given for it and what it owes.
    fn all(case: &Case, people: &mut People) -> (Vec<Self>, Vec<GivenOutput>, Vec<OwedOutput>) {
        let (mut work, mut given, mut owed) = (Vec::new(), Vec::new(), Vec::new());
        for done in case.done() {
            let item = Self::done(case, &done, people);
            let all = case.given_for(done.item);
            owed.extend(owed_by(&done, &all).map(|due| OwedOutput {
                work: work.len(),
                due,
                since: *case.at(done.place),
            }));
            given.extend(people.given(case, work.len(), &all));
            work.push(item);
        }
        for item in Self::live(case, people) {
            let all = case.given_for(item.item);
            given.extend(people.given(case, work.len(), &all));
            work.push(item);
        }
        (work, given, owed)
    }

    fn done(case: &Case, done: &Done, people: &mut People) -> Self {
        let mut taken = case.run.taken.iter();
        let taken = taken.find(|taken| taken.subject.1 == done.item);
        let taken = taken.expect("what is done was taken");
        Self {
            item: done.item,
            activity: done.activity,
            definition: taken.definition,
            came: case.came(taken.is_moved, &taken.parents),
            arrived: *case.at(taken.begun),
            ready: Some(*case.at(taken.since)),
            assigned: people.assigned(case, done.item),
            progress: Progress::Done {
                deed: people.deed(case, done.place),
                outcome: done.outcome.clone(),
            },
        }
    }

    fn live(case: &Case, people: &mut People) -> Vec<Self> {
        let live = case.run.live.iter();
        let mut live: Vec<Self> = live
            .map(|live| Self {
                item: live.id,
                activity: live.activity,
                definition: case.run.stage().definition,
                came: case.came(live.is_moved(), &live.parents()),
                arrived: *case.at(live.begun),
                ready: live.since.map(|place| *case.at(place)),
                assigned: people.assigned(case, live.id),
                progress: match live.since {
                    None => Progress::Waiting,
                    Some(_) if is_open(case, live.id) => Progress::Ready,
                    Some(_) => Progress::Contested,
                },
            })
            .collect();
        live.sort_by_key(|work| (work.activity, work.item));
        live
    }
}

fn is_open(case: &Case, item: ItemId) -> bool {
    case.run.settlement(Subject::Item(item)) == Settlement::Open
}

fn owed_by(done: &Done, given: &[(usize, &Output)]) -> impl Iterator<Item = Owed> {
    let given: Vec<&Output> = given.iter().map(|(_, output)| *output).collect();
    let owed: Vec<Owed> = match done.outcome {
        Outcome::Done(answers) => {
            let owed = due(done.definition, answers, &given).into_iter();
            owed.map(Due::owned).collect()
        }
        _ => Vec::new(),
    };
    owed.into_iter()
}

/// When a case that is closed was.
fn closed(case: &Case) -> Option<Moment> {
    match case.standing() {
        Standing::Open | Standing::Suspended => None,
        Standing::Finished { .. } => {
            let done = case.done().into_iter();
            done.map(|done| *case.at(done.place))
                .max_by_key(Moment::day)
        }
        Standing::Cancelled => {
            let mut written = case
                .register(Subject::Case)
                .map_or(&[][..], Register::standing)
                .iter();
            let cancelled = Outcome::State(CaseState::Cancelled);
            let first = written.find(|write| write.outcome == cancelled)?;
            Some(*case.at(first.place))
        }
    }
}

fn latest(case: &Case) -> Option<Moment> {
    let since = case.ready().iter().map(|work| work.since).max();
    since.map(|place| *case.at(place))
}

fn disputes(case: &Case) -> Vec<Dispute> {
    let conflicts = case.conflicts().iter();
    conflicts
        .map(|conflict| {
            let first = conflict.sides[0].places[0];
            let sides = conflict.sides.iter().flat_map(|side| &side.places);
            let last = sides.max().copied().unwrap_or(first);
            Dispute {
                activity: conflict.activity,
                event: case.event(first).id,
                since: *case.at(last),
            }
        })
        .collect()
}

fn departed(case: &Case, people: &mut People) -> Vec<Departed> {
    let departures = case.departures().into_iter();
    departures
        .map(|departure| Departed {
            kind: departure.kind,
            at: *case.at(departure.place),
            by: people.place(&case.event(departure.place).by),
            activity: departure.activity,
            definition: case.written.definition(departure.place),
        })
        .collect()
}

/// Those who are named, each once, in the order in which they are.
#[derive(Debug, Default)]
struct People(Vec<Actor>);

impl People {
    fn place(&mut self, person: &Actor) -> usize {
        let known = self.0.iter().position(|known| known == person);
        known.unwrap_or_else(|| {
            self.0.push(person.clone());
            self.0.len() - 1
        })
    }

    fn deed(&mut self, case: &Case, place: usize) -> Deed {
        let event = case.event(place);
        let on_behalf = event.on_behalf.as_ref();
        Deed {
            at: *case.at(place),
            by: self.place(&event.by),
            role: event.role.clone(),
            on_behalf: on_behalf.map(|other| self.place(other)),
        }
    }

    fn assigned(&mut self, case: &Case, item: ItemId) -> Option<usize> {
        let (_, person) = case.assigned(item).last()?;
        Some(self.place(person))
    }

    fn given(&mut self, case: &Case, work: usize, given: &[(usize, &Output)]) -> Vec<GivenOutput> {
        let given = given.iter();
        given
            .map(|(place, output)| GivenOutput {
                work,
                kind: output.kind.clone(),
                form: output.form.as_ref().map(|record| record.form.clone()),
                at: *case.at(*place),
                by: self.place(&case.event(*place).by),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Outline, Progress, WorkItem};
    use crate::engine::sample::{Sample, number, output, set};
    use crate::engine::{Came, Outcome, Standing};
    use crate::model::{Act, Actor, Moment, Prose, Redirection, RoleId, Turn};

    const PROCEDURE: &str = "
        1: 2 3 ! carta
        2: 4 ! acta/hoja
        3: 4
        4: 5
        5: < 4 = finished
    ";

    /// Does something on a day of March 2026.
    fn on<T>(sample: &mut Sample, day: &str, act: impl FnOnce(&mut Sample) -> T) -> T {
        let done = act(sample);
        let last = sample.events.last_mut().unwrap();
        last.at = Moment::parse(&format!("2026-03-{day}")).unwrap();
        done
    }

    /// 1 and 2 are done, 3 is ready and 4 waits for it.
    fn parted() -> Sample {
        let mut sample = Sample::of(PROCEDURE);
        on(&mut sample, "03", |sample| sample.complete("a", 1, &[]));
        on(&mut sample, "05", |sample| sample.complete("b", 2, &[]));
        sample
    }

    fn told(outline: &Outline) -> Vec<String> {
        let day = |at: &Moment| at.to_string()[8..].to_owned();
        let said = |work: &WorkItem| {
            let ready = work.ready.as_ref().map_or("-".to_owned(), day);
            let progress = match &work.progress {
                Progress::Done { deed, outcome } => {
                    let by = &outline.people[deed.by];
                    let outcome = match outcome {
                        Outcome::Returned(to) => format!("returned to {to}"),
                        _ => "done".to_owned(),
                    };
                    format!("{outcome} {} by {by}", day(&deed.at))
                }
                other => format!("{other:?}").to_lowercase(),
            };
            let came = match work.came {
                Came::ByFlow => "",
                Came::Returned => " again",
                Came::Moved => " moved",
            };
            format!(
                "{}{came}: came {}, ready {ready}, {progress}",
                work.activity,
                day(&work.arrived)
            )
        };
        outline.work.iter().map(said).collect()
    }

    #[test]
    fn work_is_told_with_when_it_came_was_ready_and_was_done() {
        let mut sample = parted();
        assert_eq!(
            told(&Outline::of(&sample.case())),
            [
                "1: came 02, ready 02, done 03 by a",
                "2: came 03, ready 03, done 05 by b",
                "3: came 03, ready 03, ready",
                "4: came 05, ready -, waiting"
            ]
        );
        on(&mut sample, "09", |sample| sample.complete("c", 3, &[]));
        on(&mut sample, "10", |sample| sample.complete("d", 4, &[]));
        on(&mut sample, "12", |sample| sample.send_back("e", 5, 4));
        assert_eq!(
            told(&Outline::of(&sample.case()))[2..],
            [
                "3: came 03, ready 03, done 09 by c",
                "4: came 05, ready 09, done 10 by d",
                "5: came 10, ready 10, returned to 4 12 by e",
                "4 again: came 12, ready 12, ready"
            ]
        );
    }

    #[test]
    fn who_did_it_in_which_role_for_whom_and_who_is_to_do_it_is_told() {
        let mut sample = parted();
        let last = sample.events.last_mut().unwrap();
        last.role = Some(RoleId::recorded("uit"));
        last.on_behalf = Some(Actor::recorded("chief"));
        let assigned = Act::Assigned {
            activity: number(3),
            item: sample.item(3),
            person: Actor::recorded("Ana"),
        };
        sample.write("c", assigned);
        let outline = Outline::of(&sample.case());
        let named = |place: usize| outline.people[place].as_str();
        let Progress::Done { deed, .. } = &outline.work[1].progress else {
            panic!("2 is done");
        };
        assert_eq!(named(deed.by), "b");
        assert_eq!(deed.role.as_ref().map(RoleId::as_str), Some("uit"));
        assert_eq!(deed.on_behalf.map(named), Some("chief"));
        assert_eq!(outline.work[2].assigned.map(named), Some("Ana"));
        assert_eq!(named(outline.started.by), "start");
    }

    #[test]
    fn what_was_given_and_what_is_owed_belongs_to_its_work() {
        let mut sample = parted();
        let item = sample.case().items(number(1))[0];
        on(&mut sample, "06", |sample| {
            sample.attach("c", 1, item, "carta")
        });
        let outline = Outline::of(&sample.case());
        let given = &outline.given[0];
        assert_eq!((given.work, given.kind.as_str()), (0, "carta"));
        assert_eq!(given.at, sample.events[3].at);
        assert_eq!(outline.given.len(), 1);
        let [owed] = outline.owed.as_slice() else {
            panic!("2 owes one thing");
        };
        assert_eq!((owed.work, owed.due.any.len()), (1, 2));
        assert_eq!(owed.since.to_string(), "2026-03-05");
        assert_eq!(owed.due.any[1], output("hoja").kind);
    }

    #[test]
    fn a_case_was_closed_on_the_last_day_of_its_work_or_when_it_was_cancelled() {
        let mut sample = parted();
        assert_eq!(Outline::of(&sample.case()).closed, None);
        let mut cancelled = sample.clone();
        on(&mut cancelled, "11", |sample| {
            let reason = Prose::recorded("reason");
            let turn = Turn::Cancelled;
            sample.write("c", Act::Turned { turn, reason })
        });
        let outline = Outline::of(&cancelled.case());
        assert_eq!(outline.standing, Standing::Cancelled);
        assert_eq!(outline.closed.unwrap().to_string(), "2026-03-11");
        assert_eq!(outline.deviations(), 1);
        on(&mut sample, "09", |sample| sample.complete("c", 3, &[]));
        on(&mut sample, "20", |sample| sample.complete("d", 4, &[]));
        // Told with a day before that of the work that it reviews.
        on(&mut sample, "15", |sample| sample.complete("e", 5, &[]));
        let outline = Outline::of(&sample.case());
        let result = "finished".to_owned();
        assert_eq!(outline.standing, Standing::Finished { result });
        assert_eq!(outline.closed.unwrap().to_string(), "2026-03-20");
        assert_eq!(outline.activities_done, 5);
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
        assert_eq!(outline.work[2].progress, Progress::Contested);
        assert!(!outline.stuck);
    }

    #[test]
    fn some_events_tell_what_those_with_all_of_their_past_say() {
        let mut sample = parted();
        on(&mut sample, "20", |sample| sample.complete("c", 3, &[]));
        // Told as done before what it rests on.
        on(&mut sample, "06", |sample| sample.complete("d", 4, &[]));
        let case = sample.case();
        let until = |day: &str| {
            let day = format!("2026-03-{day}");
            let told = case.as_told_by(|event| event.at.to_string() <= day);
            told.map(|case| {
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
