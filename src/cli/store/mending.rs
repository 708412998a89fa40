//! What mends a store, told to a person.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::model::{CaseId, EventId};
use crate::store::{Change, Left, Mend};
use crate::text;
use crate::view::MendRow;
use crate::words::{Text, all_of, count, series, shell_word};

/// The rows of what mends a file; `left` where somebody has written to it meanwhile.
pub fn rows(mend: Mend, left: bool) -> Vec<MendRow> {
    let file = mend.file.display().to_string();
    let changes = mend.changes.into_iter();
    changes
        .map(|change| {
            let lost = matches!(change, Change::Lost { .. } | Change::Left(_));
            let (kind, text) = said(&change);
            let hint = match &change {
                Change::Lost { case, .. } => Some(helps(&file, case)),
                Change::Left(left) => Some(by_hand(&file, *left)),
                _ if left => Some(Text::of(
                    "alguien escribió en él entretanto: repita `ugat store repair`",
                    "somebody has written to it meanwhile: run `ugat store repair` again",
                )),
                _ => None,
            };
            MendRow {
                file: file.clone(),
                kind,
                left: left || lost,
                text,
                hint,
            }
        })
        .collect()
}

fn helps(file: &str, case: &CaseId) -> Text {
    text!(
        "recupérelos de otro clon o de un respaldo (`git log -- {file}`); si nadie los tiene, `ugat store repair --cut {case}` aparta lo que les sigue",
        "get them from another clone or a copy (`git log -- {file}`); if nobody has them, `ugat store repair --cut {case}` sets aside what comes after them"
    )
}

/// What people do about what is left to them.
fn by_hand(file: &str, left: Left) -> Text {
    let word = shell_word(file);
    match left {
        Left::File(given) => text!(
            "si alguien lo tiene en otra carpeta (SHA-256 {given}), cópielo a su lugar: `cp COPIA {word}`; si nadie lo tiene, saque el que esté ahí, guarde en git lo demás (`git add cases`, `git commit --no-verify -m \"Se perdió un archivo\"`) y deje constancia: `ugat store verify --accept HEAD --reason MOTIVO`",
            "if somebody has it in another folder (SHA-256 {given}), copy it to its place: `cp COPY {word}`; if nobody has it, take away the one that is there, commit the rest (`git add cases`, `git commit --no-verify -m \"A file was lost\"`) and record it: `ugat store verify --accept HEAD --reason REASON`"
        ),
        Left::Definition => text!(
            "tráigala de otro clon: `cp OTRO/{word} {word}`",
            "bring it from another clone: `cp OTHER/{word} {word}`"
        ),
        Left::Link => text!(
            "vea a dónde lleva con `readlink {word}`; quite el enlace con `rm {word}`, y `ugat store repair --yes` devuelve el diario",
            "see where it leads by `readlink {word}`; remove the link by `rm {word}`, and `ugat store repair --yes` gives the journal back"
        ),
    }
}

fn stays(left: Left) -> (&'static str, Text) {
    match left {
        Left::File(_) | Left::Definition => (
            "not-kept",
            Text::of(
                "ni git ni `lost+found/` lo tienen como era",
                "neither git nor `lost+found/` has it as it was",
            ),
        ),
        Left::Link => (
            "linked",
            Text::of(
                "un enlace simbólico está en el lugar del diario",
                "a symbolic link stands in the place of the journal",
            ),
        ),
    }
}

fn said(change: &Change) -> (&'static str, Text) {
    match change {
        Change::Received { events, from } => {
            let (Text { es, en }, from) = (of_events(*events), paths(from));
            let said = text!("recibe {es} de {from}", "takes in {en} from {from}");
            ("received", said)
        }
        Change::Restored { events } => {
            let Text { es, en } = of_events(*events);
            let said = text!(
                "recupera {es} de `lost+found/` o de la historia de git",
                "gets {en} back from `lost+found/` or the history of git"
            );
            ("restored", said)
        }
        Change::Markers(number) => ("conflict-markers", markers(*number)),
        Change::Torn { bytes } => (
            "torn-tail",
            text!(
                "se aparta el final inconcluso, de {bytes} bytes",
                "the end that was cut short goes, {bytes} bytes"
            ),
        ),
        Change::Repeated(lines) => {
            let lines = series(lines);
            let said = text!(
                "se quita lo que ya está más arriba, byte por byte: línea {lines}",
                "what stands above, byte for byte, goes: line {lines}"
            );
            ("repeated", said)
        }
        Change::SetAside(lines) => {
            let lines = series(lines);
            let said = text!(
                "se aparta lo que no es un evento de este caso: línea {lines}",
                "what is not an event of this case is set aside: line {lines}"
            );
            ("set-aside", said)
        }
        Change::Cut { events } => {
            let Text { es, en } = of_events(*events);
            let said = text!(
                "sigue a otros perdidos, y se aparta: {es}",
                "set aside, for it comes after lost ones: {en}"
            );
            ("cut", said)
        }
        Change::LineEnds => (
            "line-ends",
            Text::of(
                "sus líneas vuelven a terminar como se escribieron",
                "its lines end again as they were written",
            ),
        ),
        Change::ByteOrderMark => (
            "bom",
            Text::of(
                "se quita la marca de orden de bytes (BOM)",
                "the byte order mark (BOM) goes",
            ),
        ),
        Change::Given { events, to } => {
            let (Text { es, en }, to) = (of_events(*events), to.display());
            ("given", text!("a `{to}`: {es}", "to `{to}`: {en}"))
        }
        Change::Retired => (
            "retired",
            Text::of(
                "el archivo sale de su lugar: todo lo suyo está en otro",
                "the file goes out of the way: all of it is elsewhere",
            ),
        ),
        Change::GitLines(lines) => {
            let named: Vec<String> = lines.iter().map(|line| format!("`{line}`")).collect();
            let Text { es, en } = all_of(&named);
            ("git-lines", text!("se agrega {es}", "{en} is added"))
        }
        Change::Former => (
            "former",
            Text::of("vuelve como era", "it comes back as it was"),
        ),
        Change::Pinned(pin) => {
            let (procedure, version) = (&pin.procedure, pin.version);
            let said = text!(
                "vuelve la copia de `{procedure}`, versión {version}",
                "the copy of `{procedure}`, version {version}, comes back"
            );
            ("pinned", said)
        }
        Change::Left(left) => stays(*left),
        Change::Lost { case: _, events } => ("lost", lost(events)),
    }
}

fn lost(events: &BTreeSet<EventId>) -> Text {
    if events.is_empty() {
        return Text::of(
            "se perdió el comienzo del caso",
            "the beginning of the case is lost",
        );
    }
    let named: Vec<String> = events.iter().map(|event| event.short(8)).collect();
    let named = series(&named);
    text!(
        "faltan eventos a los que otros siguen: {named}",
        "events are missing that others come after: {named}"
    )
}

fn of_events(number: usize) -> Text {
    count(
        number,
        &Text::of("evento", "event"),
        &Text::of("eventos", "events"),
    )
}

fn markers(number: usize) -> Text {
    let Text { es, en } = count(
        number,
        &Text::of("marca de conflicto de git", "conflict marker of git"),
        &Text::of("marcas de conflicto de git", "conflict markers of git"),
    );
    text!(
        "se quita: {es}; ambos lados quedan",
        "taken out: {en}; both sides stay"
    )
}

fn paths(of: &[PathBuf]) -> String {
    let named: Vec<String> = of
        .iter()
        .map(|path| format!("`{}`", path.display()))
        .collect();
    named.join(", ")
}
