//! What every command of the walkthroughs answers in JSON, held against its schema: each answer is as
//! the schema says, and no answer would be that has a key more, a key less or a value of another
//! type.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use serde_json::{Value, json};

use crate::known::{Answered, Known};
use crate::{Script, Session, TOPICS, missing_tool, pages, read, under_root};

/// What no other session asks for.
const OWN: &str = "tests/walkthroughs/answers.md";

const WATCHER: &str = include_str!("watcher.bash");

/// Where an object may lack any key: its data is named by those who use it.
const FREE: [&str; 2] = ["/values", "/did"];

/// The keys that may be absent, by the schema; `schemas.rs` holds where exactly.
const OPTIONAL: [(&str, &[&str]); 2] = [
    // As the answer of a question has it, and what follows an activity.
    ("procedure-diff", &["title"]),
    (
        "report-",
        &[
            "month",
            "procedure",
            "entity",
            "role",
            "person",
            "activity",
            "title",
        ],
    ),
];

/// Lists that no session asks for as lines.
const NO_ROWS: [&str; 2] = ["case-migrate", "store-repair"];

/// The schemas of files, held against files.
const DEFINITIONS: [&str; 3] = ["procedure", "form", "settings"];

impl Known {
    /// The schemas of answers, each once, as they are printed.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &Value)> {
        let own = self.texts.iter().filter(|(name, text)| {
            let id = text["$id"].as_str().expect("it has an id");
            id.split(':').nth(3) == Some(name.as_str()) && !DEFINITIONS.contains(&name.as_str())
        });
        own.map(|(name, text)| (name.as_str(), text))
    }

    /// Why a value is not as the schema of this name says.
    pub fn fault_of(&self, schema: &str, value: &Value) -> Option<String> {
        let answered = Answered {
            schema: schema.to_owned(),
            is_row: false,
            text: String::new(),
        };
        self.fault(&answered, value)
    }
}

/// The sessions that are watched.
fn sessions() -> Vec<PathBuf> {
    let others = vec![under_root("README.md"), under_root(OWN)];
    [pages("examples"), pages(TOPICS), others].concat()
}

/// A session, unless this machine lacks a program that it needs.
fn script(path: &Path) -> Option<Script> {
    let script = Script::parse(&read(path)).expect("it is a session");
    missing_tool(&script).is_none().then_some(script)
}

/// Everything that was answered in the sessions, each once.
fn answered(known: &Known) -> BTreeSet<Answered> {
    let files = sessions();
    let parts: Vec<&[PathBuf]> = files.chunks(files.len().div_ceil(2)).collect();
    thread::scope(|scope| {
        let parts = parts.into_iter().map(|part| {
            scope.spawn(move || {
                let all = part.iter().flat_map(|path| of_file(known, path));
                all.collect::<BTreeSet<Answered>>()
            })
        });
        let parts: Vec<_> = parts.collect();
        let parts = parts.into_iter().map(|part| part.join().expect("it ends"));
        parts.flatten().collect()
    })
}

fn of_file(known: &Known, path: &Path) -> BTreeSet<Answered> {
    let name = path.file_name().expect("a file has a name");
    let name = name.to_str().expect("its name is UTF-8");
    let Some(script) = script(path) else {
        return BTreeSet::new();
    };
    let watched = Session::watched(&script, name, WATCHER).expect("it is run");
    let calls = fs::read_dir(&watched.calls).expect("a folder");
    let calls = calls.map(|call| call.expect("it is listed").path());
    calls.flat_map(|call| of_call(known, &call)).collect()
}

fn of_call(known: &Known, call: &Path) -> Vec<Answered> {
    let kept = |name| fs::read_to_string(call.join(name)).unwrap_or_default();
    let args = kept("arguments");
    let args: Vec<String> = args.split_terminator('\0').map(str::to_owned).collect();
    known.answered(&args, &kept("answer"), &kept("talk"))
}

/// One place of a value, and how it is spoilt.
struct Spoilt {
    pointer: String,
    change: Change,
}

#[derive(Clone, Copy, Debug)]
enum Change {
    /// It becomes a value of another type.
    Other,
    /// It is taken out of its object.
    Less,
    /// It is an object that has a key more.
    More,
}

