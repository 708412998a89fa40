//! The numbers of every report against those that a plain count over the events gives: each case is
//! folded anew after each of its events, and what is counted is kept in lists.

mod accounts;
mod expected;
mod plain;
mod tally;
mod told;

use std::collections::BTreeMap;

use chrono::{NaiveDate, Weekday};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};
use ugat::{ActRow, Ages, CaseRow, DueFilter, LabelFilter, Marks, Outlined};
use ugat::{ActivityNumber, Calendar, CaseId, ItemId, Limit, ProcedureId, Settings, Span, Zone};
use ugat::{
    Aging, By, Departures, Documents, Durations, Groups, Lens, Measure, Period, ReportView, Status,
    Throughput, Workload,
};
use ugat::{DepartureKind, Outcome, Outline, Past, Progress, Recall as _};

use crate::clones::{cases, pick};
use crate::procedures::sound;
use crate::replay::{clones, doings};
use crate::reports::accounts::{accounts, by_text as sorted_by_text};
use crate::reports::expected::{
    aging, deviations, documents, durations, status, throughput, workload,
};
use crate::reports::plain::{LIMIT, Plain, fold};
use crate::reports::tally::{holiday, plainly};
use crate::reports::told::{Told, day, store};

/// A report by the program: cases in parts and backwards.
fn answered<M: Measure>(store: &[Told], lens: &Lens) -> Map<String, Value> {
    let mut whole: Groups<M> = Groups::default();
    for part in store.rchunks(2) {
        let mut groups = Groups::default();
        for told in part.iter().rev() {
            let all = fold(told, &told.events);
            let today = lens.ages.today;
            let Some(case) = all.subset(|event| lens.ages.day(&event.at) <= today) else {
                continue;
            };
            let outline = Outline::of(&case);
            let past = M::Past::of(&case);
            let case = Outlined {
                id: &CaseId::parse("random-0123456789ab").unwrap(),
                outline: &outline,
                procedures: vec![&told.sound.procedure],
                newer: false,
            };
            groups.add(&case, &past, lens);
        }
        whole.merge(groups);
    }
    let view = ReportView::of(whole, lens, Vec::new());
    let Value::Object(view) = serde_json::to_value(&view).unwrap() else {
        panic!("a report is an object");
    };
    view
}

/// Its rows.
fn counted<M: Measure>(store: &[Told], lens: &Lens) -> BTreeMap<String, Value> {
    let mut view = answered::<M>(store, lens);
    let Some(Value::Array(rows)) = view.remove("rows") else {
        panic!("it has rows");
    };
    let rows = rows.into_iter().map(|mut row| {
        for name in ["entity", "person"] {
            if let Some(Value::String(shown)) = row.get_mut(name) {
                *shown = plainly(shown);
            }
        }
        (row.to_string(), row)
    });
    rows.collect()
}

/// What the report on deviations tells beside them.
fn told_beside(store: &[Told], lens: &Lens) -> Value {
    let view = answered::<Departures>(store, lens);
    let list = |name: &str| {
        let mut rows = view[name].as_array().cloned().unwrap_or_default();
        for row in &mut rows {
            if let Some(Value::Array(acts)) = row.get_mut("acts") {
                *acts = sorted_by_text(std::mem::take(acts));
            }
        }
        sorted_by_text(rows)
    };
    json!({
        "deviations": list("deviations"),
        "failed_tests": list("failed_tests"),
        "rounds": list("rounds"),
    })
}

/// The same rows, by their whole text.
fn by_text(rows: BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    let rows = rows.into_values().map(|row| (row.to_string(), row));
    rows.collect()
}

/// A grouping among those of a report, or its usual one.
fn dimensions<M: Measure>(pick: &[Index]) -> Vec<By> {
    let asked: Vec<By> = pick.iter().map(|one| *one.get(M::CHOICES)).collect();
    M::dimensions(&asked)
}

fn lens(by: Vec<By>, as_of: NaiveDate, period: Period, works: bool) -> Lens {
    let weekend = vec![Weekday::Sat, Weekday::Sun];
    let zone = Zone::la_paz();
    let calendar = Calendar::new(weekend, vec![holiday()], zone).filter(|_| works);
    Lens {
        ages: Ages {
            today: as_of,
            zone,
            calendar,
        },
        period,
        by,
        entity: None,
        labels: LabelFilter::default(),
        due: DueFilter::default(),
        settings: Settings {
            limits: limits(),
            ..Settings::default()
        },
    }
}

/// As many days for every activity of every procedure.
fn limits() -> Vec<Limit> {
    let procedures = ["pr05", "pr06", "pr07", "pr09", "random"];
    let of = |procedure| {
        (1..=40).map(move |number| Limit {
            procedure: ProcedureId::parse(procedure).unwrap(),
            activity: ActivityNumber::new(number).unwrap(),
            span: Span::Days(LIMIT),
        })
    };
    procedures.into_iter().flat_map(of).collect()
}

