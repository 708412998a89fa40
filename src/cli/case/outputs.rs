use clap::Args;

use crate::cli::General;
use crate::cli::case::written::telling;
use crate::cli::damage;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::rows::Rows;
use crate::cli::session::Session;
use crate::store::{FileState, Store, file_state};
use crate::view::{Check, Format, OutputsView, Reveal, written};
use crate::words::{Text, count};

#[derive(Debug, Args)]
pub struct Outputs {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(long)]
    pub missing: bool,
    #[arg(long)]
    pub check: bool,
    #[arg(long)]
    pub reveal: bool,
    #[command(flatten)]
    pub rows: Rows,
}

impl Outputs {
    /// Lists what a case has left and what it owes.
    ///
    /// # Errors
    /// Where there is no such case, it is damaged, or a file is not what the case says.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let format = self.rows.format(env)?;
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let case = record.case();
        let reveal = if self.reveal {
            Reveal::Personal
        } else {
            Reveal::Nothing
        };
        let mut view = OutputsView::revealing(&record.id, &case, reveal);
        if self.missing {
            view = view.missing();
        }
        let mut checked = Ok(());
        if self.check {
            checked = check(&session.store, &mut view);
        }
        let answer = match format {
            Format::Table => {
                let short = session.named().to_owned();
                view.page(&case, &telling(&session, &short)?)
            }
            Format::Json | Format::Ndjson | Format::Csv | Format::Markdown => {
                written(&view, format, session.look())
            }
        };
        session.env.answer(&answer);
        damage::tell(session.env, &record)?;
        checked
    }
}

/// Compares the files; fails where one is not what the case says, else where one cannot be read.
fn check(store: &Store, view: &mut OutputsView) -> Result<(), Failure> {
    let mut unread = Ok(());
    view.check(|file, digest| match file_state(store, file, digest) {
        Ok(state) => Some(in_view(state)),
        Err(fault) => {
            unread = Err(fault.into());
            None
        }
    });
    match view.altered() {
        0 => unread,
        altered => Err(not_as_recorded(altered)),
    }
}

const fn in_view(state: FileState) -> Check {
    match state {
        FileState::Unchanged => Check::Unchanged,
        FileState::Changed { .. } => Check::Changed,
        FileState::NotThere => Check::NotThere,
        FileState::Outside => Check::Outside,
    }
}

fn not_as_recorded(altered: usize) -> Failure {
    Failure::damaged(
        "file-altered",
        count(
            altered,
            &Text::of(
                "archivo no es el que se registró",
                "file is not what was recorded",
            ),
            &Text::of(
                "archivos no son los que se registraron",
                "files are not what was recorded",
            ),
        ),
    )
}
