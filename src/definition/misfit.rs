//! The problems of a procedure's flow.

use strum::IntoStaticStr;

/// A part of a procedure that does not fit the rest: numbers, flows, answers, reviews, ends. Scripts
/// know it by the name of its variant.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
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
