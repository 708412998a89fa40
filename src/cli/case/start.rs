use clap::Args;

use crate::cli::acting::Acting;

#[derive(Debug, Args)]
pub struct Start {
    #[arg(value_name = "PROC")]
    pub procedure: String,
    #[arg(long, value_name = "TEXT")]
    pub entity: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    #[arg(long = "ref", value_name = "TEXT")]
    pub reference: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}
