//! What is found about a store, told to a person, with what helps.

use std::path::Path;

use crate::cli::damage;
use crate::cli::failure::Failure;
use crate::journal::LineFault;
use crate::store::{
    ActsLost, Attribute, AttributeSource, Damage, Finding, Ignoring, Remark, StoreFault, Unseen,
    What,
};
use crate::text;
use crate::view::{CommitRow, FindingRow, LostActRow};
use crate::words::{Text, all_of, count, escaped, series, shell_word};

/// A finding in a store with this root.
pub fn row(root: &Path, finding: Finding) -> FindingRow {
    let damage = finding.is_damage();
    let file = finding.file.display().to_string();
    let (acts, commit) = lost(&finding.what);
    let case = finding.case.map(|case| case.to_string());
    let said = match finding.what {
        What::Damage(damage) => of_damage(root, damage),
        What::Remark(remark) => of_remark(&file, case.as_deref(), &remark),
    };
    FindingRow {
        file,
        line: finding.line,
        case,
        kind: said.kind,
        damage,
        acts,
        commit,
        text: said.text,
        hint: said.hint,
    }
}

/// The acts that are missing, and the commit that took them out.
fn lost(what: &What) -> (Vec<LostActRow>, Option<CommitRow>) {
    let What::Damage(Damage::ActsLost(lost)) = what else {
        return (Vec::new(), None);
    };
    let acts = lost.acts.iter().map(|act| LostActRow {
        event: act.id.to_string(),
        did: act.did.name().to_owned(),
        by: act.by.to_string(),
    });
    let commit = lost.commit.as_ref().map(|commit| CommitRow {
        id: commit.id.as_str().to_owned(),
        author: commit.author.clone(),
    });
    (acts.collect(), commit)
}

/// Its name for scripts, what it is, and what helps.
struct Said {
    kind: &'static str,
    text: Text,
    hint: Option<Text>,
}

impl Said {
    const fn of(kind: &'static str, text: Text) -> Self {
        let hint = None;
        Self { kind, text, hint }
    }

