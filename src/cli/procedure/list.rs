use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::session::rows::Rows;
use crate::store::Versions;
use crate::view::ProcedureList;

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    pub rows: Rows,
}

impl List {
    /// Lists the procedures that a case can be started under, the newest version of each first.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        let session = Session::open_if_any(env, general)?;
        let Versions { known, unusable } = session.store.versions()?;
        let list = ProcedureList::of(known.iter().map(|(_, one)| &one.procedure));
        session.env.answer_rows(&list, &layout)?;
        match unusable.into_iter().next() {
            Some(unusable) => Err(unusable.fault.into()),
            None => Ok(()),
        }
    }
}
