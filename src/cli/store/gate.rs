use clap::Args;
use serde::Serialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, refused, usage};
use crate::cli::help::{Value, both, examples};
use crate::cli::store::refusals::{self, ACCEPTED_HERE};
use crate::store::{Gate as Door, Update};
use crate::text;
use crate::view::{RefusalRow, json};
use crate::words::Text;

/// The most bytes of what git tells of a push.
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
    #[arg(long, value_name = Value::Name, conflicts_with = "all_branches", help = both!(
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

/// What becomes of a push, or of what is staged.
#[derive(Serialize)]
pub struct GateView {
    pub accepted: bool,
    pub refusals: Vec<RefusalRow>,
}

impl Gate {
    /// Lets in, or refuses, what git's `pre-receive` tells on standard input, or a range of commits.
    pub fn run(self, env: &mut Env, _general: &General) -> Result<(), Failure> {
        let folder = env.directory()?;
        let in_hook = env.variable("GIT_DIR").is_some();
        let door = Door::of(&folder, in_hook);
        let updates = self.updates(env, &door)?;
        let mut rows = Vec::new();
        let range = self
            .range
            .as_deref()
            .and_then(|range| range.split_once(".."));
        let mut start = range.map_or_else(String::new, |(base, _)| base.to_owned());
        for update in updates {
            if range.is_none() {
                let branch = update.name.trim_start_matches("refs/heads/");
                start = format!("origin/{branch}");
            }
            let pushed = door.hold(update).map_err(|error| unasked(&error))?;
            rows.extend(pushed.iter().map(refusals::row));
        }
        if env.json() {
            let accepted = rows.is_empty();
            let view = GateView {
                accepted,
                refusals: rows,
            };
            env.answer(&json(&view));
            return match (accepted, view.refusals.iter().any(|row| row.damage)) {
                (true, _) => Ok(()),
                (false, damage) => Err(refused(damage)),
            };
        }
        match rows.is_empty() {
            true => Ok(()),
            false => Err(told(&rows, &start)),
        }
    }

    fn updates(&self, env: &mut Env, door: &Door) -> Result<Vec<Update>, Failure> {
        if let Some(range) = &self.range {
            let ends = range.split_once("..");
            let update = match ends {
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
        let told = env.input().all("pre-receive", MOST)?;
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

/// Git could not be asked about it: then nothing is let in.
pub fn unasked(error: &std::io::Error) -> Failure {
    let said = error.to_string();
    let said = said.lines().map(Text::same).collect();
    refused!(
        "git-refused",
        "git no responde por lo entregado",
        "git does not answer for what was pushed"
    )
    .with_details(said)
}

fn refused(damage: bool) -> Failure {
    let said = Text::of(
        "no se dejó entrar lo entregado",
        "what was pushed was not let in",
    );
    match damage {
        true => Failure::damaged("gate-refused", said),
        false => Failure::refused("gate-refused", said),
    }
}

/// The reasons, and how to go on.
fn told(rows: &[RefusalRow], start: &str) -> Failure {
    refused(rows.iter().any(|row| row.damage))
        .with_details(rows.iter().map(RefusalRow::line).collect())
        .with_hint(going_on(rows, start))
}

/// The commands that make one clean commit of what was pushed, on top of what was there before;
/// where a loss was accepted, who can let it in.
fn going_on(rows: &[RefusalRow], start: &str) -> Text {
    if rows.iter().any(|row| row.kind == ACCEPTED_HERE) {
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
