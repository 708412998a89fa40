//! A reference means one case: what means something else is refused, and so is one that is taken.

use std::fs;

use serde_json::Value;

use crate::tools::has;
use crate::world::{Said, World};

#[track_caller]
fn kind(said: &Said) -> String {
    let error: Value = serde_json::from_str(said.err.trim()).expect("JSON");
    error["error"]["kind"].as_str().expect("a text").to_owned()
}

fn start<'a>(reference: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let args = [
        "--json", "case", "start", "pr07", "--entity", "X", "--ref", reference,
    ];
    [&args[..], more].concat()
}

/// What a start answers.
#[track_caller]
fn started(world: &World, reference: &str, more: &[&str]) -> Value {
    let said = world.run("en", &start(reference, more));
    assert_eq!(said.exit, Some(0), "{}", said.err);
    serde_json::from_str(&said.out).expect("JSON")
}

fn count(world: &World) -> usize {
    let listed = world.ok(&["case", "list", "--json"]);
    let listed: Value = serde_json::from_str(&listed.out).expect("JSON");
    listed["cases"].as_array().expect("a list").len()
}

#[test]
fn what_means_something_else_is_refused_wherever_a_reference_is_given() {
    let world = World::done(0);
    let id = world.lines()[0].clone();
    let line: Value = serde_json::from_str(&id).expect("JSON");
    let event = &line["id"].as_str().expect("an id")[..8];
    let case = world.case.clone().expect("a case");
    let (suffix, begun) = (&case[5..], &case[..9]);
    for reference in [
        ".",
        "pr05",
        "PR-5",
        "UGAT/AIT-PR7",
        "pr07@2",
        &case,
        suffix,
        begun,
        &case.to_uppercase(),
    ] {
        let before = world.tree();
        let said = world.run("en", &start(reference, &[]));
        assert_eq!(
            (said.exit, &*kind(&said)),
            (Some(1), "reference-unfit"),
            "{reference}"
        );
        let correct = [
            "--json", "case", "correct", "HR-1", event, "--reason", "x", "--ref",
        ];
        let said = world.run("en", &[&correct[..], &[reference]].concat());
        assert_eq!(
            (said.exit, &*kind(&said)),
            (Some(1), "reference-unfit"),
            "{reference}"
        );
        let line = format!(
            "{{\"do\":\"start\",\"procedure\":\"pr07\",\"entity\":\"X\",\"ref\":\"{reference}\"}}\n"
        );
        let said = world.fed("en", &["batch", "-"], line.as_bytes());
        assert_eq!(said.exit, Some(1), "{reference}");
        let sheet = format!("ref;entity;on\n{reference};X;2026-03-02\n");
        let said = world.fed(
            "en",
            &["import", "-", "--procedure", "pr07"],
            sheet.as_bytes(),
        );
        assert_eq!(said.exit, Some(1), "{reference}: {}", said.err);
        assert!(world.tree() == before, "{reference}");
    }
    world.refused(
        &["case", "start", "pr07", "--entity", "X", "--ref", "PR-5"],
        1,
        "error: `PR-5` no sirve de referencia: se entiende como un procedimiento\nayuda: dé la del documento con que llegó el caso: `--ref CITE`",
        "error: `PR-5` cannot be a reference: it means a procedure\nhint: give that of the document by which the case came: `--ref CITE`",
    );
    for fine in [
        "HR-77/2026",
        "2026",
        "hr77",
        "AGETIC/NE/0012/2026",
        "PR-5/2026",
    ] {
        started(&world, fine, &[]);
    }
}

