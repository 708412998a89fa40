//! Texts that steer a terminal, have no end, or come from two places at once.

use std::fs;

use crate::world::World;

#[test]
fn a_text_that_could_steer_a_terminal_is_refused_wherever_it_comes_from() {
    let world = World::done(0);
    let esc = "el carácter 2 del texto de `{}` es U+001B, que podría alterar la terminal";
    let esc_en = "character 2 of the text of `{}` is U+001B, which could steer a terminal";
    for (args, name) in [
        (&["case", "start", "pr07", "--entity"][..], "--entity"),
        (
            &["case", "start", "pr07", "--entity", "X", "--title"],
            "--title",
        ),
        (
            &["case", "start", "pr07", "--entity", "X", "--ref"],
            "--ref",
        ),
        (&["case", "advance", ".", "1", "--note"], "--note"),
        (&["case", "advance", ".", "1", "--by"], "--by"),
        (&["case", "return", ".", "8", "--reason"], "--reason"),
    ] {
        let (es, en) = (esc.replace("{}", name), esc_en.replace("{}", name));
        let (es, en) = (format!("error: {es}"), format!("error: {en}"));
        world.refused(&[args, &["a\u{1b}[2J"]].concat(), 2, &es, &en);
        world.refused_input(&[args, &["-"]].concat(), b"a\x1b[2J\n", 2, &es, &en);
    }
    world.refused(
        &["case", "note", ".", "factura\u{202e}fdp.exe"],
        2,
        "error: el carácter 8 del texto de `<TEXTO>` es U+202E, que podría alterar la terminal",
        "error: character 8 of the text of `<TEXT>` is U+202E, which could steer a terminal",
    );
    world.refused(
        &["case", "attach", ".", "1", "--output", "correo=a\u{7}"],
        2,
        "error: el carácter 2 del texto de `--output` es U+0007, que podría alterar la terminal",
        "error: character 2 of the text of `--output` is U+0007, which could steer a terminal",
    );
}

#[test]
fn what_is_typed_is_shown_escaped_where_it_is_refused() {
    let world = World::done(0);
    world.refused(
        &["case", "status", "\u{1b}[2J\u{202e}"],
        1,
        "error: ningún caso se llama `\\u{1b}[2J\\u{202e}` ni empieza así, ni tiene esa referencia\nayuda: los casos se ven con `ugat case list`",
        "error: no case is called `\\u{1b}[2J\\u{202e}` or begins so, or has that reference\nhint: `ugat case list` shows the cases",
    );
    world.refused(
        &["case", "advance", ".", "1", "--\u{1b}[2J"],
        2,
        "error: `ugat case advance` no tiene la opción `--\\u{1b}[2J`\nayuda: vea `ugat case advance --help`",
        "error: `ugat case advance` has no option `--\\u{1b}[2J`\nhint: see `ugat case advance --help`",
    );
}

#[test]
fn a_text_without_end_is_refused_with_the_bound() {
    let world = World::done(0);
    let long = "x".repeat(100_000);
    let megabyte = "x".repeat(1 << 20);
    for (args, name, most) in [
        (&["case", "start", "pr07", "--entity"][..], "--entity", 500),
        (
            &["case", "start", "pr07", "--entity", "X", "--ref"],
            "--ref",
            500,
        ),
        (&["case", "advance", ".", "1", "--by"], "--by", 500),
        (&["case", "advance", ".", "1", "--note"], "--note", 65_536),
        (
            &["case", "return", ".", "8", "--reason"],
            "--reason",
            65_536,
        ),
    ] {
        let es = format!("error: el texto de `{name}` pasa de {most} bytes, el máximo");
        let en = format!("error: the text of `{name}` exceeds {most} bytes, the most it may have");
        world.refused(&[args, &[&*long]].concat(), 2, &es, &en);
        world.refused_input(&[args, &["-"]].concat(), megabyte.as_bytes(), 2, &es, &en);
    }
    world.refused_input(
        &["case", "note", ".", "-"],
        megabyte.as_bytes(),
        2,
        "error: el texto de `<TEXTO>` pasa de 65536 bytes, el máximo",
        "error: the text of `<TEXT>` exceeds 65536 bytes, the most it may have",
    );
    let most = "ñ".repeat(32 * 1024);
    let said = world.fed("es", &["case", "note", ".", "-"], most.as_bytes());
    assert_eq!((said.exit, &*said.err), (Some(0), ""));
}

