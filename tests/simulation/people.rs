//! What people do: at random, and only what a case takes.

use fastrand::Rng;
use ugat::{
    Act, Activity, ActivityNumber, Actor, AnswerKey, CaseId, Correction, Digest, EventId, Line,
    Output, OutputKind, Prose, Turn,
};
use ugat::{
    Advance, AttachTo, Case, Conflict, Given, Refusal, ReturnTo, Standing, Withdraw, advance,
    assign, attach, correct, label, migrate, outputs, redirect, resolve, retract, send_back, turn,
    undo, unlabel, waive,
};

/// Somebody's next act, where the case takes what comes to their mind.
pub fn act(case: &Case, others: &[Digest], rng: &mut Rng) -> Option<Act> {
    if let Some(to) = rng.choice(others)
        && rng.u32(0..12) == 0
    {
        let map = mapped(case, rng);
        return migrate(case, to, &map, reason()).map(Act::Migrated).ok();
    }
    match rng.u32(0..100) {
        0..60 => work(case, rng).ok(),
        60..66 => moved(case, rng).ok(),
        66..77 => taken_back(case, rng).ok(),
        77..87 => kept(case, rng),
        87..93 => turned(case, rng).ok(),
        _ => beside(case, rng),
    }
}

/// Mostly what is alike; now and then somebody knows better, of an activity that holds work.
fn mapped(case: &Case, rng: &mut Rng) -> Vec<(ActivityNumber, ActivityNumber)> {
    let live = rng.choice(case.occupied().iter().collect::<Vec<_>>());
    let map = live.map(|live| (live, any(case, rng)));
    map.filter(|_| rng.u32(0..3) == 0).into_iter().collect()
}

fn reason() -> Prose {
    Prose::recorded("reason")
}

fn ready(case: &Case, rng: &mut Rng) -> Option<ActivityNumber> {
    let ready = case.ready();
    rng.choice(&ready).map(|work| work.activity)
}

fn any(case: &Case, rng: &mut Rng) -> ActivityNumber {
    rng.choice(&case.procedure().activities).unwrap().number
}

fn work(case: &Case, rng: &mut Rng) -> Result<Act, Refusal> {
    let number = ready(case, rng).unwrap_or_else(|| any(case, rng));
    work_on(case, number, rng)
}

/// Work on one activity.
pub fn work_on(case: &Case, number: ActivityNumber, rng: &mut Rng) -> Result<Act, Refusal> {
    let activity = case.procedure().activity(number).unwrap();
    if !activity.review.is_empty() && rng.u32(0..4) == 0 {
        let request = ReturnTo {
            activity: number,
            to: rng.choice(&activity.review).copied(),
            reason: reason(),
        };
        return send_back(case, request).map(Act::Returned);
    }
    let request = Advance {
        activity: Some(number),
        answers: answers(activity, rng),
        ..Advance::default()
    };
    advance(case, request).map(Act::Completed)
}

