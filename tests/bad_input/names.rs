//! What is called by a name that nothing has.

use crate::world::{LANGUAGES, World};

#[test]
fn a_procedure_that_is_not_there() {
    let world = World::empty();
    world.refused(
        &["case", "start", "pr77", "--entity", "X"],
        1,
        "error: no hay procedimiento `pr77`\nayuda: los procedimientos se ven con `ugat procedure list`",
        "error: there is no procedure `pr77`\nhint: `ugat procedure list` shows the procedures",
    );
    world.refused(
        &["procedure", "show", "compras"],
        1,
        "error: no hay procedimiento `compras`\nayuda: los procedimientos se ven con `ugat procedure list`",
        "error: there is no procedure `compras`\nhint: `ugat procedure list` shows the procedures",
    );
    world.refused(
        &["case", "list", "--procedure", "xx"],
        1,
        "error: no hay procedimiento `xx`\nayuda: los procedimientos se ven con `ugat procedure list`",
        "error: there is no procedure `xx`\nhint: `ugat procedure list` shows the procedures",
    );
}

#[test]
fn a_case_that_is_not_there() {
    let world = World::done(0);
    for args in [
        &["case", "status", "zzzz"][..],
        &["case", "status", ".", "zzzz"],
        &["case", "advance", "zzzz"],
        &["case", "return", "zzzz", "8", "--reason", "x"],
        &["case", "attach", "zzzz", "1", "--output", "correo=1"],
        &["case", "note", "zzzz", "x"],
        &["case", "outputs", "zzzz"],
        &["case", "log", "zzzz"],
        &["case", "dossier", "zzzz"],
        &["case", "why", "zzzz"],
    ] {
        world.refused(
            args,
            1,
            "error: ningún caso se llama `zzzz` ni empieza así, ni tiene esa referencia\nayuda: los casos se ven con `ugat case list`",
            "error: no case is called `zzzz` or begins so, or has that reference\nhint: `ugat case list` shows the cases",
        );
    }
}

#[test]
fn a_dot_where_no_case_is_open() {
    World::empty().refused(
        &["case", "advance", "."],
        1,
        "error: `.` nombra el único caso abierto, y no hay ninguno\nayuda: nombre el caso por su código o su referencia: se ven con `ugat case list`",
        "error: `.` names the only open case, and there is none\nhint: name the case by its id or its reference: `ugat case list` shows them",
    );
}

#[test]
fn an_activity_that_is_not_there() {
    let world = World::done(0);
    for args in [
        &["case", "advance", ".", "99"][..],
        &["case", "why", ".", "99"],
        &["case", "draft", ".", "99"],
        &["case", "attach", ".", "99", "--output", "correo=1"],
        &["case", "return", ".", "99", "--reason", "x"],
    ] {
        world.refused(
            args,
            1,
            "error: no hay actividad 99 en `pr07`, que va de la 1 a la 27\nayuda: véalas con `ugat procedure show pr07`",
            "error: there is no activity 99 in `pr07`, which has 1 to 27\nhint: see them with `ugat procedure show pr07`",
        );
    }
    for typed in ["0", "-", "x", "300", "1.5", "１"] {
        world.refused(
            &["case", "advance", ".", typed],
            2,
            &format!("error: `{typed}` no es el número de una actividad, de 1 a 27"),
            &format!("error: `{typed}` is not the number of an activity, from 1 to 27"),
        );
    }
}

#[test]
fn an_answer_that_is_not_there() {
    let world = World::done(4);
    world.refused(
        &["case", "advance", ".", "5", "--answer", "quizás"],
        2,
        "error: `quizás` no es una respuesta de la actividad 5: `yes` o `no`",
        "error: `quizás` is not an answer of activity 5: `yes` or `no`",
    );
    world.refused(
        &["case", "advance", ".", "5", "--answer", "yess"],
        2,
        "error: `yess` no es una respuesta de la actividad 5: `yes` o `no`\nayuda: ¿quiso decir `--answer yes`?",
        "error: `yess` is not an answer of activity 5: `yes` or `no`\nhint: did you mean `--answer yes`?",
    );
    world.refused(
        &[
            "case", "advance", ".", "5", "--answer", "yes", "--answer", "no",
        ],
        2,
        "error: la actividad 5 admite una sola respuesta",
        "error: activity 5 takes one answer only",
    );
    world.refused(
        &["case", "advance", ".", "16", "--answer", "yes"],
        2,
        "error: la actividad 16 no pregunta nada\nayuda: quite `--answer`",
        "error: activity 16 asks nothing\nhint: leave `--answer` out",
    );
}

