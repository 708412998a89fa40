//! The problems of a procedure's flow.

/// A part of a procedure that does not fit the rest: numbers, flows, answers, reviews, ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    NoActivity,
    TooManyActivities {
        found: usize,
        most: usize,
    },
    NumberTwice(i64),
    NumberSkipped {
        found: i64,
        expected: i64,
    },
    NumberOutOfOrder {
        found: i64,
        after: i64,
    },
    GroupTwice,
    TooFewAnswers(usize),
    AnswerWithoutTitle(String),
    WhenWithoutQuestion,
    LeadsNowhere {
        from: i64,
        to: i64,
    },
    LeadsTwice {
        from: i64,
        to: i64,
    },
    /// An answer names what follows whatever is answered.
    LeadsAlways {
        from: i64,
        to: i64,
    },
    NothingAfterLast(i64),
    ResultButLeadsOn(String),
    ReviewOfItself(i64),
    ReviewOfLater {
        number: i64,
        of: i64,
    },
    ReviewOfNothing {
        number: i64,
        of: i64,
    },
    ReviewTwice(i64),
    EntityFromNowhere(i64),
}

impl Misfit {
    pub(in crate::definition) const fn kind(&self) -> &'static str {
        match self {
            Self::NoActivity => "no-activity",
            Self::TooManyActivities { .. } => "too-many-activities",
            Self::NumberTwice { .. } => "number-twice",
            Self::NumberSkipped { .. } => "number-skipped",
            Self::NumberOutOfOrder { .. } => "number-out-of-order",
            Self::GroupTwice => "group-twice",
            Self::TooFewAnswers { .. } => "too-few-answers",
            Self::AnswerWithoutTitle { .. } => "answer-without-title",
            Self::WhenWithoutQuestion => "when-without-question",
            Self::LeadsNowhere { .. } => "leads-nowhere",
            Self::LeadsTwice { .. } => "leads-twice",
            Self::LeadsAlways { .. } => "leads-always",
            Self::NothingAfterLast { .. } => "nothing-after-last",
            Self::ResultButLeadsOn { .. } => "result-but-leads-on",
            Self::ReviewOfItself { .. } => "review-of-itself",
            Self::ReviewOfLater { .. } => "review-of-later",
            Self::ReviewOfNothing { .. } => "review-of-nothing",
            Self::ReviewTwice { .. } => "review-twice",
            Self::EntityFromNowhere { .. } => "entity-from-nowhere",
        }
    }
}
