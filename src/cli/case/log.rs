use clap::Args;

use crate::cli::rows::Rows;

#[derive(Debug, Args)]
pub struct Log {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[command(flatten)]
    pub rows: Rows,
}
