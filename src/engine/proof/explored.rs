//! The exploration of reachable markings.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::engine::proof::effort::{Effort, Lacking};
use crate::engine::proof::marking::{Choice, Enabled, Way, choices};
use crate::engine::{ActivitySet, Impasse, Marking, Net, Refused, Step};
use crate::model::{ActivityNumber, Procedure};

/// The markings explored where there are certainly more than the bound: other faults mostly show
/// among the first.
const SAMPLED: usize = 2_000;

/// The markings reachable from one, as far as they were explored.
pub struct Explored<'p> {
    procedure: &'p Procedure,
    pub markings: Vec<Rc<Marking>>,
    /// How each marking was first reached; `None` for the first.
    reached: Vec<Option<Reached>>,
    /// The markings that lead to each.
    before: Vec<Vec<u32>>,
    /// By activity, its choices; made when it is first started.
    choices: Vec<Option<Choices>>,
    pub started: ActivitySet,
    /// By activity, the first marking that holds two items there.
    pub crowded: BTreeMap<ActivityNumber, usize>,
    /// The markings that were not followed because of two items.
    given_up: Vec<usize>,
    pub ambiguous: BTreeMap<ActivityNumber, (usize, ActivitySet)>,
    /// By activity, see [`situations_alone`].
    alone: Vec<usize>,
    /// The budget that was exceeded.
    pub lacking: Option<Lacking>,
}

/// The choices of an activity, with where each leads.
type Choices = Rc<[(Choice, Way)]>;

/// The act by which a marking was reached, and the marking before it.
struct Reached {
    from: u32,
    by: ActivityNumber,
    /// The index of the choice.
    choice: u32,
}

/// Explores all markings reachable from one, within the budget.
pub fn explore<'p>(
    procedure: &'p Procedure,
    net: &Net,
    first: Marking,
    effort: &mut Effort,
) -> Explored<'p> {
    let first = Rc::new(first);
    let mut places = HashMap::from([(Rc::clone(&first), 0)]);
    let mut explored = Explored::from(procedure, net, first);
    let mut here = 0;
    while let Some(marking) = explored.markings.get(here).map(Rc::clone) {
        if let Err(lacking) = explored.follow(here, &marking, net, effort, &mut places) {
            explored.lacking.get_or_insert(lacking);
            break;
        }
        here += 1;
    }
    explored
}

impl<'p> Explored<'p> {
    fn from(procedure: &'p Procedure, net: &Net, first: Rc<Marking>) -> Self {
        let activities = procedure.activities.iter();
        let alone = activities.map(|activity| situations_alone(activity.number, net));
        Self {
            procedure,
            markings: vec![first],
            reached: vec![None],
            before: vec![Vec::new()],
            choices: vec![None; procedure.activities.len()],
            started: ActivitySet::EMPTY,
            crowded: BTreeMap::new(),
            given_up: Vec::new(),
            ambiguous: BTreeMap::new(),
            lacking: None,
            alone: alone.collect(),
        }
    }

    /// Adds the markings that one leads to.
    fn follow(
        &mut self,
        here: usize,
        marking: &Marking,
        net: &Net,
        effort: &mut Effort,
        places: &mut HashMap<Rc<Marking>, u32>,
    ) -> Result<(), Lacking> {
        effort.visit(marking, self.markings.len())?;
        self.note_ambiguity(here, marking, net);
        if let Some(activity) = marking.crowded() {
            self.crowded.entry(activity).or_insert(here);
            self.given_up.push(here);
            return Ok(());
        }
        let from = u32::try_from(here).map_err(|_| Lacking::Markings)?;
        let ready = marking.ready(net);
        if self.lacking.is_none() && self.situations(&ready) > effort.markings {
            // There are certainly too many: explore only some more.
            self.lacking = Some(Lacking::Markings);
            effort.markings = effort.markings.min(self.markings.len() + SAMPLED);
        }
        for enabled in ready {
            let by = enabled.activity;
            self.started = self.started.with(by);
            let choices = self.choices_of(by);
            for (choice, (_, way)) in (0..).zip(choices.iter()) {
                effort.act(marking)?;
                let next = marking.after(&enabled, *way);
                let place = match places.get(&next) {
                    Some(place) => *place,
                    None => {
                        effort.hold(&next)?;
                        let next = Rc::new(next);
                        let place = self.add(&next, Reached { from, by, choice })?;
                        places.insert(next, place);
                        place
                    }
                };
                self.before[place as usize].push(from);
            }
            if self.markings.len() > effort.markings {
                return Err(Lacking::Markings);
            }
        }
        Ok(())
    }

    fn add(&mut self, marking: &Rc<Marking>, reached: Reached) -> Result<u32, Lacking> {
        let place = u32::try_from(self.markings.len()).map_err(|_| Lacking::Markings)?;
        self.markings.push(Rc::clone(marking));
        self.reached.push(Some(reached));
        self.before.push(Vec::new());
        Ok(place)
    }

    /// A lower bound of the markings to come: those that the ready items reach independently.
    /// None holds up another, as what one leads to can be reached from it.
    fn situations(&self, ready: &[Enabled]) -> usize {
        let each = ready.iter().map(|one| self.alone[one.activity.index()]);
        each.fold(1, usize::saturating_mul)
    }

