//! Why a file or a folder is not taken.

use std::path::{Display, Path};

use crate::cli::failure::{Failure, damaged, refused};
use crate::journal::Patience;
use crate::store::{Astray, Git};
use crate::text;
use crate::words::{Text, shell_word};

/// It, or a folder on the way to it, is a link.
pub fn link(path: Display<'_>) -> Failure {
    refused!(
        "link",
        "`{path}` está tras un enlace simbólico, que podría llevar fuera del registro",
        "`{path}` is behind a symbolic link, which could lead out of the store",
        "ponga en su lugar el archivo o la carpeta misma",
        "put the file or the folder itself in its place"
    )
}

/// The path of a file of the store is a folder, a pipe or a device.
pub fn irregular(path: Display<'_>) -> Failure {
    refused!(
        "not-a-file",
        "`{path}` no es un archivo, sino una carpeta, una tubería o un dispositivo",
        "`{path}` is not a file but a folder, a pipe or a device",
        "quítelo, y recupere el archivo: `git checkout -- {path}`",
        "remove it, and recover the file: `git checkout -- {path}`"
    )
}

/// A file of the store has more than is read of it.
pub fn too_large(path: Display<'_>, most: usize) -> Failure {
    refused!(
        "file-too-large",
        "`{path}` tiene más de {most} bytes, el máximo de un archivo así",
        "`{path}` has more than {most} bytes, the most such a file may have",
        "vea qué cambió: `git log --stat -- {path}`",
        "see what changed: `git log --stat -- {path}`"
    )
}

/// How git calls the two sides of what it could not merge, and what ends it.
pub struct Sides {
    pub here: &'static str,
    pub other: &'static str,
    pub end: &'static str,
}

impl Sides {
    /// A rebase applies the commits of this clone on top of the others, so git swaps the two names.
    pub const fn of(in_rebase: bool) -> Self {
        match in_rebase {
            false => Self {
                here: "--ours",
                other: "--theirs",
                end: "git commit --no-edit",
            },
            true => Self {
                here: "--theirs",
                other: "--ours",
                end: "git rebase --continue",
            },
        }
    }
}

/// A merge in git left its markers in it.
pub fn markers(path: &Path, line: usize) -> Failure {
    let word = shell_word(&path.display().to_string());
    let Sides { here, other, end } = Sides::of(Git::is_rebasing(path));
    let path = path.display();
    damaged!(
        "git-markers",
        "`{path}` tiene, desde la línea {line}, las marcas de conflicto que dejó una unión (merge) de git",
        "`{path}` has, from line {line} on, the conflict markers that a merge in git left",
        "edítelo: deje de las dos partes lo que vale y quite las líneas `<<<<<<<`, `=======` y `>>>>>>>`; o tome una entera, la de aquí con `git checkout {here} {word}` o la otra con `git checkout {other} {word}`; luego `git add {word}` y `{end}`",
        "edit it: leave what holds of both parts and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`; or take one whole, that of here by `git checkout {here} {word}` or the other by `git checkout {other} {word}`; then `git add {word}` and `{end}`"
    )
}

/// The file system that it lies in cannot lock files.
pub fn no_locks(path: Display<'_>) -> Failure {
    refused!(
        "no-locks",
        "no se puede bloquear `{path}`: su sistema de archivos no lo permite, y dos escrituras a la vez podrían estorbarse",
        "cannot lock `{path}`: its file system has no locks, and two writes at once could get in each other's way",
        "tenga el registro en un disco de esta máquina y compártalo por git: `git clone` allí, y luego `ugat store sync`",
        "keep the store on a disk of this machine and share it by git: `git clone` it there, then `ugat store sync`"
    )
}

/// A folder or a device was given for a file.
pub fn not_a_file(path: Display<'_>) -> Failure {
    refused!(
        "not-a-file",
        "`{path}` no es un archivo",
        "`{path}` is not a file",
        "para dar una carpeta, comprímala en un archivo",
        "to give a folder, compress it into one file"
    )
}

/// A file that the store has already is not what it was.
pub fn other_file(path: Display<'_>) -> Failure {
    damaged!(
        "file-changed",
        "en el registro, `{path}` fue modificado; no se escribió nada",
        "in the store, `{path}` was changed; nothing was written",
        "recupérelo: `git checkout -- {path}`",
        "recover it: `git checkout -- {path}`"
    )
}

/// The file changed between being hashed and being copied.
pub fn file_changed(path: Display<'_>) -> Failure {
    refused!(
        "file-changed",
        "`{path}` cambió mientras se copiaba; no se escribió nada",
        "`{path}` changed while it was copied; nothing was written"
    )
}

/// No store can hold a file of this name.
pub fn file_name(path: Display<'_>) -> Failure {
    refused!(
        "file-name",
        "el nombre de `{path}` no puede usarse en un registro",
        "the name of `{path}` cannot be used in a store",
        "quite de su nombre los caracteres que no se ven o cambian la dirección del texto",
        "take out of its name the characters that are not seen or change the direction of the text"
    )
}

/// Another program has locked the file; this one waits.
pub fn waiting(path: &Path) -> Text {
    let (path, most) = (path.display(), Patience::MOST.as_secs());
    text!(
        "otro programa tiene bloqueado `{path}`; se espera hasta {most} segundos",
        "another program has `{path}` locked; waiting for up to {most} seconds"
    )
}

/// Another program kept the file locked for as long as this one waits.
pub fn locked(path: &Path) -> Failure {
    let (path, most) = (path.display(), Patience::MOST.as_secs());
    refused!(
        "locked",
        "otro programa tuvo bloqueado `{path}` durante {most} segundos; no se escribió nada en él",
        "another program has had `{path}` locked for {most} seconds; nothing was written to it",
        "vea qué programa lo tiene con `fuser -v {path}` y vuelva a intentarlo",
        "see which program has it with `fuser -v {path}`, and try again"
    )
}

/// A journal was renamed or moved by hand.
pub fn misplaced(path: Display<'_>, why: &Astray) -> Failure {
    let (kind, text) = match why {
        Astray::Name { case } => (
            "wrong-name",
            text!(
                "`{path}` tiene eventos del caso `{case}`, y no su nombre: no se lee",
                "`{path}` has events of case `{case}`, and not its name: it is not read"
            ),
        ),
        Astray::Folder => (
            "wrong-folder",
            text!(
                "`{path}` no está en la carpeta de un año: no se lee",
                "`{path}` is not in the folder of a year: it is not read"
            ),
        ),
        Astray::Second { first } => {
            let first = first.display();
            (
                "second-file",
                text!(
                    "`{path}` no se lee: el caso está también en `{first}`",
                    "`{path}` is not read: the case is in `{first}` as well"
                ),
            )
        }
    };
    Failure::damaged(kind, text).with_hint(Text::of(
        "vea cómo se repara: `ugat store repair`",
        "see how it is mended: `ugat store repair`",
    ))
}
