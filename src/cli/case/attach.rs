use clap::Args;

use crate::cli::acting::Acting;
use crate::cli::documents::Documents;

#[derive(Debug, Args)]
pub struct Attach {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "ACTIVITY")]
    pub activity: String,
    #[arg(long, value_name = "ID")]
    pub item: Option<String>,
    #[command(flatten)]
    pub documents: Documents,
    #[command(flatten)]
    pub acting: Acting,
}
