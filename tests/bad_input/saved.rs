//! Journals that an editor has saved, or in which lines of other cases stand.

use std::fs;

use serde_json::Value;

use crate::world::World;

const MARK: &str = "\u{feff}";

fn json(world: &World, args: &[&str]) -> Value {
    let said = world.ok(args);
    serde_json::from_str(&said.out).expect("JSON")
}

/// The kinds of what `store verify` finds, and its exit.
fn found(world: &World) -> (Option<i32>, Vec<String>) {
    let said = world.run("en", &["store", "verify", "--json"]);
    let value: Value = serde_json::from_str(&said.out).expect("JSON");
    let findings = value["findings"].as_array().expect("a list");
    let kinds = findings.iter().map(|one| one["kind"].as_str());
    let kinds = kinds.map(|kind| kind.expect("a text").to_owned());
    (said.exit, kinds.collect())
}

/// Mends the store, which is whole then.
#[track_caller]
fn mended(world: &World) {
    let said = world.run("en", &["store", "repair", "--yes"]);
    assert_eq!((said.exit, &*said.err), (Some(0), ""), "{}", said.out);
    assert_eq!(found(world), (Some(0), vec![]));
}

#[test]
fn a_byte_order_mark_is_passed_over_wherever_a_line_begins_and_goes_with_a_repair() {
    let world = World::done(2);
    let lines = world.lines();
    let whole = lines.concat();
    for marked in [
        format!("{MARK}{whole}"),
        format!("{MARK}{}", whole.replace('\n', "\r\n")),
        format!("{whole}{MARK}"),
        // As a union leaves it: the line as it was, and as the editor saved it.
        format!("{}{MARK}{whole}", lines[0]),
        format!("{}{MARK}{MARK}{}{}", lines[0], lines[1], lines[2]),
    ] {
        fs::write(world.journal(), &marked).expect("it is ours");
        for named in ["HR-1", ".", "hr-1"] {
            world.told(&["case", "status", named], 0, "", "");
        }
        world.told(&["case", "list"], 0, "", "");
        let (exit, kinds) = found(&world);
        assert_eq!((exit, kinds.contains(&"bom".to_owned())), (Some(0), true));
        mended(&world);
        assert_eq!(world.lines().concat(), whole);
    }
}

#[test]
fn what_is_written_behind_a_byte_order_mark_counts() {
    let world = World::done(1);
    fs::write(world.journal(), format!("{MARK}{}", world.lines().concat())).expect("it is ours");
    world.ok(&["case", "advance", "HR-1", "2"]);
    mended(&world);
    assert_eq!(world.lines().len(), 3);
}

#[test]
fn a_byte_order_mark_before_settings_or_a_definition_means_nothing() {
    let world = World::empty();
    let settings = world.store().join("ugat.toml");
    fs::write(settings, format!("{MARK}outputs = \"required\"\n")).expect("it is ours");
    let own = world.ok(&["procedure", "show", "pr07", "--json"]);
    assert_ne!(own.out, "");
    let folder = world.store().join("procedures");
    fs::create_dir_all(&folder).expect("a folder");
    let shipped = include_str!("../../procedures/pr07.toml");
    let own = shipped.replacen("version = 2\nrevision = 2", "version = 9", 1);
    assert_ne!(own, shipped);
    fs::write(folder.join("own.toml"), format!("{MARK}{own}")).expect("a file");
    world.ok(&["procedure", "show", "pr07@9"]);
    world.ok(&["case", "start", "pr07", "--entity", "X"]);
}

/// A second case, and the path and lines of its journal.
fn other(world: &World) -> (String, std::path::PathBuf, Vec<String>) {
    let args = ["case", "start", "pr05", "--entity", "Y", "--ref", "HR-2"];
    let started = json(world, &[&args[..], &["--json"]].concat());
    let id = started["case"].as_str().expect("an id").to_owned();
    world.ok(&["case", "note", "HR-2", "uno"]);
    world.ok(&["case", "note", "HR-2", "dos"]);
    let path = world.store().join(format!("cases/2026/{id}.jsonl"));
    let text = fs::read_to_string(&path).expect("it is there");
    let lines = text.split_inclusive('\n').map(str::to_owned).collect();
    (id, path, lines)
}

