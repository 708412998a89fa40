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

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Command};

use crate::cli::env::Env;

pub use shell::Shell;

use line::Line;

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_name = "SHELL", value_parser = shells())]
    pub shell: Shell,
    #[arg(value_name = "WORD", last = true)]
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
        let typed = shell.typed(&words);
        env.speak_leniently(&typed.words);
        root.build();
        let line = Line::of(&root, &typed.words);
        let offered = offered::offered(env, &line);
        env.answer(&typed.answer(&offered));
    }
}

fn shells() -> impl TypedValueParser<Value = Shell> {
    PossibleValuesParser::new(Shell::ALL.map(Shell::name))
        .map(|name| Shell::named(&name).expect("clap has taken one of the names"))
}
