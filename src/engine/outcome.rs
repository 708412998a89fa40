use crate::engine::history::History;
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

/// Everything written on one work item. Places are those of the events in order of (`seq`, id).
#[derive(Clone, Debug, Default)]
pub struct Register {
    pub writes: Vec<(usize, Outcome)>,
    /// How many of the writes nobody replaced; they stand first.
    standing: usize,
}

/// What a register says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    Open,
    Settled(Outcome),
    Contested,
}

impl Register {
    /// Puts the writes that stand first: those in the past of no other write.
    pub fn settle(&mut self, history: &History) {
        if self.writes.len() == 1 {
            self.standing = 1;
            return;
        }
        let places: Vec<usize> = self.writes.iter().map(|(place, _)| *place).collect();
        let replaced = |place: usize| {
            places
                .iter()
                .any(|other| *other != place && history.is_past(place, *other))
        };
        let (standing, replaced): (Vec<_>, Vec<_>) = std::mem::take(&mut self.writes)
            .into_iter()
            .partition(|(place, _)| !replaced(*place));
        self.standing = standing.len();
        self.writes = standing;
        self.writes.extend(replaced);
    }

    pub fn standing(&self) -> &[(usize, Outcome)] {
        &self.writes[..self.standing]
    }

    pub fn replaced(&self) -> &[(usize, Outcome)] {
        &self.writes[self.standing..]
    }

    /// The smallest place, and so the smallest `seq`, of any write.
    pub fn first(&self) -> Option<usize> {
        self.writes.iter().map(|(place, _)| *place).min()
    }

    pub fn settlement(&self) -> Settlement {
        match self.standing() {
            [] => Settlement::Open,
            [(_, outcome), others @ ..] if others.iter().all(|(_, other)| other == outcome) => {
                Settlement::Settled(outcome.clone())
            }
            _ => Settlement::Contested,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Invalid, Outcome, Settlement};
    use crate::engine::history::History;
    use crate::engine::sample::{Sample, completed, done, key, number, procedure};
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

    /// What the register of activity 2 says, which writes stand, and which were replaced.
    fn register(sample: &Sample) -> (Settlement, Vec<usize>, Vec<usize>) {
        let history = History::of(&sample.events);
        let all: Vec<usize> = (0..sample.events.len()).collect();
        let registers = history.registers(&sample.procedure, &all);
        let found = registers.iter().find(|(subject, _)| subject.0 == number(2));
        let Some((_, register)) = found else {
            return (Settlement::Open, Vec::new(), Vec::new());
        };
        let places = |writes: &[(usize, Outcome)]| writes.iter().map(|one| one.0).collect();
        let (standing, replaced) = (register.standing(), register.replaced());
        (register.settlement(), places(standing), places(replaced))
    }

    /// Two clones of a case where 2 is ready.
    fn clones() -> (Sample, Sample) {
        let mut one = Sample::of(TEXT);
        one.complete("first", 1, &[]);
        (one.clone(), one)
    }

    #[test]
    fn nothing_written_is_open_and_one_write_settles() {
        let (mut one, _) = clones();
        assert_eq!(register(&one), (Settlement::Open, vec![], vec![]));
        one.complete("a", 2, &["yes"]);
        let settled = Settlement::Settled(done(&["yes"]));
        assert_eq!(register(&one), (settled, vec![2], vec![]));
    }

    #[test]
    fn writes_unseen_by_each_other_agree_when_they_say_the_same_and_contest_when_not() {
        let (mut one, mut other) = clones();
        let mut third = one.clone();
        one.complete("a", 2, &["yes"]);
        other.complete("b", 2, &["yes"]);
        third.complete("c", 2, &["no"]);
        one.merge(&other);
        let settled = Settlement::Settled(done(&["yes"]));
        assert_eq!(register(&one), (settled, vec![2, 3], vec![]));
        one.merge(&third);
        assert_eq!(
            register(&one),
            (Settlement::Contested, vec![2, 3, 4], vec![])
        );
    }

    #[test]
    fn a_write_replaces_every_write_that_its_author_had_seen_and_no_other() {
        let (mut one, mut other) = clones();
        let item = one.item(2);
        one.complete("a", 2, &["yes"]);
        other.complete("b", 2, &["no"]);
        let mut third = one.clone();
        third.write("c", completed(2, item, &["no"]));
        one.merge(&other);
        assert_eq!(register(&one).0, Settlement::Contested);
        one.merge(&third);
        let settled = Settlement::Settled(done(&["no"]));
        let (a, b, c) = (one.place("a"), one.place("b"), one.place("c"));
        assert_eq!(register(&one), (settled, vec![b, c], vec![a]));
        one.write("d", completed(2, item, &["yes"]));
        let settled = Settlement::Settled(done(&["yes"]));
        let d = one.place("d");
        let (said, standing, replaced) = register(&one);
        assert_eq!((said, standing, replaced.len()), (settled, vec![d], 3));
    }
}
