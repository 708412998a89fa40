//! The schemas among each other, against the files of definitions, and against the kinds that the
//! source names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::known::Known;
use crate::{read, under_root};

/// The keys of rows that have a type in one answer and another in the next: what a list tells, a report
/// counts. None may be added.
const OF_SEVERAL_TYPES: [&str; 16] = [
    "acts",
    "age",
    "assigned",
    "corrected_by",
    "done",
    "form",
    "in_conflict",
    "kind",
    "marks",
    "ready",
    "returned",
    "started",
    "stuck",
    "title",
    "to",
    "waiting",
];

/// Words in the source that look like a kind and are something else.
const NO_KINDS: [&str; 8] = [
    "exit-codes",
    "if-new",
    "kebab-case",
    "not-secret",
    "on-behalf-of",
    "pre-commit",
    "pre-receive",
    "sparse-checkout",
];

/// What a schema lets a value be, where it refers to another as that says; null aside.
fn types(schema: &Value, whole: &Value) -> BTreeSet<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#").expect("it is in the same file");
        return types(whole.pointer(name).expect("it is there"), whole);
    }
    let several = ["anyOf", "oneOf"].into_iter();
    let several = several.filter_map(|key| schema[key].as_array()).flatten();
    let mut all: BTreeSet<String> = several.flat_map(|one| types(one, whole)).collect();
    let named = &schema["type"];
    let several = named.as_array().into_iter().flatten();
    let named = several.chain([named]).filter_map(Value::as_str);
    all.extend(named.map(|name| match (name, &schema["items"]) {
        ("array", items) if !items.is_null() => {
            let items: Vec<String> = types(items, whole).into_iter().collect();
            format!("list of {}", items.join(" or "))
        }
        (name, _) => name.to_owned(),
    }));
    if schema.get("const").is_some() {
        all.insert("string".to_owned());
    }
    all.remove("null");
    all
}

/// The properties of a schema and of all in it, each with its place.
fn properties<'a>(schema: &'a Value, place: &str, found: &mut Vec<(String, &'a Value)>) {
    match schema {
        Value::Object(members) => {
            for (key, value) in members {
                let place = format!("{place}/{key}");
                if key == "properties" {
                    let all = value.as_object().expect("properties are an object");
                    found.extend(all.iter().map(|(key, one)| (format!("{place}/{key}"), one)));
                }
                properties(value, &place, found);
            }
        }
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                properties(item, &format!("{place}/{position}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_property_is_described_and_has_one_type() {
    let known = Known::all();
    // The values of a form, and what differs between two definitions.
    let free = ["/old", "/new", "/error/properties/kind"];
    for (name, text) in known.answers() {
        let mut all = Vec::new();
        properties(text, "", &mut all);
        for (place, property) in all {
            if place.contains("/if/") || place.contains("/then/") {
                continue;
            }
            assert!(property["description"].is_string(), "{name}{place}");
            let types = types(property, text);
            let is_free = free.iter().any(|free| place.ends_with(free));
            assert!(types.len() == 1 || is_free, "{name}{place}: {types:?}");
        }
    }
}

/// The schemas that a row may be as.
fn rows<'a>(row: &'a Value, whole: &'a Value) -> Vec<&'a Value> {
    if let Some(name) = row["$ref"].as_str() {
        let name = name.trim_start_matches('#');
        return rows(whole.pointer(name).expect("it is there"), whole);
    }
    match row["anyOf"].as_array() {
        Some(several) => several.iter().flat_map(|one| rows(one, whole)).collect(),
        None => vec![row],
    }
}

/// The objects of a schema that need not have all of their keys, by their place, and those keys.
fn optional(schema: &Value, place: &str, found: &mut BTreeMap<String, Vec<String>>) {
    let Value::Object(members) = schema else {
        for (position, item) in schema.as_array().into_iter().flatten().enumerate() {
            optional(item, &format!("{place}/{position}"), found);
        }
        return;
    };
    let required = members.get("required").and_then(Value::as_array);
    let required: Vec<&str> = required
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let properties = members.get("properties").and_then(Value::as_object);
    let keys = properties.into_iter().flatten().map(|(key, _)| key);
    let keys: Vec<String> = keys
        .filter(|key| !required.contains(&key.as_str()))
        .cloned()
        .collect();
    if !keys.is_empty() {
        found.insert(place.to_owned(), keys);
    }
    for (key, member) in members.iter().filter(|(key, _)| *key != "allOf") {
        optional(member, &format!("{place}/{key}"), found);
    }
}

/// What an answer may lack, where no other key can say so by being null.
const OPTIONAL: &str = "\
report-aging/$defs/row: activity entity month person procedure role title
report-deviations/$defs/group: activity entity month person procedure role title
report-durations/$defs/row: activity entity month person procedure role title
report-outputs/$defs/row: activity entity month person procedure role title
report-status/$defs/row: entity month person procedure role
report-throughput/$defs/row: activity entity month person procedure role title
report-workload/$defs/row: activity entity month person procedure role title
";

#[test]
fn every_key_is_in_every_answer_but_these() {
    let known = Known::all();
    let mut all = BTreeSet::new();
    for (name, text) in known.answers() {
        let mut found = BTreeMap::new();
        optional(text, "", &mut found);
        all.extend(found.into_iter().map(|(place, keys)| {
            let own = if place.contains("/row")
                || place.contains("/group")
                || !place.starts_with("/$defs")
            {
                name
            } else {
                ""
            };
            format!("{own}{place}: {}\n", keys.join(" "))
        }));
    }
    let all: String = all.into_iter().collect();
    assert_eq!(all, OPTIONAL);
}

#[test]
fn a_key_of_rows_has_one_type_in_all_answers() {
    let known = Known::all();
    let mut all: BTreeMap<String, BTreeMap<String, Vec<&str>>> = BTreeMap::new();
    for (name, text) in known.answers() {
        let rows = rows(&text["$defs"]["row"], text).into_iter();
        let keys = rows
            .filter_map(|row| row["properties"].as_object())
            .flatten();
        for (key, property) in keys.filter(|(_, one)| one["deprecated"] != true) {
            for one in types(property, text) {
                let of = all.entry(key.clone()).or_default();
                of.entry(one).or_default().push(name);
            }
        }
    }
    all.retain(|_, types| types.len() > 1);
    let keys: Vec<&str> = all.keys().map(String::as_str).collect();
    assert_eq!(keys, OF_SEVERAL_TYPES, "{all:#?}");
}

#[test]
fn every_file_of_definitions_is_as_its_schema_says() {
    let known = Known::all();
    let files = |folder: &str| -> Vec<PathBuf> {
        let entries = fs::read_dir(under_root(folder)).expect("the folder is there");
        let files = entries.map(|entry| entry.expect("it is listed").path());
        files
            .filter(|path| path.extension().is_some_and(|end| end == "toml"))
            .collect()
    };
    let procedures = files("procedures");
    let catalogues = ["manual", "outputs", "roles"];
    let is_procedure = |path: &&PathBuf| {
        !catalogues
            .iter()
            .any(|name| path.ends_with(format!("{name}.toml")))
    };
    for path in procedures.iter().filter(is_procedure) {
        held(&known, "procedure", path, &read(path));
    }
    for path in files("procedures/forms") {
        held(&known, "form", &path, &read(&path));
    }
    let first = under_root("src/store/first-settings.toml");
    let written = read(&first);
    let lines = written.lines().filter(|line| !line.starts_with("##"));
    let settings: Vec<&str> = lines.map(|line| line.trim_start_matches("# ")).collect();
    held(&known, "settings", &first, &settings.join("\n"));
}

#[track_caller]
fn held(known: &Known, schema: &str, path: &Path, text: &str) {
    let table: toml::Table = text.parse().expect("it is TOML");
    let value = without_dates(toml::Value::Table(table));
    assert_eq!(known.fault_of(schema, &value), None, "{}", path.display());
}

/// As JSON has it: a day is a text.
fn without_dates(value: toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => {
            let members = table.into_iter();
            members
                .map(|(key, value)| (key, without_dates(value)))
                .collect()
        }
        toml::Value::Array(items) => items.into_iter().map(without_dates).collect(),
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(moment) => moment.to_string().into(),
    }
}

/// The source of a folder, its tests left out.
fn sources(folder: &Path, all: &mut String) {
    for entry in fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("it is listed").path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = read(&path);
            all.push_str(text.split("#[cfg(test)]").next().unwrap_or_default());
        }
    }
}

