//! Parses a call against the one command that it names: building all the others takes longer than
//! most commands run.

use std::ffi::OsString;

use clap::{Args as _, Command, FromArgMatches as _, Subcommand as _};

use crate::cli::arguments::{Arguments, Group};
use crate::cli::general::General;
use crate::cli::{case, form, procedure, report, store};

type Augment = fn(Command) -> Command;

/// The groups, each with what gives it its commands.
const GROUPS: [(&str, Augment); 5] = [
    ("case", case::Command::augment_subcommands),
    ("report", report::Command::augment_subcommands),
    ("form", form::Command::augment_subcommands),
    ("procedure", procedure::Command::augment_subcommands),
    ("store", store::Command::augment_subcommands),
];

/// The arguments of a call that names its command first; nothing where it does not, or where they
/// do not fit, which says nothing about the call.
pub fn arguments(args: &[OsString]) -> Option<Arguments> {
    let words = args.iter().skip(1).map(|arg| arg.to_str());
    let mut words = words.filter(|word| !word.is_some_and(|word| word.starts_with('-')));
    let (group, named) = (words.next()??, words.next()??);
    let (group, augment) = GROUPS.iter().find(|(name, _)| *name == group)?;
    let command = augment(Command::new(*group));
    let command = Command::new(*group).subcommand(command.find_subcommand(named)?.clone());
    let root = Command::new("ugat")
        .disable_help_flag(true)
        .disable_help_subcommand(true);
    let root = General::augment_args(root).subcommand(command);
    let mut matches = root.try_get_matches_from(args).ok()?;
    Some(Arguments {
        general: General::from_arg_matches_mut(&mut matches).ok()?,
        group: Group::from_arg_matches_mut(&mut matches).ok()?,
        version: None,
    })
}

/// The options of a call that names no command and asks for a page.
pub fn alone(args: &[OsString]) -> Option<General> {
    let root = Command::new("ugat").disable_help_flag(true);
    let root = General::augment_args(root);
    let mut matches = root.try_get_matches_from(args).ok()?;
    let general = General::from_arg_matches_mut(&mut matches).ok()?;
    (!general.json).then_some(general)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::{CommandFactory as _, Parser as _};

    use super::{GROUPS, alone, arguments};
    use crate::cli::arguments::Arguments;

    #[test]
    fn every_group_is_known() {
        let mut command = Arguments::command();
        command.build();
        let all = command.get_subcommands();
        let groups = all.filter(|command| command.is_subcommand_required_set());
        let groups: Vec<&str> = groups.map(clap::Command::get_name).collect();
        assert_eq!(groups, GROUPS.map(|(name, _)| name));
    }

    /// A call, and whether its command alone is enough to read it; what is read is the same.
    #[track_caller]
    fn case(call: &str, alone: bool) {
        let words: Vec<OsString> = call.split(' ').map(OsString::from).collect();
        let read = arguments(&words);
        assert_eq!(read.is_some(), alone, "{call}");
        if let Some(read) = read {
            let whole = Arguments::try_parse_from(&words).expect("it is right");
            assert_eq!(format!("{read:?}"), format!("{whole:?}"), "{call}");
        }
    }

    #[test]
    fn a_call_is_read_as_with_all_commands() {
        case(
            "ugat case advance 7q3k 5 --answer yes --output correo=C-1 --by Ana",
            true,
        );
        case("ugat --json --lang=en case status 7q3k --store /a", true);
        case("ugat case suspend --json 7q3k --reason -", true);
        case("ugat store init /a --lang es", true);
        case("ugat form new anexo-1 --json", true);
        case("ugat procedure show pr07 --readings", true);
    }

    #[test]
    fn a_call_is_alone_that_has_no_command_and_asks_for_nothing_else() {
        let is_alone = |call: &str| {
            let words: Vec<OsString> = call.split(' ').map(OsString::from).collect();
            alone(&words).is_some()
        };
        assert!(is_alone("ugat") && is_alone("ugat --lang en --store /a"));
        for call in [
            "ugat --json",
            "ugat --help",
            "ugat -h",
            "ugat --version",
            "ugat case",
            "ugat --lang",
        ] {
            assert!(!is_alone(call), "{call}");
        }
    }

    #[test]
    fn what_is_no_right_call_of_a_command_is_left_to_all_of_them() {
        case("ugat", false);
        case("ugat --version", false);
        case("ugat --lang es case status 7q3k", false);
        case("ugat --lang case case status 7q3k", false);
        case("ugat case", false);
        case("ugat case statsu 7q3k", false);
        case("ugat case advance", false);
        case("ugat case advance --help", false);
        case("ugat case help advance", false);
        case("ugat case advance 7q3k --nothing", false);
    }
}
