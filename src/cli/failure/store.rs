//! What keeps from using a store, or a case of it, in words.

use std::path::Path;

use crate::cli::failure::{
    Failure, Faulty, budget, damage, damaged, file, procedure, refused, unread, usage,
};
use crate::definition::Problem;
use crate::journal::Newer;
use crate::model::{CaseId, Digest, ProcedureId};
use crate::store::{Doing, StoreFault};
use crate::text;
use crate::words::{Text, any_of, counted, listed, quoted};

impl From<StoreFault> for Failure {
    fn from(fault: StoreFault) -> Self {
        match fault {
            StoreFault::NoHome => no_home(),
            StoreFault::NoStore(own) => no_store(&own),
            StoreFault::NotAStore(path) => not_a_store(&path),
            StoreFault::Io {
                doing,
                path,
                source,
            } => Self::machine(tried(doing, &path), source),
            StoreFault::Settings {
                path,
                text,
                problems,
            } => settings(&path, text, problems),
            StoreFault::NoCase(named) => no_case(&named),
            StoreFault::SeveralCases { named, candidates } => several(&named, &candidates),
            StoreFault::NotOneOpen(open) => not_one_open(&open),
            StoreFault::NoStart(path) => no_start(&path),
            StoreFault::Misplaced { path, why } => file::misplaced(&path, &why),
            StoreFault::Damaged {
                case,
                path,
                lines,
                more,
                missing,
            } => damage::damaged(&case, &path, (&lines, more), missing),
            StoreFault::OverBudget { case, path, over } => budget::over(&case, &path, over),
            StoreFault::Newer { case, newer } => a_newer_one(&case, &newer),
            StoreFault::NoProcedure { named, near } => no_procedure(&named, near.as_deref()),
            StoreFault::NoVersion {
                procedure,
                version,
                known,
            } => procedure::no_version(&procedure, version, &known),
            StoreFault::SeveralDefinitions { named, found } => procedure::several(&named, &found),
            StoreFault::VersionTaken {
                procedure,
                version,
                least,
            } => procedure::version_taken(&procedure, version, least),
            StoreFault::NameTaken { procedure, other } => procedure::name_taken(&procedure, &other),
            StoreFault::FileTaken(path) => procedure::file_taken(&path),
            StoreFault::NoDefinition {
                procedure,
                version,
                digest,
            } => no_definition(&procedure, version, &digest),
            StoreFault::DefinitionChanged { path, found } => definition_changed(&path, &found),
            StoreFault::Markers { path, line } => file::markers(&path, line),
            StoreFault::NoLocks(path) => file::no_locks(&path),
            StoreFault::Definition { path, problems, .. } => unusable(&path, problems.len()),
            StoreFault::Unsound { path, refused } => unusable(&path, refused.len()),
            StoreFault::PinnedUnsound { path, refused } => {
                procedure::pinned_unsound(&path, &refused)
            }
            StoreFault::PutOff(path) => procedure::put_off(&path),
            StoreFault::WrongDefinition {
                procedure,
                version,
                found,
                digest,
            } => procedure::wrong_definition(&procedure, version, &found, &digest),
            StoreFault::Link(path) => file::link(&path),
            StoreFault::Irregular(path) => file::irregular(&path),
            StoreFault::TooLarge { path, most } => file::too_large(&path, most),
            StoreFault::NotUtf8 { path, found } => {
                unread::not_utf8(&Text::same(format!("`{}`", path.display())), found)
            }
            StoreFault::NotAFile(path) => file::not_a_file(&path),
            StoreFault::OtherFile(path) => file::other_file(&path),
            StoreFault::FileChanged(path) => file::file_changed(&path),
            StoreFault::FileName(path) => file::file_name(&path),
            StoreFault::Restless(path) => restless(&path),
            StoreFault::Locked(path) => file::locked(&path),
            StoreFault::TooManyEntities(entities) => budget::entities(entities),
            StoreFault::TooLong { bytes, most } => too_long(bytes, most),
        }
    }
}

fn tried(doing: Doing, path: &Path) -> Text {
    let path = path.display();
    match doing {
        Doing::Read => text!("no se puede leer `{path}`", "cannot read `{path}`"),
        Doing::Write => text!(
            "no se puede escribir en `{path}`",
            "cannot write to `{path}`"
        ),
        Doing::Make => text!("no se puede crear `{path}`", "cannot make `{path}`"),
        Doing::Sync => text!(
            "no se puede asegurar `{path}` en el disco",
            "cannot sync `{path}` to the disk"
        ),
        Doing::List => text!("no se puede listar `{path}`", "cannot list `{path}`"),
    }
}

fn no_home() -> Failure {
    refused!(
        "no-store",
        "no hay registro de casos, ni carpeta personal donde crearlo",
        "there is no store, and no home folder to make one in",
        "créelo con `ugat store init CARPETA` y nómbrelo con `--store CARPETA`",
        "make one with `ugat store init DIR` and name it with `--store DIR`"
    )
}

fn no_store(own: &Path) -> Failure {
    let own = own.display();
    refused!(
        "no-store",
        "no hay registro de casos: ni en esta carpeta, ni más arriba, ni en `{own}`",
        "there is no store: neither in this folder, nor above it, nor in `{own}`",
        "cree uno con `ugat store init`, o nombre uno con `--store CARPETA` o con `UGAT_STORE`",
        "make one with `ugat store init`, or name one with `--store DIR` or with `UGAT_STORE`"
    )
}

