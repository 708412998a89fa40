//! What leaves the path, where the case does not take it.

use crate::world::World;

/// The id of the last event, short.
fn last(world: &World) -> String {
    let log = world.ok(&["--json", "case", "log", "HR-1"]);
    let log: serde_json::Value = serde_json::from_str(&log.out).expect("JSON");
    let events = log["events"].as_array().expect("events");
    let id = events.last().expect("a start")["event"].as_str();
    id.expect("an id")[..8].to_owned()
}

fn first(world: &World) -> String {
    let status = world.ok(&["--json", "case", "status", "HR-1"]);
    let status: serde_json::Value = serde_json::from_str(&status.out).expect("JSON");
    let id = status["started"]["event"].as_str();
    id.expect("an id")[..8].to_owned()
}

#[test]
fn a_reason_is_never_left_out() {
    let world = World::done(1);
    for args in [
        &["case", "suspend", "HR-1"][..],
        &["case", "cancel", "HR-1"],
        &["case", "redirect", "HR-1", "--from", "2", "--end"],
    ] {
        world.refused(
            args,
            2,
            "error: falta el motivo\nayuda: dígalo con `--reason MOTIVO`",
            "error: the reason is missing\nhint: say it with `--reason REASON`",
        );
    }
    world.refused(
        &["case", "suspend", "HR-1", "--reason", " "],
        2,
        "error: el texto de `--reason` está vacío",
        "error: the text of `--reason` is empty",
    );
}

#[test]
fn an_event_that_is_not_there_or_decides_nothing() {
    let world = World::done(1);
    for command in ["resolve", "undo", "correct"] {
        world.refused(
            &["case", command, "HR-1", "xyzw", "--reason", "x"],
            1,
            "error: ningún evento del caso comienza con `xyzw`\nayuda: los eventos se ven con `ugat case log HR-1`",
            "error: no event of the case begins with `xyzw`\nhint: `ugat case log HR-1` shows the events",
        );
    }
    let start = first(&world);
    world.refused(
        &["case", "undo", "HR-1", &start, "--yes", "--reason", "x"],
        1,
        "error: el inicio de un caso no se deshace\nayuda: cancele el caso: `ugat case cancel HR-1 --reason MOTIVO`",
        "error: the start of a case is not undone\nhint: cancel the case: `ugat case cancel HR-1 --reason REASON`",
    );
    world.ok(&["case", "note", "HR-1", "x"]);
    let note = last(&world);
    for args in [
        &["case", "undo", "HR-1", &note, "--yes", "--reason", "x"][..],
        &["case", "resolve", "HR-1", &note, "--reason", "x"],
    ] {
        world.refused(
            args,
            1,
            &format!("error: el evento `{note}` no decide nada que deshacer o mantener\nayuda: lo que dice se corrige: `ugat case correct HR-1 {note} --note TEXTO --reason MOTIVO`"),
            &format!("error: event `{note}` decides nothing that could be undone or kept\nhint: what it says can be corrected: `ugat case correct HR-1 {note} --note TEXT --reason REASON`"),
        );
    }
    world.refused(
        &["case", "resolve", "HR-1"],
        1,
        "error: el caso no está en conflicto\nayuda: para revisar lo resuelto, nombre el evento: `ugat case log HR-1`",
        "error: the case is not in conflict\nhint: to revise what was resolved, name the event: `ugat case log HR-1`",
    );
}

#[test]
fn the_number_of_an_activity_in_place_of_an_event_names_the_event() {
    let world = World::done(2);
    let two = last(&world);
    world.refused(
        &["case", "undo", "HR-1", "2", "--yes", "--reason", "x"],
        1,
        &format!("error: `2` no basta para nombrar un evento: hacen falta 4 caracteres de su código\n  lo último en la actividad 2 es el evento {two}: completó 2 · Derivar el requerimiento al AIT\nayuda: los eventos se ven con `ugat case log HR-1`"),
        &format!("error: `2` is not enough to name an event: that takes 4 characters of its id\n  the last on activity 2 is event {two}: completed 2 · Route the requirement to the AIT\nhint: `ugat case log HR-1` shows the events"),
    );
}

#[test]
fn what_is_undone_in_a_script_is_confirmed() {
    let world = World::done(2);
    let two = last(&world);
    world.refused(
        &["case", "undo", "HR-1", &two, "--reason", "x"],
        2,
        &format!("error: falta confirmar: se deshará: completó 2 · Derivar el requerimiento al AIT: Ana Quispe, 02/03/2026; nada de lo hecho depende de ello\nayuda: confírmelo: `ugat case undo HR-1 {two} --yes --reason MOTIVO`"),
        &format!("error: to be confirmed: undoing: completed 2 · Route the requirement to the AIT: Ana Quispe, 2026-03-02; nothing that was done rests on it\nhint: confirm it: `ugat case undo HR-1 {two} --yes --reason REASON`"),
    );
}

