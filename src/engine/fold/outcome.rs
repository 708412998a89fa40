//! Outcomes: what acts write on their subjects.

use serde::{Deserialize, Serialize};

use crate::model::{
    Act, Activity, ActivityNumber, AnswerKey, Completion, Digest, Few, Migration, Procedure,
    Redirection, Return, Turn, Undoing,
};

/// What an act writes on its subject. Two acts agree when their outcomes are equal: outputs, notes,
/// reasons, authors, dates and attempt numbers are not part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Outcome {
    /// Done, with these answers in order of key.
    Done(Few<AnswerKey>),
    Returned(ActivityNumber),
    /// The work goes on at these activities, in order, against the procedure; with none its branch
    /// ends.
    Moved(Vec<ActivityNumber>),
    /// Sent to activities that the current version lacks, by their old numbers.
    Gone(Vec<ActivityNumber>),
    State(TurnState),
    /// The version under which the case goes on, and the map of activity numbers, in order.
    Version {
        /// Boxed to keep the common outcomes small.
        digest: Box<Digest>,
        map: Vec<(ActivityNumber, ActivityNumber)>,
    },
}

/// The state to which a turn brings a case, the most closed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TurnState {
    Open,
    Suspended,
    Cancelled,
}

/// Why an act writes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    NoActivity(ActivityNumber),
    NoAnswer(AnswerKey),
    /// No answer to a question, or several where it takes one.
    AnswerCount(usize),
    NoTarget(ActivityNumber),
    /// It keeps an outcome that no earlier event wrote on its subject.
    NothingToKeep,
    /// It moves the case to a version without a definition.
    NoVersion(u32),
}

impl Outcome {
    /// What an act writes under a procedure; `None` for an act without a subject, and for a
    /// resolution, which writes what another event wrote.
    pub fn of(act: &Act, procedure: &Procedure) -> Option<Result<Self, Invalid>> {
        match act {
            Act::Completed(Completion {
                activity, answers, ..
            }) => Some(completed(procedure, *activity, answers)),
            Act::Returned(Return { activity, to, .. }) => Some(returned(procedure, *activity, *to)),
            Act::Redirected(Redirection { activity, to, .. }) => {
                Some(moved(procedure, *activity, to))
            }
            Act::Undone(Undoing { activity, .. }) => {
                Some(moved(procedure, *activity, &[*activity]))
            }
            Act::Turned { turn, .. } => Some(Ok(Self::State(turn.state()))),
            Act::Migrated(Migration { digest, map, .. }) => {
                let (digest, map) = (Box::new(*digest), in_order(map.clone()));
                Some(Ok(Self::Version { digest, map }))
            }
            Act::Started(_)
            | Act::Kept(_)
            | Act::Attached { .. }
            | Act::Waived(_)
            | Act::Retracted(_)
            | Act::Restored(_)
            | Act::Noted { .. }
            | Act::Corrected(_)
            | Act::Assigned { .. }
            | Act::Labelled { .. }
            | Act::Unlabelled { .. }
            | Act::Linked { .. }
            | Act::Unknown { .. } => None,
        }
    }

    /// The state of the case, where this is one.
    pub const fn state(&self) -> Option<TurnState> {
        match self {
            Self::State(state) => Some(*state),
            Self::Done(_)
            | Self::Returned(_)
            | Self::Moved(_)
            | Self::Gone(_)
            | Self::Version { .. } => None,
        }
    }

    /// Whether an activity of a procedure can have this outcome.
    pub fn is_possible(&self, procedure: &Procedure, activity: ActivityNumber) -> bool {
        match self {
            Self::Done(answers) => completed(procedure, activity, answers).is_ok(),
            Self::Returned(to) => returned(procedure, activity, *to).is_ok(),
            Self::Moved(to) => moved(procedure, activity, to).is_ok(),
            Self::Gone(_) | Self::State(_) | Self::Version { .. } => false,
        }
    }

    /// The outcome in the numbers of another version, which `number` gives.
    pub fn renumbered(self, number: impl Fn(ActivityNumber) -> Option<ActivityNumber>) -> Self {
        let all = |to: &[ActivityNumber]| -> Option<Vec<ActivityNumber>> {
            to.iter()
                .map(|to| number(*to))
                .collect::<Option<_>>()
                .map(in_order)
        };
        match self {
            Self::Returned(to) => number(to).map_or(Self::Gone(vec![to]), Self::Returned),
            Self::Moved(to) => all(&to).map_or(Self::Gone(to), Self::Moved),
            Self::Done(_) | Self::Gone(_) | Self::State(_) | Self::Version { .. } => self,
        }
    }
}

