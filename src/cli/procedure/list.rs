use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::both;
use crate::cli::session::Session;
use crate::cli::session::rows::Rows;
use crate::store::Versions;
use crate::view::ProcedureList;

#[derive(Debug, Args)]
#[command(
    about = both!("Lista los procedimientos disponibles", "List the procedures at hand"),
    long_about = both!(
        "De un procedimiento con varias versiones, la primera es la vigente: con ella se inicia un \
         caso si no se nombra otra, como en `pr07@2`.",
        "Of a procedure with several versions, the first is the current one: a case is started \
         under it unless another is named, as in `pr07@2`."
    )
)]
pub struct List {
    #[command(flatten)]
    pub rows: Rows,
}

impl List {
    /// Lists the procedures that a case can be started under, the newest version of each first.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let session = Session::open_if_any(env, general)?;
        let Versions { known, unusable } = Versions::of(&session.store)?;
        let list = ProcedureList::of(known.iter().map(|(_, one)| &one.procedure))
            .in_store(&session.store.settings);
        session.env.answer_rows(&list, &layout)?;
        match unusable.into_iter().next() {
            Some(unusable) => Err(unusable.fault.into()),
            None => Ok(()),
        }
    }
}