#[test]
fn a_line_of_another_case_is_damage_and_goes_to_its_own_journal() {
    let world = World::done(1);
    let (_, path, lines) = other(&world);
    let whole = world.lines().concat();
    let all = lines.concat();
    for (moved, left) in [
        (lines[0].clone(), all.clone()),
        (lines[1].clone(), all.clone()),
        (lines[2].clone(), lines[..2].concat()),
        (lines[1..].concat(), lines[0].clone()),
        (all.clone(), all.clone()),
        (lines[2].clone() + &lines[0] + &lines[1], lines[0].clone()),
    ] {
        fs::write(world.journal(), format!("{whole}{moved}")).expect("it is ours");
        fs::write(&path, left).expect("it is ours");
        let said = world.run("en", &["case", "status", "HR-1"]);
        assert_eq!(said.exit, Some(3), "{moved}");
        assert_eq!(found(&world).0, Some(3));
        mended(&world);
        assert_eq!(world.lines().concat(), whole);
        let mut back: Vec<String> = fs::read_to_string(&path)
            .expect("it is there")
            .split_inclusive('\n')
            .map(str::to_owned)
            .collect();
        back.sort_by_key(|line| lines.iter().position(|other| other == line));
        assert_eq!(back, lines);
        world.ok(&["case", "note", "HR-1", "x"]);
        fs::write(world.journal(), &whole).expect("it is ours");
    }
    // Of a case that has no journal any more, one is made.
    fs::write(world.journal(), format!("{whole}{all}")).expect("it is ours");
    fs::remove_file(&path).expect("it is there");
    mended(&world);
    assert_eq!(world.lines().concat(), whole);
    assert_eq!(fs::read_to_string(&path).expect("it is there"), all);
}

#[test]
fn a_second_start_in_a_journal_is_damage_wherever_it_stands() {
    let world = World::done(1);
    let lines = world.lines();
    let first: Value = serde_json::from_str(&lines[0]).expect("JSON");
    let last: Value = serde_json::from_str(&lines[1]).expect("JSON");
    let (start, id) = (&first["event"]["did"], &last["id"]);
    let again = format!(
        "{{\"v\":1,\"after\":[{id}],\"seq\":3,\"at\":\"2026-03-02\",\
         \"rec\":\"2026-03-02T14:12:05Z\",\"by\":\"Eva\",\"did\":{start}}}"
    );
    let again = crate::journals::sealed(&again);
    for text in [
        lines.concat() + &again,
        again.clone() + &lines.concat(),
        lines[0].clone() + &again + &lines[1],
    ] {
        fs::write(world.journal(), text).expect("it is ours");
        for args in [
            &["case", "status", "HR-1"][..],
            &["case", "log", "HR-1"],
            &["case", "list"],
            &["case", "status", "--all"],
            &["inbox"],
            &["report", "status"],
        ] {
            assert_eq!(world.run("en", args).exit, Some(3), "{args:?}");
        }
        let said = world.run("en", &["case", "note", "HR-1", "x"]);
        assert_eq!(said.exit, Some(3));
        assert_eq!(found(&world), (Some(3), vec!["other-start".to_owned()]));
        mended(&world);
        assert_eq!(world.lines(), lines);
    }
}

/// What a list answers: its exit, how many cases, and the kinds of its errors.
fn listed(world: &World, args: &[&str], cases: &str) -> (Option<i32>, usize, Vec<String>) {
    let said = world.run("en", args);
    let value: Value = serde_json::from_str(&said.out).expect("JSON");
    let errors = value["errors"].as_array().expect("a list").iter();
    let kinds = errors.map(|row| row["error"]["kind"].as_str().expect("a text").to_owned());
    let count = value[cases].as_array().map_or(0, Vec::len);
    (said.exit, count, kinds.collect())
}

