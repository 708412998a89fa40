//! A day as spreadsheets write it.

use chrono::{NaiveDate, NaiveTime};

use crate::words::typed_date;

/// A day of a cell. A cell has no offset, so a time in it is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetDay {
    pub day: NaiveDate,
    /// Whether the cell has a time as well, other than the midnight of a cell that is a day.
    pub has_time: bool,
}

impl SheetDay {
    /// Of `2/3/2026`, `2-3-2026`, `2/3/2026 0:00` or `2026-03-02 00:00:00`; nothing where it is written otherwise.
    pub fn of(typed: &str) -> Option<Self> {
        let after_day = |character: char| character.is_whitespace() || character == 'T';
        let (day, time) = typed.split_once(after_day).unwrap_or((typed, ""));
        let day = typed_date(day).or_else(|| typed_date(&day.replace(['-', '.'], "/")))?;
        let has_time = time_of(time.trim())? != NaiveTime::MIN;
        Some(Self { day, has_time })
    }
}

/// The time behind a day: `0:00`, `14:30:00`, `2:30 p. m.`; midnight where there is none.
fn time_of(typed: &str) -> Option<NaiveTime> {
    if typed.is_empty() {
        return Some(NaiveTime::MIN);
    }
    let (clock, half) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let half: String = half
        .chars()
        .filter(|one| !" .\u{a0}\u{202f}".contains(*one))
        .collect();
    let whole = clock.to_owned() + &half;
    let mut forms = ["%H:%M", "%H:%M:%S%.f", "%I:%M%p", "%I:%M:%S%p"].iter();
    forms.find_map(|form| NaiveTime::parse_from_str(&whole, form).ok())
}

#[cfg(test)]
mod tests {
    use super::SheetDay;

    #[test]
    fn a_cell_is_a_day_whatever_midnight_stands_behind_it() {
        #[track_caller]
        fn case(typed: &str, expected: Option<(&str, bool)>) {
            let found = SheetDay::of(typed).map(|one| (one.day.to_string(), one.has_time));
            let expected = expected.map(|(day, has_time)| (day.to_owned(), has_time));
            assert_eq!(found, expected, "{typed}");
        }
        let day = Some(("2026-03-02", false));
        for typed in [
            "2026-03-02",
            "2026-03-02 00:00:00",
            "2026-03-02T00:00:00",
            "2026-03-02 00:00:00.000",
            "02/03/2026",
            "2/3/2026",
            "2-3-2026",
            "2.3.2026",
            "02/03/2026 0:00",
            "2/3/2026  00:00:00",
            "2/3/2026 12:00:00 a. m.",
            "2/3/2026 12:00 AM",
        ] {
            case(typed, day);
        }
        let timed = Some(("2026-03-02", true));
        for typed in [
            "2/3/2026 14:30",
            "2026-03-02 08:05:01",
            "2/3/2026 2:30 p.\u{a0}m.",
        ] {
            case(typed, timed);
        }
        for typed in [
            "",
            "2026-3-2",
            "31/2/2026",
            "2/3/26",
            "3/2/2026 25:00",
            "2/3/2026 mañana",
            "2026-03-02T10:12:00-04:00",
            "46083",
            "202é-03-0",
        ] {
            case(typed, None);
        }
    }
}
