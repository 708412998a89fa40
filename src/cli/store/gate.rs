//! `ugat store gate`: lets a push in, or says why not.

use clap::Args;
use serde::Serialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Exit, Failure, refused, usage};
use crate::cli::help::{Value, both, examples};
use crate::cli::store::refusals;
use crate::store::{FileFault, Gate as Door, Refusal, Unfit, Update};
use crate::text;
use crate::view::{RefusalRow, json};
use crate::words::Text;

/// The most bytes that git may write about a push.
const MOST: usize = 1 << 20;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Deja entrar a un repositorio solo lo que cumple las reglas",
        "Let into a repository only what keeps the rules"
    ),
    long_about = both!(
        "Lee de la entrada las líneas `ANTES DESPUÉS REF` que git da a `pre-receive`. Deja entrar \
         lo que solo agrega: ningún acto, archivo entregado ni definición fijada se pierde o \
         cambia, no hay archivos ajenos al registro ni enlaces, y las definiciones son correctas. \
         Sale con 3 si algo está dañado o se perdería, con 1 por lo demás. `[gate] allow` en \
         ugat.toml nombra otros archivos que pueden entrar.",
        "It reads from standard input the lines `OLD NEW REF` that git gives to `pre-receive`. It \
         lets in what only adds: no act, no file given and no pinned definition goes or changes, \
         there are no files that are none of a store's and no links, and definitions are sound. It \
         exits with 3 where something is damaged or would go, else with 1. `[gate] allow` in \
         ugat.toml names other files that may come in."
    ),
    after_help = examples!(
        "Revisar lo que esta rama agrega", "Look at what this branch adds" =>
            "ugat store gate --range origin/main..HEAD"
    )
)]
pub struct Gate {
    #[arg(long, value_name = Value::Branch, conflicts_with = "all_branches", help = both!(
        "La rama del registro (si no, la de HEAD); las demás pasan",
        "The branch of the store (else that of HEAD); others pass"
    ))]
    pub branch: Option<String>,
    #[arg(long, help = both!("Revisar todas las ramas", "Look at all branches"))]
    pub all_branches: bool,
    #[arg(long, value_name = Value::Commits, help = both!(
        "Revisar estos commits en lugar de la entrada, por ejemplo en un servidor de integración",
        "Look at these commits instead of standard input, for example in a forge's CI"
    ))]
    pub range: Option<String>,
}

/// Whether a push, or what is staged, is accepted, for scripts.
#[derive(Serialize)]
pub struct GateView {
    accepted: bool,
    refusals: Vec<RefusalRow>,
}

impl GateView {
    /// Answers a script, and fails where anything was refused.
    pub fn answer(env: &mut Env, refusals: Vec<RefusalRow>) -> Result<(), ()> {
        let accepted = refusals.is_empty();
        if env.json() {
            env.answer(&json(&Self { accepted, refusals }));
        }
        accepted.then_some(()).ok_or(())
    }
}

impl Gate {
    /// Lets in, or refuses, what git's `pre-receive` tells on standard input, or a range of commits.
    pub fn run(self, env: &mut Env, _general: &General) -> Result<(), Failure> {
        let folder = env.directory()?;
        let in_hook = env.variable("GIT_DIR").is_some();
        let door = Door::of(&folder, in_hook);
        let updates = self.updates(env, &door)?;
        let mut all: Vec<Refusal> = Vec::new();
        let range = self.range.as_deref();
        let base = range.and_then(|range| Some(range.split_once("..")?.0));
        let mut start = base.unwrap_or_default().to_owned();
        for update in updates {
            if base.is_none() {
                let branch = update.name.trim_start_matches("refs/heads/");
                start = format!("origin/{branch}");
            }
            all.extend(door.hold(update).map_err(|error| unasked(&error))?);
        }
        let hint = going_on(&all, &start);
        let (rows, damage) = refusals::rows(&all);
        let failure = refused(damage);
        let failure = match env.json() {
            true => failure,
            false => failure
                .with_details(rows.iter().map(RefusalRow::line).collect())
                .with_hint(hint),
        };
        GateView::answer(env, rows).map_err(|()| failure)
    }

    fn updates(&self, env: &mut Env, door: &Door) -> Result<Vec<Update>, Failure> {
        if let Some(range) = &self.range {
            let update = match range.split_once("..") {
                Some((base, head)) => door.range(base, head).map_err(|error| unasked(&error))?,
                None => None,
            };
            return update.map(|update| vec![update]).ok_or_else(|| {
                usage!(
                    "unknown-range",
                    "`{range}` no es un rango de commits como `origin/main..HEAD`",
                    "`{range}` is not a range of commits such as `origin/main..HEAD`"
                )
            });
        }
        if env.can_ask() {
            return Err(usage!(
                "missing-input",
                "falta lo que se sube: git lo da a `pre-receive` por la entrada estándar",
                "what is pushed is missing: git gives it to `pre-receive` on standard input",
                "para revisar commits, `ugat store gate --range origin/main..HEAD`",
                "to look at commits, `ugat store gate --range origin/main..HEAD`"
            ));
        }
        let told = env.input().all("pre-receive", MOST)?;
        let told = String::from_utf8_lossy(&told);
        let lines = told.lines().filter(|line| !line.trim().is_empty());
        let mut updates = Vec::new();
        for line in lines {
            let update = Update::parse(line).ok_or_else(|| {
                usage!(
                    "unknown-update",
                    "la entrada no tiene líneas `ANTES DESPUÉS REF`, como las da git a `pre-receive`",
                    "the input has no lines `OLD NEW REF`, as git gives them to `pre-receive`"
                )
            })?;
            updates.push(update);
        }
        if self.all_branches {
            updates.retain(|update| update.name.starts_with("refs/heads/"));
            return Ok(updates);
        }
        let branch = match &self.branch {
            Some(name) => format!("refs/heads/{}", name.trim_start_matches("refs/heads/")),
            None => door.branch().map_err(|error| unasked(&error))?,
        };
        updates.retain(|update| update.name == branch);
        Ok(updates)
    }
}

/// Git failed, so nothing is accepted.
pub fn unasked(error: &std::io::Error) -> Failure {
    refused!(
        "git-refused",
        "git no responde por lo entregado",
        "git does not answer for what was pushed"
    )
    .with_details(error.to_string().lines().map(Text::same).collect())
}

fn refused(damage: bool) -> Failure {
    let exit = if damage { Exit::Damaged } else { Exit::Refused };
    let failure = refused!(
        "gate-refused",
        "no se dejó entrar lo entregado",
        "what was pushed was not let in"
    );
    Failure { exit, ..failure }
}

/// The commands that make one clean commit of what was pushed, on top of what was there before;
/// where a loss was accepted, who can let it in.
fn going_on(refusals: &[Refusal], start: &str) -> Text {
    let accepts_itself = |one: &Refusal| matches!(one.what, Unfit::File(FileFault::AcceptedHere));
    if refusals.iter().any(accepts_itself) {
        return Text::of(
            "pida a quien administra el servidor que aparte la puerta una vez (`ugat help trust`), y luego `ugat store sync`",
            "ask whoever runs the server to set the gate aside once (`ugat help trust`), then `ugat store sync`",
        );
    }
    text!(
        "su trabajo sigue en su carpeta; hágalo un solo commit: `git fetch origin`, `git reset {start}`, `ugat store repair --yes`, `ugat store sync`",
        "your work is still in your folder; make it one commit: `git fetch origin`, `git reset {start}`, `ugat store repair --yes`, `ugat store sync`"
    )
}
