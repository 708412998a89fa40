//! Markings: where the tokens of a case are, and how acts move them.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::engine::{ActivitySet, Net};
use crate::model::{Activity, ActivityNumber, AnswerKey};

/// The most markings that a proof explores.
pub const BOUND: usize = 200_000;

/// A place for a token: a flow of the procedure, a return or a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flow {
    pub to: ActivityNumber,
    /// `None` where a case begins.
    pub from: Option<ActivityNumber>,
    /// Whether it is a return or a move: its token is an item by itself, never waited for.
    pub moved: bool,
}

/// The flows that hold a token, sorted, twice where they hold two.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Marking(Vec<Flow>);

/// A ready work item of a marking: an activity and the flows whose tokens it takes.
#[derive(Clone, Debug)]
pub struct Enabled {
    pub activity: ActivityNumber,
    pub flows: Vec<Flow>,
}

/// One way in which an activity can end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    Completed(Vec<AnswerKey>),
    Returned(ActivityNumber),
}

impl Marking {
    /// The marking of a case that has just begun.
    pub fn first() -> Self {
        Self(vec![Flow {
            to: ActivityNumber::FIRST,
            from: None,
            moved: false,
        }])
    }

    pub fn of(flows: impl IntoIterator<Item = Flow>) -> Self {
        let mut flows: Vec<Flow> = flows.into_iter().collect();
        flows.sort_unstable();
        Self(flows)
    }

    /// Whether no token is left: the case is finished.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn flows(&self) -> &[Flow] {
        &self.0
    }

    /// The activities that hold a token.
    pub fn occupied(&self) -> ActivitySet {
        self.0.iter().map(|flow| flow.to).collect()
    }

    /// The other ends of an activity's ordinary flows that hold a token.
    pub fn filled(&self, activity: ActivityNumber) -> ActivitySet {
        let flows = self.ordinary(activity);
        flows.filter_map(|flow| flow.from).collect()
    }

    /// The waiting activities, each with those that it waits for.
    pub fn waiting(&self, net: &Net) -> Vec<(ActivityNumber, ActivitySet)> {
        let occupied = self.occupied();
        let awaiting = |activity| net.awaiting(activity, self.filled(activity), occupied);
        self.ordinary_activities()
            .map(|activity| (activity, awaiting(activity)))
            .filter(|(_, awaiting)| !awaiting.is_empty())
            .collect()
    }

    /// The ready work items, in order of activity.
    pub fn ready(&self, net: &Net) -> Vec<Enabled> {
        let occupied = self.occupied();
        let awaiting = |activity| net.awaiting(activity, self.filled(activity), occupied);
        let ordinary = self.ordinary_activities();
        let startable = ordinary.filter(|activity| awaiting(*activity).is_empty());
        let joined = startable.map(|activity| Enabled {
            activity,
            flows: self.ordinary(activity).copied().collect(),
        });
        let moved = self.0.iter().filter(|flow| flow.moved).map(|flow| Enabled {
            activity: flow.to,
            flows: vec![*flow],
        });
        let mut ready: Vec<Enabled> = joined.chain(moved).collect();
        ready.sort_by_key(|enabled| enabled.activity);
        ready
    }

    /// An activity that holds two work items at once, or two tokens on one flow.
    pub fn crowded(&self) -> Option<ActivityNumber> {
        let occupied = self.occupied();
        occupied.iter().find(|activity| {
            let ordinary: Vec<&Flow> = self.ordinary(*activity).collect();
            let moved = self
                .0
                .iter()
                .filter(|flow| flow.to == *activity && flow.moved);
            let items = usize::from(!ordinary.is_empty()) + moved.count();
            items > 1 || ordinary.windows(2).any(|pair| pair[0] == pair[1])
        })
    }

    /// The marking after an item ended in one of its ways.
    pub fn after(&self, enabled: &Enabled, way: Way) -> Self {
        let mut flows = self.0.clone();
        for flow in &enabled.flows {
            if let Ok(place) = flows.binary_search(flow) {
                flows.remove(place);
            }
        }
        let (from, moved) = (Some(enabled.activity), way.moved);
        flows.extend(way.targets.iter().map(|to| Flow { to, from, moved }));
        flows.sort_unstable();
        Self(flows)
    }

    fn ordinary(&self, activity: ActivityNumber) -> impl Iterator<Item = &Flow> {
        let flows = self.0.iter();
        flows.filter(move |flow| flow.to == activity && !flow.moved)
    }

    fn ordinary_activities(&self) -> impl Iterator<Item = ActivityNumber> + use<> {
        let ordinary = self.0.iter().filter(|flow| !flow.moved);
        ordinary.map(|flow| flow.to).collect::<ActivitySet>().iter()
    }
}

