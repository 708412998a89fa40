use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use crate::cli::arguments::{Arguments, Group};
use crate::cli::bulk::on_many;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::shown;
use crate::cli::{branch, case, home, unparsed};

/// One call of the program: reads the arguments, does what they ask, gives the exit code.
pub fn run(env: &mut Env) -> ExitCode {
    let named = env.args().get(1);
    if named.is_some_and(|first| first == case::rendering::ARGUMENT) {
        return case::rendering::obey(env);
    }
    if env.is_at_a_terminal()
        && let Some(general) = branch::alone(env.args())
    {
        let outcome = home::answer(env, &general);
        return env.finish(outcome);
    }
    let args = env.args();
    let read = branch::arguments(args).map_or_else(|| Arguments::try_parse_from(args), Ok);
    match read {
        Ok(arguments) => {
            let outcome = obey(env, arguments);
            env.finish(outcome)
        }
        Err(error) => unparsed::answer(env, &error),
    }
}

fn obey(env: &mut Env, arguments: Arguments) -> Result<(), Failure> {
    let general = &arguments.general;
    env.speak(general.lang.as_deref(), general.json)?;
    match arguments.group {
        Group::Case(command) => match command.on_many() {
            Some(many) => on_many(many, env, general),
            None => command.run(env, general),
        },
        Group::Inbox(command) => command.run(env, general),
        Group::Batch(command) => command.run(env, general),
        Group::Import(command) => command.run(env, general),
        Group::Report(command) => command.run(env, general),
        Group::Form(command) => command.run(env, general),
        Group::Procedure(command) => command.run(env, general),
        Group::Roles(command) => command.run(env, general),
        Group::Kinds(command) => command.run(env, general),
        Group::Manual(command) => command.run(env, general),
        Group::Store(command) => command.run(env, general),
        Group::Doctor(command) => command.run(env, general),
        Group::Schema(command) => command.run(env, general),
        Group::Completions(command) => {
            command.run(env, Arguments::command());
            Ok(())
        }
        Group::Help(asked) => shown::answer(env, &asked.words),
    }
}
