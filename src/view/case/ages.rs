//! Ages and due dates in words. How they are counted: `model::clock`.

use chrono::NaiveDate;

use crate::model::{Ages, Clock, Moment};
use crate::text;
use crate::words::counted;
use crate::words::{Text, ago, date};

/// The headings of columns.
pub const AGE: Text = Text::of("Días", "Days");
pub const SINCE: Text = Text::of("Desde", "Since");
pub const ASSIGNED: Text = Text::of("Asignado a", "Assigned to");
pub const OVERDUE: Text = Text::of("Vencido", "Overdue");

impl Ages {
    /// How long ago a moment was.
    pub fn ago(&self, at: &Moment) -> Text {
        let (days, is_past) = (self.days_since(at), self.day(at) < self.today);
        if self.calendar.is_none() || !is_past {
            return ago(days);
        }
        let Text { es, en } = self.spelled(days);
        text!("hace {es}", "{en} ago")
    }

    /// How long work has been ready, as far as the clock of its case ran.
    pub fn waited(&self, since: &Moment, clock: &Clock) -> Text {
        let ran = self.age(since, clock);
        if ran == self.days_since(since) {
            return self.ago(since);
        }
        let Text { es, en } = self.spelled(ran);
        text!(
            "{es}, sin los suspendidos o cancelados",
            "{en}, suspended or cancelled ones left out"
        )
    }

    /// When something is due, and how far off that is.
    pub fn due_words(&self, due: NaiveDate, clock: &Clock) -> Text {
        let on = date(due);
        if let Some(late) = self.overdue(due, clock) {
            let ago = self.spelled(late);
            return text!("venció el {on}, hace {ago}", "was due on {on}, {ago} ago"; on, ago);
        }
        if due == self.today {
            return text!("vence el {on}, hoy", "due on {on}, today"; on);
        }
        let left = self.spelled(self.span(self.today, due));
        text!("vence el {on}, en {left}", "due on {on}, in {left}"; on, left)
    }

    fn spelled(&self, days: u32) -> Text {
        let (es, en) = match self.calendar.is_some() {
            true => (
                ["día hábil", "días hábiles"],
                ["working day", "working days"],
            ),
            false => (["día", "días"], ["day", "days"]),
        };
        match days {
            // Not a whole one, over a weekend.
            0 => Text::owned(
                format!("menos de 1 {}", es[0]),
                format!("less than 1 {}", en[0]),
            ),
            days => counted(days as usize, es, en),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, Weekday};

    use super::Ages;
    use crate::model::{Calendar, Clock, Moment, Pause, Zone};

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

    /// The clock of a case that was stopped on these days.
    fn stopped(from: &str, until: Option<&str>) -> Clock {
        let pause = Pause {
            from: moment(from),
            until: until.map(moment).into_iter().collect(),
        };
        Clock::of(&[pause], |at| Zone::la_paz().day(at))
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
        case(true, "2026-03-08", "hace 1 día hábil", "1 working day ago");
        case(
            true,
            "2026-03-02T23:00:00-04:00",
            "hace 5 días hábiles",
            "5 working days ago",
        );
        case(false, "2026-03-02", "hace 7 días", "7 days ago");
    }

    #[test]
    fn over_a_weekend_it_is_less_than_a_day_and_never_none() {
        let mut ages = ages(true);
        ages.today = day("2026-03-08");
        let ago = ages.ago(&moment("2026-03-06"));
        assert_eq!(ago.es, "hace menos de 1 día hábil");
        let due = |day: NaiveDate| ages.due_words(day, &Clock::default());
        let late = due(day("2026-03-06"));
        let en = "was due on 2026-03-06, less than 1 working day ago";
        assert_eq!(
            (&*late.es, &*late.en),
            ("venció el 06/03/2026, hace menos de 1 día hábil", en)
        );
        ages.today = day("2026-03-07");
        let soon = ages.due_words(day("2026-03-08"), &Clock::default());
        assert_eq!(soon.es, "vence el 08/03/2026, en menos de 1 día hábil");
    }

    #[test]
    fn what_waits_in_a_case_that_was_stopped_is_told_without_those_days() {
        #[track_caller]
        fn case(calendar: bool, since: &str, clock: &Clock, es: &str, en: &str) {
            let said = ages(calendar).waited(&moment(since), clock);
            assert_eq!((&*said.es, &*said.en), (es, en), "{since}");
        }
        let clock = stopped("2026-03-03", Some("2026-03-05"));
        let es = "3 días hábiles, sin los suspendidos o cancelados";
        let en = "3 working days, suspended or cancelled ones left out";
        case(true, "2026-03-02", &clock, es, en);
        case(
            true,
            "2026-03-06",
            &clock,
            "hace 1 día hábil",
            "1 working day ago",
        );
        let es = "1 día, sin los suspendidos o cancelados";
        let en = "1 day, suspended or cancelled ones left out";
        case(false, "2026-03-02", &stopped("2026-03-03", None), es, en);
        let es = "menos de 1 día, sin los suspendidos o cancelados";
        let en = "less than 1 day, suspended or cancelled ones left out";
        case(false, "2026-03-03", &stopped("2026-03-03", None), es, en);
    }

    #[test]
    fn what_is_due_is_told_with_how_far_off_it_is() {
        #[track_caller]
        fn case(calendar: bool, due: &str, es: &str, en: &str) {
            let said = ages(calendar).due_words(day(due), &Clock::default());
            assert_eq!((&*said.es, &*said.en), (es, en), "{due}");
        }
        case(
            true,
            "2026-03-16",
            "vence el 16/03/2026, en 5 días hábiles",
            "due on 2026-03-16, in 5 working days",
        );
        case(
            true,
            "2026-03-06",
            "venció el 06/03/2026, hace 1 día hábil",
            "was due on 2026-03-06, 1 working day ago",
        );
        case(
            true,
            "2026-03-09",
            "vence el 09/03/2026, hoy",
            "due on 2026-03-09, today",
        );
        case(
            false,
            "2026-03-10",
            "vence el 10/03/2026, en 1 día",
            "due on 2026-03-10, in 1 day",
        );
        let late = ages(true).due_words(
            day("2026-03-02"),
            &stopped("2026-03-03", Some("2026-03-06")),
        );
        assert_eq!(late.es, "venció el 02/03/2026, hace 2 días hábiles");
    }
}
