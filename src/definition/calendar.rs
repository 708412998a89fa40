//! The reading of a unit's calendar and of its limits.

use chrono::{FixedOffset, Weekday};

use crate::definition::part::Part;
use crate::definition::problem::Reason;
use crate::definition::reader::{Fields, Reader, Value, values};
use crate::definition::setting_fault::SettingFault;
use crate::definition::values::{day, key, number, word};
use crate::model::{ActivityNumber, Calendar, Limit, ProcedureId, Span, Zone};

/// The working days of a unit.
pub fn calendar(reader: &mut Reader, value: &Value) -> Option<Calendar> {
    let fields = reader.table(value, Part::Calendar)?;
    let zone = reader.optional(&fields, "time_zone", zone).into_value();
    let weekend = reader.optional(&fields, "weekend", |reader, value| {
        reader.list(value, weekday)
    });
    let weekend = match weekend.into_value() {
        Some(days) => values(days),
        None => vec![Weekday::Sat, Weekday::Sun],
    };
    let holidays = values(reader.items(&fields, "holidays", day));
    Calendar::new(weekend, holidays, zone.unwrap_or_else(Zone::la_paz))
        .or_else(|| reader.refuse(&value.span(), SettingFault::NoWorkingDay))
}

fn weekday(reader: &mut Reader, value: &Value) -> Option<Weekday> {
    let days = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
    word(reader, value, &days)
}

fn zone(reader: &mut Reader, value: &Value) -> Option<Zone> {
    let found = reader.string(value)?.to_owned();
    time_zone(&found).or_else(|| reader.refuse(&value.span(), SettingFault::MalformedZone(found)))
}

/// `-04:00`, or `Z`.
pub fn time_zone(text: &str) -> Option<Zone> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 6 && b"+-".contains(&bytes[0]) && bytes[3] == b':';
    let zone = match text {
        "Z" => FixedOffset::west_opt(0),
        text => text.parse().ok().filter(|_| shaped),
    };
    zone.map(Zone::of)
}

/// The limit of an activity; in working days only where there is a calendar.
pub fn limit(reader: &mut Reader, fields: &Fields, has_calendar: bool) -> Option<Limit> {
    let procedure = reader.required(fields, "procedure", key(ProcedureId::parse));
    let activity = reader.required(fields, "activity", activity);
    let span = reader.required(fields, "limit", span);
    if let Some(limit) = &span
        && limit.value.is_working()
        && !has_calendar
    {
        reader.report(&limit.span, SettingFault::NoCalendar);
    }
    Some(Limit {
        procedure: procedure?.value,
        activity: activity?.value,
        span: span?.value,
    })
}

fn activity(reader: &mut Reader, value: &Value) -> Option<ActivityNumber> {
    let number = number(reader, value)?;
    let activity = u8::try_from(number).ok().and_then(ActivityNumber::new);
    activity.or_else(|| {
        let (found, most) = (number.to_string(), Some(ActivityNumber::MOST.into()));
        reader.refuse(&value.span(), Reason::NumberOutside { found, most })
    })
}

/// `10 working days` or `30 days`.
fn span(reader: &mut Reader, value: &Value) -> Option<Span> {
    let found = reader.string(value)?.to_owned();
    let words: Vec<&str> = found.split_whitespace().collect();
    let number = words.first().and_then(|number| number.parse().ok());
    let days = number.filter(|days| (1..=3650).contains(days));
    let span = match (days, words.get(1..).unwrap_or_default()) {
        (Some(days), ["working", "day" | "days"]) => Some(Span::WorkingDays(days)),
        (Some(days), ["day" | "days"]) => Some(Span::Days(days)),
        _ => None,
    };
    span.or_else(|| reader.refuse(&value.span(), SettingFault::MalformedLimit(found)))
}
