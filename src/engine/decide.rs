use crate::engine::{ActivitySet, Case, Ready, Standing};
use crate::model::{
    Activity, ActivityNumber, AnswerKey, Completion, ItemId, Line, Output, OutputKind, Prose,
    Return,
};

/// A request to complete an activity.
#[derive(Clone, Debug, Default)]
pub struct Advance {
    /// Nothing where one activity only is ready.
    pub activity: Option<ActivityNumber>,
    pub answers: Vec<AnswerKey>,
    pub outputs: Vec<Output>,
    pub entities: Vec<Line>,
    pub note: Option<Prose>,
    /// Whether the store refuses an advance that leaves outputs owed.
    pub outputs_required: bool,
}

/// A request to send reviewed work back.
#[derive(Clone, Debug)]
pub struct ReturnTo {
    pub activity: ActivityNumber,
    /// Nothing where the review names one activity only.
    pub to: Option<ActivityNumber>,
    pub reason: Prose,
}

/// A request to give outputs, before an activity is done or after.
#[derive(Clone, Debug)]
pub struct AttachTo {
    pub activity: ActivityNumber,
    /// Nothing for the live item, else the last one.
    pub item: Option<ItemId>,
    pub outputs: Vec<Output>,
}

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
        owed: Vec<Vec<OutputKind>>,
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
}

impl Refusal {
    /// Whether a person has to end a conflict first.
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::InConflict { .. } | Self::RestsOnConflict { .. })
    }
}

/// # Errors
/// Where the work is not ready, or what is given does not fit it.
pub fn advance(case: &Case, request: Advance) -> Result<Completion, Refusal> {
    let work = work_named(case, request.activity)?;
    let activity = activity(case, work.activity)?;
    let answers = answers(activity, request.answers)?;
    known_kinds(case, &request.outputs)?;
    let unnamed = case.entities().is_empty() && request.entities.is_empty();
    if unnamed && activity.number >= case.procedure().entity_from {
        let activity = activity.number;
        return Err(Refusal::EntityMissing { activity });
    }
    if request.outputs_required {
        nothing_owed(case, activity, &work, &answers, &request.outputs)?;
    }
    Ok(Completion {
        activity: activity.number,
        item: work.item,
        answers,
        outputs: request.outputs,
        entities: request.entities,
        note: request.note,
    })
}

/// # Errors
/// Where the work is not ready, is no review, or does not return to that activity.
pub fn send_back(case: &Case, request: ReturnTo) -> Result<Return, Refusal> {
    let number = request.activity;
    let review = &activity(case, number)?.review;
    let work = work_named(case, Some(number))?;
    let to = match (request.to, review.as_slice()) {
        (_, []) => return Err(Refusal::NotReview { activity: number }),
        (Some(to), targets) if targets.contains(&to) => to,
        (Some(to), _) => {
            let activity = number;
            return Err(Refusal::NoSuchTarget { activity, to });
        }
        (None, [only]) => *only,
        (None, _) => return Err(Refusal::TargetMissing { activity: number }),
    };
    Ok(Return {
        activity: number,
        item: work.item,
        to,
        reason: request.reason,
    })
}

/// The item to which the outputs belong.
///
/// # Errors
/// Where the activity has had no work yet, or nothing is given.
pub fn attach(case: &Case, request: &AttachTo) -> Result<ItemId, Refusal> {
    let activity = activity(case, request.activity)?.number;
    known_kinds(case, &request.outputs)?;
    if request.outputs.is_empty() {
        return Err(Refusal::NothingGiven);
    }
    request
        .item
        .or_else(|| case.live_item(activity))
        .or_else(|| case.items(activity).pop())
        .ok_or(Refusal::NotReached { activity })
}

/// The ready work of an activity, or the only ready work.
///
/// # Errors
/// Says why there is none.
pub fn work_named(case: &Case, named: Option<ActivityNumber>) -> Result<Ready, Refusal> {
    let mut ready = case.ready();
    if let Some(number) = named {
        activity(case, number)?;
        ready.retain(|work| work.activity == number);
        return match ready.into_iter().next() {
            Some(work) => Ok(work),
            None => Err(unready(case, number)),
        };
    }
    match ready.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(idle(case)),
        several => Err(Refusal::WhichActivity {
            ready: several.iter().map(|work| work.activity).collect(),
        }),
    }
}

