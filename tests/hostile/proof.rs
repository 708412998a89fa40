//! No case runs under a definition that was not proved, wherever it comes from.

use std::fs;
use std::os::unix::fs::symlink;

use ugat::Digest;

use crate::pushed::{Pushed, World, definition, parallel, said};

/// The first activity leads to itself beside the second: work without an end.
const UNSOUND: [&str; 2] = ["1, 2", ""];

/// A store with one sound case, and the case and the path of one that was pushed.
fn with(make: impl Fn(&World) -> Pushed) -> (World, String, String) {
    let world = World::new();
    world.ok(&["case", "start", "pr07", "--entity", "X", "--ref", "BUENO"]);
    let case = make(&world);
    let path = case.write(&world);
    (world, case.id.to_string(), path)
}

fn shipped(id: &str) -> &'static ugat::shipped::Shipped {
    let mut all = ugat::shipped::all().iter();
    all.find(|one| one.id == id).expect("it is shipped")
}

fn unsound(world: &World) -> Pushed {
    let digest = world.pinned("u1", 1, &definition("u1", 1, &UNSOUND));
    let mut case = Pushed::start("u1", 1, digest);
    case.advance();
    case
}

fn exploding(world: &World) -> Pushed {
    let digest = world.pinned("e1", 1, &parallel("e1", 18));
    Pushed::start("e1", 1, digest)
}

/// A sound case that is moved to an unsound version.
fn migrated(world: &World) -> Pushed {
    let mut case = Pushed::start("pr07", 2, shipped("pr07").digest());
    let text = definition("pr07", 3, &UNSOUND);
    case.migrate(3, world.pinned("pr07", 3, &text));
    case.advance();
    case
}

/// The same by way of versions of which some are sound, some not and some not there.
fn chain(world: &World) -> Pushed {
    let mut case = Pushed::start("pr07", 2, shipped("pr07").digest());
    let sound = definition("pr07", 3, &["2", ""]);
    case.migrate(3, world.pinned("pr07", 3, &sound));
    for version in 4..40 {
        let text = definition("pr07", version, &UNSOUND);
        case.migrate(version, world.pinned("pr07", version, &text));
        case.migrate(version, Digest::of(version.to_string().as_bytes()));
    }
    case
}

/// A case of PR07 under the file of PR09.
fn other_procedure(_: &World) -> Pushed {
    Pushed::start("pr07", 2, shipped("pr09").digest())
}

/// The same of a version that the file does not state.
fn other_version(world: &World) -> Pushed {
    let digest = world.pinned("x1", 7, &definition("x1", 1, &["2", ""]));
    Pushed::start("x1", 7, digest)
}

fn moved_to_other(_: &World) -> Pushed {
    let mut case = Pushed::start("pr07", 2, shipped("pr07").digest());
    case.migrate(1, shipped("pr09").digest());
    case
}

type Push = fn(&World) -> Pushed;

/// What is pushed, and the kind of the error.
const EACH: [(Push, &str); 7] = [
    (unsound, "unsound"),
    (exploding, "not-proved"),
    (migrated, "unsound"),
    (chain, "no-definition"),
    (other_procedure, "wrong-definition"),
    (other_version, "wrong-definition"),
    (moved_to_other, "wrong-definition"),
];

#[test]
fn a_case_under_a_definition_that_is_not_proved_is_one_error_row_and_all_else_is_answered() {
    for (make, kind) in EACH {
        let (world, case, path) = with(make);
        for args in [&["case", "list"][..], &["case", "status", "--all"]] {
            assert_eq!(world.run(args).exit, Some(3), "{kind} {args:?}");
            let answer = world.json(args);
            let rows: Vec<_> = answer["errors"].as_array().expect("rows").iter().collect();
            let told = rows.iter().map(|row| (&row["file"], &row["error"]["kind"]));
            let told: Vec<_> = told
                .map(|(file, kind)| (file.as_str(), kind.as_str()))
                .collect();
            assert_eq!(told, [(Some(&*path), Some(kind))], "{args:?}");
            let cases = answer["cases"].as_array().expect("cases").iter();
            assert!(cases.clone().any(|row| row["ref"] == "BUENO"), "{kind}");
            assert!(!cases.clone().any(|row| row["case"] == *case), "{kind}");
        }
        for args in [
            &["inbox"][..],
            &["report", "status"],
            &["report", "deviations"],
            &["case", "list", "--format", "csv"],
        ] {
            assert_eq!(world.run(args).exit, Some(3), "{kind} {args:?}");
        }
    }
}