fn not_a_store(path: &Path) -> Failure {
    let path = path.display();
    refused!(
        "no-store",
        "`{path}` no es un registro de casos: no tiene `ugat.toml`",
        "`{path}` is not a store: it has no `ugat.toml`",
        "créelo con `ugat store init {path}`",
        "make one with `ugat store init {path}`"
    )
}

fn settings(path: &Path, text: String, problems: Vec<Problem>) -> Failure {
    having_problems(path, "settings", problems.len()).with_problems(Faulty {
        file: path.display().to_string(),
        text,
        problems,
    })
}

fn no_case(named: &str) -> Failure {
    refused!(
        "unknown-case",
        "ningún caso se llama `{named}` ni empieza así, ni tiene esa referencia",
        "no case is called `{named}` or begins so, or has that reference",
        "los casos se ven con `ugat case list`",
        "`ugat case list` shows the cases"
    )
    .with_case_command()
}

fn several(named: &str, candidates: &[CaseId]) -> Failure {
    let Text { es, en } = shown(candidates);
    refused!(
        "ambiguous-case",
        "`{named}` puede ser {es}",
        "`{named}` may be {en}",
        "escriba más caracteres del caso",
        "type more characters of the case"
    )
}

fn not_one_open(open: &[CaseId]) -> Failure {
    let Text { es, en } = shown(open);
    let Text { es, en } = match open {
        [] => Text::of("no hay ninguno", "there is none"),
        [..] => text!("hay varios: {es}", "there are several: {en}"),
    };
    refused!(
        "ambiguous-case",
        "`.` es el único caso abierto, y {es}",
        "`.` is the only open case, and {en}",
        "los casos se ven con `ugat case list`",
        "`ugat case list` shows the cases"
    )
    .with_case_command()
}

/// A few of the cases by name, the rest counted.
fn shown(cases: &[CaseId]) -> Text {
    const MOST: usize = 6;
    let names = quoted(cases.iter().take(MOST));
    let more = match cases.len().saturating_sub(MOST) {
        0 => return any_of(&names),
        more => text!("{more} más", "{more} more"),
    };
    Text::of_each(|language| {
        let mut names = names.clone();
        names.push(more.get(language).to_owned());
        listed(&names, language)
    })
}

fn no_start(path: &Path) -> Failure {
    let path = path.display();
    damaged!(
        "damaged",
        "`{path}` no contiene el primer evento del caso que nombra",
        "`{path}` does not hold the first event of the case that it names",
        "recupere el archivo: `git log -- {path}`",
        "recover the file: `git log -- {path}`"
    )
}

fn a_newer_one(case: &CaseId, newer: &Newer) -> Failure {
    let text = match newer {
        Newer::Format(version) => text!(
            "el caso `{case}` tiene eventos del formato {version}, de un `ugat` más nuevo",
            "case `{case}` has events of format {version}, of a newer `ugat`"
        ),
        Newer::Act(name) => text!(
            "el caso `{case}` tiene un acto `{name}`, de un `ugat` más nuevo",
            "case `{case}` has an act `{name}`, of a newer `ugat`"
        ),
    };
    Failure::refused("newer", text).with_hint(Text::of(
        "actualice `ugat`; nada se escribió",
        "update `ugat`; nothing was written",
    ))
}

fn no_procedure(named: &str, near: Option<&str>) -> Failure {
    refused!(
        "unknown-procedure",
        "no hay procedimiento `{named}`",
        "there is no procedure `{named}`",
        "los procedimientos se ven con `ugat procedure list`",
        "`ugat procedure list` shows the procedures"
    )
    .with_nearest(near)
}

fn no_definition(procedure: &ProcedureId, version: u32, digest: &Digest) -> Failure {
    let digest = digest.short(12);
    damaged!(
        "no-definition",
        "falta la definición `{procedure}` versión {version} ({digest}) que sigue el caso",
        "the definition `{procedure}` version {version} ({digest}) that the case is under is missing",
        "recupere `procedures/pinned/{procedure}-v{version}-{digest}.toml` de otro clon",
        "recover `procedures/pinned/{procedure}-v{version}-{digest}.toml` from another clone"
    )
}

fn definition_changed(path: &Path, found: &Digest) -> Failure {
    let path = path.display();
    let found = found.short(12);
    damaged!(
        "definition-changed",
        "`{path}` fue modificado: su contenido es {found}",
        "`{path}` was changed: its content is {found}",
        "recupérelo: `git checkout -- {path}`",
        "recover it: `git checkout -- {path}`"
    )
}

fn unusable(path: &Path, problems: usize) -> Failure {
    let failure = having_problems(path, "definition", problems);
    let path = path.display();
    failure.with_hint(text!(
        "véalos con `ugat procedure check {path}`",
        "see them with `ugat procedure check {path}`"
    ))
}

/// A TOML file has problems.
pub fn having_problems(path: &Path, kind: &'static str, problems: usize) -> Failure {
    let path = path.display();
    let Text { es, en } = counted(problems, ["problema", "problemas"], ["problem", "problems"]);
    Failure::refused(kind, text!("`{path}` tiene {es}", "`{path}` has {en}"))
}

fn restless(path: &Path) -> Failure {
    let path = path.display();
    refused!(
        "restless",
        "otro programa reemplaza `{path}` una y otra vez",
        "another program replaces `{path}` over and over",
        "vuelva a intentarlo",
        "try again"
    )
}

fn too_long(bytes: usize, most: usize) -> Failure {
    usage!(
        "event-too-long",
        "el evento tendría {bytes} bytes, más de {most}",
        "the event would have {bytes} bytes, more than {most}"
    )
}
