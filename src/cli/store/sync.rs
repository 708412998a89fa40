//! `ugat store sync`: commits what changed, and exchanges it with others.

use std::path::PathBuf;

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::input::checked::checked;
use crate::cli::session::Session;
use crate::cli::store::said::acts;
use crate::cli::store::{findings, refusals, sync_fault};
use crate::model::{ActName, CaseId, Prose};
use crate::store::{
    Entry, Exchange, Here, Received, Refusal, SyncFault, Unsaved, Upstream, ambiguous_references,
};
use crate::text;
use crate::view::{AcceptedCount, CommittedRow, FindingRow, ReceivedRow, Synced, event_act};
use crate::words::{Language, Text, counted};

/// The most lines of a message; the rest is counted.
const MOST_LINES: usize = 40;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Guarda en git lo que cambió y lo intercambia con los demás",
        "Commit what changed and exchange it with others"
    ),
    long_about = both!(
        "Guarda solo lo que es del registro, con un mensaje que dice qué se hizo en cada caso; \
         trae lo de los demás y lo une, entrega lo de aquí, y dice qué llegó, de quién, y qué \
         casos quedaron en conflicto. No comparte daños ni pérdidas: si al registro le falta algo \
         que git tiene de él, no entrega nada, nombra el caso, el acto y quién lo quitó, y sale \
         con 3. Donde git se detiene, se detiene y lo explica: el repositorio queda como git lo \
         deja.",
        "It commits only what is the store's, with a message that says what was done on each case; \
         takes in what others have and merges it, gives them what is here, and says what came in, \
         from whom, and which cases are in conflict then. It shares neither damage nor loss: where \
         the store lacks something that git has of it, it gives nothing away, names the case, the \
         act and who took it out, and exits with 3. Where git stops, it stops and explains: the \
         repository stays as git leaves it."
    ),
    after_help = examples!(
        "Ponerse al día con los demás", "Get even with the others" => "ugat store sync"
    )
)]
pub struct Sync {
    #[arg(long, value_name = Value::Text, help = both!(
        "Mensaje del commit (si no, lo que se hizo)",
        "Message of the commit (else what was done)"
    ))]
    pub message: Option<String>,
    #[arg(long, help = both!(
        "Solo decir qué se guardaría y qué llegaría; no cambia ningún archivo",
        "Only say what would be committed and what would come in; no file changes"
    ))]
    pub dry_run: bool,
}

impl Sync {
    /// Commits what changed in the store, takes in what others have and gives them what is here.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let session = Session::open(env, general)?;
        let failure = |fault| sync_fault::failure(&session, fault);
        let mut exchange =
            Exchange::open(&session.store, session.env.can_ask()).map_err(failure)?;
        let here = exchange.here().map_err(failure)?;
        exchange.hold(&here).map_err(failure)?;
        let mut synced = Synced {
            dry_run: self.dry_run,
            left: shown(here.others.iter()),
            files: shown(here.ours.iter()),
            ..Synced::default()
        };
        if !here.ours.is_empty() {
            let unsaved = exchange.unsaved(&here).map_err(failure)?;
            let message = self.message(&session, &unsaved, &here)?;
            synced.committed = committed(&unsaved);
            if !self.dry_run {
                exchange.commit(&here, &message).map_err(failure)?;
            }
            synced.message = Some(message);
        }
        let upstream = exchange.upstream().map_err(failure)?;
        synced.upstream = Some(upstream.shown());
        let (received, unfit) = self.exchanged(&exchange, &upstream).map_err(failure)?;
        synced.unfit = unfit.iter().map(refusals::row).collect();
        tell_received(&mut synced, &received);
        synced.remarks = twice(&session, &received)?;
        synced.accepted = accepted(&session)?;
        synced.conflicts = contested(&session)?;
        let env = session.env;
        env.answer_view(&synced, |env| synced.page(env.look(), env.colour()));
        Ok(())
    }

    /// Exchanges commits, or only fetches in a dry run.
    fn exchanged(
        &self,
        exchange: &Exchange,
        upstream: &Upstream,
    ) -> Result<(Received, Vec<Refusal>), SyncFault> {
        let before = exchange.tip()?;
        let (unfit, now) = match self.dry_run {
            true => (Vec::new(), exchange.fetch(upstream)?),
            false => (exchange.give_and_take(upstream)?, exchange.tip()?),
        };
        let received = match now {
            Some(now) if before.as_ref() != Some(&now) => {
                exchange.received(before.as_ref(), &now)?
            }
            Some(_) | None => Received::default(),
        };
        Ok((received, unfit))
    }

    fn message(
        &self,
        session: &Session,
        unsaved: &[Unsaved],
        here: &Here,
    ) -> Result<String, Failure> {
        match &self.message {
            Some(given) => Ok(checked("--message", given, Prose::parse)?.to_string()),
            None => message(session, unsaved, here.ours.len()),
        }
    }
}

