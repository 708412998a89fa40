use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct Check {
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}
