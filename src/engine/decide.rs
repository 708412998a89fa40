//! Deciding: whether a request may be written, and as which act. Deciding is strict; the fold never
//! refuses.

pub mod off_path;
pub mod refusal;
pub mod secrets;
pub mod withdrawal;

use crate::engine::case::due::{Due, due};
use crate::engine::{Case, Owed, Ready, Refusal, Standing};
use crate::model::{
    Activity, ActivityNumber, AnswerKey, Completion, ItemId, Line, Output, Prose, Return,
};

/// A request to complete an activity.
#[derive(Clone, Debug, Default)]
pub struct Advance {
    /// `None` for the only ready one.
    pub activity: Option<ActivityNumber>,
    pub answers: Vec<AnswerKey>,
    pub outputs: Vec<Output>,
    pub entities: Vec<Line>,
    pub note: Option<Prose>,
    /// Whether an advance with outputs missing is refused.
    pub outputs_required: bool,
}

/// A request to send reviewed work back.
#[derive(Clone, Debug)]
pub struct ReturnTo {
    pub activity: ActivityNumber,
    /// `None` for the only one that the review names and the case did.
    pub to: Option<ActivityNumber>,
    pub reason: Prose,
}

/// A request to give outputs, before an activity is done or after.
#[derive(Clone, Debug)]
pub struct AttachTo {
    pub activity: ActivityNumber,
    /// `None` for the live item, else the last one.
    pub item: Option<ItemId>,
    pub outputs: Vec<Output>,
}

/// # Errors
/// Where the work is not ready, or answers, outputs or entities do not fit it.
pub fn advance(case: &Case, request: Advance) -> Result<Completion, Refusal> {
    let work = work_to_do(case, request.activity)?;
    let activity = activity(case, work.activity)?;
    let answers = answers(activity, request.answers)?;
    check_kinds(case, &request.outputs)?;
    let unnamed = case.entities().is_empty() && request.entities.is_empty();
    if unnamed && activity.number >= case.procedure().entity_from {
        let activity = activity.number;
        return Err(Refusal::EntityMissing { activity, answers });
    }
    if request.outputs_required {
        check_owed(case, activity, &work, &answers, &request.outputs)?;
    }
    Ok(Completion {
        activity: activity.number,
        item: work.item,
        answers: answers.into(),
        outputs: request.outputs,
        entities: request.entities,
        note: request.note,
    })
}

/// # Errors
/// Where the work is not ready, is no review, or does not review that activity, or where the case
/// never did it.
pub fn send_back(case: &Case, request: ReturnTo) -> Result<Return, Refusal> {
    let number = request.activity;
    let review = &activity(case, number)?.review;
    let work = work_to_do(case, Some(number))?;
    if review.is_empty() {
        return Err(Refusal::NotReview(number));
    }
    let never_done = |targets: &[ActivityNumber], done: &[ActivityNumber]| Refusal::NeverDone {
        activity: number,
        targets: targets.to_vec(),
        done: done.to_vec(),
    };
    let done = case.returns_to(number);
    let to = match (request.to, done.as_slice()) {
        (Some(to), done) if done.contains(&to) => to,
        (Some(to), done) if review.contains(&to) => return Err(never_done(&[to], done)),
        (Some(to), _) => {
            let activity = number;
            return Err(Refusal::NoSuchTarget { activity, to });
        }
        (None, []) => return Err(never_done(review, &[])),
        (None, [only]) => *only,
        (None, _) => return Err(Refusal::TargetMissing(number)),
    };
    Ok(Return {
        activity: number,
        item: work.item,
        to,
        reason: request.reason,
    })
}

/// The item that the outputs belong to.
///
/// # Errors
/// Where the activity has had no work yet, or no output is given.
pub fn attach(case: &Case, request: &AttachTo) -> Result<ItemId, Refusal> {
    let activity = request.activity;
    let items = case.items(activity);
    if items.is_empty() {
        self::activity(case, activity)?;
    }
    check_kinds(case, &request.outputs)?;
    if request.outputs.is_empty() {
        return Err(Refusal::NothingGiven);
    }
    request
        .item
        .or_else(|| case.live_item(activity))
        .or_else(|| items.last().copied())
        .ok_or(Refusal::NotReached(activity))
}

