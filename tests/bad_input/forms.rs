//! Every rule of every annex, kept and broken, and that no secret is left anywhere.

use std::fs;
use std::path::Path;

use crate::world::{LANGUAGES, World};

const ANEXO_1: &str = r#"form = "anexo-1"
correo = "sistemas@entidad.gob.bo"
client-id = "k7Yx-1234"
uri-aprobacion = "https://sistema.entidad.gob.bo/aprobado"
uri-notificacion = "https://sistema.entidad.gob.bo/aviso?sistema=1"
token-notificacion = "n0-Se-Guarda/9f8e7d6c"
"#;
const ANEXO_2: &str = r#"form = "anexo-2"
correo = "sistemas@entidad.gob.bo"
perfil = "web"
uri-redireccion = "https://sistema.entidad.gob.bo/vuelta"
uri-logout = "https://sistema.entidad.gob.bo/salida"
nombre-sistema = "Trámites"
refresh-token = "si"
contactos = ["ana.quispe@entidad.gob.bo", "luis.poma@entidad.gob.bo"]
scopes = ["profile", "openid"]
"#;
const ANEXO_3: &str = r#"form = "anexo-3"
correo = "sistemas@entidad.gob.bo"
entidad = "Ministerio X"
telefono = "+591 2 2184026"
sistemas = ["Trámites", "Recaudaciones"]
nombre-completo = "Zoila Vaca"
ci = "5926173-1B LP"
fecha-nacimiento = 1990-02-28
correo-institucional = "ana.quispe@entidad.gob.bo"
correo-personal = "ana@correo.bo"
medios-pago = ["cpt", "QR"]
"#;

/// A title, a form, and what is changed in it.
type Case = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

/// What is changed in a form that is right, by what is shown then.
const CASES: &[Case] = &[
    ("annex 1, right", ANEXO_1, &[]),
    (
        "annex 1: an address without https is warned of",
        ANEXO_1,
        &[(
            "https://sistema.entidad.gob.bo/aviso",
            "http://10.0.0.7/aviso",
        )],
    ),
    (
        "annex 1: a redirect address has no query",
        ANEXO_1,
        &[("/aprobado", "/aprobado?a=1")],
    ),
    (
        "annex 1: a client id has no blank",
        ANEXO_1,
        &[("k7Yx-1234", "k7Yx 1234")],
    ),
    (
        "annex 1: a token has no blank, and is not shown",
        ANEXO_1,
        &[("n0-Se-Guarda/", "n0-Se Guarda/")],
    ),
    (
        "annex 1: a token may have been given elsewhere",
        ANEXO_1,
        &[("\"n0-Se-Guarda/9f8e7d6c\"", "true")],
    ),
    (
        "annex 1: all of it is mandatory",
        "form = \"anexo-1\"\n",
        &[],
    ),
    ("annex 2, right", ANEXO_2, &[]),
    (
        "annex 2: of a web application the addresses use https",
        ANEXO_2,
        &[
            (
                "https://sistema.entidad.gob.bo/vuelta",
                "http://sistema.entidad.gob.bo/vuelta",
            ),
            (
                "https://sistema.entidad.gob.bo/salida",
                "bo.gob.entidad.Salida",
            ),
        ],
    ),
    (
        "annex 2: the addresses have neither query nor fragment nor blank",
        ANEXO_2,
        &[("/vuelta", "/vuelta?x"), ("/salida", "/sali da")],
    ),
    (
        "annex 2: nor a fragment",
        ANEXO_2,
        &[("/vuelta", "/#vuelta")],
    ),
    (
        "annex 2: a mobile application gives its activity",
        ANEXO_2,
        &[
            ("\"web\"", "\"Aplicación móvil\""),
            (
                "https://sistema.entidad.gob.bo/vuelta",
                "bo.gob.entidad.app.VueltaActivity",
            ),
        ],
    ),
    (
        "annex 2: profile and openid always",
        ANEXO_2,
        &[(
            "[\"profile\", \"openid\"]",
            "[\"email\", \"celular\", \"fecha_nacimiento\"]",
        )],
    ),
    (
        "annex 2: offline_access without a refresh token is warned of",
        ANEXO_2,
        &[
            ("\"openid\"]", "\"openid\", \"offline_access\"]"),
            ("\"si\"", "false"),
        ],
    ),
    (
        "annex 2: offline_access with one is right",
        ANEXO_2,
        &[("\"openid\"]", "\"openid\", \"offline_access\"]")],
    ),
    (
        "annex 2: all of it is mandatory",
        ANEXO_2,
        &[
            ("\"web\"", "\"\""),
            ("\"Trámites\"", "\" \""),
            ("\"si\"", "\"\""),
            (
                "[\"ana.quispe@entidad.gob.bo\", \"luis.poma@entidad.gob.bo\"]",
                "[]",
            ),
            ("[\"profile\", \"openid\"]", "[]"),
        ],
    ),
    (
        "annex 2: contacts are e-mail addresses, each once",
        ANEXO_2,
        &[
            ("luis.poma@entidad.gob.bo", "ana.quispe@entidad.gob.bo"),
            ("sistemas@entidad.gob.bo", "sistemas@entidad"),
        ],
    ),
    (
        "annex 2: what no field or option is called",
        ANEXO_2,
        &[
            ("nombre-sistema", "nombre_sistema"),
            ("\"profile\"", "\"perfil\""),
        ],
    ),
    (
        "annex 2: values of another type",
        ANEXO_2,
        &[
            ("\"Trámites\"", "12"),
            ("\"si\"", "\"quizás\""),
            ("\"web\"", "[\"web\"]"),
        ],
    ),
    ("annex 3, right", ANEXO_3, &[]),
    (
        "annex 3: the e-mail address alone is mandatory",
        "form = \"anexo-3\"\n",
        &[],
    ),
    (
        "annex 3: a birth date is a date that has passed",
        ANEXO_3,
        &[("1990-02-28", "2090-02-28")],
    ),
    (
        "annex 3: and is written as a date",
        ANEXO_3,
        &[("1990-02-28", "\"28/02/1990\"")],
    ),
    (
        "annex 3: phone and identity number have a form",
        ANEXO_3,
        &[("+591 2 2184026", "2184"), ("5926173-1B LP", "LP 5926173")],
    ),
    ("no form of that name", ANEXO_3, &[("anexo-3", "anexo-4")]),
    ("no form named", ANEXO_3, &[("form = \"anexo-3\"\n", "")]),
    (
        "no TOML: what may be a secret is not shown",
        ANEXO_1,
        &[("\"n0-Se-Guarda/9f8e7d6c\"", "n0-Se-Guarda/9f8e7d6c")],
    ),
    (
        "no JSON",
        "{ \"form\": \"anexo-3\",\n  \"correo\": sistemas }\n",
        &[],
    ),
    (
        "JSON with a key twice",
        "{ \"form\": \"anexo-3\", \"correo\": \"a@b.bo\",\n  \"correo\": \"c@d.bo\" }\n",
        &[],
    ),
];

