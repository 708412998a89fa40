//! Findings about git, in words: what it does wrongly with a store, or has that the store lacks.

use std::path::Path;

use crate::cli::store::git_cause;
use crate::cli::store::said::{Said, acts, said};
use crate::model::Event;
use crate::store::{ActsLost, Attribute, AttributeSource, Ignoring, Unseen, Went};
use crate::text;
use crate::words::{Text, escaped, series, shell_word};

/// An attribute of git that is not as it must be, and where it most likely is written.
pub fn of_attribute(attribute: &Attribute) -> Said {
    let (name, found) = (escaped(&attribute.name), escaped(&attribute.found));
    let wanted = attribute.wanted;
    let what = match wanted {
        "merge=union" => text!(
            "git no une aquí los diarios línea por línea: su atributo `{name}` es `{found}`, y debe ser `{wanted}`",
            "git does not merge journals line by line here: its attribute `{name}` is `{found}`, and has to be `{wanted}`"
        ),
        _ => text!(
            "git cambiaría lo que contiene: su atributo `{name}` es `{found}`, y debe ser `{wanted}`",
            "git would change what it holds: its attribute `{name}` is `{found}`, and has to be `{wanted}`"
        ),
    };
    let said = Said::of("git-attribute", what);
    match &attribute.source {
        AttributeSource::Info(file) => {
            let file = quoted(file);
            said.with(text!(
                "quite esa línea de {file}, que es de este clon",
                "take that line out of {file}, which is this clone's own"
            ))
        }
        AttributeSource::Tree(file) => {
            let file = quoted(file);
            said.with(text!(
                "quite esa línea de {file}; si el archivo no es de la raíz del registro, retírelo: `git rm -f {file}`",
                "take that line out of {file}; where the file is not that of the store's root, remove it: `git rm -f {file}`"
            ))
        }
        AttributeSource::User => said.with(Text::of(
            "quite esa línea de sus atributos: `git config core.attributesFile` dice dónde están, si no `~/.config/git/attributes`",
            "take that line out of your own attributes: `git config core.attributesFile` says where they are, else `~/.config/git/attributes`",
        )),
    }
}

/// A file that git leaves out, and the rule by which it does.
pub fn ignored(ignoring: &Ignoring) -> Said {
    let (source, line) = (escaped(&ignoring.source), &ignoring.line);
    let pattern = escaped(&ignoring.pattern);
    said!(
        "git-ignored",
        "git no lo toma en cuenta, y así no se comparte: `{pattern}` en {source}, línea {line}",
        "git leaves it out, and so it is not shared: `{pattern}` in {source}, line {line}",
        "quite esa línea de {source}",
        "take that line out of {source}"
    )
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    shell_word(&path.display().to_string())
}

/// The most acts that are named; the rest is counted.
const NAMED: usize = 5;

/// The acts that git has and a journal lacks, who did them, and the commit that took them out.
pub fn acts_lost(lost: &ActsLost) -> Said {
    let Text { es, en } = acts_named(&lost.acts);
    let (kind, Text { es, en }) = match lost.is_gone {
        false => (
            "acts-lost",
            text!(
                "git tiene lo que aquí falta, {es}",
                "git has what is missing here, {en}"
            ),
        ),
        true => (
            "journal-lost",
            text!(
                "el caso ya no está aquí; git tiene {es}",
                "the case is not here any more; git has {en}"
            ),
        ),
    };
    let (id, author) = match lost.went.commit() {
        Some(commit) => (&commit.id.as_str()[..10], commit.author.as_str()),
        None => ("", ""),
    };
    let text = match &lost.went {
        Went::By(_) => text!(
            "{es}; se quitó en el commit {id}, de {author}",
            "{en}; taken out by commit {id} of {author}"
        ),
        Went::With(_) => text!(
            "{es}; se fue con el commit {id}, de {author}, que ya no está en ninguna rama",
            "{en}; gone with commit {id} of {author}, which is on no branch any more"
        ),
        Went::Since => text!(
            "{es}; se quitó después del último commit",
            "{en}; taken out since the last commit"
        ),
    };
    Said::of(kind, text)
}

/// How many acts, and the first of them with who did them.
pub fn acts_named(events: &[Event]) -> Text {
    let named = events.iter().take(NAMED).map(|act| {
        let (did, by, id) = (act.did.name(), &act.by, act.id.short(7));
        format!("{id} (`{did}`, {by})")
    });
    let named = series(&named.collect::<Vec<String>>());
    let Text { es, en } = acts(events.len());
    match events.len().saturating_sub(NAMED) {
        0 => text!("{es}: {named}", "{en}: {named}"),
        rest => text!(
            "{es}: {named} y {rest} más",
            "{en}: {named} and {rest} more"
        ),
    }
}

/// Why the history of git was not looked at, or not whole.
pub fn not_looked_at(unseen: &Unseen) -> Said {
    let Text { es, en } = match unseen {
        Unseen::NoGit => Text::of("no se encontró `git`", "`git` was not found"),
        Unseen::NotAsked => Text::of("se pidió no usar git", "git was asked not to be used"),
        Unseen::Shallow => Text::of(
            "este clon tiene solo los últimos commits (`git fetch --unshallow` trae los demás)",
            "this clone has only the last commits (`git fetch --unshallow` brings the others)",
        ),
        Unseen::Partial => Text::of(
            "este clon no tiene todos los archivos de commits anteriores",
            "this clone lacks files of former commits",
        ),
        Unseen::Sparse => Text::of(
            "solo una parte de los archivos está en la carpeta de trabajo (`git sparse-checkout disable` trae los demás)",
            "only a part of the files is in the work tree (`git sparse-checkout disable` brings the others)",
        ),
        Unseen::Refused(said) => {
            let said = escaped(&said.join(" ")).into_owned();
            text!("git se negó: {said}", "git refused: {said}")
        }
    };
    let said = said!(
        "history-unseen",
        "no se pudo revisar toda la historia de git: {es}",
        "not all of git's history could be looked at: {en}"
    );
    let hint = match unseen {
        Unseen::Refused(said) => git_cause::hint(said),
        Unseen::NoGit | Unseen::NotAsked | Unseen::Shallow | Unseen::Partial | Unseen::Sparse => {
            None
        }
    };
    Said { hint, ..said }
}
