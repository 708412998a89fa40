//! `ugat case migrate`: moves cases to another version of their procedure.

use std::num::ParseIntError;
use std::str::FromStr;
use std::sync::Arc;

use clap::Args;

use crate::cli::General;
use crate::cli::case::ask;
use crate::cli::case::intent::Intent;
use crate::cli::case::written::Written;
use crate::cli::env::Env;
use crate::cli::failure::{Exit, Failure, refusal, refused, usage};
use crate::cli::help::{REASON, Value, both, examples};
use crate::cli::session::Session;
use crate::cli::session::acting::Acting;
use crate::cli::session::gathered::Gathered;
use crate::cli::session::rows::Rows;
use crate::engine::{self, Case, Refusal, Refused, Standing};
use crate::model::{Act, ActivityNumber, Migration, Prose};
use crate::store::{Definition, Record, Signature};
use crate::text;
use crate::view::{
    ErrorView, MigrationList, MigrationResult, MigrationRow, refused_sentence, refused_trace,
};
use crate::words::{Text, counted};

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Pasa casos a otra versión de su procedimiento",
        "Move cases to another version of their procedure"
    ),
    long_about = both!(
        "Por cada caso se dice si puede migrar, si falta decir qué actividad es ahora una con \
         trabajo pendiente (`--map`), o por qué no puede: se comprueba que desde donde está pueda \
         terminar con la versión nueva. Los que pueden migran, cada uno por sí; los demás siguen \
         con su versión. `--dry-run` no escribe nada. Las versiones de un procedimiento se \
         comparan con `ugat procedure diff`.",
        "Of each case it is said whether it can be moved, whether an activity with work needs a \
         counterpart (`--map`), or why it cannot: it is proved that from where it is it can finish \
         under the new version. Those that can are moved, each by itself; the others go on under \
         their version. `--dry-run` writes nothing. `ugat procedure diff` compares the versions of \
         a procedure."
    ),
    after_help = examples!(
        "Ver si pueden migrar", "See whether they can be moved" =>
            "ugat case migrate 7q3k 9m2c --to 3 --dry-run"
    )
)]
pub struct Migrate {
    #[arg(value_name = Value::Case, required_unless_present = "all", help = both!(
        "Los casos, cada uno como se nombra cualquiera",
        "The cases, each named as any is"
    ))]
    pub cases: Vec<String>,
    #[arg(long, conflicts_with = "cases", requires = "procedure", help = both!(
        "Todos los que siguen otra versión del procedimiento y no han terminado",
        "All that are under another version of the procedure and have not ended"
    ))]
    pub all: bool,
    #[arg(long, value_name = Value::Procedure, requires = "all", help = both!(
        "El procedimiento",
        "The procedure"
    ))]
    pub procedure: Option<String>,
    #[arg(id = "version", long = "to", value_name = Value::Version, help = both!(
        "Número de la versión, y de su revisión si se quiere esa: `2`, `2.2`",
        "Number of the version, and of its revision where that one is meant: `2`, `2.2`"
    ))]
    pub to: Target,
    #[arg(long, value_name = Value::Moves, help = both!(
        "Lo que era una actividad y cuál es ahora (puede repetirse)",
        "What was an activity and which one it is now (may be repeated)"
    ))]
    pub map: Vec<String>,
    #[arg(long, help = both!("Solo dice qué pasaría", "Only say what would happen"))]
    pub dry_run: bool,
    #[arg(long, value_name = Value::Text, help = REASON)]
    pub reason: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
    #[command(flatten)]
    pub rows: Rows,
}

/// A case with what it takes to move it.
struct Candidate {
    record: Record,
    /// As it is typed.
    short: String,
    target: Arc<Definition>,
    signature: Signature,
}

/// What is asked of every case.
struct Request<'r> {
    map: &'r [(ActivityNumber, ActivityNumber)],
    reason: &'r Prose,
    dry_run: bool,
}