/// `1>4 8~7`: from 1 to 4 by a flow, from 8 back to 7 by a return.
impl fmt::Display for Marking {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, flow) in self.0.iter().enumerate() {
            if place > 0 {
                formatter.write_str(" ")?;
            }
            if let Some(from) = flow.from {
                from.fmt(formatter)?;
            }
            formatter.write_str(if flow.moved { "~" } else { ">" })?;
            flow.to.fmt(formatter)?;
        }
        Ok(())
    }
}

/// Where the tokens go when an activity ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    targets: ActivitySet,
    moved: bool,
}

impl Choice {
    /// Where the tokens go.
    pub fn way(&self, activity: &Activity) -> Way {
        match self {
            Self::Completed(answers) => Way {
                targets: follows(activity, answers),
                moved: false,
            },
            Self::Returned(to) => Way {
                targets: ActivitySet::EMPTY.with(*to),
                moved: true,
            },
        }
    }
}

/// The activities that follow a completion.
fn follows(activity: &Activity, answers: &[AnswerKey]) -> ActivitySet {
    let given = activity.answers().iter();
    let chosen = given.filter(|answer| answers.contains(&answer.key));
    let answered = chosen.flat_map(|answer| &answer.next);
    activity.next.iter().chain(answered).copied().collect()
}

/// The choices of an activity, one for each different marking that follows.
pub fn choices(activity: &Activity) -> Vec<Choice> {
    let completed = answer_sets(activity).into_iter().map(Choice::Completed);
    let returned = activity.review.iter().copied().map(Choice::Returned);
    completed.chain(returned).collect()
}

/// The sets of answers that can be given; where several may be given at once, the smallest set for
/// each set of targets.
fn answer_sets(activity: &Activity) -> Vec<Vec<AnswerKey>> {
    let Some(question) = &activity.question else {
        return vec![Vec::new()];
    };
    let single = question.answers.iter();
    if !question.many {
        return single.map(|answer| vec![answer.key.clone()]).collect();
    }
    let targets = single.map(|answer| answer.next.iter().copied().collect());
    let unions = smallest_unions(&targets.collect::<Vec<ActivitySet>>());
    let key = |place: usize| question.answers[place].key.clone();
    let unions = unions.into_iter();
    unions
        .map(|places| places.into_iter().map(key).collect())
        .collect()
}

/// For each different union of sets, a smallest selection by index, smaller ones first; no more
/// than a proof can explore.
fn smallest_unions(sets: &[ActivitySet]) -> Vec<Vec<usize>> {
    let mut known: BTreeSet<ActivitySet> = BTreeSet::new();
    let single = sets.iter().zip(0..).filter(|(set, _)| known.insert(**set));
    let mut unions: Vec<(ActivitySet, Vec<usize>)> =
        single.map(|(set, place)| (*set, vec![place])).collect();
    let mut here = 0;
    while here < unions.len() && unions.len() <= BOUND {
        let (union, places) = unions[here].clone();
        for (set, place) in sets.iter().zip(0..) {
            let joined = union.union(*set);
            if known.insert(joined) {
                let mut places = places.clone();
                places.push(place);
                places.sort_unstable();
                unions.push((joined, places));
            }
        }
        here += 1;
    }
    unions.into_iter().map(|(_, places)| places).collect()
}

#[cfg(test)]
mod tests {
    use super::{Choice, Enabled, Marking, choices};
    use crate::engine::{ActivitySet, Net};
    use crate::testing::flow::{keys, marking, number, procedure, set};

    const TEXT: &str = "
        1: 2 3
        2: 4
        3: 4 ?+ a 5, b 6, none
        4: < 2 3
        5:
        6:
    ";

