//! Every report, counted plainly.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use serde_json::{Value, json};
use ugat::Lens;
use ugat::{ActivityNumber, OutputKind};
use ugat::{Marks, Standing};

use crate::reports::plain::{Plain, Work};
use crate::reports::tally::{Fact, Tally, classes, count, span, spread};
use crate::reports::told::Told;

/// The cases as of the day of a lens, with those that the lens takes.
fn plains<'t>(store: &'t [Told], lens: &Lens) -> Vec<Plain<'t>> {
    store
        .iter()
        .filter_map(|told| Plain::of(told, lens.ages.today))
        .collect()
}

pub fn status(store: &[Told], lens: &Lens) -> BTreeMap<String, Value> {
    let mut tally = Tally::default();
    for plain in plains(store, lens) {
        let day = plain.at(0);
        if !lens.period.holds(day) {
            continue;
        }
        let mut standing = |state: &str, result: Option<&str>, at: Option<ActivityNumber>, list| {
            let fact = Fact {
                plain: &plain,
                activity: at,
                person: None,
                day,
            };
            let mut group = fact.group(lens);
            let title = at.map(|number| &plain.activity(number).title);
            let own = json!({ "state": state, "result": result, "activity": at, "title": title });
            group.extend(own.as_object().unwrap().clone());
            tally.add(&group, list, 0);
        };
        let late = |work: &Work| {
            let since = work.ready.filter(|_| work.done.is_none());
            since.is_some_and(|since| plain.is_overdue(lens, since))
        };
        if plain.work.iter().any(late) {
            standing("open", None, None, "overdue");
        }
        match plain.case.standing() {
            Standing::Open => standing("open", None, None, "cases"),
            Standing::Suspended => standing("suspended", None, None, "cases"),
            Standing::Cancelled => standing("cancelled", None, None, "cases"),
            Standing::Finished { result } => standing("finished", Some(&result), None, "cases"),
        }
        let live = plain
            .work
            .iter()
            .filter(|work| work.done.is_none() && plain.goes_on());
        for work in live {
            let state = if work.ready.is_some() {
                "ready"
            } else {
                "waiting"
            };
            standing(state, None, Some(work.number), "cases");
            if late(work) {
                standing(state, None, Some(work.number), "overdue");
            }
        }
    }
    tally.rows(|lists| {
        let (cases, overdue) = (count(lists, "cases"), count(lists, "overdue"));
        json!({ "cases": cases, "in_conflict": 0, "stuck": 0, "overdue": overdue })
    })
}

pub fn aging(store: &[Told], lens: &Lens) -> BTreeMap<String, Value> {
    let mut tally = Tally::default();
    for plain in plains(store, lens) {
        let live = plain
            .work
            .iter()
            .filter(|work| work.done.is_none() && plain.goes_on());
        for work in live {
            let Some(since) = work.ready.filter(|since| lens.period.holds(*since)) else {
                continue;
            };
            let person = plain.assigned(work.item);
            let fact = Fact {
                plain: &plain,
                activity: Some(work.number),
                person,
                day: since,
            };
            let group = fact.group(lens);
            tally.add(&group, "age", plain.age(lens, since));
            if plain.is_overdue(lens, since) {
                tally.add(&group, "overdue", 0);
            }
        }
    }
    tally.rows(|lists| {
        json!({
            "ready": count(lists, "age"),
            "overdue": count(lists, "overdue"),
            "age": spread(lists, "age"),
            "classes": classes(lists, "age"),
        })
    })
}

pub fn workload(store: &[Told], lens: &Lens) -> BTreeMap<String, Value> {
    let mut tally = Tally::default();
    for plain in plains(store, lens) {
        for work in &plain.work {
            let live = work.done.is_none() && plain.goes_on();
            let since = work.ready.unwrap_or(work.arrived);
            if live && lens.period.holds(since) {
                let person = plain.assigned(work.item);
                let fact = Fact {
                    plain: &plain,
                    activity: Some(work.number),
                    person,
                    day: since,
                };
                let group = fact.group(lens);
                if work.ready.is_none() {
                    tally.add(&group, "waiting", 0);
                    continue;
                }
                tally.add(&group, "ready", plain.age(lens, since));
                if plain.is_overdue(lens, since) {
                    tally.add(&group, "overdue", 0);
                }
                tally.add(
                    &group,
                    "since",
                    u32::try_from(since.num_days_from_ce()).unwrap(),
                );
                if work.returned {
                    tally.add(&group, "returned", 0);
                }
            }
            let Some((done, by, _)) = work
                .done
                .clone()
                .filter(|(day, ..)| lens.period.holds(*day))
            else {
                continue;
            };
            for _ in plain.owed(work) {
                let fact = Fact {
                    plain: &plain,
                    activity: Some(work.number),
                    person: plain.owing(work, &by),
                    day: done,
                };
                tally.add(&fact.group(lens), "owed", 0);
            }
        }
    }
    tally.rows(|lists| {
        let since = lists.get("since").and_then(|days| days.iter().min());
        let since =
            since.map(|day| NaiveDate::from_num_days_from_ce_opt(i32::try_from(*day).unwrap()));
        json!({
            "ready": count(lists, "ready"),
            "returned": count(lists, "returned"),
            "overdue": count(lists, "overdue"),
            "waiting": count(lists, "waiting"),
            "contested": 0,
            "owed": count(lists, "owed"),
            "since": since,
            "days": lists.get("ready").and_then(|days| days.iter().max()),
            "substitutes": [],
        })
    })
}

