//! Journals as someone else may have pushed them: newer, torn, damaged, hostile.

use std::fs;

use serde_json::Value;
use ugat::{CaseId, EventId, ProcedureId};

use crate::world::{LANGUAGES, World};

const PATH: &str = "/home/ana/casos/cases/2026/pr07-0123456789ab.jsonl";

pub fn sealed(event: &str) -> String {
    let id = EventId::of(event.as_bytes());
    format!("{{\"id\":\"{id}\",\"event\":{event}}}\n")
}

/// A line behind the last one of the journal.
fn next(world: &World, version: u32, did: &str) -> String {
    let lines = world.lines();
    let last: Value = serde_json::from_str(lines.last().expect("a line")).expect("JSON");
    let (id, seq) = (&last["id"], &last["event"]["seq"]);
    let seq = seq.as_u64().expect("a number") + 1;
    sealed(&format!(
        "{{\"v\":{version},\"after\":[{id}],\"seq\":{seq},\"at\":\"2026-03-02\",\
         \"rec\":\"2026-03-02T14:12:05Z\",\"by\":\"Eva\\u001b[2J\\u202e\",\"did\":{did}}}"
    ))
}

fn write(world: &World, text: &str) {
    fs::write(world.journal(), text).expect("it is ours");
}

#[test]
fn a_newer_journal_is_shown_and_not_written() {
    for (version, did, es, en) in [
        (2, "[1]", "eventos del formato 2", "events of format 2"),
        (
            1,
            "{\"frozen\":{\"to\":\"Eva\"}}",
            "un acto `frozen`",
            "an act `frozen`",
        ),
    ] {
        let world = World::done(1);
        let line = next(&world, version, did);
        write(&world, &(world.lines().concat() + &line));
        let es_told = format!("el caso tiene {es}, que este `ugat` no conoce; actualícelo\n");
        let en_told = format!("the case has {en}, which this `ugat` does not know; update it\n");
        for command in ["status", "log", "dossier"] {
            world.told(&["case", command, "."], 0, &es_told, &en_told);
        }
        world.told(&["case", "list"], 0, "", "");
        world.told(&["case", "status", "--all"], 0, "", "");
        let listed = world.ok(&["case", "list"]).out;
        assert!(listed.contains("of a newer"), "{listed}");
        let es = format!(
            "error: el caso `pr07-0123456789ab` tiene {es}, de un `ugat` más nuevo\nayuda: actualice `ugat`; nada se escribió"
        );
        let en = format!(
            "error: case `pr07-0123456789ab` has {en}, of a newer `ugat`\nhint: update `ugat`; nothing was written"
        );
        for args in [
            &["case", "note", ".", "x"][..],
            &["case", "advance", ".", "2"],
            &["case", "attach", ".", "1", "--output", "correo=1"],
        ] {
            world.refused(args, 1, &es, &en);
        }
    }
}

#[test]
fn a_case_that_a_newer_program_began_is_named_so() {
    let world = World::done(0);
    let first = world.lines()[0].replace("\"v\":1", "\"v\":2");
    let event = &first[first.find("\"event\":").expect("an event") + 8..first.len() - 2];
    let id = CaseId::of(
        ProcedureId::parse("pr07").expect("a key"),
        &EventId::of(event.as_bytes()),
    );
    let path = world.store().join(format!("cases/2026/{id}.jsonl"));
    fs::write(path, sealed(event)).expect("a file");
    world.refused(
        &["case", "status", &id.to_string()],
        1,
        &format!("error: el caso `{id}` tiene eventos del formato 2, de un `ugat` más nuevo\nayuda: actualice `ugat`; nada se escribió"),
        &format!("error: case `{id}` has events of format 2, of a newer `ugat`\nhint: update `ugat`; nothing was written"),
    );
}

