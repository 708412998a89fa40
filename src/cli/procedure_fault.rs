//! Why a version of a procedure is not there, or none can be added.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::model::ProcedureId;
use crate::text;
use crate::words::{Text, all_of, any_of};

/// There are other versions of it.
pub fn no_version(procedure: &ProcedureId, version: u32, known: &[u32]) -> Failure {
    let names: Vec<String> = known
        .iter()
        .map(|version| format!("`{procedure}@{version}`"))
        .collect();
    let Text { es, en } = all_of(&names);
    Failure::refused(
        "unknown-version",
        text!(
            "no hay versión {version} de `{procedure}`",
            "there is no version {version} of `{procedure}`"
        ),
    )
    .with_hint(match known.len() {
        1 => text!("está {es}", "there is {en}"),
        _ => text!("están {es}", "there are {en}"),
    })
}

/// Several definitions begin so.
pub fn several(named: &str, found: &[String]) -> Failure {
    let digests: Vec<String> = found.iter().map(|digest| format!("`{digest}`")).collect();
    let Text { es, en } = any_of(&digests);
    Failure::refused(
        "ambiguous-procedure",
        text!("`{named}` puede ser {es}", "`{named}` may be {en}"),
    )
    .with_hint(Text::of(
        "nómbrela por más cifras de su huella",
        "name it by more digits of its digest",
    ))
}

/// Its version exists with other bytes, or is not above the shipped one.
pub fn version_taken(procedure: &ProcedureId, version: u32, least: u32) -> Failure {
    Failure::refused(
        "version-taken",
        text!(
            "ya hay una versión {version} o posterior de `{procedure}`, con otro contenido",
            "there is a version {version} or a later one of `{procedure}` already, with other content"
        ),
    )
    .with_hint(text!(
        "suba su número, por ejemplo `version = {least}`; las diferencias: `ugat procedure diff {procedure} ARCHIVO`",
        "raise its number, for example `version = {least}`; what differs: `ugat procedure diff {procedure} FILE`"
    ))
}

/// Another procedure goes by its id or its code.
pub fn name_taken(procedure: &ProcedureId, other: &ProcedureId) -> Failure {
    Failure::refused(
        "name-taken",
        text!(
            "`{procedure}` se confunde con `{other}`: su `id` o su `code` es el mismo",
            "`{procedure}` is mistaken for `{other}`: its `id` or its `code` is the same"
        ),
    )
    .with_hint(Text::of(
        "cambie `id` y `code` si es otro procedimiento",
        "change `id` and `code` where it is another procedure",
    ))
}

/// Something else stands where it is to be written.
pub fn file_taken(path: &Path) -> Failure {
    let path = path.display();
    Failure::refused(
        "file-taken",
        text!(
            "`{path}` ya existe, con otro contenido",
            "`{path}` is there already, with other content"
        ),
    )
    .with_hint(text!(
        "vea qué contiene: `ugat procedure check {path}`",
        "see what it holds: `ugat procedure check {path}`"
    ))
}
