//! `ugat report`: counts of all cases. Every report has the same arguments and runs in the same way;
//! what each of them counts lies in the view.

mod asked;
mod counting;

use clap::Subcommand;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::view::report::{Aging, Departures, Documents, Durations, Status, Throughput, Workload};

pub use asked::Asked;

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    Status(Asked),
    Workload(Asked),
    Aging(Asked),
    Throughput(Asked),
    Durations(Asked),
    Outputs(Asked),
    Deviations(Asked),
}

impl Command {
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        match self {
            Self::Status(asked) => asked.run::<Status>(env, general),
            Self::Workload(asked) => asked.run::<Workload>(env, general),
            Self::Aging(asked) => asked.run::<Aging>(env, general),
            Self::Throughput(asked) => asked.run::<Throughput>(env, general),
            Self::Durations(asked) => asked.run::<Durations>(env, general),
            Self::Outputs(asked) => asked.run::<Documents>(env, general),
            Self::Deviations(asked) => asked.run::<Departures>(env, general),
        }
    }
}
