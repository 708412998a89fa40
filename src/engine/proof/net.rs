//! The net of a procedure: its flows, with reachability computed once.

use std::collections::VecDeque;

use crate::engine::ActivitySet;
use crate::model::{Activity, ActivityNumber, Procedure};

/// The flows of a procedure: what leads where, and from where an incoming flow can be reached.
#[derive(Clone, Debug)]
pub struct Net {
    nodes: Vec<Node>,
    /// The table of distances to the end, if it was computed before.
    distances: &'static str,
}

#[derive(Clone, Debug, Default)]
struct Node {
    outgoing: ActivitySet,
    incoming: Vec<Incoming>,
    /// Whether a token here may have to wait for others.
    can_wait: bool,
}

/// One flow into an activity.
#[derive(Clone, Copy, Debug)]
struct Incoming {
    from: ActivityNumber,
    /// The activities from which a token can reach it without passing the activity itself.
    feeders: ActivitySet,
}

impl Net {
    pub fn of(procedure: &Procedure) -> Self {
        let mut nodes: Vec<Node> = procedure.activities.iter().map(node).collect();
        let mut sources = vec![ActivitySet::EMPTY; nodes.len()];
        for activity in &procedure.activities {
            for to in nodes[activity.number.index()].outgoing.iter() {
                sources[to.index()] = sources[to.index()].with(activity.number);
            }
        }
        for activity in &procedure.activities {
            let node = &mut nodes[activity.number.index()];
            node.incoming = incoming(&sources, activity.number);
            let mut feeders = node.incoming.iter().map(|flow| flow.feeders);
            node.can_wait = feeders.any(|feeders| !feeders.is_empty());
        }
        let distances = "";
        Self { nodes, distances }
    }

    /// The net with a table of distances to the end.
    #[must_use]
    pub const fn with_distances(mut self, distances: &'static str) -> Self {
        self.distances = distances;
        self
    }

    /// The fewest acts from a marking to the end, if the table has it.
    pub fn distance(&self, marking: &str) -> Option<u32> {
        let lines = self.distances.lines();
        let mut known = lines.filter_map(|line| line.strip_prefix(marking)?.strip_prefix(": "));
        known.next()?.parse().ok()
    }

    /// The activities that flows lead to from this one.
    pub fn outgoing(&self, activity: ActivityNumber) -> ActivitySet {
        self.node(activity).outgoing
    }

    /// The activities that flows lead from to this one.
    pub fn sources(&self, activity: ActivityNumber) -> ActivitySet {
        let incoming = self.node(activity).incoming.iter();
        incoming.map(|flow| flow.from).collect()
    }

    /// Whether a token at an activity may have to wait for others.
    pub fn can_wait(&self, activity: ActivityNumber) -> bool {
        self.node(activity).can_wait
    }

    /// The other ends of the empty incoming flows that a token elsewhere can still reach; without
    /// any the activity is ready.
    ///
    /// BPMN 2.0.2, 13.4.3 (inclusive gateway), without the clause on filled flows.
    pub fn awaiting(
        &self,
        activity: ActivityNumber,
        filled: ActivitySet,
        occupied: ActivitySet,
    ) -> ActivitySet {
        self.empty(activity, filled)
            .filter(|flow| flow.feeders.meets(occupied))
            .map(|flow| flow.from)
            .collect()
    }

    /// Whether the standard, with its clause on filled flows, lets the activity start: a token that
    /// can reach an empty flow does not hold it up if it can also reach a filled one.
    pub fn starts_by_the_standard(
        &self,
        activity: ActivityNumber,
        filled: ActivitySet,
        occupied: ActivitySet,
    ) -> bool {
        let incoming = self.node(activity).incoming.iter();
        let excused = incoming
            .filter(|flow| filled.contains(flow.from))
            .fold(ActivitySet::EMPTY, |all, flow| all.union(flow.feeders));
        let holding = occupied.minus(excused);
        let mut empty = self.empty(activity, filled);
        empty.all(|flow| !flow.feeders.meets(holding))
    }

    /// The activities to which a token at this one can come without passing another, itself among
    /// them.
    pub fn reached(&self, from: ActivityNumber, avoiding: Option<ActivityNumber>) -> ActivitySet {
        let passed = avoiding.map_or(ActivitySet::EMPTY, |one| ActivitySet::EMPTY.with(one));
        let mut reached = ActivitySet::EMPTY.with(from).minus(passed);
        let mut last = reached;
        while !last.is_empty() {
            let next = last.iter().map(|here| self.outgoing(here));
            let next = next.fold(ActivitySet::EMPTY, ActivitySet::union);
            last = next.minus(reached).minus(passed);
            reached = reached.union(last);
        }
        reached
    }

    /// The shortest path of a token from one of `starts` to `end` without passing `avoiding`, both
    /// ends included.
    pub fn path(
        &self,
        starts: ActivitySet,
        end: ActivityNumber,
        avoiding: Option<ActivityNumber>,
    ) -> Option<Vec<ActivityNumber>> {
        let mut seen = starts;
        let mut paths: VecDeque<Vec<ActivityNumber>> = starts
            .iter()
            .filter(|start| Some(*start) != avoiding)
            .map(|start| vec![start])
            .collect();
        while let Some(path) = paths.pop_front() {
            let here = *path.last().expect("a path has a start");
            if here == end {
                return Some(path);
            }
            for next in self.outgoing(here).minus(seen).iter() {
                seen = seen.with(next);
                if Some(next) != avoiding {
                    paths.push_back(path.iter().copied().chain([next]).collect());
                }
            }
        }
        None
    }

