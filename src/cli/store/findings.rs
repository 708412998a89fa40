//! What is found about a store, told to a person, with what helps.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::failure::journal;
use crate::cli::store::found_beside;
use crate::cli::store::git_findings::{acts_lost, ignored, not_looked_at, of_attribute};
use crate::cli::store::said::Said;
use crate::engine::Mark;
use crate::journal::LineFault;
use crate::model::EventId;
use crate::store::{Damage, Finding, Lacked, Remark, StoreFault, What};
use crate::text;
use crate::view::{CommitRow, FindingRow, LostActRow, mark_sentence};
use crate::words::{Text, all_of, count, shell_word};

/// A finding in a store with this root.
pub fn row(root: &Path, finding: Finding) -> FindingRow {
    let damage = finding.is_damage();
    let file = finding.file.display().to_string();
    let (acts, commit) = lost(&finding.what);
    let case = finding.case.map(|case| case.to_string());
    let said = match finding.what {
        What::Damage(damage) => of_damage(root, &file, damage),
        What::Remark(remark) => of_remark(&file, case.as_deref(), &remark),
    };
    FindingRow {
        file,
        line: finding.line,
        case,
        kind: said.kind,
        damage,
        acts,
        commit,
        text: said.text,
        hint: said.hint,
    }
}

/// The acts that are missing, and the commit that took them out.
fn lost(what: &What) -> (Vec<LostActRow>, Option<CommitRow>) {
    let (acts, commit) = match what {
        What::Damage(Damage::ActsLost(lost)) => (&lost.acts, lost.went.commit()),
        What::Damage(Damage::LacksOf(lacking)) => match &lacking.what {
            Lacked::Acts { acts, .. } => (acts, None),
            Lacked::File | Lacked::Content => return (Vec::new(), None),
        },
        What::Damage(_) | What::Remark(_) => return (Vec::new(), None),
    };
    let acts = acts.iter().map(|act| LostActRow {
        event: act.id.to_string(),
        did: act.did.name(),
        by: act.by.to_string(),
    });
    let commit = commit.map(|commit| CommitRow {
        id: commit.id.as_str().to_owned(),
        author: commit.author.clone(),
    });
    (acts.collect(), commit)
}

fn unusable(root: &Path, fault: StoreFault) -> Said {
    let failure = Failure::from(fault);
    Said {
        kind: failure.kind,
        text: journal::within(root, &failure.text),
        hint: failure.hint.map(|hint| journal::within(root, &hint)),
    }
}

fn of_damage(root: &Path, file: &str, damage: Damage) -> Said {
    match damage {
        Damage::Line(fault) => Said::of(line_kind(&fault), journal::fault(&fault)).mended(),
        Damage::MoreLines(more) => Said::of("more-lines", journal::more_lines(more)).mended(),
        Damage::MissingParent(event) => Said::of(
            "missing-event",
            text!(
                "sigue al evento {event}, que falta",
                "it comes after event {event}, which is missing"
            ),
        )
        .mended(),
        Damage::OtherCase(other) => Said::of(
            "other-case",
            text!("es del caso `{other}`", "it is of case `{other}`"),
        )
        .mended(),
        Damage::NoStart => Said::of(
            "no-start",
            Text::of(
                "no contiene el primer evento del caso que nombra",
                "it does not hold the first event of the case that it names",
            ),
        )
        .mended(),
        Damage::WrongName(other) => Said::of(
            "wrong-name",
            text!(
                "tiene eventos del caso `{other}`, y no su nombre",
                "it has events of case `{other}`, and not its name"
            ),
        )
        .mended(),
        Damage::Unshelved => Said::of(
            "wrong-folder",
            Text::of(
                "no está en la carpeta de un año, y por eso no se lee",
                "it is not in the folder of a year, and so it is not read",
            ),
        )
        .mended(),
        Damage::SecondFile(first) => {
            let first = first.display();
            let said = text!(
                "no se lee: el caso está también en `{first}`",
                "it is not read: the case is in `{first}` as well"
            );
            Said::of("second-file", said).mended()
        }
        Damage::FileChanged { found, .. } => {
            let found = found.short(12);
            let said = text!(
                "no es el archivo que se entregó: su contenido es {found}",
                "it is not the file that was given: its content is {found}"
            );
            Said::of("file-changed", said).mended()
        }
        Damage::FileGone { .. } => Said::of(
            "file-missing",
            Text::of(
                "se entregó y ya no está",
                "it was given and is not there any more",
            ),
        )
        .mended(),
        Damage::ActsLost(lost) => acts_lost(&lost).mended(),
        Damage::DefinitionLost => Said::of(
            "definition-lost",
            Text::of(
                "git tiene esta copia de una definición, y aquí falta",
                "git has this copy of a definition, and it is missing here",
            ),
        )
        .mended(),
        Damage::Attribute(attribute) => of_attribute(&attribute),
        Damage::LacksOf(lacking) => found_beside::lacking(&lacking),
        Damage::Unmerged {
            as_version,
            in_rebase,
        } => found_beside::unmerged(file, as_version, in_rebase),
        Damage::RepositoryInside => found_beside::repository_inside(file),
        Damage::VersionTwice {
            procedure,
            version,
            other,
            free,
        } => found_beside::version_twice(file, &procedure, version, &other, free),
        Damage::Ignored(ignoring) => ignored(&ignoring),
        Damage::FileOutside { named } => Said::of(
            "file-outside",
            text!(
                "un evento nombra `{named}`, fuera del registro",
                "an event names `{named}`, outside of the store"
            ),
        )
        .with(Text::of(
            "vea quién lo trajo con `git log -p -- cases`; cómo se saca: `ugat help trust`",
            "see who brought it by `git log -p -- cases`; how it is taken out: `ugat help trust`",
        )),
        Damage::Unusable(fault) => unusable(root, fault),
    }
}