fn activity<'a>(case: &Case<'a>, number: ActivityNumber) -> Result<&'a Activity, Refusal> {
    let activities = &case.procedure().activities;
    activities
        .get(number.index())
        .ok_or_else(|| Refusal::NoActivity {
            activity: number,
            last: activities
                .last()
                .map_or(ActivityNumber::FIRST, |last| last.number),
        })
}

/// Why nothing at all is ready.
fn idle(case: &Case) -> Refusal {
    if let Standing::Finished { result } = case.standing() {
        return Refusal::Finished { result };
    }
    match case.conflicts().first() {
        Some(conflict) => Refusal::InConflict {
            activity: conflict.activity,
        },
        None => Refusal::Stuck,
    }
}

/// Why this activity is not ready.
fn unready(case: &Case, activity: ActivityNumber) -> Refusal {
    if case.conflicts().iter().any(|one| one.activity == activity) {
        return Refusal::InConflict { activity };
    }
    let contested = case.contested_before(activity);
    if !contested.is_empty() {
        return Refusal::RestsOnConflict {
            activity,
            contested,
        };
    }
    if let Some(work) = case
        .waiting()
        .into_iter()
        .find(|work| work.activity == activity)
    {
        let awaiting = work.awaiting;
        return Refusal::Waits { activity, awaiting };
    }
    if let Some(done) = case
        .done()
        .iter()
        .rev()
        .find(|done| done.activity == activity)
    {
        let place = done.place;
        return Refusal::Done { activity, place };
    }
    match case.standing() {
        Standing::Finished { result } => Refusal::Finished { result },
        Standing::Open => Refusal::NotReached { activity },
    }
}

/// The answers in the order of the question, each once.
fn answers(activity: &Activity, given: Vec<AnswerKey>) -> Result<Vec<AnswerKey>, Refusal> {
    let number = activity.number;
    let Some(question) = &activity.question else {
        return if given.is_empty() {
            Ok(given)
        } else {
            Err(Refusal::NoQuestion { activity: number })
        };
    };
    let known: Vec<&AnswerKey> = question.answers.iter().map(|answer| &answer.key).collect();
    if let Some(answer) = given.iter().find(|key| !known.contains(key)) {
        return Err(Refusal::NoSuchAnswer {
            activity: number,
            answer: answer.clone(),
        });
    }
    let chosen: Vec<AnswerKey> = known
        .into_iter()
        .filter(|key| given.contains(key))
        .cloned()
        .collect();
    match chosen.len() {
        0 => Err(Refusal::AnswerMissing { activity: number }),
        1 => Ok(chosen),
        _ if question.many => Ok(chosen),
        _ => Err(Refusal::OneAnswer { activity: number }),
    }
}

fn known_kinds(case: &Case, outputs: &[Output]) -> Result<(), Refusal> {
    let procedure = case.procedure();
    match outputs
        .iter()
        .find(|output| procedure.kind(&output.kind).is_none())
    {
        Some(output) => Err(Refusal::NoSuchKind {
            kind: output.kind.clone(),
        }),
        None => Ok(()),
    }
}

fn nothing_owed(
    case: &Case,
    activity: &Activity,
    work: &Ready,
    answers: &[AnswerKey],
    outputs: &[Output],
) -> Result<(), Refusal> {
    let before = case.outputs_of(work.activity, work.item);
    let given: Vec<&OutputKind> = before.chain(outputs).map(|output| &output.kind).collect();
    let owed: Vec<Vec<OutputKind>> = activity
        .owes_after(answers)
        .filter(|group| !group.iter().any(|kind| given.contains(&kind)))
        .map(<[OutputKind]>::to_vec)
        .collect();
    if owed.is_empty() {
        return Ok(());
    }
    let activity = activity.number;
    Err(Refusal::OutputsMissing { activity, owed })
}
