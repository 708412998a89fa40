//! The shapes of a case: what is written, and after what.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use ugat::{EventId, ItemId};

/// A way in which a case grows.
pub struct Shape {
    pub name: &'static str,
    /// Writes about so many events.
    pub write: fn(&mut Writer, usize),
    /// The largest number that is in budget or of use.
    pub most: usize,
    /// Whether the lines stand in the file from the last to the first.
    pub is_reversed: bool,
}

const fn shape(name: &'static str, write: fn(&mut Writer, usize)) -> Shape {
    Shape {
        name,
        write,
        most: 200_000,
        is_reversed: false,
    }
}

/// Writes right events.
pub struct Writer {
    lines: Vec<String>,
    seqs: BTreeMap<String, u64>,
    pub first: String,
    /// The first work item.
    pub item: String,
    pub last: String,
}

impl Writer {
    /// Behind the line with which a case begins.
    pub fn after(first: &str) -> Self {
        let line: Value = serde_json::from_str(first).expect("it is JSON");
        let id = line["id"].as_str().expect("it has an id").to_owned();
        Self {
            lines: Vec::new(),
            seqs: BTreeMap::from([(id.clone(), 1)]),
            item: item(1, &format!("{id} always")),
            last: id.clone(),
            first: id,
        }
    }

    pub fn lines(mut self, first: &str, is_reversed: bool) -> String {
        if is_reversed {
            self.lines.reverse();
            return self.lines.concat() + first;
        }
        first.to_owned() + &self.lines.concat()
    }

    /// After the last.
    pub fn add(&mut self, did: Value) -> String {
        let last = self.last.clone();
        self.add_after(&[&last], did)
    }

    pub fn add_after(&mut self, after: &[&str], did: Value) -> String {
        let by = "Ana".to_owned();
        self.add_by(&by, after, did)
    }

    pub fn add_by(&mut self, by: &str, after: &[&str], did: Value) -> String {
        let seq = 1 + after.iter().map(|id| self.seqs[*id]).max().unwrap_or(0);
        let after: Vec<String> = after.iter().map(|id| format!("\"{id}\"")).collect();
        let after = after.join(",");
        let event = format!(
            "{{\"v\":1,\"after\":[{after}],\"seq\":{seq},\"at\":\"2026-11-01T10:00:00-04:00\",\
             \"rec\":\"2026-11-01T14:00:00Z\",\"by\":\"{by}\",\"did\":{did}}}"
        );
        let id = EventId::of(event.as_bytes()).to_string();
        self.lines
            .push(format!("{{\"id\":\"{id}\",\"event\":{event}}}\n"));
        self.seqs.insert(id.clone(), seq);
        self.last.clone_from(&id);
        id
    }
}

fn item(activity: u8, token: &str) -> String {
    ItemId::of(format!("item {activity}\n{token}\n").as_bytes()).to_string()
}

fn note(number: usize) -> Value {
    json!({"noted": {"note": format!("n{number}")}})
}

fn redirect(activity: u8, item: &str, to: &[usize], number: usize) -> Value {
    json!({"redirected": {"activity": activity, "item": item, "to": to, "reason": format!("r{number}")}})
}

fn completed(activity: u8, item: &str) -> Value {
    json!({"completed": {"activity": activity, "item": item}})
}

fn undone(item: &str, event: &str) -> Value {
    json!({"undone": {"activity": 1, "item": item, "event": event, "reason": "r"}})
}

fn kept(item: &str, event: &str, number: usize) -> Value {
    json!({"kept": {"item": item, "activity": 1, "event": event, "reason": format!("r{number}")}})
}

/// The activities whose bits are set.
fn bits(number: usize) -> Vec<usize> {
    let to: Vec<usize> = (0..17)
        .filter(|bit| number >> bit & 1 == 1)
        .map(|bit| bit + 1)
        .collect();
    if to.is_empty() { vec![18] } else { to }
}

