//! Why a push, or what is staged, is refused, in words.

use crate::cli::failure::journal;
use crate::cli::store::git_findings::acts_named;
use crate::cli::store::said::{Said, said};
use crate::store::{FileFault, JournalFault, NameFault, Refusal, Unfit};
use crate::view::RefusalRow;
use crate::words::{Text, all_of, escaped, quoted, series};

pub fn row(refusal: &Refusal) -> RefusalRow {
    let Said { kind, text, .. } = said(&refusal.what);
    let path = refusal.path.as_ref();
    let commit = refusal.commit.as_ref();
    RefusalRow {
        path: path.map(|path| path.display().to_string()),
        commit: commit.map(|commit| commit.id.as_str().to_owned()),
        kind,
        damage: refusal.what.is_damage(),
        text,
    }
}

/// The rows of all refusals, with whether any of them is damage.
pub fn rows<'r>(refusals: impl IntoIterator<Item = &'r Refusal>) -> (Vec<RefusalRow>, bool) {
    let rows: Vec<RefusalRow> = refusals.into_iter().map(row).collect();
    let damage = rows.iter().any(|row| row.damage);
    (rows, damage)
}

fn said(what: &Unfit) -> Said {
    match what {
        Unfit::Deleted => said!(
            "branch-deleted",
            "la rama del registro no se elimina",
            "the branch of the store is not deleted"
        ),
        Unfit::NotForward => said!(
            "not-forward",
            "lo que ya estaba dejaría de estar en la historia de la rama",
            "what was there would not be in the history of the branch any more"
        ),
        Unfit::Large { found, most } => said!(
            "over-budget",
            "son {found} bytes, y se admiten {most}",
            "it is {found} bytes, and {most} are allowed"
        ),
        Unfit::Name(fault) => of_name(fault),
        Unfit::Journal(fault) => of_journal(fault),
        Unfit::File(fault) => of_file(fault),
    }
}

/// Why a file may not have its name.
fn of_name(what: &NameFault) -> Said {
    match what {
        NameFault::NoStoreFile => said!(
            "no-store-file",
            "no es un archivo del registro (`[gate] allow` en ugat.toml nombra los demás que pueden entrar)",
            "it is not a file of the store (`[gate] allow` in ugat.toml names the others that may come in)"
        ),
        NameFault::Derived => said!(
            "derived",
            "es solo de esta máquina, y no se comparte",
            "it is this machine's alone, and is not shared"
        ),
        NameFault::Link => said!("link", "es un enlace", "it is a link"),
        NameFault::Submodule => said!(
            "submodule",
            "es un repositorio dentro del registro",
            "it is a repository inside the store"
        ),
        NameFault::Unseen => said!(
            "name",
            "su nombre tiene caracteres que no se ven, o no es texto",
            "its name has characters that are not seen, or is not text"
        ),
        NameFault::Twin(other) => {
            let other = escaped(&other.to_string_lossy()).into_owned();
            said!(
                "twin",
                "su nombre se confunde con el de {other}",
                "its name can be taken for that of {other}"
            )
        }
        NameFault::Misplaced => said!(
            "misplaced",
            "un diario va en `cases/AÑO/`; aquí no se lee",
            "a journal belongs in `cases/YEAR/`; here it is not read"
        ),
        NameFault::NotNamed => said!(
            "stray",
            "ningún acto del caso lo nombra",
            "no act of the case names it"
        ),
    }
}

/// What is wrong with a journal or the files that its acts give.
fn of_journal(what: &JournalFault) -> Said {
    match what {
        JournalFault::ActsLost(case, lost) => {
            let Text { es, en } = acts_named(&lost.acts);
            match lost.is_gone {
                false => said!(
                    "acts-lost",
                    "faltaría en el caso {case}: {es}",
                    "case {case} would lack {en}"
                ),
                true => said!(
                    "acts-lost",
                    "desaparecería el caso {case}: {es}",
                    "case {case} would go: {en}"
                ),
            }
        }
        JournalFault::Line(number, fault) => {
            let Text { es, en } = journal::fault(fault);
            said!("bad-line", "línea {number}: {es}", "line {number}: {en}")
        }
        JournalFault::Torn => said!(
            "torn-tail",
            "termina en una escritura inconclusa",
            "it ends in a write that was cut short"
        ),
        JournalFault::MissingParents(missing) => {
            let ids: Vec<String> = missing.iter().map(|id| id.short(7)).collect();
            let missing = series(&ids);
            said!(
                "missing-event",
                "tiene actos que siguen a {missing}, que faltan",
                "it has acts that come after {missing}, which are missing"
            )
        }
        JournalFault::NoStart => said!(
            "no-start",
            "no contiene el primer evento del caso que nombra",
            "it does not hold the first event of the case that it names"
        ),
        JournalFault::FileElsewhere(file) => {
            let file = escaped(file);
            said!(
                "file-elsewhere",
                "un acto entrega {file}, que no está en la carpeta del caso",
                "an act gives {file}, which is not in the folder of the case"
            )
        }
        JournalFault::FileGone(file) => {
            let file = escaped(file);
            said!(
                "file-missing",
                "un acto entrega {file}, que no viene con él",
                "an act gives {file}, which does not come with it"
            )
        }
        JournalFault::FileChanged => said!(
            "file-changed",
            "un archivo entregado no es el que dice su acto",
            "a file given is not the one that its act says"
        ),
    }
}

/// What is wrong with another file.
fn of_file(what: &FileFault) -> Said {
    match what {
        FileFault::GitLines(lines) => {
            let Text { es, en } = all_of(&quoted(lines));
            said!("git-lines", "le falta {es}", "it lacks {en}")
        }
        FileFault::Settings => said!(
            "settings",
            "los ajustes tienen errores: `ugat store verify` los muestra",
            "the settings have errors: `ugat store verify` shows them"
        ),
        FileFault::AcceptedHere => said!(
            "accepted-here",
            "acepta una pérdida que trae la misma entrega: eso no lo decide quien la entrega",
            "it accepts a loss that the same push brings: that is not for whoever pushes it to decide"
        ),
        FileFault::SettingsGone => said!(
            "settings-gone",
            "el registro se quedaría sin ajustes",
            "the store would have no settings"
        ),
        FileFault::Altered => said!(
            "altered",
            "lo que se entregó o se fijó no se cambia ni se quita",
            "what was given or pinned is neither changed nor taken away"
        ),
        FileFault::PinnedName => said!(
            "pinned-name",
            "su contenido no es el que dice su nombre",
            "its content is not what its name says"
        ),
        FileFault::Definition => said!(
            "definition",
            "la definición tiene errores: `ugat procedure check` los muestra",
            "the definition has errors: `ugat procedure check` shows them"
        ),
        FileFault::Unsound => said!(
            "unsound",
            "la definición no se pudo probar: `ugat procedure check` dice por qué",
            "the definition could not be proved: `ugat procedure check` says why"
        ),
        FileFault::Counterfeit => said!(
            "counterfeit",
            "lleva el nombre y la versión de un procedimiento que viene con `ugat`, y no es ese",
            "it bears the id and version of a procedure that comes with `ugat`, and is not that one"
        ),
    }
}
