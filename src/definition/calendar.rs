use chrono::{FixedOffset, Weekday};
use toml::de::DeValue;

use crate::definition::part::Part;
use crate::definition::problem::Expected;
use crate::definition::reader::{Fields, Reader, Value};
use crate::definition::setting_fault::SettingFault;
use crate::definition::values::{day, key, number, word};
use crate::model::{ActivityNumber, Calendar, Limit, ProcedureId, Span, default_zone};

/// The days on which a unit works.
pub(in crate::definition) fn calendar(reader: &mut Reader, value: &Value) -> Option<Calendar> {
    let fields = reader.table(value, Part::Calendar)?;
    let zone = reader.optional(&fields, "time_zone", zone).into_value();
    let weekend = reader.optional(&fields, "weekend", |reader, value| {
        reader.list(value, weekday)
    });
    let weekend = match weekend.into_value() {
        Some(days) => days.into_iter().map(|day| day.value).collect(),
        None => vec![Weekday::Sat, Weekday::Sun],
    };
    let holidays = reader.optional(&fields, "holidays", |reader, value| reader.list(value, day));
    let holidays = holidays.into_value().unwrap_or_default();
    let holidays = holidays.into_iter().map(|day| day.value).collect();
    let zone = zone.unwrap_or_else(default_zone);
    Calendar::new(weekend, holidays, zone)
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

/// `-04:00`, or `Z`.
fn zone(reader: &mut Reader, value: &Value) -> Option<FixedOffset> {
    let DeValue::String(text) = value.get_ref() else {
        return reader.wrong_type(value, Expected::String);
    };
    let found = text.to_string();
    let shaped = found.len() == 6 && found.starts_with(['+', '-']) && &found[3..4] == ":";
    let zone = match found.as_str() {
        "Z" => FixedOffset::west_opt(0),
        _ if shaped => found.parse().ok(),
        _ => None,
    };
    zone.or_else(|| reader.refuse(&value.span(), SettingFault::MalformedZone { found }))
}

/// How long an activity may wait; in working days only where a calendar says which those are.
pub(in crate::definition) fn limit(
    reader: &mut Reader,
    fields: &Fields,
    has_calendar: bool,
) -> Option<Limit> {
    let procedure = reader.required(fields, "procedure", key(ProcedureId::parse));
    let activity = reader.required(fields, "activity", |reader, value| {
        let found = number(reader, value)?;
        let activity = u8::try_from(found).ok().and_then(ActivityNumber::new);
        activity.or_else(|| {
            let found = found.to_string();
            let most = Some(ActivityNumber::MOST.into());
            let reason = crate::definition::Reason::NumberOutside { found, most };
            reader.refuse(&value.span(), reason)
        })
    });
    let span = reader.required(fields, "limit", span);
    if let Some(span) = span
        .as_ref()
        .filter(|span| !has_calendar && span.value.is_working())
    {
        reader.report(&span.span, SettingFault::NoCalendar);
    }
    Some(Limit {
        procedure: procedure?.value,
        activity: activity?.value,
        span: span?.value,
    })
}

/// `10 working days` or `30 days`.
fn span(reader: &mut Reader, value: &Value) -> Option<Span> {
    let DeValue::String(text) = value.get_ref() else {
        return reader.wrong_type(value, Expected::String);
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let days = words.first().and_then(|number| number.parse().ok());
    let days = days.filter(|days| (1..=3650).contains(days));
    let span = match (days, words.get(1..).unwrap_or_default()) {
        (Some(days), ["working", "day" | "days"]) => Some(Span::WorkingDays(days)),
        (Some(days), ["day" | "days"]) => Some(Span::Days(days)),
        _ => None,
    };
    let found = text.to_string();
    span.or_else(|| reader.refuse(&value.span(), SettingFault::MalformedLimit { found }))
}
