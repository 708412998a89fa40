//! What people type for something else, in both languages, and what they are told: `mistyped.es.txt`
//! and `mistyped.en.txt` hold a call each and its whole answer. None of them changes anything.

use crate::world::World;

#[test]
fn what_is_typed_wrongly_is_met_with_what_was_meant_or_with_no_guess() {
    let world = World::done(4);
    let before = world.tree();
    for (language, expected) in [
        ("es", include_str!("mistyped.es.txt")),
        ("en", include_str!("mistyped.en.txt")),
    ] {
        let mut found = String::new();
        let calls = expected
            .lines()
            .filter_map(|line| line.strip_prefix("$ ugat "));
        for call in calls {
            let args: Vec<&str> = call.split(' ').collect();
            let said = world.run(language, &args);
            found += &format!("$ ugat {call}\n{}{}", said.out, said.err);
            let exit = said.exit.unwrap_or_default();
            found += &format!("[exit {exit}]\n");
        }
        assert!(found == expected, "{found}");
        assert_eq!(expected.matches("$ ugat ").count(), 96);
    }
    assert!(world.tree() == before, "something was changed");
}

#[test]
fn a_short_beginning_of_an_id_is_read_and_not_written_to() {
    let world = World::done(0);
    let id = world.case.clone().expect("a case was started");
    let (_, suffix) = id.split_once('-').expect("an id has two parts");
    let four = &suffix[..4];
    for named in [&suffix[..1], &suffix[..3], "pr07"] {
        world.ok(&["case", "status", named]);
        world.refused(
            &["case", "note", named, "hola"],
            1,
            &format!("error: `{named}` no basta para escribir en un caso: hacen falta 4 caracteres de su código, o toda su referencia\nayuda: ¿quiso decir el caso `{four}`?"),
            &format!("error: `{named}` is not enough to write to a case: that takes 4 characters of its id, or its whole reference\nhint: did you mean the case `{four}`?"),
        );
        let line = format!("{{\"do\":\"note\",\"case\":\"{named}\",\"text\":\"hola\"}}\n");
        let said = world.fed("en", &["batch", "-"], line.as_bytes());
        assert_eq!(said.exit, Some(1), "{}", said.err);
        assert!(
            said.out.contains("is not enough to write to a case"),
            "{}",
            said.out
        );
    }
    world.ok(&["case", "note", four, "hola"]);
}

#[test]
fn what_is_owed_is_offered_by_the_answer_that_was_given() {
    let world = World::empty();
    world.ok(&["case", "start", "pr06", "--entity", "X"]);
    let settings = world.store().join("ugat.toml");
    std::fs::write(&settings, "outputs = \"required\"\n").expect("it is ours");
    world.refused(
        &["case", "advance", ".", "1", "--answer", "email"],
        1,
        "error: la actividad 1 debe dejar Correo electrónico, y este registro exige las salidas\nayuda: `ugat case advance . 1 --answer email --output correo=REF`",
        "error: activity 1 owes E-mail, and this store requires the outputs\nhint: `ugat case advance . 1 --answer email --output correo=REF`",
    );
    std::fs::write(&settings, "").expect("it is ours");
    let said = world.ok(&["case", "status", "."]).out;
    let next = "  ugat case advance . 1 --answer external-note --output documento-externo=REF\n";
    assert!(said.ends_with(next), "{said}");
    let said = world.ok(&["inbox"]).out;
    assert!(said.contains("--output documento-externo=REF\n"), "{said}");
    let said = world
        .ok(&["case", "advance", ".", "1", "--answer", "email"])
        .out;
    assert!(
        said.contains("  ugat case attach . 1 --output correo=REF\n"),
        "{said}"
    );
    let said = world.ok(&["case", "outputs", "."]).out;
    assert!(
        said.contains("  ugat case attach . 1 --output correo=REF\n"),
        "{said}"
    );
    let said = world.ok(&["inbox", "--owed"]).out;
    assert!(said.ends_with(" 1 --output correo=REF\n"), "{said}");
}

#[test]
fn a_review_that_returned_its_work_says_where_to_and_what_it_waits_for() {
    let world = World::done(4);
    world.ok(&["case", "advance", ".", "5", "--answer", "yes"]);
    for activity in ["6", "7"] {
        world.ok(&["case", "advance", ".", activity]);
    }
    world.ok(&["case", "return", ".", "8", "--reason", "x"]);
    world.refused(
        &["case", "advance", ".", "8"],
        1,
        "error: la actividad 8 devolvió el trabajo a la 7: Ana Quispe, 02/03/2026; espera que la 7 vuelva a hacerse\nayuda: lo que sigue: `ugat case advance . 7`",
        "error: activity 8 returned the work to 7: Ana Quispe, 2026-03-02; it waits for 7 to be done again\nhint: what comes next: `ugat case advance . 7`",
    );
}

