//! Ages and limits, in working or calendar days.

use chrono::NaiveDate;

use crate::model::{Calendar, Moment, Span, Zone};
use crate::text;
use crate::words::counted;
use crate::words::{Text, ago, date, days_between};

/// Counts days as of today: working days where the store has a calendar, else plain days.
#[derive(Clone, Debug)]
pub struct Ages {
    pub today: NaiveDate,
    pub zone: Zone,
    pub calendar: Option<Calendar>,
}

impl Ages {
    /// In plain days.
    pub fn plain(today: NaiveDate) -> Self {
        Self {
            today,
            zone: Zone::la_paz(),
            calendar: None,
        }
    }

    /// The days since a moment as JSON has it; 0 if it cannot be read.
    pub fn days(&self, at: &str) -> u32 {
        let moment = Moment::parse(at);
        moment.map_or(0, |at| self.days_since(&at))
    }

    pub fn days_since(&self, at: &Moment) -> u32 {
        self.since(self.day(at))
    }

    pub fn day(&self, at: &Moment) -> NaiveDate {
        self.zone.day(at)
    }

    fn since(&self, day: NaiveDate) -> u32 {
        self.span(day, self.today)
    }

    /// The days from one day to a later one; 0 if it is not later.
    pub fn span(&self, from: NaiveDate, until: NaiveDate) -> u32 {
        match &self.calendar {
            Some(calendar) => calendar.working_days(from, until),
            None => days_between(from, until),
        }
    }

    /// The same in words.
    pub fn ago(&self, at: &Moment) -> Text {
        let days = self.days_since(at);
        if self.calendar.is_none() || days == 0 {
            return ago(days);
        }
        let Text { es, en } = working(days);
        text!("hace {es}", "{en} ago")
    }

    /// The last day of a limit that runs from this moment.
    pub fn due(&self, at: &Moment, span: Span) -> Option<NaiveDate> {
        let day = self.day(at);
        match (&self.calendar, span) {
            (Some(calendar), span) => calendar.due(day, span),
            (None, Span::Days(days)) => day.checked_add_days(chrono::Days::new(days.into())),
            // Without a calendar the working days are unknown.
            (None, Span::WorkingDays(_)) => None,
        }
    }

    /// When something is due, and how far off that is.
    pub fn due_words(&self, due: NaiveDate) -> Text {
        let (on, late) = (date(due), self.since(due));
        if due < self.today {
            let ago = self.spelled(late);
            return text!("venció el {on}, hace {ago}", "was due on {on}, {ago} ago"; on, ago);
        }
        let left = self.span(self.today, due);
        if left == 0 {
            return text!("vence el {on}, hoy", "due on {on}, today"; on);
        }
        let left = self.spelled(left);
        text!("vence el {on}, en {left}", "due on {on}, in {left}"; on, left)
    }

    fn spelled(&self, days: u32) -> Text {
        if self.calendar.is_some() {
            return working(days);
        }
        counted(days as usize, ["día", "días"], ["day", "days"])
    }
}

fn working(days: u32) -> Text {
    counted(
        days as usize,
        ["día hábil", "días hábiles"],
        ["working day", "working days"],
    )
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, Weekday};

    use super::Ages;
    use crate::model::{Calendar, Moment, Span, Zone};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn moment(text: &str) -> Moment {
        Moment::parse(text).expect("a moment")
    }

    fn ages(calendar: bool) -> Ages {
        let zone = Zone::la_paz();
        let weekend = vec![Weekday::Sat, Weekday::Sun];
        Ages {
            today: day("2026-03-09"),
            zone,
            calendar: Calendar::new(weekend, Vec::new(), zone).filter(|_| calendar),
        }
    }

    #[test]
    fn ages_are_told_in_working_days_where_there_is_a_calendar() {
        #[track_caller]
        fn case(calendar: bool, at: &str, es: &str, en: &str) {
            let said = ages(calendar).ago(&moment(at));
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
    fn a_span_is_of_the_days_after_its_first_and_of_none_where_it_runs_backwards() {
        #[track_caller]
        fn case(from: &str, until: &str, working: u32, plain: u32) {
            let moment = |text: &str| crate::model::Moment::parse(text).expect("a moment");
            let between = |ages: super::Ages| {
                let [from, until] = [from, until].map(|at| ages.day(&moment(at)));
                ages.span(from, until)
            };
            let found = (between(ages(true)), between(ages(false)));
            assert_eq!(found, (working, plain), "{from} {until}");
        }
        case("2026-03-06", "2026-03-06", 0, 0);
        case("2026-03-06", "2026-03-09", 1, 3);
        case("2026-03-07", "2026-03-08", 0, 1);
        case("2025-12-31", "2026-01-05", 3, 5);
        case("2026-03-09", "2026-03-02", 0, 0);
        case(
            "2026-03-02T09:00:00-04:00",
            "2026-03-02T23:00:00-04:00",
            0,
            0,
        );
        // One day where the unit is, another where it was written down.
        case("2026-03-03T01:00:00Z", "2026-03-03T12:00:00-04:00", 1, 1);
        case("2026-03-02T23:30:00-04:00", "2026-03-03T03:50:00Z", 0, 0);
    }

    #[test]
    fn what_is_due_is_told_with_how_far_off_it_is() {
        #[track_caller]
        fn case(calendar: bool, at: &str, span: Span, es: &str, en: &str) {
            let ages = ages(calendar);
            let due = ages.due(&moment(at), span).expect("it is due");
            let said = ages.due_words(due);
            assert_eq!((&*said.es, &*said.en), (es, en), "{at}");
        }
        let ten = Span::WorkingDays(10);
        case(
            true,
            "2026-03-02",
            ten,
            "vence el 16/03/2026, en 5 días hábiles",
            "due on 2026-03-16, in 5 working days",
        );
        case(
            true,
            "2026-02-20",
            ten,
            "venció el 06/03/2026, hace 1 día hábil",
            "was due on 2026-03-06, 1 working day ago",
        );
        case(
            true,
            "2026-02-23",
            ten,
            "vence el 09/03/2026, hoy",
            "due on 2026-03-09, today",
        );
        case(
            false,
            "2026-03-02",
            Span::Days(8),
            "vence el 10/03/2026, en 1 día",
            "due on 2026-03-10, in 1 day",
        );
        assert_eq!(ages(false).due(&moment("2026-03-02"), ten), None);
    }
}
