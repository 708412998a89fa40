//! The working days of a unit, and limits counted in them.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::model::{ActivityNumber, ProcedureId, Zone};

/// The working days of a unit; a day counts whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    weekend: Vec<Weekday>,
    /// Sorted, without duplicates and weekend days.
    holidays: Vec<NaiveDate>,
    zone: Zone,
}

/// How long an activity may take once it is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    pub procedure: ProcedureId,
    pub activity: ActivityNumber,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    WorkingDays(u32),
    Days(u32),
}

impl Span {
    pub const fn days(self) -> u32 {
        let (Self::WorkingDays(days) | Self::Days(days)) = self;
        days
    }

    /// The last day in time for work that is ready from a day on and may take so long; `None` beyond
    /// the range of days, and where working days are meant without a calendar.
    pub fn after(self, from: NaiveDate, calendar: Option<&Calendar>) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => from.checked_add_days(Days::new(days.into())),
            Self::WorkingDays(days) => calendar?.after(from, days),
        }
    }

    /// So many days of the same kind.
    #[must_use]
    pub const fn of(self, days: u32) -> Self {
        match self {
            Self::WorkingDays(_) => Self::WorkingDays(days),
            Self::Days(_) => Self::Days(days),
        }
    }

    pub const fn is_working(self) -> bool {
        matches!(self, Self::WorkingDays(_))
    }
}

impl Calendar {
    /// `None` where no day is a working day.
    pub fn new(weekend: Vec<Weekday>, mut holidays: Vec<NaiveDate>, zone: Zone) -> Option<Self> {
        holidays.retain(|day| !weekend.contains(&day.weekday()));
        holidays.sort_unstable();
        holidays.dedup();
        let has_work = week().any(|day| !weekend.contains(&day));
        has_work.then_some(Self {
            weekend,
            holidays,
            zone,
        })
    }

    pub const fn zone(&self) -> Zone {
        self.zone
    }

    pub fn is_working(&self, day: NaiveDate) -> bool {
        !self.weekend.contains(&day.weekday()) && self.holidays.binary_search(&day).is_err()
    }

    /// Whether it has holidays of a year.
    pub fn has_holidays_in(&self, year: i32) -> bool {
        self.holidays.iter().any(|day| day.year() == year)
    }

    /// The working days after `from`, up to and including `until`; 0 unless `until` is later.
    pub fn working_days(&self, from: NaiveDate, until: NaiveDate) -> u32 {
        if from >= until {
            return 0;
        }
        let days = u64::try_from(until.signed_duration_since(from).num_days()).unwrap_or(0);
        let (weeks, rest) = (days / 7, days % 7);
        let whole = weeks * (7 - self.weekend_days());
        let tail = (0..rest).filter(|day| {
            let day = until.checked_sub_days(Days::new(*day));
            day.is_some_and(|day| !self.weekend.contains(&day.weekday()))
        });
        let begin = self.holidays.partition_point(|day| *day <= from);
        let end = self.holidays.partition_point(|day| *day <= until);
        let counted = whole + tail.count() as u64;
        let off = end.saturating_sub(begin) as u64;
        u32::try_from(counted.saturating_sub(off)).unwrap_or(u32::MAX)
    }

    /// The day that lies so many working days after another; `None` beyond the range of days.
    fn after(&self, from: NaiveDate, days: u32) -> Option<NaiveDate> {
        let (mut day, mut left) = (from, days);
        while left > 0 {
            day = day.succ_opt()?;
            left -= u32::from(self.is_working(day));
        }
        Some(day)
    }

    fn weekend_days(&self) -> u64 {
        week().filter(|day| self.weekend.contains(day)).count() as u64
    }
}

fn week() -> impl Iterator<Item = Weekday> {
    (0..7_u8).filter_map(|day| Weekday::try_from(day).ok())
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, Weekday};
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::{Calendar, Span};
    use crate::model::Zone;

    fn day(text: &str) -> NaiveDate {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a day")
    }

    /// Of La Paz, with the first days of 2026 and a Carnival off.
    fn calendar() -> Calendar {
        let holidays = [
            "2026-01-01",
            "2026-01-22",
            "2026-02-16",
            "2026-02-17",
            "2026-02-21",
        ];
        Calendar::new(
            vec![Weekday::Sat, Weekday::Sun],
            holidays.map(day).to_vec(),
            Zone::la_paz(),
        )
        .expect("it has working days")
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays() {
        #[track_caller]
        fn case(from: &str, until: &str, expected: u32) {
            assert_eq!(
                calendar().working_days(day(from), day(until)),
                expected,
                "{from} {until}"
            );
        }
        case("2026-03-02", "2026-03-02", 0);
        case("2026-03-02", "2026-03-03", 1);
        case("2026-03-06", "2026-03-07", 0);
        case("2026-03-06", "2026-03-08", 0);
        case("2026-03-06", "2026-03-09", 1);
        case("2026-03-07", "2026-03-09", 1);
        case("2026-03-02", "2026-03-16", 10);
        case("2025-12-31", "2026-01-02", 1);
        case("2025-12-29", "2026-01-05", 4);
        case("2026-02-13", "2026-02-18", 1);
        case("2026-02-13", "2026-02-23", 4);
        case("2026-03-05", "2026-03-02", 0);
        case("2026-01-01", "2027-01-01", 258);
    }

    #[test]
    fn something_is_due_on_a_working_day_or_after_so_many_days() {
        #[track_caller]
        fn case(from: &str, span: Span, expected: &str) {
            assert_eq!(
                span.after(day(from), Some(&calendar())),
                Some(day(expected)),
                "{from}"
            );
        }
        case("2026-03-02", Span::WorkingDays(0), "2026-03-02");
        case("2026-03-02", Span::WorkingDays(10), "2026-03-16");
        case("2026-02-13", Span::WorkingDays(1), "2026-02-18");
        case("2025-12-31", Span::WorkingDays(1), "2026-01-02");
        case("2026-03-06", Span::WorkingDays(1), "2026-03-09");
        case("2026-03-02", Span::Days(10), "2026-03-12");
        let one = Span::WorkingDays(1);
        assert_eq!(one.after(NaiveDate::MAX, Some(&calendar())), None);
    }

    #[test]
    fn a_calendar_without_a_working_day_is_none() {
        let all = (0..7_u8)
            .map(|day| Weekday::try_from(day).expect("a day"))
            .collect();
        assert_eq!(Calendar::new(all, Vec::new(), Zone::utc()), None);
    }

    proptest! {
        #[test]
        fn as_many_as_counting_each_day(from in 0_u64..900, span in 0_u64..900) {
            let calendar = calendar();
            let first = day("2025-06-01") + chrono::Days::new(from);
            let last = first + chrono::Days::new(span);
            let counted = first.iter_days().skip(1).take_while(|day| *day <= last);
            let counted = counted.filter(|day| calendar.is_working(*day)).count();
            prop_assert_eq!(calendar.working_days(first, last) as usize, counted);
        }

        #[test]
        fn what_is_due_is_as_many_working_days_away(from in 0_u64..900, days in 1_u32..200) {
            let calendar = calendar();
            let first = day("2025-06-01") + chrono::Days::new(from);
            let due = Span::WorkingDays(days).after(first, Some(&calendar)).expect("it is near");
            prop_assert_eq!(calendar.working_days(first, due), days);
            proptest::prop_assert!(calendar.is_working(due));
        }
    }
}