#[test]
fn every_rule_of_every_annex_is_told_with_its_place_in_both_languages() {
    let world = World::empty();
    for language in LANGUAGES {
        let mut shown = String::new();
        for (title, base, changes) in CASES {
            let text = changes.iter().fold((*base).to_owned(), |text, (old, new)| {
                assert!(text.contains(old), "{title}: {old}");
                text.replace(old, new)
            });
            let ending = if text.starts_with('{') {
                "json"
            } else {
                "toml"
            };
            let file = format!("formulario.{ending}");
            world.give(&world.store().join(&file), &text);
            let said = world.run(language, &["form", "check", &file]);
            let exit = said.exit.expect("no signal");
            shown += &format!("## {title}\n\nexit {exit}\n{}\n", said.out);
        }
        compare(&format!("forms.{language}.txt"), &shown);
    }
}

/// Compares with a file beside this one, or writes it where `UPDATE_EXPECTED` is set.
#[expect(
    clippy::disallowed_methods,
    reason = "a test reads what it is asked to do"
)]
fn compare(name: &str, shown: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/bad_input")
        .join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, shown).expect("it is ours");
    }
    let expected = fs::read_to_string(&path).expect("it is there");
    assert_eq!(shown, expected, "{name}");
}

/// The secret of annex 1.
const GIVEN: &str = "n0-Se-Guarda/9f8e7d6c";

