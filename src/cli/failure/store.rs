//! What keeps from using a store, or a case of it, in words.

use std::path::{Display, Path};

use crate::cli::failure::{
    Failure, Faulty, budget, damage, damaged, file, procedure, refused, unread, usage,
};
use crate::definition::Problem;
use crate::journal::Newer;
use crate::model::{CaseId, Digest};
use crate::store::{Doing, Pin, StoreFault};
use crate::text;
use crate::words::{Text, any_of, counted, listed, quoted};

impl From<StoreFault> for Failure {
    fn from(fault: StoreFault) -> Self {
        match fault {
            StoreFault::NoHome => no_home(),
            StoreFault::NoStore(own) => no_store(own.display()),
            StoreFault::NotAStore(path) => not_a_store(path.display()),
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
            StoreFault::SeveralCases {
                named,
                candidates,
                is_reference: true,
            } => of_several(&named, &candidates),
            StoreFault::SeveralCases {
                named, candidates, ..
            } => several(&named, &candidates),
            StoreFault::NotOneOpen(open) => not_one_open(&open),
            StoreFault::NoStart(path) => no_start(path.display()),
            StoreFault::Misplaced { path, why } => file::misplaced(path.display(), &why),
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
                digests,
            } => procedure::version_taken(&procedure, version, least, digests.as_ref()),
            StoreFault::TwoContents {
                procedure,
                version,
                digests,
            } => procedure::two_contents(&procedure, version, &digests),
            StoreFault::NameTaken { procedure, other } => procedure::name_taken(&procedure, &other),
            StoreFault::OtherMeaning { key, titles } => procedure::other_meaning(&key, &titles),
            StoreFault::FileTaken(path) => procedure::file_taken(path.display()),
            StoreFault::NoDefinition(pin) => no_definition(&pin),
            StoreFault::DefinitionChanged { path, found } => {
                definition_changed(path.display(), &found)
            }
            StoreFault::Markers { path, line } => file::markers(&path, line),
            StoreFault::NoLocks(path) => file::no_locks(path.display()),
            StoreFault::Definition { path, problems, .. } => unusable(&path, problems.len()),
            StoreFault::Unsound { path, refused } => unusable(&path, refused.len()),
            StoreFault::PinnedUnsound { path, refused } => {
                procedure::pinned_unsound(path.display(), &refused)
            }
            StoreFault::PutOff(path) => procedure::put_off(path.display()),
            StoreFault::WrongDefinition { pin, found } => procedure::wrong_definition(&pin, &found),
            StoreFault::Link(path) => file::link(path.display()),
            StoreFault::Irregular(path) => file::irregular(path.display()),
            StoreFault::TooLarge { path, most } => file::too_large(path.display(), most),
            StoreFault::NotUtf8 { path, found } => {
                unread::not_utf8(&Text::same(format!("`{}`", path.display())), found)
            }
            StoreFault::NotAFile(path) => file::not_a_file(path.display()),
            StoreFault::OtherFile(path) => file::other_file(path.display()),
            StoreFault::FileChanged(path) => file::file_changed(path.display()),
            StoreFault::FileName(path) => file::file_name(path.display()),
            StoreFault::Restless(path) => restless(path.display()),
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

fn no_store(own: Display<'_>) -> Failure {
    refused!(
        "no-store",
        "no hay registro de casos: ni en esta carpeta, ni más arriba, ni en `{own}`",
        "there is no store: neither in this folder, nor above it, nor in `{own}`",
        "cree uno con `ugat store init`, o nombre uno con `--store CARPETA` o con `UGAT_STORE`",
        "make one with `ugat store init`, or name one with `--store DIR` or with `UGAT_STORE`"
    )
}

fn not_a_store(path: Display<'_>) -> Failure {
    refused!(
        "no-store",
        "`{path}` no es un registro de casos: no tiene `ugat.toml`",
        "`{path}` is not a store: it has no `ugat.toml`",
        "créelo con `ugat store init {path}`",
        "make one with `ugat store init {path}`"
    )
}

fn settings(path: &Path, text: String, problems: Vec<Problem>) -> Failure {
    having_problems(path.display(), "settings", problems.len()).with_problems(Faulty {
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

/// The reference is whole: more of it tells nothing.
fn of_several(reference: &str, bearers: &[CaseId]) -> Failure {
    let Text { es, en } = shown(bearers);
    let first = &bearers[0];
    refused!(
        "ambiguous-case",
        "varios casos tienen la referencia `{reference}`: puede ser {es}",
        "several cases have the reference `{reference}`: it may be {en}",
        "nombre el suyo por su código: `ugat case status {first}`",
        "call yours by its id: `ugat case status {first}`"
    )
    .with_case_command()
}

fn not_one_open(open: &[CaseId]) -> Failure {
    let Text { es, en } = shown(open);
    let Text { es, en } = match open {
        [] => Text::of("no hay ninguno", "there is none"),
        [..] => text!("hay varios: {es}", "there are several: {en}"),
    };
    refused!(
        "ambiguous-case",
        "`.` nombra el único caso abierto, y {es}",
        "`.` names the only open case, and {en}",
        "nombre el caso por su código o su referencia: se ven con `ugat case list`",
        "name the case by its id or its reference: `ugat case list` shows them"
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

fn no_start(path: Display<'_>) -> Failure {
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

fn no_definition(pin: &Pin) -> Failure {
    let (procedure, version, digest) = (&pin.procedure, pin.version, pin.digest.short(12));
    damaged!(
        "no-definition",
        "falta la definición `{procedure}` versión {version} ({digest}) que sigue el caso",
        "the definition `{procedure}` version {version} ({digest}) that the case is under is missing",
        "recupere `procedures/pinned/{procedure}-v{version}-{digest}.toml` de otro clon",
        "recover `procedures/pinned/{procedure}-v{version}-{digest}.toml` from another clone"
    )
}

fn definition_changed(path: Display<'_>, found: &Digest) -> Failure {
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
    let failure = having_problems(path.display(), "definition", problems);
    let path = path.display();
    failure.with_hint(text!(
        "véalos con `ugat procedure check {path}`",
        "see them with `ugat procedure check {path}`"
    ))
}

/// A TOML file has problems.
pub fn having_problems(path: Display<'_>, kind: &'static str, problems: usize) -> Failure {
    let Text { es, en } = counted(problems, ["problema", "problemas"], ["problem", "problems"]);
    Failure::refused(kind, text!("`{path}` tiene {es}", "`{path}` has {en}"))
}

fn restless(path: Display<'_>) -> Failure {
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
