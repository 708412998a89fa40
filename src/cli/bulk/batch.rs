use std::path::PathBuf;

use clap::Args;

use crate::cli::General;
use crate::cli::bulk::carry_out::carry_out;
use crate::cli::bulk::rows::Rows;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::input::file::bytes_of;
use crate::cli::session::Session;

// `ugat batch`: a file of actions.
#[derive(Debug, Args)]
pub struct Batch {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub dry_run: bool,
}

impl Batch {
    /// Does what every line of a file says, or nothing where one is refused.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let rows = Rows::of_lines(&bytes_of(env, &self.file)?);
        let mut session = Session::open_if_any(env, general)?;
        carry_out(&mut session, &rows, self.dry_run)
    }
}
