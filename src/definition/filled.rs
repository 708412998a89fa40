use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::definition::json;
use crate::definition::load::LONGEST_FILE;
use crate::definition::problem::{Expected, Named, Problem, Reason, sort};
use crate::definition::reader::{Reader, Value, within};
use crate::definition::syntax::{self, Tree};
use crate::definition::values::LINE;
use crate::model::{
    Choice, Custody, Entry, Field, FieldKey, FieldShape, FieldValue, Filled, Form, Format, Secret,
};
use crate::words::{hostile, matching, nearest};

/// The most bytes of an address, a token and the like.
const LONG: usize = 2048;
/// Under which a filled form names its form.
pub const FORM: &str = "form";
/// Under which a filled form in JSON may say anything.
pub const COMMENT: &str = "//";

/// A filled form as it was read: TOML, or JSON where it is an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledFile<'f> {
    pub form: &'f Form,
    pub filled: Filled,
    /// Where each entry stands, and each of its values.
    pub places: Vec<(FieldKey, EntryPlace)>,
    /// The fields in which something wrong stands, reported below.
    pub wrong: Vec<FieldKey>,
    pub problems: Vec<Problem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPlace {
    pub whole: Range<usize>,
    pub each: Vec<Range<usize>>,
}

/// Reads a filled form; whether its values are right is not asked.
///
/// # Errors
/// Where it is neither TOML nor JSON, or names no form that is known.
pub fn filled<'f>(text: &str, forms: &'f [Form]) -> Result<FilledFile<'f>, Vec<Problem>> {
    if text.len() > LONGEST_FILE {
        let reason = Reason::FileTooLarge {
            bytes: text.len(),
            most: LONGEST_FILE,
        };
        return Err(vec![Problem { span: 0..0, reason }]);
    }
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

/// The text of a filled form with every value blanked out that is personal, or is or may be a
/// secret: it keeps its places. Where nothing is certain, the names of fields are all that is left.
pub fn masked<'t>(text: &'t str, forms: &[Form]) -> Cow<'t, str> {
    let tree = tree(text);
    let table = tree.root.get_ref();
    if !tree.problems.is_empty() {
        return blanked(text, unnamed(text, forms)).into();
    }
    let form = table.get(FORM).and_then(|value| value.get_ref().as_str());
    let form = form.and_then(|id| forms.iter().find(|form| form.id.as_str() == id.trim()));
    let is_open = |key: &str| {
        let fields = form.map_or(&[][..], |form| &form.fields);
        let field = fields.iter().find(|field| field.key.as_str() == key);
        key == FORM || field.is_some_and(|field| field.custody == Custody::Open)
    };
    let closed = table
        .iter()
        .filter(|(key, value)| !is_open(key.get_ref()) || has_table(value.get_ref()));
    let closed = closed.flat_map(|(_, value)| spans(value));
    let spans: Vec<Range<usize>> = closed.chain(comments(text, table)).collect();
    match spans.as_slice() {
        [] => text.into(),
        spans => blanked(text, spans.iter().cloned()).into(),
    }
}

/// What stands behind a `#` that is in no name and no value: nobody has said what that is.
fn comments(text: &str, table: &DeTable) -> Vec<Range<usize>> {
    let named = table.iter().map(|(key, _)| key.span());
    let known: Vec<Range<usize>> = named
        .chain(table.iter().flat_map(|(_, value)| spans(value)))
        .collect();
    let marks = text.match_indices('#').map(|(at, _)| at);
    let marks = marks.filter(|at| !known.iter().any(|span| span.contains(at)));
    let end = |at: usize| {
        text[at..]
            .find('\n')
            .map_or(text.len(), |length| at + length)
    };
    marks.map(|at| at + 1..end(at)).collect()
}

/// Where a value stands, and all that is in it: a table of dotted keys is where its first key is.
fn spans(value: &Spanned<DeValue>) -> Vec<Range<usize>> {
    let mut all = vec![value.span()];
    match value.get_ref() {
        DeValue::Table(table) => all.extend(table.iter().flat_map(|(_, inner)| spans(inner))),
        DeValue::Array(list) => all.extend(list.iter().flat_map(spans)),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
    all
}

/// Whether there are fields in a field, which are no form's.
fn has_table(value: &DeValue) -> bool {
    match value {
        DeValue::Table(_) => true,
        DeValue::Array(list) => list.iter().any(|item| has_table(item.get_ref())),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => false,
    }
}

fn tree(text: &str) -> Tree<'_> {
    if json::is_json(text) {
        json::parse(text)
    } else {
        syntax::parse(text)
    }
}

/// What of a broken text is no name of a field at the beginning of its line.
fn unnamed(text: &str, forms: &[Form]) -> impl Iterator<Item = Range<usize>> {
    let fields = |name: &str| {
        let mut keys = forms.iter().flat_map(|form| &form.fields);
        name == FORM || keys.any(|field| field.key.as_str() == name)
    };
    let mut end = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = end;
        end += line.len();
        let name = line.find(['=', ':']).filter(|at| {
            let name = line[..*at].trim().trim_matches(['"', '\'']);
            fields(name)
        });
        start + name.map_or(0, |at| at + 1)..end
    })
}

