//! The days of the unit: the one rule by which something is of a day.

use std::fmt::{self, Display, Formatter};

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveTime, TimeZone, Timelike as _};

use crate::model::Moment;

/// The time zone of a unit. Nothing else makes a day of a time, so that all that is shown, compared,
/// refused and counted by days goes by the same ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(FixedOffset);

/// A moment by the calendar and the clock of the unit. A day without a time sorts before its hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitTime {
    pub day: NaiveDate,
    pub time: Option<NaiveTime>,
}

/// What time it is in the unit.
#[derive(Clone, Copy, Debug)]
pub struct UnitClock {
    pub now: DateTime<FixedOffset>,
    pub zone: Zone,
}

impl Zone {
    /// Bolivia's, all year round: that of a unit that sets none.
    pub fn la_paz() -> Self {
        Self(FixedOffset::west_opt(4 * 3600).expect("it is less than a day"))
    }

    pub const fn of(offset: FixedOffset) -> Self {
        Self(offset)
    }

    pub fn utc() -> Self {
        Self(FixedOffset::west_opt(0).expect("it is less than a day"))
    }

    /// The day on which something happened.
    pub fn day(self, at: &Moment) -> NaiveDate {
        self.time(at).day
    }

    /// The day on which a time falls, such as today.
    pub fn day_of<Z: TimeZone>(self, time: &DateTime<Z>) -> NaiveDate {
        time.with_timezone(&self.0).naive_local().date()
    }

    pub fn time(self, at: &Moment) -> UnitTime {
        match at {
            Moment::Day(day) => UnitTime {
                day: *day,
                time: None,
            },
            Moment::Time(time) => {
                let local = time.with_timezone(&self.0).naive_local();
                UnitTime {
                    day: local.date(),
                    time: Some(local.time()),
                }
            }
        }
    }
}

/// As settings spell it: `-04:00`.
impl Display for Zone {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl UnitTime {
    /// A number that grows with time; that of a day without a time is below those of its hours.
    pub fn ordinal(self) -> u64 {
        let days = u64::try_from(self.day.num_days_from_ce()).unwrap_or(0);
        let of_day = self
            .time
            .map_or(0, |time| time.num_seconds_from_midnight() + 1);
        days * 86_401 + u64::from(of_day)
    }
}

impl UnitClock {
    pub fn today(self) -> NaiveDate {
        self.zone.day_of(&self.now)
    }

    /// Whether something lies after today, or after this time of today.
    pub fn is_future(self, at: &Moment) -> bool {
        match at {
            Moment::Day(day) => *day > self.today(),
            Moment::Time(time) => *time > self.now,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};

    use super::{UnitClock, Zone};
    use crate::model::Moment;

    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a moment")
    }

    #[test]
    fn a_day_begins_and_ends_at_midnight_where_the_unit_is() {
        #[track_caller]
        fn case(text: &str, la_paz: u32, utc: u32) {
            let day = |day| NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
            let days = [Zone::la_paz(), Zone::utc()].map(|zone| zone.day(&at(text)));
            assert_eq!(days, [day(la_paz), day(utc)], "{text}");
        }
        case("2026-12-02T03:59:59Z", 1, 2);
        case("2026-12-02T04:00:00Z", 2, 2);
        case("2026-12-01T23:59:59-04:00", 1, 2);
        case("2026-12-02T00:00:00-04:00", 2, 2);
        case("2026-12-02T07:59:59+04:00", 1, 2);
        case("2026-12-02", 2, 2);
    }

    #[test]
    fn a_day_stands_before_its_hours() {
        let times = [
            "2026-12-01T23:00:00-04:00",
            "2026-12-02",
            "2026-12-02T04:00:00Z",
        ];
        assert!(times.map(|text| Zone::la_paz().time(&at(text))).is_sorted());
    }

    #[test]
    fn the_future_is_what_lies_after_now_and_after_the_day_of_the_unit() {
        let now = DateTime::parse_from_rfc3339("2026-12-02T02:00:00Z").expect("a time");
        let zone = Zone::la_paz();
        let after = |text| UnitClock { now, zone }.is_future(&at(text));
        assert!(!after("2026-12-01"));
        assert!(after("2026-12-02"));
        assert!(!after("2026-12-01T22:00:00-04:00"));
        assert!(after("2026-12-01T22:00:01-04:00"));
    }
}
