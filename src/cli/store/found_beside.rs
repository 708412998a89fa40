//! Findings beside the cases of a store, in words: its own files and settings, what a
//! merge or a push left, and what a commit has that the store lacks.

use std::path::Path;

use crate::cli::failure::file::Sides;
use crate::cli::store::git_findings::acts_named;
use crate::cli::store::said::{Said, said};
use crate::model::ProcedureId;
use crate::store::{IdleSetting, Lacked, Lacking};
use crate::text;
use crate::words::{Text, quoted, series, shell_word};

/// Another file has the same version of a procedure, with other bytes.
pub fn version_twice(
    file: &str,
    procedure: &ProcedureId,
    version: u32,
    other: &Path,
    free: u32,
) -> Said {
    let (word, other) = (shell_word(file), other.display());
    said!(
        "version-twice",
        "es la versión {version} de `{procedure}`, y `{other}` es otra con el mismo número",
        "it is version {version} of `{procedure}`, and `{other}` is another one of that number",
        "deje una como versión {version} y haga de esta la {free}: `sed -i 's/^version *=.*/version = {free}/' {word}`, y revísela con `ugat procedure check {word}`; los casos iniciados siguen con la suya",
        "leave one as version {version} and make this one version {free}: `sed -i 's/^version *=.*/version = {free}/' {word}`, and check it by `ugat procedure check {word}`; cases that were started go on under theirs"
    )
}

/// Git could not merge a file; of a procedure, two versions are in each other's way in it.
pub fn unmerged(file: &str, as_version: Option<(ProcedureId, u32)>, in_rebase: bool) -> Said {
    let word = shell_word(file);
    let Sides { here, other, end } = Sides::of(in_rebase);
    let said = said!(
        "unmerged",
        "git no pudo unir sus dos versiones, y nadie lo resolvió",
        "git could not merge its two versions, and nobody has settled it"
    );
    let ending = Path::new(file).extension();
    if ending.is_some_and(|ending| ending == "jsonl") {
        return said.with(text!(
            "`ugat store repair --yes`, y luego `git add -A` y `{end}`",
            "`ugat store repair --yes`, then `git add -A` and `{end}`"
        ));
    }
    let Some((procedure, free)) = as_version else {
        return said.with(text!(
            "tome una entera, la de aquí con `git checkout {here} {word}` o la otra con `git checkout {other} {word}`, o edítelo; luego `git add {word}` y `{end}`",
            "take one whole, that of here by `git checkout {here} {word}` or the other by `git checkout {other} {word}`, or edit it; then `git add {word}` and `{end}`"
        ));
    };
    let new = format!("procedures/{procedure}-v{free}.toml");
    said.with(text!(
        "haga de la otra la versión {free}: `git show :3:./{word} > {new}`, `sed -i 's/^version *=.*/version = {free}/' {new}`, `git checkout --ours {word}`, `git add {word} {new}` y `{end}`; los casos iniciados siguen con la suya",
        "make the other version {free}: `git show :3:./{word} > {new}`, `sed -i 's/^version *=.*/version = {free}/' {new}`, `git checkout --ours {word}`, `git add {word} {new}` and `{end}`; cases that were started go on under theirs"
    ))
}

/// Git would take a folder for a repository, and some versions of it would do what its
/// configuration says.
pub fn repository_inside(file: &str) -> Said {
    let head = shell_word(&Path::new(file).join("HEAD").display().to_string());
    said!(
        "repository-inside",
        "la carpeta tiene las partes de un repositorio de git (`HEAD`, `objects`, `refs`): un git anterior al 2.38, llamado en ella, haría lo que diga su configuración",
        "the folder has the parts of a git repository (`HEAD`, `objects`, `refs`): a git before 2.38 that is called in it would do what its configuration says",
        "antes de llamar a git en esa carpeta quite su `HEAD`: `rm -f {head}`; `git log -- {head}` dice quién lo trajo, y si git lo tenía, retírelo también allí: `git rm -q --cached --ignore-unmatch {head}` y `git commit -m \"retira {head}\"`",
        "before you call git in that folder remove its `HEAD`: `rm -f {head}`; `git log -- {head}` says who brought it, and where git had it, remove it there too: `git rm -q --cached --ignore-unmatch {head}` and `git commit -m \"remove {head}\"`"
    )
}

