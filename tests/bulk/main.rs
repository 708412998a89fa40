//! A batch leaves behind what the same commands leave, one by one.

#[path = "../bad_input/world.rs"]
#[expect(dead_code, reason = "shared with the tests of bad input")]
mod world;

use serde_json::{Value, json};
use world::World;

/// A walk through a case at random: each act as its command and as the line of a batch.
struct Walk {
    world: World,
    random: fastrand::Rng,
    lines: Vec<Value>,
}

impl Walk {
    fn begin(seed: u64) -> Self {
        let procedures = ["pr05", "pr06", "pr07", "pr09"];
        let mut random = fastrand::Rng::with_seed(seed);
        let procedure = procedures[random.usize(..procedures.len())];
        let mut walk = Self {
            world: World::empty(),
            random,
            lines: Vec::new(),
        };
        walk.act(
            &["start", procedure, "--entity", "Ministerio X", "--ref", "HR-1"],
            json!({"do": "start", "name": "a", "procedure": procedure, "entity": "Ministerio X", "ref": "HR-1"}),
        );
        walk
    }

    #[track_caller]
    fn act(&mut self, args: &[&str], line: Value) {
        let args = [&["case"], args].concat();
        let said = self.world.run("en", &args);
        assert_eq!(said.exit, Some(0), "{args:?}: {}", said.err);
        self.lines.push(line);
    }

    fn status(&self) -> Value {
        let said = self.world.ok(&["--json", "case", "status", "HR-1"]);
        serde_json::from_str(&said.out).expect("JSON")
    }

    /// Something that the case takes now.
    fn step(&mut self) {
        let status = self.status();
        match self.random.u8(..10) {
            0 => self.act(
                &["note", "HR-1", "ñandú", "--on", "2026-03-01"],
                json!({"do": "note", "case": "a", "text": "ñandú", "on": "2026-03-01"}),
            ),
            1 => {
                for turn in ["suspend", "resume"] {
                    self.act(
                        &[turn, "HR-1", "--reason", "so"],
                        json!({"do": turn, "case": "a", "reason": "so"}),
                    );
                }
            }
            2 => self.undo(&status),
            _ => self.advance(&status),
        }
    }

    fn undo(&mut self, status: &Value) {
        let done = status["done"].as_array().expect("a list");
        let Some(event) = done.last().and_then(|done| done["event"].as_str()) else {
            return;
        };
        let event = event.to_owned();
        self.act(
            &["undo", "HR-1", &event, "--yes", "--reason", "so"],
            json!({"do": "undo", "case": "a", "event": event, "yes": true, "reason": "so"}),
        );
    }

    fn advance(&mut self, status: &Value) {
        let ready = status["ready"].as_array().expect("a list");
        if ready.is_empty() {
            return;
        }
        let work = &ready[self.random.usize(..ready.len())];
        let number = work["activity"].to_string();
        let back = work["returns_to"].as_array().expect("a list");
        if !back.is_empty() && self.random.bool() {
            let to = back[0].to_string();
            return self.act(
                &["return", "HR-1", &number, "--to", &to, "--reason", "so"],
                json!({"do": "return", "case": "a", "activity": work["activity"], "to": back[0], "reason": "so"}),
            );
        }
        let answers = work["answers"].as_array().expect("a list");
        let mut args = vec![
            "advance",
            "HR-1",
            &number,
            "--output",
            "correo=C-1",
            "--by",
            "Eva",
        ];
        let mut line = json!({"do": "advance", "case": "a", "activity": work["activity"], "output": ["correo=C-1"], "by": "Eva"});
        if !answers.is_empty() {
            let answer = answers[self.random.usize(..answers.len())].as_str();
            let answer = answer.expect("a key");
            args.extend(["--answer", answer]);
            line["answer"] = json!(answer);
        }
        self.act(&args, line);
    }
}

/// One line an act.
fn written(lines: &[Value]) -> String {
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    lines.join("\n")
}

/// The only journal of a store.
fn journal(world: &World) -> String {
    let mut tree = world.tree().into_iter();
    let journal = tree.find(|(path, _)| path.extension().is_some_and(|end| end == "jsonl"));
    let (_, bytes) = journal.expect("a journal");
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn a_batch_writes_the_same_journal_as_its_commands_one_by_one() {
    for seed in 0..6 {
        let mut walk = Walk::begin(seed);
        for _ in 0..12 {
            walk.step();
        }
        let lines = written(&walk.lines);
        let other = World::empty();
        let said = other.fed("en", &["batch", "-"], lines.as_bytes());
        assert_eq!(said.exit, Some(0), "{seed}: {}{}", said.out, said.err);
        assert_eq!(journal(&other), journal(&walk.world), "{seed}: {lines}");
        // The same acts in two batches, the second on what the first has left.
        let split = walk.lines.len() / 2;
        let other = World::empty();
        for half in [&walk.lines[..split], &walk.lines[split..]] {
            let lines = written(half);
            let lines = match half.first() {
                Some(first) if first["do"] == "start" => lines,
                _ => lines.replace("\"case\":\"a\"", "\"case\":\"HR-1\""),
            };
            let said = other.fed("en", &["batch", "-"], lines.as_bytes());
            assert_eq!(said.exit, Some(0), "{seed}: {}{}", said.out, said.err);
        }
        assert_eq!(journal(&other), journal(&walk.world), "{seed}: {lines}");
    }
}

#[test]
fn whatever_line_of_a_batch_is_refused_nothing_is_written() {
    let mut walk = Walk::begin(3);
    for _ in 0..8 {
        walk.step();
    }
    let world = World::empty();
    let before = world.tree();
    for place in 0..=walk.lines.len() {
        for wrong in [
            "{\"do\":\"note\",\"case\":\"a\"}",
            "{",
            "{\"do\":\"advance\",\"case\":\"zz\"}",
        ] {
            let mut lines: Vec<String> = walk.lines.iter().map(Value::to_string).collect();
            lines.insert(place, wrong.to_owned());
            let said = world.fed("en", &["batch", "-"], lines.join("\n").as_bytes());
            assert_eq!(said.exit, Some(1), "{place}: {wrong}");
            let told = format!("line {}: ", place + 1);
            assert!(said.out.contains(&told), "{place}: {wrong}: {}", said.out);
            assert!(world.tree() == before, "{place}: {wrong}");
        }
    }
}