/// Activity 9 of PR06 is ready.
fn at_nine() -> World {
    let mut world = World::empty();
    let start = [
        "case",
        "start",
        "pr06",
        "--entity",
        "Ministerio X",
        "--json",
    ];
    let started: serde_json::Value = serde_json::from_str(&world.ok(&start).out).expect("JSON");
    world.case = started["case"].as_str().map(str::to_owned);
    world.ok(&[
        "case",
        "advance",
        ".",
        "1",
        "--answer",
        "email",
        "--output",
        "correo=C-1",
    ]);
    world.ok(&["case", "advance", ".", "5", "--answer", "no"]);
    world.ok(&["case", "advance", ".", "8", "--output", "correo=C-2"]);
    for (name, text) in [
        ("1.toml", ANEXO_1),
        ("2.toml", ANEXO_2),
        ("3.toml", ANEXO_3),
    ] {
        world.give(&world.home().join(name), text);
    }
    world
}

fn missing(world: &World) -> String {
    let said = world.ok(&["case", "outputs", ".", "--missing", "--json"]);
    let view: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    let rows = view["outputs"].as_array().expect("a list").iter();
    let rows = rows.map(|row| {
        let forms = row["forms"].as_array().expect("a list").iter();
        let forms: Vec<&str> = forms.filter_map(|form| form.as_str()).collect();
        format!("{} {}", row["activity"], forms.join("/"))
    });
    rows.collect::<Vec<_>>().join(", ")
}

#[test]
fn the_forms_that_are_due_follow_from_the_answers_and_any_of_a_group_settles_it() {
    #[track_caller]
    fn case(answers: &[&str], given: &[&str], expected: &str) {
        let world = at_nine();
        let mut args = vec!["case", "advance", ".", "9"];
        args.extend(answers.iter().flat_map(|answer| ["--answer", answer]));
        args.extend(given);
        let said = world.run("es", &args);
        assert_eq!(said.exit, Some(0), "{}", said.err);
        assert_eq!(missing(&world), expected, "{answers:?} {given:?}");
    }
    case(&["cd"], &[], "9 anexo-1/anexo-2");
    case(&["cd"], &["--form", "../1.toml"], "");
    case(
        &["cd", "e-invoicing"],
        &["--form", "../2.toml"],
        "9 anexo-3",
    );
    case(&["e-invoicing"], &[], "9 anexo-3");
    case(&["iop"], &[], "9 ");
    case(&["other"], &["--output", "formulario-solicitud=SOL-1"], "");
    case(
        &["cd", "ppe"],
        &["--output", "formulario-solicitud=SOL-1"],
        "",
    );
    case(
        &["cd", "ppe"],
        &["--form", "../3.toml", "--form", "../2.toml"],
        "",
    );
}

#[test]
fn a_form_with_problems_is_refused_whole_and_one_that_is_late_is_taken() {
    let world = at_nine();
    let before = world.lines();
    let said = world.run(
        "en",
        &[
            "case",
            "advance",
            ".",
            "9",
            "--answer",
            "e-invoicing",
            "--form",
            "../3.toml",
        ],
    );
    assert_eq!(said.exit, Some(1));
    assert!(
        said.err
            .contains("`medios-pago`: means of payment are for the payment gateway only"),
        "{}",
        said.err
    );
    assert_eq!(world.lines(), before);
    world.ok(&[
        "case", "advance", ".", "9", "--answer", "cd", "--answer", "ppe",
    ]);
    assert_eq!(missing(&world), "9 anexo-1/anexo-2, 9 anexo-3");
    world.ok(&[
        "case",
        "attach",
        ".",
        "9",
        "--form",
        "../3.toml",
        "--form",
        "../2.toml",
    ]);
    assert_eq!(missing(&world), "");
}

#[test]
fn annex_1_warns_where_no_annex_2_of_that_entity_is_known_and_never_blocks() {
    let world = at_nine();
    let warning = "no annex 2 of this entity is known";
    let advance = [
        "case",
        "advance",
        ".",
        "9",
        "--answer",
        "cd",
        "--form",
        "../1.toml",
    ];
    let said = world.run("en", &advance);
    assert_eq!(said.exit, Some(0));
    assert!(said.err.contains(warning), "{}", said.err);
    world.ok(&["case", "attach", ".", "9", "--form", "../2.toml"]);
    let said = world.run("en", &["case", "attach", ".", "9", "--form", "../1.toml"]);
    assert!(!said.err.contains(warning), "{}", said.err);
    let said = world.run("en", &["form", "check", "../1.toml", "--case", "."]);
    assert!(!said.out.contains(warning), "{}", said.out);
}