#[test]
fn such_a_case_is_shown_and_written_to_by_no_command() {
    for (make, kind) in EACH {
        let (world, case, path) = with(make);
        let before = fs::read(world.store().join(&path)).expect("it is there");
        for args in [
            &["case", "status", &case][..],
            &["case", "log", &case],
            &["case", "why", &case],
            &["case", "outputs", &case],
            &["case", "dossier", &case],
            &["case", "note", &case, "n"],
            &["case", "advance", &case],
            &["case", "cancel", &case, "--reason", "r"],
            &["case", "migrate", &case, "--to", "2", "--reason", "r"],
        ] {
            let said = world.run(args);
            assert_eq!(said.exit, Some(3), "{kind} {args:?}: {}", said.err);
        }
        let error = world.error(&["case", "status", &case], 3);
        assert_eq!(error["kind"], kind);
        let after = fs::read(world.store().join(&path)).expect("it is there");
        assert!(before == after, "{kind}");
    }
}

#[test]
fn what_is_wrong_with_a_pinned_definition_is_told_with_its_file_and_the_shortest_way_there() {
    let (world, case, _) = with(unsound);
    let said = world.run(&["case", "status", &case]);
    let digest = Digest::of(definition("u1", 1, &UNSOUND).as_bytes()).short(12);
    let path = world
        .store()
        .join(format!("procedures/pinned/u1-v1-{digest}.toml"));
    let path = path.canonicalize().expect("it is there");
    let path = path.display();
    assert_eq!(
        said.err,
        format!(
            "error: no case can run under the definition `{path}`: activity 2 could be pending twice at the same time; it happens after 1 → 1\n\
             hint: see all that is wrong with `ugat procedure check {path}`, and who brought it with `git log -- {path}`; how it is taken out: `ugat help trust`\n"
        )
    );
}

#[test]
fn verify_names_every_definition_that_no_case_can_run_under() {
    for (make, kind) in EACH {
        let (world, case, path) = with(make);
        let said = world.run(&["store", "verify", "--json"]);
        assert_eq!(said.exit, Some(3), "{kind}");
        let answer: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
        let findings = answer["findings"].as_array().expect("a list");
        let of_case = findings.iter().find(|one| one["case"] == *case);
        let of_case = of_case.unwrap_or_else(|| panic!("{kind}: {answer}"));
        assert_eq!(
            (&of_case["file"], &of_case["kind"]),
            (&path.into(), &kind.into())
        );
    }
    // Also one that no case names.
    let world = World::new();
    world.pinned("u1", 1, &definition("u1", 1, &UNSOUND));
    world.pinned("u2", 2, &definition("u1", 1, &["2", ""]));
    let said = world.run(&["store", "verify"]);
    assert_eq!(said.exit, Some(3), "{}", said.out);
    assert!(said.out.contains("u1-v1-") && said.out.contains("u2-v2-"));
}

#[test]
fn what_cannot_be_proved_is_neither_added_nor_started() {
    let world = World::new();
    for (name, text) in [
        ("unsound", definition("e1", 1, &UNSOUND)),
        ("exploding", parallel("e1", 18)),
    ] {
        world.write("new.toml", &text);
        world.error(&["procedure", "check", "new.toml"], 1);
        world.error(&["procedure", "add", "new.toml"], 1);
        world.write("procedures/e1.toml", &text);
        let error = world.error(&["case", "start", "e1", "--entity", "X"], 1);
        assert_eq!(error["kind"], "definition", "{name}");
        assert!(!world.store().join("cases").exists(), "{name}");
    }
}

#[test]
fn a_definition_that_is_not_wanted_is_not_proved() {
    let world = World::new();
    for number in 0..8 {
        let id = format!("e{number}");
        world.write(&format!("procedures/{id}.toml"), &parallel(&id, 17));
    }
    world.write("procedures/broken.toml", "id = \"broken\"\n[[");
    world.write("procedures/own.toml", &definition("own", 1, &["2", ""]));
    world.ok(&["case", "start", "pr07", "--entity", "X"]);
    assert!(
        !world.cache().exists(),
        "nothing of the store's own was proved"
    );
    world.ok(&["case", "start", "own", "--entity", "X"]);
    let kept = fs::read_dir(world.cache()).expect("a folder");
    assert_eq!(kept.count(), 1);
}

