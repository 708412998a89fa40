use clap::Args;

use crate::cli::acting::Acting;

#[derive(Debug, Args)]
pub struct Return {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "ACTIVITY")]
    pub activity: String,
    #[arg(long, value_name = "N")]
    pub to: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[command(flatten)]
    pub acting: Acting,
}
