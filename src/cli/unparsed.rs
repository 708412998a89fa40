//! Answers a call in which clap found something other than a command to run.

use std::io::Write as _;
use std::process::ExitCode;

use clap::CommandFactory as _;
use clap::error::{Error, ErrorKind};

use crate::cli::arguments::Arguments;
use crate::cli::env::Env;
use crate::cli::failure::{Exit, misuse};
use crate::cli::help::shown;
use crate::cli::help::{self, Length, Level};

/// Shows help or the version, or says what is wrong with the arguments.
pub fn answer(env: &mut Env, error: &Error) -> ExitCode {
    if error.kind() == ErrorKind::DisplayVersion {
        let _ = writeln!(env.out(), "ugat {}", env!("CARGO_PKG_VERSION"));
        return env.finish(Ok(()));
    }
    let args = env.args()[1..].to_vec();
    env.speak_leniently(&args);
    let args = args.iter().map(|arg| arg.to_string_lossy().into_owned());
    let args: Vec<String> = args.collect();
    let mut command = Arguments::command();
    command.build();
    let level = Level::of(&command, &args);
    let kind = error.kind();
    let outcome = if kind == ErrorKind::DisplayHelp {
        shown::show_page(env, &level, Length::asked(&args))
    } else if kind == ErrorKind::InvalidSubcommand && level.stopped_at() == Some("help") {
        shown::show_page(env, &level.beyond_help(), Length::Whole)
    } else if is_without_command(kind) && env.json() {
        Err(misuse::missing_command(&level))
    } else if is_without_command(kind) {
        return brief_help(env, &level);
    } else {
        Err(misuse::failure(error, &level))
    };
    env.finish(outcome)
}

fn is_without_command(kind: ErrorKind) -> bool {
    kind == ErrorKind::MissingSubcommand
        || kind == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
}

/// Shows which commands there are, to a person who named none.
fn brief_help(env: &mut Env, level: &Level<'_>) -> ExitCode {
    let page = help::page(
        &level.path(),
        Length::Brief,
        env.language(),
        env.talk_width(),
    );
    let shown = if env.colour_talk() {
        page.ansi().to_string()
    } else {
        page.to_string()
    };
    env.talk(&shown);
    Exit::Usage.into()
}

#[cfg(test)]
mod tests {
    use std::process::ExitCode;

    use crate::testing::command::{case, talked};

    #[test]
    fn the_arguments_choose_language_and_form_even_where_they_are_wrong() {
        case(
            "case strat --lang en",
            "error: `ugat case` has no command `strat`\nhint: did you mean `ugat case start --lang en`?",
            "error: `ugat case` has no command `strat`\nhint: did you mean `ugat case start --lang en`?",
        );
        let object = "{\"error\":{\"kind\":\"unknown-command\",\
            \"es\":\"`ugat case` no tiene el comando `strat`\",\
            \"en\":\"`ugat case` has no command `strat`\",\
            \"hint\":{\"es\":\"¿quiso decir `ugat case start`?\",\"en\":\"did you mean `ugat case start`?\"},\"details\":[],\"findings\":[],\"problems\":[]}}";
        case("--json case strat", object, object);
        let object = "{\"error\":{\"kind\":\"missing-command\",\
            \"es\":\"falta un comando tras `ugat store`: `init`, `path`, `verify`, `repair`, `sync`, `hooks` o `gate`\",\
            \"en\":\"a command is missing after `ugat store`: `init`, `path`, `verify`, `repair`, `sync`, `hooks` or `gate`\",\
            \"hint\":{\"es\":\"vea `ugat store --help`\",\"en\":\"see `ugat store --help`\"},\"details\":[],\"findings\":[],\"problems\":[]}}";
        case("store --json", object, object);
    }

    #[test]
    fn a_missing_command_shows_the_help_of_its_level_as_talk() {
        let (code, answer, talk) = talked(&["store"], "es");
        assert_eq!((code, &*answer), (ExitCode::from(2), ""));
        assert_eq!(talk, talked(&["store", "-h"], "es").1);
        assert_eq!(talked(&[], "en").2, talked(&["-h"], "en").1);
        assert_eq!(talked(&["--lang", "en"], "es").2, talked(&["-h"], "en").1);
    }

    #[test]
    fn help_and_version_are_answers() {
        let (code, answer, talk) = talked(&["--version"], "es");
        assert_eq!((code, &*talk), (ExitCode::SUCCESS, ""));
        assert_eq!(answer, format!("ugat {}\n", env!("CARGO_PKG_VERSION")));
        let (code, whole, talk) = talked(&["case", "start", "--help"], "es");
        assert_eq!((code, &*talk), (ExitCode::SUCCESS, ""));
        assert_eq!(talked(&["help", "case", "start"], "es").1, whole);
        assert_eq!(talked(&["case", "help", "start"], "es").1, whole);
        assert_eq!(talked(&["help"], "es").1, talked(&["--help"], "es").1);
    }
}
