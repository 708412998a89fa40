//! Oddities: what is odd about the times and files of acts, apart from the table of people.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::engine::fold::token::parents;
use crate::engine::{Case, Class, Mark};
use crate::model::{Act, CaseId, Few, ItemId, Moment, Output, Subject, Zone};

/// A possible oddity of an act. Days depend on the unit's time zone, so that some turn out to be
/// none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Oddity {
    /// It may be dated after the day on which the date was recorded.
    Future {
        at: Moment,
        rec: Moment,
    },
    /// It was recorded later than an event that had seen it.
    Recorded {
        rec: Moment,
        after: Moment,
    },
    /// It may be dated before what it follows: of that the latest day and the latest time, as it
    /// depends on the time zone which of them is later.
    Before {
        at: Moment,
        parents: Few<Moment>,
    },
    FileElsewhere {
        file: String,
    },
    FileUndigested {
        file: String,
    },
}

/// How much the clocks of those who share a store may differ.
const CLOCKS: TimeDelta = TimeDelta::days(1);
/// The precision that a time may lose when it is recorded.
const ROUNDING: TimeDelta = TimeDelta::minutes(1);

impl Oddity {
    /// The oddities of all acts, in order of place. Most cases are in order of time and give no
    /// files, which is found without a search.
    pub fn all(case: &Case) -> Vec<(usize, Self)> {
        match is_in_time(case) && !gives_files(case) {
            true => Vec::new(),
            false => Self::search(case),
        }
    }

    fn search(case: &Case) -> Vec<(usize, Self)> {
        let search = Search::of(case);
        let places = 0..case.events().len();
        let found = places.flat_map(|place| {
            let found = search.at(place);
            found.into_iter().map(move |oddity| (place, oddity))
        });
        found.collect()
    }

    /// Its mark in the unit's time zone, if it is an oddity there.
    pub fn mark(&self, zone: Zone) -> Option<Mark> {
        let day = |at: &Moment| zone.day(at);
        match self {
            Self::Future { at, rec } => {
                let recorded = day(rec);
                // A time needs no time zone to be compared.
                let is_after = matches!(at, Moment::Time(_)) || day(at) > recorded;
                let at = zone.time(at);
                is_after.then_some(Mark::FutureDay { at, recorded })
            }
            Self::Recorded { rec, after } => Some(Mark::FutureRecord {
                recorded: day(rec),
                after: day(after),
            }),
            Self::Before { at, parents } => {
                let at = zone.time(at);
                let parent = parents.iter().map(|parent| zone.time(parent)).max()?;
                (at.day < parent.day).then_some(Mark::BeforeParent { at, parent })
            }
            Self::FileElsewhere { file } => Some(Mark::FileElsewhere { file: file.clone() }),
            Self::FileUndigested { file } => Some(Mark::FileUndigested { file: file.clone() }),
        }
    }
}

/// What the acts of a case are compared with.
struct Search<'s> {
    case: &'s Case<'s>,
    id: CaseId,
    times: Times,
    /// By act, the earlier record time of an event that had seen it, if there is one.
    seen_earlier: Vec<Option<DateTime<Utc>>>,
    /// By act, the latest of those that it follows: with a day alone, and with a time.
    follows: Vec<[Option<usize>; 2]>,
}

impl<'s> Search<'s> {
    fn of(case: &'s Case<'s>) -> Self {
        let start = case.start();
        let first = case.event(0).id;
        let times = Times::of(case);
        Self {
            id: CaseId::of(start.procedure.clone(), &first),
            seen_earlier: seen_earlier(case),
            follows: follows(case, &times),
            times,
            case,
        }
    }

    fn at(&self, place: usize) -> Vec<Oddity> {
        let mut found = Vec::new();
        let event = self.case.event(place);
        let (at, by) = self.times.stated[place];
        found.extend(future(at, self.case.event(by).rec));
        if let Act::Corrected(correction) = &event.did {
            found.extend(correction.at.and_then(|at| future(at, event.rec)));
        }
        found.extend(self.seen_earlier[place].map(|after| Oddity::Recorded {
            rec: Moment::Time(event.rec.fixed_offset()),
            after: Moment::Time(after.fixed_offset()),
        }));
        let parents = self.follows[place].iter().flatten();
        let parents = parents.map(|parent| self.times.stated[*parent].0);
        let parents: Few<Moment> = parents
            .filter(|parent| may_be_before(at, *parent))
            .collect();
        if !parents.is_empty() {
            found.push(Oddity::Before { at, parents });
        }
        let documents = event.did.documents().iter();
        found.extend(documents.filter_map(|output| self.file(output)));
        found
    }

