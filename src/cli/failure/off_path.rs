//! Why a case does not take an act off the path of its procedure, or one that its state forbids.

use crate::cli::failure::{Failure, conflict, refused, usage};
use crate::engine::{Field, Refused, Standing};
use crate::model::{Act, ActName, ActivityNumber, EventId, Line, OutputKind, Procedure, Turn};
use crate::text;
use crate::view::{named, refused_sentence, refused_trace};
use crate::words::{Text, all_of, any_of, quoted};

pub fn no_event(event: &EventId, short: &str) -> Failure {
    refused!(
        "unknown-event",
        "el caso ya no tiene el evento `{event}`: su archivo cambió entretanto",
        "the case no longer has event `{event}`: its file has changed meanwhile"
    )
    .with_hint(log(short))
}

pub fn undo_start(short: &str) -> Failure {
    refused!(
        "undo-start",
        "el inicio de un caso no se deshace",
        "the start of a case is not undone",
        "cancele el caso: `ugat case cancel {short} --reason MOTIVO`",
        "cancel the case: `ugat case cancel {short} --reason REASON`"
    )
}

pub fn writes_nothing(event: &str, act: &Act, short: &str) -> Failure {
    let failure = refused!(
        "decides-nothing",
        "el evento `{event}` no decide nada que deshacer o mantener",
        "event `{event}` decides nothing that could be undone or kept"
    );
    let (kind, note) = (
        act.outputs().first().map(|output| &output.kind),
        act.name() == ActName::Noted,
    );
    if let Act::Labelled { .. } = act {
        return failure.with_hint(text!(
            "una etiqueta se quita con `ugat case label {short} ETIQUETA --remove`",
            "a label is taken away by `ugat case label {short} LABEL --remove`"
        ));
    }
    let Text { es, en } = match kind {
        Some(kind) => text!("--output {kind}=REF", "--output {kind}=REF"),
        None if note => Text::of("--note TEXTO", "--note TEXT"),
        None => return failure.with_hint(log(short)),
    };
    failure.with_hint(text!(
        "lo que dice se corrige: `ugat case correct {short} {event} {es} --reason MOTIVO`",
        "what it says can be corrected: `ugat case correct {short} {event} {en} --reason REASON`"
    ))
}

pub fn labelled(labels: &[Line]) -> Failure {
    let Text { es, en } = all_of(&quoted(labels));
    refused!(
        "labelled",
        "el caso ya tiene {es}",
        "the case has {en} already"
    )
}

pub fn not_labelled(labels: &[Line], short: &str) -> Failure {
    let Text { es, en } = any_of(&quoted(labels));
    refused!(
        "not-labelled",
        "el caso no tiene {es}",
        "the case does not have {en}",
        "las que tiene se ven con `ugat case status {short}`",
        "`ugat case status {short}` shows those that it has"
    )
}

pub fn not_owed(
    (activity, kind): (ActivityNumber, &OutputKind),
    procedure: &Procedure,
    short: &str,
) -> Failure {
    let Text { es, en } = named::kinds(procedure, std::slice::from_ref(kind));
    refused!(
        "not-owed",
        "la actividad {activity} no debe: {es}",
        "activity {activity} does not owe: {en}",
        "lo que falta se ve con `ugat case outputs {short} --missing`",
        "`ugat case outputs {short} --missing` shows what is missing"
    )
}

pub fn not_given(
    (activity, kind): (ActivityNumber, &OutputKind),
    procedure: &Procedure,
    short: &str,
) -> Failure {
    let Text { es, en } = named::kinds(procedure, std::slice::from_ref(kind));
    refused!(
        "not-given",
        "la actividad {activity} no tiene esa salida entregada: {es}",
        "activity {activity} has no such output that was given: {en}",
        "lo entregado se ve con `ugat case outputs {short}`",
        "`ugat case outputs {short}` shows what was given"
    )
}

pub fn not_possible(event: &str, short: &str) -> Failure {
    refused!(
        "not-possible",
        "la versión que el caso sigue ahora no tiene lo que dice el evento `{event}`",
        "the version that the case is under now does not have what event `{event}` says",
        "elija otro lado o haga de nuevo el trabajo: `ugat case status {short}`",
        "choose another side, or do the work anew: `ugat case status {short}`"
    )
}

pub fn undo_migration(short: &str) -> Failure {
    refused!(
        "undo-migration",
        "una migración no se deshace",
        "a migration is not undone",
        "migre de vuelta: `ugat case migrate {short} --to VERSIÓN --reason MOTIVO`",
        "migrate back: `ugat case migrate {short} --to VERSION --reason REASON`"
    )
}

pub fn same_version(version: u32) -> Failure {
    refused!(
        "same-version",
        "el caso ya sigue la versión {version}",
        "the case is under version {version} already"
    )
}

pub fn no_counterpart(activity: ActivityNumber, last: usize) -> Failure {
    refused!(
        "unknown-activity",
        "la versión nueva no tiene la actividad {activity}: llega a la {last}",
        "the new version has no activity {activity}: it has {last}"
    )
}

pub fn not_now(activity: ActivityNumber, short: &str) -> Failure {
    refused!(
        "activity-gone",
        "con la versión que el caso sigue ahora, la actividad {activity} no puede volver a hacerse",
        "under the version that the case is under now, activity {activity} cannot be done anew"
    )
    .with_hint(log(short))
}

pub fn nothing_to_correct() -> Failure {
    usage!(
        "nothing-given",
        "no se dijo qué corregir",
        "nothing to correct was given",
        "por ejemplo, con `--on FECHA` o `--output TIPO=REF`",
        "for example with `--on DATE` or `--output KIND=REF`"
    )
}

