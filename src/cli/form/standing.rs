//! The case that forms are given to, as far as their rules ask for it.

use std::collections::BTreeSet;

use crate::cli::form::judged::Standing;
use crate::cli::session::Session;
use crate::engine::{Case, Outcome};
use crate::model::{AnswerKey, Form, FormId, Line, Requirement};
use crate::store::{Record, StoreFault};
use crate::words::matching;

/// Where forms stand that are given to a case for these entities beside its own; `answers` are
/// those with which they are given, else those that the case gave where it asks for forms.
pub fn standing(
    session: &Session,
    case: &Case,
    answers: Option<Vec<AnswerKey>>,
    more: &[Line],
    given: &[&Form],
) -> Result<Standing, StoreFault> {
    let asks = |form: &&Form| {
        let mut rules = form.rules.iter();
        rules.any(|rule| matches!(rule.must, Requirement::Known(_)))
    };
    let entities: Vec<String> = case
        .entities()
        .into_iter()
        .chain(more)
        .map(|entity| matching(entity.as_str()))
        .collect();
    Ok(Standing {
        answers: answers.or_else(|| answered(case)),
        known: match given.iter().any(asks) {
            true => known(session, &entities)?,
            false => BTreeSet::new(),
        },
    })
}

/// What the case answered last where it asks for forms.
fn answered(case: &Case) -> Option<Vec<AnswerKey>> {
    let done = case.done().into_iter().rev();
    let mut asking = done.filter(|done| !done.definition.forms.is_empty());
    asking.find_map(|done| {
        let Outcome::Done(answers) = done.outcome else {
            return None;
        };
        Some(answers.to_vec())
    })
}

/// The forms that any case of these entities was given, as far as the cases can be read.
fn known(session: &Session, entities: &[String]) -> Result<BTreeSet<FormId>, StoreFault> {
    let entries = session.store.entries()?;
    let forms = session.store.each(&entries, |found, _| match found {
        Ok(record) if given_to(&record, entities) => forms_of(&record),
        Ok(_) | Err(_) => Vec::new(),
    });
    Ok(forms.into_iter().flatten().collect())
}

fn given_to(record: &Record, entities: &[String]) -> bool {
    let events = record.journal.events.iter();
    let mut named = events.flat_map(|event| event.did.entities());
    named.any(|entity| entities.contains(&matching(entity.as_str())))
}

fn forms_of(record: &Record) -> Vec<FormId> {
    let events = record.journal.events.iter();
    let outputs = events.flat_map(|event| event.did.outputs());
    let forms = outputs.filter_map(|output| output.form.as_ref());
    forms.map(|form| form.form.clone()).collect()
}
