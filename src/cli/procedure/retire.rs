//! `ugat procedure retire`: no case is started any more under a version.

use clap::Args;
use serde::Serialize;

use crate::cli::General;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::help::{Value, both, examples};
use crate::cli::session::Session;
use crate::model::Retired;
use crate::text;
use crate::words::Text;

#[derive(Debug, Args)]
#[command(
    about = both!(
        "Retira una versión: con ella ya no se inician casos",
        "Retire a version: no case is started under it any more"
    ),
    long_about = both!(
        "Los casos que la siguen continúan. Queda dicho en `retired`, en el `ugat.toml` del registro, \
         y vale para todas las personas que lo comparten. `--undo` la admite de nuevo.",
        "The cases that are under it go on. `retired` says so in the store's `ugat.toml`, and it holds \
         for everybody who shares the store. `--undo` admits it again."
    ),
    after_help = examples!(
        "Retirar una versión", "Retire a version" => "ugat procedure retire pr07@2"
    )
)]
pub struct Retire {
    #[arg(value_name = Value::Procedure, help = both!(
        "El procedimiento y su versión, `pr07@2`; sin ella, la vigente",
        "The procedure and its version, `pr07@2`; without it, the current one"
    ))]
    pub procedure: String,
    #[arg(long, help = both!("Admitirla de nuevo", "Admit it again"))]
    pub undo: bool,
}

/// The answer of `procedure retire`.
#[derive(Serialize)]
struct RetireView<'a> {
    procedure: &'a str,
    version: u32,
    /// As it is now.
    retired: bool,
    /// Whether it was otherwise before.
    changed: bool,
}

impl Retire {
    /// Retires a version of a procedure, or admits it again.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let known = session.procedure(&self.procedure)?;
        let version = Retired {
            procedure: known.procedure.id.clone(),
            version: known.procedure.version,
        };
        let changed = session.store.retire_version(&version, self.undo)?;
        let view = RetireView {
            procedure: version.procedure.as_str(),
            version: version.version,
            retired: !self.undo,
            changed,
        };
        let said = said(&version, self.undo, changed);
        session.env.answer_sentence(&view, &said);
        Ok(())
    }
}

fn said(version: &Retired, undo: bool, changed: bool) -> Text {
    match (undo, changed) {
        (false, true) => text!(
            "`{version}` quedó retirada: no se inician más casos; los suyos continúan",
            "`{version}` is retired: no case is started any more; those under it go on"
        ),
        (false, false) => text!(
            "`{version}` ya estaba retirada",
            "`{version}` was retired already"
        ),
        (true, true) => text!(
            "`{version}` se admite de nuevo",
            "`{version}` is admitted again"
        ),
        (true, false) => text!(
            "`{version}` no estaba retirada",
            "`{version}` was not retired"
        ),
    }
}