/// Byte for byte, so that every place stays: what is no line end becomes `*`.
fn blanked(text: &str, spans: impl Iterator<Item = Range<usize>>) -> String {
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
        return reader.refuse(&(0..0), Reason::MissingKey { key: FORM });
    };
    let Some(id) = value.get_ref().as_str() else {
        return reader.wrong_type(value, Expected::String);
    };
    let known = forms.iter().find(|form| form.id.as_str() == id.trim());
    known.or_else(|| {
        let ids = forms.iter().map(|form| form.id.as_str());
        let reason = Reason::Unknown {
            what: Named::Form,
            key: id.to_owned(),
            meant: nearest(id, ids).map(str::to_owned),
        };
        reader.refuse(&value.span(), reason)
    })
}

fn entries<'f>(mut reader: Reader, table: &DeTable, form: &'f Form) -> FilledFile<'f> {
    let (mut read, mut places, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for (key, _) in table {
        let name = key.get_ref().as_ref();
        let is_field = form.fields.iter().any(|field| field.key.as_str() == name);
        if !is_field && name != FORM && name != COMMENT {
            let names = form.fields.iter().map(|field| field.key.as_str());
            let reason = Reason::Unknown {
                what: Named::Field,
                key: name.to_owned(),
                meant: nearest(name, names).map(str::to_owned),
            };
            reader.report(&key.span(), reason);
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

/// What stands in a field; nothing where it is empty or wrong, which is reported.
fn entry(reader: &mut Reader, field: &Field, value: &Value) -> Option<Entry> {
    if field.custody == Custody::Secret {
        return match value.get_ref() {
            DeValue::Boolean(given) => given.then_some(Entry::Secret(Secret::Given)),
            _ => text(reader, value, LONG).map(|text| Entry::Secret(Secret::Text(text))),
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

/// A text to the letter; nothing where it is blank.
fn text(reader: &mut Reader, value: &Value, most: usize) -> Option<String> {
    let DeValue::String(text) = value.get_ref() else {
        return reader.wrong_type(value, Expected::String);
    };
    if text.trim().is_empty() {
        return None;
    }
    let bytes = text.len();
    if bytes > most {
        return reader.refuse(&value.span(), Reason::TextTooLong { bytes, most });
    }
    match text.chars().find(|character| hostile(*character)) {
        Some(character) => reader.refuse(&value.span(), Reason::HostileText { character }),
        None => Some(text.clone().into_owned()),
    }
}

/// A list, or its only value; nothing where it is empty.
fn many(
    reader: &mut Reader,
    value: &Value,
    read: impl Fn(&mut Reader, &Value) -> Option<String>,
) -> Option<FieldValue> {
    let texts: Vec<String> = match value.get_ref() {
        DeValue::Array(list) => list.iter().filter_map(|item| read(reader, item)).collect(),
        DeValue::String(_) => read(reader, value).into_iter().collect(),
        _ => return reader.wrong_type(value, Expected::StringOrList),
    };
    (!texts.is_empty()).then_some(FieldValue::Many(texts))
}

fn yes_or_no(reader: &mut Reader, value: &Value) -> Option<bool> {
    let text = match value.get_ref() {
        DeValue::Boolean(flag) => return Some(*flag),
        DeValue::String(text) => text,
        _ => return reader.wrong_type(value, Expected::Boolean),
    };
    match matching(text).as_str() {
        "" => None,
        "yes" | "si" => Some(true),
        "no" => Some(false),
        _ => unknown_choice(reader, value, text, ["yes", "no"].into_iter()),
    }
}

/// By key or by title.
fn choice(reader: &mut Reader, value: &Value, choices: &[Choice]) -> Option<String> {
    let DeValue::String(text) = value.get_ref() else {
        return reader.wrong_type(value, Expected::String);
    };
    let typed = matching(text);
    if typed.is_empty() {
        return None;
    }
    let is_meant = |choice: &&Choice| {
        let titles = [&choice.title.es, &choice.title.en];
        matching(choice.key.as_str()) == typed
            || titles.iter().any(|title| matching(title) == typed)
    };
    match choices.iter().find(is_meant) {
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
    let reason = Reason::Unknown {
        what: Named::Choice,
        key: text.to_owned(),
        meant: nearest(text, keys).map(str::to_owned),
    };
    reader.refuse(&value.span(), reason)
}

/// What was chosen, in the order of the options, each once.
fn in_order(read: FieldValue, choices: &[Choice]) -> FieldValue {
    let FieldValue::Many(texts) = read else {
        return read;
    };
    let keys = choices.iter().map(|choice| choice.key.to_string());
    FieldValue::Many(keys.filter(|key| texts.contains(key)).collect())
}
