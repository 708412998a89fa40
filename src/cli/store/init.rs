use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct Init {
    #[arg(value_name = "DIR")]
    pub directory: Option<PathBuf>,
}
