use clap::Args;

use crate::cli::General;
use crate::cli::checked::checked;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::store::sync_fault;
use crate::model::{CaseId, Prose};
use crate::store::{Entry, Unsaved, shortest};
use crate::text;
use crate::view::{Synced, event_told, json};
use crate::words::{Language, Text, count};

/// As many lines as a message tells of; the rest is counted.
const TOLD: usize = 40;

#[derive(Debug, Args)]
pub struct Sync {
    #[arg(long, value_name = "TEXT")]
    pub message: Option<String>,
}

impl Sync {
    /// Commits what changed in the store, takes in what others have and gives them what is here.
    ///
    /// # Errors
    /// Where git stops: the repository is left as git leaves it.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let session = Session::open(env, general)?;
        let exchange = session.store.exchange().map_err(sync_fault::failure)?;
        let changed = exchange.changed().map_err(sync_fault::failure)?;
        let mut synced = Synced::default();
        if !changed.is_empty() {
            let unsaved = exchange.unsaved(&changed).map_err(sync_fault::failure)?;
            let message = match &self.message {
                Some(given) => checked("--message", given, Prose::parse)?.to_string(),
                None => message(&session, &unsaved, changed.len())?,
            };
            exchange.commit(&message).map_err(sync_fault::failure)?;
            synced.message = Some(message);
        }
        synced.upstream = Some(exchange.upstream().map_err(sync_fault::failure)?);
        exchange.pull().map_err(sync_fault::failure)?;
        exchange.push().map_err(sync_fault::failure)?;
        synced.conflicts = contested(&session)?;
        let answer = match session.env.json() {
            true => json(&synced),
            false => synced.page(session.look(), session.env.colour()),
        };
        session.env.answer(&answer);
        Ok(())
    }
}

/// What changed, in words: the cases with what was done on them.
fn message(session: &Session, unsaved: &[Unsaved], files: usize) -> Result<String, Failure> {
    let language = session.env.language();
    let digits = shortest(&session.store.entries()?);
    let mut lines: Vec<String> = Vec::new();
    for one in unsaved {
        let short = &one.case.suffix()[..digits];
        let name = format!("{}-{short}", one.case.procedure());
        lines.extend(
            done_on(session, one, language)
                .into_iter()
                .map(|did| format!("{name}: {did}")),
        );
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
        unsaved.events.contains(&id)
    });
    places
        .map(|place| event_told(&case, place).get(language).to_owned())
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
