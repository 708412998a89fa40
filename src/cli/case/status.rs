use clap::Args;

use crate::cli::rows::Rows;

#[derive(Debug, Args)]
pub struct Status {
    #[arg(value_name = "CASE", required_unless_present = "all")]
    pub cases: Vec<String>,
    #[arg(long, conflicts_with = "cases")]
    pub all: bool,
    #[command(flatten)]
    pub rows: Rows,
}
