use crate::definition::reader::{Fields, Reader, Value, values};
use crate::definition::setting_fault::SettingFault;
use crate::definition::values::{day, line};
use crate::model::{Accepted, Digest, EventId};

/// What one commit removed and the unit accepted; by whom, when and why is only for people to read.
pub fn acceptance(reader: &mut Reader, fields: &Fields) -> Accepted {
    reader.required(fields, "commit", line);
    reader.required(fields, "reason", line);
    reader.optional(fields, "by", line);
    reader.optional(fields, "on", day);
    let events = reader.items(fields, "events", hash(EventId::parse));
    let files = reader.items(fields, "files", hash(Digest::parse));
    Accepted {
        events: values(events).into_iter().collect(),
        files: values(files).into_iter().collect(),
    }
}

/// A hash in hexadecimal, of the length of its type.
fn hash<T>(parse: fn(&str) -> Option<T>) -> impl Fn(&mut Reader, &Value) -> Option<T> {
    move |reader, value| {
        let text = reader.string(value)?;
        let found = text.to_owned();
        parse(text).or_else(|| reader.refuse(&value.span(), SettingFault::MalformedHash(found)))
    }
}
