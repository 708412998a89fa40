use toml::de::DeValue;

use crate::definition::problem::Expected;
use crate::definition::reader::{Fields, Reader, Value};
use crate::definition::setting_fault::SettingFault;
use crate::definition::values::{day, line};
use crate::model::{Accepted, Digest, EventId};

/// What a commit took out of the store and was accepted: by whom, on which day and why is for
/// people to read.
pub(in crate::definition) fn acceptance(reader: &mut Reader, fields: &Fields) -> Accepted {
    reader.required(fields, "commit", line);
    reader.required(fields, "reason", line);
    reader.optional(fields, "by", line);
    reader.optional(fields, "on", day);
    let events = reader.optional(fields, "events", |reader, value| reader.list(value, event));
    let files = reader.optional(fields, "files", |reader, value| reader.list(value, file));
    let events = events.into_value().unwrap_or_default().into_iter();
    let files = files.into_value().unwrap_or_default().into_iter();
    Accepted {
        events: events.map(|marked| marked.value).collect(),
        files: files.map(|marked| marked.value).collect(),
    }
}

fn event(reader: &mut Reader, value: &Value) -> Option<EventId> {
    digits(reader, value, EventId::parse)
}

fn file(reader: &mut Reader, value: &Value) -> Option<Digest> {
    digits(reader, value, Digest::parse)
}

/// A hash, in as many hexadecimal digits as it has.
fn digits<T>(reader: &mut Reader, value: &Value, parse: fn(&str) -> Option<T>) -> Option<T> {
    let DeValue::String(text) = value.get_ref() else {
        return reader.wrong_type(value, Expected::String);
    };
    let found = text.to_string();
    parse(text).or_else(|| reader.refuse(&value.span(), SettingFault::MalformedHash { found }))
}
