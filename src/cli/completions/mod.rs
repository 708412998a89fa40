//! `ugat completions`: what a shell needs to complete the words of a command line, and what it
//! asks for while somebody types one. What can be typed at a place is looked up in the store, or in
//! the commands of clap; nothing is decided here.

mod bash;
mod candidate;
mod expected;
mod line;
mod of_case;
mod of_store;
mod offered;
mod paths;
mod shell;

use std::ffi::OsString;

use clap::{Args, Command};

use crate::cli::env::Env;
use crate::cli::help::{Value, both, examples};
use crate::cli::short::written_out;

pub use shell::Shell;

use line::Line;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Da lo que la shell necesita para completar con el tabulador",
        "Give what the shell needs to complete with the tab key"
    ),
    long_about = both!(
        "Se completan órdenes, opciones, casos por el comienzo de su código o de su referencia, \
         actividades listas del caso, respuestas, salidas (primero las que se deben), eventos, \
         procedimientos, roles, formularios y archivos. Vale el registro de `--store`, de \
         `UGAT_STORE` o de la carpeta actual. Completar no escribe nada.",
        "Completed are commands, options, cases by the start of their id or reference, activities \
         that are ready in the case, answers, outputs (those that are owed first), events, \
         procedures, roles, forms and files. The store is that of `--store`, of `UGAT_STORE` or of \
         the current folder. Completing writes nothing."
    ),
    after_help = examples!(
        "Para bash, en `~/.bashrc`: eval \"$(ugat completions bash)\"",
        "For bash, in `~/.bashrc`: eval \"$(ugat completions bash)\"" =>
            "ugat completions bash";
        "Para zsh, en `~/.zshrc` tras `compinit`, del mismo modo",
        "For zsh, in `~/.zshrc` below `compinit`, the same way" =>
            "ugat completions zsh";
        "Para fish, en `config.fish`: ugat completions fish | source",
        "For fish, in `config.fish`: ugat completions fish | source" =>
            "ugat completions fish"
    )
)]
pub struct Completions {
    #[arg(value_name = Value::Shell, help = both!(
        "La shell que lee el guion",
        "The shell that reads the script"
    ))]
    pub shell: Shell,
    #[arg(value_name = Value::Word, last = true, help = both!(
        "Lo que se tecleó hasta el cursor; lo pregunta el guion",
        "What was typed up to the cursor; asked by the script"
    ))]
    pub words: Vec<OsString>,
}

impl Completions {
    /// Gives the script that a shell reads, or, asked by that script, what completes the last of
    /// some words. Whatever is wrong then, nothing is offered and nothing is said.
    pub fn run(self, env: &mut Env, mut root: Command) {
        let Self { shell, words } = self;
        if words.is_empty() {
            env.answer(shell.script());
            return;
        }
        let words: Vec<String> = words
            .iter()
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        let mut typed = shell.typed(&words);
        let last = typed.words.pop();
        typed.words = written_out(typed.words).into_iter().chain(last).collect();
        env.speak_leniently(&typed.words);
        root.build();
        let line = Line::of(&root, &typed.words);
        let offered = offered::offered(env, &line);
        env.answer(&typed.answer(&offered));
    }
}
