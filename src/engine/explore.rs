use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use crate::engine::marking::{BOUND, Choice, Way, choices};
use crate::engine::{ActivitySet, Marking, Net};
use crate::model::{Activity, ActivityNumber, Procedure};

/// What exploring every reachable marking has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Reachable markings, the empty one included.
    pub markings: usize,
}

/// One act of a trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub activity: ActivityNumber,
    pub choice: Choice,
}

/// Why a procedure is refused; a trace is a shortest one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No flow comes to it, or none that is ever taken.
    NeverStarts { activity: ActivityNumber },
    /// The case could get no further, or never to its end.
    NoEnd { impasse: Impasse, trace: Vec<Step> },
    /// An activity would hold two work items.
    TwoItems {
        activity: ActivityNumber,
        trace: Vec<Step>,
    },
    /// It waits by the rule of flow, and starts by the standard's clause on filled flows.
    Ambiguous {
        activity: ActivityNumber,
        awaiting: ActivitySet,
        trace: Vec<Step>,
    },
    /// More markings than are explored.
    NotProved { bound: usize },
}

/// How a case can fail to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Impasse {
    /// Work waits and none is ready: who waits, and for whom.
    Deadlock(Vec<(ActivityNumber, ActivitySet)>),
    /// Work is always ready and never leads to the end: what can still be done.
    Livelock(ActivitySet),
}

struct Explored {
    markings: Vec<Marking>,
    /// How each marking was first reached; nothing for the first.
    reached: Vec<Option<(usize, Step)>>,
    /// Which markings lead to each.
    before: Vec<Vec<usize>>,
    started: ActivitySet,
    /// Markings that were not followed, for they hold two items in one place.
    crowded: BTreeMap<ActivityNumber, usize>,
    given_up: Vec<usize>,
    ambiguous: BTreeMap<ActivityNumber, (usize, ActivitySet)>,
    complete: bool,
}

/// Explores every reachable marking, answers and returns taken as free choices.
///
/// # Errors
/// With every way in which the procedure is unsound, each by its shortest trace.
pub fn prove(procedure: &Procedure, net: &Net) -> Result<Proof, Vec<Refused>> {
    prove_within(procedure, net, BOUND)
}

fn prove_within(procedure: &Procedure, net: &Net, bound: usize) -> Result<Proof, Vec<Refused>> {
    let explored = explore(procedure, net, Marking::first(), bound);
    let mut refused = Vec::new();
    for (activity, place) in &explored.crowded {
        refused.push(Refused::TwoItems {
            activity: *activity,
            trace: explored.trace(*place),
        });
    }
    for (activity, (place, awaiting)) in &explored.ambiguous {
        refused.push(Refused::Ambiguous {
            activity: *activity,
            awaiting: *awaiting,
            trace: explored.trace(*place),
        });
    }
    if explored.complete {
        refused.extend(explored.without_end(net));
        refused.extend(never_started(procedure, net, &explored, refused.is_empty()));
    } else {
        refused.push(Refused::NotProved { bound });
    }
    if refused.is_empty() {
        let markings = explored.markings.len();
        Ok(Proof { markings })
    } else {
        Err(refused)
    }
}

/// Explores every marking that can be reached from one that the procedure itself does not lead to.
/// More markings than are explored are no reason to refuse it.
///
/// # Errors
/// Where an activity could get two work items, or the end could not be reached, with the shortest
/// trace from there.
pub fn prove_from(procedure: &Procedure, net: &Net, marking: Marking) -> Result<(), Refused> {
    let explored = explore(procedure, net, marking, BOUND);
    if let Some((activity, place)) = explored.crowded.first_key_value() {
        return Err(Refused::TwoItems {
            activity: *activity,
            trace: explored.trace(*place),
        });
    }
    let endless = || explored.without_end(net).into_iter().next();
    match explored.complete.then(endless).flatten() {
        Some(refused) => Err(refused),
        None => Ok(()),
    }
}

