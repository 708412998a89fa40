//! Cases that have more of something than any case may have: each is one error row, and everything
//! else is answered.

use std::fs::{self, File};
use std::io::Write as _;

use serde_json::Value;
use ugat::EventId;
use ugat::{budget::DAMAGE_LISTED, budget::ENTITIES, budget::JOURNAL_BYTES};

use crate::world::World;

/// A second case beside that of the world; gives its journal.
fn other(world: &World) -> std::path::PathBuf {
    let started = world.ok(&[
        "case", "start", "pr05", "--entity", "Otra", "--ref", "HR-2", "--json",
    ]);
    let started: Value = serde_json::from_str(&started.out).expect("JSON");
    let id = started["case"].as_str().expect("it has an id");
    world.store().join(format!("cases/2026/{id}.jsonl"))
}

/// Every answer refuses the case of the world with a word of this, and tells of the other.
#[track_caller]
fn over_budget(world: &World, word: &str) {
    for args in [
        &["case", "status", "HR-1"][..],
        &["case", "log", "."],
        &["case", "note", "pr07", "hola"],
        &["case", "advance", "pr07", "1"],
    ] {
        let args: Vec<&str> = args
            .iter()
            .map(|arg| match *arg {
                "HR-1" | "." | "pr07" => world.case.as_deref().expect("a case"),
                other => other,
            })
            .collect();
        let before = fs::metadata(world.journal()).expect("it is there").len();
        let said = world.run("en", &args);
        assert_eq!(said.exit, Some(3), "{args:?}: {}", said.err);
        assert!(said.err.contains("is over a limit"), "{}", said.err);
        assert!(said.err.contains(word), "{}", said.err);
        let after = fs::metadata(world.journal()).expect("it is there").len();
        assert_eq!(before, after);
    }
    for args in [
        &["case", "list", "--json"][..],
        &["case", "status", "--all", "--json"],
        &["inbox", "--json"],
        &["report", "status", "--json"],
        &["report", "deviations", "--json"],
    ] {
        let said = world.run("en", args);
        assert_eq!(said.exit, Some(3), "{args:?}: {}", said.err);
        let answer: Value = serde_json::from_str(&said.out).expect("JSON");
        let errors = answer["errors"].as_array().expect("rows");
        assert_eq!(errors.len(), 1, "{args:?}");
        assert_eq!(errors[0]["error"]["kind"], "over-budget", "{args:?}");
    }
    let found = world.run("en", &["store", "verify", "--json"]);
    assert_eq!(found.exit, Some(3));
    let found: Value = serde_json::from_str(&found.out).expect("JSON");
    let kinds = found["findings"].as_array().expect("rows").iter();
    let kinds: Vec<&Value> = kinds.map(|row| &row["kind"]).collect();
    assert!(kinds.iter().any(|kind| *kind == "over-budget"), "{kinds:?}");
}

#[test]
fn a_journal_of_more_bytes_than_may_be_is_not_read() {
    let world = World::done(1);
    other(&world);
    let journal = File::options().write(true).open(world.journal());
    let journal = journal.expect("it is ours");
    // Without blocks on the disk: read, it would take 4 GiB of memory.
    journal.set_len(16 * JOURNAL_BYTES).expect("it is grown");
    over_budget(&world, "4294967296 bytes");
    // What is left behind is looked through for secrets.
    fs::write(world.journal(), "").expect("it is ours");
}

#[test]
fn an_event_that_names_more_entities_than_may_be_is_over_budget_and_is_not_written() {
    let world = World::done(1);
    other(&world);
    let lines = world.lines();
    let last: Value = serde_json::from_str(lines.last().expect("a line")).expect("JSON");
    let (id, seq) = (
        &last["id"],
        last["event"]["seq"].as_u64().expect("a number") + 1,
    );
    let entities: Vec<String> = (0..=ENTITIES)
        .map(|number| format!("\"E{number}\""))
        .collect();
    let entities = entities.join(",");
    let event = format!(
        "{{\"v\":1,\"after\":[{id}],\"seq\":{seq},\"at\":\"2026-03-02\",\
         \"rec\":\"2026-03-02T14:12:05Z\",\"by\":\"Eva\",\"did\":{{\"completed\":\
         {{\"activity\":2,\"item\":\"00000000000000000000\",\"entities\":[{entities}]}}}}}}"
    );
    let line = format!(
        "{{\"id\":\"{}\",\"event\":{event}}}\n",
        EventId::of(event.as_bytes())
    );
    let mut journal = File::options()
        .append(true)
        .open(world.journal())
        .expect("it is ours");
    journal.write_all(line.as_bytes()).expect("it is written");
    over_budget(&world, "20001 entities");
}

#[test]
fn of_very_many_damaged_lines_the_first_are_told_and_the_others_counted() {
    let world = World::done(1);
    let whole = world.lines().concat();
    let bad = DAMAGE_LISTED + 5000;
    fs::write(world.journal(), whole.clone() + &"{}\n".repeat(bad)).expect("it is ours");
    let found = world.run("en", &["store", "verify", "--json"]);
    assert_eq!(found.exit, Some(3));
    let found: Value = serde_json::from_str(&found.out).expect("JSON");
    let rows = found["findings"].as_array().expect("rows");
    let of = |kind: &str| rows.iter().filter(|row| row["kind"] == kind).count();
    assert_eq!((of("no-event"), of("more-lines")), (DAMAGE_LISTED, 1));
    let more = rows.iter().find(|row| row["kind"] == "more-lines");
    let more = more.expect("there is one")["en"].as_str().expect("a text");
    assert_eq!(more, "5000 more damaged lines, not told one by one");
    let said = world.run("en", &["case", "status", "."]);
    assert_eq!(said.exit, Some(3));
    assert!(said.err.contains("5000 more damaged lines"), "{}", said.err);
    let all = format!("and {} more", bad - 20);
    assert!(
        said.err.contains(&all),
        "{}",
        said.err.lines().last().expect("a line")
    );
}