impl Migrate {
    /// Moves cases to another version of their procedure, each by itself.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let map = mapped(&self.map)?;
        let mut session = Session::open(env, general)?;
        let reason = match (&self.reason, self.dry_run) {
            (None, true) => Prose::recorded("-"),
            (given, _) => ask::reason(&mut session, given.as_deref())?,
        };
        let (named, unreadable) = self.named(&mut session)?;
        let mut candidates: Vec<Candidate> = Vec::new();
        for named in &named {
            let candidate = self.candidate(&mut session, named)?;
            let is_known = |known: &Candidate| known.record.id == candidate.record.id;
            if !candidates.iter().any(is_known) {
                candidates.push(candidate);
            }
        }
        let request = Request {
            map: &map,
            reason: &reason,
            dry_run: self.dry_run,
        };
        let rows = candidates.iter().map(|one| one.row(&session, &request));
        let list = MigrationList {
            dry_run: self.dry_run,
            cases: rows.chain(unreadable).collect(),
        };
        if list.cases.is_empty() && layout.is_page() {
            session.env.say(&Text::of(
                "ningún caso sigue otra versión del procedimiento",
                "no case is under another version of the procedure",
            ));
        } else {
            session.env.answer_rows(&list, &layout)?;
        }
        match list.left() {
            0 => Ok(()),
            left if list.cases.iter().any(|row| row.is_damaged) => Err(Failure {
                exit: Exit::Damaged,
                ..some_left(left)
            }),
            left => Err(some_left(left)),
        }
    }

    /// The cases as they are typed; of all of a procedure those that go on under another version,
    /// and a row for each that cannot be read.
    fn named(&self, session: &mut Session) -> Result<(Vec<String>, Vec<MigrationRow>), Failure> {
        let Some(procedure) = &self.procedure else {
            return Ok((self.cases.clone(), Vec::new()));
        };
        let target = self.to.of(session, procedure)?;
        let target = &target.procedure;
        let (listing, names) = session.store.listing_and_names()?;
        let mut entries = listing.entries;
        entries.retain(|entry| *entry.id.procedure() == target.id);
        let add = |found: &mut Vec<String>, record: &Record| {
            let case = record.case();
            let ends = matches!(
                case.standing(),
                Standing::Finished { .. } | Standing::Cancelled
            );
            let goes_on = !ends && case.procedure().digest != target.digest;
            found.extend(goes_on.then(|| names.of_id(&record.id).to_owned()));
        };
        let many = Gathered::records(session, &entries, Vec::new, add)?;
        let unreadable = many.errors.into_iter();
        let unreadable =
            unreadable.map(|row| MigrationRow::unreadable(row, self.to.version, &names));
        Ok((many.parts.concat(), unreadable.collect()))
    }

    fn candidate(&self, session: &mut Session, named: &str) -> Result<Candidate, Failure> {
        let record = session.record_to_write(named)?;
        let short = session.named().to_owned();
        let procedure = record.case().procedure();
        let target = self.to.of(session, procedure.id.as_str())?;
        let signature = self.acting.signature(session, procedure)?;
        Ok(Candidate {
            record,
            short,
            target,
            signature,
        })
    }
}

impl Candidate {
    /// What becomes of it.
    fn row(&self, session: &Session, request: &Request) -> MigrationRow {
        let case = self.record.case();
        let mut row = MigrationRow {
            case: self.record.id.to_string(),
            from: Some(case.procedure().version),
            to: self.target.procedure.version,
            result: MigrationResult::Blocked,
            map: Vec::new(),
            unmapped: Vec::new(),
            error: None,
            is_damaged: false,
            short: self.short.clone(),
        };
        if let Err(fault) = self.record.writable() {
            let failure = Failure::from(fault);
            row.is_damaged = failure.exit == Exit::Damaged;
            return row.blocked(error(failure));
        }
        match self.decide(&case, request) {
            Ok(migration) => {
                row.map = renumbered(&migration);
                row.result = MigrationResult::Fine;
            }
            Err(refused) => {
                if let Refusal::Unmapped(activities) = &refused {
                    row.unmapped.clone_from(activities);
                }
                return row.blocked(self.refused(&refused, &case));
            }
        }
        if request.dry_run {
            return row;
        }
        if let Err(failure) = self.moved(session, &case, request) {
            return row.blocked(error(failure));
        }
        row.result = MigrationResult::Migrated;
        row
    }

    fn decide(&self, case: &Case, request: &Request) -> Result<Migration, Refusal> {
        let case = case.with_version(self.target.version());
        let to = &self.target.procedure.digest;
        engine::migrate(&case, to, request.map, request.reason.clone())
    }