    fn file(&self, output: &Output) -> Option<Oddity> {
        let file = output.file.clone()?;
        match (is_of_case(&file, &self.id), output.sha256) {
            (false, _) => Some(Oddity::FileElsewhere { file }),
            (true, None) => Some(Oddity::FileUndigested { file }),
            (true, Some(_)) => None,
        }
    }
}

/// When the acts of a case happened.
struct Times {
    /// By act, its moment as last corrected, and the place of the event that states it.
    stated: Vec<(Moment, usize)>,
    /// By act, the latest day in its past.
    latest: Vec<NaiveDate>,
}

impl Times {
    fn of(case: &Case) -> Self {
        let moments = case.events().iter().map(|event| event.at);
        let mut stated: Vec<(Moment, usize)> = moments.zip(0..).collect();
        for (by, event) in case.events().iter().enumerate() {
            if let Act::Corrected(correction) = &event.did
                && let Some(of) = case.place(correction.event)
                && let Some(at) = correction.at
            {
                stated[of] = (at, by);
            }
        }
        let mut times = Self {
            latest: vec![NaiveDate::MIN; stated.len()],
            stated,
        };
        for place in 0..times.stated.len() {
            let before = case.history.before(place).iter().copied();
            let days = before.map(|past| times.latest[past].max(times.day(past)));
            times.latest[place] = days.max().unwrap_or(NaiveDate::MIN);
        }
        times
    }

    /// The day of an act in UTC; the unit's time zone is applied later.
    fn day(&self, place: usize) -> NaiveDate {
        Zone::utc().day(&self.stated[place].0)
    }
}

/// Whether the acts of a case are certainly in order of time, in every time zone, so that none can
/// be odd.
fn is_in_time(case: &Case) -> bool {
    let mut day = NaiveDate::MIN;
    let mut time = DateTime::<Utc>::MIN_UTC;
    let mut newest = DateTime::<Utc>::MIN_UTC;
    case.events().iter().all(|event| {
        let rec = event.rec;
        let in_order = match &event.at {
            Moment::Day(at) => {
                *at >= day && (time == DateTime::<Utc>::MIN_UTC || *at >= day_in_utc(time + CLOCKS))
            }
            Moment::Time(at) => {
                at.to_utc() >= time
                    && (day == NaiveDate::MIN || day_in_utc(at.to_utc() - CLOCKS) >= day)
            }
        };
        let written_in_order = newest <= rec || newest - rec <= CLOCKS;
        match &event.at {
            Moment::Day(at) => day = *at,
            Moment::Time(at) => time = at.to_utc(),
        }
        newest = newest.max(rec);
        let is_correction = matches!(event.did, Act::Corrected(_));
        !is_correction && in_order && written_in_order && future(event.at, rec).is_none()
    })
}

fn gives_files(case: &Case) -> bool {
    let mut outputs = case.events().iter().flat_map(|event| event.did.outputs());
    outputs.any(|output| output.file.is_some())
}

/// The oddity of a moment that may be after the day on which it was recorded.
fn future(at: Moment, rec: DateTime<Utc>) -> Option<Oddity> {
    let may_be = match &at {
        Moment::Time(time) => time.signed_duration_since(rec) > ROUNDING,
        Moment::Day(day) => *day > day_in_utc(rec - CLOCKS),
    };
    may_be.then(|| Oddity::Future {
        at,
        rec: Moment::Time(rec.fixed_offset()),
    })
}

fn day_in_utc(time: DateTime<Utc>) -> NaiveDate {
    Zone::utc().day_of(&time)
}

/// Whether a moment may be of a day before that of what it follows.
fn may_be_before(at: Moment, parent: Moment) -> bool {
    match (&at, &parent) {
        (Moment::Day(at), Moment::Day(parent)) => at < parent,
        (Moment::Time(at), Moment::Time(parent)) => at < parent,
        (Moment::Day(at), Moment::Time(parent)) => *at < day_in_utc(parent.to_utc() + CLOCKS),
        (Moment::Time(at), Moment::Day(parent)) => day_in_utc(at.to_utc() - CLOCKS) < *parent,
    }
}

/// Whether a path is in the folder of a case: `cases/2026/pr07-…/nota.pdf`.
fn is_of_case(file: &str, id: &CaseId) -> bool {
    let parts: Vec<&str> = file.split('/').collect();
    let ["cases", year, folder, inside @ ..] = parts.as_slice() else {
        return false;
    };
    let is_year = year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit());
    let is_plain = |part: &&str| !matches!(*part, "" | "." | "..");
    is_year && *folder == id.to_string() && !inside.is_empty() && inside.iter().all(is_plain)
}

