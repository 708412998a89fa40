use crate::model::Moment;
use crate::words::date;

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