pub fn unmapped(activities: &[ActivityNumber], short: &str) -> Failure {
    let Text { es, en } = all_of(activities);
    let flags = activities.iter().map(|old| format!("--map {old}=N"));
    let flags = flags.collect::<Vec<_>>().join(" ");
    refused!(
        "needs-mapping",
        "hay trabajo en {es}, que la versión nueva no tiene: diga qué actividad es ahora, `{flags}`",
        "there is work at {en}, which the new version does not have: say which activity it is now, `{flags}`",
        "por ejemplo, `ugat case migrate {short} --to VERSIÓN {flags} --reason MOTIVO`",
        "for example, `ugat case migrate {short} --to VERSION {flags} --reason REASON`"
    )
}

pub fn replaced(event: &str, short: &str) -> Failure {
    refused!(
        "replaced",
        "ese evento ya fue reemplazado por `{event}`",
        "that event was replaced by `{event}` already",
        "deshaga ese: `ugat case undo {short} {event} --yes --reason MOTIVO`",
        "undo that one: `ugat case undo {short} {event} --yes --reason REASON`"
    )
}

pub fn replaced_conflict(event: &str, short: &str) -> Failure {
    refused!(
        "replaced-conflict",
        "lo que `{event}` reemplazó estaba en conflicto: hay que nombrar un lado",
        "what `{event}` replaced was in conflict: one side has to be named",
        "los lados se ven con `ugat case log {short}`; elija: `ugat case resolve {short} EVENTO --reason MOTIVO`",
        "`ugat case log {short}` shows the sides; choose: `ugat case resolve {short} EVENT --reason REASON`"
    )
}

pub fn unsound(refused: &Refused) -> Failure {
    let Text { es, en } = refused_sentence(refused);
    let failure = refused!(
        "unsound",
        "no se puede mover ahí: {es}",
        "it cannot be moved there: {en}"
    );
    let trace = refused_trace(refused);
    failure.with_hint_if(
        trace.map(|Text { es, en }| {
            text!("{es}; elija otro destino", "{en}; choose another target")
        }),
    )
}

pub fn case_in_conflict(short: &str) -> Failure {
    conflict!(
        "case-in-conflict",
        "el caso mismo está en conflicto: se decidió sobre él de formas distintas sin saberlo",
        "the case itself is in conflict: it was decided on differently, unseen by each other",
        "vea los lados con `ugat case status {short}` y elija: `ugat case resolve {short} EVENTO --reason MOTIVO`",
        "see the sides with `ugat case status {short}` and choose: `ugat case resolve {short} EVENT --reason REASON`"
    )
}

pub fn stopped(standing: &Standing, short: &str) -> Failure {
    match standing {
        Standing::Cancelled => refused!(
            "cancelled",
            "el caso está cancelado",
            "the case is cancelled",
            "reábralo: `ugat case reopen {short} --reason MOTIVO`",
            "reopen it: `ugat case reopen {short} --reason REASON`"
        ),
        Standing::Suspended | Standing::Open | Standing::Finished { .. } => refused!(
            "suspended",
            "el caso está suspendido",
            "the case is suspended",
            "reanúdelo: `ugat case resume {short} --reason MOTIVO`",
            "resume it: `ugat case resume {short} --reason REASON`"
        ),
    }
}

pub fn no_turn(turn: Turn, standing: &Standing, short: &str) -> Failure {
    let Text { es, en } = match turn {
        Turn::Suspended => Text::of("suspender", "suspended"),
        Turn::Resumed => Text::of("reanudar", "resumed"),
        Turn::Cancelled => Text::of("cancelar", "cancelled"),
        Turn::Reopened => Text::of("reabrir", "reopened"),
    };
    let Text {
        es: now_es,
        en: now_en,
    } = match standing {
        Standing::Open => Text::of("abierto", "open"),
        Standing::Suspended => Text::of("suspendido", "suspended"),
        Standing::Cancelled => Text::of("cancelado", "cancelled"),
        Standing::Finished { .. } => Text::of("terminado", "finished"),
    };
    refused!(
        "wrong-state",
        "el caso está {now_es}: no se puede {es}",
        "the case is {now_en}: it cannot be {en}",
        "véalo con `ugat case status {short}`",
        "see it with `ugat case status {short}`"
    )
}

pub fn same_place(activity: ActivityNumber) -> Failure {
    refused!(
        "same-place",
        "el trabajo ya está en la actividad {activity}",
        "the work is at activity {activity} already",
        "nombre otra actividad con `--to`",
        "name another activity with `--to`"
    )
}

pub fn not_said(event: &str, field: Field) -> Failure {
    let (flag, Text { es, en }) = match field {
        Field::Outputs => ("--output", Text::of("salidas", "outputs")),
        Field::Note => ("--note", Text::of("nota", "note")),
        Field::Entities => ("--entity", Text::of("entidad", "entity")),
        Field::Title => ("--title", Text::of("título", "title")),
        Field::Reference => ("--ref", Text::of("referencia", "reference")),
    };
    refused!(
        "not-said",
        "el evento `{event}` no lleva {es}: no hay qué corregir",
        "event `{event}` carries no {en}: there is nothing to correct",
        "quite `{flag}`",
        "leave `{flag}` out"
    )
}

fn log(short: &str) -> Text {
    text!(
        "los eventos se ven con `ugat case log {short}`",
        "`ugat case log {short}` shows the events"
    )
}
