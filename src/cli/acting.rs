use clap::Args;

use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::typed;
use crate::model::{Actor, Moment};

// Who acts, in which role and when: the same of every act that is written down.
#[derive(Debug, Default, Args)]
pub struct Acting {
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long = "as", value_name = "ROLE")]
    pub role: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

impl Acting {
    /// Who acts: as given, else whoever the machine knows.
    ///
    /// # Errors
    /// Where the name is refused, or nobody is known.
    pub fn actor(&self, env: &mut Env) -> Result<Actor, Failure> {
        match &self.by {
            Some(given) => typed::actor(env, "--by", given),
            None => env.actor(),
        }
    }

    /// When it happened: as given, else now; never later than now.
    ///
    /// # Errors
    /// Where it is no day or time, or lies in the future.
    pub fn moment(&self, env: &Env) -> Result<Moment, Failure> {
        match &self.on {
            Some(given) => typed::moment("--on", given, &env.now()?),
            None => env.now().map(Moment::Time),
        }
    }
}
