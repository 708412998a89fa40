use crate::model::{Moment, UnitTime, Zone};
use crate::words::{Language, Text, date, date_in};

/// The day of something, and the minute if it is known.
pub fn when(at: UnitTime) -> Text {
    Text::of_each(|language| when_in(at, language))
}

pub fn when_in(at: UnitTime, language: Language) -> String {
    let day = date_in(at.day, language);
    match at.time {
        Some(time) => format!("{day} {}", time.format("%H:%M")),
        None => day,
    }
}

/// The day of a moment as JSON has it.
pub fn day(zone: Zone, at: &str) -> Text {
    Moment::parse(at).map_or_else(|_| Text::same(at), |at| date(zone.day(&at)))
}
