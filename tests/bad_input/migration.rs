//! Cases that cannot be moved to another version, and versions that were lost.

use std::fs;

use crate::world::World;

/// A procedure in few words: what follows each activity, as it stands in its file.
fn procedure(version: u32, activities: &[(&str, &str)]) -> String {
    let head = format!(
        "id = \"demo\"\nversion = {version}\ntitle = {{ es = \"Demostración\", en = \"Demonstration\" }}\n"
    );
    let activities = (1..).zip(activities).map(|(number, (title, next))| {
        format!(
            "\n[[activity]]\nnumber = {number}\ntitle = {{ es = \"{title}\", en = \"{title}\" }}\nrole = \"uit\"\n{next}\n"
        )
    });
    head + &activities.collect::<String>()
}

/// A case at 2 and 3 of four, which 4 joins.
fn world() -> World {
    let world = World::empty();
    let old = [
        ("Alpha", "next = [2, 3]"),
        ("Beta", "next = [4]"),
        ("Gamma", "next = [4]"),
        ("Delta", "next = []"),
    ];
    add(&world, &procedure(1, &old));
    for reference in ["R-1", "R-2"] {
        let args = ["case", "start", "demo", "--entity", "X", "--ref", reference];
        world.ok(&args);
        world.ok(&["case", "advance", reference]);
    }
    world
}

fn add(world: &World, text: &str) {
    fs::write(world.store().join("demo.toml"), text).expect("it is ours");
    world.ok(&["procedure", "add", "demo.toml"]);
}

/// A version without 3, where 2 could as well be 1.
fn shorter() -> String {
    let new = [
        ("Alpha", "next = [2]"),
        ("Beta", "next = [3]"),
        ("Delta", "next = []"),
    ];
    procedure(2, &new)
}

/// What the row of the only case says in each language, after the case; nothing is written.
#[track_caller]
fn blocked(world: &World, args: &[&str], exit: i32, es: &str, en: &str) {
    let before = world.tree();
    let args = [args, &["--format", "csv"]].concat();
    for (language, row, left) in [("es", es, LEFT_ES), ("en", en, LEFT_EN)] {
        let said = world.run(language, &args);
        let rows: Vec<&str> = said.out.lines().skip(1).collect();
        let [only] = rows.as_slice() else {
            panic!("{args:?}: {said:?}")
        };
        let (_, only) = only.split_once(',').expect("a row");
        assert_eq!(
            (said.exit, only, &*said.err),
            (Some(exit), row, left),
            "{args:?}"
        );
    }
    assert!(world.tree() == before, "{args:?} has changed a file");
}

const LEFT_ES: &str = "error: 1 caso no puede migrar así
ayuda: siguen con su versión; el detalle está en la respuesta
";
const LEFT_EN: &str = "error: 1 case cannot be moved like this
hint: they go on under their version; the answer says why
";

#[test]
fn work_that_the_new_version_does_not_have() {
    let world = world();
    add(&world, &shorter());
    blocked(
        &world,
        &["case", "migrate", "R-1", "--to", "2", "--dry-run"],
        1,
        "1,2,needs-mapping,\"hay trabajo en 3, que la versión nueva no tiene: diga qué actividad es ahora, `--map 3=N`\"",
        "1,2,needs-mapping,\"there is work at 3, which the new version does not have: say which activity it is now, `--map 3=N`\"",
    );
    let crowded = [
        "case", "migrate", "R-1", "--to", "2", "--map", "3=2", "--reason", "x",
    ];
    blocked(
        &world,
        &crowded,
        1,
        "1,2,blocked,la actividad 2 podría quedar pendiente dos veces a la vez; ocurre desde el comienzo",
        "1,2,blocked,activity 2 could be pending twice at the same time; it happens from the start",
    );
}

