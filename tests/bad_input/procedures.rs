//! Procedures that cannot be added, and versions that are not there.

use std::fs;

use crate::world::World;

const DEMO: &str = "\
id = \"demo\"
version = 3
title = { es = \"Demostración\", en = \"Demonstration\" }

[[activity]]
number = 1
title = { es = \"Hacerlo\", en = \"Do it\" }
role = \"jefe-ugat\"
next = []
";

fn world() -> World {
    let world = World::empty();
    fs::write(world.store().join("demo.toml"), DEMO).expect("it is ours");
    world.ok(&["procedure", "add", "demo.toml"]);
    world
}

#[test]
fn a_version_that_exists_with_other_bytes() {
    let world = world();
    world.ok(&["procedure", "add", "demo.toml"]);
    fs::write(world.store().join("demo.toml"), DEMO.to_owned() + "\n").expect("it is ours");
    world.refused(
        &["procedure", "add", "demo.toml"],
        1,
        "error: ya hay una versión 3 de `demo` con otro contenido: su huella es 295cdc29af07, y la del archivo, 2d108f65308d\nayuda: suba su número, por ejemplo `version = 4`; las diferencias: `ugat procedure diff demo ARCHIVO`",
        "error: there is a version 3 of `demo` already with another content: its digest is 295cdc29af07, that of the file 2d108f65308d\nhint: raise its number, for example `version = 4`; what differs: `ugat procedure diff demo FILE`",
    );
    let stored = world.store().join("procedures/demo-v3.toml");
    assert_eq!(fs::read_to_string(stored).expect("it is there"), DEMO);
}

#[test]
fn a_name_of_another_procedure() {
    let world = world();
    let text = DEMO.replace("version = 3", "version = 1\ncode = \"UGAT/AIT-PR7\"");
    let text = text.replace("\"demo\"", "\"otro\"");
    fs::write(world.store().join("otro.toml"), text).expect("it is ours");
    world.refused(
        &["procedure", "add", "otro.toml"],
        1,
        "error: `otro` se confunde con `pr07`: su `id` o su `code` es el mismo\nayuda: cambie `id` y `code` si es otro procedimiento",
        "error: `otro` is mistaken for `pr07`: its `id` or its `code` is the same\nhint: change `id` and `code` where it is another procedure",
    );
}

#[test]
fn all_of_the_files_are_added_or_none() {
    let world = World::empty();
    fs::write(world.store().join("demo.toml"), DEMO).expect("it is ours");
    fs::write(world.store().join("roto.toml"), "id = demo\n").expect("it is ours");
    let said = world.run("en", &["procedure", "add", "demo.toml", "roto.toml"]);
    assert_eq!(
        (said.exit, &*said.err),
        (
            Some(1),
            "error: 1 of 2 files has problems\nhint: nothing was added\n"
        )
    );
    assert!(!world.store().join("procedures/demo-v3.toml").exists());
}

#[test]
fn a_file_of_the_store_that_stands_in_the_way() {
    let world = World::empty();
    let stored = world.store().join("procedures/demo-v3.toml");
    fs::create_dir_all(world.store().join("procedures")).expect("a folder");
    fs::write(&stored, DEMO.replace("version = 3", "version = 2")).expect("it is ours");
    fs::write(world.store().join("demo.toml"), DEMO).expect("it is ours");
    world.refused(
        &["procedure", "add", "demo.toml"],
        1,
        "error: `/home/ana/casos/procedures/demo-v3.toml` ya existe, con otro contenido\nayuda: vea qué contiene: `ugat procedure check /home/ana/casos/procedures/demo-v3.toml`",
        "error: `/home/ana/casos/procedures/demo-v3.toml` is there already, with other content\nhint: see what it holds: `ugat procedure check /home/ana/casos/procedures/demo-v3.toml`",
    );
}

#[test]
fn a_version_that_is_not_there() {
    let world = world();
    for args in [
        &["procedure", "show", "demo@2"][..],
        &["case", "start", "demo@2", "--entity", "X"],
    ] {
        world.refused(
            args,
            1,
            "error: no hay versión 2 de `demo`\nayuda: está `demo@3`",
            "error: there is no version 2 of `demo`\nhint: there is `demo@3`",
        );
    }
}

#[test]
fn a_comparison_with_what_is_not_there_or_has_problems() {
    let world = world();
    world.refused(
        &["procedure", "diff", "demo", "abcdef12"],
        1,
        "error: no hay procedimiento `abcdef12`\nayuda: los procedimientos se ven con `ugat procedure list`",
        "error: there is no procedure `abcdef12`\nhint: `ugat procedure list` shows the procedures",
    );
    world.refused(
        &["procedure", "diff", "demo", "nada.toml"],
        1,
        "error: no se puede leer `nada.toml`: no existe",
        "error: cannot read `nada.toml`: it does not exist",
    );
    fs::write(world.store().join("roto.toml"), DEMO.replace("[]", "[7]")).expect("it is ours");
    world.refused(
        &["procedure", "diff", "roto.toml", "demo"],
        1,
        "error: la actividad 1 lleva a `7`, que no es una actividad\n --> roto.toml:9:9\n  |\n9 | next = [7]\n  |         ^\n\nerror: `roto.toml` tiene 1 problema",
        "error: activity 1 leads to `7`, which is not an activity\n --> roto.toml:9:9\n  |\n9 | next = [7]\n  |         ^\n\nerror: `roto.toml` has 1 problem",
    );
}

#[test]
fn a_bad_file_of_the_store_hides_no_procedure_but_the_one_that_it_claims_to_be() {
    let world = World::empty();
    let folder = world.store().join("procedures");
    std::fs::create_dir_all(&folder).expect("it is made");
    std::fs::write(folder.join("pr07-v9.toml"), "id = \"pr07\"\nversion = \n").expect("written");
    world.ok(&["case", "start", "pr09"]);
    world.refused(
        &["case", "start", "pr07", "--entity", "X"],
        1,
        "error: `/home/ana/casos/procedures/pr07-v9.toml` tiene 1 problema\nayuda: véalos con `ugat procedure check /home/ana/casos/procedures/pr07-v9.toml`",
        "error: `/home/ana/casos/procedures/pr07-v9.toml` has 1 problem\nhint: see them with `ugat procedure check /home/ana/casos/procedures/pr07-v9.toml`",
    );
    let list = world.run("en", &["procedure", "list", "--format", "csv"]);
    assert_eq!(list.exit, Some(1));
    assert!(list.out.contains("pr05,") && list.out.contains("pr07,"));
}