#[test]
fn a_torn_tail_is_told_of_and_the_next_write_sets_it_aside() {
    let world = World::done(1);
    let whole = world.lines().concat();
    write(&world, &format!("{whole}{{\"id\":\"7"));
    let es = format!("`{PATH}` termina en una escritura inconclusa de 8 bytes, que no cuenta\n");
    let en = format!("`{PATH}` ends in a write of 8 bytes that was cut short and does not count\n");
    for args in [
        &["case", "status", "."][..],
        &["case", "log", "."],
        &["case", "status", "--all"],
        &["case", "list"],
        &["report", "throughput"],
    ] {
        world.told(args, 0, &es, &en);
    }
    let said = world.run("en", &["case", "advance", ".", "2"]);
    assert_eq!(said.exit, Some(0));
    let now = world.lines();
    assert_eq!((now.len(), now[..2].concat()), (3, whole));
    let lost = fs::read_dir(world.store().join("lost+found")).expect("it is made");
    let kept: Vec<_> = lost
        .map(|entry| fs::read(entry.expect("a name").path()).expect("a file"))
        .collect();
    assert_eq!(kept, [b"{\"id\":\"7"]);
    world.ok(&["case", "status", "."]);
}

#[test]
fn an_empty_or_wholly_torn_journal_is_no_case() {
    let world = World::empty();
    let folder = world.store().join("cases/2026");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("pr07-000000000000.jsonl"), "").expect("a file");
    fs::write(folder.join("pr07-111111111111.jsonl"), "{\"id\":").expect("a file");
    let listed = world.ok(&["case", "list", "--json"]).out;
    assert_eq!(
        listed,
        "{\"cases\":[],\"errors\":[],\"as_of\":\"2026-03-02\",\"days\":\"calendar\"}\n"
    );
    world.refused(
        &["case", "status", "1111"],
        1,
        "error: ningún caso se llama `pr07-111111111111` ni empieza así, ni tiene esa referencia\nayuda: los casos se ven con `ugat case list`",
        "error: no case is called `pr07-111111111111` or begins so, or has that reference\nhint: `ugat case list` shows the cases",
    );
}

/// A case with four bad lines among three good ones, and a sound one beside it.
fn damaged() -> World {
    let mut world = World::empty();
    world.start();
    for activity in ["1", "2", "3"] {
        world.ok(&["case", "advance", ".", activity]);
    }
    let lines = world.lines();
    let altered = lines[3].replace("Ana Quispe", "Eva Quispe");
    let bad = ["\u{1b}[2Jhola\n", "=======\n", &altered, "{}\n"];
    write(&world, &(lines[..3].concat() + &bad.concat()));
    world
}

fn ids(world: &World) -> (String, EventId) {
    let line = &world.lines()[5];
    let event = &line[line.find("\"event\":").expect("an event") + 8..line.len() - 2];
    (line[7..47].to_owned(), EventId::of(event.as_bytes()))
}

#[test]
fn damaged_lines_are_named_and_the_rest_is_shown() {
    let world = damaged();
    let (stated, found) = ids(&world);
    let es = format!(
        "línea 4: no es un evento: desde la columna 1 no es JSON\n\
         línea 5: es una marca de conflicto de git\n\
         línea 6: fue alterada: su contenido no es el de `{stated}`, sino el de {found}\n\
         línea 7: no es un evento: lo que está en la columna 2 no es de un evento\n\
         error: el caso `pr07-0123456789ab` está dañado: `{PATH}`, líneas 4, 5, 6 y 7\n\
         ayuda: nada se escribe en él; vea cómo se repara: `ugat store repair`\n"
    );
    let en = format!(
        "line 4: it is not an event: from column 1 on it is not JSON\n\
         line 5: it is a conflict marker of git\n\
         line 6: it was altered: its content is not that of `{stated}` but of {found}\n\
         line 7: it is not an event: what stands at column 2 is not of an event\n\
         error: case `pr07-0123456789ab` is damaged: `{PATH}`, lines 4, 5, 6 and 7\n\
         hint: nothing is written to it; see how it is mended: `ugat store repair`\n"
    );
    world.told(&["case", "status", "."], 3, &es, &en);
    let status = world.run("en", &["case", "status", ".", "--json"]);
    let shown: Value = serde_json::from_str(&status.out).expect("JSON");
    assert_eq!(shown["progress"]["done"], 2);
    let error: Value = serde_json::from_str(&status.err).expect("one object");
    assert_eq!(
        (status.exit, &error["error"]["kind"]),
        (Some(3), &"damaged".into())
    );
}