/// The texts in quotes that are written like a kind: words in lower case, joined by hyphens.
fn quoted(source: &str) -> BTreeSet<&str> {
    let is_kind = |text: &&str| {
        let words = text.split('-');
        let mut words = words
            .map(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()));
        words.all(|is_word| is_word)
    };
    source.split('"').filter(is_kind).collect()
}

/// Behind the name of one of these macros stands a kind.
const SAYING: [&str; 6] = [
    "refused!",
    "usage!",
    "damaged!",
    "conflict!",
    "said!",
    "mended!",
];

#[test]
fn the_kinds_of_the_schemas_are_those_that_the_source_names() {
    let known = Known::all();
    let mut kinds = BTreeSet::new();
    for (_, text) in known.answers() {
        let defs = text["$defs"].as_object().into_iter().flatten();
        for (_, def) in defs.filter(|(name, _)| name.ends_with("-kind")) {
            let whole = std::iter::once(def);
            let parts = def["anyOf"].as_array().into_iter().flatten();
            let lists = whole.chain(parts).filter_map(|one| one["enum"].as_array());
            kinds.extend(lists.flatten().filter_map(Value::as_str));
        }
    }
    let mut cli = String::new();
    sources(&under_root("src/cli"), &mut cli);
    let said = SAYING.iter().flat_map(|saying| {
        let behind = cli.split(saying).skip(1);
        behind.filter_map(|rest| {
            rest.trim_start_matches('(')
                .trim_start()
                .strip_prefix('"')?
                .split('"')
                .next()
        })
    });
    let hyphenated = quoted(&cli).into_iter().filter(|word| word.contains('-'));
    let named: BTreeSet<&str> = said.chain(hyphenated).collect();
    let missing = named
        .iter()
        .filter(|one| !kinds.contains(**one) && !NO_KINDS.contains(one));
    assert_eq!(
        missing.collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "no schema lists these"
    );
    // The others are names of variants.
    let mut all = String::new();
    sources(&under_root("src"), &mut all);
    let words = all.split(|letter: char| !letter.is_alphanumeric());
    let variants: BTreeSet<String> = words.map(kebab).collect();
    let quoted = quoted(&all);
    let gone = kinds
        .iter()
        .filter(|kind| !quoted.contains(**kind) && !variants.contains(**kind));
    assert_eq!(
        gone.collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "nothing is said so any more"
    );
}

fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}