impl Turn {
    /// The state to which it brings a case.
    pub const fn state(self) -> TurnState {
        match self {
            Self::Resumed | Self::Reopened => TurnState::Open,
            Self::Suspended => TurnState::Suspended,
            Self::Cancelled => TurnState::Cancelled,
        }
    }
}

fn defined(procedure: &Procedure, number: ActivityNumber) -> Result<&Activity, Invalid> {
    procedure
        .activity(number)
        .ok_or(Invalid::NoActivity(number))
}

fn completed(
    procedure: &Procedure,
    number: ActivityNumber,
    answers: &[AnswerKey],
) -> Result<Outcome, Invalid> {
    let activity = defined(procedure, number)?;
    let is_known = |key: &AnswerKey| activity.answers().iter().any(|answer| answer.key == *key);
    if let Some(unknown) = answers.iter().find(|key| !is_known(key)) {
        return Err(Invalid::NoAnswer(unknown.clone()));
    }
    let mut answers: Few<AnswerKey> = answers.iter().cloned().collect();
    answers.sort_unstable();
    answers.dedup();
    let fits = match &activity.question {
        None => answers.is_empty(),
        Some(question) if question.many => !answers.is_empty(),
        Some(_) => answers.len() == 1,
    };
    match fits {
        true => Ok(Outcome::Done(answers)),
        false => Err(Invalid::AnswerCount(answers.len())),
    }
}

fn returned(
    procedure: &Procedure,
    number: ActivityNumber,
    to: ActivityNumber,
) -> Result<Outcome, Invalid> {
    match defined(procedure, number)?.review.contains(&to) {
        true => Ok(Outcome::Returned(to)),
        false => Err(Invalid::NoTarget(to)),
    }
}

fn moved(
    procedure: &Procedure,
    number: ActivityNumber,
    to: &[ActivityNumber],
) -> Result<Outcome, Invalid> {
    defined(procedure, number)?;
    if let Some(unknown) = to.iter().find(|to| procedure.activity(**to).is_none()) {
        return Err(Invalid::NoTarget(*unknown));
    }
    Ok(Outcome::Moved(in_order(to.to_vec())))
}

/// A sorted list without duplicates.
fn in_order<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

#[cfg(test)]
mod tests {
    use super::{Invalid, Outcome};
    use crate::model::{Act, ItemId, Prose, Return};
    use crate::testing::flow::{completed, done, key, number, procedure};

    const TEXT: &str = "
        1: 2
        2: ? yes 3, no 3
        3: ?+ a, b, c < 2
    ";

    #[test]
    fn an_outcome_is_the_answers_as_a_set_or_the_target_of_a_return() {
        #[track_caller]
        fn case(act: &Act, expected: Result<Outcome, Invalid>) {
            assert_eq!(Outcome::of(act, &procedure(TEXT)), Some(expected));
        }
        let item = ItemId::of(b"item");
        let answer = |activity, answers: &[&str]| completed(activity, item, answers);
        case(&answer(1, &[]), Ok(done(&[])));
        case(&answer(2, &["no"]), Ok(done(&["no"])));
        case(&answer(3, &["c", "a", "c"]), Ok(done(&["a", "c"])));
        case(&answer(9, &[]), Err(Invalid::NoActivity(number(9))));
        case(&answer(1, &["yes"]), Err(Invalid::NoAnswer(key("yes"))));
        case(&answer(2, &[]), Err(Invalid::AnswerCount(0)));
        case(&answer(2, &["yes", "no"]), Err(Invalid::AnswerCount(2)));
        case(&answer(3, &[]), Err(Invalid::AnswerCount(0)));
        let back = |activity, to| {
            Act::Returned(Return {
                activity: number(activity),
                item,
                to: number(to),
                reason: Prose::recorded("reason"),
            })
        };
        case(&back(3, 2), Ok(Outcome::Returned(number(2))));
        case(&back(3, 1), Err(Invalid::NoTarget(number(1))));
        case(&back(2, 1), Err(Invalid::NoTarget(number(1))));
        case(&back(9, 1), Err(Invalid::NoActivity(number(9))));
        let note = Act::Noted {
            note: Prose::recorded("note"),
        };
        assert_eq!(Outcome::of(&note, &procedure(TEXT)), None);
    }
}
