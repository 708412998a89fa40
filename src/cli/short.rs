//! The commands that are typed without their group: `ugat status` is `ugat case status`.

use std::ffi::OsStr;

/// The commands of `ugat case` that are typed most.
pub const SHORT: [&str; 6] = ["advance", "attach", "log", "note", "status", "why"];

/// The general options that have a value behind them.
const WITH_VALUE: [&str; 2] = ["--lang", "--store"];

/// The words behind the program's name with the group before a short command.
pub fn written_out<T: AsRef<OsStr> + From<&'static str>>(mut words: Vec<T>) -> Vec<T> {
    if let Some(place) = command(&words).filter(|place| is_short(words[*place].as_ref())) {
        words.insert(place, T::from("case"));
    }
    words
}

fn is_short(word: &OsStr) -> bool {
    SHORT.iter().any(|short| word == *short)
}

/// Where the first word stands that is neither an option nor the value of one.
fn command<T: AsRef<OsStr>>(words: &[T]) -> Option<usize> {
    let mut is_value = false;
    words.iter().position(|word| {
        let word = word.as_ref();
        let is_option = word.as_encoded_bytes().starts_with(b"-");
        let is_command = !is_option && !is_value;
        is_value = WITH_VALUE.iter().any(|option| word == *option);
        is_command
    })
}

#[cfg(test)]
mod tests {
    use super::{SHORT, written_out};
    use crate::cli::arguments::Arguments;
    use clap::CommandFactory as _;

    #[test]
    fn a_short_command_is_one_of_a_case_and_of_nothing_else() {
        #[track_caller]
        fn case(typed: &str, expected: &str) {
            let words = typed.split(' ').map(str::to_owned).collect();
            assert_eq!(written_out::<String>(words).join(" "), expected);
        }
        case("status .", "case status .");
        case("--json advance . 5", "--json case advance . 5");
        case(
            "--lang es --store log why . 5",
            "--lang es --store log case why . 5",
        );
        case("--lang=es log .", "--lang=es case log .");
        case("case status .", "case status .");
        case("report status", "report status");
        case("help status", "help status");
        case("--store status", "--store status");
    }

    #[test]
    fn every_short_command_is_there_and_no_group_has_its_name() {
        let root = Arguments::command();
        let group = root.find_subcommand("case").expect("the group");
        for short in SHORT {
            assert!(root.find_subcommand(short).is_none(), "{short}");
            assert!(group.find_subcommand(short).is_some(), "{short}");
        }
    }
}
