//! What the report on deviations tells beside its counts, told plainly.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use ugat::{Act, Activity, ActivityNumber, Lens, Marks};

use crate::reports::plain::Plain;
use crate::reports::told::Told;

/// The lists, each in the order of its rows' texts.
pub fn accounts(store: &[Told], lens: &Lens) -> Value {
    let mut deviations = Vec::new();
    let mut failed: BTreeMap<String, (Value, Vec<usize>)> = BTreeMap::new();
    let mut acts: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut rounds: BTreeMap<String, (Value, Vec<usize>)> = BTreeMap::new();
    let plains = store
        .iter()
        .filter_map(|told| Plain::of(told, lens.ages.today));
    for (case, plain) in plains.enumerate() {
        for place in 0..plain.events.len() {
            if !lens.period.holds(plain.at(place)) {
                continue;
            }
            deviations.extend(departures(&plain, place, lens));
            let Some((number, answers)) = setback(&plain, place) else {
                continue;
            };
            let title = &plain.activity(number).title;
            let again =
                json!({ "procedure": plain.procedure.id, "activity": number, "title": title });
            let add = |all: &mut BTreeMap<String, (Value, Vec<usize>)>, row: Value| {
                let known = all.entry(row.to_string()).or_insert((row, Vec::new()));
                known.1.push(case);
            };
            add(&mut rounds, again.clone());
            if !answers.is_empty() {
                let mut test = again;
                test["answers"] = json!(answers);
                let of_test = acts.entry(test.to_string()).or_default();
                of_test.push(occasion(&plain, place));
                add(&mut failed, test);
            }
        }
    }
    let failed = failed.into_iter().map(|(key, (mut row, cases))| {
        row["acts"] = json!(by_text(acts.remove(&key).unwrap_or_default()));
        row["times"] = json!(cases.len());
        row["cases"] = json!(cases.iter().collect::<BTreeSet<_>>().len());
        row
    });
    let rounds = rounds.into_values().map(|(mut row, cases)| {
        let different: BTreeSet<usize> = cases.iter().copied().collect();
        let of = |case: &usize| cases.iter().filter(|other| *other == case).count();
        row["rounds"] = json!(cases.len());
        row["cases"] = json!(different.len());
        row["most"] = json!(different.iter().map(of).max());
        row
    });
    json!({
        "deviations": by_text(deviations),
        "failed_tests": by_text(failed.collect()),
        "rounds": by_text(rounds.collect()),
    })
}

/// When an act was done, by whom and in which case.
fn occasion(plain: &Plain, place: usize) -> Value {
    json!({
        "case": "random-0123456789ab",
        "ref": plain.case.reference(),
        "entity": plain.case.entities().first(),
        "by": plain.events[place].by,
        "at": plain.at(place),
    })
}

/// Rows in the order of their texts.
pub fn by_text(mut rows: Vec<Value>) -> Vec<Value> {
    rows.sort_by_key(Value::to_string);
    rows
}

fn departures(plain: &Plain, place: usize, lens: &Lens) -> Vec<Value> {
    let event = &plain.events[place];
    let name = event.did.name();
    let named = ["returned", "suspended", "resumed", "cancelled", "corrected"];
    let named = named.into_iter().find(|one| *one == name.as_str());
    let behalf = event.on_behalf.as_ref().map(|_| "on-behalf");
    let number = event.did.activity();
    let to: Vec<ActivityNumber> = if let Act::Returned(back) = &event.did {
        vec![back.to]
    } else {
        Vec::new()
    };
    let row = |kind: &str| {
        json!({
            "case": "random-0123456789ab",
            "procedure": plain.procedure.id,
            "ref": plain.case.reference(),
            "entity": plain.case.entities().first(),
            "activity": number,
            "title": number.map(|number| &plain.activity(number).title),
            "to": [],
            "kind": kind,
            "reason": null,
            "by": event.by,
            "for": null,
            "authority": null,
            "at": plain.at(place),
        })
    };
    let departed = named.into_iter().chain(behalf).map(|kind| {
        let mut row = row(kind);
        row["to"] = json!(if kind == "returned" { &to[..] } else { &[] });
        row["reason"] = json!(event.did.reason());
        row["for"] = json!(event.on_behalf);
        row["authority"] = json!(event.authority);
        row
    });
    let marks = Marks::of(&plain.case, &lens.settings);
    let mut marked: Vec<_> = marks
        .at(place)
        .iter()
        .map(|mark| mark.kind().key())
        .collect();
    marked.dedup();
    departed.chain(marked.into_iter().map(row)).collect()
}

/// What an act has done again, with the answers that led back to it.
fn setback(plain: &Plain, place: usize) -> Option<(ActivityNumber, Vec<String>)> {
    let did = &plain.events[place].did;
    if let Act::Returned(back) = did {
        return Some((back.to, Vec::new()));
    }
    let Act::Completed(done) = did else {
        return None;
    };
    let asking = plain.activity(done.activity);
    let answers = asking
        .question
        .iter()
        .flat_map(|question| &question.answers);
    let back = answers.filter(|answer| {
        let given = done.answers.contains(&answer.key);
        let mut targets = answer.next.iter();
        given && targets.any(|target| is_back(plain, asking, *target))
    });
    let back: Vec<String> = back.map(|answer| answer.key.to_string()).collect();
    (!back.is_empty()).then_some((done.activity, back))
}

/// Whether a target comes always before the asking activity, or never ends without it.
fn is_back(plain: &Plain, asking: &Activity, target: ActivityNumber) -> bool {
    let asking = asking.number;
    let comes = |from, to, avoiding| comes(plain, from, to, avoiding, &mut BTreeSet::new());
    let first = ActivityNumber::FIRST;
    let mut ends = plain.procedure.activities.iter().filter(|one| {
        let answers = one.question.iter().flat_map(|question| &question.answers);
        let answers: Vec<_> = answers.collect();
        let ending = answers.is_empty() || answers.iter().any(|answer| answer.next.is_empty());
        one.number != asking && one.next.is_empty() && ending
    });
    target == asking
        || comes(target, asking, None)
            && (!comes(first, asking, Some(target))
                || !ends.any(|end| comes(target, end.number, Some(asking))))
}

fn comes(
    plain: &Plain,
    from: ActivityNumber,
    to: ActivityNumber,
    avoiding: Option<ActivityNumber>,
    seen: &mut BTreeSet<ActivityNumber>,
) -> bool {
    if Some(from) == avoiding || !seen.insert(from) {
        return false;
    }
    let activity = plain.activity(from);
    let answers = activity
        .question
        .iter()
        .flat_map(|question| &question.answers);
    let mut next = activity
        .next
        .iter()
        .chain(answers.flat_map(|answer| &answer.next));
    from == to || next.any(|next| comes(plain, *next, to, avoiding, seen))
}