/// The ready work of an activity, or the only ready work, of a case that was not stopped.
pub fn work_to_do(case: &Case, named: Option<ActivityNumber>) -> Result<Ready, Refusal> {
    check_uncontested(case)?;
    check_not_stopped(case)?;
    let ready = case.ready();
    if let Some(number) = named {
        activity(case, number)?;
        let work = ready.into_iter().find(|work| work.activity == number);
        return work.ok_or_else(|| not_ready(case, number));
    }
    match ready.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(nothing_ready(case)),
        several => Err(Refusal::WhichActivity(
            several.iter().map(|work| work.activity).collect(),
        )),
    }
}

/// Refuses a case that is in conflict itself.
pub fn check_uncontested(case: &Case) -> Result<(), Refusal> {
    match case.is_contested() {
        true => Err(Refusal::CaseInConflict),
        false => Ok(()),
    }
}

/// Refuses a suspended or cancelled case.
pub fn check_not_stopped(case: &Case) -> Result<(), Refusal> {
    match case.standing() {
        Standing::Open | Standing::Finished { .. } => Ok(()),
        standing @ (Standing::Suspended | Standing::Cancelled) => Err(Refusal::Stopped(standing)),
    }
}

pub(in crate::engine) fn activity<'a>(
    case: &Case<'a>,
    number: ActivityNumber,
) -> Result<&'a Activity, Refusal> {
    let last = case.procedure().activities.last();
    let found = case.procedure().activity(number);
    found.ok_or_else(|| Refusal::NoActivity {
        activity: number,
        last: last.map_or(ActivityNumber::FIRST, |last| last.number),
    })
}

/// Why nothing is ready.
fn nothing_ready(case: &Case) -> Refusal {
    if let Standing::Finished { result } = case.standing() {
        return Refusal::Finished(result);
    }
    let conflict = case.conflicts().first();
    match conflict.and_then(|conflict| conflict.activity) {
        Some(activity) => Refusal::InConflict(activity),
        None => Refusal::Stuck,
    }
}

/// Why an activity is not ready.
fn not_ready(case: &Case, activity: ActivityNumber) -> Refusal {
    let mut conflicts = case.conflicts().iter();
    if conflicts.any(|one| one.activity == Some(activity)) {
        return Refusal::InConflict(activity);
    }
    let contested = case.contested_before(activity);
    if !contested.is_empty() {
        return Refusal::RestsOnConflict {
            activity,
            contested,
        };
    }
    let mut waiting = case.waiting().into_iter();
    if let Some(work) = waiting.find(|work| work.activity == activity) {
        let awaiting = work.awaiting;
        return Refusal::Waits { activity, awaiting };
    }
    let mut done = case.done().into_iter();
    if let Some(last) = done.rfind(|done| case.is_done_at(done, activity)) {
        let place = last.place;
        return Refusal::Done { activity, place };
    }
    match case.standing() {
        Standing::Finished { result } => Refusal::Finished(result),
        Standing::Open | Standing::Suspended | Standing::Cancelled => Refusal::NotReached(activity),
    }
}

/// The answers in the order of the question, each once.
fn answers(activity: &Activity, given: Vec<AnswerKey>) -> Result<Vec<AnswerKey>, Refusal> {
    let number = activity.number;
    let Some(question) = &activity.question else {
        return match given.is_empty() {
            true => Ok(given),
            false => Err(Refusal::NoQuestion(number)),
        };
    };
    let known: Vec<&AnswerKey> = question.answers.iter().map(|answer| &answer.key).collect();
    if let Some(answer) = given.iter().find(|key| !known.contains(key)) {
        return Err(Refusal::NoSuchAnswer {
            activity: number,
            answer: answer.clone(),
        });
    }
    let in_order = known.into_iter().filter(|key| given.contains(key));
    let chosen: Vec<AnswerKey> = in_order.cloned().collect();
    match chosen.len() {
        0 => Err(Refusal::AnswerMissing(number)),
        1 => Ok(chosen),
        _ if question.many => Ok(chosen),
        _ => Err(Refusal::OneAnswer(number)),
    }
}

pub(in crate::engine) fn check_kinds(case: &Case, outputs: &[Output]) -> Result<(), Refusal> {
    let known = |kind| case.procedures().any(|one| one.kind(kind).is_some());
    match outputs.iter().find(|output| !known(&output.kind)) {
        Some(output) => Err(Refusal::NoSuchKind(output.kind.clone())),
        None => Ok(()),
    }
}

