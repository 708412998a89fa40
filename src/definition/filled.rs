//! The reading of filled forms, in TOML or JSON, and the masking of their secrets.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::definition::document::check_size;
use crate::definition::json;
use crate::definition::problem::{Expected, Named, Problem, Reason, sort};
use crate::definition::reader::{Reader, Value, within};
use crate::definition::syntax::{self, Tree};
use crate::definition::values::LINE;
use crate::model::{
    Choice, Custody, Entry, Field, FieldKey, FieldShape, FieldValue, Filled, Form, Format, Secret,
};
use crate::words::{hostile, matching};

/// The most bytes of an address, a token and the like.
const LONG: usize = 2048;
/// The key under which a filled form names its form.
pub const FORM: &str = "form";
/// The key of a comment in JSON.
pub const COMMENT: &str = "//";

/// A filled form as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledFile<'f> {
    pub form: &'f Form,
    pub filled: Filled,
    /// The places of the entries, and of each of their values.
    pub places: Vec<(FieldKey, EntryPlace)>,
    /// The fields with a problem.
    pub wrong: Vec<FieldKey>,
    pub problems: Vec<Problem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPlace {
    pub whole: Range<usize>,
    pub each: Vec<Range<usize>>,
}

/// Reads a filled form without checking its values.
///
/// # Errors
/// Where it is too large, is neither TOML nor a JSON object, or names no known form.
pub fn filled<'f>(text: &str, forms: &'f [Form]) -> Result<FilledFile<'f>, Vec<Problem>> {
    check_size(text)?;
    let tree = tree(text);
    let mut reader = Reader::new(text);
    if !tree.whole {
        return Err(tree.problems);
    }
    let table = tree.root.get_ref();
    let form = named(&mut reader, table, forms);
    reader.problems.extend(tree.problems);
    let Some(form) = form else {
        sort(&mut reader.problems);
        return Err(reader.problems);
    };
    Ok(entries(reader, table, form))
}

/// The text of a filled form with every value masked that is personal or may be a secret; byte
/// offsets stay valid. Where the syntax is broken, only the names of fields are left.
pub fn masked<'t>(text: &'t str, forms: &[Form]) -> Cow<'t, str> {
    let tree = tree(text);
    let table = tree.root.get_ref();
    if !tree.problems.is_empty() {
        return with_stars(text, not_names(text, forms)).into();
    }
    let id = table.get(FORM).and_then(|value| value.get_ref().as_str());
    let form = id.and_then(|id| forms.iter().find(|form| form.id.as_str() == id.trim()));
    let is_open = |key: &str| {
        let fields = form.map_or(&[][..], |form| &form.fields);
        let field = fields.iter().find(|field| field.key.as_str() == key);
        key == FORM || field.is_some_and(|field| field.custody == Custody::Open)
    };
    let mut secret = comments(text, table);
    for (key, value) in table {
        if !is_open(key.get_ref()) || has_table(value.get_ref()) {
            secret.extend(spans(value));
        }
    }
    match secret.as_slice() {
        [] => text.into(),
        _ => with_stars(text, secret.into_iter()).into(),
    }
}

/// The comments, which may hold anything.
fn comments(text: &str, table: &DeTable) -> Vec<Range<usize>> {
    let mut entries: Vec<Range<usize>> = Vec::new();
    for (key, value) in table {
        entries.push(key.span());
        entries.extend(spans(value));
    }
    let signs = text.match_indices('#').map(|(at, _)| at);
    let starts = signs.filter(|at| !entries.iter().any(|span| span.contains(at)));
    let length = |at: usize| text[at..].find('\n').unwrap_or(text.len() - at);
    starts.map(|at| at + 1..at + length(at)).collect()
}

/// The spans of a value and of all values in it: a table of dotted keys spans its first key alone.
fn spans(value: &Spanned<DeValue>) -> Vec<Range<usize>> {
    let mut all = vec![value.span()];
    if let Some(table) = value.get_ref().as_table() {
        all.extend(table.iter().flat_map(|(_, inner)| spans(inner)));
    } else if let Some(list) = value.get_ref().as_array() {
        all.extend(list.iter().flat_map(spans));
    }
    all
}