#[test]
fn a_case_that_could_go_wrong_under_the_new_version() {
    let world = world();
    let question = |answers: &str| {
        format!("question = {{ text = {{ es = \"¿?\", en = \"?\" }}, answers = [{answers}] }}")
    };
    let answer = |key: &str, next: &str| {
        format!(
            "{{ key = \"{key}\", title = {{ es = \"{key}\", en = \"{key}\" }}, next = {next} }}"
        )
    };
    let one = question(&format!("{}, {}", answer("a", "[2]"), answer("b", "[3]")));
    let round = |to: &str| question(&format!("{}, {}", answer("on", to), answer("end", "[]")));
    let (two, four) = (round("[4]"), round("[2]"));
    let new = [
        ("Alpha", &*one),
        ("Beta", &*two),
        ("Gamma", "next = [4]"),
        ("Delta", &*four),
    ];
    add(&world, &procedure(2, &new));
    let args = ["case", "migrate", "R-1", "--to", "2", "--reason", "x"];
    blocked(
        &world,
        &args,
        1,
        "1,2,blocked,un caso podría quedar detenido: la 2 espera a la 4 y la 4 espera a la 2; ocurre después de 3",
        "1,2,blocked,a case could come to a standstill: 2 waits for 4 and 4 waits for 2; it happens after 3",
    );
}

#[test]
fn a_mapping_that_says_nothing_or_too_much() {
    let world = world();
    add(&world, &shorter());
    let args = |map: &'static str| {
        [
            "case", "migrate", "R-1", "--to", "2", "--reason", "x", "--map", map,
        ]
    };
    for typed in ["3", "3=", "=2", "3=dos", "3=0", "3=2=1", "999=1"] {
        world.refused(
            &args(typed),
            2,
            &format!("error: `--map {typed}` no son dos números de actividad\nayuda: lo que era la 5 y ahora es la 6: `--map 5=6`"),
            &format!("error: `--map {typed}` is not two numbers of activities\nhint: what was 5 and is 6 now: `--map 5=6`"),
        );
    }
    let mut twice = args("3=1").to_vec();
    twice.extend(["--map", "3=2"]);
    world.refused(
        &twice,
        2,
        "error: `--map` dice dos cosas de la actividad 3\nayuda: deje un solo `--map 3=N`",
        "error: `--map` gives activity 3 two numbers\nhint: leave one `--map 3=N` alone",
    );
    blocked(
        &world,
        &args("3=7"),
        1,
        "1,2,blocked,la versión nueva no tiene la actividad 7: llega a la 3",
        "1,2,blocked,the new version has no activity 7: it has 3",
    );
    blocked(
        &world,
        &args("7=3"),
        1,
        "1,2,blocked,\"no hay actividad 7 en `demo`, que va de la 1 a la 4\"",
        "1,2,blocked,\"there is no activity 7 in `demo`, which has 1 to 4\"",
    );
}

#[test]
fn a_case_that_is_not_there_keeps_all_where_they_are() {
    let world = world();
    add(&world, &shorter());
    world.refused(
        &["case", "migrate", "R-1", "zzz", "--to", "2", "--map", "3=3", "--reason", "x"],
        1,
        "error: ningún caso se llama `zzz` ni empieza así, ni tiene esa referencia\nayuda: los casos se ven con `ugat case list`",
        "error: no case is called `zzz` or begins so, or has that reference\nhint: `ugat case list` shows the cases",
    );
    world.refused(
        &["case", "migrate", "--to", "2", "--reason", "x"],
        2,
        "error: falta `<CASO>` en `ugat case migrate`\nayuda: los casos se ven con `ugat case list`",
        "error: `<CASE>` is missing in `ugat case migrate`\nhint: `ugat case list` shows the cases",
    );
    world.refused(
        &["case", "migrate", "--all", "--to", "2", "--reason", "x"],
        2,
        "error: falta `--procedure <PROC>` en `ugat case migrate`\nayuda: vea `ugat case migrate --help`",
        "error: `--procedure <PROC>` is missing in `ugat case migrate`\nhint: see `ugat case migrate --help`",
    );
}

