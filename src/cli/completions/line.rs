//! What a command line says before the word that is being typed, and what that word may be.

use clap::{Arg, ArgAction, Command};

/// What a command line holds before the word that is being typed.
#[derive(Debug)]
pub struct Line<'c> {
    /// The command above all others.
    pub root: &'c Command,
    pub command: &'c Command,
    /// Arguments by id with what was given for them.
    given: Vec<(&'c str, String)>,
    /// An option that still has to be given its value.
    open: Option<&'c Arg>,
    /// How many places are filled.
    filled: usize,
    /// Whether a word was no command where one was expected.
    is_lost: bool,
    /// Whether `--` has said that no option follows.
    is_literal: bool,
    /// The word that is being typed.
    pub word: String,
}

/// What the word that is being typed may be.
#[derive(Debug)]
pub enum Place<'c> {
    /// The value of an argument, and the option before it in the same word: `store` of `--store=`.
    Value(&'c Arg, &'c str),
    Option,
    /// A command, or the value of this argument.
    Word(Option<&'c Arg>),
    /// Behind a word that is no command.
    Nothing,
}

impl<'c> Line<'c> {
    /// Follows words, the last of them being typed, down a command that is built.
    pub fn of(root: &'c Command, words: &[String]) -> Self {
        let (word, before) = words
            .split_last()
            .map_or(("", &[][..]), |(word, before)| (word.as_str(), before));
        let mut line = Self {
            root,
            command: root,
            given: Vec::new(),
            open: None,
            filled: 0,
            is_lost: false,
            is_literal: false,
            word: word.to_owned(),
        };
        for word in before {
            line.follow(word);
        }
        line
    }

    /// What was given for an argument, last.
    pub fn value(&self, id: &str) -> Option<&str> {
        let mut given = self.given.iter().rev();
        let found = given.find(|(known, _)| *known == id);
        found.map(|(_, value)| value.as_str())
    }

    /// All that was given for an argument.
    pub fn values(&self, id: &str) -> impl Iterator<Item = &str> {
        let given = self.given.iter();
        given.filter_map(move |(known, value)| (*known == id).then_some(value.as_str()))
    }

    pub fn has(&self, argument: &Arg) -> bool {
        self.value(argument.get_id().as_str()).is_some()
    }

    /// What the word that is being typed may be, and how much of it is its own.
    pub fn place(&self) -> (Place<'c>, &str) {
        let word = self.word.as_str();
        let is_option = !self.is_literal && word.starts_with('-');
        match self.open {
            _ if self.is_lost => (Place::Nothing, word),
            Some(option) if !is_option || option.is_allow_hyphen_values_set() => {
                (Place::Value(option, ""), word)
            }
            _ if is_option => self.within_option(word),
            _ => (Place::Word(self.positional()), word),
        }
    }

    fn within_option<'w>(&self, word: &'w str) -> (Place<'c>, &'w str) {
        let parted = word.split_once('=');
        let found = parted.and_then(|(name, value)| Some((self.option(name)?, value)));
        match found {
            Some((option, value)) => {
                let long = option.get_long().unwrap_or_default();
                (Place::Value(option, long), value)
            }
            None => (Place::Option, word),
        }
    }

    fn follow(&mut self, word: &str) {
        let is_option = !self.is_literal && word.len() > 1 && word.starts_with('-');
        match self.open.take() {
            Some(option) if !is_option || option.is_allow_hyphen_values_set() => {
                self.give(option, word);
            }
            _ if is_option => self.follow_option(word),
            _ => self.follow_word(word),
        }
    }

    fn follow_option(&mut self, word: &str) {
        if word == "--" {
            self.is_literal = true;
            return;
        }
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        let Some(option) = self.option(name) else {
            return;
        };
        if takes_value(option) && !word.contains('=') {
            self.open = Some(option);
        } else {
            self.give(option, value);
        }
    }

    fn follow_word(&mut self, word: &str) {
        let below = self.command.find_subcommand(word);
        if let Some(below) = below.filter(|_| !self.is_literal && self.filled == 0) {
            self.command = below;
        } else if let Some(argument) = self.positional() {
            self.give(argument, word);
            self.filled += usize::from(!repeats(argument));
        } else {
            self.is_lost |= self.command.has_subcommands();
        }
    }

    fn give(&mut self, argument: &'c Arg, value: &str) {
        let id = argument.get_id().as_str();
        self.given.push((id, value.to_owned()));
    }

    fn option(&self, name: &str) -> Option<&'c Arg> {
        let long = name.strip_prefix("--")?;
        let mut arguments = self.command.get_arguments();
        arguments.find(|argument| argument.get_long() == Some(long))
    }

    /// The argument that the next word is for.
    fn positional(&self) -> Option<&'c Arg> {
        let mut positionals = self.command.get_positionals();
        let next = positionals.nth(self.filled);
        next.filter(|argument| self.is_literal || !argument.is_last_set())
    }
}

pub fn takes_value(argument: &Arg) -> bool {
    argument.get_action().takes_values()
}

pub fn repeats(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Append)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::{Line, Place};
    use crate::cli::arguments::Arguments;

    /// The commands, the argument or kind of word, and the part of it that is its own.
    #[track_caller]
    fn case(typed: &[&str], path: &str, place: &str, own: &str) {
        let mut root = Arguments::command();
        root.build();
        let words: Vec<String> = typed.iter().map(ToString::to_string).collect();
        let line = Line::of(&root, &words);
        let (found, word) = line.place();
        let found = match found {
            Place::Value(argument, before) => format!("{} {before}", argument.get_id()),
            Place::Option => "option".to_owned(),
            Place::Word(None) => "word".to_owned(),
            Place::Nothing => "nothing".to_owned(),
            Place::Word(Some(argument)) => argument.get_id().to_string(),
        };
        let called = line.command.get_bin_name().unwrap_or_default();
        let called = called.trim_start_matches("ugat").trim_start();
        assert_eq!((called, found.trim(), word), (path, place, own));
    }

    #[test]
    fn the_words_before_say_what_the_last_one_is() {
        case(&[], "", "word", "");
        case(&["ca"], "", "word", "ca");
        case(&["case", ""], "case", "word", "");
        case(&["--lang", "es", "case", "adv"], "case", "word", "adv");
        case(&["case", "advance", "x"], "case advance", "case", "x");
        case(
            &["case", "advance", "x", ""],
            "case advance",
            "activity",
            "",
        );
        case(
            &["case", "advance", "x", "5", ""],
            "case advance",
            "word",
            "",
        );
        case(
            &["case", "advance", "--st"],
            "case advance",
            "option",
            "--st",
        );
        case(
            &["case", "advance", "--store", "/t"],
            "case advance",
            "store",
            "/t",
        );
        case(
            &["case", "advance", "--store=/t"],
            "case advance",
            "store store",
            "/t",
        );
        case(
            &["case", "advance", "x", "--answer", "yes", "--json", "5", ""],
            "case advance",
            "word",
            "",
        );
        case(
            &["case", "status", "a", "b", ""],
            "case status",
            "cases",
            "",
        );
        case(&["case", "log", "--", "-"], "case log", "cases", "-");
        case(
            &["case", "list", "--sort", "-da"],
            "case list",
            "sort",
            "-da",
        );
        case(
            &["case", "list", "--columns", "--fo"],
            "case list",
            "option",
            "--fo",
        );
        case(&["nothing", "status", ""], "", "nothing", "");
        case(&["completions", "bash", ""], "completions", "word", "");
    }
}
