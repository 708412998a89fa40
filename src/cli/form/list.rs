use clap::Args;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::both;
use crate::cli::session::rows::Rows;
use crate::store::shipped;
use crate::view::FormList;

#[derive(Debug, Args)]
#[command(about = both!("Lista los formularios", "List the forms"))]
pub struct List {
    #[command(flatten)]
    pub rows: Rows,
}

impl List {
    /// Lists the forms that there are.
    pub fn run(self, env: &mut Env, _: &General) -> Result<(), Failure> {
        let layout = self.rows.layout(env)?;
        env.answer_rows(&FormList::of(shipped::forms()), &layout)
    }
}