#[test]
fn a_turn_that_the_state_of_the_case_does_not_allow() {
    let world = World::done(1);
    let refused = |command: &str, es: &str, en: &str| {
        world.refused(
            &["case", command, "HR-1", "--reason", "x"],
            1,
            &format!("error: el caso está {es}\nayuda: véalo con `ugat case status HR-1`"),
            &format!("error: the case is {en}\nhint: see it with `ugat case status HR-1`"),
        );
    };
    refused(
        "resume",
        "abierto: no se puede reanudar",
        "open: it cannot be resumed",
    );
    refused(
        "reopen",
        "abierto: no se puede reabrir",
        "open: it cannot be reopened",
    );
    world.ok(&["case", "suspend", "HR-1", "--reason", "x"]);
    refused(
        "suspend",
        "suspendido: no se puede suspender",
        "suspended: it cannot be suspended",
    );
    world.refused(
        &["case", "advance", "HR-1", "2"],
        1,
        "error: el caso está suspendido\nayuda: reanúdelo: `ugat case resume HR-1 --reason MOTIVO`",
        "error: the case is suspended\nhint: resume it: `ugat case resume HR-1 --reason REASON`",
    );
    world.ok(&["case", "cancel", "HR-1", "--reason", "x"]);
    refused(
        "resume",
        "cancelado: no se puede reanudar",
        "cancelled: it cannot be resumed",
    );
    world.refused(
        &["case", "advance", "HR-1", "2"],
        1,
        "error: el caso está cancelado\nayuda: reábralo: `ugat case reopen HR-1 --reason MOTIVO`",
        "error: the case is cancelled\nhint: reopen it: `ugat case reopen HR-1 --reason REASON`",
    );
}

#[test]
fn work_is_moved_only_where_it_can_go() {
    let world = World::done(4);
    world.refused(
        &["case", "redirect", "HR-1", "--from", "5", "--reason", "x"],
        2,
        "error: falta a qué actividad pasa el trabajo\nayuda: `ugat case redirect HR-1 --from 5 --to N --reason MOTIVO`, o `--end` para cerrar la rama",
        "error: the activity that the work goes to is missing\nhint: `ugat case redirect HR-1 --from 5 --to N --reason REASON`, or `--end` to end the branch",
    );
    world.refused(
        &[
            "case", "redirect", "HR-1", "--from", "5", "--to", "5", "--reason", "x",
        ],
        1,
        "error: el trabajo ya está en la actividad 5\nayuda: nombre otra actividad con `--to`",
        "error: the work is at activity 5 already\nhint: name another activity with `--to`",
    );
    world.refused(
        &["case", "redirect", "HR-1", "--from", "5", "--to", "16", "--reason", "x"],
        1,
        "error: no se puede mover ahí: la actividad 16 podría quedar pendiente dos veces a la vez\nayuda: ocurre desde el comienzo; elija otro destino",
        "error: it cannot be moved there: activity 16 could be pending twice at the same time\nhint: it happens from the start; choose another target",
    );
}

#[test]
fn what_an_event_does_not_say_is_not_corrected() {
    let world = World::done(1);
    let (start, one) = (first(&world), last(&world));
    world.refused(
        &["case", "correct", "HR-1", &one, "--title", "T", "--reason", "x"],
        1,
        &format!("error: el evento `{one}` no lleva título: no hay qué corregir\nayuda: quite `--title`"),
        &format!("error: event `{one}` carries no title: there is nothing to correct\nhint: leave `--title` out"),
    );
    world.refused(
        &["case", "correct", "HR-1", &start, "--reason", "x"],
        2,
        "error: no se dijo qué corregir\nayuda: por ejemplo, con `--on FECHA` o `--output TIPO=REF`",
        "error: nothing to correct was given\nhint: for example with `--on DATE` or `--output KIND=REF`",
    );
}

#[test]
fn a_case_is_linked_with_another_that_there_is() {
    let world = World::done(0);
    world.refused(
        &["case", "link", "HR-1", "HR-1"],
        1,
        "error: un caso no se vincula consigo mismo",
        "error: a case is not linked with itself",
    );
    world.refused(
        &["case", "link", "HR-1", "zzzz"],
        1,
        "error: ningún caso se llama `zzzz` ni empieza así, ni tiene esa referencia\nayuda: los casos se ven con `ugat case list`",
        "error: no case is called `zzzz` or begins so, or has that reference\nhint: `ugat case list` shows the cases",
    );
}

#[test]
fn a_case_is_moved_to_a_version_that_there_is() {
    let world = World::done(1);
    world.refused(
        &["case", "migrate", "HR-1", "--to", "9", "--reason", "x"],
        1,
        "error: no hay versión 9 de `pr07`\nayuda: está `pr07@2`",
        "error: there is no version 9 of `pr07`\nhint: there is `pr07@2`",
    );
    world.refused(
        &["case", "migrate", "HR-1", "--to", "2", "--map", "5", "--reason", "x"],
        2,
        "error: `--map 5` no son dos números de actividad\nayuda: lo que era la 5 y ahora es la 6: `--map 5=6`",
        "error: `--map 5` is not two numbers of activities\nhint: what was 5 and is 6 now: `--map 5=6`",
    );
}