#[test]
fn a_damaged_case_is_not_written() {
    let world = damaged();
    for args in [
        &["case", "note", ".", "x"][..],
        &["case", "advance", ".", "3"],
        &["case", "attach", ".", "1", "--output", "correo=1"],
    ] {
        world.refused(
            args,
            3,
            &format!("error: el caso `pr07-0123456789ab` está dañado: `{PATH}`, líneas 4, 5, 6 y 7\nayuda: nada se escribe en él; vea cómo se repara: `ugat store repair`"),
            &format!("error: case `pr07-0123456789ab` is damaged: `{PATH}`, lines 4, 5, 6 and 7\nhint: nothing is written to it; see how it is mended: `ugat store repair`"),
        );
    }
}

#[test]
fn a_damaged_case_among_others_is_one_error_row() {
    let world = damaged();
    world.ok(&["case", "start", "pr05", "--entity", "Y"]);
    let file = "cases/2026/pr07-0123456789ab.jsonl";
    for (args, key) in [
        (&["case", "list"][..], "cases"),
        (&["case", "status", "--all"], "cases"),
        (&["report", "throughput"], "rows"),
    ] {
        world.told(
            args,
            3,
            &format!(
                "el caso `pr07-0123456789ab` está dañado: `{file}`, líneas 4, 5, 6 y 7\nerror: 1 archivo de caso no se pudo leer entero\n"
            ),
            &format!(
                "case `pr07-0123456789ab` is damaged: `{file}`, lines 4, 5, 6 and 7\nerror: 1 journal could not be read whole\n"
            ),
        );
        let said = world.run("en", &[args, &["--json"]].concat());
        let shown: Value = serde_json::from_str(&said.out).expect("JSON");
        let rows = |key: &str| shown[key].as_array().map(Vec::len);
        assert_eq!((rows(key), rows("errors")), (Some(1), Some(1)));
        assert_eq!(shown["errors"][0]["file"], file);
        serde_json::from_str::<Value>(&said.err).expect("one object");
    }
}

#[test]
fn a_journal_that_lost_lines_is_damaged() {
    let world = World::done(3);
    let lines = world.lines();
    write(&world, &[&*lines[0], &*lines[1], &*lines[3]].concat());
    world.refused(
        &["case", "note", ".", "x"],
        3,
        "error: al caso `pr07-0123456789ab` le falta 1 evento, anterior a otros\nayuda: nada se escribe en él; vea cómo se repara: `ugat store repair`",
        "error: case `pr07-0123456789ab` lacks 1 event, earlier than others\nhint: nothing is written to it; see how it is mended: `ugat store repair`",
    );
    write(&world, &lines[1..].concat());
    let case = world.case.clone().expect("a case");
    world.refused(
        &["case", "status", &case],
        3,
        &format!("error: `{PATH}` no contiene el primer evento del caso que nombra\nayuda: recupere el archivo: `git log -- {PATH}`"),
        &format!("error: `{PATH}` does not hold the first event of the case that it names\nhint: recover the file: `git log -- {PATH}`"),
    );
    let file = "cases/2026/pr07-0123456789ab.jsonl";
    world.told(
        &["case", "list"],
        3,
        &format!("`{file}` no contiene el primer evento del caso que nombra\nerror: 1 archivo de caso no se pudo leer entero\n"),
        &format!("`{file}` does not hold the first event of the case that it names\nerror: 1 journal could not be read whole\n"),
    );
}