/// Of the ends that were reached the keys and counts alone: titles are of the procedure.
fn without_titles(rows: BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    let rows = rows.into_values().map(|mut row| {
        if let Some(Value::Array(results)) = row.get_mut("results") {
            for one in results.iter_mut() {
                *one = json!([one["result"], one["cases"]]);
            }
        }
        (row.to_string(), row)
    });
    rows.collect()
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn every_report_counts_what_a_plain_count_does(
        store in store(),
        by in prop::collection::vec(any::<Index>(), 0..3),
        as_of in 0..200_i64,
        since in prop::option::of(0..120_i64),
        length in prop::option::of(0..90_i64),
        works in any::<bool>(),
    ) {
        let (since, until) = (since.map(day), length.map(|length| day(since.unwrap_or(0) + length)));
        let period = Period { since, until };
        let as_of = day(as_of);
        macro_rules! compare {
            ($measure:ty, $plain:ident) => {
                let lens = lens(dimensions::<$measure>(&by), as_of, period, works);
                let counted = without_titles(counted::<$measure>(&store, &lens));
                prop_assert_eq!(counted, by_text($plain(&store, &lens)));
            };
        }
        compare!(Status, status);
        compare!(Workload, workload);
        compare!(Aging, aging);
        compare!(Throughput, throughput);
        compare!(Durations, durations);
        compare!(Documents, documents);
        compare!(Departures, deviations);
        let lens = lens(Departures::dimensions(&[]), as_of, period, works);
        prop_assert_eq!(told_beside(&store, &lens), accounts(&store, &lens));
    }

    #[test]
    fn a_list_tells_of_a_case_what_a_plain_look_at_its_events_does(store in store()) {
        let id = CaseId::parse("random-0123456789ab").unwrap();
        for told in &store {
            let plain = Plain::of(told, NaiveDate::MAX).unwrap();
            let outline = Outline::of(&plain.case);
            let case = Outlined {
                id: &id,
                outline: &outline,
                procedures: vec![&told.sound.procedure],
                newer: false,
            };
            let row = serde_json::to_value(CaseRow::of(&case, 0, Zone::la_paz())).unwrap();
            let (last, by) = plain.last();
            prop_assert_eq!(&row["ended"], &json!(plain.ended()));
            prop_assert_eq!((&row["last_act"], &row["last_by"]), (&json!(last), &json!(by)));
            prop_assert_eq!(&row["assigned"], &json!(plain.persons()));
            let marks = Marks::default();
            let acts = ActRow::all(&id, &plain.case, &marks, 0..plain.events.len());
            for (place, act) in acts.enumerate() {
                let act = serde_json::to_value(act).unwrap();
                prop_assert_eq!(&act["day"], &json!(plain.at(place)));
                prop_assert_eq!(&act["event"], &json!(plain.events[place].id));
            }
        }
    }

    #[test]
    fn an_outline_tells_what_any_union_of_clones_does(
        sound in sound(),
        prefix in prop::collection::vec(pick(), 0..6),
        doings in doings(),
    ) {
        let desks = clones(&sound, 3, &prefix, &doings);
        let mut union = desks[0].clone();
        desks[1..].iter().for_each(|desk| union.merge(desk));
        let case = union.case();
        let outline = Outline::of(&case);
        let told = |progress: Progress| {
            let work = outline.live.iter().filter(move |work| work.progress == progress);
            work.map(|work| work.item).collect::<Vec<ItemId>>()
        };
        let past = Past::of(&case);
        let done = case.done().into_iter();
        let done = done.filter(|work| matches!(work.outcome, Outcome::Done(_) | Outcome::Returned(_)));
        let done: Vec<_> = done.map(|work| (work.activity, *case.at(work.place))).collect();
        let past_done = past.course.done.iter().map(|work| (work.activity, *past.course.at(work.at)));
        prop_assert_eq!(past_done.collect::<Vec<_>>(), done);
        let mut ready: Vec<ItemId> = case.ready().iter().map(|work| work.item).collect();
        let mut waiting: Vec<ItemId> = case.waiting().iter().map(|work| work.item).collect();
        ready.sort_unstable();
        waiting.sort_unstable();
        let sorted = |mut items: Vec<ItemId>| {
            items.sort_unstable();
            items
        };
        prop_assert_eq!(sorted(told(Progress::Ready)), ready);
        prop_assert_eq!(sorted(told(Progress::Waiting)), waiting);
        let contested = case.conflicts().iter().filter(|one| one.activity.is_some());
        prop_assert_eq!(told(Progress::Contested).len(), contested.count());
        let conflicts = case.conflicts().len() + case.ended_conflicts().len();
        let told = past.departures.iter().filter(|one| one.kind == DepartureKind::Conflict);
        prop_assert!(told.count() <= conflicts);
        prop_assert_eq!(outline.deviations, case.deviations().count());
    }
}