    fn choices_of(&mut self, activity: ActivityNumber) -> Choices {
        let of = &self.procedure.activities[activity.index()];
        let known = self.choices[activity.index()].get_or_insert_with(|| {
            let choices = choices(of).into_iter().map(|choice| {
                let way = choice.way(of);
                (choice, way)
            });
            choices.collect()
        });
        Rc::clone(known)
    }

    /// The refusals for activities with two items, in order of activity.
    pub fn crowded_refusals(&self) -> impl Iterator<Item = Refused> {
        self.crowded
            .iter()
            .map(|(activity, place)| Refused::TwoItems {
                activity: *activity,
                trace: self.trace(*place),
            })
    }

    /// A shortest trace to a marking.
    pub fn trace(&self, place: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut here = place;
        while let Some(reached) = &self.reached[here] {
            let activity = &self.procedure.activities[reached.by.index()];
            let choices = self.choices[reached.by.index()].as_deref();
            let choice = choices.and_then(|choices| choices.get(reached.choice as usize));
            steps.extend(choice.map(|(choice, _)| Step {
                activity: activity.number,
                choice: choice.clone(),
            }));
            here = reached.from as usize;
        }
        steps.reverse();
        steps
    }

    /// The marking of a finished case.
    pub fn end(&self) -> Option<usize> {
        self.markings.iter().position(|marking| marking.is_empty())
    }

    /// The markings that lead to one.
    pub fn before(&self, place: usize) -> impl Iterator<Item = usize> {
        self.before[place].iter().map(|before| *before as usize)
    }

    fn note_ambiguity(&mut self, here: usize, marking: &Marking, net: &Net) {
        let occupied = marking.occupied();
        for (activity, awaiting) in marking.waiting(net) {
            let filled = marking.filled(activity);
            if net.starts_by_the_standard(activity, filled, occupied) {
                self.ambiguous.entry(activity).or_insert((here, awaiting));
            }
        }
    }

    /// The impasses: one deadlock for each set of waiting activities, and one livelock.
    pub fn without_end(&self, net: &Net) -> Vec<Refused> {
        let finishing =
            self.leading_to(self.end().into_iter().chain(self.given_up.iter().copied()));
        let standing: Vec<usize> = (0..self.markings.len())
            .filter(|place| !finishing[*place] && self.markings[*place].ready(net).is_empty())
            .collect();
        let mut deadlocks: BTreeMap<ActivitySet, Refused> = BTreeMap::new();
        for place in &standing {
            let waiting = self.markings[*place].waiting(net);
            let who = waiting.iter().map(|(activity, _)| *activity).collect();
            deadlocks.entry(who).or_insert_with(|| Refused::NoEnd {
                impasse: Impasse::Deadlock(waiting),
                trace: self.trace(*place),
            });
        }
        let stopping = self.leading_to(standing.into_iter());
        let circling = (0..self.markings.len())
            .find(|place| !finishing[*place] && !stopping[*place])
            .map(|place| Refused::NoEnd {
                impasse: Impasse::Livelock(self.still_done_from(place, net)),
                trace: self.trace(place),
            });
        deadlocks.into_values().chain(circling).collect()
    }

    /// These markings and all that lead to them.
    fn leading_to(&self, places: impl Iterator<Item = usize>) -> Vec<bool> {
        let mut leads = vec![false; self.markings.len()];
        let mut open: Vec<usize> = places.collect();
        while let Some(place) = open.pop() {
            if !std::mem::replace(&mut leads[place], true) {
                open.extend(self.before(place));
            }
        }
        leads
    }

    fn still_done_from(&self, place: usize, net: &Net) -> ActivitySet {
        let mut after: Vec<Vec<u32>> = vec![Vec::new(); self.markings.len()];
        for (to, before) in (0..).zip(&self.before) {
            for from in before {
                after[*from as usize].push(to);
            }
        }
        let mut seen = vec![false; self.markings.len()];
        let mut open = vec![place];
        let mut done = ActivitySet::EMPTY;
        while let Some(here) = open.pop() {
            if !std::mem::replace(&mut seen[here], true) {
                let ready = self.markings[here].ready(net);
                done = ready.iter().fold(done, |all, item| all.with(item.activity));
                open.extend(after[here].iter().map(|next| *next as usize));
            }
        }
        done
    }
}

/// The situations that one item goes through by itself: at its activity, at each of the chain of
/// single followers that nothing else leads to, and after the last.
fn situations_alone(first: ActivityNumber, net: &Net) -> usize {
    let (mut here, mut situations) = (first, 1);
    while let Some(next) = only(net.outgoing(here)) {
        let is_alone = only(net.sources(next)) == Some(here) && next != ActivityNumber::FIRST;
        if !is_alone || next == first {
            break;
        }
        here = next;
        situations += 1;
    }
    // The one after the last counts, unless it is the first again.
    situations + usize::from(!net.outgoing(here).contains(first))
}

fn only(activities: ActivitySet) -> Option<ActivityNumber> {
    let mut activities = activities.iter();
    activities.next().filter(|_| activities.next().is_none())
}
