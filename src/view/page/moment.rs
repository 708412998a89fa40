use chrono::NaiveDate;

use crate::model::Moment;
use crate::words::{Text, ago, date, days_between};

/// The day of a moment, and the minute if it is known.
pub fn when(at: &Moment) -> String {
    match at {
        Moment::Day(day) => date(*day),
        Moment::Time(time) => time.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// The day of a moment as JSON has it.
pub fn day(at: &str) -> String {
    Moment::parse(at).map_or_else(|_| at.to_owned(), |at| date(at.day()))
}

/// How many days ago a moment was, in words.
pub fn days_ago(at: &str, today: NaiveDate) -> Text {
    ago(Moment::parse(at).map_or(0, |at| days_between(at.day(), today)))
}
