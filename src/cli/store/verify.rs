//! `ugat store verify`: everything about the store that is not as it should be.

use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::{Exit, Failure, refused};
use crate::cli::help::{Value, both, examples};
use crate::cli::session::Session;
use crate::cli::session::rows::Rows;
use crate::cli::store::accept::accept;
use crate::cli::store::gate::{GateView, unasked};
use crate::cli::store::said::elsewhere;
use crate::cli::store::{findings, refusals, sync_fault};
use crate::store::{Baseline, Gate, Scope, Verified};
use crate::view::{FindingRow, Findings, RefusalRow};
use crate::words::counted;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Revisa todo el registro y dice lo que no está bien",
        "Look through the whole store and tell what is wrong"
    ),
    long_about = both!(
        "Revisa cada línea de cada caso, su huella y su ascendencia, las definiciones fijadas y \
         las propias, los formularios, las plantillas, los ajustes, los archivos entregados, los \
         que sobran o se repiten, lo que git debe saber, lo que no pudo unir y lo que su historia \
         tiene y aquí falta. Si hay daños sale con 3; lo demás son observaciones. Un conflicto \
         entre personas no es un daño ni, con `--strict`, una observación.",
        "It looks at every line of every case, its hash and its ancestry, the pinned definitions \
         and those of the store, forms, templates, settings, the files given, stray and duplicate \
         files, acts in which something does not fit, what git has to know, what it could not \
         merge, and what its history has and is missing here. With damage it exits with 3; all \
         else are remarks. A conflict between people is no damage and, with `--strict`, no remark."
    ),
    after_help = examples!(
        "Revisar todo", "Look at everything" => "ugat store verify";
        "Revisar un caso", "Look at one case" => "ugat store verify 7q3k";
        "Ver que nada falte de lo que tienen los demás",
        "See that nothing is missing of what others have" =>
            "ugat store verify --strict --against origin/main"
    )
)]
pub struct Verify {
    #[arg(value_name = Value::Case, help = both!(
        "Solo estos casos (si no, todo)",
        "These cases only (else everything)"
    ))]
    pub cases: Vec<String>,
    #[arg(long, conflicts_with_all = ["cases", "strict", "against", "no_git"], help = both!(
        "Revisar lo preparado para el próximo commit",
        "Look at what is staged for the next commit"
    ))]
    pub staged: bool,
    #[arg(long, help = both!(
        "Salir con 1 también donde solo hay observaciones",
        "Exit with 1 where there are remarks alone, too"
    ))]
    pub strict: bool,
    #[arg(long, value_name = Value::GitReference, help = both!(
        "Ver además que todo lo que tiene un commit esté aquí: una rama, una etiqueta o su número",
        "See as well that all that a commit has is here: a branch, a tag or its number"
    ))]
    pub against: Option<String>,
    #[arg(long, conflicts_with = "against", help = both!(
        "No preguntar nada a git, ni ver su historia",
        "Ask git for nothing, nor look at its history"
    ))]
    pub no_git: bool,
    #[arg(
        long, value_name = Value::Commit,
        requires = "reason", conflicts_with_all = ["cases", "staged", "no_git"],
        help = both!(
            "Registrar en los ajustes que lo que quitó este commit puede faltar, y revisar",
            "Record in the settings that what this commit took out may be missing, and look"
        )
    )]
    pub accept: Option<String>,
    #[arg(long, value_name = Value::Text, requires = "accept", help = both!(
        "Por qué se acepta: la norma, la autoridad",
        "Why it is accepted: the norm, the authority"
    ))]
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
        let remarks = verified.remarks();
        let view = view(&session, verified);
        let elsewhere = elsewhere(&session);
        let page = |look, colour| view.page(look, colour);
        session.env.answer_page_or_rows(&view, &layout, page)?;
        sound(view.damage).map_err(|failure| failure.with_hint_if(elsewhere))?;
        match self.strict {
            true => without_remark(remarks),
            false => Ok(()),
        }
    }

    /// The commit that the store is held to.
    fn against(&self, session: &Session) -> Result<Option<Baseline>, Failure> {
        let Some(named) = &self.against else {
            return Ok(None);
        };
        let found = Baseline::find(&session.store, named);
        let found = found.map_err(|error| sync_fault::failure(session, error.into()))?;
        let against = found.ok_or_else(|| sync_fault::no_commit(named))?;
        Ok(Some(against))
    }
}

/// Checks what is staged by the rules of the gate.
fn staged(session: Session) -> Result<(), Failure> {
    let in_hook = session.env.variable("GIT_INDEX_FILE").is_some();
    let pushed = Gate::hold_staged_of(&session.store, in_hook).map_err(|error| unasked(&error))?;
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
    let root = session.store.root();
    let found = verified.findings.into_iter();
    let findings: Vec<FindingRow> = found
        .flat_map(|finding| findings::rows(root, finding))
        .collect();
    let damage = findings.iter().filter(|row| row.damage).count();
    Findings {
        cases: verified.cases,
        events: verified.events,
        files: verified.files,
        damage,
        remarks: findings.len() - damage,
        findings,
    }
}

/// Fails where something is damaged, so that scripts notice.
fn sound(damage: usize) -> Result<(), Failure> {
    if damage == 0 {
        return Ok(());
    }
    let said = counted(
        damage,
        ["daño en el registro", "daños en el registro"],
        ["damage in the store", "damages in the store"],
    );
    Err(Failure::damaged("damaged", said))
}

/// Fails where there are remarks.
fn without_remark(remarks: usize) -> Result<(), Failure> {
    if remarks == 0 {
        return Ok(());
    }
    let said = counted(
        remarks,
        [
            "observación, y se pidió que no haya ninguna",
            "observaciones, y se pidió que no haya ninguna",
        ],
        [
            "remark, and none was asked for",
            "remarks, and none was asked for",
        ],
    );
    Err(Failure::refused("remarks", said))
}
