use crate::engine::{ActivitySet, Owed, Refused, Standing};
use crate::model::{ActivityNumber, AnswerKey, EventId, OutputKind, Turn, Wording};
use crate::words::SecretLike;

/// Why a request is refused; nothing is written then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    NoActivity {
        activity: ActivityNumber,
        last: ActivityNumber,
    },
    Finished {
        result: String,
    },
    /// The case was stopped, as this says.
    Stopped {
        standing: Standing,
    },
    /// The case itself is in conflict.
    CaseInConflict,
    /// Tokens, none ready, and no conflict.
    Stuck,
    /// Several activities are ready and none was named.
    WhichActivity {
        ready: Vec<ActivityNumber>,
    },
    /// It holds tokens and waits for these.
    Waits {
        activity: ActivityNumber,
        awaiting: ActivitySet,
    },
    /// It took effect already, last by this act.
    Done {
        activity: ActivityNumber,
        place: usize,
    },
    /// No work has come to it yet.
    NotReached {
        activity: ActivityNumber,
    },
    /// It is in conflict itself.
    InConflict {
        activity: ActivityNumber,
    },
    /// Keeping some side of these would make it ready.
    RestsOnConflict {
        activity: ActivityNumber,
        contested: Vec<ActivityNumber>,
    },
    AnswerMissing {
        activity: ActivityNumber,
    },
    NoSuchAnswer {
        activity: ActivityNumber,
        answer: AnswerKey,
    },
    OneAnswer {
        activity: ActivityNumber,
    },
    NoQuestion {
        activity: ActivityNumber,
    },
    EntityMissing {
        activity: ActivityNumber,
    },
    NoSuchKind {
        kind: OutputKind,
    },
    OutputsMissing {
        activity: ActivityNumber,
        owed: Vec<Owed>,
    },
    /// What somebody wrote looks as if it held a secret.
    LooksSecret {
        wording: Wording,
        like: SecretLike,
    },
    NotReview {
        activity: ActivityNumber,
    },
    TargetMissing {
        activity: ActivityNumber,
    },
    NoSuchTarget {
        activity: ActivityNumber,
        to: ActivityNumber,
    },
    NothingGiven,
    /// From how the case stands now, this cannot be done to it.
    NoTurn {
        turn: Turn,
        standing: Standing,
    },
    /// The case, as it is there now, has no such event.
    NoEvent {
        event: EventId,
    },
    /// The first event cannot be taken back: the case can be cancelled.
    UndoStart,
    /// The act writes on no subject: there is nothing to take back or to keep.
    WritesNothing {
        place: usize,
    },
    /// The act was replaced by this one already.
    Replaced {
        by: usize,
    },
    /// What the act replaced was in conflict: one side of it has to be named.
    ReplacedConflict {
        place: usize,
    },
    /// The case is under this version already, or the version is not known.
    SameVersion {
        version: u32,
    },
    /// The version has no such activity; it has as many.
    NoCounterpart {
        activity: ActivityNumber,
        last: usize,
    },
    /// Work is at these, and the version does not have them.
    Unmapped {
        activities: Vec<ActivityNumber>,
    },
    /// Under the version that the case is under now, this activity cannot be done anew.
    NotNow {
        activity: ActivityNumber,
    },
    /// What the act says is not possible under the version that the case is under now, or is of
    /// another one.
    NotPossible {
        place: usize,
    },
    /// A migration is taken back by another migration.
    UndoMigration,
    /// The work would go to where it is.
    SamePlace {
        activity: ActivityNumber,
    },
    /// After the move the case could go wrong, as this shows.
    Unsound {
        refused: Box<Refused>,
    },
    NothingToCorrect,
    /// The event says no such thing, so that it cannot be corrected.
    NotSaid {
        place: usize,
        field: Field,
    },
}

/// Something that an event may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Outputs,
    Note,
    Entities,
    Title,
    Reference,
}

impl Refusal {
    /// Whether a person has to end a conflict first.
    pub const fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::CaseInConflict | Self::InConflict { .. } | Self::RestsOnConflict { .. }
        )
    }
}