/// A case whose every text is this one, as JSON writes it.
pub fn pushed(world: &World, text: &str) -> String {
    let first = world.lines()[0].clone();
    let event = &first[first.find("\"event\":").expect("an event") + 8..first.len() - 2];
    let event = event
        .replace("\"Ministerio X\"", text)
        .replace("\"HR-1\"", text)
        .replace("\"Ana Quispe\"", text);
    let id = EventId::of(event.as_bytes());
    let case = CaseId::of(ProcedureId::parse("pr07").expect("a key"), &id);
    let note = sealed(&format!(
        "{{\"v\":1,\"after\":[\"{id}\"],\"seq\":2,\"at\":\"2026-03-02\",\
         \"rec\":\"2026-03-02T14:12:05Z\",\"by\":{text},\"as\":{text},\"for\":{text},\
         \"did\":{{\"noted\":{{\"note\":{text}}}}}}}"
    ));
    fs::remove_file(world.journal()).expect("it is there");
    let path = world.store().join(format!("cases/2026/{case}.jsonl"));
    fs::write(path, sealed(&event) + &note).expect("a file");
    case.to_string()
}

/// Every way to read the cases of a store.
fn readings() -> Vec<Vec<&'static str>> {
    let mut readings = vec![
        vec![
            "case",
            "list",
            "--template",
            "{{ entity }} {{ entities }} {{ ref }} {{ ref|json }}",
        ],
        vec![
            "case",
            "log",
            ".",
            "--template",
            "{{ by }} {{ note }} {{ [note] }} {{ note|upper }}",
        ],
        vec!["case", "status", "."],
        vec!["case", "status", ".", "--json"],
        vec!["case", "outputs", "."],
        vec!["case", "why", "."],
        vec!["case", "why", ".", "10"],
    ];
    for format in ["md", "html", "json"] {
        readings.push(vec!["case", "dossier", ".", "--format", format]);
    }
    for format in ["table", "json", "ndjson", "csv", "md"] {
        readings.push(vec!["case", "list", "--format", format]);
        readings.push(vec!["case", "status", "--all", "--format", format]);
        readings.push(vec!["case", "log", ".", "--format", format]);
    }
    readings
}

#[test]
fn a_pushed_journal_steers_no_terminal() {
    let world = World::done(0);
    let text = "\"=1+1\\u001b[2J\\u009b31m\\u202e\\u0007\\u007f\\r\\n\\tx|y<b>\"";
    pushed(&world, text);
    for reading in readings() {
        for language in LANGUAGES {
            let said = world.run(language, &reading);
            assert_eq!((said.exit, &*said.err), (Some(0), ""), "{reading:?}");
            let steers = |character: char| {
                character != '\n' && (character.is_control() || character == '\u{202e}')
            };
            let found = said.out.chars().find(|character| steers(*character));
            assert_eq!(found, None, "{reading:?}: {}", said.out);
        }
    }
    let cells = world.ok(&["case", "list", "--format", "csv"]).out;
    for cell in cells.lines().flat_map(|line| line.split(',')) {
        let cell = cell.trim_start_matches('"');
        assert!(!cell.starts_with(['=', '+', '@']), "{cells}");
    }
}

#[test]
fn a_pushed_journal_may_be_as_long_as_a_line_and_is_still_read() {
    let world = World::done(0);
    let long = format!("\"{}\"", "x ".repeat(100_000));
    pushed(&world, &long);
    for reading in readings() {
        let said = world.run("en", &reading);
        assert_eq!((said.exit, &*said.err), (Some(0), ""), "{reading:?}");
    }
}

#[test]
fn a_line_longer_than_any_event_is_damage() {
    let world = World::done(1);
    let long = "x".repeat((1 << 20) + 1);
    write(&world, &(world.lines().concat() + &long + "\n"));
    world.told(
        &["case", "status", "."],
        3,
        &format!(
            "línea 3: tiene 1048577 bytes, más que ningún evento\nerror: el caso `pr07-0123456789ab` está dañado: `{PATH}`, línea 3\nayuda: nada se escribe en él; vea cómo se repara: `ugat store repair`\n"
        ),
        &format!(
            "line 3: it has 1048577 bytes, more than any event\nerror: case `pr07-0123456789ab` is damaged: `{PATH}`, line 3\nhint: nothing is written to it; see how it is mended: `ugat store repair`\n"
        ),
    );
}
