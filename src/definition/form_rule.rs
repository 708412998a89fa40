//! The reading of a form's rules, conditions and requirements.

use crate::definition::form_written::{WrittenCondition, WrittenRule};
use crate::definition::part::Part;
use crate::definition::problem::Reason;
use crate::definition::reader::{Fields, Reader, Value, values};
use crate::definition::values::{key, keys, title, word};
use crate::model::{AnswerKey, FieldKey, FormId, Level, OptionKey, Requirement};

pub fn rule(reader: &mut Reader, fields: &Fields) -> WrittenRule {
    let named = reader.optional(fields, "fields", keys(FieldKey::parse));
    let levels = [Level::Error, Level::Warning].map(|level| (level.into(), level));
    WrittenRule {
        when: reader.optional(fields, "when", condition),
        fields: named.into_value().unwrap_or_default(),
        must: reader.required(fields, "must", requirement),
        level: reader.required(fields, "level", |reader, value| {
            word(reader, value, &levels)
        }),
        text: reader.required(fields, "text", title),
    }
}

/// A condition: when a rule applies or a field is mandatory.
pub fn condition(reader: &mut Reader, value: &Value) -> Option<WrittenCondition> {
    let fields = reader.table(value, Part::Condition)?;
    let chosen = only_one(reader, &fields, &["field", "answered", "not_answered"])?;
    let answers = |reader: &mut Reader, key| {
        let answers = reader.required(&fields, key, keys(AnswerKey::parse));
        answers.map(|answers| values(answers.value))
    };
    match chosen {
        "answered" => answers(reader, chosen).map(WrittenCondition::Answered),
        "not_answered" => answers(reader, chosen).map(WrittenCondition::NotAnswered),
        _ => {
            let field = reader.required(&fields, "field", key(FieldKey::parse));
            let value = match (fields.has("is"), fields.has("includes")) {
                (false, false) => None,
                _ => {
                    let name = only_one(reader, &fields, &["is", "includes"])?;
                    Some(reader.required(&fields, name, key(OptionKey::parse))?)
                }
            };
            Some(WrittenCondition::Field {
                field: field?,
                value,
            })
        }
    }
}

fn requirement(reader: &mut Reader, value: &Value) -> Option<Requirement> {
    let fields = reader.table(value, Part::Requirement)?;
    let words = [
        ("given", Requirement::Given),
        ("empty", Requirement::Empty),
        ("yes", Requirement::Yes),
        ("https", Requirement::Https),
        ("app-activity", Requirement::AppActivity),
        ("past", Requirement::Past),
    ];
    let read = match only_one(reader, &fields, &["be", "include", "known"])? {
        "be" => reader.required(&fields, "be", |reader, value| word(reader, value, &words)),
        "include" => reader.required(&fields, "include", |reader, value| {
            let keys = keys(OptionKey::parse)(reader, value)?;
            Some(Requirement::Include(values(keys)))
        }),
        _ => reader.required(&fields, "known", |reader, value| {
            key(FormId::parse)(reader, value).map(Requirement::Known)
        }),
    };
    read.map(|read| read.value)
}

/// The one of these keys that a table has; none or several are a problem.
fn only_one(reader: &mut Reader, fields: &Fields, keys: &[&'static str]) -> Option<&'static str> {
    let present: Vec<&'static str> = keys.iter().copied().filter(|key| fields.has(key)).collect();
    match present.as_slice() {
        [only] => Some(only),
        [] => reader.refuse(&fields.place, Reason::MissingKey(keys[0])),
        [by, key, ..] => {
            let entry = fields.entry_span(key);
            let span = entry.as_ref().unwrap_or(&fields.place);
            reader.refuse(span, Reason::Excluded { key, by })
        }
    }
}
