use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::store::readable;
use crate::view::{ProcedureView, Readings, json};

#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "PROC")]
    pub procedure: String,
    #[arg(long)]
    pub readings: bool,
}

impl Show {
    /// Shows a procedure as a page; JSON holds its readings in any case.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let session = Session::open_if_any(env, general)?;
        let procedure = readable(&session.store, &self.procedure)?;
        let view = ProcedureView::of(&procedure);
        let answer = match (session.env.json(), self.readings) {
            (true, _) => json(&view),
            (false, true) => view.text(session.look(), Readings::Told),
            (false, false) => view.text(session.look(), Readings::Counted),
        };
        session.env.answer(&answer);
        Ok(())
    }
}