fn check_owed(
    case: &Case,
    activity: &Activity,
    work: &Ready,
    answers: &[AnswerKey],
    outputs: &[Output],
) -> Result<(), Refusal> {
    let waived = case.waivers_of(work.item);
    let given = case.outputs_of(work.item).chain(outputs).chain(&waived);
    let given: Vec<&Output> = given.collect();
    let due = due(activity, answers, &given).into_iter();
    let owed: Vec<Owed> = due.map(Due::owned).collect();
    if owed.is_empty() {
        return Ok(());
    }
    let activity = activity.number;
    let answers = answers.to_vec();
    Err(Refusal::OutputsMissing {
        activity,
        answers,
        owed,
    })
}

#[cfg(test)]
mod tests {
    use super::{Advance, AttachTo, Refusal, ReturnTo, advance, attach, send_back, work_to_do};
    use crate::engine::Owed;
    use crate::model::{Act, ItemId, Line, OutputKind, Prose};
    use crate::testing::flow::{Sample, completed, keys, number, numbers, output, set};

    const TEXT: &str = "
        1: 2 3
        2: ? yes 4, no 4 ! act, report/minutes when yes
        3: ?+ a 4, b 4
        4: < 2 3
    ";

    /// A case with activity 1 done.
    fn begun(text: &str) -> Sample {
        let mut sample = Sample::of(text);
        sample.complete("first", 1, &[]);
        sample
    }

    fn request(activity: u8, answers: &[&str]) -> Advance {
        Advance {
            activity: Some(number(activity)),
            answers: keys(answers),
            ..Advance::default()
        }
    }

    #[track_caller]
    fn refused(sample: &Sample, request: Advance, expected: Refusal) {
        assert_eq!(advance(&sample.case(), request), Err(expected));
    }

    #[test]
    fn ready_work_is_completed_with_the_answers_in_the_order_of_the_question() {
        let sample = begun(TEXT);
        let done = advance(&sample.case(), request(3, &["b", "a", "b"])).unwrap();
        assert_eq!(
            (done.activity, done.answers),
            (number(3), keys(&["a", "b"]).into())
        );
        assert_eq!(done.item, sample.item(3));
    }

    #[test]
    fn an_activity_need_not_be_named_where_one_only_is_ready() {
        let mut sample = begun(TEXT);
        let which = Refusal::WhichActivity(numbers(&[2, 3]));
        refused(&sample, Advance::default(), which.clone());
        assert_eq!(work_to_do(&sample.case(), None), Err(which));
        sample.complete("a", 2, &["no"]);
        let answers = keys(&["a"]);
        let request = Advance {
            answers,
            ..Advance::default()
        };
        assert_eq!(
            advance(&sample.case(), request).unwrap().activity,
            number(3)
        );
    }

    #[test]
    fn work_that_is_not_ready_is_refused_with_the_reason() {
        let mut sample = begun(TEXT);
        let (activity, last) = (number(9), number(4));
        refused(
            &sample,
            request(9, &[]),
            Refusal::NoActivity { activity, last },
        );
        let activity = number(4);
        refused(&sample, request(4, &[]), Refusal::NotReached(activity));
        sample.complete("a", 2, &["yes"]);
        let awaiting = set(&[3]);
        refused(
            &sample,
            request(4, &[]),
            Refusal::Waits { activity, awaiting },
        );
        let (activity, place) = (number(2), 2);
        refused(
            &sample,
            request(2, &["no"]),
            Refusal::Done { activity, place },
        );
        sample.complete("b", 3, &["a"]);
        sample.complete("c", 4, &[]);
        let result = String::from("finished");
        refused(&sample, Advance::default(), Refusal::Finished(result));
        let (activity, place) = (number(4), 4);
        refused(&sample, request(4, &[]), Refusal::Done { activity, place });
    }

    #[test]
    fn an_activity_that_a_finished_case_never_reached_is_refused_as_finished() {
        let mut sample = begun("1: 2\n2: ? yes 3, no = refused\n3:");
        sample.complete("a", 2, &["no"]);
        let result = String::from("refused");
        refused(&sample, request(3, &[]), Refusal::Finished(result));
    }

