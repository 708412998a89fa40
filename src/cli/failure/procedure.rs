//! Why a version of a procedure is not there, or none can be added.

use std::path::Display;

use crate::cli::failure::{Failure, damaged, refused};
use crate::engine::Refused;
use crate::model::ProcedureId;
use crate::store::Pin;
use crate::text;
use crate::view::{refused_sentence, refused_trace};
use crate::words::{Text, all_of, any_of, quoted};

/// The procedure has other versions, but not this one.
pub fn no_version(procedure: &ProcedureId, version: u32, known: &[u32]) -> Failure {
    let names = known.iter().map(|one| format!("{procedure}@{one}"));
    let Text { es, en } = all_of(&quoted(names));
    refused!(
        "unknown-version",
        "no hay versión {version} de `{procedure}`",
        "there is no version {version} of `{procedure}`"
    )
    .with_hint(match known.len() {
        1 => text!("está {es}", "there is {en}"),
        _ => text!("están {es}", "there are {en}"),
    })
}

/// The digest that was typed begins several definitions.
pub fn several(named: &str, found: &[String]) -> Failure {
    let Text { es, en } = any_of(&quoted(found));
    refused!(
        "ambiguous-procedure",
        "`{named}` puede ser {es}",
        "`{named}` may be {en}",
        "nómbrela por más cifras de su huella",
        "name it by more digits of its digest"
    )
}

/// Its version exists with other bytes, or is not above the shipped one.
pub fn version_taken(
    procedure: &ProcedureId,
    version: u32,
    least: u32,
    digests: Option<&[String; 2]>,
) -> Failure {
    let Text { es, en } = match digests {
        Some([other, given]) => text!(
            "ya hay una versión {version} de `{procedure}` con otro contenido: su huella es {other}, y la del archivo, {given}",
            "there is a version {version} of `{procedure}` already with another content: its digest is {other}, that of the file {given}"
        ),
        None => text!(
            "ya hay una versión posterior a la {version} de `{procedure}`",
            "there is a later version of `{procedure}` than {version} already"
        ),
    };
    refused!(
        "version-taken",
        "{es}",
        "{en}",
        "suba su número, por ejemplo `version = {least}`; las diferencias: `ugat procedure diff {procedure} ARCHIVO`",
        "raise its number, for example `version = {least}`; what differs: `ugat procedure diff {procedure} FILE`"
    )
}

/// A version has two contents: nothing may be written under it.
pub fn two_contents(procedure: &ProcedureId, version: u32, digests: &[String; 2]) -> Failure {
    let [one, other] = digests;
    refused!(
        "two-contents",
        "la versión {version} de `{procedure}` tiene dos contenidos, de huellas {one} y {other}",
        "version {version} of `{procedure}` has two contents, of digests {one} and {other}",
        "suba `version` en el archivo que cambió; qué difiere: `ugat procedure diff {one} {other}`",
        "raise `version` in the file that changed; what differs: `ugat procedure diff {one} {other}`"
    )
}

/// No case is started under the version any more; another one may be there.
pub fn retired(procedure: &ProcedureId, version: u32, other: Option<u32>) -> Failure {
    let failure = refused!(
        "retired",
        "`{procedure}@{version}` está retirada: con ella ya no se inician casos",
        "`{procedure}@{version}` is retired: no case is started under it any more"
    );
    failure.with_hint(match other {
        Some(other) => text!(
            "inícielo con `{procedure}@{other}`",
            "start it under `{procedure}@{other}`"
        ),
        None => text!(
            "para admitirla de nuevo: `ugat procedure retire {procedure}@{version} --undo`",
            "to admit it again: `ugat procedure retire {procedure}@{version} --undo`"
        ),
    })
}

/// Another procedure goes by its id or its code.
pub fn name_taken(procedure: &ProcedureId, other: &ProcedureId) -> Failure {
    refused!(
        "name-taken",
        "`{procedure}` se confunde con `{other}`: su `id` o su `code` es el mismo",
        "`{procedure}` is mistaken for `{other}`: its `id` or its `code` is the same",
        "cambie `id` y `code` si es otro procedimiento",
        "change `id` and `code` where it is another procedure"
    )
}

/// A key of a role or of a kind of output means one thing here and another there.
pub fn other_meaning(key: &str, titles: &[(ProcedureId, Text); 2]) -> Failure {
    let [(procedure, title), (other, other_title)] = titles;
    let (es, en) = (&title.es, &title.en);
    let (other_es, other_en) = (&other_title.es, &other_title.en);
    refused!(
        "two-meanings",
        "`{key}` es «{es}» en `{procedure}` y «{other_es}» en `{other}`",
        "`{key}` is “{en}” in `{procedure}` and “{other_en}” in `{other}`",
        "dele otra clave si es otra cosa, o el mismo `title` si es lo mismo: `ugat roles` y `ugat kinds` las listan",
        "give it another key where it is another thing, or the same `title` where it is the same: `ugat roles` and `ugat kinds` list them"
    )
}

/// Another file is already where the definition is to be written.
pub fn file_taken(path: Display<'_>) -> Failure {
    refused!(
        "file-taken",
        "`{path}` ya existe, con otro contenido",
        "`{path}` is there already, with other content",
        "vea qué contiene: `ugat procedure check {path}`",
        "see what it holds: `ugat procedure check {path}`"
    )
}

/// A case cannot run under its definition.
pub fn pinned_unsound(path: Display<'_>, refused: &[Refused]) -> Failure {
    let too_large = |one: &Refused| matches!(one, Refused::NotProved { .. } | Refused::TooLong);
    let kind = if refused.iter().all(too_large) {
        "not-proved"
    } else {
        "unsound"
    };
    let first = refused.first();
    let why = first.map(refused_sentence).into_iter();
    let why = why.chain(first.and_then(refused_trace));
    let (es, en): (Vec<_>, Vec<_>) = why.map(|Text { es, en }| (es, en)).unzip();
    let (es, en) = (es.join("; "), en.join("; "));
    Failure::damaged(
        kind,
        text!(
            "ningún caso puede seguir la definición `{path}`: {es}",
            "no case can run under the definition `{path}`: {en}"
        ),
    )
    .with_hint(text!(
        "vea todo lo que tiene con `ugat procedure check {path}`, y quién la trajo con `git log -- {path}`; cómo se saca: `ugat help trust`",
        "see all that is wrong with `ugat procedure check {path}`, and who brought it with `git log -- {path}`; how it is taken out: `ugat help trust`"
    ))
}

/// Proving other definitions used up the time for this one.
pub fn put_off(path: Display<'_>) -> Failure {
    damaged!(
        "not-proved",
        "aún no se comprobó la definición `{path}`: comprobar otras tomó demasiado",
        "the definition `{path}` is not proved yet: proving others took too much",
        "compruébela sola con `ugat procedure check {path}`, o repita la orden: lo ya comprobado no se repite",
        "prove it alone with `ugat procedure check {path}`, or run the command again: what is proved is not proved again"
    )
}

/// The definition of a case has another id or version than the case says.
pub fn wrong_definition(pin: &Pin, (id, stated): &(ProcedureId, u32)) -> Failure {
    let (procedure, version, digest) = (&pin.procedure, pin.version, pin.digest.short(12));
    damaged!(
        "wrong-definition",
        "el caso dice seguir `{procedure}` versión {version}, y su definición ({digest}) es `{id}` versión {stated}",
        "the case says that it is under `{procedure}` version {version}, and its definition ({digest}) is `{id}` version {stated}",
        "vea esa definición: `ugat procedure show {digest}`",
        "see that definition: `ugat procedure show {digest}`"
    )
}