#[test]
fn personal_data_is_masked_unless_it_is_asked_for_by_name() {
    let world = at_nine();
    world.ok(&[
        "case",
        "advance",
        ".",
        "9",
        "--answer",
        "ppe",
        "--form",
        "../3.toml",
    ]);
    let reads: [&[&str]; 17] = [
        &["case", "dossier", "."],
        &["case", "dossier", ".", "--format", "html"],
        &["case", "dossier", ".", "--json"],
        &["case", "outputs", "."],
        &["case", "outputs", ".", "--json"],
        &["case", "outputs", ".", "--format", "csv"],
        &["case", "log", "."],
        &["case", "log", ".", "--json"],
        &["case", "status", "."],
        &["case", "status", ".", "--json"],
        &["case", "why", "."],
        &["inbox", "--json"],
        &["case", "list", "--json"],
        &["case", "outputs", "--all", "--json"],
        &["case", "draft", ".", "14"],
        &["form", "check", "../roto.toml"],
        &[
            "case",
            "attach",
            ".",
            "9",
            "--form",
            "../roto.toml",
            "--json",
        ],
    ];
    let broken = ANEXO_3
        .replace("-1B LP", "-1")
        .replace("ana@correo.bo", "ana@correo.bo ");
    world.give(&world.home().join("roto.toml"), &broken);
    for args in reads {
        let said = world.run("es", args);
        for personal in ["Zoila", "5926173", "1990-02-28", "ana@correo.bo"] {
            assert!(
                !said.out.contains(personal) && !said.err.contains(personal),
                "{args:?}"
            );
        }
    }
    let said = world.ok(&["case", "outputs", ".", "--reveal"]);
    assert!(said.out.contains("ci: 5926173-1B LP"), "{}", said.out);
}

/// That no secret is said, and none left, is looked at after every test: by the world itself.
#[test]
fn a_secret_in_a_form_however_broken_is_neither_said_nor_kept() {
    let world = at_nine();
    let form = world.home().join("1.toml");
    let runs: [&[&str]; 5] = [
        &["form", "check", "../1.toml"],
        &[
            "case",
            "advance",
            ".",
            "9",
            "--answer",
            "cd",
            "--form",
            "../1.toml",
        ],
        &["case", "attach", ".", "9", "--form", "../1.toml", "--json"],
        &["case", "outputs", ".", "--reveal", "--json"],
        &["case", "log", ".", "--json"],
    ];
    for args in runs {
        assert_eq!(world.run("es", args).exit, Some(0), "{args:?}");
    }
    let quoted = format!("\"{GIVEN}\"");
    let broken = [
        ANEXO_1.replace("token-notificacion", "token"),
        ANEXO_1.replace("anexo-1", "anexo-9"),
        ANEXO_1.replace(&quoted, GIVEN),
        ANEXO_1.replace("correo", "token-notificacion = 'x'\ncorreo"),
        ANEXO_1.replace(&quoted, &format!("\"\"\"\n{GIVEN}\n")),
        ANEXO_1.replace(&quoted, &format!("[{quoted}]")),
        ANEXO_1.replace("token-notificacion", "correo.token"),
        ANEXO_1.replace(
            "\"sistemas@entidad.gob.bo\"",
            &format!("{{ token = {quoted} }}"),
        ),
        ANEXO_1.replace(
            "\"sistemas@entidad.gob.bo\"",
            &format!("[{{ token = {quoted} }}]"),
        ),
        ANEXO_1.replace("token-notificacion =", "[token-notificacion]\ntoken ="),
        format!("{{\"form\": \"anexo-1\", \"token-notificacion\": {quoted} \"correo\"}}"),
        format!("{{\"form\": \"anexo-1\",\n\"token-notificacion\":\n\"{GIVEN} x\"}}"),
        format!("{{\"form\": \"anexo-1\", \"correo\": {{\"token\": {quoted}}}}}"),
    ];
    for text in broken {
        world.give(&form, &text);
        for args in [
            &["form", "check", "../1.toml"][..],
            &["form", "check", "../1.toml", "../2.toml", "--json"],
            &["case", "attach", ".", "9", "--form", "../1.toml"],
            &["case", "attach", ".", "9", "--form", "../1.toml", "--json"],
        ] {
            assert_eq!(world.run("en", args).exit, Some(1), "{args:?}\n{text}");
        }
    }
}

/// What a form is told to be when it is given with these answers to a case.
#[track_caller]
fn told(answers: &[&str], form: &str, exit: i32, es: &str, en: &str) {
    for (language, expected) in LANGUAGES.into_iter().zip([es, en]) {
        let world = at_nine();
        world.give(&world.home().join("3.toml"), form);
        let mut args = vec!["case", "advance", ".", "9", "--form", "../3.toml"];
        args.extend(answers.iter().flat_map(|answer| ["--answer", answer]));
        let said = world.run(language, &args);
        assert_eq!(
            (said.exit, &*said.err),
            (Some(exit), expected),
            "{answers:?}"
        );
    }
}