/// By act, the earliest record time of an event that had seen it, if that is before its own and not
/// before what it had seen itself: else the other event is the odd one.
fn seen_earlier(case: &Case) -> Vec<Option<DateTime<Utc>>> {
    let rec = |place: usize| case.event(place).rec;
    let places = 0..case.events().len();
    let newest: Vec<_> = places
        .clone()
        .map(|place| case.history.before(place).iter().copied().map(rec).max())
        .collect();
    let mut earlier: Vec<Option<DateTime<Utc>>> = vec![None; newest.len()];
    for child in places {
        let seen = rec(child);
        for parent in case.history.before(child).iter().copied() {
            let is_earlier = rec(parent).signed_duration_since(seen) > CLOCKS;
            if is_earlier && newest[parent].is_none_or(|newest| newest <= seen) {
                earlier[parent] = Some(earlier[parent].map_or(seen, |known| known.min(seen)));
            }
        }
    }
    earlier
}

/// By act, the latest of what it follows, with a day alone and with a time: the start, what made its
/// work ready, the act that it refers to, and those that it replaces. Acts dated in the future are
/// left out.
fn follows(case: &Case, times: &Times) -> Vec<[Option<usize>; 2]> {
    let mut follows = vec![[None; 2]; times.stated.len()];
    let instant = |place: usize| match &times.stated[place].0 {
        Moment::Day(_) => None,
        Moment::Time(time) => Some(time.to_utc()),
    };
    let mut follow = |place: usize, cause: usize| {
        let on = times.day(cause);
        let has_come = on <= day_in_utc(case.event(times.stated[cause].1).rec);
        let known = &mut follows[place][usize::from(instant(cause).is_some())];
        let when = |place| (times.day(place), instant(place));
        let is_later = known.is_none_or(|known| when(known) < when(cause));
        // The cause must be in the act's past, which has no later day than `latest`.
        if cause != place && has_come && is_later && on <= times.latest[place] {
            *known = Some(cause);
        }
    };
    let reached_by = reached_by(case);
    for (place, event) in case.events().iter().enumerate() {
        follow(place, 0);
        let item = event.did.item().and_then(|item| reached_by.get(&item));
        let refers_to = event.did.refers_to().and_then(|event| case.place(event));
        let causes = item.into_iter().flatten().copied().chain(refers_to);
        for cause in causes.filter(|cause| *cause < place) {
            follow(place, cause);
        }
    }
    for (place, class) in case.classes().iter().enumerate() {
        if let Class::Replaced { by } = class {
            follow(*by, place);
        }
    }
    follows
}

