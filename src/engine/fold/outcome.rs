use serde::{Deserialize, Serialize};

use crate::model::{
    Act, Activity, ActivityNumber, AnswerKey, Completion, Digest, Few, Migration, Procedure,
    Redirection, Return, Turn, Undoing,
};

/// What an act writes on its subject. Two outcomes agree when they are equal: outputs, notes,
/// reasons, authors and dates are no part of it, nor is the number of an attempt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Outcome {
    /// Done, with these answers in order of key.
    Done(Few<AnswerKey>),
    Returned(ActivityNumber),
    /// The work goes on at these activities, in order, whatever the procedure says; none: its
    /// branch ends.
    Moved(Vec<ActivityNumber>),
    /// The work was sent to activities that the present version has no more, by their old numbers.
    Gone(Vec<ActivityNumber>),
    State(TurnState),
    /// The version under which the case goes on, and the activities that bear another number
    /// there, in order.
    Version {
        /// Apart: outcomes are many, and few of them this one.
        digest: Box<Digest>,
        map: Vec<(ActivityNumber, ActivityNumber)>,
    },
}

/// To what a turn brings a case, the most closed last.
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
    /// A question left open, or several answers where it takes one.
    AnswerCount(usize),
    NoTarget(ActivityNumber),
    /// It keeps what no event before it wrote on the same subject.
    NothingToKeep,
    /// It moves the case to a version whose definition is not there.
    NoVersion(u32),
}

impl Outcome {
    /// What an act writes under a procedure; nothing where it writes on no subject, and where
    /// that is for another event to say.
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
                let mut map = map.clone();
                map.sort_unstable();
                map.dedup();
                let digest = Box::new(*digest);
                Some(Ok(Self::Version { digest, map }))
            }
            _ => None,
        }
    }
}

impl Outcome {
    /// Whether an activity of a procedure can end so.
    pub fn is_possible(&self, procedure: &Procedure, activity: ActivityNumber) -> bool {
        match self {
            Self::Done(answers) => completed(procedure, activity, answers).is_ok(),
            Self::Returned(to) => returned(procedure, activity, *to).is_ok(),
            Self::Moved(to) => moved(procedure, activity, to).is_ok(),
            Self::Gone(_) | Self::State(_) | Self::Version { .. } => false,
        }
    }

    /// The same in the numbers of another version, where `number` gives them.
    pub fn renumbered(self, number: impl Fn(ActivityNumber) -> Option<ActivityNumber>) -> Self {
        let all = |to: &[ActivityNumber]| -> Option<Vec<ActivityNumber>> {
            let mut to: Vec<_> = to.iter().map(|to| number(*to)).collect::<Option<_>>()?;
            to.sort_unstable();
            to.dedup();
            Some(to)
        };
        match self {
            Self::Returned(to) => number(to).map_or(Self::Gone(vec![to]), Self::Returned),
            Self::Moved(to) => all(&to).map_or(Self::Gone(to), Self::Moved),
            Self::Done(_) | Self::Gone(_) | Self::State(_) | Self::Version { .. } => self,
        }
    }
}

impl Turn {
    /// How the case stands by it.
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
    let mut known = Few::new();
    for key in answers {
        let mut possible = activity.answers().iter();
        match possible.find(|answer| answer.key == *key) {
            Some(answer) => known.push(answer.key.clone()),
            None => return Err(Invalid::NoAnswer(key.clone())),
        }
    }
    let mut answers = known;
    answers.sort_unstable();
    answers.dedup();
    let fits = match &activity.question {
        None => answers.is_empty(),
        Some(question) if question.many => !answers.is_empty(),
        Some(_) => answers.len() == 1,
    };
    if fits {
        Ok(Outcome::Done(answers))
    } else {
        Err(Invalid::AnswerCount(answers.len()))
    }
}

fn returned(
    procedure: &Procedure,
    number: ActivityNumber,
    to: ActivityNumber,
) -> Result<Outcome, Invalid> {
    if defined(procedure, number)?.review.contains(&to) {
        Ok(Outcome::Returned(to))
    } else {
        Err(Invalid::NoTarget(to))
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
    let mut to = to.to_vec();
    to.sort_unstable();
    to.dedup();
    Ok(Outcome::Moved(to))
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