    #[test]
    fn contested_work_and_what_rests_on_it_are_refused_until_a_person_ends_the_conflict() {
        let text = "
            1: 2 3
            2: ? yes 4, no 5
            3: 6
            4:
            5: 6
            6: 7
            7:
        ";
        let (mut one, mut other) = (begun(text), begun(text));
        one.complete("a", 2, &["yes"]);
        other.complete("b", 2, &["no"]);
        one.merge(&other);
        let contested = Refusal::InConflict(number(2));
        refused(&one, request(2, &["yes"]), contested.clone());
        let rests = |activity| Refusal::RestsOnConflict {
            activity: number(activity),
            contested: numbers(&[2]),
        };
        refused(&one, request(4, &[]), rests(4));
        refused(&one, request(5, &[]), rests(5));
        assert!(contested.is_conflict() && rests(4).is_conflict());
        assert!(advance(&one.case(), request(3, &[])).is_ok());
        one.complete("c", 3, &[]);
        refused(&one, request(6, &[]), rests(6));
        let activity = number(7);
        refused(&one, request(7, &[]), Refusal::NotReached(activity));
        refused(&one, Advance::default(), contested);
    }

    #[test]
    fn a_case_where_nothing_moves_is_refused_as_stuck() {
        let sample = begun("1: 2 3\n2: ? on 3, end\n3: ? on 2, end");
        refused(&sample, Advance::default(), Refusal::Stuck);
        assert!(!Refusal::Stuck.is_conflict());
    }

    #[test]
    fn answers_must_fit_the_question() {
        let mut sample = begun(TEXT);
        let activity = number(2);
        refused(&sample, request(2, &[]), Refusal::AnswerMissing(activity));
        refused(
            &sample,
            request(2, &["yes", "no"]),
            Refusal::OneAnswer(activity),
        );
        let answer = keys(&["perhaps"]).remove(0);
        let unknown = Refusal::NoSuchAnswer { activity, answer };
        refused(&sample, request(2, &["yes", "perhaps"]), unknown);
        sample.complete("a", 2, &["yes"]);
        sample.complete("b", 3, &["a"]);
        let activity = number(4);
        refused(&sample, request(4, &["yes"]), Refusal::NoQuestion(activity));
    }

    #[test]
    fn a_case_names_its_entity_before_it_goes_past_the_activity_that_asks_for_it() {
        let mut sample = Sample::of(TEXT);
        sample.procedure.entity_from = number(2);
        let Act::Started(start) = &mut sample.events[0].did else {
            unreachable!("a case begins with its start")
        };
        start.entities.clear();
        assert!(advance(&sample.case(), request(1, &[])).is_ok());
        sample.complete("first", 1, &[]);
        let activity = number(2);
        refused(
            &sample,
            request(2, &["yes"]),
            Refusal::EntityMissing {
                activity,
                answers: keys(&["yes"]),
            },
        );
        let entities = vec![Line::recorded("X")];
        let named = Advance {
            entities: entities.clone(),
            ..request(2, &["yes"])
        };
        assert_eq!(advance(&sample.case(), named).unwrap().entities, entities);
    }

    #[test]
    fn an_output_is_of_a_kind_that_the_catalogue_knows() {
        let sample = begun(TEXT);
        let kind = OutputKind::parse("unheard-of").unwrap();
        let given = Advance {
            outputs: vec![output("unheard-of")],
            ..request(2, &["yes"])
        };
        refused(&sample, given, Refusal::NoSuchKind(kind));
        let listed_elsewhere = Advance {
            outputs: vec![output("act")],
            ..request(3, &["a"])
        };
        assert!(advance(&sample.case(), listed_elsewhere).is_ok());
    }

    #[test]
    fn a_store_may_require_what_is_owed_by_these_answers_and_was_not_given_before() {
        let mut sample = begun(TEXT);
        let strict = |answers: &[&str], outputs: &[&str]| Advance {
            outputs: outputs.iter().copied().map(output).collect(),
            outputs_required: true,
            ..request(2, answers)
        };
        let group = |kinds: &[&str]| {
            let kinds = kinds.iter().copied();
            Owed {
                any: kinds.map(|kind| OutputKind::parse(kind).unwrap()).collect(),
                forms: Vec::new(),
            }
        };
        let missing = |answer, owed| Refusal::OutputsMissing {
            activity: number(2),
            answers: keys(&[answer]),
            owed,
        };
        let both = vec![group(&["act"]), group(&["report", "minutes"])];
        refused(&sample, strict(&["yes"], &[]), missing("yes", both));
        let act = vec![group(&["act"])];
        refused(&sample, strict(&["no"], &[]), missing("no", act.clone()));
        refused(&sample, strict(&["yes"], &["minutes"]), missing("yes", act));
        assert!(advance(&sample.case(), strict(&["yes"], &["act", "report"])).is_ok());
        let item = sample.item(2);
        sample.attach("a", 2, item, "act");
        assert!(advance(&sample.case(), strict(&["no"], &[])).is_ok());
        assert!(advance(&sample.case(), request(2, &["yes"])).is_ok());
    }