impl Spoilt {
    /// Every way to spoil a value, and all in it.
    fn all(value: &Value, pointer: &str, found: &mut Vec<Self>) {
        let mut add = |change| {
            found.push(Self {
                pointer: pointer.to_owned(),
                change,
            });
        };
        add(Change::Other);
        let is_free = FREE.iter().any(|free| pointer.ends_with(free));
        match value {
            Value::Object(members) => {
                add(Change::More);
                for (key, member) in members {
                    let pointer = format!("{pointer}/{key}");
                    if !is_free {
                        found.push(Self {
                            pointer: pointer.clone(),
                            change: Change::Less,
                        });
                    }
                    Self::all(member, &pointer, found);
                }
            }
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    Self::all(item, &format!("{pointer}/{place}"), found);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// Its place whatever the position in a list, with what it does to what is there.
    fn name(&self, whole: &Value) -> String {
        let steps = self.pointer.split('/').map(|step| {
            let is_position = step.chars().all(|digit| digit.is_ascii_digit());
            if is_position && !step.is_empty() {
                "*"
            } else {
                step
            }
        });
        let steps: Vec<&str> = steps.collect();
        let kind = match whole.pointer(&self.pointer) {
            Some(Value::Object(_)) => "object",
            Some(Value::Array(_)) => "list",
            Some(Value::Null) | None => "null",
            Some(Value::Bool(_) | Value::Number(_) | Value::String(_)) => "value",
        };
        format!("{:?} {} {kind}", self.change, steps.join("/"))
    }

    fn applied(&self, whole: &Value) -> Value {
        let mut spoilt = whole.clone();
        if let Change::Less = self.change {
            let (parent, key) = self.pointer.rsplit_once('/').expect("it is in an object");
            let parent = spoilt.pointer_mut(parent).and_then(Value::as_object_mut);
            parent.expect("it is an object").remove(key);
            return spoilt;
        }
        let place = spoilt.pointer_mut(&self.pointer).expect("it is there");
        match (self.change, &mut *place) {
            (Change::More, Value::Object(members)) => {
                members.insert("unexpected".to_owned(), json!([12.5]));
            }
            (_, Value::Array(_)) => *place = json!({"unexpected": true}),
            (_, Value::String(_)) => *place = json!(12.5),
            (_, _) => *place = json!([12.5]),
        }
        spoilt
    }
}

#[test]
fn every_answer_is_as_its_schema_says_and_would_not_be_if_anything_were_otherwise() {
    let known = Known::all();
    let all = answered(&known);
    let (mut wrong, mut tried, mut lax) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for answered in &all {
        let value = match serde_json::from_str::<Value>(&answered.text) {
            Ok(value) => value,
            Err(error) => {
                wrong.push(format!("{}: {error}: {}", answered.schema, answered.text));
                continue;
            }
        };
        if let Some(fault) = known.fault(answered, &value) {
            wrong.push(format!("{}: {fault}", answered.schema));
            continue;
        }
        let mut ways = Vec::new();
        Spoilt::all(&value, "", &mut ways);
        for way in ways {
            let name = way.name(&value);
            let row = if answered.is_row { " row" } else { "" };
            let name = format!("{}{row}: {name}", answered.schema);
            if tried.insert(name.clone()) && known.fault(answered, &way.applied(&value)).is_none() {
                lax.insert(name);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let is_optional = |name: &&String| {
        let mut optional = OPTIONAL
            .iter()
            .filter(|(schema, _)| name.starts_with(schema));
        let ends = |key: &&str| name.contains(&format!("/{key} "));
        // By what a report is grouped is said in the whole.
        let is_said = name.starts_with("report-") && !name.contains(" row: ");
        name.contains(": Less ") && !is_said && optional.any(|(_, keys)| keys.iter().any(ends))
    };
    let lax: Vec<&String> = lax.iter().filter(|name| !is_optional(name)).collect();
    assert!(lax.is_empty(), "these would pass:\n{lax:#?}");
    if script(&under_root(OWN)).is_none() {
        return;
    }
    let used: BTreeSet<(&str, bool)> = all.iter().map(|one| (&*one.schema, one.is_row)).collect();
    let unused = known
        .whole
        .keys()
        .filter(|name| !used.contains(&(&**name, false)));
    let unused = unused.filter(|name| !DEFINITIONS.contains(&&***name));
    assert_eq!(unused.collect::<Vec<_>>(), Vec::<&String>::new());
    let rows = known.answers().map(|(name, _)| name);
    let rows = rows.filter(|name| known.rows.contains_key(*name) && !NO_ROWS.contains(name));
    let unused = rows.filter(|name| !used.contains(&(*name, true)));
    assert_eq!(unused.collect::<Vec<_>>(), Vec::<&str>::new());
}