#[test]
fn of_all_cases_of_a_procedure_those_that_can_be_moved_are() {
    let world = world();
    add(&world, &shorter());
    world.ok(&["case", "advance", "R-2", "3"]);
    let all = [
        "case",
        "migrate",
        "--all",
        "--procedure",
        "demo",
        "--to",
        "2",
        "--reason",
        "x",
        "--json",
    ];
    let said = world.run("en", &all);
    let rows: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    let results = rows["cases"].as_array().expect("rows").iter();
    let mut results: Vec<String> = results
        .map(|row| format!("{} {}", row["result"], row["unmapped"]))
        .collect();
    results.sort_unstable();
    assert_eq!(said.exit, Some(1), "{}", said.err);
    assert_eq!(results, ["\"migrated\" []", "\"needs-mapping\" [3]"]);
    let journal = world.ok(&["case", "log", "R-2", "--json"]);
    assert_eq!(journal.out.matches("\"did\":\"migrated\"").count(), 1);
    world.ok(&["case", "advance", "R-1", "3"]);
    world.ok(&all);
    world.told(
        &[
            "case",
            "migrate",
            "--all",
            "--procedure",
            "demo",
            "--to",
            "2",
            "--dry-run",
            "--format",
            "csv",
        ],
        0,
        "",
        "",
    );
    let nothing = world.run(
        "es",
        &[
            "case",
            "migrate",
            "--all",
            "--procedure",
            "demo",
            "--to",
            "2",
            "--dry-run",
        ],
    );
    assert_eq!((nothing.exit, &*nothing.out), (Some(0), ""));
    assert_eq!(
        nothing.err,
        "ningún caso sigue otra versión del procedimiento\n"
    );
}

#[test]
fn the_definition_of_a_version_that_was_lost() {
    let world = world();
    add(&world, &shorter());
    world.ok(&["case", "advance", "R-2", "3"]);
    world.ok(&["case", "migrate", "R-2", "--to", "2", "--reason", "x"]);
    let pinned = world.store().join("procedures/pinned");
    let lost = fs::read_dir(&pinned)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    let lost = lost.filter(|path| path.to_str().is_some_and(|path| path.contains("-v2-")));
    let lost: Vec<_> = lost.collect();
    let [lost] = lost.as_slice() else {
        panic!("one is pinned: {lost:?}")
    };
    let digits = lost
        .file_stem()
        .and_then(|stem| stem.to_str())
        .expect("UTF-8");
    let digits = digits.rsplit_once('-').expect("a digest").1.to_owned();
    let text = fs::read_to_string(lost).expect("it is there");
    fs::remove_file(lost).expect("it is there");
    let es = format!(
        "error: falta la definición `demo` versión 2 ({digits}) que sigue el caso\nayuda: recupere `procedures/pinned/demo-v2-{digits}.toml` de otro clon"
    );
    let en = format!(
        "error: the definition `demo` version 2 ({digits}) that the case is under is missing\nhint: recover `procedures/pinned/demo-v2-{digits}.toml` from another clone"
    );
    world.told(
        &["case", "status", "R-2"],
        3,
        &format!("{es}\n"),
        &format!("{en}\n"),
    );
    world.refused(&["case", "note", "R-2", "x"], 3, &es, &en);
    let verified = world.run("en", &["store", "verify"]);
    assert_eq!(verified.exit, Some(3), "{}", verified.out);
    blocked(
        &world,
        &["case", "migrate", "R-2", "--to", "1", "--reason", "x"],
        3,
        &format!("1,1,blocked,falta la definición `demo` versión 2 ({digits}) que sigue el caso"),
        &format!(
            "1,1,blocked,the definition `demo` version 2 ({digits}) that the case is under is missing"
        ),
    );
    fs::write(lost, text.clone() + "\n").expect("it is ours");
    let found = ugat::Digest::of((text + "\n").as_bytes()).short(12);
    let file = format!("/home/ana/casos/procedures/pinned/demo-v2-{digits}.toml");
    world.refused(
        &["case", "note", "R-2", "x"],
        3,
        &format!("error: `{file}` fue modificado: su contenido es {found}\nayuda: recupérelo: `git checkout -- {file}`"),
        &format!("error: `{file}` was changed: its content is {found}\nhint: recover it: `git checkout -- {file}`"),
    );
}
