//! Ages and due days against a count of each day, of cases that clones suspended, cancelled and took
//! up again, unseen by each other, on any calendar.

use std::collections::BTreeSet;

use chrono::{Datelike as _, FixedOffset, NaiveDate, TimeZone as _, Weekday};
use proptest::prelude::*;
use ugat::{Act, Ages, Event, EventId, Limit, Moment, Prose, Span, TurnState, Zone};
use ugat::{Calendar, Case, DueFilter, Outcome, Outline, Progress, Settings, Standing, Turn};

use crate::clones::{Desk, Pick, cases, pick};
use crate::procedures::{Sound, sound};

/// What somebody does on one of the clones, and on which day.
#[derive(Clone, Debug)]
struct Doing {
    desk: usize,
    what: What,
    day: u64,
    /// Where the time was written down, in hours east; nothing where only the day was.
    place: Option<i32>,
}

#[derive(Clone, Debug)]
enum What {
    Turn(Turn),
    Keep(prop::sample::Index),
    Act(Pick),
    Merge,
}

fn doing() -> impl Strategy<Value = Doing> {
    let what = prop_oneof![
        3 => Just(What::Turn(Turn::Suspended)),
        3 => Just(What::Turn(Turn::Resumed)),
        1 => Just(What::Turn(Turn::Cancelled)),
        1 => Just(What::Turn(Turn::Reopened)),
        1 => any::<prop::sample::Index>().prop_map(What::Keep),
        2 => pick().prop_map(What::Act),
        2 => Just(What::Merge),
    ];
    (0..2_usize, what, 0..60_u64, prop::option::of(-12..13_i32)).prop_map(
        |(desk, what, day, place)| Doing {
            desk,
            what,
            day,
            place,
        },
    )
}

fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 2).unwrap() + chrono::Days::new(offset)
}

/// The working days of a unit, for itself and as the program has them.
#[derive(Clone, Debug)]
struct Days {
    weekend: BTreeSet<u8>,
    holidays: BTreeSet<u64>,
    zone: FixedOffset,
}

fn days() -> impl Strategy<Value = Days> {
    (
        prop::collection::btree_set(0..7_u8, 0..4),
        prop::collection::btree_set(0..200_u64, 0..20),
        -12..13_i32,
    )
        .prop_map(|(weekend, holidays, east)| Days {
            weekend,
            holidays,
            zone: FixedOffset::east_opt(east * 3600).unwrap(),
        })
}

impl Days {
    fn calendar(&self) -> Option<Calendar> {
        let weekend = self.weekend.iter();
        let weekend = weekend
            .map(|day| Weekday::try_from(*day).unwrap())
            .collect();
        let holidays = self.holidays.iter().map(|offset| day(*offset)).collect();
        Calendar::new(weekend, holidays, Zone::of(self.zone))
    }

    fn works(&self, on: NaiveDate) -> bool {
        let weekday = u8::try_from(on.weekday().num_days_from_monday()).unwrap();
        let mut holidays = self.holidays.iter();
        !self.weekend.contains(&weekday) && !holidays.any(|offset| day(*offset) == on)
    }

    /// The day itself, or its last minute where the unit is.
    fn moment(&self, on: u64, place: Option<i32>) -> Moment {
        let last = day(on).and_hms_opt(23, 59, 0).unwrap();
        let here = self.zone.from_local_datetime(&last).unwrap();
        match place.and_then(|east| FixedOffset::east_opt(east * 3600)) {
            Some(place) => Moment::Time(here.with_timezone(&place)),
            None => Moment::Day(day(on)),
        }
    }
}

/// One case as two clones have it together.
fn union<'s>(sound: &'s Sound, days: &Days, doings: &[Doing]) -> Desk<'s> {
    let mut begun = Desk::of(sound);
    begun.events[0].at = days.moment(0, None);
    let mut desks = [begun.clone(), begun];
    for (place, doing) in doings.iter().enumerate() {
        let [one, other] = &mut desks;
        let (desk, other) = match doing.desk {
            0 => (one, other),
            _ => (other, one),
        };
        let before = desk.events.len();
        let name = format!("{place}");
        match &doing.what {
            What::Merge => desk.merge(&other.clone()),
            What::Act(pick) => {
                if desk.case().standing() == Standing::Open {
                    desk.act(&name, pick);
                }
            }
            What::Turn(turn) => {
                let reason = Prose::recorded("reason");
                desk.write(
                    &name,
                    Act::Turned {
                        turn: *turn,
                        reason,
                    },
                );
            }
            What::Keep(which) => {
                let case = desk.case();
                let places = 0..case.events().len();
                let turns: Vec<usize> = places
                    .filter(|place| state(&case, *place).is_some())
                    .collect();
                if !turns.is_empty() {
                    desk.keep(&name, *which.get(&turns));
                }
            }
        }
        if desk.events.len() == before + 1 && !matches!(doing.what, What::Merge) {
            desk.events.last_mut().unwrap().at = days.moment(doing.day, doing.place);
        }
    }
    let [mut one, other] = desks;
    one.merge(&other);
    one
}

