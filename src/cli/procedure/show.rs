use clap::Args;

#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "PROC")]
    pub procedure: String,
    #[arg(long)]
    pub readings: bool,
}