fn explore(procedure: &Procedure, net: &Net, first: Marking, bound: usize) -> Explored {
    let mut known: Vec<Option<Vec<Choice>>> = vec![None; procedure.activities.len()];
    let mut explored = Explored {
        markings: vec![first.clone()],
        reached: vec![None],
        before: vec![Vec::new()],
        started: ActivitySet::EMPTY,
        crowded: BTreeMap::new(),
        given_up: Vec::new(),
        ambiguous: BTreeMap::new(),
        complete: true,
    };
    let mut places = HashMap::from([(first, 0)]);
    let mut here = 0;
    while here < explored.markings.len() {
        let marking = explored.markings[here].clone();
        explored.note_ambiguity(here, &marking, net);
        if let Some(activity) = marking.crowded() {
            explored.crowded.entry(activity).or_insert(here);
            explored.given_up.push(here);
            here += 1;
            continue;
        }
        for enabled in marking.ready(net) {
            let activity = &procedure.activities[enabled.activity.index()];
            explored.started = explored.started.with(enabled.activity);
            let choices = known[enabled.activity.index()].get_or_insert_with(|| choices(activity));
            for choice in choices.iter() {
                let next = marking.after(&enabled, choice.way(activity));
                let place = *places.entry(next).or_insert_with_key(|next| {
                    let step = Step {
                        activity: enabled.activity,
                        choice: choice.clone(),
                    };
                    explored.add(next.clone(), here, step)
                });
                explored.before[place].push(here);
            }
            if explored.markings.len() > bound {
                explored.complete = false;
                return explored;
            }
        }
        here += 1;
    }
    explored
}

impl Explored {
    fn add(&mut self, marking: Marking, from: usize, step: Step) -> usize {
        self.markings.push(marking);
        self.reached.push(Some((from, step)));
        self.before.push(Vec::new());
        self.markings.len() - 1
    }

    fn trace(&self, place: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut here = place;
        while let Some((from, step)) = &self.reached[here] {
            steps.push(step.clone());
            here = *from;
        }
        steps.reverse();
        steps
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

    /// The impasses: each deadlock by who waits in it, and one livelock.
    fn without_end(&self, net: &Net) -> Vec<Refused> {
        let ends = self.markings.iter().position(Marking::is_empty);
        let finishing = self.leading_to(ends.into_iter().chain(self.given_up.iter().copied()));
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

    /// Every marking from which one of these can be reached, themselves included.
    fn leading_to(&self, places: impl Iterator<Item = usize>) -> Vec<bool> {
        let mut leads = vec![false; self.markings.len()];
        let mut open: Vec<usize> = places.collect();
        while let Some(place) = open.pop() {
            if !std::mem::replace(&mut leads[place], true) {
                open.extend(&self.before[place]);
            }
        }
        leads
    }

    fn still_done_from(&self, place: usize, net: &Net) -> ActivitySet {
        let mut after = vec![Vec::new(); self.markings.len()];
        for (to, before) in self.before.iter().enumerate() {
            for from in before {
                after[*from].push(to);
            }
        }
        let mut seen = vec![false; self.markings.len()];
        let mut open = vec![place];
        let mut done = ActivitySet::EMPTY;
        while let Some(here) = open.pop() {
            if !std::mem::replace(&mut seen[here], true) {
                let ready = self.markings[here].ready(net);
                done = ready.iter().fold(done, |all, item| all.with(item.activity));
                open.extend(&after[here]);
            }
        }
        done
    }
}

/// Activities that no exploration started; where something else is wrong, only those to which no
/// flow leads at all, since the others may follow from it.
fn never_started<'a>(
    procedure: &'a Procedure,
    net: &'a Net,
    explored: &'a Explored,
    otherwise_sound: bool,
) -> impl Iterator<Item = Refused> + 'a {
    let first = ActivitySet::EMPTY.with(ActivityNumber::FIRST);
    let numbers = procedure.activities.iter().map(|activity| activity.number);
    numbers
        .filter(|number| !explored.started.contains(*number))
        .filter(move |number| otherwise_sound || net.path(first, *number, None).is_none())
        .map(|activity| Refused::NeverStarts { activity })
}

/// The fewest activities that can still finish a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fewest {
    Activities(u32),
    /// The end cannot be reached.
    Never,
    /// More markings than are explored.
    Unknown,
}

