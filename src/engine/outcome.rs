use crate::model::{Act, ActivityNumber, AnswerKey, Procedure};

/// What an act writes on its work item. Two outcomes agree when they are equal: outputs, notes,
/// reasons, authors and dates are no part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Done, with these answers in order of key.
    Done(Vec<AnswerKey>),
    Returned(ActivityNumber),
}

/// Why an act writes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invalid {
    NoActivity(ActivityNumber),
    NoAnswer(AnswerKey),
    /// A question left open, or several answers where it takes one.
    AnswerCount(usize),
    NoTarget(ActivityNumber),
}

impl Outcome {
    /// What an act writes under a procedure; nothing where it writes on no work item.
    pub fn of(act: &Act, procedure: &Procedure) -> Option<Result<Self, Invalid>> {
        match act {
            Act::Completed(done) => Some(completed(procedure, done.activity, &done.answers)),
            Act::Returned(back) => Some(returned(procedure, back.activity, back.to)),
            Act::Started(_) | Act::Attached { .. } | Act::Noted { .. } | Act::Unknown { .. } => {
                None
            }
        }
    }
}

fn completed(
    procedure: &Procedure,
    number: ActivityNumber,
    answers: &[AnswerKey],
) -> Result<Outcome, Invalid> {
    let activity = procedure
        .activity(number)
        .ok_or(Invalid::NoActivity(number))?;
    let known = activity.answers();
    if let Some(other) = answers
        .iter()
        .find(|key| !known.iter().any(|answer| answer.key == **key))
    {
        return Err(Invalid::NoAnswer(other.clone()));
    }
    let mut answers = answers.to_vec();
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
    let activity = procedure
        .activity(number)
        .ok_or(Invalid::NoActivity(number))?;
    if activity.review.contains(&to) {
        Ok(Outcome::Returned(to))
    } else {
        Err(Invalid::NoTarget(to))
    }
}

#[cfg(test)]
mod tests {
    use super::{Invalid, Outcome};
    use crate::engine::sample::{completed, done, key, number, procedure};
    use crate::model::{Act, ItemId, Prose, Return};

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
