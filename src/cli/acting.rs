use clap::Args;

use crate::cli::choice::{Choice, named};
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::typed;
use crate::model::{Actor, Moment, Procedure, RoleId};
use crate::store::Signature;
use crate::words::Text;

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
    /// What is written beside every act: who, in which role of the procedure, when.
    ///
    /// # Errors
    /// Where one of them is refused.
    pub fn signature(&self, env: &mut Env, procedure: &Procedure) -> Result<Signature, Failure> {
        Ok(Signature {
            by: self.actor(env)?,
            role: self.role(procedure)?,
            at: self.moment(env)?,
            rec: env.now()?.to_utc(),
        })
    }

    fn role(&self, procedure: &Procedure) -> Result<Option<RoleId>, Failure> {
        let Some(typed) = &self.role else {
            return Ok(None);
        };
        let roles = procedure.roles.iter();
        let choices: Vec<Choice> = roles
            .map(|role| Choice::new(role.id.as_str(), role.title.clone()))
            .collect();
        let what = Text::of("un rol de este procedimiento", "a role of this procedure");
        let place = named("unknown-role", (&what, "--as "), typed, &choices)?;
        Ok(Some(procedure.roles[place].id.clone()))
    }

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