#[test]
fn an_output_kind_that_is_not_there() {
    let world = World::done(0);
    for flag in ["--output", "--file"] {
        world.refused(
            &["case", "advance", ".", "1", flag, "nota-intrna=1"],
            2,
            "error: no hay un tipo de salida `nota-intrna`\nayuda: ¿quiso decir `nota-interna`?",
            "error: there is no kind of output `nota-intrna`\nhint: did you mean `nota-interna`?",
        );
    }
    for (language, label) in LANGUAGES
        .into_iter()
        .zip(["ayuda: los tipos son", "hint: the kinds are"])
    {
        let said = world.run(language, &["case", "attach", ".", "1", "--output", "zzz=1"]);
        assert_eq!(said.exit, Some(2));
        let hint = said.err.lines().last().expect("a hint");
        assert!(hint.starts_with(label), "{hint}");
    }
}

#[test]
fn a_role_that_is_not_there() {
    World::done(0).refused(
        &["case", "advance", ".", "1", "--as", "jefe-uga"],
        2,
        "error: `jefe-uga` no es un rol de este procedimiento: `dge`, `entidad-solicitante`, `jefe-ugat`, `profesional-ait`, `responsable-ait`, `uit`, `unidad-sustantiva` o `upat`\nayuda: ¿quiso decir `--as jefe-ugat`?",
        "error: `jefe-uga` is not a role of this procedure: `dge`, `entidad-solicitante`, `jefe-ugat`, `profesional-ait`, `responsable-ait`, `uit`, `unidad-sustantiva` or `upat`\nhint: did you mean `--as jefe-ugat`?",
    );
}

#[test]
fn a_store_that_is_not_there() {
    let world = World::empty();
    world.refused(
        &["--store", "/home/nobody/here", "case", "list"],
        1,
        "error: `/home/nobody/here` no es un registro de casos: no tiene `ugat.toml`\nayuda: créelo con `ugat store init /home/nobody/here`",
        "error: `/home/nobody/here` is not a store: it has no `ugat.toml`\nhint: make one with `ugat store init /home/nobody/here`",
    );
}

#[test]
fn work_that_is_not_ready_says_what_it_waits_for() {
    let world = World::done(4);
    world.refused(
        &["case", "advance", ".", "10"],
        1,
        "error: el caso no ha llegado a la actividad 10; están listas 5, 16, 17 y 19\nayuda: vea por qué: `ugat case why . 10`",
        "error: the case has not come to activity 10; ready: 5, 16, 17 and 19\nhint: see why: `ugat case why . 10`",
    );
    world.ok(&["case", "advance", ".", "5", "--answer", "yes"]);
    world.ok(&["case", "advance", ".", "6"]);
    world.refused(
        &["case", "advance", ".", "10"],
        1,
        "error: la actividad 10 no está lista: espera a las actividades 9 y 16\nayuda: vea por qué: `ugat case why . 10`",
        "error: activity 10 is not ready: it waits for activities 9 and 16\nhint: see why: `ugat case why . 10`",
    );
    world.refused(
        &["case", "advance", ".", "1"],
        1,
        "error: la actividad 1 ya se hizo: Ana Quispe, 02/03/2026\nayuda: lo que está listo se ve con `ugat case status .`",
        "error: activity 1 has been done: Ana Quispe, 2026-03-02\nhint: `ugat case status .` shows what is ready",
    );
    world.refused(
        &["case", "advance", "."],
        2,
        "error: hay varias actividades listas: 7, 16, 17 y 19\nayuda: nombre una: `ugat case advance . 7`",
        "error: several activities are ready: 7, 16, 17 and 19\nhint: name one: `ugat case advance . 7`",
    );
}

#[test]
fn a_failure_in_json_is_one_object() {
    let world = World::done(0);
    let object = "{\"error\":{\"kind\":\"unknown-activity\",\"es\":\"no hay actividad 99 en `pr07`, que va de la 1 a la 27\",\"en\":\"there is no activity 99 in `pr07`, which has 1 to 27\",\"hint\":{\"es\":\"véalas con `ugat procedure show pr07`\",\"en\":\"see them with `ugat procedure show pr07`\"},\"details\":[],\"findings\":[],\"problems\":[]}}";
    world.refused(&["case", "advance", ".", "99", "--json"], 1, object, object);
    let object = "{\"error\":{\"kind\":\"unknown-case\",\"es\":\"ningún caso se llama `\\u001b[2J\\u202e` ni empieza así, ni tiene esa referencia\",\"en\":\"no case is called `\\u001b[2J\\u202e` or begins so, or has that reference\",\"hint\":{\"es\":\"los casos se ven con `ugat case list`\",\"en\":\"`ugat case list` shows the cases\"},\"details\":[],\"findings\":[],\"problems\":[]}}";
    world.refused(
        &["case", "status", "\u{1b}[2J\u{202e}", "--json"],
        1,
        object,
        object,
    );
}

