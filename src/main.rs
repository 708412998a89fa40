use std::process::ExitCode;

use ugat::cli;
use ugat::cli::env::Env;

fn main() -> ExitCode {
    cli::run(&mut Env::of_process())
}
