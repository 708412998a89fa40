use clap::Args;

// What `ugat help` is asked for: the words of a command, or a topic.
#[derive(Debug, Args)]
pub struct Help {
    #[arg(value_name = "TOPIC")]
    pub words: Vec<String>,
}
