//! Newer versions of a procedure, each changed at random from the one before: an activity more or
//! less, other answers, no question any more.

use fastrand::Rng;
use ugat::Text;
use ugat::{Activity, ActivityNumber, AnswerKey, Digest, Procedure};
use ugat::{Net, prove};

use crate::procedures::Sound;

/// As many as are sound, up to two.
pub fn newer(old: &Sound, seed: u64) -> Vec<Sound> {
    let mut rng = Rng::with_seed(seed);
    let mut versions: Vec<Sound> = Vec::new();
    for _ in 0..2 {
        let last = versions.last().unwrap_or(old);
        let found = (0..8).find_map(|_| changed(last, &mut rng));
        versions.extend(found);
    }
    versions
}

fn changed(old: &Sound, rng: &mut Rng) -> Option<Sound> {
    let mut procedure = old.procedure.clone();
    procedure.version += 1;
    procedure.digest = Digest::of(rng.u64(..).to_string().as_bytes());
    let count = procedure.activities.len();
    match rng.u32(0..5) {
        0 | 1 => insert(&mut procedure, rng.usize(1..count)),
        2 => remove(&mut procedure, rng.usize(1..count))?,
        3 => answer_otherwise(&mut procedure, rng)?,
        _ => ask_no_more(&mut procedure, rng)?,
    }
    let net = Net::of(&procedure);
    prove(&procedure, &net).ok()?;
    Some(Sound { procedure, net })
}

/// Something has to be done before the activity in a place, which moves up with all that come
/// after it. What led to the one leads to the new one; a review still sends back to the one itself.
fn insert(procedure: &mut Procedure, place: usize) {
    let after = |from: usize| move |at: usize| if at >= from { at + 1 } else { at };
    renumber(procedure, after(place), after(place + 1));
    let added = Activity {
        number: at(place),
        title: Text::same("something new"),
        next: vec![at(place + 1)],
        question: None,
        review: Vec::new(),
        result: None,
        outputs: Vec::new(),
        ..procedure.activities[0].clone()
    };
    procedure.activities.insert(place, added);
}

/// The activity in a place is done no more: what led to it leads to what followed it.
fn remove(procedure: &mut Procedure, place: usize) -> Option<()> {
    let removed = &procedure.activities[place];
    let [next] = removed.next[..] else {
        return None;
    };
    if removed.question.is_some() || next.index() == place {
        return None;
    }
    procedure.activities.remove(place);
    for activity in &mut procedure.activities {
        activity.review.retain(|to| to.index() != place);
    }
    let before = move |at: usize| if at > place { at - 1 } else { at };
    let flows = move |at: usize| before(if at == place { next.index() } else { at });
    renumber(procedure, before, flows);
    Some(())
}

/// One answer of a question goes by another key.
fn answer_otherwise(procedure: &mut Procedure, rng: &mut Rng) -> Option<()> {
    let asking = procedure.activities.iter_mut();
    let questions = asking.filter_map(|activity| activity.question.as_mut());
    let answers = questions.flat_map(|question| &mut question.answers);
    let answer = rng.choice(answers.collect::<Vec<_>>())?;
    answer.key = AnswerKey::parse(&format!("{}-{}", answer.key, rng.u8(..))).unwrap();
    Some(())
}

/// What one answer led to follows always.
fn ask_no_more(procedure: &mut Procedure, rng: &mut Rng) -> Option<()> {
    let activities = procedure.activities.iter_mut();
    let asking = activities.filter(|activity| activity.question.is_some());
    let activity = rng.choice(asking.collect::<Vec<_>>())?;
    let question = activity.question.take()?;
    let answer = rng.choice(question.answers)?;
    activity.next.extend(answer.next);
    activity.next.sort_unstable();
    activity.next.dedup();
    activity.result = activity.result.take().or(answer.result);
    Some(())
}

/// Gives every activity another number, and other targets to what leads to it.
fn renumber(
    procedure: &mut Procedure,
    own: impl Fn(usize) -> usize,
    flows: impl Fn(usize) -> usize,
) {
    procedure.entity_from = at(own(procedure.entity_from.index()));
    for activity in &mut procedure.activities {
        activity.number = at(own(activity.number.index()));
        for to in &mut activity.review {
            *to = at(own(to.index()));
        }
        let answers = activity.question.iter_mut();
        let answers = answers.flat_map(|question| &mut question.answers);
        let targets = answers.map(|answer| &mut answer.next);
        for targets in targets.chain([&mut activity.next]) {
            for to in &mut *targets {
                *to = at(flows(to.index()));
            }
            targets.sort_unstable();
            targets.dedup();
        }
    }
}

fn at(place: usize) -> ActivityNumber {
    ActivityNumber::from_index(place).unwrap()
}