/// The fewest acts that lead from a marking to the end: as the net knows them, else by
/// breadth-first search.
pub fn remaining(procedure: &Procedure, net: &Net, marking: &Marking) -> Fewest {
    if let Some(acts) = net.distance(&marking.to_string()) {
        return Fewest::Activities(acts);
    }
    let mut ways: Vec<Option<Vec<Way>>> = vec![None; procedure.activities.len()];
    let mut seen = BTreeSet::from([marking.clone()]);
    let mut open = VecDeque::from([(marking.clone(), 0)]);
    while let Some((here, acts)) = open.pop_front() {
        if here.is_empty() {
            return Fewest::Activities(acts);
        }
        if seen.len() > BOUND {
            return Fewest::Unknown;
        }
        for enabled in here.ready(net) {
            let activity = &procedure.activities[enabled.activity.index()];
            let ways = ways[enabled.activity.index()].get_or_insert_with(|| ways_of(activity));
            for way in ways.iter() {
                let next = here.after(&enabled, *way);
                if seen.insert(next.clone()) {
                    open.push_back((next, acts + 1));
                }
            }
        }
    }
    Fewest::Never
}

/// The same from every reachable marking, a line each, for a net to know.
pub fn distances(procedure: &Procedure, net: &Net) -> String {
    let explored = explore(procedure, net, Marking::first(), BOUND);
    let end = explored.markings.iter().position(Marking::is_empty);
    let mut open: VecDeque<(usize, u32)> = end.into_iter().map(|end| (end, 0)).collect();
    let mut seen = vec![false; explored.markings.len()];
    let mut lines = String::new();
    while let Some((here, acts)) = open.pop_front() {
        if !std::mem::replace(&mut seen[here], true) {
            lines.push_str(&format!("{}: {acts}\n", explored.markings[here]));
            open.extend(
                explored.before[here]
                    .iter()
                    .map(|before| (*before, acts + 1)),
            );
        }
    }
    lines
}

