use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::session::Session;
use crate::store::readable;
use crate::view::{ProcedureView, Readings};

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Muestra un procedimiento: quién hace qué, con qué salidas y qué sigue",
        "Show a procedure: who does what, with which outputs, and what comes next"
    ),
    after_help = examples!(
        "El procedimiento 7 y las lecturas adoptadas", "Procedure 7 and the readings adopted" =>
            "ugat procedure show pr07 --readings"
    )
)]
pub struct Show {
    #[arg(value_name = Value::Procedure, help = both!(
        "El procedimiento: `pr07`, `PR7` o su código; `pr07@2`; o su huella",
        "The procedure: `pr07`, `PR7` or its code; `pr07@2`; or its digest"
    ))]
    pub procedure: String,
    #[arg(long, help = both!(
        "Agrega cómo se leyó el manual donde calla o se contradice",
        "Add how the manual was read where it is silent or contradicts itself"
    ))]
    pub readings: bool,
}

impl Show {
    /// Shows a procedure as a page; JSON holds its readings in any case.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let session = Session::open_if_any(env, general)?;
        let procedure = readable(&session.store, &self.procedure)?;
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
