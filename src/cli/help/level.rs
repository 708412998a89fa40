//! How far down the commands the arguments of a call lead.

use clap::Command;

use crate::words::shell_word;

/// The command that arguments speak of, as far down as they name one.
#[derive(Debug)]
pub struct Level<'a> {
    pub root: &'a Command,
    pub command: &'a Command,
    names: Vec<&'a str>,
    /// What stands where a further command was expected, and all that follows it.
    rest: Vec<&'a str>,
}

impl<'a> Level<'a> {
    /// Follows the arguments, the program's name left out, down a command that is built.
    pub fn of(root: &'a Command, args: &'a [String]) -> Self {
        Self::from(root, args.iter().map(String::as_str).collect())
    }

    fn from(root: &'a Command, mut rest: Vec<&'a str>) -> Self {
        let (mut command, mut names) = (root, Vec::new());
        while command.has_subcommands() {
            rest = from_first_word(command, &rest);
            let Some(next) = rest.first().and_then(|name| command.find_subcommand(name)) else {
                break;
            };
            names.push(next.get_name());
            (command, rest) = (next, rest.split_off(1));
        }
        Self {
            root,
            command,
            names,
            rest,
        }
    }

    /// The names below the root.
    pub fn path(&self) -> String {
        self.names.join(" ")
    }

    /// As it is called: `ugat case start`.
    pub fn called(&self) -> String {
        let path = self.path();
        format!("{} {path}", self.root.get_name())
            .trim_end()
            .to_owned()
    }

    /// The word that names no command where one was expected.
    pub fn stopped_at(&self) -> Option<&'a str> {
        self.command
            .has_subcommands()
            .then(|| self.rest.first().copied())
            .flatten()
    }

    /// The first word behind the command that belongs to no option.
    pub fn first_word(&self) -> Option<&'a str> {
        from_first_word(self.command, &self.rest).first().copied()
    }

    /// What stands behind the word that names no command, as it is typed again, with a blank before it.
    pub fn behind_word(&self) -> String {
        typed(self.rest.iter().skip(1))
    }

    /// All words behind the command, this one behind an option.
    pub fn with_option(&self, option: &str, value: &str) -> String {
        let place = self.rest.iter().rposition(|word| *word == value);
        let (before, behind) = self.rest.split_at(place.unwrap_or(self.rest.len()));
        format!("{} --{option}{}", typed(before), typed(behind))
    }

    /// The word that stands behind an option.
    pub fn behind(&self, option: &str) -> Option<&'a str> {
        let mut pairs = self.rest.windows(2);
        let pair = pairs.find(|pair| pair[0] == option && !pair[1].starts_with('-'))?;
        Some(pair[1])
    }

    /// The level that `help` was asked for, as if the word were not there.
    pub fn beyond_help(&self) -> Self {
        let words = self.names.iter().chain(self.rest.iter().skip(1));
        Self::from(self.root, words.copied().collect())
    }
}

/// The arguments from the first that is neither an option nor an option's value.
fn from_first_word<'a>(command: &Command, args: &[&'a str]) -> Vec<&'a str> {
    let mut args = args.iter();
    while let Some(option) = args.as_slice().first().filter(|arg| arg.starts_with('-')) {
        args.next();
        if takes_next(command, option) {
            args.next();
        }
    }
    args.as_slice().to_vec()
}

fn takes_next(command: &Command, option: &str) -> bool {
    let Some(long) = option.strip_prefix("--") else {
        return false;
    };
    let mut arguments = command.get_arguments();
    arguments
        .any(|argument| argument.get_long() == Some(long) && argument.get_action().takes_values())
}

/// Words as they are typed behind others.
fn typed<'w>(words: impl IntoIterator<Item = &'w &'w str>) -> String {
    words
        .into_iter()
        .fold(String::new(), |said, word| said + " " + &shell_word(word))
}