/// An act that was taken out lawfully is there again.
fn returned(event: EventId) -> Said {
    let event = event.short(7);
    Said::of(
        "returned",
        text!(
            "está de nuevo el acto {event}, que se quitó con constancia en `ugat.toml`",
            "act {event} is there again, which was taken out as `ugat.toml` records"
        ),
    )
    .with(Text::of(
        "quite su línea en un commit solo de eso: `ugat help secrets`",
        "take its line out in a commit of its own: `ugat help secrets`",
    ))
}

fn of_remark(file: &str, case: Option<&str>, remark: &Remark) -> Said {
    let word = shell_word(file);
    match remark {
        Remark::TornTail { bytes } => {
            let said = text!(
                "termina en una escritura inconclusa de {bytes} bytes, que no cuenta",
                "it ends in a write of {bytes} bytes that was cut short and does not count"
            );
            Said::of("torn-tail", said).mended()
        }
        Remark::Empty => Said::of(
            "empty",
            Text::of(
                "no llegó a contener ningún evento: no es un caso",
                "no event was ever written to it: it is no case",
            ),
        )
        .mended(),
        Remark::Repeated { first } => {
            let said = text!(
                "repite la línea {first}; cuenta una vez",
                "it repeats line {first}; it counts once"
            );
            Said::of("repeated", said).mended()
        }
        Remark::Twin { first } => {
            let said = text!(
                "es el evento de la línea {first}, con otros bytes alrededor; cuenta una vez",
                "it is the event of line {first}, with other bytes around it; it counts once"
            );
            Said::of("twin", said)
        }
        Remark::CarriageReturns => Said::of(
            "line-ends",
            Text::of(
                "sus líneas terminan como en Windows",
                "its lines end as on Windows",
            ),
        )
        .mended(),
        Remark::ByteOrderMark => Said::of(
            "bom",
            Text::of(
                "un editor puso una marca de orden de bytes (BOM) en él; no se toma en cuenta",
                "an editor put a byte order mark (BOM) in it, which is passed over",
            ),
        )
        .mended(),
        Remark::WrongYear { year } => {
            let said = text!(
                "su primer evento es de {year}; debería estar en `cases/{year}/`",
                "its first event is of {year}; it should be in `cases/{year}/`"
            );
            Said::of("wrong-year", said).mended()
        }
        Remark::Stray => Said::of(
            "stray",
            Text::of("ningún caso lo nombra", "no case names it"),
        )
        .with(text!(
            "si nadie lo necesita, retírelo: `rm -ri {word}`",
            "if nobody needs it, remove it: `rm -ri {word}`"
        )),
        Remark::NotPinned(pin) => {
            let (procedure, version) = (&pin.procedure, pin.version);
            let said = text!(
                "falta la copia de `{procedure}` versión {version}, que este `ugat` conoce",
                "the copy of `{procedure}` version {version} is missing, which this `ugat` knows"
            );
            Said::of("not-pinned", said).mended()
        }
        Remark::Counterfeit => found_beside::counterfeit(file),
        Remark::GitLines(lines) => {
            let named: Vec<String> = lines.iter().map(|line| format!("`{line}`")).collect();
            let Text { es, en } = all_of(&named);
            let said = text!("para git falta {es}", "for git, {en} is missing");
            Said::of("git-lines", said).mended()
        }
        Remark::Returned(event) => returned(*event),
        Remark::Unseen(unseen) => not_looked_at(unseen),
        Remark::Newer(newer) => Said::of("newer", journal::not_understood(newer)),
        Remark::ReferenceTwice {
            reference,
            other,
            first,
        } => {
            let (case, first) = (case.unwrap_or("CASE"), first.short(8));
            let said = text!(
                "su referencia `{reference}` es también la del caso `{other}`",
                "its reference `{reference}` is that of case `{other}` as well"
            );
            Said::of("reference-twice", said).with(text!(
                "déle otra: `ugat case correct {case} {first} --ref OTRA --reason \"referencia repetida\"`",
                "give it another: `ugat case correct {case} {first} --ref OTHER --reason \"reference twice\"`"
            ))
        }
        Remark::Idle(idle) => found_beside::idle(idle),
        Remark::Marked { event, mark } => marked(*event, mark, case.unwrap_or("CASE")),
        Remark::Conflict(number) => conflict(*number, case.unwrap_or("CASE")),
    }
}

fn marked(event: EventId, mark: &Mark, case: &str) -> Said {
    let (event, Text { es, en }) = (event.short(8), mark_sentence(mark));
    let said = text!("acto {event}: {es}", "act {event}: {en}");
    Said::of(mark.kind().key(), said).with(text!(
        "vea el acto: `ugat case log {case}`",
        "see the act: `ugat case log {case}`"
    ))
}

fn conflict(number: usize, case: &str) -> Said {
    let Text { es, en } = count(
        number,
        &Text::of("conflicto", "conflict"),
        &Text::of("conflictos", "conflicts"),
    );
    let said = text!(
        "el caso tiene {es} que alguien debe resolver",
        "the case has {en} that someone has to resolve"
    );
    Said::of("conflict", said).with(text!(
        "vea los lados: `ugat case status {case}`",
        "see the sides: `ugat case status {case}`"
    ))
}

const fn line_kind(fault: &LineFault) -> &'static str {
    match fault {
        LineFault::TooLong { .. } => "too-long",
        LineFault::NotAnEvent(_) => "no-event",
        LineFault::ConflictMarker => "conflict-marker",
        LineFault::Hash { .. } => "altered",
        LineFault::Seq { .. } => "wrong-seq",
        LineFault::OtherStart => "other-start",
    }
}
