//! The shells: their scripts, and how each gives and takes words.

use clap::ValueEnum;

use crate::cli::completions::bash;
use crate::cli::completions::candidate::Candidate;

/// A shell for which words can be completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// What a shell says was typed.
#[derive(Debug, PartialEq, Eq)]
pub struct Typed {
    /// Behind the name of the program, the last of them being typed.
    pub words: Vec<String>,
    /// How the last word is quoted, where the shell leaves that to the program.
    pub last: Option<bash::Last>,
}

impl Shell {
    /// What it reads once, in its own language.
    pub const fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("ugat.bash"),
            Self::Zsh => include_str!("ugat.zsh"),
            Self::Fish => include_str!("ugat.fish"),
        }
    }

    /// What was typed, from the words that the script gives: of bash, the line up to the cursor and
    /// the characters that part words there; of the others, the words.
    pub fn typed(self, given: &[String]) -> Typed {
        match self {
            Self::Bash => {
                let (line, breaks) = (&given[0], given.get(1).map_or("", String::as_str));
                let (words, last) = bash::split(line, breaks);
                Typed {
                    words,
                    last: Some(last),
                }
            }
            Self::Zsh => Typed {
                words: given[1..].to_vec(),
                last: None,
            },
            Self::Fish => {
                let mut words = given[1..].to_vec();
                if let Some(last) = words.last_mut() {
                    *last = bash::unquoted(last);
                }
                Typed { words, last: None }
            }
        }
    }
}

impl Typed {
    /// A line each: for bash what stands on the line in place of the word, quoted as it needs; for
    /// the others the word, a tab and what is said of it, which quote by themselves.
    pub fn answer(&self, offered: &[Candidate]) -> String {
        let lines = offered.iter().filter_map(|one| match &self.last {
            Some(last) => last.completed(&one.value),
            None => Some(format!("{}\t{}", one.value, one.about)),
        });
        lines.map(|line| line + "\n").collect()
    }
}