/// Whether there is a table in a value: forms have none, so that nothing is known of its fields.
fn has_table(value: &DeValue) -> bool {
    let list = value.as_array().into_iter().flat_map(|list| list.iter());
    value.is_table() || list.into_iter().any(|item| has_table(item.get_ref()))
}

fn tree(text: &str) -> Tree<'_> {
    if json::is_json(text) {
        json::parse(text)
    } else {
        syntax::parse(text)
    }
}

/// The parts of a broken text other than the names of fields at the beginning of a line.
fn not_names(text: &str, forms: &[Form]) -> impl Iterator<Item = Range<usize>> {
    let is_field = |name: &str| {
        let mut keys = forms.iter().flat_map(|form| &form.fields);
        name == FORM || keys.any(|field| field.key.as_str() == name)
    };
    let mut end = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = end;
        end += line.len();
        let sign = line.find(['=', ':']);
        let name = sign.filter(|at| is_field(line[..*at].trim().trim_matches(['"', '\''])));
        start + name.map_or(0, |at| at + 1)..end
    })
}

/// A text with a star for each byte of the spans but line ends.
fn with_stars(text: &str, spans: impl Iterator<Item = Range<usize>>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for byte in spans.flatten() {
        if let Some(byte) = bytes.get_mut(byte).filter(|byte| **byte != b'\n') {
            *byte = b'*';
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn named<'f>(reader: &mut Reader, table: &DeTable, forms: &'f [Form]) -> Option<&'f Form> {
    let Some(value) = table.get(FORM) else {
        return reader.refuse(&(0..0), Reason::MissingKey(FORM));
    };
    let id = reader.string(value)?;
    let known = forms.iter().find(|form| form.id.as_str() == id.trim());
    known.or_else(|| {
        let ids = forms.iter().map(|form| form.id.as_str());
        reader.refuse(&value.span(), Reason::unknown(Named::Form, id, ids))
    })
}

fn entries<'f>(mut reader: Reader, table: &DeTable, form: &'f Form) -> FilledFile<'f> {
    let (mut read, mut places, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for (key, _) in table {
        let name = key.get_ref().as_ref();
        let is_field = form.fields.iter().any(|field| field.key.as_str() == name);
        if !is_field && name != FORM && name != COMMENT {
            let names = form.fields.iter().map(|field| field.key.as_str());
            reader.report(&key.span(), Reason::unknown(Named::Field, name, names));
        }
    }
    for field in &form.fields {
        let Some(value) = table.get(field.key.as_str()) else {
            continue;
        };
        let known = reader.problems.len();
        let entry = entry(&mut reader, field, value);
        places.push((field.key.clone(), place(reader.text(), value)));
        if reader.problems.len() > known {
            wrong.push(field.key.clone());
        } else if let Some(entry) = entry {
            read.push((field.key.clone(), entry));
        }
    }
    sort(&mut reader.problems);
    FilledFile {
        form,
        filled: Filled {
            form: form.id.clone(),
            entries: read,
        },
        places,
        wrong,
        problems: reader.problems,
    }
}

fn place(text: &str, value: &Value) -> EntryPlace {
    let list = value.get_ref().as_array();
    let each = list.into_iter().flat_map(|list| list.iter());
    EntryPlace {
        whole: within(text, value.span()),
        each: each.map(|item| within(text, item.span())).collect(),
    }
}

