//! What every command that writes to a case does: it makes an intent of what is given, decides that
//! on the case as it is, and appends the act.

use crate::cli::General;
use crate::cli::case::intent::Intent;
use crate::cli::case::written::Written;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, did_you_mean};
use crate::cli::session::Session;
use crate::engine::Case;
use crate::model::ActivityNumber;
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

    /// Its name, where an activity may follow the case and none does.
    fn without_activity(&self) -> Option<&'static str> {
        None
    }

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
    let record = &subject(command, &mut session)?;
    let case = &record.case();
    let intent = command.intent(Subject {
        session: &mut session,
        record,
        case,
    })?;
    let written = Written::write(&session, record, case, &intent)?;
    command.answer(&written, &mut session)
}

/// The case that a command writes to.
fn subject(command: &impl OnCase, session: &mut Session) -> Result<Record, Failure> {
    let named = command.case();
    let found = session.record_to_write(named);
    if found.is_err()
        && let Some(name) = command.without_activity()
        && session.entry_to_write(named).is_err()
        && is_activity_of_only_open(session, named)
    {
        let meant = did_you_mean(format!("ugat case {name} . {named}"));
        return found.map_err(|failure| failure.with_hint(meant).with_case_command());
    }
    found
}

/// Whether one case only is open, and has an activity of this number.
fn is_activity_of_only_open(session: &Session, typed: &str) -> bool {
    let number = typed.parse().ok().and_then(ActivityNumber::new);
    number.is_some_and(|number| {
        let entry = session.store.find(".").ok();
        let record = entry.and_then(|entry| session.store.open_entry(&entry).ok());
        record.is_some_and(|record| record.case().procedure().activity(number).is_some())
    })
}