#[test]
fn a_review_is_not_returned_to_what_the_case_never_did() {
    let world = World::done(4);
    let to_review = ["--from", "5", "--to", "8", "--reason", "x"];
    world.ok(&[&["case", "redirect", "."], &to_review[..]].concat());
    for to in [&[][..], &["--to", "7"]] {
        let returned = ["case", "return", ".", "8", "--reason", "x"];
        world.refused(
            &[&returned[..], to].concat(),
            1,
            "error: el caso nunca hizo la actividad 7: la 8 aquí solo puede aprobar\nayuda: `ugat case advance . 8`",
            "error: the case never did activity 7: here 8 can only approve\nhint: `ugat case advance . 8`",
        );
    }
}

#[test]
fn an_act_that_is_no_decision_is_corrected_and_not_undone() {
    let world = World::done(1);
    world.ok(&[
        "case",
        "attach",
        ".",
        "1",
        "--output",
        "nota-requerimiento=N-1",
    ]);
    let last = world.lines().last().cloned().expect("an event");
    let event = last.split('"').nth(3).expect("an id")[..8].to_owned();
    world.refused(
        &["case", "undo", ".", &event, "--yes", "--reason", "x"],
        1,
        &format!("error: el evento `{event}` no decide nada que deshacer o mantener\nayuda: lo que dice se corrige: `ugat case correct . {event} --output nota-requerimiento=REF --reason MOTIVO`"),
        &format!("error: event `{event}` decides nothing that could be undone or kept\nhint: what it says can be corrected: `ugat case correct . {event} --output nota-requerimiento=REF --reason REASON`"),
    );
    let said = world.run("es", &["case", "undo", "."]);
    let passed_over = format!(
        "  lo último, {event} (entregó salidas de 1 · Presentar el requerimiento de transferencia), no se deshace: se corrige con `ugat case correct`\n"
    );
    assert!(said.err.contains(&passed_over), "{}", said.err);
}

#[test]
fn a_store_that_is_made_beside_another_says_which_one_is_in_use() {
    let world = World::without_store();
    let started = world.run("en", &["case", "start", "pr07", "--entity", "X"]);
    assert_eq!(started.exit, Some(0));
    let said = world.run("es", &["store", "sync"]);
    assert_eq!(
        said.err,
        "error: el registro no está en un repositorio git\nayuda: vaya a la carpeta del registro, `cd /home/ana/.local/share/ugat`; ahí: cree uno con `git init`, y luego `ugat store sync`\n"
    );
    let said = world.run("es", &["store", "init", "otra"]);
    assert_eq!(
        said.err,
        "aquí se sigue usando el registro `/home/ana/.local/share/ugat`, con 1 caso; para usar el nuevo, `cd /home/ana/otra` o `--store /home/ana/otra`\n"
    );
    let said = world.run("es", &["store", "init"]);
    let parts = ["ugat.toml", "cases", "procedures"]
        .map(|part| format!("/home/ana/.local/share/ugat/{part}"));
    let parts = parts.join(" ");
    assert_eq!(
        said.err,
        format!(
            "hasta ahora aquí se usaba el registro `/home/ana/.local/share/ugat`, con 1 caso; desde esta carpeta los comandos usan ahora `/home/ana`. Para traer lo que tiene: `cp -R {parts} /home/ana`. Para seguir con él: `--store /home/ana/.local/share/ugat`\n"
        )
    );
    if World::runs_scripts() && world.script("es", "command -v cp").exit == Some(0) {
        let said = world.script(
            "es",
            &format!(
                "{} && ugat case list --json",
                world.own(&format!("cp -R {parts} /home/ana"))
            ),
        );
        assert!(said.out.contains("\"state\":\"open\""), "{}", said.out);
    }
}

#[test]
fn the_page_of_a_damaged_case_proposes_no_act() {
    let world = World::done(1);
    let mut lines = world.lines();
    assert!(
        world
            .ok(&["case", "status", "HR-1"])
            .out
            .contains("ugat case advance")
    );
    lines.insert(1, "x\n".to_owned());
    std::fs::write(world.journal(), lines.concat()).expect("it is ours");
    let said = world.run("es", &["case", "status", "HR-1"]);
    assert_eq!(said.exit, Some(3));
    assert!(said.out.contains("Listo ahora"), "{}", said.out);
    assert!(!said.out.contains("ugat case"), "{}", said.out);
}
