use clap::Args;

use crate::cli::acting::Acting;

#[derive(Debug, Args)]
pub struct Note {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "TEXT")]
    pub text: String,
    #[command(flatten)]
    pub acting: Acting,
}
