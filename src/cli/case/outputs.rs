use clap::Args;

use crate::cli::rows::Rows;

#[derive(Debug, Args)]
pub struct Outputs {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(long)]
    pub missing: bool,
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub rows: Rows,
}
