//! The consequences of completing an activity: tokens on flows, and ends.

use crate::engine::fold::token::How;
use crate::model::{Activity, ActivityNumber, AnswerKey, Few, ResultKey};

/// The flows on which completing an activity puts a token, in order of target.
pub fn flows(activity: &Activity, answers: &[AnswerKey]) -> Few<(ActivityNumber, How)> {
    let always = activity.next.iter().map(|to| (*to, How::Always));
    let mut flows: Few<(ActivityNumber, How)> = always.collect();
    for answer in activity.answers() {
        if !answers.contains(&answer.key) {
            continue;
        }
        for to in &answer.next {
            match flows.iter_mut().find(|(other, _)| other == to) {
                Some((_, How::Answers(keys))) => {
                    keys.push(answer.key.clone());
                    keys.sort_unstable();
                }
                Some(_) => {}
                None => flows.push((*to, How::Answers(Few::from([answer.key.clone()])))),
            }
        }
    }
    flows.sort_unstable_by_key(|(to, _)| *to);
    flows.dedup_by_key(|(to, _)| *to);
    flows
}

/// The ends that completing an activity reaches.
pub fn ends(
    activity: &Activity,
    answers: &[AnswerKey],
    nothing_follows: bool,
) -> impl Iterator<Item = ResultKey> {
    let given = activity.answers().iter();
    let answered = given.filter(|answer| answers.contains(&answer.key));
    let always = activity.result.iter().filter(move |_| nothing_follows);
    answered
        .filter_map(|answer| answer.result.as_ref())
        .chain(always)
        .cloned()
}