pub const SHAPES: [Shape; 27] = [
    shape("notes", |case, many| {
        for number in 0..many {
            case.add(note(number));
        }
    }),
    Shape {
        is_reversed: true,
        ..shape("notes, lines in reverse", |case, many| {
            for number in 0..many {
                case.add(note(number));
            }
        })
    },
    shape("held acts of items that never were", |case, many| {
        for number in 0..many {
            case.add(completed(3, &format!("{number:020x}")));
        }
    }),
    shape("held acts of items that collide", |case, many| {
        for number in 0..many {
            case.add(completed(3, &format!("00000000000000{number:06x}")));
        }
    }),
    shape("held rounds, the first item contested", |case, many| {
        let (first, mut work) = (case.first.clone(), case.item.clone());
        for _ in 0..many / 2 {
            case.add(completed(1, &work));
            let second = item(2, &format!("{work} always"));
            case.add(redirect(2, &second, &[1], 0));
            work = item(1, &format!("{second} moved"));
        }
        let item = case.item.clone();
        case.add_after(&[&first], redirect(1, &item, &[3], 0));
    }),
    shape("held acts on branches of a line", |case, many| {
        let (first, mut work) = (case.first.clone(), case.item.clone());
        let mut line = case.first.clone();
        for number in 0..many / 4 {
            line = case.add_after(&[&line], completed(1, &work));
            let second = item(2, &format!("{work} always"));
            line = case.add_after(&[&line], redirect(2, &second, &[1], 0));
            work = item(1, &format!("{second} moved"));
            let beside = case.add_after(&[&line], redirect(1, &work, &[2], number));
            let held = item(2, &format!("{work} moved"));
            case.add_after(&[&beside], redirect(2, &held, &[3], number));
        }
        let item = case.item.clone();
        case.add_after(&[&first], redirect(1, &item, &[3], 0));
    }),
    shape("entities in one line", |case, many| {
        let entities: Vec<String> = (0..many).map(|number| format!("E{number}")).collect();
        let item = case.item.clone();
        case.add(json!({"completed": {"activity": 1, "item": item, "entities": entities}}));
    })
    .at_most(20_000),
    shape("entities over many lines", |case, many| {
        let mut work = case.item.clone();
        for number in 0..many / 2 {
            let entities = [format!("E{number}")];
            case.add(json!({"completed": {"activity": 1, "item": work, "entities": entities}}));
            let second = item(2, &format!("{work} always"));
            case.add(redirect(2, &second, &[1], 0));
            work = item(1, &format!("{second} moved"));
        }
    }),
    shape("undone and kept in turn", |case, many| {
        let item = case.item.clone();
        let done = case.add(completed(1, &item));
        for number in 0..many / 2 {
            let last = case.last.clone();
            case.add(undone(&item, &last));
            case.add(kept(&item, &done, number));
        }
    }),
    shape("rewrites of one item", |case, many| {
        let item = case.item.clone();
        for number in 0..many {
            case.add(redirect(1, &item, &[2 + number % 2], number));
        }
    }),
    shape("a conflict of many sides", |case, many| {
        let (first, item) = (case.first.clone(), case.item.clone());
        for number in 0..many {
            case.add_after(&[&first], redirect(1, &item, &bits(number), number));
        }
    })
    .at_most(4_000),
    shape("the same said many times", |case, many| {
        let (first, item) = (case.first.clone(), case.item.clone());
        for number in 0..many {
            case.add_after(&[&first], redirect(1, &item, &[2], number));
        }
    }),
    shape("two branches", |case, many| {
        let item = case.item.clone();
        let (mut one, mut other) = (case.first.clone(), case.first.clone());
        for number in 0..many / 2 {
            one = case.add_after(&[&one], redirect(1, &item, &[2], number));
            other = case.add_after(&[&other], redirect(1, &item, &[3], number));
        }
    }),
    shape("diamonds", |case, many| {
        let item = case.item.clone();
        let (mut one, mut other) = (case.first.clone(), case.first.clone());
        for number in 0..many / 2 {
            let mut seen = vec![one.as_str(), other.as_str()];
            seen.dedup();
            let next = case.add_after(&seen, redirect(1, &item, &[2], number));
            other = case.add_after(&seen, redirect(1, &item, &[3], number));
            one = next;
        }
    }),
    shape("a grid 50 wide", |case, many| {
        let item = case.item.clone();
        let mut row: Vec<String> = vec![case.first.clone(); 50];
        for number in 0..many / 50 {
            let next = (0..50).map(|at| {
                let mut seen = vec![row[at].as_str(), row[(at + 1) % 50].as_str()];
                seen.dedup();
                case.add_after(&seen, redirect(1, &item, &[2 + at % 9], number * 50 + at))
            });
            row = next.collect();
        }
    }),
    shape("suspended and resumed", |case, many| {
        for number in 0..many {
            let turn = ["suspended", "resumed"][number % 2];
            case.add(json!({turn: {"reason": "r"}}));
        }
    }),
    shape("late: a suspension beside a line of work", |case, many| {
        let (first, mut work) = (case.first.clone(), case.item.clone());
        for _ in 0..many / 2 {
            case.add(completed(1, &work));
            let second = item(2, &format!("{work} always"));
            case.add(redirect(2, &second, &[1], 0));
            work = item(1, &format!("{second} moved"));
        }
        case.add_after(&[&first], json!({"suspended": {"reason": "r"}}));
    }),
    shape("very many suspensions at once", |case, many| {
        let first = case.first.clone();
        for number in 0..many {
            let reason = format!("r{number}");
            case.add_after(&[&first], json!({"suspended": {"reason": reason}}));
        }
    }),
    shape("assigned", |case, many| {
        let item = case.item.clone();
        for number in 0..many {
            let person = format!("P{number}");
            case.add(json!({"assigned": {"activity": 1, "item": item, "person": person}}));
        }
    }),
    shape("written by many people", |case, many| {
        for number in 0..many {
            let (by, last) = (format!("P{number}"), case.last.clone());
            case.add_by(&by, &[&last], note(number));
        }
    }),
    shape("outputs of one item", |case, many| {
        let item = case.item.clone();
        for number in 0..many {
            let outputs =
                json!([{"kind": "nota-requerimiento", "reference": format!("N-{number}")}]);
            case.add(json!({"attached": {"activity": 1, "item": item, "outputs": outputs}}));
        }
    }),
    shape("corrections of one act", |case, many| {
        let item = case.item.clone();
        let outputs = json!([{"kind": "nota-requerimiento", "reference": "N"}]);
        let done =
            case.add(json!({"completed": {"activity": 1, "item": item, "outputs": outputs}}));
        for number in 0..many {
            let outputs =
                json!([{"kind": "nota-requerimiento", "reference": format!("N-{number}")}]);
            case.add(json!({"corrected": {"event": done, "outputs": outputs, "reason": "r"}}));
        }
    }),
    shape("corrections of corrections", |case, many| {
        for number in 0..many {
            let last = case.last.clone();
            let note = format!("n{number}");
            case.add(json!({"corrected": {"event": last, "note": note, "reason": "r"}}));
        }
    }),
    shape("links", |case, many| {
        for number in 0..many {
            case.add(json!({"linked": {"case": format!("pr05-{number:012}")}}));
        }
    }),
    shape("work in very many places", |case, many| {
        let mut work = vec![(1, case.item.clone())];
        let all: Vec<usize> = (2..22).collect();
        for number in 0..many / 20 {
            let (activity, from) = work[number].clone();
            let to: Vec<usize> = all.clone();
            case.add(redirect(activity, &from, &to, number));
            work.extend(to.iter().map(|to| {
                let to = u8::try_from(*to).expect("it is small");
                (to, item(to, &format!("{from} moved")))
            }));
        }
    })
    .at_most(100_000),
    shape("many heads, and a few acts that saw them", |case, many| {
        let first = case.first.clone();
        let heads: Vec<String> = (0..many)
            .map(|number| case.add_after(&[&first], note(number)))
            .collect();
        let merges = heads.chunks(5000).map(|heads| {
            let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
            case.add_after(&heads, note(0))
        });
        let merges: Vec<String> = merges.collect();
        let merges: Vec<&str> = merges.iter().map(String::as_str).collect();
        case.add_after(&merges, note(1));
    }),
    shape("many who end one conflict", |case, many| {
        let (first, item) = (case.first.clone(), case.item.clone());
        let one = case.add_after(&[&first], redirect(1, &item, &[2], 0));
        let other = case.add_after(&[&first], redirect(1, &item, &[3], 1));
        let met = case.add_after(&[&one, &other], note(0));
        for number in 0..many {
            case.add_after(&[&met], kept(&item, &one, number));
        }
    }),
];

impl Shape {
    const fn at_most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }
}