#[test]
fn a_reference_that_another_case_has_is_refused_until_one_insists() {
    if !has("bash") {
        return;
    }
    let world = World::done(0);
    let case = world.case.clone().expect("a case");
    for same in ["HR-1", "hr-1", " HR-1 ", "Hr-1"] {
        let said = world.run("en", &start(same, &[]));
        assert_eq!(
            (said.exit, &*kind(&said)),
            (Some(1), "reference-taken"),
            "{same}"
        );
    }
    world.refused(
        &["case", "start", "pr05", "--entity", "Y", "--ref", "HR-1"],
        1,
        "error: la referencia `HR-1` ya la tiene el caso `pr07-0123456789ab`\nayuda: véalo con `ugat case status pr07-0123456789ab`; si es otro con la misma referencia, agregue `--again`",
        "error: case `pr07-0123456789ab` has the reference `HR-1` already\nhint: see it with `ugat case status pr07-0123456789ab`; if it is another with the same reference, add `--again`",
    );
    let said = world.run("en", &start(&case[5..10], &[]));
    assert_eq!(
        (said.exit, &*kind(&said)),
        (Some(1), "reference-names-case")
    );
    assert_eq!(count(&world), 1);
    let again = started(&world, "HR-1", &["--again"]);
    assert_eq!(again["new"], true);
    assert_eq!(count(&world), 2);
    let said = world.run("en", &["--json", "case", "status", "HR-1"]);
    assert_eq!(kind(&said), "ambiguous-case");
    // It is told of, with what mends it.
    let said = world.run("en", &["store", "verify", "--json"]);
    let verified: Value = serde_json::from_str(&said.out).expect("JSON");
    let found = &verified["findings"][0];
    assert_eq!(
        (said.exit, &found["kind"]),
        (Some(0), &Value::from("reference-twice"))
    );
    let hint = found["hint"]["en"].as_str().expect("a hint");
    let command = hint
        .split('`')
        .nth(1)
        .expect("a command")
        .replace("OTHER", "HR-2");
    let said = world.script("en", &command.replace("pr07-0123456789ab", &case));
    assert_eq!(said.exit, Some(0), "{}", said.err);
    world.ok(&["case", "status", "HR-1"]);
    world.ok(&["case", "status", "HR-2"]);
    let said = world.run("en", &["store", "verify", "--json"]);
    let verified: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(verified["findings"], Value::Array(Vec::new()));
}

#[test]
fn a_start_that_is_to_be_new_gives_the_case_that_is_there() {
    let world = World::empty();
    let first = started(&world, "HR-1", &["--if-new"]);
    assert_eq!(first["new"], true);
    world.ok(&["case", "advance", "HR-1", "1"]);
    let second = started(&world, "hr-1", &["--if-new"]);
    assert_eq!(
        (&second["case"], &second["new"]),
        (&first["case"], &Value::from(false))
    );
    assert_eq!(second["ready"], serde_json::json!([2]));
    assert_eq!(count(&world), 1);
    let plain = [
        "case", "start", "pr07", "--entity", "X", "--ref", "HR-1", "--if-new",
    ];
    let said = world.run("es", &plain);
    assert_eq!(
        (said.exit, &*said.err),
        (
            Some(0),
            "el caso con la referencia `HR-1` ya estaba: no se inició otro\n"
        )
    );
    for wrong in [&["--if-new", "--again"][..], &["--again", "--if-new"]] {
        assert_eq!(world.run("en", &start("HR-9", wrong)).exit, Some(2));
    }
    for alone in ["--if-new", "--again"] {
        let args = ["case", "start", "pr07", "--entity", "X", alone];
        assert_eq!(world.run("en", &args).exit, Some(2));
    }
}