#[test]
fn a_name_that_means_several_cases_lists_them() {
    let world = World::done(0);
    for entity in ["Y", "Z"] {
        world.ok(&["case", "start", "pr05", "--entity", entity]);
    }
    let said = world.run("es", &["case", "status", "pr05"]);
    let ids: Vec<&str> = said
        .err
        .split('`')
        .filter(|part| part.len() == 17)
        .collect();
    assert_eq!((said.exit, ids.len()), (Some(1), 2), "{}", said.err);
    let (first, second) = (ids[0], ids[1]);
    assert!(first < second);
    world.refused(
        &["case", "status", "pr05"],
        1,
        &format!(
            "error: `pr05` puede ser `{first}` o `{second}`\nayuda: escriba más caracteres del caso"
        ),
        &format!(
            "error: `pr05` may be `{first}` or `{second}`\nhint: type more characters of the case"
        ),
    );
}

#[test]
fn a_setting_that_is_not_there() {
    let world = World::empty();
    let settings = world.store().join("ugat.toml");
    let text = "salidas = 1\noutputs = \"siempre\"\n\n[[people]]\nname = \"Ana Quispe\"\n\
        roles = [\"jefe-ugta\"]\n\
        substitutes = [{ name = \"Luis\", from = 2026-07-15, until = 2026-07-01 }]\n";
    std::fs::write(&settings, text).expect("it is ours");
    world.refused(
        &["case", "list"],
        1,
        include_str!("settings.es.txt").trim_end(),
        include_str!("settings.en.txt").trim_end(),
    );
    std::fs::write(&settings, "outputs = \n").expect("it is ours");
    let said = world.run("en", &["case", "list", "--json"]);
    assert_eq!(
        said.err,
        "{\"error\":{\"kind\":\"settings\",\
         \"es\":\"`/home/ana/casos/ugat.toml` tiene 1 problema\",\
         \"en\":\"`/home/ana/casos/ugat.toml` has 1 problem\",\"hint\":null,\"details\":[],\"findings\":[],\
         \"problems\":[{\"kind\":\"syntax\",\"line\":1,\"column\":11,\
         \"es\":\"falta el valor\",\"en\":\"the value is missing\",\"hint\":null}]}}\n"
    );
    std::fs::write(&settings, b"\xff").expect("it is ours");
    world.refused(
        &["case", "list"],
        1,
        "error: `/home/ana/casos/ugat.toml` no está en UTF-8: parece Windows-1252\nayuda: guárdelo de nuevo en UTF-8: en el Bloc de notas, Guardar como → Codificación: UTF-8",
        "error: `/home/ana/casos/ugat.toml` is not in UTF-8: it looks like Windows-1252\nhint: save it again in UTF-8: in Notepad, Save As → Encoding: UTF-8",
    );
}

#[test]
fn a_role_of_another_activity_is_recorded_with_a_remark() {
    for (language, expected) in LANGUAGES.into_iter().zip([
        "la actividad 1 es de Unidad/Área Sustantiva; se registró `dge` igualmente\n",
        "activity 1 is for Substantive unit or area; `dge` was recorded all the same\n",
    ]) {
        let said = World::done(0).run(language, &["case", "advance", ".", "--as", "dge"]);
        assert_eq!((said.exit, &*said.err), (Some(0), expected));
    }
}

#[test]
fn a_term_that_the_manual_does_not_have() {
    let world = World::empty();
    world.refused(
        &["manual", "glossary", "ambinte demo"],
        1,
        "error: `ambinte demo` no está en el glosario del manual\nayuda: ¿quiso decir `Ambiente demo`?",
        "error: `ambinte demo` is not in the glossary of the manual\nhint: did you mean `Ambiente demo`?",
    );
    world.refused(
        &["manual", "glossary", "xyzzy"],
        1,
        "error: `xyzzy` no está en el glosario del manual\nayuda: los términos se ven con `ugat manual glossary`",
        "error: `xyzzy` is not in the glossary of the manual\nhint: `ugat manual glossary` shows the terms",
    );
    let term = |typed: &str| world.ok(&["manual", "glossary", typed, "--json"]).out;
    let printed = term("Herramientas de gobierno electrónico");
    for typed in [
        "HERRAMIENTAS de gobierno  electronico",
        "e-government tools",
    ] {
        assert_eq!(term(typed), printed, "{typed}");
    }
}