fn shown<'p>(paths: impl Iterator<Item = &'p PathBuf>) -> Vec<String> {
    paths.map(|path| path.display().to_string()).collect()
}

fn committed(unsaved: &[Unsaved]) -> Vec<CommittedRow> {
    let row = |one: &Unsaved| CommittedRow {
        case: one.case.to_string(),
        acts: one.events.len(),
        given_back: one.given_back.len(),
    };
    unsaved.iter().map(row).collect()
}

/// How many accepted losses came in with the settings of others.
fn accepted(session: &Session) -> Result<AcceptedCount, Failure> {
    let before = &session.store.settings.accepted;
    let now = session.store.accepted_now()?;
    Ok(AcceptedCount {
        acts: now.events.difference(&before.events).count(),
        files: now.files.difference(&before.files).count(),
    })
}

fn tell_received(synced: &mut Synced, received: &Received) {
    for (case, acts) in &received.acts {
        let new = acts.iter().any(|act| act.did == ActName::Started);
        synced.received.extend(acts.iter().map(|act| ReceivedRow {
            case: case.to_string(),
            event: act.event.to_string(),
            did: act.did.clone(),
            by: act.by.to_string(),
            new,
        }));
    }
    synced.received_files = shown(received.files.iter());
}

/// What changed, in words: the cases with what was done on them.
fn message(session: &Session, unsaved: &[Unsaved], files: usize) -> Result<String, Failure> {
    let language = session.env.language();
    let (_, names) = session.store.listing_and_names()?;
    let mut lines: Vec<String> = Vec::new();
    for one in unsaved {
        let name = names.of_id_in_full(&one.case);
        let done = done_on(session, one, language);
        lines.extend(
            done.chunk_by(|did, next| did == next)
                .map(|same| match same.len() {
                    1 => format!("{name}: {}", same[0]),
                    times => format!("{name}: {} (×{times})", same[0]),
                }),
        );
        if !one.given_back.is_empty() {
            let Text { es, en } = acts(one.given_back.len());
            let said = text!("devolvió {es}", "gave back {en}");
            lines.push(format!("{name}: {}", said.get(language)));
        }
    }
    let subject = match (unsaved, lines.as_slice()) {
        (_, [only]) => return Ok(only.clone()),
        ([one], _) => {
            let (name, acts) = (names.of_id_in_full(&one.case), acts(one.events.len()));
            format!("{name}: {}", acts.get(language))
        }
        ([], _) => {
            let said = counted(
                files,
                ["archivo del registro", "archivos del registro"],
                ["file of the store", "files of the store"],
            );
            return Ok(said.get(language).to_owned());
        }
        (several, _) => {
            let cases = counted(several.len(), ["caso", "casos"], ["case", "cases"]);
            let all = acts(several.iter().map(|one| one.events.len()).sum());
            format!("{}: {}", cases.get(language), all.get(language))
        }
    };
    let rest = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    if rest > 0 {
        let more = text!("y {rest} más", "and {rest} more");
        lines.push(more.get(language).to_owned());
    }
    Ok(format!("{subject}\n\n{}", lines.join("\n")))
}

/// What was done on a case, an act a line; nothing where it cannot be read.
fn done_on(session: &Session, unsaved: &Unsaved, language: Language) -> Vec<String> {
    let entry = session.store.find(&unsaved.case.to_string());
    let record = entry.and_then(|entry| session.store.open_entry(&entry));
    let Ok(record) = record else {
        return Vec::new();
    };
    let case = record.case();
    let places = (0..case.events().len()).filter(|place| {
        let id = case.event(*place).id;
        unsaved.events.contains(&id) && !unsaved.given_back.contains(&id)
    });
    places
        .map(|place| event_act(&case, place).get(language).to_owned())
        .collect()
}

/// The references that a case which came in bears, and another one as well.
fn twice(session: &Session, received: &Received) -> Result<Vec<FindingRow>, Failure> {
    if received.acts.is_empty() {
        return Ok(Vec::new());
    }
    let came_in = |case: &CaseId| received.acts.contains_key(case);
    let found = ambiguous_references(&session.store, came_in)?.into_iter();
    let rows = |finding| findings::rows(session.store.root(), finding);
    Ok(found.flat_map(rows).collect())
}

/// The cases in conflict.
fn contested(session: &Session) -> Result<Vec<String>, Failure> {
    let entries: Vec<Entry> = session.store.entries()?;
    let found = session.store.each(&entries, |found, entry| {
        let is_contested = !found.ok()?.case().conflicts().is_empty();
        is_contested.then(|| entry.id.to_string())
    });
    Ok(found.into_iter().flatten().collect())
}
