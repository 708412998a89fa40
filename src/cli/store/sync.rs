use std::path::PathBuf;

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::input::checked::checked;
use crate::cli::session::Session;
use crate::cli::store::{refusals, sync_fault};
use crate::model::{ActName, CaseId, Prose};
use crate::store::{
    Entry, Exchange, Here, Received, Refusal, SyncFault, Unsaved, Upstream, shortest,
};
use crate::text;
use crate::view::{AcceptedCount, CommittedRow, ReceivedRow, Synced, event_act, json};
use crate::words::{Language, Text, count};

/// As many lines as a message tells of; the rest is counted.
const TOLD: usize = 40;

#[derive(Debug, Args)]
pub struct Sync {
    #[arg(long, value_name = "TEXT")]
    pub message: Option<String>,
    #[arg(long)]
    pub dry_run: bool,
}

impl Sync {
    /// Commits what changed in the store, takes in what others have and gives them what is here.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let session = Session::open(env, general)?;
        let failure = |fault| sync_fault::failure(&session, fault);
        let mut exchange = session
            .store
            .exchange(session.env.can_ask())
            .map_err(failure)?;
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
        synced.accepted = accepted(&session)?;
        synced.conflicts = contested(&session)?;
        let answer = match session.env.json() {
            true => json(&synced),
            false => synced.page(session.look(), session.env.colour()),
        };
        session.env.answer(&answer);
        Ok(())
    }

    /// Gives and takes, or only looks what would come in.
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
    let rows = unsaved.iter().map(|one| CommittedRow {
        case: one.case.to_string(),
        acts: one.events.len(),
        given_back: one.given_back.len(),
    });
    rows.collect()
}

/// How much of what may be missing came in with the settings of others.
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
    let digits = shortest(&session.store.entries()?);
    let mut lines: Vec<String> = Vec::new();
    for one in unsaved {
        let short = &one.case.suffix()[..digits];
        let name = format!("{}-{short}", one.case.procedure());
        let done = done_on(session, one, language);
        lines.extend(
            done.chunk_by(|did, next| did == next)
                .map(|same| match same.len() {
                    1 => format!("{name}: {}", same[0]),
                    times => format!("{name}: {} (×{times})", same[0]),
                }),
        );
        if !one.given_back.is_empty() {
            let acts = acts(one.given_back.len());
            let (es, en) = (&acts.es, &acts.en);
            let said = text!("devolvió {es}", "gave back {en}");
            lines.push(format!("{name}: {}", said.get(language)));
        }
    }
    let subject = match (unsaved, lines.as_slice()) {
        (_, [only]) => return Ok(only.clone()),
        ([one], _) => {
            let short = &one.case.suffix()[..digits];
            let acts = acts(one.events.len());
            format!("{}-{short}: {}", one.case.procedure(), acts.get(language))
        }
        ([], _) => {
            let said = count(
                files,
                &Text::of("archivo del registro", "file of the store"),
                &Text::of("archivos del registro", "files of the store"),
            );
            return Ok(said.get(language).to_owned());
        }
        (several, _) => {
            let cases = count(
                several.len(),
                &Text::of("caso", "case"),
                &Text::of("casos", "cases"),
            );
            let all = acts(several.iter().map(|one| one.events.len()).sum());
            format!("{}: {}", cases.get(language), all.get(language))
        }
    };
    let rest = lines.len().saturating_sub(TOLD);
    lines.truncate(TOLD);
    if rest > 0 {
        let more = text!("y {rest} más", "and {rest} more");
        lines.push(more.get(language).to_owned());
    }
    Ok(format!("{subject}\n\n{}", lines.join("\n")))
}

fn acts(number: usize) -> Text {
    count(number, &Text::of("acto", "act"), &Text::of("actos", "acts"))
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

/// The cases in conflict.
fn contested(session: &Session) -> Result<Vec<String>, Failure> {
    let entries: Vec<Entry> = session.store.entries()?;
    let found = session.store.each(&entries, |found, entry| {
        let record = found.ok()?;
        let contested = !record.case().conflicts().is_empty();
        contested.then(|| entry.id.clone())
    });
    let found: Vec<CaseId> = found.into_iter().flatten().collect();
    Ok(found.iter().map(ToString::to_string).collect())
}
