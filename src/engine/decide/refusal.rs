//! Why requests are refused.

use crate::engine::{ActivitySet, Owed, Refused, Standing};
use crate::model::{ActivityNumber, AnswerKey, EventId, Line, OutputKind, Turn, Wording};
use crate::words::SecretLike;

/// Why a request is refused; nothing is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoActivity {
        activity: ActivityNumber,
        last: ActivityNumber,
    },
    Finished(String),
    /// The case is suspended or cancelled.
    Stopped(Standing),
    /// The case itself is in conflict.
    CaseInConflict,
    /// There is work, none of it ready, and no conflict.
    Stuck,
    /// Several activities are ready and none was named.
    WhichActivity(Vec<ActivityNumber>),
    /// The activity waits for these.
    Waits {
        activity: ActivityNumber,
        awaiting: ActivitySet,
    },
    /// The activity is done, last by this act.
    Done {
        activity: ActivityNumber,
        place: usize,
    },
    /// The activity has no work yet.
    NotReached(ActivityNumber),
    /// The activity is in conflict.
    InConflict(ActivityNumber),
    /// Keeping some side of these would make the activity ready.
    RestsOnConflict {
        activity: ActivityNumber,
        contested: Vec<ActivityNumber>,
    },
    AnswerMissing(ActivityNumber),
    NoSuchAnswer {
        activity: ActivityNumber,
        answer: AnswerKey,
    },
    OneAnswer(ActivityNumber),
    NoQuestion(ActivityNumber),
    EntityMissing {
        activity: ActivityNumber,
        answers: Vec<AnswerKey>,
    },
    NoSuchKind(OutputKind),
    OutputsMissing {
        activity: ActivityNumber,
        answers: Vec<AnswerKey>,
        owed: Vec<Owed>,
    },
    /// A text looks as if it held a secret.
    LooksSecret {
        wording: Wording,
        like: SecretLike,
    },
    NotReview(ActivityNumber),
    TargetMissing(ActivityNumber),
    NoSuchTarget {
        activity: ActivityNumber,
        to: ActivityNumber,
    },
    /// The case never did these, to which the review would return: of what it reviews it did `done`.
    NeverDone {
        activity: ActivityNumber,
        targets: Vec<ActivityNumber>,
        done: Vec<ActivityNumber>,
    },
    NothingGiven,
    /// The state of the case does not allow the turn.
    NoTurn {
        turn: Turn,
        standing: Standing,
    },
    /// The case has no such event here.
    NoEvent(EventId),
    /// The first event cannot be taken back: the case can be cancelled.
    UndoStart,
    /// The act has no subject, so that nothing can be taken back or kept.
    WritesNothing(usize),
    /// The act was replaced by this one.
    Replaced(usize),
    /// The act ended a conflict: one side must be named instead.
    ReplacedConflict(usize),
    /// The case is already under this version, or the version is unknown.
    SameVersion(u32),
    /// The version has no such activity, only as many as `last`.
    NoCounterpart {
        activity: ActivityNumber,
        last: usize,
    },
    /// Work is at these activities, which the version lacks.
    Unmapped(Vec<ActivityNumber>),
    /// The activity cannot be done again under the current version.
    NotNow(ActivityNumber),
    /// The outcome of the act is not possible under the current version.
    NotPossible(usize),
    /// A migration is taken back by another migration.
    UndoMigration,
    /// The work would stay where it is.
    SamePlace(ActivityNumber),
    /// After the move the case could go wrong.
    Unsound(Box<Refused>),
    /// The case has all of these labels already.
    Labelled(Vec<Line>),
    /// The case has none of these labels.
    NotLabelled(Vec<Line>),
    /// The activity owes no document of this kind.
    NotOwed {
        activity: ActivityNumber,
        kind: OutputKind,
    },
    /// The activity has no such document.
    NotGiven {
        activity: ActivityNumber,
        kind: OutputKind,
    },
    NothingToCorrect,
    /// The event has no such field to correct.
    NotSaid {
        place: usize,
        field: Field,
    },
}

/// A field of an event that can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Outputs,
    Note,
    Entities,
    Title,
    Reference,
}

impl Refusal {
    pub(in crate::engine) fn unsound(refused: Refused) -> Self {
        let refused = Box::new(refused);
        Self::Unsound(refused)
    }

    /// Whether a person must end a conflict first.
    pub const fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::CaseInConflict | Self::InConflict { .. } | Self::RestsOnConflict { .. }
        )
    }
}
