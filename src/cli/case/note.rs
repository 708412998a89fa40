use clap::Args;

use crate::cli::General;
use crate::cli::acting::Acting;
use crate::cli::case::written::Written;
use crate::cli::checked::TEXT;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::cli::typed;
use crate::model::Act;
use crate::view::decided;

#[derive(Debug, Args)]
pub struct Note {
    #[arg(value_name = "CASE")]
    pub case: String,
    #[arg(value_name = "TEXT")]
    pub text: String,
    #[command(flatten)]
    pub acting: Acting,
}

impl Note {
    /// Writes a note beside the acts of a case.
    ///
    /// # Errors
    /// Where there is no such case, or the text is refused.
    pub fn run(self, env: &mut Env, general: &General) -> Result<(), Failure> {
        let mut session = Session::open(env, general)?;
        let record = session.record(&self.case)?;
        let note = typed::prose(session.env, TEXT, &self.text)?;
        let case = record.case();
        let signature = self.acting.signature(&mut session, case.procedure())?;
        let written = Written::write(&session, &record, &case, &signature, &[], |_| {
            Ok(Act::Noted { note: note.clone() })
        })?;
        written.answer(&mut session, decided)
    }
}