/// By item, the acts that brought its tokens: the first standing one of each item that left one.
fn reached_by(case: &Case) -> BTreeMap<ItemId, Few<usize>> {
    let taken = case
        .run
        .taken
        .iter()
        .map(|taken| (taken.subject.1, &taken.tokens));
    let live = case.run.live.iter().map(|live| (live.id, &live.tokens));
    let items = taken.chain(live).map(|(item, tokens)| {
        let acts = parents(tokens).filter_map(|parent| {
            let register = case.register(Subject::Item(parent))?;
            Some(register.standing().first()?.place)
        });
        (item, acts.collect())
    });
    items.collect()
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use proptest::collection::vec;
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{Oddity, is_of_case};
    use crate::engine::Mark;
    use crate::model::{Act, CaseId, Moment, Prose, Settings, Turn};
    use crate::testing::flow::Sample;

    const JOINED: &str = "
        1: 2 3
        2: 4
        3: 4
        4:
    ";

    fn rec(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    /// Dates and records the last act.
    fn then(sample: &mut Sample, at: &str, recorded: &str) {
        let last = sample.events.last_mut().expect("it has one");
        last.at = Moment::parse(at).expect("a moment");
        last.rec = rec(recorded);
    }

    fn on(sample: &mut Sample, at: &str) {
        then(sample, at, "2026-03-20T16:00:00Z");
    }

    fn begun() -> Sample {
        let mut sample = Sample::of(JOINED);
        on(&mut sample, "2026-03-02");
        sample
    }

    /// The authors of marked acts, with the kinds of their marks.
    fn marked(sample: &Sample) -> Vec<String> {
        let case = sample.case();
        let zone = Settings::default().zone();
        let odd = Oddity::all(&case).into_iter();
        odd.filter_map(|(place, oddity)| {
            let kind = oddity.mark(zone).as_ref().map(Mark::kind)?.key();
            Some(format!("{} {kind}", case.event(place).by))
        })
        .collect()
    }

    #[test]
    fn a_branch_told_later_of_an_earlier_day_is_in_order() {
        let mut sample = begun();
        sample.complete("a", 1, &[]);
        on(&mut sample, "2026-03-05");
        sample.complete("b", 2, &[]);
        on(&mut sample, "2026-03-12");
        // Concurrent with the act of b, after that of a.
        sample.complete("c", 3, &[]);
        on(&mut sample, "2026-03-06");
        assert_eq!(marked(&sample), Vec::<String>::new());
        sample.complete("d", 4, &[]);
        on(&mut sample, "2026-03-11");
        assert_eq!(marked(&sample), ["d before-parent"]);
    }

    #[test]
    fn what_turns_a_case_or_speaks_of_an_act_comes_after_it() {
        let turned = |turn| Act::Turned {
            turn,
            reason: Prose::recorded("r"),
        };
        let mut sample = begun();
        sample.write("a", turned(Turn::Suspended));
        on(&mut sample, "2026-03-09");
        sample.write("b", turned(Turn::Resumed));
        on(&mut sample, "2026-03-08");
        assert_eq!(marked(&sample), ["b before-parent"]);
        on(&mut sample, "2026-03-09");
        assert_eq!(marked(&sample), Vec::<String>::new());
    }

    #[test]
    fn a_start_of_a_day_that_had_not_come_makes_nothing_else_odd() {
        let mut sample = Sample::of(JOINED);
        then(&mut sample, "2099-01-01", "2026-03-02T16:00:00Z");
        let start = sample.events[0].by.clone();
        sample.complete("a", 1, &[]);
        on(&mut sample, "2026-03-03");
        assert_eq!(marked(&sample), [format!("{start} future")]);
    }

    #[test]
    fn of_two_clocks_that_differ_the_one_is_odd_that_differs_from_the_rest() {
        let shown = |second: &str, third: &str| {
            let mut sample = Sample::of(JOINED);
            then(&mut sample, "2026-03-02", "2026-03-02T16:00:00Z");
            sample.events[0].by = crate::model::Actor::recorded("s");
            for (by, activity, recorded) in [("a", 1, second), ("b", 2, third)] {
                sample.complete(by, activity, &[]);
                then(&mut sample, "2026-03-02", recorded);
            }
            marked(&sample)
        };
        assert_eq!(
            shown("2026-03-04T16:00:00Z", "2026-03-04T10:00:00Z"),
            Vec::<String>::new()
        );
        assert_eq!(
            shown("2099-03-04T16:00:00Z", "2026-03-04T16:00:00Z"),
            ["a future"]
        );
        // A slow clock does not mark the acts of others.
        let behind = shown("2026-03-04T16:00:00Z", "2020-03-04T16:00:00Z");
        assert_eq!(behind, ["b future"]);
    }

    proptest! {
        #[test]
        fn what_is_passed_over_quickly_has_nothing_odd(
            acts in vec((0_i64..4, 0_i64..4, any::<bool>(), any::<bool>()), 1..8),
        ) {
            let mut sample = begun();
            for (count, (at, recorded, is_day, is_after_all)) in (0..).zip(acts) {
                let heads = sample.case().heads();
                let note = Prose::recorded("n");
                sample.write(&format!("e{count}"), Act::Noted { note });
                let begin = rec("2026-03-18T12:00:00Z") + TimeDelta::hours(12 * count);
                let last = sample.events.last_mut().expect("it was written");
                let at = begin + TimeDelta::hours(9 * at);
                last.at = match is_day {
                    true => Moment::Day(at.naive_utc().date()),
                    false => Moment::Time(at.fixed_offset()),
                };
                last.rec = begin + TimeDelta::hours(20 * recorded);
                if !is_after_all {
                    last.after = heads.into_iter().take(1).collect();
                }
            }
            prop_assert_eq!(Oddity::all(&sample.case()), Oddity::search(&sample.case()));
        }
    }

    #[test]
    fn a_file_of_a_case_lies_in_its_folder() {
        let id = CaseId::parse("pr07-0123456789ab").expect("an id");
        let case = |file: &str, expected| assert_eq!(is_of_case(file, &id), expected, "{file}");
        case("cases/2026/pr07-0123456789ab/a.pdf", true);
        case("cases/2025/pr07-0123456789ab/b/a.pdf", true);
        for file in [
            "cases/2026/pr07-0123456789ab",
            "cases/2026/pr07-0123456789ab/",
            "cases/2026/pr07-0123456789ab/../x",
            "cases/2026/pr07-0123456789ab.jsonl",
            "cases/26/pr07-0123456789ab/a.pdf",
            "cases/2026/pr07-0123456789ac/a.pdf",
            "/cases/2026/pr07-0123456789ab/a.pdf",
            "ugat.toml",
            "",
        ] {
            case(file, false);
        }
    }
}