#[test]
fn a_list_of_procedures_with_many_that_explode_ends() {
    let world = World::new();
    for number in 0..40 {
        let id = format!("e{number}");
        world.write(&format!("procedures/{id}.toml"), &parallel(&id, 18));
    }
    world.write("procedures/own.toml", &definition("own", 1, &["2", ""]));
    let answer = world.json(&["procedure", "list"]);
    let ids = answer["procedures"].as_array().expect("rows").iter();
    let ids: Vec<_> = ids.filter_map(|row| row["id"].as_str()).collect();
    assert_eq!(ids, ["own", "pr05", "pr06", "pr07", "pr09"]);
    let error = world.error(&["case", "start", "e7", "--entity", "X"], 1);
    assert_eq!(error["kind"], "definition");
}

#[test]
fn shipped_procedures_need_no_cache() {
    let world = World::new();
    world.ok(&["case", "start", "pr07", "--entity", "X", "--ref", "R"]);
    for args in [
        &["case", "advance", "R", "1"][..],
        &["case", "status", "R"],
        &["case", "list"],
        &["store", "verify"],
        &["procedure", "list"],
    ] {
        world.ok(args);
    }
    assert!(!world.home().join(".cache").exists());
}

#[test]
fn whatever_the_cache_holds_the_answer_is_the_same() {
    let (world, case, _) = with(unsound);
    world.write("procedures/own.toml", &definition("own", 1, &["2", ""]));
    world.ok(&["case", "start", "own", "--entity", "X", "--ref", "PROPIO"]);
    let answers = |world: &World| {
        let unsound = world.run(&["case", "status", &case]);
        let sound = world.run(&["case", "status", "PROPIO", "--json"]);
        let list = world.run(&["case", "list", "--json"]);
        [unsound, sound, list].map(|said| (said.exit, said.out, said.err))
    };
    let honest = answers(&world);
    assert_eq!([3, 0, 3].map(Some), [honest[0].0, honest[1].0, honest[2].0]);
    let cache = world.cache();
    let kept = || -> Vec<_> {
        let files = fs::read_dir(&cache).expect("a folder");
        files.map(|file| file.expect("a file").path()).collect()
    };
    assert_eq!(kept().len(), 2);
    assert_eq!(answers(&world), honest, "from the cache");
    let spoil = |how: &str| {
        let files = kept();
        let other = fs::read(&files[1]).expect("it is there");
        for path in &files {
            let bytes = fs::read(path).expect("it is there");
            match how {
                "cut" => fs::write(path, &bytes[..bytes.len() - 1]).expect("a file"),
                "empty" => fs::write(path, "").expect("a file"),
                "zeros" => fs::write(path, vec![0; bytes.len()]).expect("a file"),
                "other" => fs::write(path, &other).expect("a file"),
                "link" => {
                    fs::remove_file(path).expect("it is there");
                    symlink("/dev/zero", path).expect("a link");
                }
                _ => {
                    fs::remove_file(path).expect("it is there");
                    fs::create_dir(path).expect("a folder");
                }
            }
        }
    };
    for how in ["cut", "empty", "zeros", "other", "link", "folder"] {
        spoil(how);
        assert_eq!(answers(&world), honest, "{how}");
        fs::remove_dir_all(&cache).expect("it is there");
        assert_eq!(answers(&world), honest, "{how}, anew");
    }
    fs::remove_dir_all(&cache).expect("it is there");
    fs::write(&cache, "a file").expect("a file");
    assert_eq!(answers(&world), honest, "a file in its place");
}

#[test]
fn what_is_pushed_into_the_place_of_the_cache_is_not_believed() {
    let (world, case, _) = with(unsound);
    let inside = world.store().join("inside");
    fs::create_dir_all(inside.join("ugat")).expect("a folder");
    let run = |args: &[&str]| {
        let mut command = world.command(args);
        said(
            command
                .env("XDG_CACHE_HOME", &inside)
                .output()
                .expect("it is run"),
        )
    };
    assert_eq!(run(&["case", "status", &case]).exit, Some(3));
    let kept = fs::read_dir(inside.join("ugat")).expect("a folder");
    assert_eq!(kept.count(), 0);
}

#[test]
fn without_a_home_everything_is_proved_each_time() {
    let (world, case, _) = with(unsound);
    for _ in 0..2 {
        let mut command = world.command(&["case", "status", &case, "--json"]);
        // The list of users names a home as well, which is not to be written to here: this one can
        // never be made.
        let nowhere = world.store().join("ugat.toml/home");
        let output = command.env("HOME", nowhere).output();
        let said = said(output.expect("it is run"));
        assert_eq!(said.exit, Some(3));
        let error: serde_json::Value = serde_json::from_str(&said.err).expect("JSON");
        assert_eq!(error["error"]["kind"], "unsound");
    }
}
