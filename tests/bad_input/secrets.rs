//! Words that look like a secret: refused wherever a person words something, and insisted on.

use std::fs;

use crate::world::World;

const TOKEN: &str = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
const REFERENCE: &str = "correo=ghp_16C7e42F292c6912E7710c838347Ae178B4a";

/// What is run, and how the place of the words is called in both languages.
type Place = (&'static [&'static str], &'static str, &'static str);

const PLACES: &[Place] = &[
    (&["case", "note", ".", TOKEN], "la nota", "the note"),
    (
        &["case", "advance", ".", "2", "--note", TOKEN],
        "la nota",
        "the note",
    ),
    (
        &["case", "cancel", ".", "--reason", TOKEN],
        "el motivo",
        "the reason",
    ),
    (
        &["case", "start", "pr07", "--entity", "X", "--ref", TOKEN],
        "la referencia",
        "the reference",
    ),
    (
        &["case", "start", "pr07", "--entity", TOKEN],
        "la entidad",
        "the entity",
    ),
    (
        &["case", "start", "pr07", "--entity", "X", "--title", TOKEN],
        "el título",
        "the title",
    ),
    (
        &["case", "attach", ".", "1", "--output", REFERENCE],
        "la referencia",
        "the reference",
    ),
    (
        &[
            "case",
            "attach",
            ".",
            "1",
            "--output",
            "correo=C",
            "--output-note",
            REFERENCE,
        ],
        "la nota",
        "the note",
    ),
    (
        &[
            "case",
            "advance",
            ".",
            "2",
            "--on-behalf-of",
            "Eva",
            "--authority",
            TOKEN,
        ],
        "la autorización",
        "the authority",
    ),
    (
        &[
            "case",
            "advance",
            ".",
            "2",
            "--on-behalf-of",
            TOKEN,
            "--authority",
            "M-1",
        ],
        "el nombre de la persona",
        "the name of the person",
    ),
    (
        &["case", "advance", ".", "2", "--by", TOKEN],
        "el nombre de la persona",
        "the name of the person",
    ),
    (
        &["case", "assign", ".", "2", TOKEN],
        "el nombre de la persona",
        "the name of the person",
    ),
];

#[test]
fn words_that_look_like_a_secret_are_refused_and_may_be_insisted_on() {
    let world = World::done(1);
    let hint = "ayuda: quítelo, o agregue `--not-secret` si no es un secreto: quedará registrado";
    let hint_en =
        "hint: take it out, or add `--not-secret` if it is no secret: that will be recorded";
    for (args, es, en) in PLACES {
        world.refused(
            args,
            1,
            &format!("error: {es} parece contener un token; el registro se comparte y no puede olvidar\n{hint}"),
            &format!("error: {en} looks as if it held a token; the store is shared and cannot forget\n{hint_en}"),
        );
    }
    let named = world.home().join(format!("{TOKEN}.pdf"));
    fs::write(&named, "x").expect("it is ours");
    let file = format!("correo=../{TOKEN}.pdf");
    world.refused(
        &["case", "attach", ".", "1", "--file", &file],
        1,
        &format!("error: el nombre del archivo parece contener un token; el registro se comparte y no puede olvidar\n{hint}"),
        &format!("error: the name of the file looks as if it held a token; the store is shared and cannot forget\n{hint_en}"),
    );
    world.ok(&["case", "note", ".", TOKEN, "--not-secret"]);
    let log = world.ok(&["case", "log", "."]);
    assert!(
        log.out.contains("afirmando que no contiene secretos")
            || log.out.contains("insisting that it holds no secret"),
        "{}",
        log.out
    );
}
