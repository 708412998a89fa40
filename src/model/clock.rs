//! How old work is and when it is due: the one rule, for every answer.
//!
//! A day counts whole. What counts are the days after that on which work became ready, up to today
//! and with it: working days where the unit has a calendar, else all. While its case is suspended or
//! cancelled, its clock stands: the days after that on which it was stopped, up to that on which it
//! went on and with it, do not count, and work falls due as many days later.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::{ActivityNumber, Calendar, Few, Moment, ProcedureId, Settings, Span, Zone};
use crate::words::days_between;

/// A span in which a case was suspended or cancelled, as its acts are dated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub from: Moment,
    /// When it was taken up: the earliest of these, which of a day and a time the unit's zone says.
    /// None while it still stands.
    pub until: Few<Moment>,
}

/// The clock of a case, by the days on which it stood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// In order, apart from each other.
    stops: Few<Stop>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stop {
    from: NaiveDate,
    until: Option<NaiveDate>,
}

impl Clock {
    pub fn of(pauses: &[Pause], day: impl Fn(&Moment) -> NaiveDate) -> Self {
        let stops = pauses.iter().map(|pause| Stop {
            from: day(&pause.from),
            until: pause.until.iter().map(&day).min(),
        });
        let lasted = |stop: &Stop| stop.until.is_none_or(|until| stop.from < until);
        let mut all: Few<Stop> = stops.filter(lasted).collect();
        all.sort_unstable_by_key(|stop| stop.from);
        let mut clock = Self::default();
        for stop in all {
            clock.stop(stop);
        }
        clock
    }

    /// Adds a stop that begins no earlier than the others.
    fn stop(&mut self, stop: Stop) {
        match self.stops.last_mut() {
            Some(last) if last.until.is_none_or(|until| stop.from <= until) => {
                let ends = last.until.zip(stop.until);
                last.until = ends.map(|(one, other)| one.max(other));
            }
            Some(_) | None => self.stops.push(stop),
        }
    }

    /// Whether it stands now.
    pub fn stands(&self) -> bool {
        self.stops.last().is_some_and(|stop| stop.until.is_none())
    }

    /// The days of a span on which it ran, by what counts the days of any.
    fn ran(
        &self,
        from: NaiveDate,
        until: NaiveDate,
        count: impl Fn(NaiveDate, NaiveDate) -> u32,
    ) -> u32 {
        let stood = self.stops.iter().map(|stop| {
            let end = stop.until.map_or(until, |end| end.min(until));
            count(stop.from.max(from), end)
        });
        count(from, until).saturating_sub(stood.sum())
    }

    /// The last day in time; nothing while it stands.
    fn due(&self, from: NaiveDate, span: Span, calendar: Option<&Calendar>) -> Option<NaiveDate> {
        let (mut begin, mut left) = (from, span.days());
        for stop in &self.stops {
            let until = stop.until?;
            let ran = counted(begin, stop.from, span, calendar)?;
            if ran >= left {
                break;
            }
            left -= ran;
            begin = begin.max(until);
        }
        span.of(left).after(begin, calendar)
    }
}

/// The days of a span in the unit of a limit; working days are unknown without a calendar.
fn counted(
    from: NaiveDate,
    until: NaiveDate,
    unit: Span,
    calendar: Option<&Calendar>,
) -> Option<u32> {
    match unit {
        Span::Days(_) => Some(days_between(from, until)),
        Span::WorkingDays(_) => Some(calendar?.working_days(from, until)),
    }
}

impl Settings {
    /// The clock of a case with these pauses.
    pub fn clock(&self, pauses: &[Pause]) -> Clock {
        Clock::of(pauses, |at| self.day(at))
    }

