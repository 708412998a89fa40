//! Proofs about a procedure, and the distance of a marking to the end.

use std::collections::{HashSet, VecDeque};
use std::rc::Rc;

use crate::engine::proof::effort::{Effort, Lacking, WORK};
use crate::engine::proof::explored::{Explored, explore};
use crate::engine::proof::marking::{BOUND, Way, choices};
use crate::engine::{ActivitySet, Marking, Net, Refused};
use crate::model::{Activity, ActivityNumber, Procedure};

/// The result of a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The number of reachable markings, with the empty one.
    pub markings: usize,
}

/// Explores every reachable marking, with answers and returns as free choices.
///
/// # Errors
/// All faults of the procedure, each with its shortest trace.
pub fn prove(procedure: &Procedure, net: &Net) -> Result<Proof, Vec<Refused>> {
    proved(procedure, net, &mut Effort::whole())
}

/// As [`prove`], within the work left, which it reduces; `None` where that does not suffice.
pub fn prove_sparing(
    procedure: &Procedure,
    net: &Net,
    left: &mut u64,
) -> Option<Result<Proof, Vec<Refused>>> {
    let most = WORK.min(*left);
    let mut effort = Effort::of(BOUND, most);
    let proved = proved(procedure, net, &mut effort);
    *left -= most - effort.work;
    let is_short = effort.work == 0 && most < WORK;
    (!is_short).then_some(proved)
}

fn proved(procedure: &Procedure, net: &Net, effort: &mut Effort) -> Result<Proof, Vec<Refused>> {
    let bound = effort.markings;
    let explored = explore(procedure, net, Marking::first(), effort);
    let mut refused: Vec<Refused> = explored.crowded_refusals().collect();
    for (activity, (place, awaiting)) in &explored.ambiguous {
        refused.push(Refused::Ambiguous {
            activity: *activity,
            awaiting: *awaiting,
            trace: explored.trace(*place),
        });
    }
    match explored.lacking {
        None => {
            refused.extend(explored.without_end(net));
            refused.extend(never_started(procedure, net, &explored, refused.is_empty()));
        }
        Some(Lacking::Markings) => refused.push(Refused::NotProved { bound }),
        Some(Lacking::Work) => refused.push(Refused::TooLong),
    }
    match refused.is_empty() {
        true => Ok(Proof {
            markings: explored.markings.len(),
        }),
        false => Err(refused),
    }
}

/// Explores every marking reachable from one that the procedure itself may not reach. Exceeding the
/// bound is no reason to refuse it.
pub fn prove_from(procedure: &Procedure, net: &Net, marking: Marking) -> Result<(), Refused> {
    let explored = explore(procedure, net, marking, &mut Effort::whole());
    let endless = match explored.lacking {
        None => explored.without_end(net),
        Some(_) => Vec::new(),
    };
    let mut refused = explored.crowded_refusals().chain(endless);
    refused.next().map_or(Ok(()), Err)
}

/// The activities that never start. If there is another fault, which may be the cause, only those
/// that no flow leads to.
fn never_started<'a>(
    procedure: &'a Procedure,
    net: &'a Net,
    explored: &'a Explored<'_>,
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
    /// The search exceeded its budget.
    Unknown,
}

/// The fewest acts from a marking to the end: from the net's table, else by breadth-first search.
pub fn remaining(procedure: &Procedure, net: &Net, marking: &Marking) -> Fewest {
    if let Some(acts) = net.distance(&marking.to_string()) {
        return Fewest::Activities(acts);
    }
    search(procedure, net, marking).unwrap_or(Fewest::Unknown)
}

fn search(procedure: &Procedure, net: &Net, marking: &Marking) -> Result<Fewest, Lacking> {
    let mut ways: Vec<Option<Vec<Way>>> = vec![None; procedure.activities.len()];
    let mut effort = Effort::whole();
    let first = Rc::new(marking.clone());
    let mut seen = HashSet::from([Rc::clone(&first)]);
    let mut open = VecDeque::from([(first, 0)]);
    while let Some((here, acts)) = open.pop_front() {
        if here.is_empty() {
            return Ok(Fewest::Activities(acts));
        }
        effort.visit(&here, seen.len())?;
        for enabled in here.ready(net) {
            let activity = &procedure.activities[enabled.activity.index()];
            let ways = ways[enabled.activity.index()].get_or_insert_with(|| ways_of(activity));
            for way in ways.iter() {
                effort.act(&here)?;
                let next = here.after(&enabled, *way);
                if seen.contains(&next) {
                    continue;
                }
                effort.hold(&next)?;
                let next = Rc::new(next);
                seen.insert(Rc::clone(&next));
                open.push_back((next, acts + 1));
            }
        }
    }
    Ok(Fewest::Never)
}

/// The table of the fewest acts from every reachable marking to the end, a line each.
pub fn distances(procedure: &Procedure, net: &Net) -> String {
    let explored = explore(procedure, net, Marking::first(), &mut Effort::whole());
    let end = explored.end();
    let mut open: VecDeque<(usize, u32)> = end.into_iter().map(|end| (end, 0)).collect();
    let mut seen = vec![false; explored.markings.len()];
    let mut lines = String::new();
    while let Some((here, acts)) = open.pop_front() {
        if !std::mem::replace(&mut seen[here], true) {
            lines.push_str(&format!("{}: {acts}\n", explored.markings[here]));
            open.extend(explored.before(here).map(|before| (before, acts + 1)));
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
    use super::{Fewest, Proof, distances, prove, proved, remaining};
    use crate::engine::proof::effort::{Effort, WORK};
    use crate::engine::{ActivitySet, Impasse, Net, Refused};
    use crate::testing::flow::{marking, procedure, shown};

    /// The faults of a procedure, one a line.
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
            Refused::TooLong => "not proved in time".to_owned(),
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
        assert_eq!(
            proved(&procedure, &net, &mut Effort::of(9, WORK)),
            Ok(Proof { markings: 9 })
        );
        assert_eq!(
            proved(&procedure, &net, &mut Effort::of(8, WORK)),
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
        let knowing = net.clone().with_distances(lines.clone().leak());
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