fn ways_of(activity: &Activity) -> Vec<Way> {
    let choices = choices(activity);
    choices.iter().map(|choice| choice.way(activity)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Fewest, Impasse, Proof, Refused, distances, prove, prove_within, remaining};
    use crate::engine::sample::{marking, procedure, shown};
    use crate::engine::{ActivitySet, Net};

    /// What is wrong with a procedure, each in a line.
    fn refused(text: &str) -> Vec<String> {
        let procedure = procedure(text);
        match prove(&procedure, &Net::of(&procedure)) {
            Ok(Proof { markings }) => vec![format!("sound, {markings} markings")],
            Err(refused) => refused.iter().map(line).collect(),
        }
    }

    fn line(refused: &Refused) -> String {
        match refused {
            Refused::NeverStarts { activity } => format!("{activity} never starts"),
            Refused::NoEnd { impasse, trace } => {
                format!("{} after {}", standstill(impasse), shown(trace))
            }
            Refused::TwoItems { activity, trace } => {
                format!("{activity} twice after {}", shown(trace))
            }
            Refused::Ambiguous {
                activity,
                awaiting,
                trace,
            } => format!(
                "{activity} ambiguous, awaits {}, after {}",
                list(*awaiting),
                shown(trace)
            ),
            Refused::NotProved { bound } => format!("not proved within {bound}"),
        }
    }

    fn standstill(impasse: &Impasse) -> String {
        match impasse {
            Impasse::Livelock(done) => format!("round and round {}", list(*done)),
            Impasse::Deadlock(waiting) => {
                let waiting: Vec<String> = waiting
                    .iter()
                    .map(|(who, whom)| format!("{who} waits for {}", list(*whom)))
                    .collect();
                waiting.join(", ")
            }
        }
    }

    fn list(activities: ActivitySet) -> String {
        let numbers: Vec<String> = activities.iter().map(|one| one.to_string()).collect();
        numbers.join(" ")
    }

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        assert_eq!(refused(text), expected);
    }

    #[test]
    fn a_sound_procedure_is_proved_with_its_number_of_markings() {
        case("1: 2\n2:", &["sound, 3 markings"]);
        case(
            "
            1: 2 3
            2: 4
            3: 4
            4: < 2 3
        ",
            &["sound, 10 markings"],
        );
    }

    #[test]
    fn an_activity_that_nothing_leads_to_never_starts() {
        case("1: 3\n2: 3\n3:", &["2 never starts"]);
    }

    #[test]
    fn an_activity_that_is_only_returned_to_by_a_review_starts() {
        case("1: 3\n2: 3\n3: < 2", &["sound, 5 markings"]);
    }

    #[test]
    fn two_joins_that_wait_for_each_other_are_a_deadlock() {
        case(
            "
            1: 2 3
            2: 4
            3: 5
            4: ? on 5, end
            5: ? on 4, end
        ",
            &["4 waits for 5, 5 waits for 4 after 1 2 3"],
        );
    }

    #[test]
    fn work_that_always_goes_on_and_never_ends_is_a_livelock() {
        case(
            "
            1: ? good 2, bad 3
            2:
            3: 4
            4: 3
        ",
            &["round and round 3 4 after 1:bad"],
        );
    }

    #[test]
    fn two_tokens_on_one_flow_are_refused() {
        case(
            "
            1: 2
            2: 3 ? again 1, end
            3:
        ",
            &["3 twice after 1 2:again 1 2:again"],
        );
    }

    #[test]
    fn a_join_that_the_standard_would_start_earlier_is_refused() {
        case(
            "
            1: 2
            2: 3 4
            3: ? back 2, on 4
            4:
        ",
            &[
                "4 twice after 1 2 3:back 2",
                "4 ambiguous, awaits 3, after 1 2",
            ],
        );
    }

    #[test]
    fn two_items_of_one_activity_by_a_return_are_refused() {
        case(
            "
            1: 2 3
            2:
            3: < 2
        ",
            &["2 twice after 1 3~2"],
        );
    }

    #[test]
    fn a_procedure_of_too_many_markings_is_not_proved() {
        let text = "1: 2 3 4\n2:\n3:\n4:";
        let procedure = procedure(text);
        let net = Net::of(&procedure);
        assert_eq!(prove_within(&procedure, &net, 9), Ok(Proof { markings: 9 }));
        assert_eq!(
            prove_within(&procedure, &net, 8),
            Err(vec![Refused::NotProved { bound: 8 }])
        );
    }

    #[test]
    fn what_is_still_to_do_is_counted_by_the_shortest_way_to_the_end() {
        let text = "
            1: 2 3
            2: ? long 4, short 5
            3: 5
            4: 5
            5: < 3
        ";
        let procedure = procedure(text);
        let net = Net::of(&procedure);
        let fewest = |text| remaining(&procedure, &net, &marking(text));
        assert_eq!(fewest(">1"), Fewest::Activities(4));
        assert_eq!(fewest("2>4 3>5"), Fewest::Activities(2));
        assert_eq!(fewest("5~3"), Fewest::Activities(2));
        assert_eq!(fewest(""), Fewest::Activities(0));
    }

    #[test]
    fn the_distances_that_a_net_is_to_know_are_those_that_a_search_finds() {
        let text = "
            1: 2 3
            2: ? long 4, short 5
            3: 5
            4: 5
            5: < 3
        ";
        let procedure = procedure(text);
        let net = Net::of(&procedure);
        let lines = distances(&procedure, &net);
        let knowing = net.clone().knowing(lines.clone().leak());
        for line in lines.lines() {
            let (short, acts) = line.split_once(": ").expect("a marking and a number");
            let acts = Fewest::Activities(acts.parse().expect("a number"));
            let marking = marking(short);
            assert_eq!(remaining(&procedure, &net, &marking), acts, "{short}");
            assert_eq!(knowing.distance(short).map(Fewest::Activities), Some(acts));
        }
        let Ok(Proof { markings }) = prove(&procedure, &net) else {
            panic!("it is sound");
        };
        assert_eq!(lines.lines().count(), markings);
        assert_eq!(knowing.distance("2>4 4>5"), None);
    }

    #[test]
    fn where_the_end_is_out_of_reach_nothing_is_counted() {
        let procedure = procedure("1: 2\n2: 1");
        let net = Net::of(&procedure);
        assert_eq!(remaining(&procedure, &net, &marking(">1")), Fewest::Never);
    }
}
