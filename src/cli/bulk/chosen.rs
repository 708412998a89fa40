//! One act on every case that options choose.

use crate::cli::General;
use crate::cli::bulk::carry_out::carry_out;
use crate::cli::bulk::line::Line;
use crate::cli::bulk::request::Grammar;
use crate::cli::bulk::rows::{About, Row, Rows};
use crate::cli::case::OnMany;
use crate::cli::env::Env;
use crate::cli::failure::{Failure, journal};
use crate::cli::session::Session;
use crate::cli::session::gathered::Gathered;
use crate::model::CaseId;
use crate::store::Entry;
use crate::view::{CaseRow, ErrorRow, Outlined, Unit};

/// Does what a command says to the cases that its options choose, or nothing where one refuses it;
/// a journal that cannot be read is told of.
pub fn on_many(command: &dyn OnMany, env: &mut Env, general: &General) -> Result<(), Failure> {
    let mut session = Session::open(env, general)?;
    let (rows, errors) = rows(command, &mut session)?;
    carry_out(&mut session, &rows, command.dry_run())?;
    journal::tell_rows(session.env, &errors)
}

/// What is to be done to each case, in order, and the journals that cannot be read.
fn rows(command: &dyn OnMany, session: &mut Session) -> Result<(Rows, Vec<ErrorRow>), Failure> {
    let which = command.which();
    let listing = session.store.listing()?;
    let filter = which.filter(&session.store, &listing.entries)?;
    let lines = command.lines(session, &listing)?;
    let zone = session.store.settings.zone();
    let add = |all: &mut Vec<_>, case: &Outlined, (): &()| {
        if filter.takes(&CaseRow::of(case, 0, zone)) {
            let lines = lines(case).into_iter();
            all.extend(lines.map(|line| (case.id.clone(), line)));
        }
    };
    let wanted = |entry: &Entry| filter.named.procedure.takes(entry);
    let many = Gathered::outlines(session, &listing, wanted, Vec::new, add)?
        .with_misplaced(session, &listing);
    let grammar = Grammar::new();
    let acts = many.parts.into_iter().flatten().zip(1..);
    let all = acts.map(|((case, line), place)| row(&case, line, place, &grammar));
    let rows = Rows {
        unit: Unit::Act,
        all: all.collect(),
    };
    Ok((rows, many.errors))
}

fn row(case: &CaseId, line: Line, place: usize, grammar: &Grammar) -> Row {
    let about = About::Known {
        named: case.to_string(),
        links: false,
    };
    Row::of(place, Ok(about), Ok(line), grammar)
}
