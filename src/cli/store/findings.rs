//! What is found about a store, in words, with what helps.

use std::path::Path;

use crate::cli::failure::{Failure, journal};
use crate::cli::store::found_beside;
use crate::cli::store::git_findings::{acts_lost, ignored, not_looked_at, of_attribute};
use crate::cli::store::said::{Said, mended, said};
use crate::engine::Mark;
use crate::model::EventId;
use crate::store::{Damage, Finding, Lacked, Remark, StoreFault, What};
use crate::text;
use crate::view::{CommitRow, FindingRow, LostActRow, ProblemView, mark_sentence, problem_views};
use crate::words::{Text, all_of, counted, quoted, shell_word};

/// A finding in a store with this root: a row, or one for each problem of a file that is not as it
/// is read.
pub fn rows(root: &Path, finding: Finding) -> Vec<FindingRow> {
    let damage = finding.is_damage();
    let file = finding.file.display().to_string();
    let (acts, commit) = lost(&finding.what);
    let case = finding.case.map(|case| case.to_string());
    let row = |said: Said, line| FindingRow {
        file: file.clone(),
        line,
        case: case.clone(),
        kind: said.kind,
        damage,
        acts: acts.clone(),
        commit: commit.clone(),
        text: said.text,
        hint: said.hint,
    };
    let problems = problems(&finding.what);
    let said = match finding.what {
        What::Damage(damage) => of_damage(root, &file, damage),
        What::Remark(remark) => of_remark(&file, case.as_deref(), &remark),
    };
    if problems.is_empty() {
        return vec![row(said, finding.line)];
    }
    let kind = said.kind;
    let rows = problems.into_iter().map(|problem| {
        let ProblemView {
            line, text, hint, ..
        } = problem;
        row(Said { kind, text, hint }, line)
    });
    rows.collect()
}

/// What is wrong with a file that is not as it is read, each with its place.
fn problems(what: &What) -> Vec<ProblemView> {
    let What::Damage(Damage::Unusable(
        StoreFault::Settings { text, problems, .. } | StoreFault::Definition { text, problems, .. },
    )) = what
    else {
        return Vec::new();
    };
    problem_views(text, problems)
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
        hint: failure.hint.map(|hint| journal::within(root, &hint.text)),
    }
}

fn of_damage(root: &Path, file: &str, damage: Damage) -> Said {
    match damage {
        Damage::Line(fault) => Said::of((&fault).into(), journal::fault(&fault)).mended(),
        Damage::MoreLines(more) => Said::of("more-lines", journal::more_lines(more)).mended(),
        Damage::MissingParent(event) => mended!(
            "missing-event",
            "sigue al evento {event}, que falta",
            "it comes after event {event}, which is missing"
        ),
        Damage::OtherCase(other) => mended!(
            "other-case",
            "es del caso `{other}`",
            "it is of case `{other}`"
        ),
        Damage::NoStart => mended!(
            "no-start",
            "no contiene el primer evento del caso que nombra",
            "it does not hold the first event of the case that it names"
        ),
        Damage::WrongName(other) => mended!(
            "wrong-name",
            "tiene eventos del caso `{other}`, y no su nombre",
            "it has events of case `{other}`, and not its name"
        ),
        Damage::Unshelved => mended!(
            "wrong-folder",
            "no está en la carpeta de un año, y por eso no se lee",
            "it is not in the folder of a year, and so it is not read"
        ),
        Damage::SecondFile(first) => {
            let first = first.display();
            mended!(
                "second-file",
                "no se lee: el caso está también en `{first}`",
                "it is not read: the case is in `{first}` as well"
            )
        }
        Damage::FileChanged { found, .. } => {
            let found = found.short(12);
            mended!(
                "file-changed",
                "no es el archivo que se entregó: su contenido es {found}",
                "it is not the file that was given: its content is {found}"
            )
        }
        Damage::FileGone(_) => mended!(
            "file-missing",
            "se entregó y ya no está",
            "it was given and is not there any more"
        ),
        Damage::ActsLost(lost) => acts_lost(&lost).mended(),
        Damage::DefinitionLost => mended!(
            "definition-lost",
            "git tiene esta copia de una definición, y aquí falta",
            "git has this copy of a definition, and it is missing here"
        ),
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
        Damage::FileOutside(named) => said!(
            "file-outside",
            "un evento nombra `{named}`, fuera del registro",
            "an event names `{named}`, outside of the store",
            "vea quién lo trajo con `git log -p -- cases`; cómo se saca: `ugat help trust`",
            "see who brought it by `git log -p -- cases`; how it is taken out: `ugat help trust`"
        ),
        Damage::Unusable(fault) => unusable(root, fault),
    }
}

