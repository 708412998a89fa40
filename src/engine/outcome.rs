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