#[test]
fn a_text_that_is_empty_or_not_utf8_is_refused() {
    let world = World::done(0);
    world.refused_input(
        &["case", "note", ".", "-"],
        b" \n\t\n",
        2,
        "error: el texto de `<TEXTO>` está vacío",
        "error: the text of `<TEXT>` is empty",
    );
    world.refused_input(
        &["case", "note", ".", "-"],
        b"a\x81b",
        1,
        "error: la entrada estándar no se puede leer como texto: parece un archivo binario\nayuda: dé un archivo de texto, en UTF-8",
        "error: standard input cannot be read as text: it looks like a binary file\nhint: give a text file, in UTF-8",
    );
    let before = world.tree();
    let said = world.run_with("es", &[b"case", b"note", b".", b"a\xffb"]);
    assert_eq!(
        (said.exit, &*said.err),
        (
            Some(2),
            "error: un argumento no es texto UTF-8\nayuda: vea `ugat case note --help`\n"
        )
    );
    assert!(world.tree() == before);
}

#[test]
fn standard_input_is_asked_for_once() {
    let world = World::done(0);
    world.refused_input(
        &["case", "start", "pr07", "--entity", "-", "--title", "-"],
        b"X\n",
        2,
        "error: `--entity` y `--title` piden ambos la entrada estándar, que se lee una sola vez",
        "error: `--entity` and `--title` both ask for standard input, which is read once",
    );
    world.refused_input(
        &["case", "note", ".", "-", "--by", "-"],
        b"X\n",
        2,
        "error: `<TEXTO>` y `--by` piden ambos la entrada estándar, que se lee una sola vez",
        "error: `<TEXT>` and `--by` both ask for standard input, which is read once",
    );
    world.refused_input(
        &["case", "start", "pr07", "--entity", "-", "--entity", "-"],
        b"X\n",
        2,
        "error: `--entity` pide dos veces la entrada estándar, que se lee una sola vez",
        "error: `--entity` asks for standard input twice, which is read once",
    );
}

#[test]
fn what_has_not_happened_yet_is_refused() {
    World::done(0).refused(
        &["case", "note", ".", "x", "--on", "2026-03-03"],
        2,
        "error: `--on 2026-03-03` está en el futuro\nayuda: hoy es `--on 02/03/2026`",
        "error: `--on 2026-03-03` is in the future\nhint: today is `--on 2026-03-02`",
    );
}

#[test]
fn a_template_of_rows_that_cannot_be_followed_is_told_with_its_place() {
    let world = World::done(0);
    let list = |template: &'static str| ["case", "list", "--template", template];
    world.refused(
        &list("{{ case }}\\t{{ entidad }}"),
        2,
        "error: `entidad` no es un campo de estas filas: activities_done, age, assigned, case, deviations, deviations_count, done, due, ended, entities, entity, in_conflict, labels, last_act, last_by, marks, newer, official, overdue, procedure, ready, ref, result, since, started, started_at, state, stuck, title, version, waiting\n --> --template:1:16\n  |\n1 | {{ case }}\\t{{ entidad }}\n  |                ^^^^^^^\n  |\n  = ayuda: ¿quiso decir `entity`?",
        "error: `entidad` is not a field of these rows: activities_done, age, assigned, case, deviations, deviations_count, done, due, ended, entities, entity, in_conflict, labels, last_act, last_by, marks, newer, official, overdue, procedure, ready, ref, result, since, started, started_at, state, stuck, title, version, waiting\n --> --template:1:16\n  |\n1 | {{ case }}\\t{{ entidad }}\n  |                ^^^^^^^\n  |\n  = hint: did you mean `entity`?",
    );
    world.refused(
        &list("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"),
        2,
        "error: la plantilla no termina\nayuda: revise sus ciclos",
        "error: the template does not come to an end\nhint: look at its loops",
    );
    world.refused(
        &["case", "list", "--json", "--template", "x"],
        2,
        CONTRADICTION,
        CONTRADICTION,
    );
}

const CONTRADICTION: &str = "{\"error\":{\"kind\":\"conflicting-arguments\",\
    \"es\":\"`--template` y `--json` dicen de dos modos cómo se escriben las filas\",\
    \"en\":\"`--template` and `--json` say in two ways how rows are written\",\
    \"hint\":{\"es\":\"quite `--json`\",\"en\":\"leave out `--json`\"},\
    \"details\":[],\"findings\":[],\"problems\":[]}}";

