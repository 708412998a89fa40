use clap::Args;

use crate::cli::acting::Acting;
use crate::cli::documents::Documents;

#[derive(Debug, Args)]
pub struct Advance {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "ACTIVITY")]
    pub activity: Option<String>,
    #[arg(long, value_name = "KEY")]
    pub answer: Vec<String>,
    #[command(flatten)]
    pub documents: Documents,
    #[arg(long, value_name = "TEXT")]
    pub entity: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}