    fn ready(text: &str) -> Vec<(u8, usize)> {
        let net = Net::of(&procedure(TEXT));
        let ready = marking(text).ready(&net);
        let shown = |one: Enabled| (one.activity.get(), one.flows.len());
        ready.into_iter().map(shown).collect()
    }

    fn waiting(text: &str) -> Vec<(u8, ActivitySet)> {
        let net = Net::of(&procedure(TEXT));
        let waiting = marking(text).waiting(&net).into_iter();
        waiting
            .map(|(activity, awaiting)| (activity.get(), awaiting))
            .collect()
    }

    #[test]
    fn a_case_begins_with_one_token_and_ends_with_none() {
        assert_eq!(Marking::first(), marking(">1"));
        assert!(marking("").is_empty() && !Marking::first().is_empty());
    }

    #[test]
    fn work_is_ready_with_all_its_tokens_or_waits_for_those_that_can_still_come() {
        assert_eq!(ready(">1"), [(1, 1)]);
        assert_eq!(ready("1>3 2>4"), [(3, 1)]);
        assert_eq!(waiting("1>3 2>4"), [(4, set(&[3]))]);
        assert_eq!(ready("2>4 3>4"), [(4, 2)]);
        assert_eq!(waiting("2>4 3>4"), []);
    }

    #[test]
    fn a_return_is_ready_by_itself_and_holds_up_the_join_that_it_can_reach() {
        assert_eq!(ready("3>4 4~2"), [(2, 1)]);
        assert_eq!(waiting("3>4 4~2"), [(4, set(&[2]))]);
        assert_eq!(ready("4~3 1>2"), [(2, 1), (3, 1)]);
    }

    #[track_caller]
    fn after(before: &str, activity: u8, choice: Choice, expected: &str) {
        let procedure = procedure(TEXT);
        let before = marking(before);
        let ready = before.ready(&Net::of(&procedure));
        let enabled = ready.iter().find(|one| one.activity == number(activity));
        let definition = procedure.activity(number(activity)).unwrap();
        let after = before.after(enabled.unwrap(), choice.way(definition));
        assert_eq!(after, marking(expected));
    }

    #[test]
    fn completing_takes_one_token_of_each_filled_flow_and_puts_one_on_each_chosen_flow() {
        let none = || Choice::Completed(Vec::new());
        let answered = |answers: &[&str]| Choice::Completed(keys(answers));
        after(">1", 1, none(), "1>2 1>3");
        after("1>2 1>3", 2, none(), "2>4 1>3");
        after("1>3", 3, answered(&["a", "b"]), "3>4 3>5 3>6");
        after("1>3", 3, answered(&["none"]), "3>4");
        after("2>4 3>4", 4, none(), "");
        after("2>4 3>4 3>5", 4, Choice::Returned(number(2)), "4~2 3>5");
    }

    #[test]
    fn two_items_or_two_tokens_in_one_place_are_a_crowd() {
        #[track_caller]
        fn case(text: &str, expected: Option<u8>) {
            assert_eq!(marking(text).crowded(), expected.map(number), "{text}");
        }
        case("2>4 3>4", None);
        case("4~2 4~3", None);
        case("2>4 2>4", Some(4));
        case("1>2 4~2", Some(2));
        case("4~2 4~2", Some(2));
        case("", None);
    }

    #[test]
    fn several_answers_at_once_are_tried_once_for_each_set_of_targets_by_the_fewest() {
        #[track_caller]
        fn case(choices: Vec<Choice>, expected: &[&[&str]], returned: &[u8]) {
            let completed = expected.iter().map(|set| Choice::Completed(keys(set)));
            let returned = returned.iter().map(|to| Choice::Returned(number(*to)));
            let expected: Vec<Choice> = completed.chain(returned).collect();
            assert_eq!(choices, expected);
        }
        let text = "
            1: 2 ?+ a 3, b 4, both 3 4, end, too 3
            2:
            3: < 1
            4: ? yes 2, no 2
        ";
        let procedure = procedure(text);
        case(
            choices(&procedure.activities[0]),
            &[&["a"], &["b"], &["both"], &["end"]],
            &[],
        );
        case(choices(&procedure.activities[1]), &[&[]], &[]);
        case(choices(&procedure.activities[2]), &[&[]], &[1]);
        case(choices(&procedure.activities[3]), &[&["yes"], &["no"]], &[]);
    }
}
