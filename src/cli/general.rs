use std::path::PathBuf;

use clap::{ArgAction, Args};

// The options of every command.
#[derive(Debug, Default, Args)]
pub struct General {
    #[arg(long, value_name = "LANG", global = true)]
    pub lang: Option<String>,
    #[arg(long, value_name = "DIR", global = true)]
    pub store: Option<PathBuf>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(short, long, action = ArgAction::HelpShort, global = true)]
    help: Option<bool>,
}
