//! Why a push, or what is staged, is not let in, told to a person.

use crate::cli::failure::journal;
use crate::cli::store::git_findings::acts_named;
use crate::store::{FileFault, JournalFault, NameFault, Refusal, Unfit};
use crate::text;
use crate::view::RefusalRow;
use crate::words::{Text, all_of, escaped, series};

/// The kind of a push that accepts its own loss.
pub const ACCEPTED_HERE: &str = "accepted-here";

pub fn row(refusal: &Refusal) -> RefusalRow {
    let (kind, said) = said(&refusal.what);
    RefusalRow {
        path: refusal.path.as_ref().map(|path| path.display().to_string()),
        commit: refusal
            .commit
            .as_ref()
            .map(|commit| commit.id.as_str().to_owned()),
        kind,
        damage: refusal.what.is_damage(),
        text: said,
    }
}

/// Its name for scripts, and what is wrong.
fn said(what: &Unfit) -> (&'static str, Text) {
    match what {
        Unfit::Deleted => (
            "branch-deleted",
            Text::of(
                "la rama del registro no se elimina",
                "the branch of the store is not deleted",
            ),
        ),
        Unfit::NotForward => (
            "not-forward",
            Text::of(
                "lo que ya estaba dejaría de estar en la historia de la rama",
                "what was there would not be in the history of the branch any more",
            ),
        ),
        Unfit::Large { found, most } => (
            "over-budget",
            text!(
                "son {found} bytes, y se admiten {most}",
                "it is {found} bytes, and {most} are allowed"
            ),
        ),
        Unfit::Name(fault) => of_name(fault),
        Unfit::Journal(fault) => of_journal(fault),
        Unfit::File(fault) => of_file(fault),
    }
}

/// Why a file may not have its name.
fn of_name(what: &NameFault) -> (&'static str, Text) {
    match what {
        NameFault::NoStoreFile => (
            "no-store-file",
            Text::of(
                "no es un archivo del registro (`[gate] allow` en ugat.toml nombra los demás que pueden entrar)",
                "it is not a file of the store (`[gate] allow` in ugat.toml names the others that may come in)",
            ),
        ),
        NameFault::Derived => (
            "derived",
            Text::of(
                "es solo de esta máquina, y no se comparte",
                "it is this machine's alone, and is not shared",
            ),
        ),
        NameFault::Link => ("link", Text::of("es un enlace", "it is a link")),
        NameFault::Submodule => (
            "submodule",
            Text::of(
                "es un repositorio dentro del registro",
                "it is a repository inside the store",
            ),
        ),
        NameFault::Unseen => (
            "name",
            Text::of(
                "su nombre tiene caracteres que no se ven, o no es texto",
                "its name has characters that are not seen, or is not text",
            ),
        ),
        NameFault::Twin(other) => {
            let other = escaped(&other.to_string_lossy()).into_owned();
            let said = text!(
                "su nombre se confunde con el de {other}",
                "its name can be taken for that of {other}"
            );
            ("twin", said)
        }
        NameFault::Misplaced => (
            "misplaced",
            Text::of(
                "un diario va en `cases/AÑO/`; aquí no se lee",
                "a journal belongs in `cases/YEAR/`; here it is not read",
            ),
        ),
        NameFault::NotNamed => (
            "stray",
            Text::of(
                "ningún acto del caso lo nombra",
                "no act of the case names it",
            ),
        ),
    }
}

/// What is wrong with a journal or the files that its acts give.
fn of_journal(what: &JournalFault) -> (&'static str, Text) {
    match what {
        JournalFault::ActsLost(case, lost) => {
            let named = acts_named(&lost.acts);
            let (es, en) = (named.es, named.en);
            let said = match lost.is_gone {
                false => text!(
                    "faltaría en el caso {case}: {es}",
                    "case {case} would lack {en}"
                ),
                true => text!(
                    "desaparecería el caso {case}: {es}",
                    "case {case} would go: {en}"
                ),
            };
            ("acts-lost", said)
        }
        JournalFault::Line(number, fault) => {
            let Text { es, en } = journal::fault(fault);
            let said = text!("línea {number}: {es}", "line {number}: {en}");
            ("bad-line", said)
        }
        JournalFault::Torn => (
            "torn-tail",
            Text::of(
                "termina en una escritura inconclusa",
                "it ends in a write that was cut short",
            ),
        ),
        JournalFault::MissingParents(missing) => {
            let missing: Vec<String> = missing.iter().map(|id| id.short(7)).collect();
            let missing = series(&missing);
            let said = text!(
                "tiene actos que siguen a {missing}, que faltan",
                "it has acts that come after {missing}, which are missing"
            );
            ("missing-event", said)
        }
        JournalFault::NoStart => (
            "no-start",
            Text::of(
                "no contiene el primer evento del caso que nombra",
                "it does not hold the first event of the case that it names",
            ),
        ),
        JournalFault::FileElsewhere(file) => {
            let file = escaped(file);
            let said = text!(
                "un acto entrega {file}, que no está en la carpeta del caso",
                "an act gives {file}, which is not in the folder of the case"
            );
            ("file-elsewhere", said)
        }
        JournalFault::FileGone(file) => {
            let file = escaped(file);
            let said = text!(
                "un acto entrega {file}, que no viene con él",
                "an act gives {file}, which does not come with it"
            );
            ("file-missing", said)
        }
        JournalFault::FileChanged => (
            "file-changed",
            Text::of(
                "un archivo entregado no es el que dice su acto",
                "a file given is not the one that its act says",
            ),
        ),
    }
}

/// What is wrong with another file.
fn of_file(what: &FileFault) -> (&'static str, Text) {
    match what {
        FileFault::GitLines(lines) => {
            let named: Vec<String> = lines.iter().map(|line| format!("`{line}`")).collect();
            let Text { es, en } = all_of(&named);
            ("git-lines", text!("le falta {es}", "it lacks {en}"))
        }
        FileFault::Settings => (
            "settings",
            Text::of(
                "los ajustes tienen errores: `ugat store verify` los muestra",
                "the settings have errors: `ugat store verify` shows them",
            ),
        ),
        FileFault::AcceptedHere => (
            ACCEPTED_HERE,
            Text::of(
                "acepta una pérdida que trae la misma entrega: eso no lo decide quien la entrega",
                "it accepts a loss that the same push brings: that is not for whoever pushes it to decide",
            ),
        ),
        FileFault::SettingsGone => (
            "settings-gone",
            Text::of(
                "el registro se quedaría sin ajustes",
                "the store would have no settings",
            ),
        ),
        FileFault::Altered => (
            "altered",
            Text::of(
                "lo que se entregó o se fijó no se cambia ni se quita",
                "what was given or pinned is neither changed nor taken away",
            ),
        ),
        FileFault::PinnedName => (
            "pinned-name",
            Text::of(
                "su contenido no es el que dice su nombre",
                "its content is not what its name says",
            ),
        ),
        FileFault::Definition => (
            "definition",
            Text::of(
                "la definición tiene errores: `ugat procedure check` los muestra",
                "the definition has errors: `ugat procedure check` shows them",
            ),
        ),
        FileFault::Unsound => (
            "unsound",
            Text::of(
                "la definición no se pudo probar: `ugat procedure check` dice por qué",
                "the definition could not be proved: `ugat procedure check` says why",
            ),
        ),
        FileFault::Counterfeit => (
            "counterfeit",
            Text::of(
                "lleva el nombre y la versión de un procedimiento que viene con `ugat`, y no es ese",
                "it bears the id and version of a procedure that comes with `ugat`, and is not that one",
            ),
        ),
    }
}
