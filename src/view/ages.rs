use chrono::NaiveDate;

use crate::model::{Calendar, Moment, Span};
use crate::text;
use crate::words::{Text, ago, count, date, days_between};

/// How long ago things were, as of one day: in the working days of a calendar where there is one,
/// else in plain days.
#[derive(Clone, Debug)]
pub struct Ages {
    pub today: NaiveDate,
    pub calendar: Option<Calendar>,
}

impl Ages {
    /// In plain days.
    pub const fn plain(today: NaiveDate) -> Self {
        let calendar = None;
        Self { today, calendar }
    }

    /// The days since a moment as the JSON says it; 0 where it is none.
    pub fn days(&self, at: &str) -> u32 {
        let moment = Moment::parse(at);
        moment.map_or(0, |at| self.days_since(&at))
    }

    pub fn days_since(&self, at: &Moment) -> u32 {
        self.since(self.day(at))
    }

    fn day(&self, at: &Moment) -> NaiveDate {
        let calendar = self.calendar.as_ref();
        calendar.map_or_else(|| at.day(), |calendar| calendar.day(at))
    }

    fn since(&self, day: NaiveDate) -> u32 {
        match &self.calendar {
            Some(calendar) => calendar.working_days(day, self.today),
            None => days_between(day, self.today),
        }
    }

    /// The same in words.
    pub fn said(&self, at: &str) -> Text {
        let days = self.days(at);
        if self.calendar.is_none() || days == 0 {
            return ago(days);
        }
        let Text { es, en } = working(days);
        text!("hace {es}", "{en} ago")
    }

    /// The last day on which something is in time that waits since then.
    pub fn due(&self, at: &str, span: Span) -> Option<NaiveDate> {
        let moment = Moment::parse(at).ok()?;
        let day = self.day(&moment);
        match (&self.calendar, span) {
            (Some(calendar), span) => calendar.due(day, span),
            (None, Span::Days(days)) => day.checked_add_days(chrono::Days::new(days.into())),
            // Without a calendar nobody has said which days are working days.
            (None, Span::WorkingDays(_)) => None,
        }
    }

    /// When it was or will be due, and how far off that is.
    pub fn due_said(&self, due: NaiveDate) -> Text {
        let (on, late) = (date(due), self.since(due));
        if due < self.today {
            let Text { es, en } = self.spelled(late);
            return text!("venció el {on}, hace {es}", "was due on {on}, {en} ago");
        }
        let left = match &self.calendar {
            Some(calendar) => calendar.working_days(self.today, due),
            None => days_between(self.today, due),
        };
        if left == 0 {
            return text!("vence el {on}, hoy", "due on {on}, today");
        }
        let Text { es, en } = self.spelled(left);
        text!("vence el {on}, en {es}", "due on {on}, in {en}")
    }

    fn spelled(&self, days: u32) -> Text {
        if self.calendar.is_some() {
            return working(days);
        }
        count(
            days as usize,
            &Text::of("día", "day"),
            &Text::of("días", "days"),
        )
    }
}

fn working(days: u32) -> Text {
    count(
        days as usize,
        &Text::of("día hábil", "working day"),
        &Text::of("días hábiles", "working days"),
    )
}

#[cfg(test)]
mod tests {
    use chrono::{FixedOffset, NaiveDate, Weekday};

    use super::Ages;
    use crate::model::{Calendar, Span};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn ages(calendar: bool) -> Ages {
        let zone = FixedOffset::west_opt(4 * 3600).expect("an offset");
        let weekend = vec![Weekday::Sat, Weekday::Sun];
        Ages {
            today: day("2026-03-09"),
            calendar: Calendar::new(weekend, Vec::new(), zone).filter(|_| calendar),
        }
    }

    #[test]
    fn ages_are_told_in_working_days_where_there_is_a_calendar() {
        #[track_caller]
        fn case(calendar: bool, at: &str, es: &str, en: &str) {
            let said = ages(calendar).said(at);
            assert_eq!((&*said.es, &*said.en), (es, en), "{at}");
        }
        case(true, "2026-03-09", "hoy", "today");
        case(true, "2026-03-06", "hace 1 día hábil", "1 working day ago");
        case(
            true,
            "2026-03-02T23:00:00-04:00",
            "hace 5 días hábiles",
            "5 working days ago",
        );
        case(false, "2026-03-02", "hace 7 días", "7 days ago");
    }

    #[test]
    fn what_is_due_is_told_with_how_far_off_it_is() {
        #[track_caller]
        fn case(calendar: bool, at: &str, span: Span, es: &str, en: &str) {
            let ages = ages(calendar);
            let due = ages.due(at, span).expect("it is due");
            let said = ages.due_said(due);
            assert_eq!((&*said.es, &*said.en), (es, en), "{at}");
        }
        let ten = Span::WorkingDays(10);
        case(
            true,
            "2026-03-02",
            ten,
            "vence el 2026-03-16, en 5 días hábiles",
            "due on 2026-03-16, in 5 working days",
        );
        case(
            true,
            "2026-02-20",
            ten,
            "venció el 2026-03-06, hace 1 día hábil",
            "was due on 2026-03-06, 1 working day ago",
        );
        case(
            true,
            "2026-02-23",
            ten,
            "vence el 2026-03-09, hoy",
            "due on 2026-03-09, today",
        );
        case(
            false,
            "2026-03-02",
            Span::Days(8),
            "vence el 2026-03-10, en 1 día",
            "due on 2026-03-10, in 1 day",
        );
        assert_eq!(ages(false).due("2026-03-02", ten), None);
    }
}
