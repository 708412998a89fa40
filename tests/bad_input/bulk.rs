//! Files of acts and sheets of cases that are not right: nothing of them is written.

use crate::world::{LANGUAGES, Said, World};

/// Runs what is refused in each language and changes nothing; the answer and the talk are those of
/// the file of this name.
#[track_caller]
fn refused(world: &World, name: &str, args: &[&str], input: &[u8]) {
    let before = world.tree();
    for language in LANGUAGES {
        let Said { exit, out, err } = world.fed(language, args, input);
        let file = format!("tests/bad_input/bulk/{name}.{language}.txt");
        let expected = std::fs::read_to_string(&file).expect("it is there");
        assert_eq!((exit, out + &err), (Some(1), expected), "{file}");
    }
    assert!(world.tree() == before, "{args:?}: something was written");
}

#[test]
fn a_batch_with_a_line_that_is_refused_writes_nothing_and_tells_every_refusal() {
    let world = World::done(4);
    let lines = concat!(
        "\u{feff}{\"do\":\"start\",\"name\":\"a\",\"procedure\":\"pr07\",\"entity\":\"X\"}\r\n",
        "\r\n",
        "{\"do\":\"advance\",\"case\":\"a\",\"activity\":1}\r\n",
        "{\"do\":\"advance\",\"case\":\"a\",\"activity\":5,\"answer\":\"yes\"}\r\n",
        "{\"do\":\"advance\",\"case\":\"a\",\"activity\":6}\r\n",
        "{\"do\":\"advance\",\"case\":\"a\",\"activity\":7}\r\n",
        "{\"do\":\"note\",\"case\":\"a\",\"texto\":\"x\"}\r\n",
        "{\"do\":\"note\",\"case\":\"HR-1\",\"text\":\"a\\u001b[2J\"}\r\n",
        "{\"do\":\"note\",\"case\":\"HR-1\",\"text\":\"-\"}\r\n",
        "{\"do\":\"advance\",\"case\":\"HR-1\",\"activity\":10}\r\n",
        "{\"do\":\"start\",\"name\":\"a\",\"procedure\":\"pr09\"}\r\n",
        "{\"do\":\"note\",\"case\":\"b\\u202e\",\"text\":\"x\"}\r\n",
        "{\"do\":\"note\",\"case\":\"HR-1\",\r\n",
        "{\"do\":\"adv",
    );
    refused(&world, "lines", &["batch", "-"], lines.as_bytes());
}

#[test]
fn a_batch_of_nothing_is_no_failure() {
    let world = World::done(0);
    for input in [&b""[..], b"\n\r\n", "\u{feff}".as_bytes()] {
        let said = world.fed("es", &["batch", "-"], input);
        assert_eq!(
            (said.exit, &*said.out, &*said.err),
            (Some(0), "no hay nada que escribir\n", "")
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let world = World::done(0);
    world.refused(
        &["batch", "none.ndjson"],
        1,
        "error: no se puede leer `none.ndjson`: no existe",
        "error: cannot read `none.ndjson`: it does not exist",
    );
    world.refused(
        &["batch"],
        2,
        "error: falta `<ARCHIVO>` en `ugat batch`\nayuda: vea `ugat batch --help`",
        "error: `<FILE>` is missing in `ugat batch`\nhint: see `ugat batch --help`",
    );
}

#[test]
fn a_batch_goes_by_the_rules_of_the_commands() {
    let world = World::empty();
    std::fs::write(
        world.store().join("ugat.toml"),
        "outputs = \"required\"\n[[people]]\nname = \"Ana Quispe\"\nroles = [\"profesional-ait\"]\n",
    )
    .expect("the settings are written");
    let lines = concat!(
        "{\"do\":\"start\",\"name\":\"a\",\"procedure\":\"pr09\"}\n",
        "{\"do\":\"advance\",\"case\":\"a\"}\n",
        "{\"do\":\"start\",\"name\":\"b\",\"procedure\":\"pr09\",\"by\":\"Eva\"}\n",
        "{\"do\":\"start\",\"name\":\"c\",\"procedure\":\"pr09\"}\n",
        "{\"do\":\"advance\",\"case\":\"c\",\"output\":\"informe-tecnico=I-1\"}\n",
        "{\"do\":\"advance\",\"case\":\"c\"}\n",
        "{\"do\":\"start\",\"name\":\"d\",\"procedure\":\"pr09\",\"title\":\"token ghp_0123456789abcdefghijklmnopqrstuvwxyzAB\"}\n",
    );
    refused(&world, "rules", &["batch", "-"], lines.as_bytes());
}

#[test]
fn a_sheet_that_is_not_right_is_told_by_row() {
    let world = World::done(0);
    let sheet = "\u{feff}Hoja de ruta;Entidad;Actividad;Fecha;Respuesta;Documento\r\n\
                 HR-9;Ministerio Y;1;5/1/2026;;nota-requerimiento=N-1\r\n\
                 \r\n\
                 HR-9;;2;31/2/2026;;\r\n\
                 HR-9;;3;6/1/2026;;\r\n\
                 HR-1;Ministerio X;1;5/1/2026;;\r\n\
                 HR-8;;1;5/1/2026;;\r\n\
                 HR-7;=cmd();1;5/1/2026;Sí;\r\n";
    refused(
        &world,
        "rows",
        &["import", "-", "--procedure", "pr07"],
        sheet.as_bytes(),
    );
    world.refused_input(
        &["import", "-", "--procedure", "pr07"],
        b"Ref;T\xedtulo\n\xc2\xbfQu\xc3\xa9?;\n",
        1,
        "error: la línea 1 de la entrada estándar no está en UTF-8, como el resto\nayuda: guárdelo de nuevo en UTF-8: en el Bloc de notas, Guardar como → Codificación: UTF-8",
        "error: line 1 of standard input is not in UTF-8, as the rest is\nhint: save it again in UTF-8: in Notepad, Save As → Encoding: UTF-8",
    );
    world.refused_input(
        &["import", "-", "--procedure", "pr7x"],
        b"Ref;Fecha\n",
        1,
        "error: no hay procedimiento `pr7x`\nayuda: los procedimientos se ven con `ugat procedure list`",
        "error: there is no procedure `pr7x`\nhint: `ugat procedure list` shows the procedures",
    );
}
