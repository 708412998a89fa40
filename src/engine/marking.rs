use crate::engine::{ActivitySet, Net};
use crate::model::{Activity, ActivityNumber, AnswerKey, Procedure};

/// A place for a token: a flow of the procedure, or the way of a return or a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flow {
    pub to: ActivityNumber,
    /// Nothing where a case begins.
    pub from: Option<ActivityNumber>,
    /// Whether it is a return or a move: an item by itself, never waited for.
    pub moved: bool,
}

/// The flows that hold a token, in order, twice where they hold two.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Marking(Vec<Flow>);

/// A work item of a marking: an activity with the flows whose tokens it takes.
#[derive(Clone, Debug)]
pub struct Enabled {
    pub activity: ActivityNumber,
    pub flows: Vec<Flow>,
}

/// One way in which an activity can end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    Completed(Vec<AnswerKey>),
    Returned(ActivityNumber),
}

impl Marking {
    /// Of a case that has just begun.
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
        self.ordinary(activity)
            .filter_map(|flow| flow.from)
            .collect()
    }

    /// The activities with an ordinary token that wait, with whom they wait for.
    pub fn waiting(&self, net: &Net) -> Vec<(ActivityNumber, ActivitySet)> {
        let occupied = self.occupied();
        self.ordinary_activities()
            .map(|activity| {
                let filled = self.filled(activity);
                (activity, net.awaiting(activity, filled, occupied))
            })
            .filter(|(_, awaiting)| !awaiting.is_empty())
            .collect()
    }

    /// The work items that can be done now, in order of activity.
    pub fn ready(&self, net: &Net) -> Vec<Enabled> {
        let occupied = self.occupied();
        let joined = self
            .ordinary_activities()
            .filter(|activity| {
                let filled = self.filled(*activity);
                net.awaiting(*activity, filled, occupied).is_empty()
            })
            .map(|activity| Enabled {
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

    /// What is left when an item ends in one of its ways.
    pub fn after(&self, enabled: &Enabled, activity: &Activity, choice: &Choice) -> Self {
        let mut flows = self.0.clone();
        for flow in &enabled.flows {
            if let Some(place) = flows.iter().position(|held| held == flow) {
                flows.remove(place);
            }
        }
        let from = Some(enabled.activity);
        match choice {
            Choice::Completed(answers) => {
                let placed = follows(activity, answers);
                let moved = false;
                flows.extend(placed.iter().map(|to| Flow { to, from, moved }));
            }
            Choice::Returned(to) => flows.push(Flow {
                to: *to,
                from,
                moved: true,
            }),
        }
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

/// The activities to which completing one leads.
fn follows(activity: &Activity, answers: &[AnswerKey]) -> ActivitySet {
    let chosen = activity
        .answers()
        .iter()
        .filter(|answer| answers.contains(&answer.key));
    let answered = chosen.flat_map(|answer| &answer.next);
    activity.next.iter().chain(answered).copied().collect()
}

/// Every way in which an activity can end, one for each different marking that follows.
pub fn choices(procedure: &Procedure, number: ActivityNumber) -> Vec<Choice> {
    let Some(activity) = procedure.activity(number) else {
        return Vec::new();
    };
    let returned = activity.review.iter().copied().map(Choice::Returned);
    answer_sets(activity)
        .into_iter()
        .map(Choice::Completed)
        .chain(returned)
        .collect()
}

/// The sets of answers that can be given; where several may be given at once, the smallest set
/// for each set of targets.
fn answer_sets(activity: &Activity) -> Vec<Vec<AnswerKey>> {
    let Some(question) = &activity.question else {
        return vec![Vec::new()];
    };
    let single = question.answers.iter();
    if !question.many {
        return single.map(|answer| vec![answer.key.clone()]).collect();
    }
    let mut sets: Vec<(ActivitySet, Vec<AnswerKey>)> = Vec::new();
    for answer in single {
        let targets: ActivitySet = answer.next.iter().copied().collect();
        let alone = (targets, vec![answer.key.clone()]);
        let joined = sets.iter().map(|(others, keys)| {
            let keys = keys.iter().chain([&answer.key]).cloned().collect();
            (others.union(targets), keys)
        });
        let more: Vec<_> = std::iter::once(alone).chain(joined).collect();
        for set in more {
            if !sets.iter().any(|(targets, _)| *targets == set.0) {
                sets.push(set);
            }
        }
    }
    sets.into_iter().map(|(_, keys)| keys).collect()
}