/// What an act makes of the case as a whole.
fn state(case: &Case, place: usize) -> Option<TurnState> {
    match &case.write(place)?.1.outcome {
        Outcome::State(state) => Some(*state),
        Outcome::Done(_)
        | Outcome::Returned(_)
        | Outcome::Moved(_)
        | Outcome::Gone(_)
        | Outcome::Version { .. } => None,
    }
}

fn past(events: &[&Event], of: &Event) -> BTreeSet<EventId> {
    let mut past = BTreeSet::new();
    let mut open: Vec<EventId> = of.after.to_vec();
    while let Some(id) = open.pop() {
        if past.insert(id) {
            let event = events.iter().find(|event| event.id == id).unwrap();
            open.extend(event.after.iter().copied());
        }
    }
    past
}

/// The pauses of a case: each act that stopped it, and the first day of those that replaced it.
fn pauses(case: &Case, day: impl Fn(&Moment) -> NaiveDate) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let all = case.events();
    let turns: Vec<usize> = (0..all.len())
        .filter(|place| state(case, *place).is_some())
        .collect();
    let seen: Vec<BTreeSet<EventId>> = turns.iter().map(|place| past(all, all[*place])).collect();
    let replaced_by = |stop: usize| {
        let id = all[turns[stop]].id;
        let mut days = Vec::new();
        for (seer, known) in seen
            .iter()
            .enumerate()
            .filter(|(_, known)| known.contains(&id))
        {
            let between =
                |other: usize| seen[other].contains(&id) && known.contains(&all[turns[other]].id);
            if !(0..turns.len()).any(between) {
                days.push(day(&all[turns[seer]].at));
            }
        }
        days.into_iter().min()
    };
    let stops = turns.iter().enumerate().filter(|(_, place)| {
        matches!(
            state(case, **place),
            Some(TurnState::Suspended | TurnState::Cancelled)
        )
    });
    stops
        .map(|(stop, place)| (day(&all[*place].at), replaced_by(stop)))
        .collect()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn ages_and_due_days_are_what_counting_each_day_gives(
        sound in sound(),
        days in days(),
        doings in prop::collection::vec(doing(), 0..14),
        today in 0..90_u64,
        limit in 1..12_u32,
        is_working in any::<bool>(),
        counts_all in any::<bool>(),
        within in 0..9_u32,
    ) {
        let union = union(&sound, &days, &doings);
        let case = union.case();
        let outline = Outline::of(&case);
        let span = match is_working {
            true => Span::WorkingDays(limit),
            false => Span::Days(limit),
        };
        let procedure = &sound.procedure.id;
        let limits = sound.procedure.activities.iter().map(|activity| Limit {
            procedure: procedure.clone(),
            activity: activity.number,
            span,
        });
        let settings = Settings {
            calendar: days.calendar(),
            limits: limits.collect(),
            ..Settings::default()
        };
        let today = day(today);
        let ages = Ages {
            today,
            zone: settings.zone(),
            calendar: settings.calendar.clone().filter(|_| !counts_all),
        };
        let on = |at: &Moment| settings.day(at);
        let pauses = pauses(&case, on);
        let stands = pauses.iter().any(|(_, until)| until.is_none());
        let runs = |day: &NaiveDate| {
            let is_in = |(from, until): &(NaiveDate, Option<NaiveDate>)| {
                from < day && until.is_none_or(|until| *day <= until)
            };
            !pauses.iter().any(is_in)
        };
        let count = |from: NaiveDate| {
            let later = from.iter_days().skip(1).take_while(|day| *day <= today);
            let counted = later.filter(|day| runs(day) && (counts_all || days.works(*day)));
            u32::try_from(counted.count()).unwrap()
        };
        let clock = settings.clock(&outline.pauses);
        for work in outline.live.iter().filter(|work| work.progress == Progress::Ready) {
            let since = work.ready.unwrap();
            let begun = on(&since);
            prop_assert_eq!(ages.age(&since, &clock), count(ages.day(&since)));
            let counted = begun.iter_days().skip(1);
            let mut counted = counted.filter(|day| runs(day) && (!is_working || days.works(*day)));
            let due = if stands { None } else { counted.nth(limit as usize - 1) };
            prop_assert_eq!(settings.due((procedure, work.activity), &since, &clock), due);
            let late = due.filter(|due| *due < today);
            let overdue = due.and_then(|due| ages.overdue(due, &clock));
            prop_assert_eq!(overdue, late.map(count));
            let soon = due.is_some_and(|due| {
                let ahead = today.iter_days().skip(1).take_while(|day| *day <= due);
                ahead.filter(|day| counts_all || days.works(*day)).count() <= within as usize
            });
            let filter = DueFilter { overdue: false, within: Some(within) };
            prop_assert_eq!(filter.takes(due, &ages), soon);
        }
    }
}
