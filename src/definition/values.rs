use chrono::NaiveDate;
use toml::de::DeValue;

use crate::definition::part::Part;
use crate::definition::problem::{Expected, Reason};
use crate::definition::reader::{Field, Marked, Reader, Value};
use crate::model::{ActivityNumber, KeyFault};
use crate::words::{Language, Text, hostile};

/// The most bytes of a name, a title, a question.
pub(in crate::definition) const LINE: usize = 500;
/// The most bytes of an objective or of a part of a reading.
pub(in crate::definition) const PROSE: usize = 4096;

/// One line of text: neither empty nor too long, nothing in it that could steer a terminal.
pub(in crate::definition) fn line(reader: &mut Reader, value: &Value) -> Option<String> {
    string(reader, value, Expected::String, LINE)
}

fn string(reader: &mut Reader, value: &Value, expected: Expected, most: usize) -> Option<String> {
    let DeValue::String(text) = value.get_ref() else {
        return reader.wrong_type(value, expected);
    };
    let fault = if text.trim().is_empty() {
        Reason::EmptyText
    } else if text.len() > most {
        Reason::TextTooLong {
            bytes: text.len(),
            most,
        }
    } else if let Some(character) = text.chars().find(|character| hostile(*character)) {
        Reason::HostileText { character }
    } else {
        return Some(text.trim().to_owned());
    };
    reader.refuse(&value.span(), fault)
}

/// A short text in both languages.
pub(in crate::definition) fn title(reader: &mut Reader, value: &Value) -> Option<Text> {
    text(reader, value, LINE)
}

/// A longer text in both languages.
pub(in crate::definition) fn prose(reader: &mut Reader, value: &Value) -> Option<Text> {
    text(reader, value, PROSE)
}

fn text(reader: &mut Reader, value: &Value, most: usize) -> Option<Text> {
    let DeValue::Table(table) = value.get_ref() else {
        return reader.wrong_type(value, Expected::BothLanguages);
    };
    let fields = reader.fields(table, Part::Text, value.span());
    let mut each = |language: Language| {
        let read =
            |reader: &mut Reader, value: &Value| string(reader, value, Expected::String, most);
        match reader.optional(&fields, language.tag(), read) {
            Field::Right(marked) => Some(marked.value),
            Field::Wrong => None,
            Field::Absent => reader.refuse(&fields.place, Reason::MissingLanguage(language)),
        }
    };
    let (spanish, english) = (each(Language::Spanish), each(Language::English));
    Some(Text::owned(spanish?, english?))
}

/// A key, checked by the type that it becomes.
pub(in crate::definition) fn key<K>(
    parse: fn(&str) -> Result<K, KeyFault>,
) -> impl Fn(&mut Reader, &Value) -> Option<K> {
    move |reader, value| {
        let DeValue::String(text) = value.get_ref() else {
            return reader.wrong_type(value, Expected::String);
        };
        match parse(text) {
            Ok(key) => Some(key),
            Err(fault) => {
                let key = text.to_string();
                reader.refuse(&value.span(), Reason::MalformedKey { key, fault })
            }
        }
    }
}

/// Keys that may be written as one or as a list.
pub(in crate::definition) fn keys<K>(
    parse: fn(&str) -> Result<K, KeyFault>,
) -> impl Fn(&mut Reader, &Value) -> Option<Vec<Marked<K>>> {
    move |reader, value| match value.get_ref() {
        DeValue::String(_) => {
            let span = value.span();
            key(parse)(reader, value).map(|value| vec![Marked { span, value }])
        }
        DeValue::Array(_) => reader.filled_list(value, key(parse)),
        _ => reader.wrong_type(value, Expected::StringOrList),
    }
}

/// The number of an activity, which may not exist.
pub(in crate::definition) fn number(reader: &mut Reader, value: &Value) -> Option<i64> {
    let (number, found) = integer(reader, value)?;
    let most = Some(ActivityNumber::MOST.into());
    number.or_else(|| reader.refuse(&value.span(), Reason::NumberOutside { found, most }))
}

/// A version: 1 or more.
pub(in crate::definition) fn version(reader: &mut Reader, value: &Value) -> Option<u32> {
    let (number, found) = integer(reader, value)?;
    let most = number.is_none_or(|number| number > 0).then_some(u32::MAX);
    let version = number.and_then(|number| u32::try_from(number).ok());
    version
        .filter(|version| *version > 0)
        .or_else(|| reader.refuse(&value.span(), Reason::NumberOutside { found, most }))
}

/// A whole number where it is not out of all bounds, and its digits.
fn integer(reader: &mut Reader, value: &Value) -> Option<(Option<i64>, String)> {
    let DeValue::Integer(digits) = value.get_ref() else {
        return reader.wrong_type(value, Expected::Integer);
    };
    let number = i64::from_str_radix(digits.as_str(), digits.radix()).ok();
    Some((number, digits.to_string()))
}

/// *True* or *false*.
pub(in crate::definition) fn boolean(reader: &mut Reader, value: &Value) -> Option<bool> {
    match value.get_ref() {
        DeValue::Boolean(flag) => Some(*flag),
        _ => reader.wrong_type(value, Expected::Boolean),
    }
}

/// One of the words that are known here.
pub(in crate::definition) fn word<T: Clone>(
    reader: &mut Reader,
    value: &Value,
    known: &[(&'static str, T)],
) -> Option<T> {
    let DeValue::String(text) = value.get_ref() else {
        return reader.wrong_type(value, Expected::String);
    };
    let mut words = known.iter();
    if let Some((_, meant)) = words.find(|(word, _)| word == text) {
        return Some(meant.clone());
    }
    let (found, expected) = (
        text.to_string(),
        known.iter().map(|(word, _)| *word).collect(),
    );
    reader.refuse(&value.span(), Reason::UnknownWord { found, expected })
}

/// A list of numbers of activities.
pub(in crate::definition) fn numbers(
    reader: &mut Reader,
    value: &Value,
) -> Option<Vec<Marked<i64>>> {
    reader.list(value, number)
}

/// A day without a time.
pub(in crate::definition) fn day(reader: &mut Reader, value: &Value) -> Option<NaiveDate> {
    let DeValue::Datetime(moment) = value.get_ref() else {
        return reader.wrong_type(value, Expected::Day);
    };
    let date = moment
        .date
        .filter(|_| moment.time.is_none() && moment.offset.is_none());
    date.and_then(|date| {
        NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
    })
    .or_else(|| reader.wrong_type(value, Expected::Day))
}
