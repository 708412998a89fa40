//! What only calls itself a procedure of the program is told from it wherever it is named.

use serde_json::Value;
use ugat::Digest;
use ugat::shipped;

use crate::pushed::{Pushed, World};

const SAID: &str = "not the one that comes with";

/// PR07 as it comes with the program, but with this id, code and version, and one byte more.
fn counterfeit(id: &str, code: &str, version: u32) -> String {
    let shipped = shipped::all().iter().find(|one| one.id == "pr07");
    let text = shipped.expect("it is shipped").text;
    text.replacen("id = \"pr07\"", &format!("id = \"{id}\""), 1)
        .replacen("\"UGAT/AIT-PR7\"", &format!("\"{code}\""), 1)
        .replacen(
            "version = 2\nrevision = 2",
            &format!("version = {version}"),
            1,
        )
        + "\n"
}

/// A case under a definition that was pushed.
fn pushed(id: &str, code: &str, version: u32) -> (World, String) {
    let world = World::new();
    let digest = world.pinned(id, version, &counterfeit(id, code, version));
    let mut case = Pushed::start(id, version, digest);
    case.advance();
    case.write(&world);
    (world, case.id.to_string())
}

#[test]
fn a_counterfeit_is_called_so_wherever_it_is_named() {
    for (id, code, version) in [
        ("pr07", "UGAT/AIT-PR7", 2),
        ("pr07", "X/A", 2),
        ("pr7", "X/A", 5),
        ("x-a", "UGAT/AIT -PR07", 3),
    ] {
        let (world, case) = pushed(id, code, version);
        let case = case.as_str();
        for (args, pointer) in [
            (&["case", "status", case][..], "/official"),
            (&["case", "list"], "/cases/0/official"),
            (&["case", "log", case], "/events/0/start/official"),
            (&["case", "dossier", case], "/procedure/official"),
            (&["case", "why", case], "/official"),
            (&["inbox"], "/work/0/official"),
        ] {
            let answer = world.json(args);
            assert_eq!(
                answer.pointer(pointer),
                Some(&Value::Bool(false)),
                "{args:?} {answer}"
            );
        }
        for args in [
            &["case", "status", case][..],
            &["case", "list", "--format", "md"],
            &["case", "log", case],
            &["case", "dossier", case],
        ] {
            assert!(world.ok(args).contains(SAID), "{args:?}");
        }
        let said = world.ok(&["case", "status", case, "--lang", "es"]);
        assert!(said.contains("no es el que viene con `ugat`"), "{said}");
        let answer = world.json(&["store", "verify"]);
        let kinds = answer["findings"].as_array().expect("a list").iter();
        let kinds: Vec<_> = kinds.filter_map(|one| one["kind"].as_str()).collect();
        assert_eq!(kinds, ["not-official"], "{answer}");
    }
}

#[test]
fn what_comes_with_the_program_and_what_claims_nothing_is_not_called_so() {
    let (world, own) = pushed("pr07", "UGAT/AIT-PR7", 99);
    world.ok(&["case", "start", "pr07@2", "--entity", "X", "--ref", "R"]);
    for (case, expected) in [(own.as_str(), Value::Null), ("R", Value::Bool(true))] {
        assert_eq!(world.json(&["case", "status", case])["official"], expected);
        assert!(!world.ok(&["case", "status", case]).contains(SAID));
    }
    let listed = world.ok(&["case", "list", "--format", "md"]);
    assert!(!listed.contains("| Procedure |"), "{listed}");
    let verified = world.json(&["store", "verify"]);
    assert_eq!(verified["findings"], Value::Array(Vec::new()));
}

#[test]
fn a_procedure_of_the_store_that_bears_the_code_of_another_is_called_so_in_lists() {
    let world = World::new();
    world.write("procedures/x.toml", &counterfeit("x-a", "UGAT/AIT-PR7", 9));
    let answer = world.json(&["procedure", "list"]);
    let rows = answer["procedures"].as_array().expect("rows").iter();
    let official: Vec<_> = rows
        .map(|row| (row["id"].as_str(), &row["official"]))
        .collect();
    let yes = Value::Bool(true);
    let expected = ["pr05", "pr06", "pr07", "pr09"].map(|id| (Some(id), &yes));
    assert_eq!(official[..4], expected);
    assert_eq!(official[4..], [(Some("x-a"), &Value::Bool(false))]);
    let listed = world.ok(&["procedure", "list", "--format", "md"]);
    assert!(listed.contains(SAID), "{listed}");
    assert!(world.ok(&["procedure", "show", "x-a"]).contains(SAID));
    assert_eq!(world.json(&["procedure", "show", "x-a"])["official"], false);
    let answer = world.json(&["store", "verify"]);
    assert_eq!(answer["findings"][0]["kind"], "not-official", "{answer}");
}

#[test]
fn the_digest_of_another_revision_that_was_shipped_is_official() {
    let digests = include_str!("../../procedures/digests.txt");
    for line in digests.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [id, version, digest] = words[..] else {
            panic!("`{line}` is not an id, a version and a digest");
        };
        assert!(shipped::all().iter().any(|one| one.id == id), "{line}");
        assert!(
            version.parse::<u32>().is_ok() && Digest::parse(digest).is_some(),
            "{line}"
        );
    }
    let mut sorted: Vec<&str> = digests.lines().collect();
    sorted.sort_unstable();
    sorted.dedup();
    assert!(digests.lines().eq(sorted), "in order, each once");
}
