//! The reading of single values: texts, keys, numbers, words and days.

use chrono::NaiveDate;
use toml::de::DeValue;

use crate::definition::part::Part;
use crate::definition::problem::{Expected, Reason};
use crate::definition::reader::{Field, Marked, Reader, Value};
use crate::model::{ActivityNumber, KeyFault};
use crate::words::{Language, Text, hostile};

/// The most bytes of a name, a title, a question.
pub const LINE: usize = 500;
/// The most bytes of an objective or of a part of a reading.
pub const PROSE: usize = 4096;

/// One line of text: not empty, not too long, without hostile characters.
pub fn line(reader: &mut Reader, value: &Value) -> Option<String> {
    string(reader, value, LINE)
}

fn string(reader: &mut Reader, value: &Value, most: usize) -> Option<String> {
    let text = reader.string(value)?;
    let bytes = text.len();
    let fault = if text.trim().is_empty() {
        Reason::EmptyText
    } else if bytes > most {
        Reason::TextTooLong { bytes, most }
    } else if let Some(character) = text.chars().find(|character| hostile(*character)) {
        Reason::HostileText(character)
    } else {
        return Some(text.trim().to_owned());
    };
    reader.refuse(&value.span(), fault)
}

/// A short text in both languages.
pub fn title(reader: &mut Reader, value: &Value) -> Option<Text> {
    text(reader, value, LINE)
}

/// A longer text in both languages.
pub fn prose(reader: &mut Reader, value: &Value) -> Option<Text> {
    text(reader, value, PROSE)
}

fn text(reader: &mut Reader, value: &Value, most: usize) -> Option<Text> {
    let fields = reader.table_or(value, Part::Text, Expected::BothLanguages)?;
    let mut each = |language: Language| {
        let read = |reader: &mut Reader, value: &Value| string(reader, value, most);
        match reader.optional(&fields, language.tag(), read) {
            Field::Right(marked) => Some(marked.value),
            Field::Wrong => None,
            Field::Absent => reader.refuse(&fields.place, Reason::MissingLanguage(language)),
        }
    };
    let (spanish, english) = (each(Language::Spanish), each(Language::English));
    Some(Text::owned(spanish?, english?))
}

/// A key, checked by its type.
pub fn key<K>(parse: fn(&str) -> Result<K, KeyFault>) -> impl Fn(&mut Reader, &Value) -> Option<K> {
    move |reader, value| {
        let text = reader.string(value)?;
        parse(text).map_or_else(
            |fault| {
                let key = text.to_owned();
                reader.refuse(&value.span(), Reason::MalformedKey { key, fault })
            },
            Some,
        )
    }
}

/// A list of one key or more.
pub fn key_list<K>(
    parse: fn(&str) -> Result<K, KeyFault>,
) -> impl Fn(&mut Reader, &Value) -> Option<Vec<Marked<K>>> {
    move |reader, value| reader.filled_list(value, key(parse))
}

/// One key, or a list of one key or more.
pub fn keys<K>(
    parse: fn(&str) -> Result<K, KeyFault>,
) -> impl Fn(&mut Reader, &Value) -> Option<Vec<Marked<K>>> {
    move |reader, value| {
        if value.get_ref().is_array() {
            key_list(parse)(reader, value)
        } else if value.get_ref().is_str() {
            key(parse)(reader, value).map(|key| vec![Marked::of(value, key)])
        } else {
            reader.wrong_type(value, Expected::StringOrList)
        }
    }
}

/// The number of an activity, whether or not there is one.
pub fn number(reader: &mut Reader, value: &Value) -> Option<i64> {
    let (number, found) = integer(reader, value)?;
    let most = Some(ActivityNumber::MOST.into());
    number.or_else(|| reader.refuse(&value.span(), Reason::NumberOutside { found, most }))
}

/// A version: 1 or more.
pub fn version(reader: &mut Reader, value: &Value) -> Option<u32> {
    let (number, found) = integer(reader, value)?;
    let most = number.is_none_or(|number| number > 0).then_some(u32::MAX);
    let small = number.and_then(|number| u32::try_from(number).ok());
    let version = small.filter(|version| *version > 0);
    version.or_else(|| reader.refuse(&value.span(), Reason::NumberOutside { found, most }))
}

/// An integer, unless it does not fit, and its digits.
fn integer(reader: &mut Reader, value: &Value) -> Option<(Option<i64>, String)> {
    let DeValue::Integer(digits) = value.get_ref() else {
        return reader.wrong_type(value, Expected::Integer);
    };
    let number = i64::from_str_radix(digits.as_str(), digits.radix()).ok();
    Some((number, digits.to_string()))
}

/// *True* or *false*.
pub fn boolean(reader: &mut Reader, value: &Value) -> Option<bool> {
    let flag = value.get_ref().as_bool();
    flag.or_else(|| reader.wrong_type(value, Expected::Boolean))
}

/// The meaning of one of the known words.
pub fn word<T: Clone>(
    reader: &mut Reader,
    value: &Value,
    known: &[(&'static str, T)],
) -> Option<T> {
    let text = reader.string(value)?;
    if let Some((_, meaning)) = known.iter().find(|(word, _)| *word == text) {
        return Some(meaning.clone());
    }
    let words = known.iter().map(|(word, _)| *word);
    let (found, expected) = (text.to_owned(), words.collect());
    reader.refuse(&value.span(), Reason::UnknownWord { found, expected })
}

/// A list of numbers of activities.
pub fn numbers(reader: &mut Reader, value: &Value) -> Option<Vec<Marked<i64>>> {
    reader.list(value, number)
}

/// A day without a time.
pub fn day(reader: &mut Reader, value: &Value) -> Option<NaiveDate> {
    let DeValue::Datetime(moment) = value.get_ref() else {
        return reader.wrong_type(value, Expected::Day);
    };
    let is_day = moment.time.is_none() && moment.offset.is_none();
    let day = moment.date.filter(|_| is_day).and_then(|date| {
        NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
    });
    day.or_else(|| reader.wrong_type(value, Expected::Day))
}
