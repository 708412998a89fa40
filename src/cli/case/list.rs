use clap::{Args, ValueEnum};

use crate::cli::rows::Rows;

#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_name = "PROC")]
    pub procedure: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub entity: Option<String>,
    #[arg(long, value_name = "STATE")]
    pub state: Vec<State>,
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    #[command(flatten)]
    pub rows: Rows,
}

// The states that a list can be narrowed to, by their keys in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum State {
    Open,
    Finished,
}
