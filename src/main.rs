use std::process::ExitCode;

use ugat::{Env, run};

fn main() -> ExitCode {
    run(&mut Env::of_process())
}