/// An act that was taken out lawfully is there again.
fn returned(event: EventId) -> Said {
    let event = event.short(7);
    said!(
        "returned",
        "está de nuevo el acto {event}, que se quitó con constancia en `ugat.toml`",
        "act {event} is there again, which was taken out as `ugat.toml` records",
        "quite su línea en un commit solo de eso: `ugat help secrets`",
        "take its line out in a commit of its own: `ugat help secrets`"
    )
}

fn of_remark(file: &str, case: Option<&str>, remark: &Remark) -> Said {
    let word = shell_word(file);
    match remark {
        Remark::TornTail { bytes } => mended!(
            "torn-tail",
            "termina en una escritura inconclusa de {bytes} bytes, que no cuenta",
            "it ends in a write of {bytes} bytes that was cut short and does not count"
        ),
        Remark::Empty => mended!(
            "empty",
            "no llegó a contener ningún evento: no es un caso",
            "no event was ever written to it: it is not a case"
        ),
        Remark::Repeated { first } => mended!(
            "repeated",
            "repite la línea {first}; cuenta una vez",
            "it repeats line {first}; it counts once"
        ),
        Remark::Twin { first } => said!(
            "twin",
            "es el evento de la línea {first}, con otros bytes alrededor; cuenta una vez",
            "it is the event of line {first}, with other bytes around it; it counts once"
        ),
        Remark::CarriageReturns => mended!(
            "line-ends",
            "sus líneas terminan como en Windows",
            "its lines end as on Windows"
        ),
        Remark::ByteOrderMark => mended!(
            "bom",
            "un editor puso una marca de orden de bytes (BOM) en él; no se toma en cuenta",
            "an editor put a byte order mark (BOM) in it, which is passed over"
        ),
        Remark::WrongYear { year } => mended!(
            "wrong-year",
            "su primer evento es de {year}; debería estar en `cases/{year}/`",
            "its first event is of {year}; it should be in `cases/{year}/`"
        ),
        Remark::Stray => said!(
            "stray",
            "ningún caso lo nombra",
            "no case names it",
            "si nadie lo necesita, retírelo: `rm -ri {word}`",
            "if nobody needs it, remove it: `rm -ri {word}`"
        ),
        Remark::NotPinned(pin) => {
            let (procedure, version) = (&pin.procedure, pin.version);
            mended!(
                "not-pinned",
                "falta la copia de `{procedure}` versión {version}, que este `ugat` conoce",
                "the copy of `{procedure}` version {version} is missing, which this `ugat` knows"
            )
        }
        Remark::Counterfeit => found_beside::counterfeit(file),
        Remark::GitLines(lines) => {
            let Text { es, en } = all_of(&quoted(lines));
            mended!(
                "git-lines",
                "para git falta {es}",
                "for git, {en} is missing"
            )
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
            said!(
                "reference-twice",
                "su referencia `{reference}` es también la del caso `{other}`",
                "its reference `{reference}` is that of case `{other}` as well",
                "déle otra: `ugat case correct {case} {first} --ref OTRA --reason \"referencia repetida\"`",
                "give it another: `ugat case correct {case} {first} --ref OTHER --reason \"reference twice\"`"
            )
        }
        Remark::ReferenceLikeId {
            reference,
            other,
            first,
        } => {
            let (case, first) = (case.unwrap_or("CASE"), first.short(8));
            said!(
                "reference-like-id",
                "su referencia `{reference}` es también el comienzo del código del caso `{other}`",
                "its reference `{reference}` is the beginning of the id of case `{other}` as well",
                "déle otra: `ugat case correct {case} {first} --ref OTRA --reason \"referencia que parece un código\"`",
                "give it another: `ugat case correct {case} {first} --ref OTHER --reason \"reference like an id\"`"
            )
        }
        Remark::Idle(idle) => found_beside::idle(idle),
        Remark::Marked { event, mark } => marked(*event, mark, case.unwrap_or("CASE")),
        Remark::Conflict(number) => conflict(*number, case.unwrap_or("CASE")),
    }
}

fn marked(event: EventId, mark: &Mark, case: &str) -> Said {
    let (event, Text { es, en }) = (event.short(8), mark_sentence(mark));
    let text = text!("acto {event}: {es}", "act {event}: {en}");
    Said::of(mark.kind().key(), text).with(text!(
        "vea el acto: `ugat case log {case}`",
        "see the act: `ugat case log {case}`"
    ))
}

fn conflict(number: usize, case: &str) -> Said {
    let Text { es, en } = counted(
        number,
        ["conflicto", "conflictos"],
        ["conflict", "conflicts"],
    );
    said!(
        "conflict",
        "el caso tiene {es} que alguien debe resolver",
        "the case has {en} that someone has to resolve",
        "vea los lados: `ugat case status {case}`",
        "see the sides: `ugat case status {case}`"
    )
}