/// What a commit has, and the store lacks.
pub fn lacking(lacking: &Lacking) -> Said {
    let named = &lacking.named;
    let said = match &lacking.what {
        Lacked::Acts { acts, is_gone } => {
            let Text { es, en } = acts_named(acts);
            match is_gone {
                false => said!(
                    "acts-lost",
                    "`{named}` tiene lo que aquí falta, {es}",
                    "`{named}` has what is missing here, {en}"
                ),
                true => said!(
                    "journal-lost",
                    "el caso no está aquí; `{named}` tiene {es}",
                    "the case is not here; `{named}` has {en}"
                ),
            }
        }
        Lacked::File => said!(
            "file-missing",
            "`{named}` tiene este archivo, y aquí falta",
            "`{named}` has this file, and it is missing here"
        ),
        Lacked::Content => said!(
            "file-changed",
            "no es lo que `{named}` tiene de él, y no debe cambiar",
            "it is not what `{named}` has of it, and it must not change"
        ),
    };
    let word = shell_word(named);
    said.with(match lacking.is_past {
        true => Text::of(
            "devuélvalo con `ugat store repair`",
            "give it back by `ugat store repair`",
        ),
        false => text!(
            "tráigalo con `git merge {word}`, o devuélvalo con `ugat store repair`",
            "bring it by `git merge {word}`, or give it back by `ugat store repair`"
        ),
    })
}

/// A setting that has no effect.
pub fn idle(idle: &IdleSetting) -> Said {
    match idle {
        IdleSetting::LimitOfNothing {
            procedure,
            activity,
        } => said!(
            "limit-of-nothing",
            "pone un plazo a la actividad {activity} de `{procedure}`, que no existe",
            "it limits activity {activity} of `{procedure}`, which does not exist",
            "los procedimientos se ven con `ugat procedure list`, y sus actividades con `ugat procedure show`",
            "`ugat procedure list` shows the procedures, `ugat procedure show` their activities"
        ),
        IdleSetting::LimitTwice {
            procedure,
            activity,
        } => said!(
            "limit-twice",
            "pone dos plazos a la actividad {activity} de `{procedure}`: vale el primero",
            "it limits activity {activity} of `{procedure}` twice: the first one holds"
        ),
        IdleSetting::RolesOfNobody { procedure, roles } => {
            let roles = series(&quoted(roles));
            said!(
                "role-of-nobody",
                "hay casos de `{procedure}`, y nadie de la tabla de personas ejerce estos roles: {roles}",
                "there are cases of `{procedure}`, and nobody in the table of people holds these roles: {roles}",
                "dé cada rol a quien lo ejerce, o a quien registra por uno de fuera de la unidad: `ugat help people`",
                "give each role to who holds it, or to who records for one outside the unit: `ugat help people`"
            )
        }
        IdleSetting::Lookalike { name, letter } => {
            let code = *letter as u32;
            said!(
                "lookalike-letter",
                "el nombre `{name}` tiene una letra de otro alfabeto, U+{code:04X}, que parece latina: quien lo escriba no lo encontrará",
                "the name `{name}` has a letter of another alphabet, U+{code:04X}, that looks Latin: who types it will not find it",
                "escríbalo de nuevo en `ugat.toml`",
                "type it anew in `ugat.toml`"
            )
        }
    }
}

pub fn counterfeit(file: &str) -> Said {
    said!(
        "not-official",
        "se presenta como un procedimiento que viene con `ugat`, y no lo es",
        "it calls itself a procedure that comes with `ugat`, and is not that one",
        "vea qué dice y quién lo trajo: `ugat procedure check {file}`, `git log -- {file}`",
        "see what it says and who brought it: `ugat procedure check {file}`, `git log -- {file}`"
    )
}