#[test]
fn what_is_not_seen_is_refused_in_names_and_left_out_of_notes() {
    let world = World::done(1);
    for (flag, args) in [
        (
            "--by",
            &["case", "note", ".", "x", "--by", "An\u{200b}a"][..],
        ),
        (
            "--ref",
            &[
                "case",
                "start",
                "pr07",
                "--entity",
                "X",
                "--ref",
                "HR\u{ad}-9",
            ][..],
        ),
        (
            "--entity",
            &["case", "start", "pr07", "--entity", "X\u{2060}Y"][..],
        ),
        (
            "--title",
            &[
                "case",
                "start",
                "pr07",
                "--entity",
                "X",
                "--title",
                "a\u{e0041}b",
            ][..],
        ),
    ] {
        let said = world.run("en", args);
        assert_eq!(said.exit, Some(2), "{}", said.err);
        let told = format!("of the text of `{flag}` is U+");
        assert!(
            said.err.contains(&told) && said.err.contains("not seen"),
            "{}",
            said.err
        );
    }
    world.ok(&["case", "note", ".", "el in\u{ad}for\u{200b}me"]);
    let log = world.ok(&["case", "log", "."]);
    assert!(log.out.contains("el informe"), "{}", log.out);
}

#[test]
fn a_letter_of_another_alphabet_in_a_latin_word_is_told_of_wherever_one_line_is_given() {
    let world = World::done(1);
    let told = |flag: &str| {
        format!(
            "`{flag}` contains a letter of another alphabet, U+043E, that looks Latin: a search for the Latin letter will not find it\n"
        )
    };
    let correct = ["case", "log", ".", "--template", "{{ event }}"];
    let first = world.ok(&correct).out.lines().next().map(str::to_owned);
    let first = first.expect("it has begun");
    for (flag, args) in [
        (
            "--by",
            &["case", "note", ".", "x", "--by", "Pers\u{43e}na Uno"][..],
        ),
        (
            "--output",
            &[
                "case",
                "advance",
                ".",
                "2",
                "--output",
                "nota-interna=N\u{43e}ta-7",
            ],
        ),
        (
            "--output",
            &[
                "case",
                "attach",
                ".",
                "1",
                "--output",
                "nota-interna=N\u{43e}ta-8",
            ],
        ),
        (
            "--output-note",
            &[
                "case",
                "attach",
                ".",
                "1",
                "--output",
                "nota-interna=N-9",
                "--output-note",
                "nota-interna=c\u{43e}pia",
            ],
        ),
        (
            "--ref",
            &[
                "case",
                "correct",
                ".",
                &first,
                "--ref",
                "HR-\u{43e}1",
                "--reason",
                "x",
            ],
        ),
    ] {
        let said = world.run("en", args);
        assert_eq!(said.exit, Some(0), "{args:?} {said:?}");
        assert!(said.err.starts_with(&told(flag)), "{args:?} {said:?}");
    }
    let log = world.ok(&["case", "log", "."]);
    assert!(log.out.contains("Pers\\u{43e}na Uno"), "{}", log.out);
    // Cyrillic throughout is no lookalike.
    let plain = [
        "case",
        "attach",
        ".",
        "1",
        "--output",
        "nota-interna=\u{434}\u{430}",
    ];
    assert_eq!(world.run("en", &plain).err, "");
    fs::write(
        world.store().join("lote"),
        "{\"do\":\"attach\",\"case\":\".\",\"activity\":\"1\",\"output\":[\"nota-interna=N\u{43e}ta-10\"]}\n",
    )
    .expect("a file");
    let batch = world.run("en", &["batch", "lote"]);
    assert!(batch.err.contains(told("--output").trim_end()), "{batch:?}");
    fs::write(
        world.store().join("h.csv"),
        "ref,entity,date,activity,output\nHR-7,X,2026-01-05,1,nota-interna=N\u{43e}ta-11\n",
    )
    .expect("a file");
    let import = world.run("en", &["import", "h.csv", "--procedure", "pr07"]);
    assert!(
        import.err.contains(told("--output").trim_end()),
        "{import:?}"
    );
}

#[test]
fn a_placeholder_is_refused_however_it_was_copied() {
    let world = World::done(1);
    for given in [
        "REF",
        "\u{201c}REF\u{201d}",
        "\u{ab}REF\u{bb}",
        "\u{ff32}\u{ff25}\u{ff26}",
        "REF,",
        "<REF>",
        "(REF)",
        "[REF]",
        "REF.",
        "\"REF\"",
    ] {
        let output = format!("nota-interna={given}");
        world.refused(
            &["case", "attach", ".", "1", "--output", &output],
            2,
            &format!("error: `{given}` solo indica qué va en `--output`: escriba ahí la referencia del documento, por ejemplo su CITE"),
            &format!("error: `{given}` only marks what goes in `--output`: write the reference of the document, such as its CITE there"),
        );
    }
    let own = [
        "case",
        "attach",
        ".",
        "1",
        "--output",
        "nota-interna=REF-12/2026",
    ];
    assert_eq!(world.run("en", &own).exit, Some(0));
}
