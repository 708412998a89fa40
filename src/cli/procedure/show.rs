use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::view::{ProcedureView, Readings};

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
        let procedure = session.store.readable(&self.procedure)?;
        let view = ProcedureView::of(&procedure);
        let readings = match self.readings {
            true => Readings::Told,
            false => Readings::Counted,
        };
        let env = session.env;
        env.answer_view(&view, |env| view.text(env.look(), readings));
        Ok(())
    }
}