pub fn throughput(store: &[Told], lens: &Lens) -> BTreeMap<String, Value> {
    let mut tally = Tally::default();
    let mut results: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for plain in plains(store, lens) {
        let mut on = |day: NaiveDate, list| {
            let fact = Fact {
                plain: &plain,
                activity: None,
                person: None,
                day,
            };
            let group = fact.group(lens);
            if lens.period.holds(day) {
                tally.add(&group, list, 0);
            }
            Value::Object(group).to_string()
        };
        on(plain.at(0), "started");
        match plain.case.standing() {
            Standing::Open | Standing::Suspended => {}
            Standing::Cancelled => {
                on(plain.ended().unwrap(), "cancelled");
            }
            Standing::Finished { result } => {
                let last = plain.ended().unwrap();
                let group = on(last, "finished");
                if lens.period.holds(last) {
                    *results.entry(group).or_default().entry(result).or_default() += 1;
                }
            }
        }
    }
    let mut rows = tally.rows(|lists| {
        json!({
            "started": count(lists, "started"),
            "finished": count(lists, "finished"),
            "cancelled": count(lists, "cancelled"),
        })
    });
    for (group, row) in &mut rows {
        let reached = results.get(group).cloned().unwrap_or_default().into_iter();
        let reached: Vec<Value> = reached
            .map(|(result, cases)| json!([result, cases]))
            .collect();
        row["results"] = Value::Array(reached);
    }
    rows
}

pub fn durations(store: &[Told], lens: &Lens) -> BTreeMap<String, Value> {
    let mut tally = Tally::default();
    for plain in plains(store, lens) {
        for work in &plain.work {
            let Some((done, by, _)) = work
                .done
                .clone()
                .filter(|(day, ..)| lens.period.holds(*day))
            else {
                continue;
            };
            let fact = Fact {
                plain: &plain,
                activity: Some(work.number),
                person: Some(by),
                day: done,
            };
            let group = fact.group(lens);
            let ready = work.ready.unwrap();
            tally.add(&group, "work", plain.ran(lens, ready, done));
            tally.add(&group, "wait", plain.ran(lens, work.arrived, ready));
        }
    }
    tally.rows(|lists| {
        json!({
            "done": count(lists, "work"),
            "work": spread(lists, "work"),
            "wait": spread(lists, "wait"),
        })
    })
}

pub fn documents(store: &[Told], lens: &Lens) -> BTreeMap<String, Value> {
    let mut tally = Tally::default();
    for plain in plains(store, lens) {
        for work in &plain.work {
            let mut add = |day: NaiveDate, person, kinds: &[OutputKind], list, age| {
                let fact = Fact {
                    plain: &plain,
                    activity: Some(work.number),
                    person,
                    day,
                };
                let mut group = fact.group(lens);
                let kinds: Vec<&str> = kinds.iter().map(OutputKind::as_str).collect();
                group.insert("kind".into(), json!(kinds));
                if lens.period.holds(day) {
                    tally.add(&group, list, age);
                }
            };
            if let Some((done, by, _)) = &work.done {
                for kinds in plain.owed(work) {
                    add(
                        *done,
                        plain.owing(work, by),
                        &kinds,
                        "owed",
                        span(lens, *done, lens.ages.today),
                    );
                }
            }
            for (place, kind) in plain.given(work.item) {
                let by = plain.events[place].by.to_string();
                add(plain.at(place), Some(by), &[kind], "given", 0);
            }
        }
    }
    tally.rows(|lists| {
        json!({
            "owed": count(lists, "owed"),
            "given": count(lists, "given"),
            "age": spread(lists, "owed"),
            "classes": classes(lists, "owed"),
        })
    })
}

pub fn deviations(store: &[Told], lens: &Lens) -> BTreeMap<String, Value> {
    let mut tally = Tally::default();
    for (number, plain) in plains(store, lens).iter().enumerate() {
        let marks = Marks::of(&plain.case, &lens.settings);
        for (place, event) in plain.events.iter().enumerate() {
            let day = plain.at(place);
            if !lens.period.holds(day) {
                continue;
            }
            let name = event.did.name();
            let named = match name.as_str() {
                name @ ("returned" | "suspended" | "resumed" | "cancelled" | "corrected") => {
                    Some(name)
                }
                _ => None,
            };
            let behalf = event.on_behalf.as_ref().map(|_| "on-behalf");
            let mut marked: Vec<_> = marks
                .at(place)
                .iter()
                .map(|mark| mark.kind().key())
                .collect();
            marked.dedup();
            for kind in named.into_iter().chain(behalf).chain(marked) {
                let person = Some(event.by.to_string());
                let fact = Fact {
                    plain,
                    activity: event.did.activity(),
                    person,
                    day,
                };
                let mut group = fact.group(lens);
                group.insert("kind".into(), json!(kind));
                tally.add(&group, "acts", u32::try_from(number).unwrap());
            }
        }
    }
    tally.rows(|lists| {
        let mut cases = lists["acts"].clone();
        cases.dedup();
        json!({ "acts": lists["acts"].len(), "cases": cases.len() })
    })
}