#[test]
fn in_one_file_a_reference_is_given_once_as_well() {
    let world = World::done(0);
    let line = |reference: &str, more: &str| {
        format!(
            "{{\"do\":\"start\",\"procedure\":\"pr07\",\"entity\":\"X\",\"ref\":\"{reference}\"{more}}}\n"
        )
    };
    let note = |case: &str| format!("{{\"do\":\"note\",\"case\":\"{case}\",\"text\":\"x\"}}\n");
    for (lines, expected) in [
        (line("HR-1", ""), 1),
        (line("HR-5", "") + &line("hr-5", ""), 1),
        (line("HR-5", "") + &line("HR-5", ",\"again\":true"), 0),
        (line("HR-1", ",\"again\":true"), 0),
    ] {
        let before = count(&world);
        let said = world.fed("en", &["batch", "-"], lines.as_bytes());
        assert_eq!(said.exit, Some(expected), "{lines}{}", said.err);
        let made = if expected == 0 {
            lines.lines().count()
        } else {
            0
        };
        assert_eq!(count(&world), before + made, "{lines}");
    }
    let world = World::done(0);
    let new = ",\"if-new\":true";
    let lines =
        line("HR-1", new) + &note("HR-1") + &line("HR-6", new) + &line("HR-6", new) + &note("HR-6");
    let said = world.fed("en", &["batch", "-"], lines.as_bytes());
    assert_eq!(said.exit, Some(0), "{}{}", said.out, said.err);
    assert_eq!((count(&world), world.lines().len()), (2, 2));
    let named = line("HR-1", ",\"if-new\":true,\"name\":\"a\"") + &note("a");
    let said = world.fed("en", &["batch", "-"], named.as_bytes());
    assert_eq!(
        (said.exit, world.lines().len()),
        (Some(0), 3),
        "{}{}",
        said.out,
        said.err
    );
}

#[test]
fn a_reference_is_found_taken_in_a_store_that_has_an_index_however_it_came_there() {
    let world = World::empty();
    for number in 0..70 {
        started(&world, &format!("HR-{number}"), &[]);
    }
    let taken = |reference: &str| {
        let said = world.run("en", &start(reference, &[]));
        said.exit == Some(1) && kind(&said) == "reference-taken"
    };
    world.ok(&["case", "list"]);
    world.ok(&["case", "list"]);
    assert!(world.store().join(".ugat/index").exists());
    assert!(taken("hr-69") && taken("HR-0"));
    // By a correction.
    let log = world.ok(&["case", "log", "HR-7", "--json"]);
    let log: Value = serde_json::from_str(&log.out).expect("JSON");
    let first = log["events"][0]["event"]
        .as_str()
        .or(log["events"][0]["id"].as_str());
    let first = first.expect("an id").to_owned();
    world.ok(&[
        "case", "correct", "HR-7", &first, "--ref", "HR-700", "--reason", "x",
    ]);
    assert!(taken("HR-700"));
    world.ok(&["case", "list"]);
    assert!(taken("HR-700"));
    // By a journal that another program brought.
    let other = World::empty();
    let brought = started(&other, "HR-800", &[]);
    let name = format!(
        "cases/2026/{}.jsonl",
        brought["case"].as_str().expect("an id")
    );
    let (from, to) = (other.store().join(&name), world.store().join(&name));
    if !to.exists() {
        fs::copy(from, to).expect("it is copied");
        assert!(taken("HR-800"));
    }
}

/// The second part of the id of a case that is started so.
#[track_caller]
fn second_part(world: &World, args: &[&str]) -> String {
    let said = world.run("en", &[&["--json", "case", "start"], args].concat());
    assert_eq!(said.exit, Some(0), "{}", said.err);
    let started: Value = serde_json::from_str(&said.out).expect("JSON");
    let case = started["case"].as_str().expect("an id");
    case.rsplit_once('-').expect("two parts").1.to_owned()
}

