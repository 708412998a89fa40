use std::sync::Arc;

use clap::Args;

use crate::cli::General;
use crate::cli::acting::Acting;
use crate::cli::case::ask;
use crate::cli::case::written::Written;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::refusal;
use crate::cli::rows::Rows;
use crate::cli::session::Session;
use crate::engine::{self, Case, Refusal};
use crate::model::{Act, ActivityNumber, Migration, Prose};
use crate::store::Definition;
use crate::text;
use crate::view::{ErrorView, MigrationList, MigrationResult, MigrationRow, written};
use crate::words::{Text, count};

#[derive(Debug, Args)]
pub struct Migrate {
    #[arg(value_name = "CASE", required = true)]
    pub cases: Vec<String>,
    #[arg(id = "version", long = "to", value_name = "VERSION")]
    pub to: u32,
    #[arg(long, value_name = "OLD=NEW")]
    pub map: Vec<String>,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
    #[command(flatten)]
    pub rows: Rows,
}

impl Migrate {
    /// Moves cases to another version of their procedure, each by itself.
    ///
    /// # Errors
    /// Where some of them cannot be moved: the others are.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let format = self.rows.format(env)?;
        let map = self
            .map
            .iter()
            .map(|pair| mapped(pair))
            .collect::<Result<Vec<_>, Failure>>()?;
        let mut session = Session::open(env, general)?;
        let reason = match (&self.reason, self.dry_run) {
            (None, true) => Prose::recorded("-"),
            (given, _) => ask::reason(&mut session, given.as_deref())?,
        };
        let mut list = MigrationList {
            dry_run: self.dry_run,
            cases: Vec::new(),
        };
        for named in &self.cases {
            let row = self.one(&mut session, named, &map, &reason)?;
            list.cases.push(row);
        }
        let answer = written(&list, format, session.look());
        session.env.answer(&answer);
        match list.left() {
            0 => Ok(()),
            left => Err(some_left(left)),
        }
    }

    fn one(
        &self,
        session: &mut Session,
        named: &str,
        map: &[(ActivityNumber, ActivityNumber)],
        reason: &Prose,
    ) -> Result<MigrationRow, Failure> {
        let record = session.record(named)?;
        let case = record.case();
        let target = self.target(session, &case)?;
        let signature = self.acting.signature(session, case.procedure())?;
        let decide = |case: &Case| {
            let case = case.knowing(target.version());
            engine::migrate(&case, &target.procedure.digest, map, reason.clone())
        };
        let mut row = MigrationRow {
            case: record.id.to_string(),
            from: Some(case.procedure().version),
            to: self.to,
            result: MigrationResult::Fine,
            map: Vec::new(),
            error: None,
            short: session.named().to_owned(),
        };
        match decide(&case) {
            Ok(migration) => {
                row.map = renumbered(&migration);
                if !self.dry_run {
                    session.store.pin(&target.procedure)?;
                    Written::write(session, &record, &case, &signature, &[], |case| {
                        decide(case).map(Act::Migrated)
                    })?;
                    row.result = MigrationResult::Migrated;
                }
            }
            Err(refused) => {
                row.result = match refused {
                    Refusal::Unmapped { .. } => MigrationResult::NeedsMapping,
                    _ => MigrationResult::Blocked,
                };
                let known = case.knowing(target.version());
                let failure = refusal::failure(&refused, &known, session.named());
                row.error = Some(ErrorView {
                    kind: failure.kind,
                    text: failure.text,
                });
            }
        }
        Ok(row)
    }

    /// The definition of the version asked for, of the procedure of a case.
    fn target(&self, session: &Session, case: &Case) -> Result<Arc<Definition>, Failure> {
        let (id, to) = (&case.procedure().id, self.to);
        Ok(session.store.procedure(&format!("{id}@{to}"))?)
    }
}

/// The activities that bear another number.
fn renumbered(migration: &Migration) -> Vec<(ActivityNumber, ActivityNumber)> {
    let moved = migration.map.iter().filter(|(old, new)| old != new);
    moved.copied().collect()
}

/// `5=6`: what was activity 5 is activity 6.
fn mapped(typed: &str) -> Result<(ActivityNumber, ActivityNumber), Failure> {
    let number = |text: &str| text.trim().parse().ok().and_then(ActivityNumber::new);
    let pair = typed.split_once('=');
    let pair = pair.and_then(|(old, new)| number(old).zip(number(new)));
    pair.ok_or_else(|| {
        Failure::usage(
            "invalid-mapping",
            text!(
                "`--map {typed}` no son dos números de actividad",
                "`--map {typed}` is not two numbers of activities"
            ),
        )
        .with_hint(Text::of(
            "lo que era la 5 y ahora es la 6: `--map 5=6`",
            "what was 5 and is 6 now: `--map 5=6`",
        ))
    })
}

fn some_left(left: usize) -> Failure {
    let Text { es, en } = count(
        left,
        &Text::of("caso no puede migrar así", "case cannot be moved like this"),
        &Text::of(
            "casos no pueden migrar así",
            "cases cannot be moved like this",
        ),
    );
    Failure::refused("not-migrated", text!("{es}", "{en}")).with_hint(Text::of(
        "siguen con su versión; el detalle está en la respuesta",
        "they go on under their version; the answer says why",
    ))
}
