//! The call that was meant where a number stands in the place of the case.

use crate::cli::failure::{Failure, did_you_mean};
use crate::cli::session::Session;
use crate::model::ActivityNumber;
use crate::words::shell_word;

/// The commands of `ugat case` that take an activity behind the case.
pub const WITH_ACTIVITY: [&str; 8] = [
    "advance", "return", "attach", "waive", "retract", "assign", "why", "draft",
];

impl Session<'_> {
    /// The same failure with the call that names the only open case, where a number names none.
    pub fn or_only_open(&self, named: &str, failure: Failure) -> Failure {
        match self.call_of_only_open(named) {
            Some(call) => failure.with_hint(did_you_mean(call)).with_case_command(),
            None => failure,
        }
    }

    /// The call as it was typed with `.` before an activity that stands alone, or in place of a number
    /// that means nothing to the command.
    fn call_of_only_open(&self, typed: &str) -> Option<String> {
        let number = ActivityNumber::new(typed.parse().ok()?)?;
        let args = self.env.args().iter().skip(1);
        let mut args: Vec<_> = args.map(|arg| arg.to_string_lossy()).collect();
        let group = args.iter().position(|arg| arg == "case")?;
        let command = args.get(group + 1)?;
        let takes_activity = WITH_ACTIVITY.contains(&&**command);
        let at = args
            .iter()
            .position(|arg| arg == typed)
            .filter(|at| *at > group)?;
        let record = self.store.open_entry(&self.store.find(".").ok()?).ok()?;
        if takes_activity {
            let is_last = args.get(at + 1).is_none_or(|next| next.starts_with('-'));
            let activity = record.case().procedure().activity(number).is_some();
            (is_last && activity).then(|| args.insert(at, ".".into()))?;
        } else {
            args[at] = ".".into();
        }
        let words: Vec<String> = args.iter().map(|arg| shell_word(arg)).collect();
        Some(format!("ugat {}", words.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::WITH_ACTIVITY;
    use crate::cli::arguments::Arguments;

    #[test]
    fn the_commands_with_an_activity_behind_the_case_are_these() {
        let mut root = Arguments::command();
        root.build();
        let case = root.find_subcommand("case").expect("there is such a group");
        for command in case.get_subcommands() {
            let second = command.get_positionals().nth(1);
            let is_activity = second.is_some_and(|second| second.get_id() == "activity");
            let name = command.get_name();
            assert_eq!(is_activity, WITH_ACTIVITY.contains(&name), "{name}");
        }
    }
}