    fn with(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The program mends it.
    fn mended(self) -> Self {
        self.with(Text::of(
            "vea cómo se repara: `ugat store repair`",
            "see how it is mended: `ugat store repair`",
        ))
    }
}

fn unusable(root: &Path, fault: StoreFault) -> Said {
    let failure = Failure::from(fault);
    Said {
        kind: failure.kind,
        text: damage::within(root, &failure.text),
        hint: failure.hint.map(|hint| damage::within(root, &hint)),
    }
}

fn of_damage(root: &Path, damage: Damage) -> Said {
    match damage {
        Damage::Line(fault) => Said::of(line_kind(&fault), damage::fault(&fault)).mended(),
        Damage::MoreLines(more) => Said::of("more-lines", damage::more_lines(more)).mended(),
        Damage::MissingParent(event) => Said::of(
            "missing-event",
            text!(
                "sigue al evento {event}, que falta",
                "it comes after event {event}, which is missing"
            ),
        )
        .mended(),
        Damage::OtherCase(other) => Said::of(
            "other-case",
            text!("es del caso `{other}`", "it is of case `{other}`"),
        )
        .mended(),
        Damage::NoStart => Said::of(
            "no-start",
            Text::of(
                "no contiene el primer evento del caso que nombra",
                "it does not hold the first event of the case that it names",
            ),
        )
        .mended(),
        Damage::WrongName(other) => Said::of(
            "wrong-name",
            text!(
                "tiene eventos del caso `{other}`, y no su nombre",
                "it has events of case `{other}`, and not its name"
            ),
        )
        .mended(),
        Damage::Unshelved => Said::of(
            "wrong-folder",
            Text::of(
                "no está en la carpeta de un año, y por eso no se lee",
                "it is not in the folder of a year, and so it is not read",
            ),
        )
        .mended(),
        Damage::SecondFile(first) => {
            let first = first.display();
            let said = text!(
                "no se lee: el caso está también en `{first}`",
                "it is not read: the case is in `{first}` as well"
            );
            Said::of("second-file", said).mended()
        }
        Damage::FileChanged { found, .. } => {
            let found = found.short(12);
            let said = text!(
                "no es el archivo que se entregó: su contenido es {found}",
                "it is not the file that was given: its content is {found}"
            );
            Said::of("file-changed", said).mended()
        }
        Damage::FileGone { .. } => Said::of(
            "file-missing",
            Text::of(
                "se entregó y ya no está",
                "it was given and is not there any more",
            ),
        )
        .mended(),
        Damage::ActsLost(lost) => acts_lost(&lost).mended(),
        Damage::DefinitionLost => Said::of(
            "definition-lost",
            Text::of(
                "git tiene esta copia de una definición, y aquí falta",
                "git has this copy of a definition, and it is missing here",
            ),
        )
        .mended(),
        Damage::Attribute(attribute) => of_attribute(&attribute),
        Damage::Ignored(ignoring) => ignored(&ignoring),
        Damage::FileOutside { named } => Said::of(
            "file-outside",
            text!(
                "un evento nombra `{named}`, fuera del registro",
                "an event names `{named}`, outside of the store"
            ),
        ),
        Damage::Unusable(fault) => unusable(root, fault),
    }
}

fn of_remark(file: &str, case: Option<&str>, remark: &Remark) -> Said {
    let word = shell_word(file);
    match remark {
        Remark::TornTail { bytes } => {
            let said = text!(
                "termina en una escritura inconclusa de {bytes} bytes, que no cuenta",
                "it ends in a write of {bytes} bytes that was cut short and does not count"
            );
            Said::of("torn-tail", said).mended()
        }
        Remark::Empty => Said::of(
            "empty",
            Text::of(
                "no llegó a contener ningún evento: no es un caso",
                "no event was ever written to it: it is no case",
            ),
        )
        .mended(),
        Remark::Repeated { first } => {
            let said = text!(
                "repite la línea {first}; cuenta una vez",
                "it repeats line {first}; it counts once"
            );
            Said::of("repeated", said).mended()
        }
        Remark::Twin { first } => {
            let said = text!(
                "es el evento de la línea {first}, con otros bytes alrededor; cuenta una vez",
                "it is the event of line {first}, with other bytes around it; it counts once"
            );
            Said::of("twin", said)
        }
        Remark::CarriageReturns => Said::of(
            "line-ends",
            Text::of(
                "sus líneas terminan como en Windows",
                "its lines end as on Windows",
            ),
        )
        .mended(),
        Remark::ByteOrderMark => Said::of(
            "bom",
            Text::of(
                "un editor puso una marca de orden de bytes (BOM) en él; no se toma en cuenta",
                "an editor put a byte order mark (BOM) in it, which is passed over",
            ),
        )
        .mended(),
        Remark::WrongYear { year } => {
            let said = text!(
                "su primer evento es de {year}; debería estar en `cases/{year}/`",
                "its first event is of {year}; it should be in `cases/{year}/`"
            );
            Said::of("wrong-year", said).mended()
        }
        Remark::Stray => Said::of(
            "stray",
            Text::of("ningún caso lo nombra", "no case names it"),
        )
        .with(text!(
            "si nadie lo necesita, retírelo: `rm -ri {word}`",
            "if nobody needs it, remove it: `rm -ri {word}`"
        )),
        Remark::NotPinned(pin) => {
            let (procedure, version) = (&pin.procedure, pin.version);
            let said = text!(
                "falta la copia de `{procedure}` versión {version}, que este `ugat` conoce",
                "the copy of `{procedure}` version {version} is missing, which this `ugat` knows"
            );
            Said::of("not-pinned", said).mended()
        }
        Remark::Counterfeit => counterfeit(file),
        Remark::GitLines(lines) => {
            let named: Vec<String> = lines.iter().map(|line| format!("`{line}`")).collect();
            let Text { es, en } = all_of(&named);
            let said = text!("para git falta {es}", "for git, {en} is missing");
            Said::of("git-lines", said).mended()
        }
        Remark::Unseen(unseen) => not_looked_at(unseen),
        Remark::Newer(newer) => Said::of("newer", damage::not_understood(newer)),
        Remark::ReferenceTwice {
            reference,
            other,
            first,
        } => {
            let (case, first) = (case.unwrap_or("CASE"), first.short(8));
            let said = text!(
                "su referencia `{reference}` es también la del caso `{other}`",
                "its reference `{reference}` is that of case `{other}` as well"
            );
            Said::of("reference-twice", said).with(text!(
                "déle otra: `ugat case correct {case} {first} --ref OTRA --reason \"referencia repetida\"`",
                "give it another: `ugat case correct {case} {first} --ref OTHER --reason \"reference twice\"`"
            ))
        }
        Remark::Conflict(number) => conflict(*number, case.unwrap_or("CASE")),
    }
}

/// An attribute of git that is not as it must be, and where it most likely is written.
fn of_attribute(attribute: &Attribute) -> Said {
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
fn ignored(ignoring: &Ignoring) -> Said {
    let (source, line) = (escaped(&ignoring.source), &ignoring.line);
    let pattern = escaped(&ignoring.pattern);
    Said::of(
        "git-ignored",
        text!(
            "git no lo toma en cuenta, y así no se comparte: `{pattern}` en {source}, línea {line}",
            "git leaves it out, and so it is not shared: `{pattern}` in {source}, line {line}"
        ),
    )
    .with(text!(
        "quite esa línea de {source}",
        "take that line out of {source}"
    ))
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    shell_word(&path.display().to_string())
}

/// As many acts as are named; the rest is counted.
const NAMED: usize = 5;

/// The acts that git has and a journal lacks, who did them, and the commit that took them out.
fn acts_lost(lost: &ActsLost) -> Said {
    let Text { es, en } = acts_named(lost);
    let what = match lost.is_gone {
        false => text!(
            "git tiene lo que aquí falta, {es}",
            "git has what is missing here, {en}"
        ),
        true => text!(
            "el caso ya no está aquí; git tiene {es}",
            "the case is not here any more; git has {en}"
        ),
    };
    let (es, en) = (what.es, what.en);
    let said = match &lost.commit {
        Some(commit) => {
            let (id, author) = (&commit.id.as_str()[..10], &commit.author);
            text!(
                "{es}; se quitó en el commit {id}, de {author}",
                "{en}; taken out by commit {id} of {author}"
            )
        }
        None => text!(
            "{es}; se quitó después del último commit",
            "{en}; taken out since the last commit"
        ),
    };
    let kind = if lost.is_gone {
        "journal-lost"
    } else {
        "acts-lost"
    };
    Said::of(kind, said)
}

/// How many acts, and the first of them with who did them.
pub fn acts_named(lost: &ActsLost) -> Text {
    let named = lost.acts.iter().take(NAMED).map(|act| {
        let (did, by, id) = (act.did.name(), &act.by, act.id.short(7));
        format!("{id} (`{did}`, {by})")
    });
    let named: Vec<String> = named.collect();
    let named = series(&named);
    let rest = match lost.acts.len().saturating_sub(NAMED) {
        0 => Text::of("", ""),
        rest => text!(" y {rest} más", " and {rest} more"),
    };
    let acts = count(
        lost.acts.len(),
        &Text::of("acto", "act"),
        &Text::of("actos", "acts"),
    );
    Text::of_each(|language| {
        let (acts, rest) = (acts.get(language), rest.get(language));
        format!("{acts}: {named}{rest}")
    })
}

/// Why the history of git was not looked at, or not whole.
fn not_looked_at(unseen: &Unseen) -> Said {
    let why = match unseen {
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
    let (es, en) = (why.es, why.en);
    Said::of(
        "history-unseen",
        text!(
            "no se pudo revisar toda la historia de git: {es}",
            "not all of git's history could be looked at: {en}"
        ),
    )
}

fn counterfeit(file: &str) -> Said {
    Said::of(
        "not-official",
        Text::of(
            "se presenta como un procedimiento que viene con `ugat`, y no lo es",
            "it calls itself a procedure that comes with `ugat`, and is not that one",
        ),
    )
    .with(text!(
        "vea qué dice y quién lo trajo: `ugat procedure check {file}`, `git log -- {file}`",
        "see what it says and who brought it: `ugat procedure check {file}`, `git log -- {file}`"
    ))
}

fn conflict(number: usize, case: &str) -> Said {
    let Text { es, en } = count(
        number,
        &Text::of("conflicto", "conflict"),
        &Text::of("conflictos", "conflicts"),
    );
    let said = text!(
        "el caso tiene {es} que alguien debe resolver",
        "the case has {en} that someone has to resolve"
    );
    Said::of("conflict", said).with(text!(
        "vea los lados: `ugat case status {case}`",
        "see the sides: `ugat case status {case}`"
    ))
}

const fn line_kind(fault: &LineFault) -> &'static str {
    match fault {
        LineFault::TooLong { .. } => "too-long",
        LineFault::NotAnEvent(_) => "no-event",
        LineFault::ConflictMarker => "conflict-marker",
        LineFault::Hash { .. } => "altered",
        LineFault::Seq { .. } => "wrong-seq",
        LineFault::OtherStart => "other-start",
    }
}
