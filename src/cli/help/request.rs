use clap::Args;

use crate::cli::help::{Value, both, examples};

// What `ugat help` is asked for: the words of a command, or a topic.
#[derive(Debug, Args)]
#[command(
    about = both!(
        "Muestra la ayuda de un comando o de un tema",
        "Show the help of a command or of a topic"
    ),
    long_about = both!(
        "Los temas son textos más largos que la ayuda de un comando. `ugat help` los nombra; en \
         una terminal se leen compuestos, en otra parte son Markdown.",
        "Topics are longer texts than the help of a command. `ugat help` names them; on a terminal \
         they are laid out, elsewhere they are Markdown."
    ),
    after_help = examples!(
        "Leer qué secretos se rechazan", "Read which secrets are refused" => "ugat help secrets";
        "Ver la ayuda de un comando", "See the help of a command" => "ugat help case advance"
    )
)]
pub struct Help {
    #[arg(value_name = Value::Topic, help = both!(
        "Un tema, o las palabras de un comando",
        "A topic, or the words of a command"
    ))]
    pub words: Vec<String>,
}
