//! `ugat store verify`: everything about the store that is not as it should be.

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Exit, Failure, refused};
use crate::cli::session::Session;
use crate::cli::session::rows::Rows;
use crate::cli::store::accept::accept;
use crate::cli::store::gate::{GateView, unasked};
use crate::cli::store::{findings, refusals, sync_fault};
use crate::store::{Against, Scope, Verified};
use crate::view::{Findings, RefusalRow};
use crate::words::{Text, count};

#[derive(Debug, Args)]
pub struct Verify {
    #[arg(value_name = "CASE")]
    pub cases: Vec<String>,
    #[arg(long, conflicts_with_all = ["cases", "strict", "against", "no_git"])]
    pub staged: bool,
    #[arg(long)]
    pub strict: bool,
    #[arg(long, value_name = "REF")]
    pub against: Option<String>,
    #[arg(long, conflicts_with = "against")]
    pub no_git: bool,
    #[arg(
        long,
        value_name = "COMMIT",
        requires = "reason",
        conflicts_with_all = ["cases", "staged", "no_git"]
    )]
    pub accept: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "accept")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub rows: Rows,
}

impl Verify {
    /// Tells everything about the store, or some of its cases, that is not as it should be.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        if let (Some(commit), Some(reason)) = (&self.accept, &self.reason) {
            accept(env, general, commit, reason)?;
        }
        let (session, fault) = Session::open_anyway(env, general)?;
        session.is_there()?;
        if self.staged {
            return match fault {
                Some(fault) => Err(fault.into()),
                None => staged(session),
            };
        }
        let only = Some(session.ids(&self.cases)?).filter(|cases| !cases.is_empty());
        let against = self.against(&session)?;
        let mut verified = session.store.verify(Scope {
            only: only.as_deref(),
            without_git: self.no_git,
            against: against.as_ref(),
            now: Some(session.env.now()?.to_utc()),
        })?;
        if let Some(fault) = fault {
            verified.tell_settings(fault);
        }
        let (damage, remarks) = (verified.damage(), verified.remarks());
        let view = view(&session, verified);
        if layout.is_page() {
            let page = view.page(session.env.look(), session.env.colour());
            session.env.answer(&page);
        } else {
            session.env.answer_rows(&view, &layout)?;
        }
        sound(damage)?;
        match self.strict {
            true => without_remark(remarks),
            false => Ok(()),
        }
    }

    /// The commit that the store is held to.
    fn against(&self, session: &Session) -> Result<Option<Against>, Failure> {
        let Some(named) = &self.against else {
            return Ok(None);
        };
        let found = session.store.against(named);
        let found = found.map_err(|error| sync_fault::failure(session, error.into()))?;
        let against = found.ok_or_else(|| sync_fault::no_commit(named))?;
        Ok(Some(against))
    }
}

/// Checks what is staged by the rules of the gate.
fn staged(session: Session) -> Result<(), Failure> {
    let in_hook = session.env.variable("GIT_INDEX_FILE").is_some();
    let pushed = session
        .store
        .staged(in_hook)
        .map_err(|error| unasked(&error))?;
    let (rows, damage) = refusals::rows(pushed.iter().flatten());
    let failure = refused(&rows, damage);
    GateView::answer(session.env, rows).map_err(|()| failure)
}

/// Why what is staged is not to be committed.
fn refused(rows: &[RefusalRow], damage: bool) -> Failure {
    let exit = if damage { Exit::Damaged } else { Exit::Refused };
    let failure = refused!(
        "staged-refused",
        "lo preparado para el commit no va así en un registro",
        "what is staged does not go into a store as it is",
        "`git reset` deja de prepararlo, `ugat store repair` devuelve lo que falta, y `ugat store sync` comparte solo lo que es del registro",
        "`git reset` stages nothing of it, `ugat store repair` gives back what is missing, and `ugat store sync` shares what is the store's alone"
    );
    Failure { exit, ..failure }.with_details(rows.iter().map(RefusalRow::line).collect())
}

/// The answer about all that was found.
fn view(session: &Session, verified: Verified) -> Findings {
    let damage = verified.damage();
    let root = session.store.root();
    Findings {
        cases: verified.cases,
        events: verified.events,
        files: verified.files,
        damage,
        remarks: verified.findings.len() - damage,
        findings: verified
            .findings
            .into_iter()
            .map(|finding| findings::row(root, finding))
            .collect(),
    }
}

/// Fails where something is damaged, so that scripts notice.
fn sound(damage: usize) -> Result<(), Failure> {
    if damage == 0 {
        return Ok(());
    }
    let said = count(
        damage,
        &Text::of("daño en el registro", "damage in the store"),
        &Text::of("daños en el registro", "damages in the store"),
    );
    Err(Failure::damaged("damaged", said))
}

/// Fails where there are remarks.
fn without_remark(remarks: usize) -> Result<(), Failure> {
    if remarks == 0 {
        return Ok(());
    }
    let said = count(
        remarks,
        &Text::of(
            "observación, y se pidió que no haya ninguna",
            "remark, and none was asked for",
        ),
        &Text::of(
            "observaciones, y se pidió que no haya ninguna",
            "remarks, and none was asked for",
        ),
    );
    Err(Failure::refused("remarks", said))
}