    #[test]
    fn a_review_is_returned_to_an_activity_that_it_names() {
        let mut sample = begun(TEXT);
        sample.complete("a", 2, &["yes"]);
        let back = |activity, to: Option<u8>| ReturnTo {
            activity: number(activity),
            to: to.map(number),
            reason: Prose::recorded("reason"),
        };
        let activity = number(4);
        let decided = |sample: &Sample, request| {
            let decided = send_back(&sample.case(), request);
            decided.map(|done| done.to)
        };
        let awaiting = set(&[3]);
        let waits = Refusal::Waits { activity, awaiting };
        assert_eq!(decided(&sample, back(4, Some(2))), Err(waits));
        let other = Refusal::NotReview(number(3));
        assert_eq!(decided(&sample, back(3, Some(2))), Err(other));
        sample.complete("b", 3, &["a"]);
        assert_eq!(decided(&sample, back(4, Some(2))), Ok(number(2)));
        let which = Refusal::TargetMissing(activity);
        assert_eq!(decided(&sample, back(4, None)), Err(which));
        let to = number(1);
        let unknown = Refusal::NoSuchTarget { activity, to };
        assert_eq!(decided(&sample, back(4, Some(1))), Err(unknown));
        let mut single = begun("1: 2\n2: < 1");
        assert_eq!(decided(&single, back(2, None)), Ok(number(1)));
        single.send_back("a", 2, 1);
        assert_eq!(single.ready(), [1]);
    }

    #[test]
    fn a_review_is_returned_only_to_what_the_case_did() {
        let mut sample = begun("1: ? a 2, b 3\n2: 4\n3: 4\n4: < 2 3 1\n");
        let decided = |sample: &Sample, to: Option<u8>| {
            let request = ReturnTo {
                activity: number(4),
                to: to.map(number),
                reason: Prose::recorded("reason"),
            };
            send_back(&sample.case(), request).map(|done| done.to)
        };
        let never = |targets: &[u8], done: &[u8]| {
            Err(Refusal::NeverDone {
                activity: number(4),
                targets: numbers(targets),
                done: numbers(done),
            })
        };
        sample.complete("a", 1, &["b"]);
        sample.complete("b", 3, &[]);
        assert_eq!(decided(&sample, Some(2)), never(&[2], &[3, 1]));
        assert_eq!(decided(&sample, Some(3)), Ok(number(3)));
        let which = Refusal::TargetMissing(number(4));
        assert_eq!(decided(&sample, None), Err(which));
    }

    #[test]
    fn outputs_are_given_to_the_live_item_or_the_last_one() {
        let mut sample = begun(TEXT);
        let give = |activity, item: Option<ItemId>, outputs: &[&str]| AttachTo {
            activity: number(activity),
            item,
            outputs: outputs.iter().copied().map(output).collect(),
        };
        let given = |sample: &Sample, request| attach(&sample.case(), &request);
        let live = sample.item(2);
        assert_eq!(given(&sample, give(2, None, &["act"])), Ok(live));
        sample.complete("a", 2, &["yes"]);
        assert_eq!(given(&sample, give(2, None, &["act"])), Ok(live));
        sample.complete("b", 3, &["a"]);
        sample.send_back("c", 4, 2);
        let again = sample.item(2);
        assert_eq!(given(&sample, give(2, None, &["act"])), Ok(again));
        assert_eq!(given(&sample, give(2, Some(live), &["act"])), Ok(live));
        let mut early = Sample::of(TEXT);
        let (activity, last) = (number(2), number(4));
        let refused = Err(Refusal::NotReached(activity));
        assert_eq!(given(&early, give(2, None, &["act"])), refused);
        let nothing = Err(Refusal::NothingGiven);
        assert_eq!(given(&early, give(1, None, &[])), nothing);
        let activity = number(9);
        let unknown = Err(Refusal::NoActivity { activity, last });
        assert_eq!(given(&early, give(9, None, &["act"])), unknown);
        early.write("a", completed(2, live, &["yes"]));
        assert_eq!(given(&early, give(2, None, &["act"])), Ok(live));
    }
}
