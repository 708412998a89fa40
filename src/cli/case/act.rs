//! What every command that writes to a case does: it makes an intent of what is given, decides that
//! on the case as it is, and appends the act.

use crate::cli::General;
use crate::cli::case::intent::Intent;
use crate::cli::case::written::Written;
use crate::cli::env::Env;
use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::engine::Case;
use crate::store::Record;
use crate::view::decided;

/// The case that a command writes to, as it was read.
pub struct Subject<'a, 'e> {
    pub session: &'a mut Session<'e>,
    pub record: &'a Record,
    pub case: &'a Case<'a>,
}

/// A command that writes to a case which is there.
pub trait OnCase {
    /// The case as it is typed.
    fn case(&self) -> &str;

    /// What is to happen to the case, as far as the arguments say.
    fn intent(&self, subject: Subject) -> Result<Intent<'_>, Failure>;

    /// Answers with what has become of the case.
    fn answer(&self, written: &Written, session: &mut Session) -> Result<(), Failure> {
        written.answer(session, decided)
    }
}

/// Does what a command says to the case that it names.
pub fn run(command: &impl OnCase, env: &mut Env, general: &General) -> Result<(), Failure> {
    let mut session = Session::open(env, general)?;
    let record = &session.record_to_write(command.case())?;
    let case = &record.case();
    let intent = command.intent(Subject {
        session: &mut session,
        record,
        case,
    })?;
    let written = Written::write(&session, record, case, &intent)?;
    command.answer(&written, &mut session)
}
