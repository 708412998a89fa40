//! Words that look like a secret: refused wherever a person words something, and insisted on.

use std::fs;

use crate::world::{LANGUAGES, World};

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
        "hint: take it out, or add `--not-secret` if it is not a secret: that will be recorded";
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

/// What somebody pasted into the wrong place.
const PASTED: &str = "Zx81QpLm44TzRr90";

/// Calls with that in them, which go wrong or have nothing to show.
const MISPLACED: &[&[&str]] = &[
    &["@"],
    &["case", "@"],
    &["case", "list", "--@"],
    &["case", "list", "@"],
    &["case", "list", "--format", "@"],
    &["case", "list", "--state", "@"],
    &["case", "list", "--columns", "@"],
    &["case", "list", "--sort", "@"],
    &["case", "list", "--procedure", "@"],
    &["case", "list", "--template", "{{ @"],
    &["case", "list", "--template", "{{ case|@ }}"],
    &["case", "list", "--json=@"],
    &["case", "list", "--lang", "@"],
    &["case", "list", "--store", "@/a"],
    &["case", "status", "@"],
    &["case", "start", "@", "--entity", "X"],
    &["case", "start", "pr07", "--entity", "X", "--on", "@"],
    &["case", "start", "pr07", "--entity", "X", "--as", "@"],
    &["case", "advance", ".", "@"],
    &["case", "advance", ".", "2", "--answer", "@"],
    &["case", "advance", ".", "2", "--item", "@"],
    &["case", "advance", ".", "2", "--as", "token: @"],
    &["case", "advance", ".", "2", "--output", "@=C-1"],
    &["case", "advance", ".", "2", "--output", "@"],
    &["case", "advance", ".", "2", "--file", "correo=@.pdf"],
    &["case", "advance", ".", "2", "--file", "@=a.pdf"],
    &["case", "advance", ".", "2", "--form", "@.toml"],
    &["case", "return", ".", "2", "--to", "@", "--reason", "x"],
    &["case", "undo", ".", "@", "--reason", "x"],
    &["case", "resolve", ".", "@", "--reason", "x"],
    &["case", "draft", ".", "1", "--kind", "@"],
    &["case", "migrate", ".", "--to", "@"],
    &["inbox", "--role", "@"],
    &["inbox", "--older", "@"],
    &["report", "status", "--as-of", "@"],
    &["report", "status", "--by", "@"],
    &["procedure", "show", "@"],
    &["form", "show", "@"],
    &["manual", "glossary", "@"],
    &["help", "@"],
    &["completions", "@"],
    &["store", "init", "x", "@"],
    &["batch", "@.jsonl"],
    &["import", "@.csv", "--procedure", "pr07"],
];

/// Lines and sheets with that in them.
const MISPLACED_IN_BULK: &[(&[&str], &str)] = &[
    (&["batch", "-"], r#"{"do":"@","case":"HR-1"}"#),
    (
        &["batch", "-"],
        r#"{"do":"advance","case":"@","activity":2}"#,
    ),
    (
        &["batch", "-"],
        r#"{"do":"advance","case":"HR-1","activity":"@"}"#,
    ),
    (
        &["batch", "-"],
        r#"{"do":"advance","case":"HR-1","activity":2,"@":1}"#,
    ),
    (
        &["batch", "-"],
        r#"{"do":"advance","case":"HR-1","activity":2,"on":"@"}"#,
    ),
    (
        &["batch", "-"],
        r#"{"do":"advance","case":"HR-1","activity":2,"answer":["@"]}"#,
    ),
    (
        &["batch", "-"],
        r#"{"do":"advance","case":"HR-1","activity":2,"output":["@=x"]}"#,
    ),
    (&["batch", "-"], "@"),
    (
        &["import", "-", "--procedure", "pr07"],
        "ref,date,entity,@\nI-1,2026-03-02,E,n\n",
    ),
    (
        &["import", "-", "--procedure", "pr07"],
        "ref,date,entity,contraseña: @\nI-1,2026-03-02,E,n\n",
    ),
    (
        &["import", "-", "--procedure", "pr07"],
        "ref,date,entity\nI-1,@,E\n",
    ),
    (
        &["import", "-", "--procedure", "pr07"],
        "ref,date,entity,done\nI-1,2026-03-02,E,@\n",
    ),
    (
        &["import", "-", "--procedure", "pr07", "--map", "@=ref"],
        "ref,date\nI-1,2026-03-02\n",
    ),
    (
        &["import", "-", "--procedure", "@"],
        "ref,date\nI-1,2026-03-02\n",
    ),
    (&["form", "check", "-"], "form = \"@\"\n"),
    (&["form", "check", "-"], "form = \"anexo-1\"\n@ = 1\n"),
    (
        &["form", "check", "-"],
        "form = \"anexo-1\"\nclient-id = \"Bearer @\"\n",
    ),
];

#[test]
fn nothing_that_is_said_repeats_what_looks_like_a_secret() {
    let world = World::done(1);
    let mut repeated = Vec::new();
    let mut look = |args: &[&str], input: &str| {
        let args: Vec<String> = args.iter().map(|word| word.replace('@', PASTED)).collect();
        let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
        let input = input.replace('@', PASTED);
        for language in LANGUAGES {
            for json in [false, true] {
                if json {
                    args.push("--json");
                }
                let said = world.fed(language, &args, input.as_bytes());
                let all = [said.out, said.err].concat();
                let together: String = all.split_whitespace().collect();
                if together.contains(PASTED) {
                    repeated.push(format!("{args:?} {input}: {all}"));
                }
                args.retain(|word| *word != "--json");
            }
        }
    };
    for args in MISPLACED {
        look(args, "");
    }
    for (args, input) in MISPLACED_IN_BULK {
        look(args, input);
    }
    assert!(
        repeated.is_empty(),
        "{} times:\n{}",
        repeated.len(),
        repeated.join("\n")
    );
}
