use clap::Args;

#[derive(Debug, Args)]
pub struct Why {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "ACTIVITY")]
    pub activity: Option<String>,
}