#[test]
fn no_case_begins_with_the_reference_of_another() {
    let (first, second) = (
        ["pr05", "--entity", "Q", "--ref"],
        ["pr07", "--entity", "Z"],
    );
    let start = |reference: &str| {
        let world = World::empty();
        second_part(&world, &[&first[..], &[reference]].concat());
        second_part(&world, &second)
    };
    let drawn = start("HR-9");
    assert_eq!(start("HR-9"), drawn, "the same is drawn again");
    let anew = start(&drawn[..4]);
    assert_ne!(anew[..4], drawn[..4]);
    let lines = |reference: &str| {
        format!(
            "{{\"do\":\"start\",\"procedure\":\"pr07\",\"entity\":\"Z\",\"name\":\"a\"}}\n\
             {{\"do\":\"start\",\"procedure\":\"pr05\",\"entity\":\"Q\",\"ref\":\"{reference}\"}}\n"
        )
    };
    let batch = |reference: &str| {
        let world = World::empty();
        let said = world.fed("en", &["batch", "-", "--json"], lines(reference).as_bytes());
        assert_eq!(said.exit, Some(0), "{}", said.err);
        let done: Value = serde_json::from_str(&said.out).expect("JSON");
        let case = done["cases"][0]["case"].as_str().expect("an id").to_owned();
        case.rsplit_once('-').expect("two parts").1.to_owned()
    };
    let drawn = batch("HR-9");
    assert_ne!(batch(&drawn[..4])[..4], drawn[..4]);
}

#[test]
fn what_is_printed_names_its_own_case_beside_a_reference_that_is_the_same() {
    let world = World::done(0);
    let case = world.case.clone().expect("a case");
    let suffix = &case[5..];
    let start = ["pr05", "--entity", "Y", "--again", "--ref", &suffix[..4]];
    let other = second_part(&world, &start);
    let listed = world.ok(&["case", "list", "--columns", "case"]).out;
    assert!(listed.contains(&format!("{}\n", &suffix[..5])), "{listed}");
    let page = world.ok(&["case", "status", &suffix[..5]]).out;
    assert!(
        page.contains(&format!("ugat case advance {} 1", &suffix[..5])),
        "{page}"
    );
    world.ok(&["case", "note", &suffix[..5], "hola"]);
    assert_eq!(world.lines().len(), 2, "the first case has the note");
    let four = &suffix[..4];
    let both = format!("pr05-{other}");
    world.refused(
        &["case", "note", four, "hola"],
        1,
        &format!("error: `{four}` es la referencia de `{both}` y el comienzo del código de `pr07-0123456789ab`\nayuda: escriba el código entero del que se quiere"),
        &format!("error: `{four}` is the reference of `{both}` and the beginning of the id of `pr07-0123456789ab`\nhint: write the whole id of the one that is meant"),
    );
    world.ok(&["case", "note", &both, "hola"]);
    assert_eq!(
        world.lines().len(),
        2,
        "nothing was written to the first case"
    );
    let said = world.run("en", &["store", "verify", "--json"]);
    let verified: Value = serde_json::from_str(&said.out).expect("JSON");
    let found = &verified["findings"][0];
    assert_eq!(
        (&found["kind"], &found["case"]),
        (
            &Value::from("reference-like-id"),
            &Value::from(format!("pr05-{other}"))
        )
    );
}

#[test]
fn a_reference_that_looks_like_a_number_or_an_id_is_taken_with_a_remark() {
    for (reference, es, en) in [
        (
            "5",
            "el número de una actividad",
            "the number of an activity",
        ),
        (
            "2026",
            "el número de una actividad",
            "the number of an activity",
        ),
        ("ab", "el comienzo de un código", "the beginning of an id"),
    ] {
        let start = ["case", "start", "pr07", "--entity", "X", "--ref", reference];
        for (language, expected) in [
            (
                "es",
                format!(
                    "la referencia `{reference}` puede confundirse con {es}; para escribir en el caso hay que darla entera\n"
                ),
            ),
            (
                "en",
                format!(
                    "the reference `{reference}` may be taken for {en}; to write to the case it has to be typed whole\n"
                ),
            ),
        ] {
            let world = World::empty();
            let said = world.run(language, &start);
            assert_eq!((said.exit, said.err), (Some(0), expected));
            world.ok(&["case", "note", reference, "hola"]);
        }
    }
    let world = World::empty();
    let start = ["case", "start", "pr07", "--entity", "X", "--ref", "R-1"];
    assert_eq!(world.run("es", &start).err, "");
}