    /// Pins the version, then writes.
    fn moved(&self, session: &Session, case: &Case, request: &Request) -> Result<(), Failure> {
        session.store.pin(&self.target.procedure)?;
        let decide = |case: &Case| self.decide(case, request).map(Act::Migrated);
        let intent = Intent::new(self.signature.clone(), decide);
        Written::write(session, &self.record, case, &intent)?;
        Ok(())
    }

    fn refused(&self, refused: &Refusal, case: &Case) -> ErrorView {
        let case = case.with_version(self.target.version());
        let mut said = error(refusal::failure(refused, &case, &self.short));
        if let Refusal::Unsound(refused) = refused {
            said.text = unsound(refused);
        }
        said
    }
}

fn error(failure: Failure) -> ErrorView {
    ErrorView {
        kind: failure.kind,
        text: failure.text,
    }
}

/// How the case could go wrong from where it is.
fn unsound(refused: &Refused) -> Text {
    let Text { es, en } = refused_sentence(refused);
    match refused_trace(refused) {
        Some(trace) => {
            let (trace_es, trace_en) = (trace.es, trace.en);
            text!("{es}; {trace_es}", "{en}; {trace_en}")
        }
        None => Text { es, en },
    }
}

/// A version, and perhaps which of its revisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    version: u32,
    revision: Option<u32>,
}

impl FromStr for Target {
    type Err = ParseIntError;

    fn from_str(typed: &str) -> Result<Self, ParseIntError> {
        let (version, revision) = match typed.split_once('.') {
            Some((version, revision)) => (version, Some(revision.parse()?)),
            None => (typed, None),
        };
        Ok(Self {
            version: version.parse()?,
            revision,
        })
    }
}

impl Target {
    /// The definition of it, which is in use.
    fn of(self, session: &mut Session, procedure: &str) -> Result<Arc<Definition>, Failure> {
        let version = self.version;
        let found = session.procedure_to_write(&format!("{procedure}@{version}"))?;
        let there = found.procedure.revision;
        match self.revision {
            Some(revision) if revision != there => Err(refused!(
                "unknown-version",
                "la versión {version} de `{procedure}` no está en la revisión {revision}, sino en la {there}",
                "version {version} of `{procedure}` is not in revision {revision}, but in {there}",
                "`ugat case migrate --to {version}.{there} …`",
                "`ugat case migrate --to {version}.{there} …`"
            )),
            Some(_) | None => Ok(found),
        }
    }
}

/// The activities that bear another number.
fn renumbered(migration: &Migration) -> Vec<(ActivityNumber, ActivityNumber)> {
    let moved = migration.map.iter().filter(|(old, new)| old != new);
    moved.copied().collect()
}

/// `5=6`: what was activity 5 is activity 6.
fn mapped(typed: &[String]) -> Result<Vec<(ActivityNumber, ActivityNumber)>, Failure> {
    let number = |text: &str| text.trim().parse().ok().and_then(ActivityNumber::new);
    let mut map: Vec<(ActivityNumber, ActivityNumber)> = Vec::new();
    for typed in typed {
        let pair = typed.split_once('=');
        let pair = pair.and_then(|(old, new)| number(old).zip(number(new)));
        let (old, new) = pair.ok_or_else(|| {
            usage!(
                "invalid-mapping",
                "`--map {typed}` no son dos números de actividad",
                "`--map {typed}` is not two numbers of activities",
                "lo que era la 5 y ahora es la 6: `--map 5=6`",
                "what was 5 and is 6 now: `--map 5=6`"
            )
        })?;
        match map.iter().find(|(known, _)| *known == old) {
            Some((_, other)) if *other != new => {
                return Err(usage!(
                    "invalid-mapping",
                    "`--map` dice dos cosas de la actividad {old}",
                    "`--map` gives activity {old} two numbers",
                    "deje un solo `--map {old}=N`",
                    "leave one `--map {old}=N` alone"
                ));
            }
            Some(_) => {}
            None => map.push((old, new)),
        }
    }
    Ok(map)
}

fn some_left(left: usize) -> Failure {
    let Text { es, en } = counted(
        left,
        ["caso no puede migrar así", "casos no pueden migrar así"],
        [
            "case cannot be moved like this",
            "cases cannot be moved like this",
        ],
    );
    refused!(
        "not-migrated",
        "{es}",
        "{en}",
        "siguen con su versión; el detalle está en la respuesta",
        "they go on under their version; the answer says why"
    )
}
