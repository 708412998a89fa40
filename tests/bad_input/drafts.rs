//! Documents that cannot be begun, and hostile texts in those that can.

use std::fs;

use crate::world::{LANGUAGES, World};

#[test]
fn an_activity_without_document_a_kind_without_template_and_a_kind_it_does_not_leave() {
    let world = World::done(1);
    world.refused(
        &["case", "draft", ".", "2"],
        1,
        "error: la actividad 2 no deja ningún documento",
        "error: activity 2 leaves no document",
    );
    world.refused(
        &["case", "draft", ".", "10"],
        1,
        "error: no hay plantilla para correo\nayuda: póngala en `procedures/templates/correo.md` del registro, o dela con `--template`",
        "error: there is no template for correo\nhint: put one in `procedures/templates/correo.md` of the store, or give it with `--template`",
    );
    world.refused(
        &["case", "draft", ".", "7", "--kind", "nota-externa"],
        2,
        "error: `nota-externa` no es una salida de la actividad 7: `informe-tecnico`",
        "error: `nota-externa` is not an output of activity 7: `informe-tecnico`",
    );
}

#[test]
fn a_template_with_a_mistake_is_told_with_its_line() {
    let world = World::done(1);
    let own = world.store().join("procedures/templates");
    fs::create_dir_all(&own).expect("it is ours");
    let refused = |text: &str, es: &str, en: &str| {
        fs::write(own.join("informe.md"), text).expect("it is ours");
        world.refused(&["case", "draft", ".", "7"], 1, es, en);
    };
    refused(
        "x\n{% if %}",
        "error: la plantilla `informe.md:2` tiene un error; el lector dice, en inglés: syntax error: unexpected end of block",
        "error: the template `informe.md:2` has a mistake: syntax error: unexpected end of block",
    );
    refused(
        "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}",
        "error: la plantilla `informe.md:1` tiene un error; el lector dice, en inglés: engine ran out of fuel\nayuda: la plantilla no termina: revise sus ciclos",
        "error: the template `informe.md:1` has a mistake: engine ran out of fuel\nhint: the template does not come to an end: look at its loops",
    );
}

#[test]
fn a_template_that_writes_without_end_is_ended() {
    let world = World::done(1);
    let endless = world.home().join("sin-fin.md");
    let grown = |start: &str, step: &str| {
        format!(
            "{{% set ns = namespace(a={start}) %}}{{% for i in range(60) %}}{{% set ns.a = {step} %}}\
             {{% endfor %}}{{{{ ns.a|length }}}}"
        )
    };
    for text in [
        "{{ 'x' * 99999999999 }}",
        "{{ [1] * 99999999 }}",
        &grown("[1]", "ns.a + ns.a"),
        &grown("'x'", "ns.a ~ ns.a"),
        &grown("'x'", "ns.a|replace('x', 'xx')"),
        &grown("[1]", "[ns.a, ns.a]|string|list"),
        "{{ range(99999)|join('x' * 99999) }}",
    ] {
        fs::write(&endless, text).expect("it is ours");
        let said = world.run(
            "en",
            &["case", "draft", ".", "7", "--template", "../sin-fin.md"],
        );
        assert_eq!((said.exit, &*said.out), (Some(1), ""), "{text}");
        let hint = "hint: the template does not come to an end: look at its loops\n";
        assert!(said.err.ends_with(hint), "{text}: {}", said.err);
    }
}

#[test]
fn a_template_steers_no_terminal() {
    let world = World::done(1);
    let own = world.store().join("procedures/templates");
    fs::create_dir_all(&own).expect("it is ours");
    let text =
        "# Uno\n\tdos \u{1b}]52;c;eA==\u{7}\u{9b}31m \u{202e}txt.exe\u{200b} {{ case.entity }}\n";
    fs::write(own.join("informe.md"), text).expect("it is ours");
    let drafted = world.ok(&["case", "draft", ".", "7"]);
    assert_eq!(
        drafted.out,
        "# Uno\n\tdos \\u{1b}]52;c;eA==\\u{7}\\u{9b}31m \\u{202e}txt.exe\\u{200b} Ministerio X\n"
    );
}

#[test]
fn nothing_in_a_case_becomes_markup() {
    let mut world = World::empty();
    let entity = "# [x](http://a) <script> | `y`";
    let start = ["case", "start", "pr07", "--entity", entity, "--json"];
    let started: serde_json::Value = serde_json::from_str(&world.ok(&start).out).expect("JSON");
    world.case = started["case"].as_str().map(str::to_owned);
    let drafted = world.ok(&["case", "draft", ".", "23"]).out;
    assert!(
        drafted.contains("\n\\# \\[x\\](http\\://a) &lt;script> \\| \\`y\\`\n"),
        "{drafted}"
    );
}

#[test]
fn every_kind_of_document_is_begun_in_both_languages_and_nothing_is_left_of_the_template() {
    let world = World::empty();
    for (procedure, activity, titles) in [
        (
            "pr05",
            "4",
            ["# Plan de implementación", "# Implementation plan"],
        ),
        ("pr05", "9", ["# Acta de capacitación", "# Training record"]),
        ("pr05", "10", ["# Nota interna", "# Internal note"]),
        ("pr05", "20", ["# Informe técnico", "# Technical report"]),
        ("pr05", "24", ["[…], 02/03/2026", "[…], 2026-03-02"]),
        (
            "pr06",
            "6",
            ["# Acta de presentación", "# Presentation record"],
        ),
        (
            "pr06",
            "13",
            ["# Acta de certificación", "# Certification record"],
        ),
        ("pr07", "4", ["# Plan de transferencia", "# Transfer plan"]),
    ] {
        let reference = format!("HR-{procedure}-{activity}");
        let entity = ["--entity", "Ministerio X", "--ref", &reference];
        world.ok(&[&["case", "start", procedure][..], &entity].concat());
        for (language, title) in LANGUAGES.into_iter().zip(titles) {
            let said = world.run(language, &["case", "draft", &reference, activity]);
            assert_eq!((said.exit, said.out.lines().next()), (Some(0), Some(title)));
            assert!(said.out.contains("Ministerio X"), "{}", said.out);
            assert!(!said.out.contains(['{', '}']), "{}", said.out);
        }
    }
}
