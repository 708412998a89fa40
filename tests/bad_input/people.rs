//! Who may not act where the store says who its people are.

use crate::world::World;

const PEOPLE: &str = "\
[[people]]
name = \"Ana Quispe\"
roles = [\"unidad-sustantiva\", \"jefe-ugat\"]
substitutes = [{ name = \"Luis Poma\", from = 2026-02-02, until = 2026-02-06 }]

[[people]]
name = \"Rosa Choque\"
roles = [\"jefe-ugat\"]
substitutes = [{ name = \"Luis Poma\", from = 2026-02-02, until = 2026-02-06 }]

[[people]]
name = \"Luis Poma\"
email = \"luis@entidad.gob.bo\"
";

/// Activity 2, of the head of the UGAT, is ready.
fn world() -> World {
    let world = World::done(1);
    std::fs::write(world.store().join("ugat.toml"), PEOPLE).expect("it is ours");
    world
}

#[test]
fn one_who_is_not_among_the_people() {
    let world = world();
    world.refused(
        &["case", "advance", ".", "--by", "Rosa"],
        1,
        "error: `Rosa` no está en la tabla de personas de este registro\nayuda: ¿quiso decir `Rosa Choque`?",
        "error: `Rosa` is not in the table of people of this store\nhint: did you mean `Rosa Choque`?",
    );
    world.refused(
        &["case", "assign", ".", "2", "Rosa"],
        1,
        "error: `Rosa` no está en la tabla de personas de este registro\nayuda: ¿quiso decir `Rosa Choque`?",
        "error: `Rosa` is not in the table of people of this store\nhint: did you mean `Rosa Choque`?",
    );
    world.refused(
        &["case", "note", ".", "x", "--by", "Eva"],
        1,
        "error: `Eva` no está en la tabla de personas de este registro\nayuda: las personas están en `ugat.toml`; quien actúa se nombra con `--by`",
        "error: `Eva` is not in the table of people of this store\nhint: the people are in `ugat.toml`; who acts is named with `--by`",
    );
}

#[test]
fn one_who_does_not_hold_the_role() {
    let world = world();
    let by_luis = ["case", "advance", ".", "--by", "luis@entidad.gob.bo"];
    world.refused(
        &by_luis,
        1,
        "error: `Luis Poma` no puede hacerlo: corresponde a Jefe de la UGAT\nayuda: suple a Ana Quispe del 02/02/2026 al 06/02/2026 y a Rosa Choque del 02/02/2026 al 06/02/2026; en otros días, `--on-behalf-of \"Ana Quispe\" --authority AUTORIZACIÓN`",
        "error: `Luis Poma` may not do it: it is for Head of the UGAT\nhint: they stand in for Ana Quispe from 2026-02-02 until 2026-02-06 and for Rosa Choque from 2026-02-02 until 2026-02-06; on other days, `--on-behalf-of \"Ana Quispe\" --authority AUTHORITY`",
    );
    world.refused(
        &[&by_luis[..], &["--on", "2026-02-02"]].concat(),
        1,
        "error: `Luis Poma` suple a Ana Quispe y Rosa Choque: falta decir por quién actúa\nayuda: por ejemplo, `--on-behalf-of \"Ana Quispe\" --authority AUTORIZACIÓN`",
        "error: `Luis Poma` takes the place of Ana Quispe and Rosa Choque: say for which of them\nhint: for example, `--on-behalf-of \"Ana Quispe\" --authority AUTHORITY`",
    );
    world.refused(
        &["case", "advance", ".", "--by", "Rosa Choque", "--as", "unidad-sustantiva"],
        1,
        "error: `Rosa Choque` no tiene el rol `unidad-sustantiva`\nayuda: tiene `jefe-ugat`",
        "error: `Rosa Choque` does not hold the role `unidad-sustantiva`\nhint: they hold `jefe-ugat`",
    );
    world.refused(
        &["case", "advance", ".", "--by", "Ana Quispe", "--as", "unidad-sustantiva"],
        1,
        "error: `Ana Quispe` no puede hacerlo: corresponde a Jefe de la UGAT\nayuda: actúe con `--as` y el rol `jefe-ugat`",
        "error: `Ana Quispe` may not do it: it is for Head of the UGAT\nhint: act with `--as` and the role `jefe-ugat`",
    );
}

const DATED: &str = "\
[[people]]
name = \"Ana Quispe\"
until = 2026-01-31
roles = [\"jefe-ugat\"]

[[people]]
name = \"Rosa Choque\"
roles = [{ role = \"jefe-ugat\", from = 2026-01-01, until = 2026-02-15 }]

[[people]]
name = \"Eva Rocha\"
from = 2026-03-01
roles = [\"unidad-sustantiva\", \"jefe-ugat\"]
";

/// Days are those of the unit, whatever the clock of the machine says.
#[test]
fn one_whose_time_is_over_or_has_not_come() {
    let world = world();
    std::fs::write(world.store().join("ugat.toml"), DATED).expect("it is ours");
    world.refused(
        &["case", "advance", ".", "--by", "Ana Quispe"],
        1,
        "error: `Ana Quispe` no es de la unidad el 02/03/2026, según la tabla de personas\nayuda: lo es hasta el 31/01/2026; otra persona actúa con `--by`, y el día del acto va en `--on`",
        "error: `Ana Quispe` is not of the unit on 2026-03-02, by the table of people\nhint: they are until 2026-01-31; another acts with `--by`, and the day of the act goes in `--on`",
    );
    world.refused(
        &["case", "advance", ".", "--by", "Rosa Choque"],
        1,
        "error: `Rosa Choque` no puede hacerlo el 02/03/2026: corresponde a Jefe de la UGAT, que no es su rol ese día\nayuda: lo hace Eva Rocha; si actúa en su nombre: `--on-behalf-of \"Eva Rocha\" --authority AUTORIZACIÓN`",
        "error: `Rosa Choque` may not do it on 2026-03-02: it is for Head of the UGAT, which is not their role on that day\nhint: Eva Rocha does it; if acting on their behalf: `--on-behalf-of \"Eva Rocha\" --authority AUTHORITY`",
    );
    world.refused(
        &[
            "case",
            "advance",
            ".",
            "--by",
            "Rosa Choque",
            "--as",
            "jefe-ugat",
        ],
        1,
        "error: `Rosa Choque` no tiene el rol `jefe-ugat` el 02/03/2026",
        "error: `Rosa Choque` does not hold the role `jefe-ugat` on 2026-03-02",
    );
    world.refused(
        &["case", "note", ".", "x", "--by", "Eva Rocha", "--on", "2026-02-28"],
        1,
        "error: `Eva Rocha` no es de la unidad el 28/02/2026, según la tabla de personas\nayuda: lo es desde el 01/03/2026; otra persona actúa con `--by`, y el día del acto va en `--on`",
        "error: `Eva Rocha` is not of the unit on 2026-02-28, by the table of people\nhint: they are from 2026-03-01 on; another acts with `--by`, and the day of the act goes in `--on`",
    );
    world.refused(
        &["case", "assign", ".", "2", "Ana Quispe", "--by", "Eva Rocha"],
        1,
        "error: `Ana Quispe` no es de la unidad el 02/03/2026, según la tabla de personas\nayuda: lo es hasta el 31/01/2026; otra persona actúa con `--by`, y el día del acto va en `--on`",
        "error: `Ana Quispe` is not of the unit on 2026-03-02, by the table of people\nhint: they are until 2026-01-31; another acts with `--by`, and the day of the act goes in `--on`",
    );
    // What was done in time may be written down later; here it is before the start, which is told.
    let on = ["--by", "Ana Quispe", "--on", "2026-01-31"];
    let taken = world.run("en", &[&["case", "advance", "."][..], &on].concat());
    assert_eq!(
        (taken.exit, &*taken.err),
        (
            Some(0),
            "this act is marked: it says that it happened on 2026-01-31, before what it follows, of 2026-03-02 10:12\n\
             if the day is wrong, correct it with `ugat case correct . 2bcd15e7 --on DATE --reason REASON`\n"
        )
    );
}

#[test]
fn a_return_by_one_who_does_not_hold_the_role() {
    let world = World::done(4);
    world.ok(&["case", "advance", ".", "5", "--answer", "yes"]);
    world.ok(&["case", "advance", ".", "7"]);
    std::fs::write(world.store().join("ugat.toml"), PEOPLE).expect("it is ours");
    world.refused(
        &["case", "return", ".", "8", "--reason", "x", "--by", "Ana Quispe"],
        1,
        "error: `Ana Quispe` no puede hacerlo: corresponde a Responsable del AIT\nayuda: nadie tiene ese rol; agréguelo a quien corresponda en `ugat.toml`: `responsable-ait`",
        "error: `Ana Quispe` may not do it: it is for Officer responsible for the AIT\nhint: nobody holds it; add it to whom it belongs in `ugat.toml`: `responsable-ait`",
    );
}

#[test]
fn a_behalf_without_its_authority_or_of_oneself() {
    let (world, advance) = (world(), ["case", "advance", "."]);
    let with = |args: &[&'static str]| [&advance[..], args].concat();
    world.refused(
        &with(&["--on-behalf-of", "Ana Quispe"]),
        2,
        "error: falta con qué autorización se actúa por otra persona\nayuda: agregue `--authority AUTORIZACIÓN`",
        "error: the authority for acting on another's behalf is missing\nhint: add `--authority AUTHORITY`",
    );
    world.refused(
        &with(&["--authority", "MEM-3/2026"]),
        2,
        "error: hay una autorización, y falta por quién se actúa\nayuda: agregue `--on-behalf-of PERSONA`",
        "error: there is an authority, but not on whose behalf it is\nhint: add `--on-behalf-of PERSON`",
    );
    world.refused(
        &with(&["--by", "Luis Poma", "--on-behalf-of", "luis poma", "--authority", "x"]),
        1,
        "error: `Luis Poma` no puede actuar por sí mismo como si fuera otra persona\nayuda: quite `--on-behalf-of` y `--authority`",
        "error: `Luis Poma` cannot act on their own behalf as on another's\nhint: leave `--on-behalf-of` and `--authority` out",
    );
}

#[test]
fn without_a_table_what_is_said_is_what_is_recorded() {
    let world = World::done(1);
    world.ok(&[
        "case",
        "advance",
        ".",
        "--by",
        "Eva",
        "--on-behalf-of",
        "Ana",
        "--authority",
        "MEM-3/2026",
    ]);
    let line = world.lines().pop().expect("it was written");
    let said = r#""by":"Eva","for":"Ana","authority":"MEM-3/2026","did""#;
    assert!(line.contains(said), "{line}");
}

#[test]
fn a_role_of_a_procedure_of_the_store_may_be_held() {
    let world = World::empty();
    let procedure = "id = \"demo\"\nversion = 1\ntitle = { es = \"a\", en = \"a\" }\n\
        [[role]]\nkey = \"almacen\"\ntitle = { es = \"a\", en = \"a\" }\n\
        [[activity]]\nnumber = 1\ntitle = { es = \"a\", en = \"a\" }\nrole = \"almacen\"\nnext = []\n";
    std::fs::create_dir_all(world.store().join("procedures")).expect("a folder");
    std::fs::write(world.store().join("procedures/demo.toml"), procedure).expect("it is ours");
    let people = "[[people]]\nname = \"Eva\"\nroles = [\"almacen\"]\n";
    std::fs::write(world.store().join("ugat.toml"), people).expect("it is ours");
    world.ok(&["case", "start", "demo", "--entity", "X", "--by", "eva"]);
    world.ok(&["case", "advance", ".", "--by", "eva"]);
}
