//! Reports that ask for what there is not.

use crate::world::World;

#[test]
fn a_grouping_that_a_report_does_not_have() {
    let world = World::empty();
    world.refused(
        &["report", "status", "--by", "procedur"],
        2,
        "error: `procedur` no es una forma de agrupar `report status`: `procedure`, `entity` o `month`\nayuda: ¿quiso decir `--by procedure`?",
        "error: `procedur` is not a grouping of `report status`: `procedure`, `entity` or `month`\nhint: did you mean `--by procedure`?",
    );
    world.refused(
        &["report", "throughput", "--by", "month,role"],
        2,
        "error: `role` no es una forma de agrupar `report throughput`: `month`, `procedure` o `entity`",
        "error: `role` is not a grouping of `report throughput`: `month`, `procedure` or `entity`",
    );
}

#[test]
fn a_period_or_a_day_that_cannot_be() {
    let world = World::empty();
    world.refused(
        &[
            "report",
            "outputs",
            "--since",
            "2026-03-02",
            "--until",
            "2026-03-01",
        ],
        2,
        "error: `--since 2026-03-02` es posterior a `--until 2026-03-01`\nayuda: al revés: `--since 2026-03-01 --until 2026-03-02`",
        "error: `--since 2026-03-02` is after `--until 2026-03-01`\nhint: the other way round: `--since 2026-03-01 --until 2026-03-02`",
    );
    world.refused(
        &["report", "aging", "--as-of", "2999-01-01"],
        2,
        "error: `--as-of 2999-01-01` está en el futuro\nayuda: hoy es `--as-of 02/03/2026`",
        "error: `--as-of 2999-01-01` is in the future\nhint: today is `--as-of 2026-03-02`",
    );
    for typed in [
        "viernes",
        "2026-02-30",
        "2/3",
        "2-3-2026",
        "2026-03-02T10:00:00-04:00",
        "",
    ] {
        let es = format!("error: `--since {typed}` no es un día como `29/11/2026` o `2026-11-29`");
        let en =
            format!("error: `--since {typed}` is not a day such as `29/11/2026` or `2026-11-29`");
        world.refused(&["report", "durations", "--since", typed], 2, &es, &en);
    }
}

#[test]
fn a_report_that_there_is_not_or_of_nothing() {
    let world = World::empty();
    world.refused(
        &["report", "agin"],
        2,
        "error: `ugat report` no tiene el comando `agin`\nayuda: ¿quiso decir `ugat report aging`?",
        "error: `ugat report` has no command `agin`\nhint: did you mean `ugat report aging`?",
    );
    world.refused(
        &["report", "status", "--procedure", "xx"],
        1,
        "error: no hay procedimiento `xx`\nayuda: los procedimientos se ven con `ugat procedure list`",
        "error: there is no procedure `xx`\nhint: `ugat procedure list` shows the procedures",
    );
    world.refused(
        &["report", "status", "--columns", "case", "--format", "csv"],
        2,
        "error: `case` no es una columna: procedure, state, result, activity, title, cases, in_conflict, stuck, overdue\nayuda: ¿quiso decir `cases`?",
        "error: `case` is not a column: procedure, state, result, activity, title, cases, in_conflict, stuck, overdue\nhint: did you mean `cases`?",
    );
}