/// The value of a field; `None` where it is empty or wrong, which is reported.
fn entry(reader: &mut Reader, field: &Field, value: &Value) -> Option<Entry> {
    if field.custody == Custody::Secret {
        return match value.get_ref().as_bool() {
            Some(is_given) => is_given.then_some(Entry::Secret(Secret::Given)),
            None => text(reader, value, LONG).map(|text| Entry::Secret(Secret::Text(text))),
        };
    }
    let read = match &field.shape {
        FieldShape::One(format) => one(reader, value, *format).map(FieldValue::One),
        FieldShape::List(format) => many(reader, value, |reader, item| one(reader, item, *format)),
        FieldShape::YesNo => yes_or_no(reader, value).map(FieldValue::Flag),
        FieldShape::OneOf(choices) => choice(reader, value, choices).map(FieldValue::One),
        FieldShape::SomeOf(choices) => {
            let read = many(reader, value, |reader, item| choice(reader, item, choices));
            read.map(|read| in_order(read, choices))
        }
    };
    read.map(Entry::Value)
}

fn one(reader: &mut Reader, value: &Value, format: Format) -> Option<String> {
    match (format, value.get_ref()) {
        (Format::Date, DeValue::Datetime(day)) => Some(day.to_string()),
        (Format::Text, _) => text(reader, value, LINE).map(|text| text.trim().to_owned()),
        _ => text(reader, value, LONG),
    }
}

/// A text, unchanged; `None` where it is blank.
fn text(reader: &mut Reader, value: &Value, most: usize) -> Option<String> {
    let text = reader.string(value)?;
    if text.trim().is_empty() {
        return None;
    }
    let bytes = text.len();
    if bytes > most {
        return reader.refuse(&value.span(), Reason::TextTooLong { bytes, most });
    }
    match text.chars().find(|character| hostile(*character)) {
        Some(character) => reader.refuse(&value.span(), Reason::HostileText(character)),
        None => Some(text.to_owned()),
    }
}

/// A list or its only value; `None` where it is empty.
fn many(
    reader: &mut Reader,
    value: &Value,
    read: impl Fn(&mut Reader, &Value) -> Option<String>,
) -> Option<FieldValue> {
    let texts: Vec<String> = if let Some(list) = value.get_ref().as_array() {
        list.iter().filter_map(|item| read(reader, item)).collect()
    } else if value.get_ref().is_str() {
        read(reader, value).into_iter().collect()
    } else {
        return reader.wrong_type(value, Expected::StringOrList);
    };
    (!texts.is_empty()).then_some(FieldValue::Many(texts))
}

fn yes_or_no(reader: &mut Reader, value: &Value) -> Option<bool> {
    if let Some(flag) = value.get_ref().as_bool() {
        return Some(flag);
    }
    let Some(text) = value.get_ref().as_str() else {
        return reader.wrong_type(value, Expected::Boolean);
    };
    match matching(text).as_str() {
        "" => None,
        "yes" | "si" => Some(true),
        "no" => Some(false),
        _ => unknown_choice(reader, value, text, ["yes", "no"].into_iter()),
    }
}

/// The key of a chosen option, written as its key or title.
fn choice(reader: &mut Reader, value: &Value, choices: &[Choice]) -> Option<String> {
    let text = reader.string(value)?;
    let typed = matching(text);
    if typed.is_empty() {
        return None;
    }
    let is_named = |choice: &&Choice| {
        let names = [choice.key.as_str(), &choice.title.es, &choice.title.en];
        names.iter().any(|name| matching(name) == typed)
    };
    match choices.iter().find(is_named) {
        Some(choice) => Some(choice.key.to_string()),
        None => {
            let keys = choices.iter().map(|choice| choice.key.as_str());
            unknown_choice(reader, value, text, keys)
        }
    }
}

fn unknown_choice<'a, T>(
    reader: &mut Reader,
    value: &Value,
    text: &str,
    keys: impl Iterator<Item = &'a str>,
) -> Option<T> {
    reader.refuse(&value.span(), Reason::unknown(Named::Choice, text, keys))
}

/// The chosen options in the order of the form, each once.
fn in_order(read: FieldValue, choices: &[Choice]) -> FieldValue {
    let FieldValue::Many(texts) = read else {
        return read;
    };
    let keys = choices.iter().map(|choice| choice.key.to_string());
    FieldValue::Many(keys.filter(|key| texts.contains(key)).collect())
}