    fn empty(
        &self,
        activity: ActivityNumber,
        filled: ActivitySet,
    ) -> impl Iterator<Item = &Incoming> {
        let incoming = self.node(activity).incoming.iter();
        incoming.filter(move |flow| !filled.contains(flow.from))
    }

    fn node(&self, activity: ActivityNumber) -> &Node {
        &self.nodes[activity.index()]
    }
}

fn node(activity: &Activity) -> Node {
    let answered = activity.answers().iter().flat_map(|answer| &answer.next);
    Node {
        outgoing: activity.next.iter().chain(answered).copied().collect(),
        ..Node::default()
    }
}

fn incoming(sources: &[ActivitySet], activity: ActivityNumber) -> Vec<Incoming> {
    let own = sources[activity.index()];
    // With a single flow nothing is left empty, except for the first token, which came by none.
    let waits = own.len() > 1 || activity == ActivityNumber::FIRST;
    let feeders = |from| match waits {
        true => feeders(sources, from, activity),
        false => ActivitySet::EMPTY,
    };
    let incoming = own.iter().map(|from| Incoming {
        from,
        feeders: feeders(from),
    });
    incoming.collect()
}

/// The activities from which `target` can be reached around `avoiding`, with `target`.
fn feeders(
    sources: &[ActivitySet],
    target: ActivityNumber,
    avoiding: ActivityNumber,
) -> ActivitySet {
    if target == avoiding {
        return ActivitySet::EMPTY;
    }
    let mut found = ActivitySet::EMPTY.with(target);
    let mut open = found;
    while let Some(here) = open.iter().next() {
        let new = sources[here.index()].without(avoiding).minus(found);
        found = found.union(new);
        open = open.without(here).union(new);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Net;
    use crate::engine::ActivitySet;
    use crate::testing::flow::{number, numbers, procedure, set};

    #[track_caller]
    fn awaits(text: &str, activity: u8, filled: &[u8], occupied: &[u8], expected: &[u8]) {
        let net = Net::of(&procedure(text));
        let awaiting = net.awaiting(number(activity), set(filled), set(occupied));
        assert_eq!(awaiting, set(expected));
    }

    const FORK: &str = "
        1: 2 3
        2: 5
        3: ? on 4, end
        4: 5
        5:
    ";

    #[test]
    fn a_join_waits_for_every_empty_flow_that_a_token_elsewhere_can_reach() {
        awaits(FORK, 5, &[2], &[5, 3], &[4]);
        awaits(FORK, 5, &[2], &[5, 4], &[4]);
        awaits(FORK, 5, &[], &[1], &[2, 4]);
    }

    #[test]
    fn a_join_waits_no_more_once_nothing_can_come() {
        awaits(FORK, 5, &[2], &[5], &[]);
        awaits(FORK, 5, &[2, 4], &[5], &[]);
    }

    #[test]
    fn an_activity_never_waits_for_what_must_pass_it_first() {
        let round = "
            1: 2
            2: 3
            3: ? again 2, end
        ";
        awaits(round, 2, &[1], &[2], &[]);
        awaits(round, 2, &[], &[3], &[3]);
        let own_tail = "
            1: ? again 1, end
        ";
        awaits(own_tail, 1, &[], &[1], &[]);
    }

    #[test]
    fn a_return_from_a_review_is_no_flow_and_is_never_waited_for() {
        let review = "
            1: 2 3
            2: 3
            3: < 2
        ";
        let net = Net::of(&procedure(review));
        assert_eq!(net.sources(number(2)), set(&[1]));
        assert_eq!(net.outgoing(number(3)), ActivitySet::EMPTY);
        awaits(review, 2, &[1], &[2, 3], &[]);
    }

    #[test]
    fn the_standard_overlooks_a_token_that_can_also_reach_a_filled_flow() {
        let text = "
            1: 2
            2: 3 4
            3: ? back 2, on 4
            4:
        ";
        let net = Net::of(&procedure(text));
        let (filled, occupied) = (set(&[2]), set(&[3, 4]));
        assert_eq!(net.awaiting(number(4), filled, occupied), set(&[3]));
        assert!(net.starts_by_the_standard(number(4), filled, occupied));
        let fork = Net::of(&procedure(FORK));
        assert!(!fork.starts_by_the_standard(number(5), set(&[2]), set(&[5, 3])));
    }

    #[test]
    fn a_path_is_a_shortest_one_and_goes_around_what_it_is_to_avoid() {
        let net = Net::of(&procedure(
            "
            1: 2 3
            2: 5
            3: 4
            4: 5
            5: 1
        ",
        ));
        let path = |start, end, avoiding: Option<u8>| {
            net.path(set(&[start]), number(end), avoiding.map(number))
        };
        assert_eq!(path(1, 5, None), Some(numbers(&[1, 2, 5])));
        assert_eq!(path(1, 5, Some(2)), Some(numbers(&[1, 3, 4, 5])));
        assert_eq!(path(3, 3, None), Some(numbers(&[3])));
        assert_eq!(path(2, 4, Some(5)), None);
        assert_eq!(path(2, 5, Some(2)), None);
    }
}