#[test]
fn means_of_payment_go_with_the_gateway_alone() {
    let without = ANEXO_3.replace("medios-pago = [\"cpt\", \"QR\"]\n", "");
    told(&["ppe"], ANEXO_3, 0, "", "");
    told(&["e-invoicing"], &without, 0, "", "");
    told(
        &["e-invoicing"],
        ANEXO_3,
        1,
        "error: `medios-pago`: los medios de pago son solo para la pasarela de pagos, que el caso no integra\n  \
         --> ../3.toml:11:15\n   |\n11 | medios-pago = [\"cpt\", \"QR\"]\n   |               ^^^^^^^^^^^^^\n\
         error: el formulario tiene problemas\nayuda: corrija y verifique con `ugat form check ../3.toml`; no se escribió nada\n",
        "error: `medios-pago`: means of payment are for the payment gateway only, which the case does not integrate\n  \
         --> ../3.toml:11:15\n   |\n11 | medios-pago = [\"cpt\", \"QR\"]\n   |               ^^^^^^^^^^^^^\n\
         error: the form has problems\nhint: correct them and check with `ugat form check ../3.toml`; nothing was written\n",
    );
    told(
        &["ppe"],
        &without,
        0,
        "aviso: `medios-pago`: el caso integra la pasarela de pagos y no se eligió ningún medio de pago que probar\n",
        "warning: `medios-pago`: the case integrates the payment gateway and no means of payment to try was chosen\n",
    );
}

#[test]
fn an_annex_2_is_known_from_any_case_of_the_entity_and_from_no_other() {
    #[track_caller]
    fn case(entity: &str, is_known: bool) {
        let world = at_nine();
        world.ok(&[
            "case",
            "advance",
            ".",
            "9",
            "--answer",
            "cd",
            "--form",
            "../2.toml",
        ]);
        let start = [
            "case", "start", "pr06", "--entity", entity, "--ref", "OTRO-1",
        ];
        world.ok(&start);
        let check = ["form", "check", "../1.toml", "--case", "OTRO-1"];
        let said = world.run("en", &check);
        assert_eq!(said.exit, Some(0), "{entity}");
        let warns = said.out.contains("no annex 2 of this entity is known");
        assert_eq!(warns, !is_known, "{entity}: {}", said.out);
        let journal = world.store().join("cases/2026/roto.jsonl");
        fs::write(journal, "{}\n").expect("it is ours");
        assert_eq!(
            world.run("en", &check).out,
            said.out,
            "beside a damaged case"
        );
    }
    case("Ministerio X", true);
    case("MINISTERIO  x", true);
    case("Ministerio Y", false);
}

#[test]
fn files_that_are_no_forms_are_told_each_and_those_that_are_beside_them() {
    let world = at_nine();
    let home = world.home();
    fs::write(home.join("grande.toml"), "#".repeat(1 << 20) + "#").expect("it is ours");
    fs::write(home.join("bytes.toml"), b"form = \"\xff\"").expect("it is ours");
    fs::write(
        home.join("hondo.json"),
        "{\"form\":".to_owned() + &"[".repeat(100_000),
    )
    .expect("it is ours");
    fs::write(home.join("hostil.toml"), "form = \"anexo-\u{202e}1\"\n").expect("it is ours");
    let files = [
        "grande.toml",
        "bytes.toml",
        "hondo.json",
        "hostil.toml",
        "2.toml",
        "falta",
    ];
    let paths: Vec<String> = files.iter().map(|file| format!("../{file}")).collect();
    let mut args = vec!["form", "check", "--json"];
    args.extend(paths.iter().map(String::as_str));
    let said = world.run("en", &args);
    assert_eq!(said.exit, Some(1));
    let view: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    let checked = view["files"].as_array().expect("a list").iter();
    let right: Vec<bool> = checked.map(|file| file["ok"] == true).collect();
    assert_eq!(right, [false, false, false, false, true, false]);
    args.remove(2);
    let said = world.run("en", &args);
    assert!(!said.out.contains('\u{202e}') && !said.err.contains('\u{202e}'));
    assert!(
        said.err.ends_with("5 of 6 forms have problems\n"),
        "{}",
        said.err
    );
}