    /// The last day in time for work that is ready since a moment. Nothing where it has no limit, and
    /// while the clock of its case stands.
    pub fn due(
        &self,
        (procedure, activity): (&ProcedureId, ActivityNumber),
        since: &Moment,
        clock: &Clock,
    ) -> Option<NaiveDate> {
        if self.limits.is_empty() || clock.stands() {
            return None;
        }
        let limit = self.limit(procedure, activity)?;
        clock.due(self.day(since), limit, self.calendar.as_ref())
    }
}

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

    /// The name of what it counts.
    pub const fn unit(&self) -> &'static str {
        match self.calendar {
            Some(_) => "working",
            None => "calendar",
        }
    }

    /// The days since a moment as JSON has it; 0 if it cannot be read.
    pub fn days(&self, at: &str) -> u32 {
        let moment = Moment::parse(at);
        moment.map_or(0, |at| self.days_since(&at))
    }

    pub fn days_since(&self, at: &Moment) -> u32 {
        self.span(self.day(at), self.today)
    }

    /// The day of a moment in the time zone of the unit.
    pub fn day(&self, at: &Moment) -> NaiveDate {
        self.zone.day(at)
    }

    /// The days from one day to a later one; 0 if it is not later.
    pub fn span(&self, from: NaiveDate, until: NaiveDate) -> u32 {
        match &self.calendar {
            Some(calendar) => calendar.working_days(from, until),
            None => days_between(from, until),
        }
    }

    /// How old work is that is ready since a moment.
    pub fn age(&self, since: &Moment, clock: &Clock) -> u32 {
        self.since(self.day(since), clock)
    }

    /// How many days ago work was due; nothing where it is in time. Of a weekend it may be none.
    pub fn overdue(&self, due: NaiveDate, clock: &Clock) -> Option<u32> {
        (due < self.today).then(|| self.since(due, clock))
    }

    fn since(&self, day: NaiveDate, clock: &Clock) -> u32 {
        self.ran(day, self.today, clock)
    }

    /// The days from one day to a later one on which the clock of a case ran.
    pub fn ran(&self, from: NaiveDate, until: NaiveDate, clock: &Clock) -> u32 {
        clock.ran(from, until, |from, until| self.span(from, until))
    }
}

/// Which due days are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DueFilter {
    /// Those that have passed.
    pub overdue: bool,
    /// Those up to so many days ahead, and those that have passed.
    pub within: Option<u32>,
}

impl DueFilter {
    pub const fn is_any(&self) -> bool {
        !self.overdue && self.within.is_none()
    }

    pub fn takes(&self, due: Option<NaiveDate>, ages: &Ages) -> bool {
        let is = |asked: &dyn Fn(NaiveDate) -> bool| due.is_some_and(asked);
        let late = !self.overdue || is(&|due| due < ages.today);
        let soon = self
            .within
            .is_none_or(|days| is(&|due| ages.span(ages.today, due) <= days));
        late && soon
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, Weekday};

