//! The schemas of the program's answers, ready to hold against them what it answers.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

/// What says something else than JSON even where JSON is asked for: it is a file, a hook, a page.
const NO_JSON: [&str; 3] = ["form-new", "form-fill", "completions"];

/// The schemas of the program, ready to hold values against.
pub struct Known {
    schemas: Schemas,
    /// Each by its name: the whole, and a row of it.
    pub whole: BTreeMap<String, SchemaIndex>,
    pub rows: BTreeMap<String, SchemaIndex>,
    /// The same as they are printed.
    pub texts: BTreeMap<String, Value>,
}

/// A value that was answered, and by which schema it goes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answered {
    pub schema: String,
    pub is_row: bool,
    pub text: String,
}

fn ugat(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_ugat")).args(args).output();
    let output = output.expect("it is run");
    String::from_utf8(output.stdout).expect("it is UTF-8")
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

impl Known {
    pub fn all() -> Self {
        let list = parsed(&ugat(&["schema", "--json"]));
        let list = list["schemas"].as_array().expect("a list");
        let names = list
            .iter()
            .map(|one| one["schema"].as_str().expect("a name"));
        let texts: BTreeMap<String, Value> = names
            .map(|name| (name.to_owned(), parsed(&ugat(&["schema", name]))))
            .collect();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.enable_format_assertions();
        let (mut whole, mut rows) = (BTreeMap::new(), BTreeMap::new());
        for (name, text) in &texts {
            let place = format!("http://ugat/{name}");
            let mut text = text.clone();
            // Several commands may share one.
            text["$id"] = Value::String(place.clone());
            let has_rows = !text["$defs"]["row"].is_null();
            compiler.add_resource(&place, text).expect("it is a schema");
            let index = compiler.compile(&place, &mut schemas);
            whole.insert(
                name.clone(),
                index.unwrap_or_else(|fault| panic!("{name}: {fault:#}")),
            );
            if has_rows {
                let row = compiler.compile(&format!("{place}#/$defs/row"), &mut schemas);
                rows.insert(
                    name.clone(),
                    row.unwrap_or_else(|fault| panic!("{name}: {fault:#}")),
                );
            }
        }
        Self {
            schemas,
            whole,
            rows,
            texts,
        }
    }

    fn index(&self, name: &str, is_row: bool) -> Option<SchemaIndex> {
        let of = if is_row { &self.rows } else { &self.whole };
        of.get(name).copied()
    }

    /// Why a value is not as its schema says.
    pub fn fault(&self, answered: &Answered, value: &Value) -> Option<String> {
        let Some(index) = self.index(&answered.schema, answered.is_row) else {
            return Some(format!("there is no schema of it: {}", answered.text));
        };
        let fault = self.schemas.validate(value, index).err()?;
        Some(format!("{fault:#}"))
    }

    /// The command of a call, by its words: the longest that has a schema.
    fn named(&self, args: &[String]) -> Option<String> {
        let words: Vec<&str> = args.iter().map(String::as_str).collect();
        let mut named = words.iter().filter(|word| !word.starts_with('-'));
        let of_case = named.next().map(|word| format!("case-{word}"));
        if let Some(short) = of_case.filter(|name| self.texts.contains_key(name)) {
            return Some(short);
        }
        let groups = self.texts.keys().filter_map(|name| name.split('-').next());
        let groups: BTreeSet<&str> = groups.chain(NO_JSON).collect();
        let first = words.iter().position(|word| groups.contains(word))?;
        let rest = words[first + 1..]
            .iter()
            .find(|word| !word.starts_with('-'));
        let long = rest.map(|rest| format!("{}-{rest}", words[first]));
        let is_known = |name: &String| self.texts.contains_key(name) || NO_JSON.contains(&&**name);
        long.filter(is_known)
            .or_else(|| Some(words[first].to_owned()))
    }

    /// What a call has answered, on both streams.
    pub fn answered(&self, args: &[String], answer: &str, talk: &str) -> Vec<Answered> {
        let is_row = args
            .iter()
            .any(|word| word == "ndjson" || word == "--format=ndjson");
        let is_page = ["--help", "-h", "--version", "-V", "--server"];
        let name = self.named(args).unwrap_or_default();
        let mut found = Vec::new();
        let is_json = !args.iter().any(|word| is_page.contains(&&**word));
        if is_json && !NO_JSON.contains(&&*name) && !answer.is_empty() && !is_schema(args) {
            let texts: Vec<&str> = match is_row {
                true => answer.lines().collect(),
                false => vec![answer],
            };
            found.extend(texts.into_iter().map(|text| Answered {
                schema: name.clone(),
                is_row,
                text: text.to_owned(),
            }));
        }
        for schema in ["error", "remark"] {
            let begins = format!("{{\"{schema}\"");
            let lines = talk.lines().filter(|line| line.starts_with(&begins));
            found.extend(lines.map(|line| Answered {
                schema: schema.to_owned(),
                is_row: false,
                text: line.to_owned(),
            }));
        }
        found
    }
}

/// Whether a schema is printed, which is as its own dialect says.
fn is_schema(args: &[String]) -> bool {
    let mut words = args.iter().filter(|word| !word.starts_with('-'));
    words.next().is_some_and(|word| word == "schema") && words.next().is_some()
}