fn answers(activity: &Activity, rng: &mut Rng) -> Vec<AnswerKey> {
    let known = activity.answers();
    let Some(question) = &activity.question else {
        return Vec::new();
    };
    let first = rng.choice(known).unwrap();
    let more = known.iter().filter(|_| question.many && rng.bool());
    let mut keys: Vec<AnswerKey> = more
        .chain([first])
        .map(|answer| answer.key.clone())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn moved(case: &Case, rng: &mut Rng) -> Result<Act, Refusal> {
    let from = ready(case, rng).unwrap_or_else(|| any(case, rng));
    moved_from(case, from, rng)
}

/// Work moved from one activity to others.
pub fn moved_from(case: &Case, from: ActivityNumber, rng: &mut Rng) -> Result<Act, Refusal> {
    let to = (0..rng.usize(0..3)).map(|_| any(case, rng)).collect();
    redirect(case, from, to, reason()).map(Act::Redirected)
}

fn taken_back(case: &Case, rng: &mut Rng) -> Result<Act, Refusal> {
    let event = rng.choice(case.events()).unwrap().id;
    take_back(case, event)
}

/// An act taken back.
pub fn take_back(case: &Case, event: EventId) -> Result<Act, Refusal> {
    undo(case, event, reason()).map(|undo| undo.act)
}

/// Mostly a side of a conflict; now and then what nobody contests.
fn kept(case: &Case, rng: &mut Rng) -> Option<Act> {
    let sides: Vec<usize> = case
        .conflicts()
        .iter()
        .flat_map(|conflict: &Conflict| &conflict.sides)
        .map(|side| side.places[0])
        .collect();
    let place = match rng.choice(&sides) {
        Some(place) if rng.u32(0..8) > 0 => *place,
        _ if rng.u32(0..4) == 0 => rng.usize(0..case.events().len()),
        _ => return None,
    };
    let event = case.event(place).id;
    resolve(case, event, reason()).map(Act::Kept).ok()
}

fn turned(case: &Case, rng: &mut Rng) -> Result<Act, Refusal> {
    let turns = match case.standing() {
        Standing::Open => vec![Turn::Suspended, Turn::Cancelled],
        Standing::Suspended => vec![Turn::Resumed, Turn::Resumed, Turn::Cancelled],
        Standing::Cancelled | Standing::Finished { .. } => vec![Turn::Reopened],
    };
    turn(case, *rng.choice(&turns).unwrap(), reason()).map(|turned| turned.act)
}

/// What writes on no subject.
fn beside(case: &Case, rng: &mut Rng) -> Option<Act> {
    let note = Prose::recorded("note");
    match rng.u32(0..9) {
        0 => Some(Act::Noted { note }),
        1 => Some(Act::Linked {
            case: CaseId::parse("pr05-0123456789ab").unwrap(),
            kind: None,
        }),
        2 => {
            let activity = any(case, rng);
            let item = assign(case, activity).ok()?;
            let person = Actor::recorded("Eva");
            Some(Act::Assigned {
                activity,
                item,
                person,
            })
        }
        3 => {
            let labels = label(case, &labels(rng)).ok()?;
            Some(Act::Labelled { labels })
        }
        4 => {
            let labels = unlabel(case, &labels(rng)).ok()?;
            Some(Act::Unlabelled { labels })
        }
        5 => waive(case, &withdraw(case, rng)?).ok().map(Act::Waived),
        6 => retract(case, &withdraw(case, rng)?)
            .ok()
            .map(Act::Retracted),
        7 => {
            let correction = Correction {
                event: case.event(0).id,
                at: None,
                outputs: Vec::new(),
                note: None,
                entities: Vec::new(),
                title: Some(Line::recorded("title")),
                reference: None,
                reason: reason(),
            };
            correct(case, &correction).ok()?;
            Some(Act::Corrected(correction))
        }
        _ => {
            let activity = any(case, rng);
            let outputs = vec![output(case, rng)?];
            let request = AttachTo {
                activity,
                item: None,
                outputs: outputs.clone(),
            };
            let item = attach(case, &request).ok()?;
            Some(Act::Attached {
                activity,
                item,
                outputs,
            })
        }
    }
}

/// A document of an activity, mostly one that has it or owes it.
fn withdraw(case: &Case, rng: &mut Rng) -> Option<Withdraw> {
    let rows = outputs(case);
    let known = rng.choice(&rows).filter(|_| rng.u32(0..4) > 0);
    let kind = known.map(|row| match &row.given {
        Given::Output { output, .. } => output.kind.clone(),
        Given::Missing { due, .. } => due.any[0].clone(),
        Given::Waived { kind, .. } => (*kind).clone(),
    });
    Some(Withdraw {
        activity: known.map_or_else(|| any(case, rng), |row| row.activity),
        item: known.map(|row| row.item),
        kind: kind.or_else(|| Some(output(case, rng)?.kind))?,
        reference: None,
        reason: reason(),
    })
}

/// One or two of three, as different people spell them.
fn labels(rng: &mut Rng) -> Vec<Line> {
    let all = ["urgente", "Urgente", "plan", "Pla\u{301}n", "legal"];
    let some = (0..rng.usize(1..3)).map(|_| rng.choice(all).unwrap());
    some.map(Line::recorded).collect()
}

fn output(case: &Case, rng: &mut Rng) -> Option<Output> {
    let kinds: Vec<&OutputKind> = case.procedure().kinds.iter().map(|kind| &kind.id).collect();
    rng.choice(kinds).map(|kind| Output {
        reference: Some(Line::recorded("reference")),
        ..Output::of(kind.clone())
    })
}