    use super::{Ages, Clock, DueFilter, Pause};
    use crate::model::{
        ActivityNumber, Calendar, Limit, Moment, ProcedureId, Settings, Span, Zone,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn moment(text: &str) -> Moment {
        Moment::parse(text).expect("a moment")
    }

    fn calendar() -> Option<Calendar> {
        let weekend = vec![Weekday::Sat, Weekday::Sun];
        Calendar::new(weekend, Vec::new(), Zone::la_paz())
    }

    /// As of Monday, 9 March.
    fn ages(has_calendar: bool) -> Ages {
        Ages {
            today: day("2026-03-09"),
            zone: Zone::la_paz(),
            calendar: calendar().filter(|_| has_calendar),
        }
    }

    /// Of spans such as `03-05`, or `03-` where it still stands, of days of March.
    fn clock(spans: &str) -> Clock {
        let of = |day: &str| moment(&format!("2026-03-{day}"));
        let spans = spans
            .split_whitespace()
            .filter_map(|span| span.split_once('-'));
        let pauses = spans.map(|(from, until)| Pause {
            from: of(from),
            until: Some(until)
                .filter(|day| !day.is_empty())
                .map(of)
                .into_iter()
                .collect(),
        });
        Clock::of(&pauses.collect::<Vec<_>>(), |at| Zone::la_paz().day(at))
    }

    #[test]
    fn a_span_is_of_the_days_after_its_first_and_of_none_where_it_runs_backwards() {
        #[track_caller]
        fn case(from: &str, until: &str, working: u32, plain: u32) {
            let between = |ages: Ages| {
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
    fn an_age_is_of_the_days_on_which_the_clock_ran() {
        #[track_caller]
        fn case(spans: &str, since: &str, working: u32, plain: u32) {
            let age = |has| ages(has).age(&moment(since), &clock(spans));
            assert_eq!((age(true), age(false)), (working, plain), "{spans} {since}");
        }
        case("", "2026-03-02", 5, 7);
        case("03-05", "2026-03-02", 3, 5);
        // The same twice, one within another, one after another, and one that runs backwards.
        case("03-05 03-05", "2026-03-02", 3, 5);
        case("03-06 04-05", "2026-03-02", 2, 4);
        case("03-04 05-06", "2026-03-02", 3, 5);
        case("04-03", "2026-03-02", 5, 7);
        // Ready while it stood, or after.
        case("03-06", "2026-03-04", 1, 3);
        case("03-05", "2026-03-06", 1, 3);
        // Over a weekend, and still.
        case("06-08", "2026-03-02", 5, 5);
        case("03-", "2026-03-02", 1, 1);
        case("03-", "2026-03-05", 0, 0);
        case("03-05 04-", "2026-03-02", 1, 1);
        // Later than today.
        case("10-12", "2026-03-02", 5, 7);
    }

    fn settings(span: Span) -> Settings {
        Settings {
            calendar: calendar(),
            limits: vec![Limit {
                procedure: procedure(),
                activity: number(),
                span,
            }],
            ..Settings::default()
        }
    }

    fn procedure() -> ProcedureId {
        ProcedureId::parse("pr07").expect("an id")
    }

    fn number() -> ActivityNumber {
        ActivityNumber::new(4).expect("a number")
    }

    #[test]
    fn what_is_due_moves_on_by_the_days_that_the_clock_stood() {
        #[track_caller]
        fn case(spans: &str, span: Span, due: Option<&str>) {
            let since = moment("2026-03-02");
            let found = settings(span).due((&procedure(), number()), &since, &clock(spans));
            assert_eq!(found, due.map(day), "{spans} {span:?}");
        }
        let (working, plain) = (Span::WorkingDays(5), Span::Days(5));
        case("", working, Some("2026-03-09"));
        case("", plain, Some("2026-03-07"));
        case("03-05", working, Some("2026-03-11"));
        case("03-05", plain, Some("2026-03-09"));
        case("03-05 06-10", working, Some("2026-03-13"));
        case("06-08", working, Some("2026-03-09"));
        // It was due before it stood, or on the day on which it was stopped.
        case("09-20", working, Some("2026-03-09"));
        case("08-20", plain, Some("2026-03-07"));
        // It became ready while it stood.
        case("01-06", working, Some("2026-03-13"));
        case("03-05 10-", working, None);
        assert_eq!(
            Settings {
                calendar: None,
                ..settings(working)
            }
            .due((&procedure(), number()), &moment("2026-03-02"), &clock("")),
            None
        );
    }

    #[test]
    fn due_days_are_taken_up_to_some_days_ahead_with_those_that_have_passed() {
        #[track_caller]
        fn case(overdue: bool, within: Option<u32>, due: Option<&str>, expected: bool) {
            let filter = DueFilter { overdue, within };
            let takes = filter.takes(due.map(day), &ages(true));
            assert_eq!(takes, expected, "{filter:?} {due:?}");
        }
        case(false, None, None, true);
        case(true, None, None, false);
        case(true, None, Some("2026-03-09"), false);
        case(true, None, Some("2026-03-08"), true);
        case(false, Some(5), None, false);
        case(false, Some(5), Some("2026-03-06"), true);
        case(false, Some(5), Some("2026-03-16"), true);
        case(false, Some(5), Some("2026-03-17"), false);
        case(false, Some(0), Some("2026-03-09"), true);
        case(true, Some(5), Some("2026-03-10"), false);
    }
}