#[test]
fn a_journal_that_was_renamed_or_moved_by_hand_is_an_error_row_until_it_is_mended() {
    let world = World::done(1);
    world.ok(&["case", "start", "pr05", "--entity", "Y", "--ref", "HR-2"]);
    let whole = world.lines().concat();
    let (path, store) = (world.journal(), world.store());
    let case = world.case.clone().expect("a case");
    for (name, kind) in [
        ("cases/2026/Entidad X.jsonl".to_owned(), "wrong-name"),
        (
            format!("cases/2026/{}.jsonl", case.to_uppercase()),
            "wrong-name",
        ),
        (format!("cases/2026/{case} (1).jsonl"), "wrong-name"),
        ("cases/2026/pr07-000000000000.jsonl".to_owned(), "damaged"),
        (format!("cases/{case}.jsonl"), "wrong-folder"),
        ("cases/Entidad X.jsonl".to_owned(), "wrong-folder"),
        (format!("cases/2026/viejos/{case}.jsonl"), "wrong-folder"),
        ("cases/2026/viejos/x.jsonl".to_owned(), "wrong-folder"),
    ] {
        let moved = store.join(&name);
        fs::create_dir_all(moved.parent().expect("a folder")).expect("a folder");
        fs::rename(&path, &moved).expect("it is moved");
        for _ in 0..2 {
            for (args, cases) in [
                (&["case", "list", "--json"][..], "cases"),
                (&["case", "status", "--all", "--json"], "cases"),
            ] {
                let expected = (Some(3), 1, vec![kind.to_owned()]);
                assert_eq!(listed(&world, args, cases), expected, "{name}");
            }
            for args in [
                &["inbox"][..],
                &["report", "status"],
                &["report", "workload"],
                &["case", "outputs", "--all"],
            ] {
                let said = world.run("en", args);
                assert_eq!(said.exit, Some(3), "{args:?} {name}");
                assert!(
                    said.err.contains(&name.replace(&case, "pr07-0123456789ab")),
                    "{}",
                    said.err
                );
            }
        }
        assert_eq!(found(&world).0, Some(3), "{name}");
        let said = world.run("en", &["store", "repair", "--yes"]);
        assert_eq!(said.exit, Some(0), "{name}: {}{}", said.out, said.err);
        assert_eq!(world.lines().concat(), whole, "{name}");
        assert_eq!(
            listed(&world, &["case", "list", "--json"], "cases"),
            (Some(0), 2, vec![])
        );
        let _ = fs::remove_dir_all(store.join("cases/2026/viejos"));
    }
}

#[test]
fn a_second_journal_of_a_case_is_an_error_row() {
    let world = World::done(1);
    let case = world.case.clone().expect("a case");
    let journal = fs::read_to_string(world.journal()).expect("a journal");
    let start = journal.split_inclusive('\n').next().expect("a start");
    // A copy of what it was is not taken for the case, in whatever year it lies.
    for year in ["2025", "2027"] {
        let second = world.store().join(format!("cases/{year}/{case}.jsonl"));
        fs::create_dir_all(second.parent().expect("a folder")).expect("a folder");
        fs::write(&second, start).expect("it is copied");
        let expected = (Some(3), 1, vec!["second-file".to_owned()]);
        assert_eq!(
            listed(&world, &["case", "list", "--json"], "cases"),
            expected
        );
        let status = world.ok(&["--json", "case", "status", &case]).out;
        assert!(status.contains("\"progress\":{\"done\":1"), "{status}");
        mended(&world);
        assert_eq!(
            listed(&world, &["case", "list", "--json"], "cases"),
            (Some(0), 1, vec![])
        );
    }
}

#[test]
fn what_holds_no_case_is_no_error_of_a_list_whatever_it_is_called() {
    let world = World::done(1);
    let year = world.store().join("cases/2026");
    for name in ["notas.jsonl", "pr07-0000.jsonl", "x.txt"] {
        fs::write(year.join(name), "{\"a\":1}\n").expect("a file");
    }
    fs::write(world.store().join("cases/suelto.jsonl"), "").expect("a file");
    fs::create_dir(year.join("carpeta")).expect("a folder");
    assert_eq!(
        listed(&world, &["case", "list", "--json"], "cases"),
        (Some(0), 1, vec![])
    );
}

#[test]
fn a_renamed_journal_is_told_of_in_a_store_that_has_an_index() {
    let world = World::done(1);
    for number in 0..70 {
        let reference = format!("R/{number}");
        world.ok(&[
            "case", "start", "pr05", "--entity", "Y", "--ref", &reference,
        ]);
    }
    world.ok(&["case", "list"]);
    let moved = world.store().join("cases/2026/Entidad X.jsonl");
    fs::rename(world.journal(), &moved).expect("it is moved");
    for _ in 0..3 {
        let found = listed(&world, &["case", "list", "--json"], "cases");
        assert_eq!(found, (Some(3), 70, vec!["wrong-name".to_owned()]));
    }
    mended(&world);
    for _ in 0..3 {
        assert_eq!(
            listed(&world, &["case", "list", "--json"], "cases"),
            (Some(0), 71, vec![])
        );
    }
}
