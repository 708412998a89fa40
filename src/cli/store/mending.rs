//! What `ugat store repair` does to a file, or leaves to people, in words.

use std::collections::BTreeSet;

use crate::cli::store::said::{Said, said};
use crate::model::EventId;
use crate::store::{Change, Left, Mend};
use crate::text;
use crate::view::MendRow;
use crate::words::{Text, all_of, counted, quoted, series, shell_word};

/// The rows of what mends a file; `left` where somebody has written to it meanwhile.
pub fn rows(mend: Mend, left: bool) -> Vec<MendRow> {
    let file = mend.file.display().to_string();
    let meanwhile = left.then_some(Text::of(
        "alguien escribió en él entretanto: repita `ugat store repair`",
        "somebody has written to it meanwhile: run `ugat store repair` again",
    ));
    let row = |change: Change| {
        let said = said(&file, &change);
        MendRow {
            file: file.clone(),
            kind: said.kind,
            left: left || matches!(change, Change::Lost { .. } | Change::Left(_)),
            text: said.text,
            hint: said.hint.or_else(|| meanwhile.clone()),
        }
    };
    mend.changes.into_iter().map(row).collect()
}

/// How people mend what the program leaves to them.
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

fn stays(left: Left) -> Said {
    match left {
        Left::File(_) | Left::Definition => said!(
            "not-kept",
            "ni git ni `lost+found/` lo tienen como era",
            "neither git nor `lost+found/` has it as it was"
        ),
        Left::Link => said!(
            "linked",
            "un enlace simbólico está en el lugar del diario",
            "a symbolic link stands in the place of the journal"
        ),
    }
}

fn said(file: &str, change: &Change) -> Said {
    match change {
        Change::Received { events, from } => {
            let Text { es, en } = of_events(*events);
            let from = series(&quoted(from.iter().map(|path| path.display())));
            said!(
                "received",
                "recibe {es} de {from}",
                "takes in {en} from {from}"
            )
        }
        Change::Restored { events } => {
            let Text { es, en } = of_events(*events);
            said!(
                "restored",
                "recupera {es} de `lost+found/` o de la historia de git",
                "gets {en} back from `lost+found/` or the history of git"
            )
        }
        Change::Markers(number) => {
            let Text { es, en } = counted(
                *number,
                ["marca de conflicto de git", "marcas de conflicto de git"],
                ["conflict marker of git", "conflict markers of git"],
            );
            said!(
                "conflict-markers",
                "se quita: {es}; ambos lados quedan",
                "taken out: {en}; both sides stay"
            )
        }
        Change::Torn { bytes } => said!(
            "torn-tail",
            "se aparta el final inconcluso, de {bytes} bytes",
            "the end that was cut short goes, {bytes} bytes"
        ),
        Change::Repeated(lines) => {
            let lines = series(lines);
            said!(
                "repeated",
                "se quita lo que ya está más arriba, byte por byte: línea {lines}",
                "what stands above, byte for byte, goes: line {lines}"
            )
        }
        Change::SetAside(lines) => {
            let lines = series(lines);
            said!(
                "set-aside",
                "se aparta lo que no es un evento de este caso: línea {lines}",
                "what is not an event of this case is set aside: line {lines}"
            )
        }
        Change::Cut { events } => {
            let Text { es, en } = of_events(*events);
            said!(
                "cut",
                "sigue a otros perdidos, y se aparta: {es}",
                "set aside, for it comes after lost ones: {en}"
            )
        }
        Change::LineEnds => said!(
            "line-ends",
            "sus líneas vuelven a terminar como se escribieron",
            "its lines end again as they were written"
        ),
        Change::ByteOrderMark => said!(
            "bom",
            "se quita la marca de orden de bytes (BOM)",
            "the byte order mark (BOM) goes"
        ),
        Change::Given { events, to } => {
            let (Text { es, en }, to) = (of_events(*events), to.display());
            said!("given", "a `{to}`: {es}", "to `{to}`: {en}")
        }
        Change::Retired => said!(
            "retired",
            "el archivo sale de su lugar: todo lo suyo está en otro",
            "the file goes out of the way: all of it is elsewhere"
        ),
        Change::GitLines(lines) => {
            let Text { es, en } = all_of(&quoted(lines));
            said!("git-lines", "se agrega {es}", "{en} is added")
        }
        Change::Former => said!("former", "vuelve como era", "it comes back as it was"),
        Change::Pinned(pin) => {
            let (procedure, version) = (&pin.procedure, pin.version);
            said!(
                "pinned",
                "vuelve la copia de `{procedure}`, versión {version}",
                "the copy of `{procedure}`, version {version}, comes back"
            )
        }
        Change::Left(left) => stays(*left).with(by_hand(file, *left)),
        Change::Lost { case, events } => Said::of("lost", lost(events)).with(text!(
            "recupérelos de otro clon o de un respaldo (`git log -- {file}`); si nadie los tiene, `ugat store repair --cut {case}` aparta lo que les sigue",
            "get them from another clone or a copy (`git log -- {file}`); if nobody has them, `ugat store repair --cut {case}` sets aside what comes after them"
        )),
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
    counted(number, ["evento", "eventos"], ["event", "events"])
}
